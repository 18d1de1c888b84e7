"""Cosines between the gradients of single examples, against gradients that are formed one by one."""

from typing import Any

import numpy as np
import pytest

from app.engine.analysis.analysis import analyze
from app.engine.analysis.case import Case
from app.engine.analysis.interference import cosines, interference, summary
from app.engine.analysis.passes import Trace, trace
from app.engine.arrays import Array
from app.engine.network.activations import activation
from app.engine.network.losses import LOSSES, Loss, loss
from app.engine.network.network import Batch, Layer, Network, stack
from tests.engine.helpers import in_precision, make_layer, random_network, random_targets

MEAN_SQUARED = loss("mean_squared_error")


def formed(network: Network, batch: Batch, rule: Loss) -> Array:
    """The gradient of each example by all weights and biases (n, p), in float64."""
    network, batch = in_precision(network, batch, np.float64)
    rows = []
    for example in range(len(batch.inputs)):
        layers = analyze(network, batch, rule, example=example).layers
        rows.append(np.concatenate([g.ravel() for la in layers for g in (la.weight_gradient, la.bias_gradient)]))
    return np.array(rows)


def cosines_of(gradients: Array) -> Array:
    """By the definition; NaN where a gradient is zero."""
    with np.errstate(invalid="ignore"):
        unit = gradients / np.linalg.norm(gradients, axis=1, keepdims=True)
    product: Array = unit @ unit.T
    return product


@pytest.mark.parametrize("hidden", ["relu", "tanh", "gelu", "hardtanh"])
@pytest.mark.parametrize("rule_name", LOSSES)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_cosines_are_those_of_gradients_formed_one_by_one(hidden: str, rule_name: str, dtype: Any) -> None:
    rng = np.random.default_rng(3)
    rule = loss(rule_name)
    network = random_network(rng, [3, 6, 5, 2], hidden, rule.output_activation or "identity")
    batch = Batch(rng.normal(size=(9, 3)), random_targets(rng, rule, 9, 2))
    network, batch = in_precision(network, batch, dtype)
    found = interference(analyze(network, batch, rule))
    assert found.cosines.dtype == dtype
    assert np.abs(found.cosines - cosines_of(formed(network, batch, rule))).max() < found.rounding
    assert found.rounding < 70 * np.finfo(dtype).eps
    assert (found.cosines == found.cosines.T).all()
    assert (np.diagonal(found.cosines) == 1).all()
    assert np.abs(found.cosines).max() == 1


def test_an_example_whose_gradient_is_zero_has_no_cosine() -> None:
    """Both layers are dead on example 1, and the output is settled there: every δ is 0."""
    network = Network((make_layer([[1, 0], [0, 1]], None, "relu"), make_layer([[1, 1]], None, "relu")))
    batch = Batch(np.array([[1.0, 2.0], [-1.0, -1.0], [2.0, -1.0], [3.0, 5.0]]), np.zeros((4, 1)))
    found = interference(analyze(network, batch, MEAN_SQUARED))
    assert found.zero.tolist() == [False, True, False, False]
    expected = cosines_of(formed(network, batch, MEAN_SQUARED))
    assert np.isnan(found.cosines).tolist() == np.isnan(expected).tolist()
    kept = [0, 2, 3]
    assert np.abs(found.cosines - expected)[np.ix_(kept, kept)].max() < found.rounding
    told = summary(found)
    assert [told.pairs, told.zero_gradients] == [3, 1]
    pairs = expected[[0, 0, 2], [2, 3, 3]]
    assert told.mean_cosine == pytest.approx(pairs.mean(), rel=1e-14)
    assert told.conflicting == 0


def test_a_dead_layer_leaves_the_bias_above_it() -> None:
    """Only ∇b⁽¹⁾ is not zero; it pulls two examples up and one down."""
    network = Network((make_layer([[1, 1]], [-10], "relu"), make_layer([[1]], None, "identity")))
    batch = Batch(np.ones((3, 2)), np.array([[1.0], [2.0], [-3.0]]))
    found = interference(analyze(network, batch, MEAN_SQUARED))
    assert np.abs(found.cosines - [[1, 1, -1], [1, 1, -1], [-1, -1, 1]]).max() < found.rounding
    told = summary(found)
    assert told.mean_cosine == pytest.approx(-1 / 3, rel=1e-15)
    assert [told.conflicting, told.pairs] == [2 / 3, 3]


