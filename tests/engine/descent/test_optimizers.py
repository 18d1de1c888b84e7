"""Every optimizer against 50 recorded steps of PyTorch, and what all updates have in common."""

import math
from typing import Any

import numpy as np
import pytest

from app.engine.analysis.case import Case
from app.engine.analysis.passes import trace
from app.engine.arrays import Array
from app.engine.descent.clipping import clipped
from app.engine.descent.optimizers import OPTIMIZERS, Optimizer, fresh_buffers, optimizer
from app.engine.descent.parameters import flatten, views
from app.engine.descent.updates import State
from app.engine.network.losses import reduce
from app.engine.network.network import Batch
from tests.engine.helpers import close, from_request
from tests.engine.training_cases import optimizer_of, schedule_of, training_cases

CASES = training_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pytorch_agrees_at_every_step(case: dict[str, Any]) -> None:
    """Replayed with the passes and the updates alone, each into new buffers."""
    request, expected = case["request"], case["expected"]
    network, batch, rule = from_request(request)
    chosen, schedule, reduction = optimizer_of(request), schedule_of(request), request["reduction"]
    everything = range(len(batch.inputs))
    theta = flatten(network)
    state = chosen.init(theta)
    losses = [reduce(trace(Case(network, batch, rule, reduction)).losses, reduction)]
    rates = []
    for update in range(request["steps"]):
        rows = expected.get("batches", [everything] * request["steps"])[update]
        examples = Batch(batch.inputs[rows], batch.targets[rows])
        layers = trace(Case(network, examples, rule, reduction)).layers
        gradients = [(layer.weight_gradient.ravel(), layer.bias_gradient) for layer in layers]
        gradient = np.concatenate([array for pair in gradients for array in pair])
        if "clip_norm" in request:
            gradient = clipped(gradient, request["clip_norm"], np.empty_like(gradient))
        rates.append(chosen.learning_rate * schedule.factor(update, request["steps"]))
        out = fresh_buffers(theta, state)
        chosen.update(theta, gradient, state, update + 1, rates[-1], out)
        theta, state = out.parameters, out.state
        network = views(theta, network)
        losses.append(reduce(trace(Case(network, batch, rule, reduction)).losses, reduction))
    assert np.abs(np.array(losses) / expected["losses"] - 1).max() <= 1e-10
    assert close(rates, expected["learning_rates"])
    for layer, weights, bias in zip(network.layers, expected["weights"], expected["biases"], strict=True):
        assert close(layer.weights, weights)
        assert close(layer.bias, bias)


def test_every_optimizer_is_recorded_with_its_defaults_and_with_every_hyperparameter_changed() -> None:
    recorded = [optimizer_of(case["request"]) for case in CASES]
    for name, row in OPTIMIZERS.items():
        mine = [chosen for chosen in recorded if chosen.name == name]
        assert optimizer(name) in mine
        for hyperparameter in row.parameters:
            assert {chosen.values[hyperparameter.name] for chosen in mine} > {hyperparameter.default}, name


def variants(name: str) -> list[Optimizer]:
    """The optimizer with its defaults, and with every hyperparameter elsewhere in its range."""
    others = {hyperparameter.name: 0.25 for hyperparameter in OPTIMIZERS[name].parameters}
    return [optimizer(name), optimizer(name, 0.1, **others)]


