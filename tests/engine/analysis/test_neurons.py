"""Every status and every cause, each on a network that is made to have it, and the facts beside them."""

import numpy as np
import pytest

from app.engine.analysis.analysis import Analysis, analyze
from app.engine.analysis.causes import Cause
from app.engine.analysis.status import Status
from app.engine.network.losses import loss
from app.engine.network.network import Batch, Layer, Network
from tests.engine.helpers import make_layer

X = [[1.0, 2.0], [2.0, 1.0], [0.5, 3.0]]


def look(layers: list[Layer], targets: list[list[float]], rule: str, inputs: list[list[float]] = X) -> Analysis:
    return analyze(Network(tuple(layers)), Batch(np.array(inputs), np.array(targets)), loss(rule))


def status(analysis: Analysis, layer: int) -> list[str]:
    return [Status(code).name for code in analysis.neurons[layer - 1].status]


def cause(analysis: Analysis, layer: int) -> list[str]:
    return [Cause(code).name for code in analysis.neurons[layer - 1].cause]


CLASSES = [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]
HEAD = make_layer([[1, 2, 3], [-1, 1, 0.5]], None, "softmax")


def test_dead_on_each_flat_side() -> None:
    hidden = make_layer([[1, 1], [-1, 0], [1, 1]], [0, 0, 100], "relu6")
    analysis = look([hidden, HEAD], CLASSES, "cross_entropy")
    assert status(analysis, 1) == ["ACTIVE", "DEAD", "DEAD"]
    assert cause(analysis, 1) == ["NONE", "LOWER_FLAT", "UPPER_FLAT"]
    assert not analysis.layers[0].weight_gradient[1:].any()
    below, above = analysis.layers[1].weight_gradient[:, 1], analysis.layers[1].weight_gradient[:, 2]
    assert not below.any()
    assert above.any()


def test_dead_on_both_flat_sides_in_turn() -> None:
    hidden = make_layer([[10, -10], [0.1, 0.1], [0, 0]], [0, 0, 0.2], "hardtanh")
    analysis = look([hidden, HEAD], CLASSES, "cross_entropy")
    assert status(analysis, 1) == ["DEAD", "ACTIVE", "ACTIVE"]
    assert cause(analysis, 1)[0] == "BOTH_FLATS"


def test_inactive_on_one_example_is_not_dead() -> None:
    hidden = make_layer([[1, -1], [1, 1], [1, 0]], None, "relu")
    analysis = look([hidden, HEAD], CLASSES, "cross_entropy")
    assert status(analysis, 1) == ["ACTIVE"] * 3
    assert analysis.neurons[0].active_fraction is not None
    assert analysis.neurons[0].active_fraction.tolist() == pytest.approx([1 / 3, 1, 1])


def test_leaky_relu_without_slope_dies_and_with_slope_does_not() -> None:
    weights = [[1, 1], [-1, -1], [1, 0]]
    dead = look([make_layer(weights, None, "leaky_relu", negative_slope=0), HEAD], CLASSES, "cross_entropy")
    alive = look([make_layer(weights, None, "leaky_relu"), HEAD], CLASSES, "cross_entropy")
    assert status(dead, 1) == ["ACTIVE", "DEAD", "ACTIVE"]
    assert status(alive, 1) == ["ACTIVE"] * 3


def test_a_smooth_unit_is_saturated_never_dead() -> None:
    hidden = make_layer([[100, 100], [1, 0], [1000, 1000]], None, "tanh")
    analysis = look([hidden, HEAD], CLASSES, "cross_entropy")
    assert status(analysis, 1) == ["SATURATED", "ACTIVE", "SATURATED"]
    assert cause(analysis, 1)[0] == "SMALL_DERIVATIVE"
    assert analysis.layers[0].derivative is not None
    assert not analysis.layers[0].derivative[:, 2].any()


def test_an_output_whose_loss_cancels_the_derivative_is_not_saturated() -> None:
    wrong = look([make_layer([[100, 100]], None, "sigmoid")], [[0.0]] * 3, "binary_cross_entropy")
    assert status(wrong, 1) == ["ACTIVE"]
    squared = look([make_layer([[100, 100]], None, "sigmoid")], [[0.0]] * 3, "mean_squared_error")
    assert status(squared, 1) == ["SATURATED"]


def test_settled_where_the_loss_is_flat() -> None:
    analysis = look(
        [make_layer([[1, 0], [0, 1]], None, "identity")], [[1, 3], [2, 1], [0.5, 3]], "mean_squared_error"
    )
    assert status(analysis, 1) == ["SETTLED", "ACTIVE"]
    assert cause(analysis, 1) == ["EQUALS_TARGET", "NONE"]
    alone = look([make_layer([[1, 2]], None, "softmax")], [[1.0]] * 3, "cross_entropy")
    assert status(alone, 1) == ["SETTLED"]


