"""Marking: right and wrong, rounded, transposed, carried forward; and when nothing is said."""

from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.engine.analysis.case import Case
from app.engine.network.activations import activation
from app.engine.network.losses import LOSSES, Loss
from app.engine.network.network import Batch, Layer, Network
from app.practice.marking.comparing import Answer
from app.practice.marking.counting import mistakes
from app.practice.marking.marking import NothingToMark, mark
from app.practice.sheet.sheet import RULES, Sheet
from app.practice.sheet.uncertainty import uncertainty
from tests.engine.analysis.test_properties import ALL, thorough
from tests.practice.helpers import codes, diagnosed, graded, make_case, outer, right, summed

pytestmark = pytest.mark.slow

TWO = make_case([3, 4, 2], 1, hidden="relu", seed=5)
BATCH = make_case([3, 4, 2], 3)
DEEP = make_case([2, 3, 3, 3, 2], 2)


def every(case: Case) -> list[tuple[str, int, Any]]:
    """All answers, right."""
    places = [(quantity, layer) for layer in range(1, case.top + 1) for quantity in RULES]
    return [(*place, right(case, *place)) for place in places if case.has(*place)]


# --- right and wrong -----------------------------------------------------------------------------------------


@given(
    drawn=ALL,
    reduction=st.sampled_from(["mean", "sum"]),
    tolerance=st.sampled_from([0.0, 1e-12, 1e-6, 0.1]),
    share=st.floats(-1, 1),
)
@thorough
def test_what_is_right_within_the_tolerance_is_never_diagnosed(
    drawn: tuple[Network, Batch, Loss], reduction: Any, tolerance: float, share: float
) -> None:
    case = Case(*drawn, reduction)
    answers = every(case)
    assume(all(np.isfinite(array).all() for _, _, array in answers))
    off = [
        (quantity, layer, array + 0.99 * tolerance * np.abs(array).max() * share)
        for quantity, layer, array in answers
    ]
    for seen in graded(case, *off, tolerance=tolerance):
        assert seen.correct
        assert (seen.wrong, seen.first_wrong, seen.diagnosis, seen.carried) == (0, None, (), False)


def test_wrong_entries_are_counted_and_the_first_is_named() -> None:
    values = right(BATCH, "delta", 1).copy()
    values[1, 2] += 1
    values[2, 0] -= 1
    (seen,) = graded(BATCH, ("delta", 1, values))
    assert (seen.correct, seen.entries, seen.wrong, seen.diagnosis) == (False, 12, 2, ())
    assert seen.first_wrong is not None
    assert seen.first_wrong.index == (1, 2)
    assert seen.first_wrong.expected == right(BATCH, "delta", 1)[1, 2]
    assert seen.first_wrong.submitted == values[1, 2]
    (seen,) = graded(BATCH, ("bias_gradient", 1, right(BATCH, "bias_gradient", 1) + np.eye(4)[2]))
    assert seen.first_wrong is not None
    assert seen.first_wrong.index == (2,)


def test_a_tolerance_of_zero_means_exact() -> None:
    values = right(BATCH, "activation", 1)
    assert graded(BATCH, ("activation", 1, values), tolerance=0)[0].correct
    assert not graded(BATCH, ("activation", 1, np.nextafter(values, 9)), tolerance=0)[0].correct
    assert graded(BATCH, ("activation", 1, np.nextafter(values, 9)), tolerance=1e-15)[0].correct
    # Where φ′ is 1, nothing tells whether it is missing; a last digit that is off is no mistake with a name.
    plain = known(1 / 3, 2 / 3)
    assert diagnosed(plain, "delta", 1, np.nextafter(right(plain, "delta", 1), 9), tolerance=0) == []
    # A diagnosis still allows for the rounding of its own computation.
    flipped = -right(BATCH, "delta", 1) * (1 + 1e-15)
    assert codes(graded(BATCH, ("delta", 1, flipped), tolerance=0)[0]) == ["sign_flipped"]