@pytest.mark.parametrize(("target", "zero"), [(1.0, 0), (0.0, 1)])
def test_one_example_makes_no_pair(target: float, zero: int) -> None:
    network = Network((make_layer([[0]], None, "identity"),))
    found = interference(analyze(network, Batch(np.ones((1, 1)), np.array([[target]])), MEAN_SQUARED))
    assert found.cosines.shape == (1, 1)
    assert np.isnan(found.cosines[0, 0]) if zero else found.cosines[0, 0] == 1
    told = summary(found)
    assert [told.pairs, told.zero_gradients] == [0, zero]
    assert np.isnan(told.mean_cosine)
    assert np.isnan(told.conflicting)


def test_orthogonal_gradients_do_not_conflict_by_rounding() -> None:
    """(1.1, 0.3, 1) and (3, −4.3 / 0.3, 1) times δ are at a right angle, though no number says so."""
    network = Network((make_layer([[0, 0]], None, "identity"),))
    inputs = np.array([[1.1, 0.3], [3.0, -(1 + 1.1 * 3) / 0.3]])
    found = interference(analyze(network, Batch(inputs, np.ones((2, 1))), MEAN_SQUARED))
    assert -found.rounding < found.cosines[0, 1] < 0
    assert summary(found).conflicting == 0
    inputs[1, 1] -= 1e-11
    assert summary(interference(analyze(network, Batch(inputs, np.ones((2, 1))), MEAN_SQUARED))).conflicting == 1


@pytest.mark.parametrize(("dtype", "powers"), [(np.float64, (-700, -1040, 1000)), (np.float32, (-100, -140, 120))])
def test_neither_underflow_nor_overflow_costs_a_cosine(dtype: Any, powers: tuple[int, ...]) -> None:
    rng = np.random.default_rng(7)
    network = random_network(rng, [3, 4, 2], "tanh", "identity")
    batch = Batch(rng.normal(size=(8, 3)), rng.normal(size=(8, 2)))
    traced = trace(Case(*in_precision(network, batch, dtype), MEAN_SQUARED))
    coarse = _with_deltas(traced, [np.round(layer.delta * 8) / 8 + 0.25 for layer in traced.layers])
    expected = cosines(coarse)
    for power in powers:
        scale = np.ldexp(np.ones((8, 1), dtype=dtype), np.arange(8)[:, None] % 3 + power)
        far = _with_deltas(coarse, [layer.delta * scale for layer in coarse.layers])
        assert np.abs(cosines(far) - expected).max() <= np.finfo(dtype).eps


def test_the_larger_layer_decides_however_small_both_are() -> None:
    """δ of layer 1 is 1e-100 of that of layer 2 on example 0, and 1e100 times it on example 1."""
    network = random_network(np.random.default_rng(1), [2, 3, 1], "tanh", "identity")
    traced = trace(Case(network, Batch(np.ones((3, 2)), np.zeros((3, 1))), MEAN_SQUARED))
    below = np.array([[1e-300], [1e-200], [1e-300]]) * np.ones((3, 3))
    above = np.array([[1e-200], [1e-300], [-1e-200]])
    found = interference(_with_deltas(traced, [below, above]))
    assert not found.zero.any()
    assert np.abs(found.cosines - [[1, 0, -1], [0, 1, 0], [-1, 0, 1]]).max() < found.rounding