def test_a_blocked_output_is_dead_and_not_settled() -> None:
    analysis = look([make_layer([[-1, 0]], None, "relu")], [[0.0]] * 3, "mean_squared_error")
    assert status(analysis, 1) == ["DEAD"]


def test_an_output_that_matches_to_rounding_is_starved() -> None:
    x = [[0.1, 0.2], [0.3, 0.6]]
    weights = [[1.0, 1.0]]
    targets = [[0.1 + 0.2 + 1e-16], [0.3 + 0.6 - 2e-16]]
    analysis = look([make_layer(weights, None, "identity")], targets, "mean_squared_error", x)
    assert analysis.layers[0].delta.any()
    assert (status(analysis, 1), cause(analysis, 1)) == (["STARVED"], ["MATCHES_TARGET"])


def test_starved_by_zero_outgoing_weights() -> None:
    head = make_layer([[0, 2, 3], [0, 1, 0.5]], None, "softmax")
    analysis = look([make_layer([[1, 1], [1, 0], [0, 1]], None, "relu"), head], CLASSES, "cross_entropy")
    assert status(analysis, 1) == ["STARVED", "ACTIVE", "ACTIVE"]
    assert cause(analysis, 1)[0] == "ZERO_OUTGOING_WEIGHTS"


def test_starved_by_feeding_the_dead_only() -> None:
    first = make_layer([[1, 1], [1, 0]], None, "relu")
    second = make_layer([[-1, 0], [0, 1]], None, "relu")
    head = make_layer([[1, 2], [-1, 1]], None, "softmax")
    analysis = look([first, second, head], CLASSES, "cross_entropy")
    assert status(analysis, 2) == ["DEAD", "ACTIVE"]
    assert (status(analysis, 1)[0], cause(analysis, 1)[0]) == ("STARVED", "FEEDS_DEAD")


def test_starved_by_feeding_the_starved_only() -> None:
    first, second = make_layer([[1, 1], [1, 0]], None, "relu"), make_layer([[1, 0], [0, 1]], None, "relu")
    head = make_layer([[0, 2], [0, 1]], None, "softmax")
    analysis = look([first, second, head], CLASSES, "cross_entropy")
    assert cause(analysis, 2)[0] == "ZERO_OUTGOING_WEIGHTS"
    assert (status(analysis, 1)[0], cause(analysis, 1)[0]) == ("STARVED", "FEEDS_SILENT")


def test_starved_by_feeding_units_that_are_off_where_it_is_on() -> None:
    x = [[1.0, 0.0], [0.0, 1.0]]
    first = make_layer([[1, 0], [0, 1]], None, "relu")
    second = make_layer([[-1, 1], [0, 1]], None, "relu")
    head = make_layer([[1, 2], [-1, 1]], None, "softmax")
    analysis = look([first, second, head], [[1, 0], [0, 1]], "cross_entropy", x)
    assert status(analysis, 2) == ["ACTIVE", "ACTIVE"]
    assert (status(analysis, 1)[0], cause(analysis, 1)[0]) == ("STARVED", "FEEDS_INACTIVE")


def test_starved_by_cancellation_that_leaves_only_rounding() -> None:
    """Equal columns under softmax: Σ δ = 0 in mathematics, about 1e-17 in floating point."""
    head = make_layer([[0.1, 2, 3], [0.1, 1, 0.5], [0.1, -1, 1]], None, "softmax")
    targets: list[list[float]] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    analysis = look([make_layer([[1, 1], [1, 0], [0, 1]], None, "relu"), head], targets, "cross_entropy")
    assert (status(analysis, 1)[0], cause(analysis, 1)[0]) == ("STARVED", "CANCELS")
    assert status(analysis, 1)[1:] == ["ACTIVE", "ACTIVE"]


@pytest.mark.parametrize(("weight", "back"), [(1e-170, 1.0), (1e-300, 1e-300)])
def test_a_signal_that_is_smaller_than_any_number_does_not_cancel(weight: float, back: float) -> None:
    layers = [make_layer([[175, 87.5]], None, "tanh"), make_layer([[weight], [-weight]], None, "identity")]
    targets = [[3 * back, 5 * back]] * 2
    analysis = look(layers, targets, "mean_squared_error", [[1.0, 2.0], [2.0, 0.0]])
    assert analysis.layers[0].derivative is not None
    assert analysis.layers[0].derivative.all()
    assert not analysis.layers[0].delta.any()
    assert (status(analysis, 1), cause(analysis, 1)) == (["STARVED"], ["UNDERFLOWS"])


def test_an_output_whose_signal_is_smaller_than_any_number_has_no_flat_loss() -> None:
    output = [make_layer([[-700, 0]], None, "sigmoid")]
    analysis = look(output, [[1e-30]], "mean_squared_error", [[1.0, 0.0]])
    assert (status(analysis, 1), cause(analysis, 1)) == (["SETTLED"], ["UNDERFLOWS"])
    exact = analysis.layers[0].activation.tolist()
    analysis = look(output, exact, "mean_squared_error", [[1.0, 0.0]])
    assert (status(analysis, 1), cause(analysis, 1)) == (["SETTLED"], ["EQUALS_TARGET"])