def test_what_should_be_zero_must_be_zero_except_where_only_rounding_made_it_something() -> None:
    dead = Layer(np.eye(2), np.array([-9.0, -9.0]), activation("relu"))
    output = Layer(np.eye(2), np.zeros(2), activation("softmax"))
    case = Case(Network((dead, output)), Batch(np.ones((1, 2)), np.eye(2)[:1]), LOSSES["cross_entropy"])
    assert graded(case, ("delta", 1, [[0, 0]]))[0].correct
    assert graded(case, ("delta", 1, [[-0.0, 0]]))[0].correct
    (seen,) = graded(case, ("delta", 1, [[0, 1e-9]]))
    assert (seen.correct, seen.wrong) == (False, 1)
    # Equal weights: the signals 1/3, 1/3 and −2/3 cancel to 10⁻¹⁷, and 0 is the right answer.
    layers = (Layer(np.full((2, 2), 0.1), np.zeros(2), activation("tanh")),
              Layer(np.full((3, 2), 0.1), np.zeros(3), activation("softmax")))  # fmt: skip
    case = Case(Network(layers), Batch(np.array([[0.7, 0.2]]), np.eye(3)[:1]), LOSSES["cross_entropy"])
    assert right(case, "delta", 1).any()
    assert graded(case, ("delta", 1, [[0, 0]]))[0].correct
    assert not graded(case, ("delta", 1, [[0, 0]]), tolerance=0)[0].correct
    assert not graded(case, ("delta", 1, [[0, 1e-12]]))[0].correct


def test_single_precision_is_marked_with_what_it_can_know() -> None:
    single = [
        Layer(layer.weights.astype("f4"), layer.bias.astype("f4"), layer.activation)
        for layer in DEEP.network.layers
    ]
    batch = Batch(DEEP.batch.inputs.astype("f4"), DEEP.batch.targets.astype("f4"))
    case = Case(Network(tuple(single)), batch, DEEP.loss)
    assert all(seen.correct for seen in graded(case, *every(case), tolerance=0))
    double = Case(
        Network(tuple(Layer(la.weights.astype("f8"), la.bias.astype("f8"), la.activation) for la in single)),
        Batch(batch.inputs.astype("f8"), batch.targets.astype("f8")),
        DEEP.loss,
    )
    for quantity, layer, array in every(double):
        (seen,) = graded(case, (quantity, layer, array), tolerance=1e-9)
        assert seen.correct, (quantity, layer)
        if quantity == "delta":
            assert codes(graded(case, (quantity, layer, -array))[0]) == ["sign_flipped"]


def test_nothing_can_be_marked_that_is_not_finite() -> None:
    huge = Layer(np.full((2, 3), 1e308), np.zeros(2), activation("identity"))
    case = Case(Network((huge,)), Batch(np.full((1, 3), 9.0), np.zeros((1, 2))), LOSSES["mean_squared_error"])
    answers = [Answer("derivative", 1, np.ones((1, 2))), Answer("delta", 1, np.ones((1, 2)))]
    with pytest.raises(NothingToMark, match="not finite") as caught:
        mark(case, answers, 1e-6)
    assert caught.value.index == 1


def test_large_magnitudes_that_overflow_when_added_allow_for_nothing() -> None:
    layer = Layer(np.array([[1e308, -1e308, 1e300]]), np.zeros(1), activation("identity"))
    case = Case(Network((layer,)), Batch(np.ones((1, 3)), np.zeros((1, 1))), LOSSES["mean_squared_error"])
    assert not graded(case, ("preactivation", 1, [[5e300]]))[0].correct


# --- rounded -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("digits", [3, 4, 6])
def test_rounded_decimals(digits: int) -> None:
    for quantity, layer, array in every(BATCH):
        values = np.round(array, digits)
        (seen,) = graded(BATCH, (quantity, layer, values), tolerance=1e-9)
        assert (seen.correct, seen.wrong, seen.first_wrong) == (True, 0, None)
        assert codes(seen) == ["rounded"]
        assert "rounded to " in seen.diagnosis[0].message


@pytest.mark.parametrize("digits", [3, 5])
def test_rounded_significant_digits(digits: int) -> None:
    for quantity, layer, array in every(BATCH):
        scaled = np.array([float(f"{x:.{digits - 1}e}") for x in array.ravel()]).reshape(array.shape)
        (seen,) = graded(BATCH, (quantity, layer, scaled), tolerance=1e-9)
        assert seen.correct
        assert codes(seen) == ["rounded"]


def known(*numbers: float) -> Case:
    """A case whose preactivations are these numbers."""
    layer = Layer(np.array(numbers)[:, None], np.zeros(len(numbers)), activation("identity"))
    batch = Batch(np.ones((1, 1)), np.zeros((1, len(numbers))))
    return Case(Network((layer,)), batch, LOSSES["mean_squared_error"])


