"""Properties that hold for every network and batch, and every neuron's facts judged again the slow way.

Two kinds of network are drawn. Exact ones have pieces of lines for activations and small multiples of powers of two
for numbers: every sum is exact in any order, so equality means equality. Others have any activation and any number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.engine.analysis.analysis import Analysis, analyze
from app.engine.analysis.causes import Cause
from app.engine.analysis.passes import LayerTrace, forward
from app.engine.analysis.status import NeuronFacts, Status
from app.engine.arrays import Array
from app.engine.network.activations import ACTIVATIONS, Activation, activation
from app.engine.network.losses import LOSSES, Loss
from app.engine.network.network import Batch, Layer, Network, stack

pytestmark = pytest.mark.slow

Drawn = tuple[Network, Batch, Loss]

ELEMENTWISE = [activation(name) for name, row in ACTIVATIONS.items() if row.elementwise]
ELEMENTWISE += [activation("leaky_relu", negative_slope=0.0), activation("elu", alpha=2.0)]
EXACT = [activation(name) for name in ("relu", "relu6", "hardtanh", "identity")]
EXACT += [activation("leaky_relu", negative_slope=slope) for slope in (0.0, 0.5)]
QUARTERS = st.integers(-8, 8).map(lambda n: n / 4)
# Biases far from zero make dead units, repeated and zero weights make cancelling and missing connections.
FAR = st.sampled_from([-64.0, -1.0, 0.0, 0.0, 0.25, 64.0])
ANY = st.one_of(QUARTERS, st.floats(-3, 3), st.just(0.0))


def array(draw: st.DrawFn, elements: st.SearchStrategy[float], *shape: int) -> Array:
    size = int(np.prod(shape))
    return np.array(draw(st.lists(elements, min_size=size, max_size=size)), np.float64).reshape(shape)


@st.composite
def hidden(draw: st.DrawFn, numbers: st.SearchStrategy[float], choice: list[Activation]) -> list[Layer]:
    """One to three layers of one to four units."""
    widths = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    return [
        Layer(array(draw, numbers, o, i), array(draw, FAR | numbers, o), draw(st.sampled_from(choice)))
        for i, o in pairwise(widths)
    ]


@st.composite
def exact_cases(draw: st.DrawFn) -> Drawn:
    """A squared error of one, two or four outputs on as simple a number of examples: 2/d and 1/N are exact too."""
    layers = draw(hidden(QUARTERS, EXACT))
    outputs, count = draw(st.sampled_from([1, 2, 4])), draw(st.sampled_from([1, 2, 4, 8]))
    final = Layer(
        array(draw, QUARTERS, outputs, layers[-1].units),
        array(draw, QUARTERS, outputs),
        draw(st.sampled_from(EXACT)),
    )
    batch = Batch(array(draw, QUARTERS, count, layers[0].fan_in), array(draw, QUARTERS, count, outputs))
    return Network((*layers, final)), batch, LOSSES["mean_squared_error"]


@st.composite
def cases(draw: st.DrawFn) -> Drawn:
    """Any activation with any loss that goes with it."""
    loss = draw(st.sampled_from(list(LOSSES.values())))
    layers = draw(hidden(ANY, ELEMENTWISE))
    outputs, count = draw(st.integers(1, 3)), draw(st.integers(1, 6))
    last = activation(loss.output_activation) if loss.output_activation else draw(st.sampled_from(ELEMENTWISE))
    final = Layer(array(draw, ANY, outputs, layers[-1].units), array(draw, FAR | ANY, outputs), last)
    if loss.name == "cross_entropy":
        classes = draw(st.lists(st.integers(0, outputs - 1), min_size=count, max_size=count))
        targets: Array = np.eye(outputs)[classes]
    else:
        targets = array(draw, st.sampled_from([0.0, 0.25, 1.0]), count, outputs)
    return Network((*layers, final)), Batch(array(draw, ANY, count, layers[0].fan_in), targets), loss


ALL = st.one_of(exact_cases(), cases())
thorough = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def by_layer(analysis: Analysis) -> Iterator[tuple[LayerTrace, NeuronFacts]]:
    return zip(analysis.layers, analysis.neurons, strict=True)


# --- what a dead unit and a dead example mean ----------------------------------------------------------------


@given(case=ALL, reduction=st.sampled_from(["mean", "sum"]))
@thorough
def test_dead_unit_has_an_exactly_zero_row_and_a_zero_column_where_its_activation_is(
    case: Drawn, reduction: Any
) -> None:
    network, batch, loss = case
    analysis = analyze(network, batch, loss, reduction=reduction)
    for number, (traced, facts) in enumerate(by_layer(analysis)):
        dead = facts.status == Status.DEAD
        assert not traced.delta[:, dead].any()
        assert not traced.weight_gradient[dead].any()
        assert not traced.bias_gradient[dead].any()
        if number + 1 < len(analysis.layers):
            silent = dead & ~traced.activation.any(axis=0)
            assert not analysis.layers[number + 1].weight_gradient[:, silent].any()
            if network.layers[number].activation.name == "relu":
                np.testing.assert_array_equal(silent, dead)


@given(case=ALL)
@thorough
def test_dead_examples_teach_their_layer_and_those_below_nothing(case: Drawn) -> None:
    network, batch, loss = case
    analysis = analyze(network, batch, loss)
    for number, facts in enumerate(analysis.neurons):
        for n in np.flatnonzero(facts.dead_examples).tolist():
            alone = analyze(network, batch, loss, example=n)
            for below in range(number + 1):
                assert not analysis.layers[below].delta[n].any()
                assert not alone.layers[below].weight_gradient.any()
                assert not alone.layers[below].bias_gradient.any()


@given(case=ALL)
@thorough
def test_permanently_dead_units_stay_dead_under_gradient_descent(case: Drawn) -> None:
    network, batch, loss = case
    permanent = [facts.permanent for facts in analyze(network, batch, loss).neurons]
    assume(any(flags.any() for flags in permanent))
    for _ in range(5):
        analysis = analyze(network, batch, loss)
        for flags, facts in zip(permanent, analysis.neurons, strict=True):
            assert (facts.status[flags] == Status.DEAD).all() or analysis.non_finite is not None
        steps = zip(network.layers, analysis.layers, strict=True)
        network = Network(
            tuple(
                replace(
                    layer,
                    weights=layer.weights - 0.5 * traced.weight_gradient,
                    bias=layer.bias - 0.5 * traced.bias_gradient,
                )
                for layer, traced in steps
            )
        )


@given(case=ALL, seed=st.integers(0, 2**32))
@thorough
def test_certified_units_are_flat_everywhere_in_the_box(case: Drawn, seed: int) -> None:
    network, batch, loss = case
    facts = analyze(network, batch, loss).neurons
    assume(any(layer.certified_dead is not None and layer.certified_dead.any() for layer in facts))
    lowest, highest = batch.inputs.min(axis=0), batch.inputs.max(axis=0)
    share = np.random.default_rng(seed).choice([0.0, 1.0, 0.5, 0.3], size=(64, len(lowest)))
    preactivations, activations = forward(network, lowest + share * (highest - lowest))
    for layer, at, z, proved in zip(network.layers, preactivations, activations, facts, strict=True):
        assert proved.certified_dead is not None
        if proved.certified_dead.any():
            assert not layer.activation.derivative(at, z)[:, proved.certified_dead].any()
            assert (proved.status[proved.certified_dead] == Status.DEAD).all()


def assert_close(found: Array, expected: Array, size: float = 0.0) -> None:
    """Equal but for rounding, also that of subnormal numbers and of terms of a given size."""
    np.testing.assert_allclose(found, expected, rtol=1e-13, atol=1e-13 * size + 1e-300)


# --- what may not matter -------------------------------------------------------------------------------------


def permuted(network: Network, number: int, order: Sequence[int]) -> Network:
    """The same function with the units of hidden layer `number` in another order."""
    layers = list(network.layers)
    layer, above = layers[number], layers[number + 1]
    chosen = list(order)
    layers[number] = replace(layer, weights=layer.weights[chosen], bias=layer.bias[chosen])
    layers[number + 1] = replace(above, weights=above.weights[:, chosen])
    return Network(tuple(layers))


@given(case=exact_cases(), data=st.data())
@thorough
def test_permuting_units_permutes_the_answer(case: Drawn, data: st.DataObject) -> None:
    network, batch, loss = case
    number = data.draw(st.integers(0, len(network.layers) - 2))
    order = data.draw(st.permutations(range(network.layers[number].units)))
    plain = analyze(network, batch, loss)
    shuffled = analyze(permuted(network, number, order), batch, loss)
    np.testing.assert_array_equal(shuffled.losses, plain.losses)
    for index, (traced, facts) in enumerate(by_layer(plain)):
        rows = list(order) if index == number else slice(None)
        columns = list(order) if index == number + 1 else slice(None)
        other, others_facts = shuffled.layers[index], shuffled.neurons[index]
        for name in ("preactivation", "activation", "derivative", "delta"):
            np.testing.assert_array_equal(getattr(other, name), getattr(traced, name)[:, rows], name)
        np.testing.assert_array_equal(other.weight_gradient, traced.weight_gradient[rows][:, columns])
        np.testing.assert_array_equal(other.bias_gradient, traced.bias_gradient[rows])
        for name in ("status", "cause", "active_fraction", "permanent", "min_preactivation"):
            np.testing.assert_array_equal(getattr(others_facts, name), getattr(facts, name)[rows], name)
        np.testing.assert_allclose(others_facts.dormancy, facts.dormancy[rows], rtol=1e-14)
        np.testing.assert_array_equal(others_facts.dead_examples, facts.dead_examples)


def flattened(part: Any) -> dict[str, NDArray[Any] | None]:
    return {name: getattr(part, name) for name in part.__slots__}


@given(case=exact_cases(), count=st.integers(1, 4), data=st.data())
@thorough
def test_stack_of_networks_equals_a_loop(case: Drawn, count: int, data: st.DataObject) -> None:
    network, batch, loss = case
    offsets = data.draw(st.lists(QUARTERS, min_size=count, max_size=count))
    networks = [
        Network(tuple(replace(layer, weights=layer.weights + offset) for layer in network.layers))
        for offset in offsets
    ]
    together = analyze(stack(networks), batch, loss)
    for k, single in enumerate(networks):
        alone = analyze(single, batch, loss)
        np.testing.assert_array_equal(together.loss[k], alone.loss)
        np.testing.assert_array_equal(together.losses[k], alone.losses)
        for parts, of in (("layers", "its trace"), ("neurons", "its facts")):
            for stacked, one in zip(getattr(together, parts), getattr(alone, parts), strict=True):
                for name, expected in flattened(one).items():
                    found = flattened(stacked)[name]
                    assert (found is None) == (expected is None), name
                    if found is not None and expected is not None:
                        np.testing.assert_array_equal(found[k], expected, f"{of}: {name}")
        for stacked, one in zip(together.gradient_norms, alone.gradient_norms, strict=True):
            np.testing.assert_allclose(stacked[k], one, rtol=1e-14)


@given(case=ALL)
@thorough
def test_sum_is_the_number_of_examples_times_the_mean_and_the_sum_over_single_examples(case: Drawn) -> None:
    network, batch, loss = case
    count = len(batch.inputs)
    total, mean = (analyze(network, batch, loss, reduction=how) for how in ("sum", "mean"))
    alone = [analyze(network, batch, loss, example=n) for n in range(count)]
    assert_close(total.loss, count * mean.loss)
    for number, (summed, averaged) in enumerate(zip(total.layers, mean.layers, strict=True)):
        np.testing.assert_array_equal(summed.delta, averaged.delta)
        singles = np.array([one.layers[number].weight_gradient for one in alone])
        size = np.abs(singles).sum(axis=0).max(initial=0.0)
        assert_close(summed.weight_gradient, count * averaged.weight_gradient)
        assert_close(summed.bias_gradient, count * averaged.bias_gradient)
        assert_close(summed.weight_gradient, singles.sum(axis=0), size)


# --- the table of statuses, one unit and one example at a time -------------------------------------------------


def scale_of(case: Drawn, analysis: Analysis, number: int, n: int, unit: int) -> float:
    """s of a unit on an example, straight from its recursive definition."""
    network, batch, loss = case
    traced = analysis.layers[number]
    if number == len(network.layers) - 1:
        magnitude = abs(float(traced.activation[n, unit])) + abs(float(batch.targets[n, unit]))
        if loss.name == "mean_absolute_error":
            magnitude = 1.0
        if loss.cancels_derivative or traced.derivative is None:
            return magnitude
        return magnitude * abs(float(traced.derivative[n, unit]))
    assert traced.derivative is not None
    through = sum(
        abs(float(weight)) * scale_of(case, analysis, number + 1, n, above)
        for above, weight in enumerate(network.layers[number + 1].weights[:, unit])
    )
    return through * abs(float(traced.derivative[n, unit]))


def judged(case: Drawn, analysis: Analysis, number: int, unit: int) -> Status:
    """The first status of the table that applies."""
    network, _, loss = case
    traced, kind = analysis.layers[number], network.layers[number].activation
    delta = traced.delta[:, unit].tolist()
    derivative = [1.0] * len(delta) if traced.derivative is None else traced.derivative[:, unit].tolist()
    at_output = number == len(network.layers) - 1
    flat_sided = kind.name in ("relu", "relu6", "hardtanh") or kind.values.get("negative_slope") == 0
    smooth = kind.name not in ("relu", "relu6", "hardtanh", "leaky_relu", "identity")
    cancels = at_output and loss.name in ("cross_entropy", "binary_cross_entropy")
    if not np.isfinite(traced.preactivation[:, unit]).all() or not np.isfinite(delta).all():
        return Status.UNKNOWN
    if flat_sided and all(slope == 0 for slope in derivative):
        return Status.DEAD
    passes = cancels or any(slope != 0 for slope in derivative)
    if at_output and passes and all(signal == 0 for signal in delta):
        return Status.SETTLED
    tolerance = 16 * float(np.finfo(np.float64).eps)
    if passes and all(
        abs(signal) <= tolerance * scale_of(case, analysis, number, n, unit) for n, signal in enumerate(delta)
    ):
        return Status.STARVED
    if smooth and not cancels and all(abs(slope) < 0.001 for slope in derivative):
        return Status.SATURATED
    return Status.ACTIVE


@given(case=ALL)
@example(
    case=(  # equal and opposite weights: what comes back cancels to rounding, not to zero
        Network(
            (
                Layer(np.full((2, 1), 0.3), np.zeros(2), activation("tanh")),
                Layer(np.full((3, 2), 0.1), np.zeros(3), activation("softmax")),
            )
        ),
        Batch(np.array([[0.7], [-0.2]]), np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])),
        LOSSES["cross_entropy"],
    )
)
@settings(thorough, max_examples=400)
def test_status_is_the_first_of_the_table_that_applies(case: Drawn) -> None:
    analysis = analyze(*case)
    for number, facts in enumerate(analysis.neurons):
        expected = [judged(case, analysis, number, unit) for unit in range(len(facts.status))]
        assert [Status(code) for code in facts.status.tolist()] == expected


@given(case=ALL)
@thorough
def test_causes_are_true(case: Drawn) -> None:
    network, _, _ = case
    analysis = analyze(*case)
    for number, facts in enumerate(analysis.neurons):
        for unit, code in enumerate(facts.cause.tolist()):
            status, cause = Status(int(facts.status[unit])), Cause(code)
            assert (cause is Cause.NONE) == (status is Status.ACTIVE)
            if status is not Status.STARVED or number + 1 == len(network.layers):
                continue
            output = network.layers[-1]
            alone = output.units == 1 and output.activation.name == "softmax"
            assert (cause is Cause.FEEDS_SOFTMAX_OF_ONE) == alone
            if alone:
                continue
            outgoing = network.layers[number + 1].weights[:, unit]
            fed = [Status(int(analysis.neurons[number + 1].status[above])) for above in np.flatnonzero(outgoing)]
            assert (cause is Cause.ZERO_OUTGOING_WEIGHTS) == (not fed)
            assert (cause is Cause.FEEDS_DEAD) == (bool(fed) and all(one is Status.DEAD for one in fed))


@given(case=ALL)
@thorough
def test_other_facts_are_what_the_glossary_says(case: Drawn) -> None:
    analysis = analyze(*case)
    all_dead = [bool((facts.status == Status.DEAD).all()) for facts in analysis.neurons]
    for number, (traced, facts) in enumerate(by_layer(analysis)):
        np.testing.assert_array_equal(facts.min_preactivation, traced.preactivation.min(axis=0))
        np.testing.assert_array_equal(facts.max_preactivation, traced.preactivation.max(axis=0))
        size = np.abs(traced.activation)
        # Of shares of the largest, since a mean of subnormal numbers keeps few digits.
        mean = (size / (size.max() or 1)).mean(axis=0)
        expected = mean / mean.mean() if mean.any() else np.zeros_like(mean)
        np.testing.assert_allclose(facts.dormancy, expected, rtol=1e-12, atol=1e-300)
        assert (facts.active_fraction is None) == (traced.derivative is None)
        if traced.derivative is not None:
            np.testing.assert_array_equal(facts.active_fraction, (traced.derivative != 0).mean(axis=0))
        blocked = number == 0 or any(all_dead[number - 1 :])
        np.testing.assert_array_equal(facts.permanent, (facts.status == Status.DEAD) & blocked)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_constant_weights_starve_by_cancellation_not_by_chance(dtype: type[np.floating[Any]]) -> None:
    """Two equal classes of three under equal weights: the signals 1/3, 1/3 and −2/3 cancel but for rounding."""
    network = Network(
        (
            Layer(np.full((2, 2), 0.1, dtype), np.zeros(2, dtype), activation("tanh")),
            Layer(np.full((3, 2), 0.1, dtype), np.zeros(3, dtype), activation("softmax")),
        )
    )
    batch = Batch(np.array([[0.5, 1.0], [0.1, 0.2]], dtype), np.eye(3, dtype=dtype)[:2])
    facts = analyze(network, batch, LOSSES["cross_entropy"]).neurons[0]
    assert facts.status.tolist() == [Status.STARVED] * 2
    assert facts.cause.tolist() == [Cause.CANCELS] * 2
