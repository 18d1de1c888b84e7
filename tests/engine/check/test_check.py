"""The gradient check: what agrees, what differs and where, the kinks, and how it is arranged."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine.arrays import Array
from app.engine.check.check import DIRECTIONS, EPSILON, Check, check, methods
from app.engine.check.comparison import TOLERANCE, QuantityCheck
from app.engine.network.activations import ACTIVATIONS, Activation, activation
from app.engine.network.losses import LOSSES, Loss, loss
from app.engine.network.network import Batch, Layer, Network
from tests.engine.analysis.test_passes import PAIRS
from tests.engine.helpers import cases, from_request, make_layer, random_network, random_targets

BUDGET = 20_000
ENTROPY, SQUARES = loss("cross_entropy"), loss("mean_squared_error")


def checked(
    network: Network, batch: Batch, rule: Loss, reduction: Any = "mean", example: int | None = None, **options: Any
) -> Check:
    given = {"memory_bytes": 2**26, "budget": BUDGET, "rng": np.random.default_rng(0), **options}
    return check(network, batch, rule, reduction, example, **given)


def of(result: Check, layer: int, quantity: str) -> QuantityCheck:
    return next(each for each in result.quantities if (each.layer, each.quantity) == (layer, quantity))


def example(hidden: str = "tanh", rule: Loss = ENTROPY, count: int = 4, seed: int = 5) -> tuple[Network, Batch]:
    rng = np.random.default_rng(seed)
    network = random_network(rng, [3, 5, 4, 3], hidden, rule.output_activation or hidden)
    return network, Batch(rng.normal(size=(count, 3)), random_targets(rng, rule, count, 3))


def as_single(network: Network, batch: Batch) -> tuple[Network, Batch]:
    layers = [
        Layer(la.weights.astype(np.float32), la.bias.astype(np.float32), la.activation) for la in network.layers
    ]
    return Network(tuple(layers)), Batch(batch.inputs.astype(np.float32), batch.targets.astype(np.float32))


def with_layer(network: Network, index: int, **changes: Any) -> Network:
    layers = list(network.layers)
    layers[index] = replace(layers[index], **changes)
    return Network(tuple(layers))


# --- what is right agrees ------------------------------------------------------------------------------------


@pytest.mark.parametrize("budget", [BUDGET, 0], ids=["coordinates", "directions"])
@pytest.mark.parametrize(("hidden", "output", "rule_name"), PAIRS)
def test_every_activation_with_every_loss_agrees(hidden: str, output: str, rule_name: str, budget: int) -> None:
    network, batch = example(hidden, loss(rule_name))
    result = checked(network, batch, loss(rule_name), budget=budget)
    assert result.verdict == "agree"
    assert result.max_relative_error is not None
    assert result.max_relative_error < 1e-8
    assert [each.verdict for each in result.quantities] == ["agree"] * 9
    assert all(each.kinks + each.checked > 0 and each.resolution < 1e-6 for each in result.quantities)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_reference_cases_agree(case: dict[str, Any]) -> None:
    network, batch, rule = from_request(case["request"])
    result = checked(network, batch, rule, case["request"]["reduction"])
    assert result.verdict == "agree"
    for each in result.quantities:
        assert each.verdict == "agree" or (each.checked == 0 and each.kinks)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("single", [False, True], ids=["float64", "float32"])
@pytest.mark.parametrize("chosen", [None, 2])
@pytest.mark.parametrize("budget", [BUDGET, 100, 0])
def test_every_way_of_asking_agrees(reduction: str, single: bool, chosen: int | None, budget: int) -> None:
    network, batch = example("gelu")
    if single:
        network, batch = as_single(network, batch)
    result = checked(network, batch, ENTROPY, reduction, chosen, budget=budget)
    assert result.verdict == "agree"
    assert result.max_relative_error is not None
    assert result.max_relative_error < (1e-5 if single else 1e-8)


def test_what_is_counted() -> None:
    network, batch = example()
    result = checked(network, batch, ENTROPY)
    assert [(each.layer, each.quantity) for each in result.quantities] == [
        (layer, quantity) for layer in (1, 2, 3) for quantity in ("weight_gradient", "bias_gradient", "delta")
    ]
    assert [each.checked for each in result.quantities] == [15, 5, 20, 20, 4, 16, 12, 3, 12]
    assert {each.method for each in result.quantities} == {"coordinates"}
    assert {each.epsilon for each in result.quantities} == {EPSILON}
    assert (result.epsilon, result.tolerance) == (EPSILON, TOLERANCE)
    assert result.max_relative_error == max(each.relative_error or 0 for each in result.quantities)


def test_an_epsilon_that_is_given_is_used() -> None:
    network, batch = example()
    result = checked(network, batch, ENTROPY, epsilon=1e-3)
    assert result.epsilon == 1e-3
    assert {each.epsilon for each in result.quantities} == {1e-3}
    assert result.verdict == "agree"


def test_the_error_of_a_wide_epsilon_is_told_as_resolution() -> None:
    network, batch = example()
    result = checked(network, batch, ENTROPY, epsilon=0.05)
    assert result.verdict == "agree"
    worst = max(result.quantities, key=lambda each: each.relative_error or 0)
    assert worst.relative_error is not None
    assert worst.relative_error > TOLERANCE
    assert worst.relative_error <= TOLERANCE + worst.resolution


def test_a_default_epsilon_that_is_too_wide_is_narrowed() -> None:
    network, batch = example()
    network = with_layer(network, 0, weights=network.layers[0].weights / 1e6)
    steep = Batch(batch.inputs * 1e6, batch.targets)
    result = checked(network, steep, ENTROPY)
    weights = of(result, 1, "weight_gradient")
    assert result.epsilon == EPSILON
    assert weights.epsilon < EPSILON
    assert weights.verdict == "agree"
    assert weights.relative_error is not None
    assert weights.relative_error < 1e-4
    assert of(checked(network, steep, ENTROPY, epsilon=EPSILON), 1, "weight_gradient").verdict == "unresolved"


# --- what is wrong differs, and it is said where -------------------------------------------------------------


def broken(name: str, factor: float) -> Activation:
    """An activation whose derivative is wrong by a factor."""
    row = ACTIVATIONS[name]
    wrong = replace(row, derivative=lambda z, a, **p: row.derivative(z, a, **p) * z.dtype.type(factor))
    return replace(activation(name), row=wrong)


@pytest.mark.parametrize("budget", [BUDGET, 0], ids=["coordinates", "directions"])
@pytest.mark.parametrize("single", [False, True], ids=["float64", "float32"])
@pytest.mark.parametrize("factor", [1.001, 1.1, -1.0, 0.0, 1000.0])
@pytest.mark.parametrize("name", ["relu", "tanh", "gelu"])
def test_a_wrong_derivative_is_seen(name: str, factor: float, single: bool, budget: int) -> None:
    network, batch = example(name)
    network = with_layer(network, 1, activation=broken(name, factor))
    if single:
        network, batch = as_single(network, batch)
    result = checked(network, batch, ENTROPY, budget=budget)
    assert result.verdict == "differ"
    assert [each.verdict for each in result.quantities] == ["differ"] * 6 + ["agree"] * 3


def wrong_in_float32(name: str, part: str, factor: float) -> Activation:
    """An activation whose function or derivative is off by a factor, but in float32 alone."""
    right = getattr(ACTIVATIONS[name], part)

    def wrong(z: Array, *others: Array, **parameters: float) -> Array:
        values: Array = right(z, *others, **parameters)
        return values * z.dtype.type(factor) if z.dtype == np.float32 else values

    changed: Any = {part: wrong}
    return replace(activation(name), row=replace(ACTIVATIONS[name], **changed))


@pytest.mark.parametrize("budget", [BUDGET, 0], ids=["coordinates", "directions"])
@pytest.mark.parametrize("factor", [1.0005, 1.1, -1.0, 0.0, 1000.0])
@pytest.mark.parametrize("part", ["function", "derivative"])
def test_what_is_wrong_in_float32_alone_is_not_forgiven_as_its_rounding(
    part: str, factor: float, budget: int
) -> None:
    network, batch = example("tanh")
    network = with_layer(network, 1, activation=wrong_in_float32("tanh", part, factor))
    assert checked(network, batch, ENTROPY, budget=budget).verdict == "agree"
    result = checked(*as_single(network, batch), ENTROPY, budget=budget)
    assert result.verdict == "differ"
    verdicts = [each.verdict for each in result.quantities]
    assert verdicts[:6] == ["differ"] * 6
    if part == "derivative":
        assert verdicts[6:] == ["agree"] * 3


@pytest.mark.parametrize("rule", LOSSES.values(), ids=list(LOSSES))
def test_a_wrong_sign_of_the_signal_is_seen_everywhere(rule: Loss) -> None:
    network, batch = example("softplus", rule)
    flipped = replace(rule, signal=lambda z, p, y: -rule.signal(z, p, y))
    result = checked(network, batch, flipped)
    assert {each.verdict for each in result.quantities} == {"differ"}
    for each in result.quantities:
        assert each.relative_error == pytest.approx(2, rel=1e-4)
        assert each.analytic is not None
        assert each.analytic == pytest.approx(-(each.numeric or 0), rel=1e-4)


def test_the_place_of_the_error_is_told() -> None:
    network, batch = example("tanh")
    row = ACTIVATIONS["tanh"]

    def wrong(z: Array, a: Array) -> Array:
        right = row.derivative(z, a)
        if z.shape[-1] == 4:
            right[2, 3] *= 3
        return right

    bad = replace(activation("tanh"), row=replace(row, derivative=wrong))
    result = checked(with_layer(network, 1, activation=bad), batch, ENTROPY)
    assert of(result, 2, "delta").where == (2, 3)
    assert of(result, 2, "bias_gradient").where == (3,)
    where = of(result, 2, "weight_gradient").where
    assert where is not None
    assert where[0] == 3
    assert len(where) == 2
    assert of(result, 2, "delta").verdict == of(result, 2, "weight_gradient").verdict == "differ"


def test_directions_name_no_place() -> None:
    network, batch = example("tanh")
    result = checked(with_layer(network, 1, activation=broken("tanh", 2.0)), batch, ENTROPY, budget=0)
    for each in result.quantities:
        assert (each.method, each.where) == ("directions", None)
        assert each.checked == DIRECTIONS * (4 if each.quantity == "delta" else 1)
        assert each.analytic is not None
    assert result.verdict == "differ"


# --- kinks ---------------------------------------------------------------------------------------------------


def test_kinks_are_left_out_and_counted() -> None:
    """Of the examples (1, 1), (2, 0), (0, 0), unit 0 is on its kink for the first and the last, unit 1 for the
    first two; the last, all zeros, moves off it with the bias alone."""
    case = next(case for case in cases() if case["name"] == "relu_at_zero")
    network, batch, rule = from_request(case["request"])
    result = checked(network, batch, rule)
    counts = {(each.layer, each.quantity): (each.checked, each.kinks) for each in result.quantities}
    assert counts[1, "weight_gradient"] == (0, 4)
    assert counts[1, "bias_gradient"] == (0, 2)
    assert counts[1, "delta"] == (2, 4)
    assert counts[2, "weight_gradient"] == (4, 0)
    nothing = of(result, 1, "bias_gradient")
    assert (nothing.verdict, nothing.relative_error, nothing.where, nothing.analytic, nothing.numeric) == (
        "unresolved",
        None,
        None,
        None,
        None,
    )
    assert result.verdict == "agree"
    one = checked(network, batch, rule, example=2)
    assert (of(one, 1, "weight_gradient").checked, of(one, 1, "weight_gradient").kinks) == (4, 0)
    assert (of(one, 1, "bias_gradient").checked, of(one, 1, "bias_gradient").kinks) == (1, 1)


@pytest.mark.parametrize(
    ("name", "parameters", "kink"),
    [
        ("relu", {}, 0.0),
        ("relu6", {}, 6.0),
        ("hardtanh", {}, -1.0),
        ("leaky_relu", {}, 0.0),
        ("selu", {}, 0.0),
        ("elu", {"alpha": 2.0}, 0.0),
    ],
)
def test_a_kink_within_epsilon_counts_for_its_example_alone(
    name: str, parameters: dict[str, float], kink: float
) -> None:
    layers = (make_layer([[1.0]], None, name, **parameters), make_layer([[2.0]], None, "identity"))
    batch = Batch(np.array([[kink + 5e-6], [kink + 2e-5], [kink - 2e-5]]), np.array([[1.0], [1.0], [0.0]]))
    delta = of(checked(Network(layers), batch, SQUARES), 1, "delta")
    assert (delta.checked, delta.kinks, delta.verdict) == (2, 1, "agree")
    assert of(checked(Network(layers), batch, SQUARES), 2, "weight_gradient").kinks == 0


@pytest.mark.parametrize(("name", "parameters"), [("leaky_relu", {"negative_slope": 1.0}), ("elu", {"alpha": 1.0})])
def test_parameters_that_straighten_a_kink_leave_none(name: str, parameters: dict[str, float]) -> None:
    layers = (make_layer([[1.0]], None, name, **parameters), make_layer([[2.0]], None, "identity"))
    batch = Batch(np.array([[0.0], [1e-7]]), np.array([[1.0], [2.0]]))
    result = checked(Network(layers), batch, SQUARES)
    assert all(each.kinks == 0 and each.verdict == "agree" for each in result.quantities)


def test_a_kink_that_float32_sees_elsewhere_is_left_out() -> None:
    """10⁸ + 1 − 10⁸ is 1, but 0 in float32: there the unit is off."""
    network = Network((make_layer([[1.0, 1.0, -1.0]], None, "relu"), make_layer([[2.0]], None, "identity")))
    batch = Batch(np.array([[1e8, 1.0, 1e8], [1.0, 2.0, 1.0]]), np.array([[1.0], [1.0]]))
    single, data = as_single(network, batch)
    delta = of(checked(single, data, SQUARES), 1, "delta")
    assert (delta.checked, delta.kinks, delta.verdict) == (1, 1, "agree")


# --- the arrangements ----------------------------------------------------------------------------------------


def test_the_smallest_quantities_are_checked_by_coordinates() -> None:
    chosen = methods((784, 128, 10), BUDGET)
    assert chosen[1, "weight_gradient"] == "directions"
    assert {method for place, method in chosen.items() if place != (1, "weight_gradient")} == {"coordinates"}
    assert set(methods((3, 2), 0).values()) == {"directions"}
    assert set(methods((3, 2), 10).values()) == {"coordinates"}
    assert methods((3, 2), 9)[1, "weight_gradient"] == "directions"


def test_the_same_directions_give_the_same_answer() -> None:
    network, batch = example()
    assert checked(network, batch, ENTROPY, budget=0) == checked(network, batch, ENTROPY, budget=0)
    assert checked(network, batch, ENTROPY, budget=0) != checked(
        network, batch, ENTROPY, budget=0, rng=np.random.default_rng(1)
    )


@pytest.mark.parametrize("budget", [BUDGET, 0], ids=["coordinates", "directions"])
def test_chunks_of_any_size_say_the_same(budget: int) -> None:
    network, batch = example("gelu")
    whole = checked(network, batch, ENTROPY, budget=budget)
    for memory_bytes in (1, 3000, 10_000):
        parts = checked(network, batch, ENTROPY, budget=budget, memory_bytes=memory_bytes)
        for one, other in zip(whole.quantities, parts.quantities, strict=True):
            assert (one.checked, one.kinks, one.verdict) == (other.checked, other.kinks, other.verdict)
            assert other.resolution == pytest.approx(one.resolution)
            assert abs((one.relative_error or 0) - (other.relative_error or 0)) <= one.resolution


def test_no_argument_is_changed() -> None:
    network, batch = example()
    arrays = [batch.inputs, batch.targets, *(a for layer in network.layers for a in (layer.weights, layer.bias))]
    before = [array.copy() for array in arrays]
    for array in arrays:
        array.flags.writeable = False
    for budget in (BUDGET, 0):
        checked(network, batch, ENTROPY, budget=budget)
    assert all((array == copy).all() for array, copy in zip(arrays, before, strict=True))


def test_an_example_outside_the_batch_is_refused() -> None:
    network, batch = example()
    with pytest.raises(IndexError, match="from 0 to 3; got 4"):
        checked(network, batch, ENTROPY, example=4)


# --- a loss with a kink ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("single", [False, True], ids=["float64", "float32"])
def test_where_an_absolute_error_is_near_its_kink_nothing_is_said_and_elsewhere_it_agrees(single: bool) -> None:
    layer = make_layer([[0.5, 1.0], [2.0, -1.0]], [0.0, 0.0], "identity")
    inputs = np.array([[1.0, 0.25], [0.5, 3.0]])
    outputs = inputs @ layer.weights.T
    rule = loss("mean_absolute_error")

    def found(targets: Array) -> Check:
        given = Network((layer,)), Batch(inputs, targets)
        return checked(*(as_single(*given) if single else given), rule, budget=BUDGET)

    away = found(outputs + np.array([[1.0, -1.0], [2.0, 0.5]]))
    assert away.verdict == "agree"
    assert of(away, 1, "weight_gradient").kinks == 0
    near = found(outputs + np.array([[1e-9, -1.0], [2.0, 0.5]]))
    assert near.verdict == "agree"
    assert of(near, 1, "weight_gradient").kinks == 2
    assert of(near, 1, "weight_gradient").checked == 2