@pytest.mark.parametrize(
    ("truth", "values", "message"),
    [
        ([0.0625, 0.5], [0.062, 0.5], "z̃⁽¹⁾ is right, rounded to 3 decimals."),
        ([0.0625, 0.5], [0.063, 0.5], "z̃⁽¹⁾ is right, rounded to 3 decimals."),
        ([1234.5, 0.012345], [1230, 0.0123], "z̃⁽¹⁾ is right, rounded to 3 significant digits."),
        ([0.99996, 0.5], [1.000, 0.5], "z̃⁽¹⁾ is right, rounded to 3 decimals."),
        ([99.96, 0.5], [100.0, 0.5], "z̃⁽¹⁾ is right, rounded to 3 significant digits."),
        ([1 / 3, 2 / 3], [0.3333, 0.6667], "z̃⁽¹⁾ is right, rounded to 4 decimals."),
        ([1 / 3, 0.0], [0.333, 0.0], "z̃⁽¹⁾ is right, rounded to 3 decimals."),
        ([0.0182, -0.0113], [0.018, -0.011], "z̃⁽¹⁾ is right, rounded to 3 decimals."),
        ([0.00996, 0.001], [0.010, 0.001], "z̃⁽¹⁾ is right, rounded to 3 decimals."),
        ([0.71234, 0.000227], [0.712, 0.0], "z̃⁽¹⁾ is right, rounded to 3 decimals."),
        ([0.0042, 0.00001], [0.0042, 0.0], "z̃⁽¹⁾ is right, rounded to 4 decimals."),
        ([0.000611, -0.000611], [0.00061, -0.00061], "z̃⁽¹⁾ is right, rounded to 5 decimals."),
        ([1 / 3, 2 / 3], [0.3333, 0.667], "z̃⁽¹⁾ is right, rounded to 3 digits or more."),
        ([0.98287597, -0.98287597], [0.983, -0.98288], "z̃⁽¹⁾ is right, rounded to 3 digits or more."),
    ],
)
def test_rounding_is_told_with_its_digits(truth: list[float], values: list[float], message: str) -> None:
    (seen,) = graded(known(*truth), ("preactivation", 1, [values]))
    assert seen.correct
    assert [found.message for found in seen.diagnosis] == [message]


@pytest.mark.parametrize(
    ("truth", "values"),
    [
        ([1 / 3, 2 / 3], [0.333, 0.666]),  # the second is cut off, not rounded
        ([0.0004, 0.0003], [0.0, 0.0]),  # nothing is left
        ([1 / 3, 0.0], [0.333, 0.001]),
        ([1 / 3, 2 / 3], [0.33324, 0.66671]),
    ],
)
def test_not_rounded(truth: list[float], values: list[float]) -> None:
    (seen,) = graded(known(*truth), ("preactivation", 1, [values]))
    assert (seen.correct, seen.diagnosis) == (False, ())


@pytest.mark.parametrize(
    ("truth", "values", "digits"),
    [
        ([1 / 3, 2 / 3], [0.33, 0.67], "2 decimals"),
        ([1 / 3, 2 / 3], [0.3, 0.7], "1 decimal"),
        ([1 / 3, 2 / 3], [0.0, 1.0], "no decimals"),
        ([-0.0789, 0.0789], [-0.1, 0.1], "1 decimal"),
        ([1234.0, 17.6], [1200.0, 18.0], "2 significant digits"),
        ([1234.0, 17.6], [1000.0, 20.0], "1 significant digit"),
        ([0.000611, -0.000611], [0.001, -0.001], "3 decimals"),  # one digit is left of the largest
        ([0.00612, 0.000227], [0.006, 0.0], "3 decimals"),
        ([0.1236, 0.0], [0.12, 0.0], "2 decimals"),  # 0.1197 with three decimals, as far as one can see
    ],
)
def test_rounded_too_early_is_told_as_that(truth: list[float], values: list[float], digits: str) -> None:
    (seen,) = graded(known(*truth), ("preactivation", 1, [values]))
    assert (seen.correct, codes(seen)) == (False, ["rounded_too_early"])
    assert f"rounded to {digits}, too few" in seen.diagnosis[0].message


