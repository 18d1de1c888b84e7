"""φ′ = 0 as a mask: on a flat side δ is 0 whatever comes back, in both forms of the backward pass."""

from typing import Any

import numpy as np
import pytest

from app.engine.analysis.analysis import analyze
from app.engine.analysis.case import Case
from app.engine.analysis.passes import Trace, gradients, trace
from app.engine.analysis.status import Status
from app.engine.arrays import Array
from app.engine.descent.descent import Descent
from app.engine.descent.optimizers import optimizer
from app.engine.descent.schedules import schedule
from app.engine.network.activations import ACTIVATIONS, activation
from app.engine.network.losses import LOSSES, Loss
from app.engine.network.network import Batch, Layer, Network, stack
from app.engine.training.training import Training, train
from tests.engine.helpers import in_precision, make_layer, random_network, random_targets

SQUARED = LOSSES["mean_squared_error"]
BLOCKED = [
    # a layer of one unit on the input 1, and its φ′ = 0
    make_layer([[-1.0]], None, "relu"),
    make_layer([[0.0]], None, "relu"),
    make_layer([[-1.0]], None, "relu6"),
    make_layer([[0.0]], None, "relu6"),
    make_layer([[6.0]], None, "relu6"),
    make_layer([[7.0]], None, "relu6"),
    make_layer([[-1.0]], None, "hardtanh"),
    make_layer([[1.0]], None, "hardtanh"),
    make_layer([[9.0]], None, "hardtanh"),
    make_layer([[-1.0]], None, "leaky_relu", negative_slope=0),
]
UNDERFLOWN = [
    make_layer([[-800.0]], None, "sigmoid"),
    make_layer([[400.0]], None, "tanh"),
    make_layer([[-60.0]], None, "gelu"),
    make_layer([[-800.0]], None, "silu"),
    make_layer([[-800.0]], None, "softplus"),
    make_layer([[-800.0]], None, "elu"),
]
ONE = Batch(np.array([[1.0]]), np.array([[3e200]]))


def described(layer: Layer) -> str:
    return f"{layer.activation.name} at {layer.weights.item():g}"


def beneath(layer: Layer) -> Network:
    """The layer, and an output that sends it more than can be held."""
    return Network((layer, make_layer([[1e200]], None, "identity")))


def plain(network: Network, batch: Batch, loss: Loss, traced: Trace) -> list[tuple[Array, Array, Array]]:
    """δ, ∇W and ∇b of layers L … 1 by the recursion without a mask, from the forward half of a trace."""
    output = traced.layers[-1]
    delta = loss.signal(output.preactivation, output.activation, batch.targets)
    found = []
    for index in reversed(range(len(network.layers))):
        derivative = traced.layers[index].derivative
        if derivative is not None and not (index == len(network.layers) - 1 and loss.cancels_derivative):
            delta = delta * derivative
        below = traced.layers[index - 1].activation if index else batch.inputs
        found.append((delta, *gradients(delta, below, "mean", None)))
        delta = delta @ network.layers[index].weights
    return found


@pytest.mark.parametrize("layer", BLOCKED, ids=described)
@pytest.mark.parametrize("example", [None, 0])
def test_a_flat_side_blocks_what_is_not_finite(layer: Layer, example: int | None) -> None:
    analysis = analyze(beneath(layer), ONE, SQUARED, example=example)
    with np.errstate(over="ignore"):
        assert np.isinf(analysis.layers[1].delta @ analysis.layers[1].weights).all()
    traced, facts = analysis.layers[0], analysis.neurons[0]
    assert traced.delta.item() == traced.weight_gradient.item() == traced.bias_gradient.item() == 0
    assert facts.status.item() == Status.DEAD
    assert facts.permanent.item()


@pytest.mark.parametrize("layer", UNDERFLOWN, ids=described)
def test_a_slope_that_is_only_too_small_to_be_held_blocks_nothing(layer: Layer) -> None:
    analysis = analyze(beneath(layer), ONE, SQUARED)
    derivative = analysis.layers[0].derivative
    assert derivative is not None
    assert derivative.item() == 0
    assert np.isnan(analysis.layers[0].delta).all()
    assert analysis.neurons[0].status.item() == Status.UNKNOWN
    assert analysis.non_finite is not None


@pytest.mark.parametrize("name", ["relu", "relu6", "hardtanh"])
def test_a_flat_side_blocks_the_loss_too(name: str) -> None:
    """At the output, where ∂ℓ/∂ŷ overflows."""
    network = Network((make_layer([[1.0], [-9.0]], None, name),))
    analysis = analyze(network, Batch(np.array([[0.5]]), np.array([[1.5e308, 1.5e308]])), SQUARED)
    assert analysis.layers[0].delta[0, 1] == 0
    assert analysis.neurons[0].status.tolist()[1] == Status.DEAD


def test_only_what_is_blocked_is_masked() -> None:
    """Of two units under one output the one that is on gets what comes back; and NaN from above is blocked too."""
    hidden = make_layer([[1.0], [-1.0]], None, "relu")
    wide = make_layer([[1e200, 1e200], [1e200, 1e200]], None, "identity")
    batch = Batch(np.array([[1.0], [-1.0]]), np.array([[-1e200, 1e305]] * 2))
    delta = analyze(Network((hidden, wide)), batch, SQUARED).layers[0].delta
    assert not np.isfinite([delta[0, 0], delta[1, 1]]).any()
    assert delta[0, 1] == delta[1, 0] == 0