def test_large_activations_below_weigh_as_much_as_large_signals() -> None:
    """δ = 0 under inputs of 1e300 hides nothing of the layer above, whose δ is 1e-300."""
    network = random_network(np.random.default_rng(1), [2, 3, 1], "tanh", "identity")
    traced = trace(Case(network, Batch(np.full((2, 2), 1e300), np.zeros((2, 1))), MEAN_SQUARED))
    found = interference(_with_deltas(traced, [np.zeros((2, 3)), np.array([[1e-300], [-1e-300]])]))
    z = traced.layers[0].activation
    assert found.cosines[0, 1] == pytest.approx(-1, rel=1e-15)
    assert (z[0] == z[1]).all()


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan])
@pytest.mark.parametrize("place", ["delta", "activation", "inputs"])
def test_a_gradient_that_is_not_finite_has_no_cosine_and_spoils_no_other(value: float, place: str) -> None:
    rng = np.random.default_rng(2)
    network = random_network(rng, [2, 3, 2], "relu", "softmax")
    batch = Batch(rng.normal(size=(4, 2)), np.eye(2)[[0, 1, 1, 0]])
    traced = trace(Case(network, batch, loss("cross_entropy")))
    expected = cosines(traced)
    if place == "inputs":
        inputs = batch.inputs.copy()
        inputs[1, 0] = value
        broken = traced._replace(inputs=inputs)
    else:
        array = getattr(traced.layers[0], place).copy()
        array[1, 2] = value
        broken = traced._replace(layers=(traced.layers[0]._replace(**{place: array}), traced.layers[1]))
    found = interference(broken)
    assert not found.zero.any()
    assert np.isnan(found.cosines[1]).all()
    assert np.isnan(found.cosines[:, 1]).all()
    kept = [0, 2, 3]
    assert (found.cosines[np.ix_(kept, kept)] == expected[np.ix_(kept, kept)]).all()
    assert summary(found).pairs == 3


def test_a_stack_of_networks_equals_a_loop() -> None:
    rng = np.random.default_rng(6)
    networks = [random_network(rng, [2, 5, 3, 2], "relu", "softmax") for _ in range(4)]
    networks[1] = Network(tuple(Layer(la.weights, la.bias - 9, la.activation) for la in networks[1].layers))
    batch = Batch(rng.normal(size=(7, 2)), np.eye(2)[rng.integers(0, 2, 7)])
    together = interference(analyze(stack(networks), batch, loss("cross_entropy")))
    told = summary(together)
    for k, network in enumerate(networks):
        alone = interference(analyze(network, batch, loss("cross_entropy")))
        assert np.abs(together.cosines[k] - alone.cosines).max() < alone.rounding
        assert together.zero[k].tolist() == alone.zero.tolist()
        assert told.mean_cosine[k] == pytest.approx(summary(alone).mean_cosine, rel=1e-12)
        assert told.conflicting[k] == summary(alone).conflicting
        assert told.pairs[k] == summary(alone).pairs


def test_conflicts_are_counted_as_a_loop_counts_them() -> None:
    rng = np.random.default_rng(9)
    network = random_network(rng, [4, 8, 3], "relu", "softmax")
    batch = Batch(rng.normal(size=(30, 4)), np.eye(3)[rng.integers(0, 3, 30)])
    found = interference(analyze(network, batch, loss("cross_entropy")))
    expected = cosines_of(formed(network, batch, loss("cross_entropy")))
    pairs = [expected[n, m] for n in range(30) for m in range(n)]
    told = summary(found)
    assert told.pairs == len(pairs)
    assert told.conflicting == np.mean([pair < -1e-9 for pair in pairs])
    assert 0.1 < told.conflicting < 0.9
    assert told.mean_cosine == pytest.approx(np.mean(pairs), rel=1e-12)


def test_no_argument_is_changed() -> None:
    rng = np.random.default_rng(8)
    network = Network(
        (make_layer([[1, 2]], None, "tanh"), Layer(np.ones((2, 1)), np.ones(2), activation("softmax")))
    )
    batch = Batch(rng.normal(size=(5, 2)), random_targets(rng, loss("cross_entropy"), 5, 2))
    traced = trace(Case(network, batch, loss("cross_entropy")))
    for array in (batch.inputs, *(array for layer in traced.layers for array in layer if array is not None)):
        array.flags.writeable = False
    summary(interference(traced))


def _with_deltas(traced: Trace, deltas: list[Array]) -> Trace:
    """The trace with other error signals."""
    layers = zip(traced.layers, deltas, strict=True)
    return traced._replace(layers=tuple(layer._replace(delta=delta) for layer, delta in layers))