def test_a_rounded_mistake_is_recognised_if_enough_digits_are_left() -> None:
    flipped = -right(BATCH, "delta", 2)
    assert diagnosed(BATCH, "delta", 2, np.round(flipped, 3)) == ["sign_flipped"]
    assert diagnosed(BATCH, "delta", 2, np.round(flipped, 1)) == []
    small = known(0.00123, 0.00171)
    assert diagnosed(small, "delta", 1, np.round(-right(small, "delta", 1), 4)) == []  # two digits, enough if right
    assert graded(small, ("delta", 1, np.round(right(small, "delta", 1), 4)))[0].correct


# --- transposed ----------------------------------------------------------------------------------------------


def test_a_transposed_shape_is_wrong_and_says_so() -> None:
    values = right(BATCH, "weight_gradient", 1)
    (seen,) = graded(BATCH, ("weight_gradient", 1, values.T))
    assert not seen.correct
    assert seen.diagnosis[0].message == (
        "∇W⁽⁰⁾ is transposed: it should have a row for each unit of layer 1 and a column for each input."
    )
    # 4 × 3 expected, 3 × 4 handed in: the last row is not there.
    (seen,) = graded(BATCH, ("weight_gradient", 1, np.where(np.eye(3, 4, dtype=bool), values.T, 0)))
    assert seen.first_wrong is not None
    assert (seen.first_wrong.index, seen.first_wrong.submitted) == ((0, 1), 0.0)
    constant = known(2.0, 2.0, 2.0)
    (seen,) = graded(constant, ("preactivation", 1, [[2.0], [2.0], [2.0]]))
    assert seen.first_wrong is not None
    assert (seen.wrong, seen.first_wrong.index, seen.first_wrong.submitted) == (2, (0, 1), None)
    assert codes(seen) == ["transposed"]
    (seen,) = graded(constant, ("bias_gradient", 1, right(constant, "bias_gradient", 1)[None]))
    assert seen.first_wrong is not None
    assert (seen.wrong, seen.first_wrong.index, seen.first_wrong.submitted) == (2, (1,), None)
    assert codes(seen) == ["transposed"]


def test_a_transposed_shape_may_hold_another_mistake() -> None:
    flipped = -right(BATCH, "weight_gradient", 1).T
    (seen,) = graded(BATCH, ("weight_gradient", 1, flipped))
    assert [found.codes for found in seen.diagnosis] == [("transposed", "sign_flipped")]
    assert mistakes([seen.diagnosis]) == 2
    assert diagnosed(BATCH, "weight_gradient", 1, np.sqrt(np.arange(12.0)).reshape(3, 4)) == ["transposed"]
    rounded = np.round(right(BATCH, "weight_gradient", 1), 4).T
    assert diagnosed(BATCH, "weight_gradient", 1, rounded) == ["transposed"]


# --- carried forward -----------------------------------------------------------------------------------------


def chain(case: Case, delta: Any, layer: int) -> list[tuple[str, int, Any]]:
    """All that follows from a δ of a layer, itself first."""
    answers: list[tuple[str, int, Any]] = []
    for lower in range(layer, 0, -1):
        answers.append(("delta", lower, delta))
        answers.append(("weight_gradient", lower, outer(case, delta, right(case, "activation", lower - 1))))
        answers.append(("bias_gradient", lower, summed(case, delta)))
        if lower > 1:
            delta = delta @ case.layer(lower).weights * right(case, "derivative", lower - 1)
    return answers


@pytest.mark.parametrize("case", [TWO, BATCH, make_case([2, 3, 2], 4, "mean_squared_error", "sigmoid")])
def test_a_flipped_sign_is_one_mistake_however_far_it_is_carried(case: Case) -> None:
    answers = chain(case, -right(case, "delta", 2), 2)
    assert [(quantity, layer) for quantity, layer, _ in answers][:4] == [
        ("delta", 2), ("weight_gradient", 2), ("bias_gradient", 2), ("delta", 1)
    ]  # fmt: skip
    marks = graded(case, *answers)
    assert [codes(seen) for seen in marks] == [["sign_flipped"], *[["carried_forward"]] * 5]
    assert [seen.carried for seen in marks] == [False, *[True] * 5]
    assert not any(seen.correct for seen in marks)
    names = [seen.diagnosis[0].message.split(" as ")[0].split("your ")[1] for seen in marks[1:]]
    assert names == ["δ⁽²⁾", "δ⁽²⁾", "δ⁽²⁾", "δ⁽¹⁾", "δ⁽¹⁾"]