def test_layers_below_are_told_by_what_comes_through() -> None:
    """A bound that is ∞ · 0 at a blocked unit says nothing ill of the units below."""
    layers = (make_layer([[1.0]], None, "identity"), BLOCKED[0], make_layer([[1e200]], None, "identity"))
    analysis = analyze(Network(layers), ONE, SQUARED)
    assert analysis.layers[0].delta.item() == 0
    assert [facts.status.item() for facts in analysis.neurons[:2]] == [Status.STARVED, Status.DEAD]


def test_a_stack_has_what_its_networks_have() -> None:
    networks = [beneath(BLOCKED[0]), beneath(BLOCKED[1]), beneath(make_layer([[2.0]], None, "relu"))]
    together = analyze(stack(networks), ONE, SQUARED)
    for number, network in enumerate(networks):
        alone = analyze(network, ONE, SQUARED)
        np.testing.assert_array_equal(together.layers[0].delta[number], alone.layers[0].delta)
        np.testing.assert_array_equal(together.neurons[0].status[number], alone.neurons[0].status)


def test_what_goes_in_is_not_masked() -> None:
    """Where z is not finite, z̃ is not either: on which side the unit lies is not known, nor is its row of ∇W."""
    layers = (
        make_layer([[1e200]], None, "identity"),
        make_layer([[-1.0]], None, "relu"),
        make_layer([[1.0]], None, "relu"),
    )
    analysis = analyze(Network(layers), Batch(np.array([[1e200]]), np.array([[1.0]])), SQUARED)
    assert analysis.layers[1].delta.item() == 0
    assert np.isnan(analysis.layers[1].weight_gradient).all()
    assert analysis.neurons[1].status.item() == Status.UNKNOWN


PAIRS = [(name, "cross_entropy", "softmax") for name, row in ACTIVATIONS.items() if row.elementwise]
PAIRS += [(name, "mean_squared_error", name) for name, row in ACTIVATIONS.items() if row.elementwise]


@pytest.mark.parametrize(("hidden", "loss", "output"), PAIRS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_finite_numbers_are_those_of_the_plain_recursion_to_the_bit(
    hidden: str, loss: str, output: str, dtype: Any
) -> None:
    """Negative zeros too."""
    rng = np.random.default_rng(5)
    rule = LOSSES[loss]
    for _ in range(10):
        sizes = rng.integers(1, 7, size=4).tolist()
        network = random_network(rng, sizes, hidden, output)
        examples = int(rng.integers(1, 9))
        inputs = rng.integers(-2, 3, size=(examples, sizes[0])).astype(np.float64)
        batch = Batch(inputs, random_targets(rng, rule, examples, sizes[-1]))
        network, batch = in_precision(network, batch, dtype)
        traced = trace(Case(network, batch, rule))
        for layer, expected in zip(reversed(traced.layers), plain(network, batch, rule, traced), strict=True):
            for got, wanted in zip(
                (layer.delta, layer.weight_gradient, layer.bias_gradient), expected, strict=True
            ):
                assert np.ascontiguousarray(got).tobytes() == np.ascontiguousarray(wanted).tobytes()


def training_of(network: Network, batch: Batch, steps: int, batch_size: int | None = None) -> Training:
    return Training(
        network,
        batch,
        SQUARED,
        "mean",
        optimizer("sgd", 1e-3),
        schedule("constant"),
        None,
        steps,
        batch_size,
        0,
        64,
    )


def test_a_run_goes_on_where_a_flat_side_blocks_what_is_not_finite() -> None:
    """The blocked unit stays what it was, and the others learn as they would alone."""
    blocked = Network((make_layer([[-1.0]], None, "relu"), make_layer([[1e308]], None, "identity")))
    batch = Batch(np.array([[1.0]]), np.array([[-10.0]]))
    moments = list(train(training_of(blocked, batch, 3)))
    assert [moment.step for moment in moments] == [0, 1, 2, 3]
    assert moments[-1].fault is None
    last = moments[-1].network
    assert last.layers[0].weights.item() == -1
    alone = Network((make_layer([[0.0]], None, "identity"),))
    *_, moment = train(training_of(alone, Batch(np.array([[0.0]]), batch.targets), 3))
    assert last.layers[1].bias.item() == moment.network.layers[0].bias.item()


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_the_gradient_of_a_step_is_that_of_the_passes(rows: int) -> None:
    hidden = make_layer([[1.0], [-1.0]], [0.5, -9.0], "relu")
    network = Network((hidden, make_layer([[1e-5, 1e308]], None, "identity")))
    batch = Batch(np.array([[1.0], [2.0], [-0.25]]), np.array([[-10.0], [3.0], [1.0]]))
    descent = Descent(training_of(network, batch, 2, batch_size=rows))
    with np.errstate(all="ignore"):
        descent.gradient()
        assert not descent.space.finite()
        descent.mask()
        used = Batch(descent.space.inputs, descent.space.targets)
        wanted = analyze(network, used, SQUARED).layers[0]
        assert np.isfinite(wanted.delta).all()
    got = descent.space.gradient
    assert np.isfinite(got).all()
    np.testing.assert_allclose(got[:2], wanted.weight_gradient.ravel(), rtol=1e-15)


def test_a_slope_too_small_to_be_held_ends_a_run() -> None:
    *_, last = train(training_of(beneath(UNDERFLOWN[0]), ONE, 3))
    assert last.fault is not None
    assert last.fault.quantity == "losses"


def test_who_blocks() -> None:
    blocking = {name for name in ACTIVATIONS if activation(name).blocks}
    assert blocking == {"relu", "relu6", "hardtanh"}
    assert activation("leaky_relu", negative_slope=0).blocks
    assert not activation("leaky_relu", negative_slope=1e-320).blocks
