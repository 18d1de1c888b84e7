"""Explanations: every equation of every number evaluates to the engine's value, and prints in all forms."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.network.activations import ACTIVATIONS, activation
from app.engine.network.losses import LOSSES
from app.engine.network.network import Batch, Layer, Network
from app.explain.equations.atoms import Number
from app.explain.equations.sums import LEADING_TERMS, MOST_TERMS, leading, shortened, total
from app.explain.equations.tree import math
from app.explain.laws.analyzed import Analyzed
from app.explain.laws.formulas import FORMULAS
from app.explain.laws.notation import FUNCTION_NAMES
from app.explain.number.explain import RULES, explain
from app.explain.number.explanation import MOST_INPUTS
from app.explain.number.quantities import QUANTITIES
from app.explain.number.target import Target
from tests.engine.helpers import cases, make_layer, random_network, random_targets
from tests.explain.helpers import assert_printable, assert_true, case_of, close, every_target, holds, recorded

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("reference", cases(), ids=lambda case: case["name"])
def test_every_number_of_every_reference_case(reference: dict[str, Any]) -> None:
    case = recorded(reference)
    for target in every_target(case):
        explanation = explain(case, target)
        assert_true(explanation)
        if sum(target.place) - target.place.layer < 3:
            assert_printable(explanation.symbol)
            for step in explanation.steps:
                assert_printable(step.equation)


LOSS_OUTPUTS = (("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid"))


@pytest.mark.parametrize("hidden", [name for name, row in ACTIVATIONS.items() if row.elementwise])
def test_every_number_of_random_networks(hidden: str) -> None:
    rng = np.random.default_rng(7)
    options: tuple[tuple[Any, int | None], ...] = (("mean", None), ("sum", None), ("mean", 1), ("mean", None))
    errors = (("mean_squared_error", hidden), ("mean_absolute_error", hidden))
    for (loss, output), (reduction, example) in zip((*LOSS_OUTPUTS, *errors), options, strict=True):
        rule = LOSSES[loss]
        network = random_network(rng, [2, 3, 2], hidden, output)
        batch = Batch(rng.normal(0, 2, (2, 2)), random_targets(rng, rule, 2, 2))
        case = case_of(network, batch, rule, reduction, example)
        for target in every_target(case):
            assert_true(explain(case, target))


def test_every_quantity_of_the_contract_has_a_row_and_a_rule() -> None:
    assert list(RULES) == list(QUANTITIES)


def test_every_activation_has_a_name_and_every_elementwise_one_its_formulas() -> None:
    """A new activation fails here, by name, until notation.py and formulas.py have it too."""
    assert set(ACTIVATIONS) - set(FUNCTION_NAMES) == set()
    assert set(FUNCTION_NAMES) - set(ACTIVATIONS) == set()
    elementwise = {name for name, row in ACTIVATIONS.items() if row.elementwise}
    assert elementwise - set(FORMULAS) == set()
    assert set(FORMULAS) - elementwise == set()


# --- what the steps look like ------------------------------------------------------------------------------------


def steps_of(case: Analyzed, *target: Any) -> list[str]:
    return [step.equation.text() for step in explain(case, Target(*target)).steps]


@pytest.fixture(scope="module")
def exercise() -> Analyzed:
    """Two inputs, three ReLU units of which one is on, a softmax of two; class 0."""
    return exercise_case()


def exercise_case(targets: Any = ((1.0, 0.0),), inputs: Any = ((1.0, 2.0),), **options: Any) -> Analyzed:
    first = make_layer([[1, -1], [0.5, 0.5], [-1, 0]], None, "relu")
    last = make_layer([[1, 2, 3], [-1, 1, 0]], None, "softmax")
    batch = Batch(np.array(inputs), np.array(targets))
    return case_of(Network((first, last)), batch, LOSSES["cross_entropy"], **options)


def test_steps_of_the_exercise(exercise: Analyzed) -> None:
    assert steps_of(exercise, "preactivation", 1, 0, 1) == [
        "z̃⁽¹⁾ = W⁽⁰⁾ z⁽⁰⁾ + b⁽⁰⁾",
        "z̃⁽¹⁾₁ = Σⱼ W⁽⁰⁾₁,ⱼ z⁽⁰⁾ⱼ + b⁽⁰⁾₁",
        "z̃⁽¹⁾₁ = 0.5 · 1 + 0.5 · 2 + 0",
        "z̃⁽¹⁾₁ = 1.5",
    ]
    assert steps_of(exercise, "activation", 1, 0, 0) == [
        "z⁽¹⁾ = φ(z̃⁽¹⁾)",
        "z⁽¹⁾₀ = ReLU(z̃⁽¹⁾₀) = max(0, z̃⁽¹⁾₀)",
        "z⁽¹⁾₀ = ReLU(−1) = max(0, −1)",
        "z⁽¹⁾₀ = 0",
    ]
    assert steps_of(exercise, "derivative", 1, 0, 0) == [
        "φ′(z̃⁽¹⁾₀) = ReLU′(z̃⁽¹⁾₀) = {1 if z̃⁽¹⁾₀ > 0; 0 otherwise}",
        "φ′(z̃⁽¹⁾₀) = ReLU′(−1) = {1 if −1 > 0; 0 otherwise}",
        "φ′(z̃⁽¹⁾₀) = 0",
    ]
    assert steps_of(exercise, "activation", 2, 0, 0) == [
        "ŷ = softmax(z̃⁽²⁾)",
        "ŷ₀ = e^z̃⁽²⁾₀ / (Σⱼ e^z̃⁽²⁾ⱼ)",
        "ŷ₀ = e^3 / (e^3 + e^1.5)",
        "ŷ₀ ≈ 0.8176",
    ]
    assert steps_of(exercise, "losses", None, 0) == ["ℓ = −Σᵢ yᵢ ln ŷᵢ", "ℓ ≈ −ln 0.8176", "ℓ ≈ 0.2014"]
    assert steps_of(exercise, "loss") == ["ℒ = ℓ", "ℒ ≈ 0.2014"]
    assert steps_of(exercise, "loss_gradient", None, 0, 0) == [
        "∂ℓ/∂ŷ = −y/ŷ",
        "∂ℓ/∂ŷ₀ = −y₀/ŷ₀",
        "∂ℓ/∂ŷ₀ ≈ −1/0.8176",
        "∂ℓ/∂ŷ₀ ≈ −1.223",
    ]
    assert steps_of(exercise, "jacobian", 2, 0, 0, 1) == [
        "∂ŷ/∂z̃⁽²⁾ = diag(ŷ) − ŷ ŷᵀ",
        "∂ŷ₀/∂z̃⁽²⁾₁ = ŷ₀ (1[0 = 1] − ŷ₁)",
        "∂ŷ₀/∂z̃⁽²⁾₁ ≈ 0.8176 (0 − 0.1824)",
        "∂ŷ₀/∂z̃⁽²⁾₁ ≈ −0.1491",
    ]
    assert steps_of(exercise, "delta", 2, 0, 1) == [
        "δ⁽²⁾ = (∂ŷ/∂z̃⁽²⁾)ᵀ (∂ℓ/∂ŷ) = ŷ − y",
        "δ⁽²⁾₁ = Σⱼ (∂ℓ/∂ŷⱼ) (∂ŷⱼ/∂z̃⁽²⁾₁) = Σⱼ (−yⱼ/ŷⱼ) ŷⱼ (1[j = 1] − ŷ₁) = ŷ₁ − y₁",
        "δ⁽²⁾₁ ≈ (−1.223) · (−0.1491) ≈ 0.1824 − 0",
        "δ⁽²⁾₁ ≈ 0.1824",
    ]
    assert steps_of(exercise, "delta", 1, 0, 1)[2] == "δ⁽¹⁾₁ ≈ (2 · (−0.1824) + 1 · 0.1824) · 1"
    assert steps_of(exercise, "weight_gradient", 1, None, 1, 1) == [
        "∇W⁽⁰⁾ = δ⁽¹⁾ z⁽⁰⁾ᵀ",
        "∇W⁽⁰⁾₁,₁ = δ⁽¹⁾₁ z⁽⁰⁾₁",
        "∇W⁽⁰⁾₁,₁ ≈ (−0.1824) · 2",
        "∇W⁽⁰⁾₁,₁ ≈ −0.3649",
    ]
    assert steps_of(exercise, "bias_gradient", 1, None, 1) == ["∇b⁽⁰⁾ = δ⁽¹⁾", "∇b⁽⁰⁾₁ = δ⁽¹⁾₁", "∇b⁽⁰⁾₁ ≈ −0.1824"]
    assert steps_of(exercise, "gradient_norm", 2) == [
        "‖∇W⁽¹⁾‖ = √(Σᵢ Σⱼ (∇W⁽¹⁾ᵢ,ⱼ)²)",
        "‖∇W⁽¹⁾‖ ≈ √(0² + (−0.2736)² + 0² + 0² + 0.2736² + 0²)",
        "‖∇W⁽¹⁾‖ ≈ 0.387",
    ]
    assert steps_of(exercise, "accuracy") == [
        "accuracy = 1[arg max(ŷ) = arg max(y)]",
        "accuracy = 1/1",
        "accuracy = 1",
    ]
    assert steps_of(exercise, "weights", 1, None, 0, 1) == []


def test_inputs_stand_in_the_equation_with_numbers_and_lead_from_a_gradient_to_the_loss(exercise: Analyzed) -> None:
    def inputs(*target: Any) -> list[str]:
        return [cell.symbol.text() for cell in explain(exercise, Target(*target)).inputs]

    assert inputs("weight_gradient", 1, None, 1, 0) == ["δ⁽¹⁾₁", "z⁽⁰⁾₀"]
    assert inputs("delta", 1, 0, 1) == ["W⁽¹⁾₀,₁", "δ⁽²⁾₀", "W⁽¹⁾₁,₁", "δ⁽²⁾₁", "φ′(z̃⁽¹⁾₁)"]
    assert inputs("delta", 2, 0, 1) == ["ŷ₁", "y₁", "∂ℓ/∂ŷ₀", "∂ŷ₀/∂z̃⁽²⁾₁", "ℓ"]
    assert inputs("losses", None, 0) == ["y₀", "ŷ₀"]
    assert inputs("loss") == ["ℓ"]
    first = explain(exercise, Target("delta", 1, 0, 1)).inputs[1]
    assert first.target == Target("delta", 2, 0, 0)
    assert first.value == pytest.approx(-0.18242552380635635)


def test_in_a_batch_the_example_is_the_first_index(exercise: Analyzed) -> None:
    batch = exercise_case([[1.0, 0.0], [0.0, 1.0]], [[1.0, 2.0], [3.0, -1.0]])
    explanation = explain(batch, Target("weight_gradient", 2, None, 0, 1))
    assert [step.equation.text() for step in explanation.steps][:3] == [
        "∇W⁽¹⁾ = (1/N) Σₙ δ⁽²⁾ₙ z⁽¹⁾ₙᵀ",
        "∇W⁽¹⁾₀,₁ = (1/N) Σₙ δ⁽²⁾ₙ,₀ z⁽¹⁾ₙ,₁",
        "∇W⁽¹⁾₀,₁ ≈ (1/2) ((−0.1824) · 1.5 + 0.9999 · 1)",
    ]
    assert [cell.symbol.text() for cell in explanation.inputs] == ["δ⁽²⁾₀,₀", "z⁽¹⁾₀,₁", "δ⁽²⁾₁,₀", "z⁽¹⁾₁,₁"]
    assert "The first index of δ and z, n, is the example." in explanation.notes
    summed = exercise_case([[1.0, 0.0], [0.0, 1.0]], [[1.0, 2.0], [3.0, -1.0]], reduction="sum")
    assert steps_of(summed, "bias_gradient", 2, None, 0)[:2] == ["∇b⁽¹⁾ = Σₙ δ⁽²⁾ₙ", "∇b⁽¹⁾₀ = Σₙ δ⁽²⁾ₙ,₀"]
    assert steps_of(summed, "loss")[0] == "ℒ = Σₙ ℓₙ"
    alone = exercise_case([[1.0, 0.0], [0.0, 1.0]], [[1.0, 2.0], [3.0, -1.0]], example=1)
    explanation = explain(alone, Target("weight_gradient", 2, None, 0, 1))
    assert explanation.steps[0].equation.text() == "∇W⁽¹⁾ = δ⁽²⁾ z⁽¹⁾ᵀ"
    assert explanation.notes[0].startswith("This is the gradient of example 1 alone")
    assert explanation.words == "gradient of the weight from unit 1 of layer 1 to unit 0 of layer 2"
    assert explain(alone, Target("delta", 2, 1, 0)).words == "error signal of unit 0 of layer 2 on example 1"
    assert explain(alone, Target("losses", None, 1)).words == "loss on example 1"


def test_squared_errors_and_sigmoids() -> None:
    layer = make_layer([[1.0, -1.0], [0.5, 0.5]], [0.0, 0.25], "sigmoid")
    batch = Batch(np.array([[0.5, 0.25]]), np.array([[0.0, 1.0]]))
    squares = case_of(Network((layer,)), batch, LOSSES["mean_squared_error"])
    assert steps_of(squares, "losses", None, 0)[:2] == [
        "ℓ = (1/d) Σᵢ (ŷᵢ − yᵢ)²",
        "ℓ ≈ (1/2) ((0.5622 − 0)² + (0.6514 − 1)²)",
    ]
    assert steps_of(squares, "delta", 1, 0, 1)[:3] == [
        "δ⁽¹⁾ = (∂ℓ/∂ŷ) ⊙ φ′(z̃⁽¹⁾) = (2/d) ((ŷ − y) ⊙ φ′(z̃⁽¹⁾))",
        "δ⁽¹⁾₁ = (∂ℓ/∂ŷ₁) φ′(z̃⁽¹⁾₁) = (2/d) (ŷ₁ − y₁) φ′(z̃⁽¹⁾₁)",
        "δ⁽¹⁾₁ ≈ (−0.3486) · 0.2271 ≈ (2/2) (0.6514 − 1) · 0.2271",
    ]
    assert steps_of(squares, "jacobian", 1, 0, 0, 0)[1] == "∂ŷ₀/∂z̃⁽¹⁾₀ = φ′(z̃⁽¹⁾₀) 1[0 = 0]"
    assert explain(squares, Target("jacobian", 1, 0, 0, 1)).notes[0].startswith("Off the diagonal it is 0")
    entropy = case_of(Network((layer,)), batch, LOSSES["binary_cross_entropy"])
    assert steps_of(entropy, "losses", None, 0)[:2] == [
        "ℓ = −Σᵢ (yᵢ ln ŷᵢ + (1 − yᵢ) ln(1 − ŷᵢ))",
        "ℓ ≈ −(ln(1 − 0.5622) + ln 0.6514)",
    ]
    assert steps_of(entropy, "loss_gradient", None, 0, 0) == [
        "∂ℓ/∂ŷ = −y/ŷ + (1 − y) / (1 − ŷ)",
        "∂ℓ/∂ŷ₀ = −y₀/ŷ₀ + (1 − y₀) / (1 − ŷ₀)",
        "∂ℓ/∂ŷ₀ ≈ 1 / (1 − 0.5622)",
        "∂ℓ/∂ŷ₀ ≈ 2.284",
    ]
    assert steps_of(entropy, "delta", 1, 0, 0)[:3] == [
        "δ⁽¹⁾ = (∂ℓ/∂ŷ) ⊙ φ′(z̃⁽¹⁾) = ŷ − y",
        "δ⁽¹⁾₀ = (∂ℓ/∂ŷ₀) φ′(z̃⁽¹⁾₀) = (−y₀/ŷ₀ + (1 − y₀) / (1 − ŷ₀)) ŷ₀ (1 − ŷ₀) = ŷ₀ − y₀",
        "δ⁽¹⁾₀ ≈ 2.284 · 0.2461 ≈ 0.5622 − 0",
    ]
    assert steps_of(entropy, "accuracy")[1] == "accuracy = 1/2"


# --- long sums ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large() -> Analyzed:
    """784-128-10 with 64 examples: sums of 784, 128, 64 and 100352 terms."""
    rng = np.random.default_rng(3)
    network = random_network(rng, [784, 128, 10], "relu", "softmax")
    batch = Batch(rng.uniform(size=(64, 784)), random_targets(rng, LOSSES["cross_entropy"], 64, 10))
    return case_of(network, batch, LOSSES["cross_entropy"])


@pytest.mark.parametrize(
    ("target", "hidden"),
    [
        (Target("preactivation", 1, 5, 7), 2 * 776),
        (Target("preactivation", 2, 5, 7), 2 * 120),
        (Target("activation", 2, 5, 7), 0),
        (Target("weight_gradient", 1, None, 40, 300), 2 * 56),
        (Target("bias_gradient", 2, None, 3), 56),
        (Target("gradient_norm", 1), 784 * 128 - 8),
        (Target("loss"), 56),
        (Target("delta", 1, 5, 7), 0),
    ],
    ids=lambda value: value.quantity if isinstance(value, Target) else "",
)
def test_long_sums_are_short_in_print_and_exact(large: Analyzed, target: Target, hidden: int) -> None:
    explanation = explain(large, target)
    assert explanation.more_inputs == hidden
    assert len(explanation.inputs) <= MOST_INPUTS
    for step in explanation.steps:
        assert_printable(step.equation)
        assert len(step.equation.text()) < 800
        assert len(math(step.equation)) < 16_000
    numbers = next(step.equation for step in explanation.steps if step.kind == "numbers")
    assert holds(numbers)
    assert ("more terms that add up to" in numbers.text()) == (hidden > 0)


def test_a_term_that_is_shown_twice_is_not_counted_among_those_that_are_not() -> None:
    logits = np.concatenate((np.linspace(900, 1000, 20), [-900.0]))[:, None]
    network = Network((Layer(logits, np.zeros(21), activation("softmax")),))
    case = case_of(network, Batch(np.ones((1, 1)), np.eye(21)[[20]]), LOSSES["cross_entropy"])
    share = explain(case, Target("activation", 1, 0, 20))
    lost = explain(case, Target("losses", None, 0))
    for explanation in (share, lost):
        assert_true(explanation)
        shown = {cell.target for cell in explanation.inputs if cell.target.quantity == "preactivation"}
        assert len(shown) + explanation.more_inputs == 21


def test_the_largest_of_very_many_are_found_the_first_on_ties() -> None:
    rng = np.random.default_rng(0)
    for size in (13, 255, 256, 257, 5000, 5121):
        values = rng.integers(-40, 40, size).astype(np.float64)
        slow = sorted(sorted(range(size), key=lambda k: (-abs(values[k]), k))[:LEADING_TERMS])
        assert leading(values) == slow


@given(values=st.lists(st.floats(-1e6, 1e6) | st.sampled_from([np.nan, np.inf, 0.0]), min_size=1, max_size=60))
def test_the_largest_terms_are_shown_and_the_rest_adds_up(values: list[float]) -> None:
    array = np.array(values)
    shown = shortened(array, lambda place: Number(values[place]))
    assert len(shown.terms) <= MOST_TERMS
    assert shown.places == sorted(shown.places)
    assert len(shown.places) + shown.hidden == len(values)
    assert total(shown).text().count(" more ") == (1 if len(values) > MOST_TERMS else 0)
    with np.errstate(all="ignore"):
        assert close(total(shown).evaluate(), array.sum(), 1e-9)
    left = [abs(v) if np.isfinite(v) else np.inf for k, v in enumerate(values) if k not in shown.places]
    assert all(max(left, default=0) <= abs(values[k]) or not np.isfinite(values[k]) for k in shown.places)


# --- at the edge of the numbers ----------------------------------------------------------------------------------


def lone_layer(weight: float, output: str, loss: str, targets: Any, dtype: Any = np.float64) -> Analyzed:
    """Inputs 1 and −1 times a weight and its opposite."""
    weights = np.array([[weight], [-weight]], dtype)
    network = Network((Layer(weights, np.zeros(2, dtype), activation(output)),))
    batch = Batch(np.array([[1], [-1]], dtype), np.array(targets, dtype))
    return case_of(network, batch, LOSSES[loss])


@pytest.mark.parametrize("weight", [5.0, 18.0, 40.0, 350.0, 400.0, 800.0, 1e5, 1e200])
@pytest.mark.parametrize("targets", [[[1, 0], [1, 0]], [[0.25, 0.75], [0, 1]]], ids=["hard", "soft"])
@pytest.mark.parametrize(("loss", "output"), LOSS_OUTPUTS)
def test_huge_logits_are_explained_by_what_still_evaluates(
    weight: float, targets: Any, loss: str, output: str
) -> None:
    case = lone_layer(weight, output, loss, targets)
    for target in every_target(case):
        explanation = explain(case, target)
        assert_true(explanation)
        for step in explanation.steps:
            assert_printable(step.equation)
            if target.quantity != "loss_gradient":
                assert "∞" not in step.equation.text()
                assert "NaN" not in step.equation.text()


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.elementwise])
def test_activations_far_out_are_explained_by_what_still_evaluates(name: str) -> None:
    for weight in (0.0, 1.0, 6.0, 50.0, 800.0, 1e160, 1e300):
        case = lone_layer(weight, name, "mean_squared_error", [[0, 0], [1, 1]])
        for quantity in ("activation", "derivative", "delta"):
            for row in (0, 1):
                assert_true(explain(case, Target(quantity, 1, 0, row)))


def test_what_is_said_of_an_output_that_has_left_the_numbers() -> None:
    case = lone_layer(800.0, "softmax", "cross_entropy", [[0, 1], [0, 1]])
    explanation = explain(case, Target("loss_gradient", None, 0, 1))
    assert explanation.value == -np.inf
    assert [step.kind for step in explanation.steps] == ["rule", "indices"]
    assert explanation.notes[0].startswith("ŷ₁ is too close to 0 for this quotient")
    signal = explain(case, Target("delta", 1, 0, 1))
    assert signal.notes[0].startswith("Some ŷ is too close to 0 or 1 for the way through")
    assert signal.steps[0].equation.text() == "δ⁽¹⁾ = ŷ − y"
    assert signal.value == -1
    lost = explain(case, Target("losses", None, 0))
    assert lost.steps[2].equation.text() == "ℓ = ln(e^0 + e^(−1600)) − (−1600)"
    assert "m is the largest z̃" in lost.notes[1]
    assert "not finite in float64" in explanation.notes[0]
    sigmoid = lone_layer(800.0, "sigmoid", "binary_cross_entropy", [[0, 1], [0, 1]])
    lost = explain(sigmoid, Target("losses", None, 0))
    assert "its logarithm is taken from the logit z̃" in lost.notes[1]
    assert explain(sigmoid, Target("loss_gradient", None, 0, 0)).notes[0].startswith("ŷ₀ is too close to 1")


def test_numbers_that_are_not_finite_say_where_they_began() -> None:
    layers = (make_layer([[1e308, 1e308], [1, 1]], None, "relu"), make_layer([[1, -1], [1, 1]], None, "softmax"))
    batch = Batch(np.array([[10.0, 10.0], [0.0, 0.0]]), np.array([[1.0, 0.0], [0.0, 1.0]]))
    case = case_of(Network(layers), batch, LOSSES["cross_entropy"])
    for target in every_target(case):
        explanation = explain(case, target)
        for step in explanation.steps:
            assert_printable(step.equation)
        if target.quantity == "loss_gradient" or np.isfinite(explanation.value):
            continue
        assert "The first to leave what float64 holds is the preactivation of layer 1" in explanation.notes[-1]
        assert close(explanation.steps[-1].equation.evaluate(), explanation.value)
    assert "no telling whether it is right" in explain(case, Target("accuracy")).notes[0]


def test_a_norm_whose_squares_leave_the_numbers() -> None:
    case = lone_layer(1e-200, "identity", "mean_squared_error", [[1e-200, 0], [0, 1e-200]])
    explanation = explain(case, Target("gradient_norm", 1))
    assert 0 < explanation.value < 1e-199
    assert_true(explanation)
    huge = lone_layer(1e200, "identity", "mean_squared_error", [[0, 0], [0, 0]])
    explanation = explain(huge, Target("gradient_norm", 1))
    assert_true(explanation)
    assert explanation.steps[0].equation.text() == "‖∇W⁽⁰⁾‖ = m √(Σᵢ Σⱼ (∇W⁽⁰⁾ᵢ,ⱼ/m)²)"


def test_single_precision_holds_to_its_own_rounding() -> None:
    rng = np.random.default_rng(5)
    for loss, output in (*LOSS_OUTPUTS, ("mean_squared_error", "tanh"), ("mean_absolute_error", "tanh")):
        rule = LOSSES[loss]
        network = random_network(rng, [3, 4, 2], "silu", output)
        single = Network(
            tuple(
                Layer(layer.weights.astype(np.float32), layer.bias.astype(np.float32), layer.activation)
                for layer in network.layers
            )
        )
        targets = random_targets(rng, rule, 3, 2).astype(np.float32)
        case = case_of(single, Batch(rng.normal(size=(3, 3)).astype(np.float32), targets), rule)
        for target in every_target(case):
            assert_true(explain(case, target), 1e-5)


def test_an_absolute_error_sends_down_the_sign_of_the_difference() -> None:
    layer = Layer(np.array([[3.0], [1.0], [2.0]]), np.zeros(3), activation("identity"))
    batch = Batch(np.ones((1, 1)), np.array([[1.0, 1.0, 4.0]]))
    case = case_of(Network((layer,)), batch, LOSSES["mean_absolute_error"])

    def steps(quantity: str) -> list[list[str]]:
        targets = (target for target in every_target(case) if target.quantity == quantity)
        return [[step.equation.text() for step in explain(case, target).steps] for target in targets]

    assert steps("losses") == [["ℓ = (1/d) Σᵢ |ŷᵢ − yᵢ|", "ℓ = (1/3) (|3 − 1| + |1 − 1| + |2 − 4|)", "ℓ ≈ 1.333"]]
    assert [lines[-2:] for lines in steps("loss_gradient")] == [
        ["∂ℓ/∂ŷ₀ = (1/3) sgn(3 − 1)", "∂ℓ/∂ŷ₀ ≈ 0.3333"],
        ["∂ℓ/∂ŷ₁ = (1/3) sgn(1 − 1)", "∂ℓ/∂ŷ₁ = 0"],
        ["∂ℓ/∂ŷ₂ = (1/3) sgn(2 − 4)", "∂ℓ/∂ŷ₂ ≈ −0.3333"],
    ]
    assert steps("delta")[0][0] == "δ⁽¹⁾ = (∂ℓ/∂ŷ) ⊙ φ′(z̃⁽¹⁾) = (1/d) (sgn(ŷ − y) ⊙ φ′(z̃⁽¹⁾))"


def test_the_sign_of_an_inexact_difference_is_exact() -> None:
    layers = (
        Layer(np.array([[0.3]]), np.zeros(1), activation("sigmoid")),
        Layer(np.array([[1.0]]), np.zeros(1), activation("identity")),
    )
    case = case_of(Network(layers), Batch(np.ones((1, 1)), np.zeros((1, 1))), LOSSES["mean_absolute_error"])
    for quantity in ("loss_gradient", "delta", "bias_gradient"):
        # The last of them is that of the output.
        *_, target = (target for target in every_target(case) if target.quantity == quantity)
        assert explain(case, target).steps[-1].equation.text().endswith("= 1"), quantity


def test_targets_that_add_up_to_almost_one() -> None:
    case = exercise_case([[0.3, 0.7 + 1e-7]])
    explanation = explain(case, Target("delta", 2, 0, 0))
    assert_true(explanation)
    assert explanation.steps[1].equation.text().endswith(" = (Σⱼ yⱼ) ŷ₀ − y₀")


def test_one_unit_under_a_softmax() -> None:
    layers = (make_layer([[1.0, -1.0]], None, "relu"), make_layer([[2.0]], None, "softmax"))
    case = case_of(Network(layers), Batch(np.array([[1.0, 0.5]]), np.array([[1.0]])), LOSSES["cross_entropy"])
    for target in every_target(case):
        assert_true(explain(case, target))


def test_which_examples_are_wrong() -> None:
    case = exercise_case([[0.0, 1.0]] * 12, [[1.0, 2.0]] * 12)
    notes = explain(case, Target("accuracy")).notes
    assert notes[1] == "Wrong on examples 0, 1, 2, 3, 4, 5, 6, 7 and 4 more."
    case = exercise_case([[0.0, 1.0], [1.0, 0.0]], [[1.0, 2.0]] * 2)
    assert explain(case, Target("accuracy")).notes[1] == "Wrong on example 0."


def test_kinks_say_which_side_counts(exercise: Analyzed) -> None:
    case = exercise_case(inputs=[[1.0, 1.0]])
    assert explain(case, Target("derivative", 1, 0, 0)).notes == (
        "z̃ = 0 is exactly at a kink of relu, where the slopes of its two sides differ; by convention φ′ = 0 there.",
    )
    assert not explain(exercise, Target("derivative", 1, 0, 1)).notes


def test_what_a_network_does_not_have(exercise: Analyzed) -> None:
    with pytest.raises(LookupError, match="Jacobian"):
        explain(exercise, Target("derivative", 2, 0, 0))
    with pytest.raises(LookupError, match=r"expected cross_entropy or .* got cross_entropy with soft targets"):
        explain(exercise_case([[0.5, 0.5]]), Target("accuracy"))
    squares = lone_layer(1.0, "identity", "mean_squared_error", [[0, 1], [1, 0]])
    with pytest.raises(LookupError, match="got mean_squared_error, which has no classes"):
        explain(squares, Target("accuracy"))
    with pytest.raises(IndexError):
        explain(exercise, Target("delta", 2, 0, 7))


def test_a_formula_shows_the_digits_that_its_result_has() -> None:
    case = lone_layer(40.0, "mish", "mean_squared_error", [[0, 0], [1, 1]])
    assert steps_of(case, "activation", 1, 0, 1)[3:] == [
        "t = tanh(ln(1 + e^(−40))) ≈ 4.248 × 10⁻¹⁸",
        "ŷ₁ = Mish(−40) ≈ (−40) · (4.248 × 10⁻¹⁸)",
        "ŷ₁ ≈ −1.699 × 10⁻¹⁶",
    ]


def test_a_formula_that_leaves_the_numbers_gives_way_to_the_name() -> None:
    near, far = (lone_layer(weight, "tanh", "mean_squared_error", [[0, 0], [1, 1]]) for weight in (2.0, 800.0))
    assert steps_of(near, "activation", 1, 0, 0)[2:] == [
        "ŷ₀ = tanh(2) = (e^2 − e^(−2)) / (e^2 + e^(−2))",
        "ŷ₀ ≈ 0.964",
    ]
    assert steps_of(far, "activation", 1, 0, 0)[1:] == ["ŷ₀ = tanh(z̃⁽¹⁾₀)", "ŷ₀ = tanh(800)", "ŷ₀ ≈ 1"]


@pytest.mark.parametrize(("weight", "loss"), [(6.0, "cross_entropy"), (12.0, "binary_cross_entropy")])
def test_the_logarithm_of_an_output_near_one_is_written_by_what_it_lacks(weight: float, loss: str) -> None:
    output = dict(LOSS_OUTPUTS)[loss]
    targets = [[1, 0], [0, 1]]
    (line,) = steps_of(lone_layer(weight, output, loss, targets), "losses", None, 0)[1:2]
    assert line.count("ln(1 − 6.144 × 10⁻⁶)") == (1 if loss == "cross_entropy" else 2)
    assert "ln 1" not in line
    rounded = lone_layer(20.0, "softmax", "cross_entropy", targets)
    assert steps_of(rounded, "losses", None, 0)[1:] == ["ℓ ≈ −ln(1 − 4.248 × 10⁻¹⁸)", "ℓ ≈ 0"]
    assert explain(rounded, Target("losses", None, 0)).notes[-1] == (
        "Every output that counts is so near its target that in float64 the loss comes out as 0."
    )
    halved = explain(lone_layer(18.0, "softmax", "cross_entropy", targets), Target("losses", None, 0))
    assert halved.notes[-1].endswith("in float64 the loss has lost digits.")


@pytest.mark.parametrize("logits", [[1000.0, -1000.0], [800.0, 0.0, -800.0], [-800.0, -800.0]])
def test_all_units_of_a_softmax_are_shifted_alike(logits: list[float]) -> None:
    network = Network((make_layer([[z] for z in logits], None, "softmax"),))
    case = case_of(network, Batch(np.ones((1, 1)), np.eye(len(logits))[:1]), LOSSES["cross_entropy"])
    for unit, z in enumerate(logits):
        explanation = explain(case, Target("activation", 1, 0, unit))
        assert explanation.notes[0].startswith("The largest z̃, m = ")
        above = f"{z - max(logits):g}".replace("-", "−")
        assert (
            explanation.steps[2]
            .equation.text()
            .startswith(f"ŷ{'₀₁₂'[unit]} = e^{above if z == max(logits) else f'({above})'} /")
        )


def test_an_accuracy_of_one_output_has_no_free_index() -> None:
    layer = make_layer([[2.0]], None, "sigmoid")
    batch = Batch(np.array([[1.0], [-1.0]]), np.array([[1.0], [1.0]]))
    case = case_of(Network((layer,)), batch, LOSSES["binary_cross_entropy"])
    explanation = explain(case, Target("accuracy"))
    assert explanation.steps[0].equation.text() == "accuracy = (1/N) Σₙ 1[(2 yₙ,₀ − 1) (2 ŷₙ,₀ − 1) > 0]"
    assert_true(explanation)


def test_two_over_one_is_two() -> None:
    network = Network((make_layer([[2.0]], None, "identity"),))
    case = case_of(network, Batch(np.ones((1, 1)), np.ones((1, 1))), LOSSES["mean_squared_error"])
    assert steps_of(case, "loss_gradient", None, 0, 0)[2] == "∂ℓ/∂ŷ₀ = 2 (2 − 1)"
    assert steps_of(case, "delta", 1, 0, 0)[2] == "δ⁽¹⁾₀ = 2 · 1 = 2 (2 − 1) · 1"