def test_the_order_of_the_answers_does_not_matter() -> None:
    answers = chain(TWO, -right(TWO, "delta", 2), 2)[:4]
    answers.append(("activation", 2, right(TWO, "activation", 2)))
    expected = dict(zip([answer[:2] for answer in answers], graded(TWO, *answers), strict=True))
    for order in permutations(answers):
        for answer, seen in zip(order, graded(TWO, *order), strict=True):
            assert seen == expected[answer[:2]]


def test_a_wrong_number_of_any_kind_is_carried() -> None:
    delta = right(DEEP, "delta", 3) + 0.37
    marks = graded(DEEP, *chain(DEEP, delta, 3))
    assert [codes(seen) for seen in marks] == [[], *[["carried_forward"]] * 8]


def test_a_mistake_of_the_forward_pass_is_carried_into_the_backward_pass() -> None:
    z = right(BATCH, "activation", 1) + 0.25
    preactivation = z @ BATCH.layer(2).weights.T + BATCH.layer(2).bias
    shifted = np.exp(preactivation)
    prediction = shifted / shifted.sum(axis=1, keepdims=True)
    delta = prediction - BATCH.batch.targets
    marks = graded(
        BATCH,
        ("activation", 1, z),
        ("preactivation", 2, preactivation),
        ("activation", 2, prediction),
        ("delta", 2, delta),
        ("weight_gradient", 2, outer(BATCH, delta, z)),
    )
    assert [codes(seen) for seen in marks] == [[], *[["carried_forward"]] * 4]
    assert "your z⁽¹⁾ as" in marks[1].diagnosis[0].message
    assert "your ŷ as" in marks[3].diagnosis[0].message  # it does not depend on z̃⁽²⁾ but through ŷ
    assert "your z⁽¹⁾ as" in marks[4].diagnosis[0].message  # and so does δ⁽²⁾


def test_one_of_several_wrong_answers_may_be_the_source() -> None:
    z, delta = right(BATCH, "activation", 1) + 0.25, -right(BATCH, "delta", 2)
    gradient = outer(BATCH, delta, right(BATCH, "activation", 1))
    marks = graded(BATCH, ("activation", 1, z), ("delta", 2, delta), ("weight_gradient", 2, gradient))
    assert codes(marks[2]) == ["carried_forward"]
    assert "your δ⁽²⁾ as" in marks[2].diagnosis[0].message


def test_what_follows_from_a_rounded_answer_is_no_mistake_of_its_own() -> None:
    delta = np.round(right(BATCH, "delta", 2), 3)
    marks = graded(BATCH, *chain(BATCH, delta, 2))
    assert [codes(seen) for seen in marks] == [["rounded"], *[["carried_forward"]] * 5]
    assert [seen.correct for seen in marks] == [True, *[False] * 5]
    messages = [seen.diagnosis[0].message for seen in marks[1:]]
    assert messages[0] == "This follows from your δ⁽²⁾, off by rounding alone; carry more digits along."
    assert all(message.endswith("off by rounding alone; carry more digits along.") for message in messages)
    assert "δ⁽¹⁾" in messages[-1]


def test_beside_a_mistake_rounding_is_not_the_only_cause() -> None:
    z, delta = np.round(right(BATCH, "activation", 1), 3), -right(BATCH, "delta", 2)
    gradient = outer(BATCH, delta, z)
    marks = graded(BATCH, ("activation", 1, z), ("delta", 2, delta), ("weight_gradient", 2, gradient))
    assert [codes(seen) for seen in marks] == [["rounded"], ["sign_flipped"], ["carried_forward"]]
    message = marks[2].diagnosis[0].message
    assert message == "This is what follows from your z⁽¹⁾ and δ⁽²⁾ as handed in; it is no mistake of its own."


def test_a_mistake_on_top_of_what_was_carried_is_told_and_counts() -> None:
    delta = right(BATCH, "delta", 2) + 0.37
    below = delta @ BATCH.layer(2).weights
    marks = graded(BATCH, ("delta", 2, delta), ("delta", 1, below))
    assert [codes(seen) for seen in marks] == [[], ["activation_derivative_missing"]]
    assert marks[1].diagnosis[0].message.endswith(" This was made with your other answers as handed in.")
    assert not marks[1].carried
    gradient = -outer(BATCH, delta, right(BATCH, "activation", 1))
    marks = graded(BATCH, ("delta", 2, delta), ("weight_gradient", 2, gradient))
    assert codes(marks[1]) == ["sign_flipped"]