def test_a_tiny_but_real_signal_is_not_starved() -> None:
    head = make_layer([[1e-200, 2, 3], [-1e-200, 1, 0.5]], None, "softmax")
    analysis = look([make_layer([[1, 1], [1, 0], [0, 1]], None, "relu"), head], CLASSES, "cross_entropy")
    assert status(analysis, 1) == ["ACTIVE"] * 3


def test_unknown_where_a_preactivation_or_a_signal_is_not_finite() -> None:
    broken = make_layer([[1e308, 1e308], [-1e308, -1e308], [1, 1]], None, "relu")
    analysis = look([broken, HEAD], CLASSES, "cross_entropy", [[10.0, 10.0], [1.0, 1.0], [2.0, 1.0]])
    assert status(analysis, 1)[:2] == ["UNKNOWN", "UNKNOWN"]
    assert cause(analysis, 1)[:2] == ["PREACTIVATION_NOT_FINITE"] * 2
    assert cause(analysis, 1)[2] == "DELTA_NOT_FINITE"
    fault = analysis.non_finite
    assert fault is not None
    assert (fault.layer, fault.quantity, fault.count) == (1, "preactivation", 6)


def test_certificates_and_permanence() -> None:
    first = make_layer([[1, 1], [-1, -1], [1, -1.2]], [0, 0, -2.1], "relu")
    second = make_layer([[1, 1, 1], [-1, 0, -1], [-1, 1, 0]], [0, 0, -1], "relu")
    analysis = look([first, second, HEAD], CLASSES, "cross_entropy")
    one, two = analysis.neurons[0], analysis.neurons[1]
    assert status(analysis, 1) == ["ACTIVE", "DEAD", "DEAD"]
    assert one.certified_dead is not None
    assert one.certified_dead.tolist() == [False, True, True]
    assert one.permanent.tolist() == [False, True, True]
    assert status(analysis, 2) == ["ACTIVE", "DEAD", "DEAD"]
    assert two.certified_dead is not None
    assert two.certified_dead.tolist() == [False, True, True]
    assert two.permanent.tolist() == [False, False, False]


def test_dead_on_the_batch_need_not_be_dead_on_its_box() -> None:
    x = [[1.0, 0.0], [0.0, 1.0]]
    first = make_layer([[1, 1]], [-1.5], "relu")
    analysis = look([first, make_layer([[1], [-1]], None, "softmax")], [[1, 0], [0, 1]], "cross_entropy", x)
    facts = analysis.neurons[0]
    assert status(analysis, 1) == ["DEAD"]
    assert facts.certified_dead is not None
    assert facts.certified_dead.tolist() == [False]


def test_a_dead_layer_makes_what_is_dead_around_it_permanent() -> None:
    first = make_layer([[1, 1], [-1, -1]], None, "relu")
    second = make_layer([[-1, 0], [-1, -1]], None, "relu")
    third = make_layer([[1, 1], [1, 1]], [-1, 1], "relu")
    head = make_layer([[1, 2], [-1, 1]], None, "softmax")
    analysis = look([first, second, third, head], CLASSES, "cross_entropy")
    assert status(analysis, 2) == ["DEAD", "DEAD"]
    assert [facts.permanent.tolist() for facts in analysis.neurons[:3]] == [
        [False, True],
        [True, True],
        [True, False],
    ]
    assert analysis.neurons[1].dead_examples.all()
    assert not analysis.neurons[0].dead_examples.any()
    assert (status(analysis, 1)[0], cause(analysis, 1)[0]) == ("STARVED", "FEEDS_DEAD")


def test_one_example_certifies_nothing() -> None:
    analysis = look(
        [make_layer([[-1, -1], [1, 1], [1, 0]], None, "relu"), HEAD], CLASSES[:1], "cross_entropy", X[:1]
    )
    assert status(analysis, 1) == ["DEAD", "ACTIVE", "ACTIVE"]
    assert analysis.neurons[0].certified_dead is None


def test_dormancy_is_the_share_of_the_layers_mean() -> None:
    analysis = look([make_layer([[1, 1], [0, 0], [3, 3]], None, "identity"), HEAD], CLASSES, "cross_entropy")
    assert analysis.neurons[0].dormancy.tolist() == pytest.approx([0.75, 0, 2.25])
    zero = look([make_layer([[-1, -1]] * 3, None, "relu"), HEAD], CLASSES, "cross_entropy")
    assert zero.neurons[0].dormancy.tolist() == [0, 0, 0]


def test_extremes_of_the_preactivation() -> None:
    analysis = look([make_layer([[1, 0], [0, -1], [1, 1]], None, "relu"), HEAD], CLASSES, "cross_entropy")
    assert analysis.neurons[0].min_preactivation.tolist() == [0.5, -3, 3]
    assert analysis.neurons[0].max_preactivation.tolist() == [2, -1, 3.5]