def walk(chosen: Optimizer, gradients: Array, *, reuse: bool) -> list[tuple[Array, State]]:
    """Parameters and states (copied) after each update, from parameters of 1, 2, …; what an update reads is locked.

    With `reuse` the updates write into two buffers by turns, else each into new ones.
    """
    theta: Array = np.arange(1, 1 + gradients.shape[1]).astype(gradients.dtype)
    state = chosen.init(theta)
    pair = [fresh_buffers(theta, state) for _ in range(2)]
    found = []
    for step, gradient in enumerate(gradients, start=1):
        out = pair[step % 2] if reuse else fresh_buffers(theta, state)
        read = (theta, gradient, *state)
        before = [array.copy() for array in read]
        for array in read:
            array.flags.writeable = False
        chosen.update(theta, gradient, state, step, chosen.learning_rate, out)
        assert all((array == copy).all() for array, copy in zip(read, before, strict=True))
        for array in read:
            array.flags.writeable = True
        theta, state = out.parameters, out.state
        found.append((theta.copy(), tuple(array.copy() for array in state)))
    return found


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_updates_change_no_argument_and_do_not_depend_on_what_buffers_held(name: str) -> None:
    gradients = np.random.default_rng(3).normal(size=(6, 9))
    for chosen in variants(name):
        for fresh, reused in zip(
            walk(chosen, gradients, reuse=False), walk(chosen, gradients, reuse=True), strict=True
        ):
            assert fresh[0].tobytes() == reused[0].tobytes()
            assert [array.tobytes() for array in fresh[1]] == [array.tobytes() for array in reused[1]]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_float32_stays_float32(name: str) -> None:
    gradients = np.random.default_rng(4).normal(size=(5, 7))
    for chosen in variants(name):
        single = walk(chosen, gradients.astype(np.float32), reuse=False)
        assert {array.dtype for theta, state in single for array in (theta, *state)} == {np.dtype(np.float32)}
        for (theta, _), (double, _) in zip(single, walk(chosen, gradients, reuse=False), strict=True):
            assert close(theta, double, 1e-5)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_learning_rate_of_zero_moves_nothing(name: str) -> None:
    gradients = np.random.default_rng(5).normal(size=(3, 4))
    theta, _ = walk(optimizer(name, 0.0), gradients, reuse=False)[-1]
    assert theta.tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_without_gradient_only_decoupled_decay_moves(name: str) -> None:
    theta, _ = walk(optimizer(name), np.zeros((3, 4)), reuse=False)[-1]
    assert theta == pytest.approx(np.arange(1, 5) * ((1 - 1e-3 * 0.01) ** 3 if name == "adamw" else 1), rel=1e-15)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_table_says_all_that_a_menu_needs(name: str) -> None:
    row = OPTIMIZERS[name]
    assert row.formula
    assert row.source
    assert optimizer(name).learning_rate == row.learning_rate
    for hyperparameter in row.parameters:
        assert hyperparameter.description
        hyperparameter.check(hyperparameter.default)


@pytest.mark.parametrize(
    ("name", "learning_rate", "values", "message"),
    [
        ("adamm", None, {}, 'expected one of sgd, .*; got "adamm"; did you mean "adamw?"'),
        ("sgd", -0.1, {}, "expected a finite learning_rate of at least 0; got −0.1"),
        ("sgd", math.nan, {}, "expected a finite learning_rate of at least 0; got nan"),
        ("sgd", math.inf, {}, "expected a finite learning_rate of at least 0; got ∞"),
        ("sgd", None, {"momentum": 0.9}, 'expected one of weight_decay; got "momentum"'),
        ("adam", None, {"beta1": 1.0}, "expected a finite beta1 of at least 0 and less than 1; got 1"),
        ("adam", None, {"beta2": -0.5}, "expected a finite beta2 of at least 0 and less than 1; got −0.5"),
        ("rmsprop", None, {"alpha": 1.0}, "alpha of at least 0 and less than 1"),
        ("adagrad", None, {"epsilon": -1e-9}, "epsilon of at least 0; got −1e−09"),
        ("momentum", None, {"momentum": math.nan}, "momentum of at least 0; got nan"),
    ],
)
def test_unknown_names_and_values_are_refused(
    name: str, learning_rate: float | None, values: dict[str, float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        optimizer(name, learning_rate, **values)


def test_a_learning_rate_of_zero_and_values_at_the_ends_of_their_ranges_are_taken() -> None:
    chosen = optimizer("adam", 0, beta1=0, beta2=0, epsilon=0)
    assert (chosen.learning_rate, chosen.values["beta1"], chosen.values["weight_decay"]) == (0, 0, 0)


def test_momentum_of_zero_is_plain_descent_whatever_the_dampening() -> None:
    gradients = np.random.default_rng(6).normal(size=(4, 3))
    plain = walk(optimizer("sgd", 0.1), gradients, reuse=False)
    for chosen in (optimizer("momentum", 0.1, momentum=0, dampening=0.5), optimizer("nesterov", 0.1, momentum=0)):
        assert [theta.tolist() for theta, _ in walk(chosen, gradients, reuse=True)] == [
            theta.tolist() for theta, _ in plain
        ]