def test_transposed_answers_are_carried_upright() -> None:
    delta = right(BATCH, "delta", 2)
    marks = graded(BATCH, ("delta", 2, delta.T), *chain(BATCH, delta, 2)[1:3])
    assert [codes(seen) for seen in marks] == [["transposed"], [], []]
    wrong = chain(BATCH, delta + 0.37, 2)
    marks = graded(BATCH, ("delta", 2, wrong[0][2].T), wrong[1], ("weight_gradient", 1, wrong[4][2].T))
    assert [[found.codes for found in seen.diagnosis] for seen in marks] == [
        [("transposed",)], [("carried_forward",)], [("transposed", "carried_forward")]
    ]  # fmt: skip
    assert mistakes([seen.diagnosis for seen in marks if not seen.carried]) == 1
    assert [seen.carried for seen in marks] == [False, True, False]


def test_a_square_array_handed_in_transposed_was_carried_on_upright() -> None:
    case = make_case([2, 3, 3], 3)
    wrong = -case.batch.targets / right(case, "activation", 2)
    gradient = outer(case, wrong, right(case, "activation", 1))
    marks = graded(
        case, ("delta", 2, wrong.T), ("weight_gradient", 2, gradient), ("bias_gradient", 2, summed(case, wrong))
    )
    assert [found.codes for found in marks[0].diagnosis] == [("jacobian_missing", "transposed")]
    assert [codes(seen) for seen in marks[1:]] == [["carried_forward"]] * 2
    assert [seen.carried for seen in marks] == [False, True, True]


def test_many_sources_are_not_told_apart() -> None:
    case = make_case([2, *[3] * 6, 2], 2)
    wrong = [("derivative", layer, right(case, "derivative", layer) + 0.1) for layer in range(1, 7)]
    delta = right(case, "delta", 7) + 0.1
    expected = delta
    for layer in range(7, 1, -1):
        expected = expected @ case.layer(layer).weights * wrong[layer - 2][2]
    z = right(case, "activation", 1)
    marks = graded(case, *wrong, ("delta", 7, delta), ("delta", 1, expected), ("activation", 1, z + 1))
    assert codes(marks[7]) == ["carried_forward"]
    assert "your φ′(z̃⁽¹⁾) and φ′(z̃⁽²⁾) and" in marks[7].diagnosis[0].message
    longer = make_case([2, *[3] * 9, 2], 2)
    wrong = [("derivative", layer, right(longer, "derivative", layer) + 0.1) for layer in range(1, 10)]
    expected = right(longer, "delta", 10)
    for layer in range(10, 1, -1):
        expected = expected @ longer.layer(layer).weights * wrong[layer - 2][2]
    marks = graded(longer, *wrong, ("delta", 1, expected))
    assert "your other answers as" in marks[-1].diagnosis[0].message


# --- when nothing is said ------------------------------------------------------------------------------------


def test_of_two_mistakes_that_fit_both_are_told() -> None:
    """With two examples that are the same, and φ′ = ½: without φ′, or without the mean, ∇ is twice as large."""
    case = Case(
        Network(
            (
                Layer(np.array([[1.0], [2.0]]), np.zeros(2), activation("leaky_relu", negative_slope=0.5)),
                Layer(np.array([[1.0, -2.0]]), np.array([0.5]), activation("identity")),
            )
        ),
        Batch(np.array([[-1.0], [-1.0]]), np.array([[1.0], [1.0]])),
        LOSSES["mean_squared_error"],
    )
    values = 2 * right(case, "bias_gradient", 1)
    # The one made on the spot comes first.
    assert diagnosed(case, "bias_gradient", 1, values) == [
        "mean_missing", "activation_derivative_missing", "target_missing"
    ]  # fmt: skip
    antisymmetric = Case(
        Network((Layer(np.array([[1.0, 0.0], [0.0, 1.0]]), np.zeros(2), activation("identity")),)),
        Batch(np.array([[0.0, 1.0], [-1.0, 0.0]]), np.zeros((2, 2))),
        LOSSES["mean_squared_error"],
    )
    np.testing.assert_array_equal(right(antisymmetric, "delta", 1).T, -right(antisymmetric, "delta", 1))
    either = diagnosed(antisymmetric, "delta", 1, -right(antisymmetric, "delta", 1))
    assert either == ["transposed", "sign_flipped"]


