"""Optimizers: one table row each, a pure pair of `init` and `update`.

p parameter: all weights and biases of a network as one vector (p), so that an update is a few operations on it.

The conventions, the order of operations and the defaults are those of torch.optim, where `momentum` and `nesterov`
are SGD with a momentum (0 by default there, 0.9 here). In the formulas θ is the parameters, g the gradient, η the
learning rate, t the step from 1 and λ the weight decay; where λ ≠ 0, g stands for g + λ θ, but for adamw, which
decays the parameters themselves.

To add an optimizer, add a row to `OPTIMIZERS`, of an update in `updates`; it is listed, checked and tested from
there.
"""

from dataclasses import dataclass, field

import numpy as np

from .. import aliases
from ..arrays import Array
from ..parameter import Parameter
from ..tables import Chosen, Table
from . import updates
from .hyperparameters import complete
from .updates import Buffers, Init, State, Update


@dataclass(frozen=True, slots=True)
class OptimizerRow:
    """What is known of one optimizer; learning_rate is its default. On the wire `beta1` and `beta2` are `betas`."""

    name: str
    formula: str
    source: str
    parameters: tuple[Parameter, ...]
    init: Init
    update: Update
    learning_rate: float


@dataclass(frozen=True, slots=True)
class Optimizer(Chosen[OptimizerRow]):
    """A row of the table together with its learning rate and the values of its other hyperparameters."""

    learning_rate: float = field(kw_only=True)

    def init(self, parameters: Array) -> State:
        """The state before the first step, of the shape and dtype of the parameters (p)."""
        return self.row.init(parameters, self.values)

    def update(
        self, parameters: Array, gradient: Array, state: State, step: int, learning_rate: float, out: Buffers
    ) -> None:
        """Write the parameters and the state after this step, from 1, into `out`; nothing else is changed."""
        self.row.update(parameters, gradient, state, step, learning_rate, self.values, out)


def optimizer(name: str, learning_rate: float | None = None, **values: float) -> Optimizer:
    """The named optimizer with its learning rate and hyperparameters, defaults where they are left out.

    Raises ValueError for an unknown name, an unknown hyperparameter or a value out of its range.
    """
    row = OPTIMIZERS.named(name)
    if learning_rate is not None:
        LEARNING_RATE.check(learning_rate)
    chosen = row.learning_rate if learning_rate is None else learning_rate
    return Optimizer(row, complete(row, values), learning_rate=chosen)


def fresh_buffers(parameters: Array, state: State) -> Buffers:
    """Buffers for updates of these parameters (p) and this state, of their dtype; what they hold is undefined."""
    return Buffers(
        np.empty_like(parameters),
        tuple(np.empty_like(array) for array in state),
        (np.empty_like(parameters), np.empty_like(parameters)),
    )


LEARNING_RATE = Parameter("learning_rate", 0.001, 0, description="what an update is multiplied by")
"""The range of every learning rate; its default is the row's."""

_MOMENTUM = Parameter("momentum", 0.9, 0, description="share of the last step that is kept")
_DAMPENING = Parameter("dampening", 0, 0, description="share of later gradients that is left out")
_BETA1 = Parameter("beta1", 0.9, 0, 1, description="share of the mean gradient that is kept")
_BETA2 = Parameter("beta2", 0.999, 0, 1, description="share of the mean squared gradient that is kept")
_ALPHA = Parameter("alpha", 0.99, 0, 1, description="share of the mean squared gradient that is kept")
_RATE_DECAY = Parameter("learning_rate_decay", 0, 0, description="how fast the learning rate falls")
_INITIAL = Parameter("initial_accumulator_value", 0, 0, description="the sum of squares at the start")


def _epsilon(default: float) -> Parameter:
    return Parameter("epsilon", default, 0, description="added to the root that the step is divided by")


def _weight_decay(default: float) -> Parameter:
    return Parameter("weight_decay", default, 0, description="pulls weights and biases towards zero")


_ADAM = (
    "m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², θ ← θ − η m̂ / (√v̂ + ε), m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)"
)

_ROWS = (
    OptimizerRow(
        "sgd",
        "θ ← θ − η g",
        "Robbins and Monro 1951, A stochastic approximation method",
        (_weight_decay(0),),
        updates.stateless,
        updates.sgd,
        1e-3,
    ),
    OptimizerRow(
        "momentum",
        "b ← μ b + (1 − τ) g (first b = g), θ ← θ − η b, τ the dampening",
        "Polyak 1964, Some methods of speeding up the convergence of iteration methods",
        (_MOMENTUM, _DAMPENING, _weight_decay(0)),
        updates.one_of_zeros,
        updates.momentum,
        1e-3,
    ),
    OptimizerRow(
        "nesterov",
        "b ← μ b + g, θ ← θ − η (g + μ b)",
        "Sutskever et al. 2013, On the importance of initialization and momentum in deep learning",
        (_MOMENTUM, _weight_decay(0)),
        updates.one_of_zeros,
        updates.nesterov,
        1e-3,
    ),
    OptimizerRow(
        "rmsprop",
        "v ← α v + (1 − α) g², θ ← θ − η g / (√v + ε)",
        "Tieleman and Hinton 2012, Neural networks for machine learning, lecture 6.5",
        (_ALPHA, _epsilon(1e-8), _weight_decay(0)),
        updates.one_of_zeros,
        updates.rmsprop,
        1e-2,
    ),
    OptimizerRow(
        "adam",
        _ADAM,
        "Kingma and Ba 2015, Adam: A method for stochastic optimization",
        (_BETA1, _BETA2, _epsilon(1e-8), _weight_decay(0)),
        updates.two_of_zeros,
        updates.adam,
        1e-3,
    ),
    OptimizerRow(
        "adamw",
        f"θ ← (1 − η λ) θ, then {_ADAM}",
        "Loshchilov and Hutter 2019, Decoupled weight decay regularization",
        (_BETA1, _BETA2, _epsilon(1e-8), _weight_decay(0.01)),
        updates.two_of_zeros,
        updates.adamw,
        1e-3,
    ),
    OptimizerRow(
        "adagrad",
        "s ← s + g², θ ← θ − η / (1 + (t − 1) κ) · g / (√s + ε), κ the learning rate decay",
        "Duchi, Hazan and Singer 2011, Adaptive subgradient methods for online learning",
        (_RATE_DECAY, _INITIAL, _epsilon(1e-10), _weight_decay(0)),
        updates.accumulator,
        updates.adagrad,
        1e-2,
    ),
)

OPTIMIZERS = Table(_ROWS, aliases.OPTIMIZERS)
"""Every optimizer by its name on the wire."""
