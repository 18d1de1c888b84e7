"""The updates of the optimizers, in place behind a pure interface.

p parameter: all weights and biases of a network as one vector (p).

Each reads the parameters, the gradient and the state, and writes into `out` alone, which shares no memory with what
is read. All scalars are Python numbers, which leave float32 what it is; what a hyperparameter of zero would add is
not computed. As in torch.optim, no update tests what it divides by: a zero gradient with an epsilon of 0 gives NaN.
"""

from collections.abc import Callable, Mapping
from math import sqrt
from typing import NamedTuple

import numpy as np

from ..arrays import Array

State = tuple[Array, ...]
"""What an optimizer remembers from one step to the next, each of the shape of the parameters (p)."""


class Buffers(NamedTuple):
    """Where an update may write: the new parameters (p), the new state, and scratch arrays (p)."""

    parameters: Array
    state: State
    scratch: tuple[Array, Array]


Values = Mapping[str, float]
"""The hyperparameters by name."""
Init = Callable[[Array, Values], State]
"""init(parameters (p), hyperparameters) -> the state before the first step."""
Update = Callable[[Array, Array, State, int, float, Values, Buffers], None]
"""update(parameters (p), gradient (p), state, step, learning rate, hyperparameters, out): writes the new parameters
and the new state into `out` and changes nothing else; step counts from 1."""


def stateless(parameters: Array, values: Values) -> State:
    return ()


def one_of_zeros(parameters: Array, values: Values) -> State:
    return (np.zeros_like(parameters),)


def two_of_zeros(parameters: Array, values: Values) -> State:
    return (np.zeros_like(parameters), np.zeros_like(parameters))


def accumulator(parameters: Array, values: Values) -> State:
    return (np.full_like(parameters, values["initial_accumulator_value"]),)


def sgd(
    parameters: Array, gradient: Array, state: State, step: int, rate: float, values: Values, out: Buffers
) -> None:
    """θ − η g."""
    _descend(parameters, _decayed(parameters, gradient, values, out), rate, out)


def momentum(
    parameters: Array, gradient: Array, state: State, step: int, rate: float, values: Values, out: Buffers
) -> None:
    """θ − η b."""
    gradient = _decayed(parameters, gradient, values, out)
    _keep(gradient, state, step, values["momentum"], values["dampening"], out)
    _descend(parameters, out.state[0], rate, out)


def nesterov(
    parameters: Array, gradient: Array, state: State, step: int, rate: float, values: Values, out: Buffers
) -> None:
    """θ − η (g + μ b)."""
    gradient = _decayed(parameters, gradient, values, out)
    _keep(gradient, state, step, values["momentum"], 0.0, out)
    ahead = out.scratch[1]
    np.multiply(out.state[0], values["momentum"], out=ahead)
    np.add(gradient, ahead, out=ahead)
    _descend(parameters, ahead, rate, out)


def rmsprop(
    parameters: Array, gradient: Array, state: State, step: int, rate: float, values: Values, out: Buffers
) -> None:
    """θ − η g / (√v + ε)."""
    gradient = _decayed(parameters, gradient, values, out)
    _mean_square(gradient, state[0], values["alpha"], out.scratch[1], out.state[0])
    _descend_by_root(parameters, gradient, out.state[0], 1.0, rate, values["epsilon"], out)


def adam(
    parameters: Array, gradient: Array, state: State, step: int, rate: float, values: Values, out: Buffers
) -> None:
    """θ − η m̂ / (√v̂ + ε)."""
    gradient = _decayed(parameters, gradient, values, out)
    _descend_by_moments(parameters, gradient, state, step, rate, values, out)


def adamw(
    parameters: Array, gradient: Array, state: State, step: int, rate: float, values: Values, out: Buffers
) -> None:
    """(1 − η λ) θ − η m̂ / (√v̂ + ε)."""
    if values["weight_decay"]:
        np.multiply(parameters, 1 - rate * values["weight_decay"], out=out.parameters)
        parameters = out.parameters
    _descend_by_moments(parameters, gradient, state, step, rate, values, out)


def adagrad(
    parameters: Array, gradient: Array, state: State, step: int, rate: float, values: Values, out: Buffers
) -> None:
    """θ − η / (1 + (t − 1) κ) · g / (√s + ε)."""
    gradient = _decayed(parameters, gradient, values, out)
    np.multiply(gradient, gradient, out=out.state[0])
    np.add(state[0], out.state[0], out=out.state[0])
    rate /= 1 + (step - 1) * values["learning_rate_decay"]
    _descend_by_root(parameters, gradient, out.state[0], 1.0, rate, values["epsilon"], out)


def _decayed(parameters: Array, gradient: Array, values: Values, out: Buffers) -> Array:
    """g + λ θ, in the first scratch array where λ ≠ 0."""
    if not values["weight_decay"]:
        return gradient
    pulled = out.scratch[0]
    np.multiply(parameters, values["weight_decay"], out=pulled)
    return np.add(gradient, pulled, out=pulled)


def _descend(parameters: Array, direction: Array, rate: float, out: Buffers) -> None:
    """θ − η d."""
    np.multiply(direction, rate, out=out.scratch[1])
    np.subtract(parameters, out.scratch[1], out=out.parameters)


def _keep(gradient: Array, state: State, step: int, share: float, dampening: float, out: Buffers) -> None:
    """b: μ b + (1 − τ) g, but g itself at the first step and without a momentum."""
    kept = out.state[0]
    if step == 1 or not share:
        np.copyto(kept, gradient)
        return
    np.multiply(state[0], share, out=kept)
    if dampening:
        gradient = np.multiply(gradient, 1 - dampening, out=out.scratch[1])
    np.add(kept, gradient, out=kept)


def _mean_square(gradient: Array, before: Array, share: float, scratch: Array, out: Array) -> None:
    """α v + (1 − α) g²."""
    np.multiply(gradient, 1 - share, out=scratch)
    np.multiply(scratch, gradient, out=scratch)
    np.multiply(before, share, out=out)
    np.add(out, scratch, out=out)


def _descend_by_moments(
    parameters: Array, gradient: Array, state: State, step: int, rate: float, values: Values, out: Buffers
) -> None:
    """Both means of Adam, and θ − η m̂ / (√v̂ + ε)."""
    beta1, beta2 = values["beta1"], values["beta2"]
    mean, square = out.state
    np.multiply(gradient, 1 - beta1, out=out.scratch[1])
    np.multiply(state[0], beta1, out=mean)
    np.add(mean, out.scratch[1], out=mean)
    _mean_square(gradient, state[1], beta2, out.scratch[1], square)
    correction = sqrt(1 - beta2**step)
    _descend_by_root(parameters, mean, square, correction, rate / (1 - beta1**step), values["epsilon"], out)


def _descend_by_root(
    parameters: Array,
    direction: Array,
    square: Array,
    correction: float,
    rate: float,
    epsilon: float,
    out: Buffers,
) -> None:
    """θ − η d / (√v / c + ε); the direction may stand in the first scratch array."""
    moved, root = out.scratch
    np.sqrt(square, out=root)
    if correction != 1:
        np.divide(root, correction, out=root)
    np.add(root, epsilon, out=root)
    np.multiply(direction, rate, out=moved)
    np.divide(moved, root, out=moved)
    np.subtract(parameters, moved, out=out.parameters)