def test_the_same_mistake_made_in_one_of_two_ways_is_one_mistake() -> None:
    """Two other layers have the same φ′: which of them was taken cannot be told, and the message says so."""
    layers = [
        Layer(np.eye(6), np.zeros(6), activation("tanh")),
        Layer(np.full((6, 6), 0.5), np.zeros(6), activation("leaky_relu", negative_slope=0.25)),
        Layer(np.full((6, 6), 0.5), np.zeros(6), activation("leaky_relu", negative_slope=0.25)),
        Layer(np.array([[1.0, -2.0, 1.0, 1.0, 1.0, 1.0]]), np.zeros(1), activation("identity")),
    ]
    inputs = np.array([[-1.0, -2.0, -1.0, -2.0, -1.0, -2.0], [-2.0, -1.0, -3.0, -1.0, -1.0, -1.0]])
    case = Case(Network(tuple(layers)), Batch(inputs, np.ones((2, 1))), LOSSES["mean_squared_error"])
    (seen,) = graded(case, ("derivative", 1, right(case, "derivative", 2)))
    assert codes(seen) == ["mask_of_wrong_layer"]
    assert "φ′(z̃⁽²⁾), of another layer" in seen.diagnosis[0].message
    assert " Or: This was made with φ′(z̃⁽³⁾), of another layer" in seen.diagnosis[0].message


def test_zeros_say_nothing() -> None:
    for quantity, layer, array in every(TWO):
        assert diagnosed(TWO, quantity, layer, np.zeros_like(array)) == [], (quantity, layer)


@given(seed=st.integers(0, 10**6))
@thorough
def test_numbers_that_are_just_wrong_are_not_diagnosed(seed: int) -> None:
    rng = np.random.default_rng(seed)
    answers = [(quantity, layer, rng.normal(size=array.shape)) for quantity, layer, array in every(DEEP)]
    for answer in answers:
        if answer[2].size > 2:
            assert diagnosed(DEEP, *answer) == []
    assert not any(seen.diagnosis for seen in graded(DEEP, *answers))


def test_a_mistake_further_up_is_not_looked_for_where_that_costs_too_much() -> None:
    delta = right(DEEP, "activation", 4)
    gradient = outer(DEEP, delta, right(DEEP, "activation", 3))
    answer = Answer("weight_gradient", 4, gradient)
    assert codes(mark(DEEP, [answer], 1e-6)[0]) == ["target_missing"]
    assert codes(mark(DEEP, [answer], 1e-6, recomputations=5)[0]) == []


def test_underflown_probabilities_do_no_harm() -> None:
    output = Layer(np.array([[1000.0], [-1000.0], [0.0]]), np.zeros(3), activation("softmax"))
    case = Case(Network((output,)), Batch(np.ones((1, 1)), np.eye(3)[1:2]), LOSSES["cross_entropy"])
    assert graded(case, ("delta", 1, [[1, -1, 0]]))[0].correct
    assert diagnosed(case, "delta", 1, [[1, 0, 0]]) == ["target_missing"]
    assert diagnosed(case, "delta", 1, [[0, -1e300, 0]]) == []
    single = Case(
        Network((Layer(np.ones((1, 1)), np.zeros(1), activation("softmax")),)),
        Batch(np.ones((1, 1)), np.ones((1, 1))),
        LOSSES["cross_entropy"],
    )
    assert graded(single, ("delta", 1, [[0]]), ("activation", 1, [[1]]))[0].correct
    assert diagnosed(single, "delta", 1, [[5]]) == []


def test_of_an_absolute_error_a_wrong_sign_is_wrong_however_large_the_output() -> None:
    layer = Layer(np.array([[1e15]]), np.zeros(1), activation("identity"))
    case = Case(Network((layer,)), Batch(np.ones((1, 1)), np.zeros((1, 1))), LOSSES["mean_absolute_error"])
    sheet = Sheet(case, {})
    assert uncertainty(sheet, "delta", 1).max() < 1e-12
    near = Layer(np.array([[0.1 + 0.2]]), np.zeros(1), activation("identity"))
    met = Case(Network((near,)), Batch(np.ones((1, 1)), np.array([[0.3]])), LOSSES["mean_absolute_error"])
    assert uncertainty(Sheet(met, {}), "delta", 1).min() >= 1, "by hand ŷ = y, and no sign is known"
