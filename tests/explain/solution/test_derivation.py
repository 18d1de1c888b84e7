"""The worked solution: every equation holds, its numbers are the engine's, and it says what there is to say."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app.engine.analysis.analysis import analyze
from app.engine.analysis.case import Case
from app.engine.network.activations import ACTIVATIONS
from app.engine.network.losses import LOSSES, Loss, Reduction
from app.engine.network.network import Batch, Network
from app.explain.equations.chain import Chain
from app.explain.equations.written import Beside
from app.explain.laws.analyzed import analyzed
from app.explain.solution.derivation import Derivation, derive
from app.explain.text.article import article
from app.explain.text.document import Equation, Paragraph
from app.explain.text.markdown import markdown
from app.wire.explain.derivation import derivation_answer
from tests.engine.helpers import cases, from_request, make_layer, random_network, random_targets

pytestmark = pytest.mark.slow

SECTIONS = ["given", "forward", "output", "loss", "loss_gradient", "jacobian", "delta_output"]


def solved(
    network: Network, batch: Batch, loss: Loss, reduction: Reduction = "mean", example: int = 0
) -> Derivation:
    return derive(analyzed(Case(network, batch, loss, reduction)), example)


def equations(derivation: Derivation) -> Iterator[tuple[str, Chain, tuple[tuple[str, int], ...]]]:
    """Every equation with its section and its free indices."""
    for section in derivation.sections:
        for block in section.blocks:
            if isinstance(block, Equation):
                chains = block.tree.equations if isinstance(block.tree, Beside) else (block.tree,)
                for chain in chains:
                    assert isinstance(chain, Chain)
                    yield section.id, chain, block.indices


def check(derivation: Derivation, *, stopped: bool = False) -> int:
    """Holds every equation to it, to 1e-12 of its largest number; the count of them.

    `stopped`: the network leaves the finite numbers, and what is not finite on both sides is not compared, since it
    hangs on the order in which the terms were added.
    """
    count = 0
    for section, chain, indices in equations(derivation):
        names = [name for name, _ in indices]
        for values in itertools.product(*(range(some) for _, some in indices)):
            with np.errstate(all="ignore"):
                sides = [side.evaluate(dict(zip(names, values, strict=True))) for side in chain.sides]
            largest = max(1, *(np.abs(side[np.isfinite(side)]).max(initial=0) for side in sides))
            for side in sides[1:]:
                assert side.shape == sides[0].shape, (section, chain.text())
                both = np.isfinite(side) & np.isfinite(sides[0]) if stopped else np.full(side.shape, True)
                near = np.isclose(side, sides[0], rtol=0, atol=1e-12 * largest, equal_nan=True)
                assert near[both].all(), (section, chain.text(), values)
        count += 1
    return count


def words(derivation: Derivation, section: str) -> str:
    """The prose of a section."""
    (found,) = (part for part in derivation.sections if part.id == section)
    return " ".join(block.text() for block in found.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_every_equation_of_the_reference_cases_holds(case: dict[str, Any]) -> None:
    network, batch, loss = from_request(case["request"])
    for example in range(len(batch.inputs)):
        derivation = solved(network, batch, loss, case["request"].get("reduction", "mean"), example)
        assert check(derivation) > 10
        assert [section.id for section in derivation.sections][: len(SECTIONS)] == SECTIONS


@pytest.mark.parametrize("loss", LOSSES.values(), ids=lambda loss: loss.name)
@pytest.mark.parametrize("hidden", [row.name for row in ACTIVATIONS.values() if row.elementwise])
def test_every_equation_of_random_networks_holds(hidden: str, loss: Loss) -> None:
    rng = np.random.default_rng(7)
    for sizes, examples in (([3, 4, 2], 1), ([2, 9, 3, 13], 3), ([1, 1, 1], 2)):
        output = loss.output_activation or hidden
        network = random_network(rng, sizes, hidden, output)
        batch = Batch(rng.normal(size=(examples, sizes[0])), random_targets(rng, loss, examples, sizes[-1]))
        check(solved(network, batch, loss, "sum", examples - 1))


EXERCISE = Network(
    (make_layer([[1, -1], [0.5, 0.5], [-1, 0]], None, "relu"), make_layer([[1, 2, 3], [-1, 1, 0]], None, "softmax"))
)
ONE = Batch(np.array([[1.0, 2.0]]), np.array([[1.0, 0.0]]))
CROSS_ENTROPY, BINARY, SQUARED = (
    LOSSES[name] for name in ("cross_entropy", "binary_cross_entropy", "mean_squared_error")
)


def shown(derivation: Derivation, section: str) -> str:
    """The equations of a section, one a line."""
    return "\n".join(chain.text() for of, chain, _ in equations(derivation) if of == section)


def test_the_exercise_is_solved_in_its_order_with_its_numbers() -> None:
    derivation = solved(EXERCISE, ONE, CROSS_ENTROPY)
    assert derivation.title == "Backpropagation through a 2-3-2 network, worked out"
    assert [section.id for section in derivation.sections] == [
        *SECTIONS,
        "gradients_2",
        "delta_1",
        "gradients_1",
        "blocked",
    ]
    assert (
        "z̃⁽¹⁾ = W⁽⁰⁾ z⁽⁰⁾ + b⁽⁰⁾ = [[1, −1], [0.5, 0.5], [−1, 0]] [1, 2]ᵀ + [0, 0, 0]ᵀ = [−1, 1.5, −1]ᵀ"
        in shown(derivation, "forward")
    )
    assert "ŷ ≈ (1/24.57) [20.09, 4.482]ᵀ ≈ [0.8176, 0.1824]ᵀ" in shown(derivation, "output")
    assert "ℓ = −Σᵢ yᵢ ln ŷᵢ ≈ −ln 0.8176 ≈ 0.2014" in shown(derivation, "loss")
    assert "∂ℓ/∂ŷᵢ = −yᵢ/ŷᵢ\n∂ℓ/∂ŷ ≈ [−1/0.8176, 0]ᵀ ≈ [−1.223, 0]ᵀ" in shown(derivation, "loss_gradient")
    assert "∂ŷᵢ/∂z̃⁽²⁾ⱼ = ŷᵢ (1[i = j] − ŷⱼ)" in shown(derivation, "jacobian")
    assert "[[0.1491, −0.1491], [−0.1491, 0.1491]]" in shown(derivation, "jacobian")
    assert "−Σᵢ yᵢ (1[i = j] − ŷⱼ) = ŷⱼ − yⱼ" in shown(derivation, "delta_output")
    assert "δ⁽²⁾ = ŷ − y ≈ [0.8176, 0.1824]ᵀ − [1, 0]ᵀ ≈ [−0.1824, 0.1824]ᵀ" in shown(derivation, "delta_output")
    assert "≈ [[0, −0.2736, 0], [0, 0.2736, 0]]" in shown(derivation, "gradients_2")
    assert "2 × 3: a column of 2 times a row of 3" in words(derivation, "gradients_2")
    assert "δ⁽¹⁾ = (W⁽¹⁾ᵀ δ⁽²⁾) ⊙ φ′(z̃⁽¹⁾)" in shown(derivation, "delta_1")
    assert "≈ [0, −0.1824, 0]ᵀ" in shown(derivation, "delta_1")
    assert "≈ [[0, 0], [−0.1824, −0.3649], [0, 0]]" in shown(derivation, "gradients_1")


def test_blocked_units_are_named_with_what_follows() -> None:
    derivation = solved(EXERCISE, ONE, CROSS_ENTROPY)
    assert "z̃⁽¹⁾₀ = −1, φ′(z̃⁽¹⁾₀) = ReLU′(z̃⁽¹⁾₀) = 0" in [
        block.text() for block in derivation.sections[-1].blocks if isinstance(block, Equation)
    ]
    told = words(derivation, "blocked")
    assert (
        "units 0 and 2 of 3 let nothing back through. A preactivation at 0 and below is where relu is flat" in told
    )
    assert "rows 0 and 2 of ∇W⁽⁰⁾ and entries 0 and 2 of ∇b⁽⁰⁾" in told
    assert "With one example, a unit that is blocked on it cannot be told from a dead one" in told
    assert "could never wake units 0 and 2" in told


def test_on_a_batch_dead_and_off_are_told_apart() -> None:
    network = Network(
        (
            make_layer([[1.0], [-1.0]], [-9, 0], "relu"),
            make_layer([[1.0, -1.0], [0, 0]], [1, -1], "relu6"),
            make_layer([[1.0, 1.0]], None, "identity"),
        )
    )
    batch = Batch(np.array([[-1.0], [2.0], [-2.0]]), np.zeros((3, 1)))
    told = words(solved(network, batch, SQUARED, example=1), "blocked")
    assert "Layer 1: units 0 and 1 of 2" in told
    assert "No unit of the layer is left" in told
    assert "Unit 0 is blocked on each of the 3 examples, dead on this batch, and so its row is 0" in told
    assert "could never wake unit 0: it moves nothing that its preactivation is made of" in told
    assert "Unit 1 lets its error signal through on 2 of the 3 examples: blocked here, not dead" in told
    assert (
        "Layer 2: unit 1 of 2 lets nothing back through. A preactivation at 0 and below or at 6 and above" in told
    )
    assert "Unit 1 may wake when the layers below move" in told


def test_a_derivative_below_all_numbers_blocks_too_and_is_not_called_flat() -> None:
    network = Network((make_layer([[-1.0], [-1.0]], None, "sigmoid"), make_layer([[1.0, 1.0]], None, "identity")))
    batch = Batch(np.array([[2000.0], [3000.0], [1.0]]), np.ones((3, 1)))
    told = words(solved(network, batch, SQUARED), "blocked")
    assert "There the derivative is smaller than any number that float64 holds, and comes out as 0" in told
    assert "Units 0 and 1 each let their error signals through on 1 of the 3 examples" in told
    told = words(solved(network, Batch(batch.inputs[:2], batch.targets[:2]), SQUARED), "blocked")
    assert "Of units 0 and 1 it is so on each of the 2 examples" in told


def test_where_nothing_is_blocked_it_says_so() -> None:
    one_layer = Network((make_layer([[1.0], [2.0]], None, "softmax"),))
    batch = Batch(np.array([[1.0]]), np.array([[1.0, 0.0]]))
    assert "passes through no derivative" in words(solved(one_layer, batch, CROSS_ENTROPY), "blocked")
    smooth = Network((make_layer([[1.0]], None, "tanh"), *one_layer.layers))
    assert "no unit blocks its error signal" in words(solved(smooth, batch, CROSS_ENTROPY), "blocked")


def test_many_blocked_units_are_counted() -> None:
    network = Network((make_layer(-np.ones((40, 1)), None, "relu"), make_layer(np.ones((1, 40)), None, "identity")))
    derivation = solved(network, Batch(np.ones((1, 1)), np.zeros((1, 1))), SQUARED)
    assert "units 0, 1, 2, 3, 4, 5, 6, 7 and 32 more of 40" in words(derivation, "blocked")
    assert sum(of == "blocked" for of, _, _ in equations(derivation)) == 2 * 24


def test_the_last_section_makes_the_gradient_of_the_batch() -> None:
    rng = np.random.default_rng(3)
    network = random_network(rng, [2, 3, 2], "tanh", "softmax")
    batch = Batch(rng.normal(size=(4, 2)), random_targets(rng, CROSS_ENTROPY, 4, 2))
    mean, total = (solved(network, batch, CROSS_ENTROPY, kind, 2) for kind in ("mean", "sum"))
    assert "ℒ = (1/N) Σₙ ℓₙ" in shown(mean, "batch")
    assert "∇W⁽⁰⁾ = (1/N) Σₙ δ⁽¹⁾ₙ z⁽⁰⁾ₙᵀ" in shown(mean, "batch")
    assert "its gradients are means of such gradients" in words(mean, "batch")
    assert "∇W⁽⁰⁾ = Σₙ δ⁽¹⁾ₙ z⁽⁰⁾ₙᵀ" in shown(total, "batch")
    alone = analyze(network, batch, CROSS_ENTROPY, example=2).layers[0].weight_gradient
    (last,) = (chain for of, chain, _ in equations(mean) if of == "gradients_1" and chain.text().startswith("∇W"))
    assert np.allclose(last.sides[-1].evaluate(), alone, rtol=1e-14)


def test_targets_that_do_not_quite_add_up_to_one_stay_in_the_rule() -> None:
    batch = Batch(np.array([[1.0, 2.0]]), np.array([[0.7, 0.3 + 5e-7]]))
    derivation = solved(EXERCISE, batch, CROSS_ENTROPY)
    assert "(Σᵢ yᵢ) ŷⱼ − yⱼ" in shown(derivation, "delta_output")
    assert "Σᵢ yᵢ = 1.0000005" in words(derivation, "delta_output")
    check(derivation)


@pytest.mark.parametrize("scale", [30.0, 800.0, 1e5])
def test_an_underflowed_softmax_is_told_and_delta_stays_exact(scale: float) -> None:
    network = Network((make_layer([[1.0], [-1.0], [0.0]], None, "softmax"),))
    batch = Batch(np.array([[scale]]), np.array([[0, 1.0, 0]]))
    derivation = solved(network, batch, CROSS_ENTROPY)
    check(derivation)
    assert "δ⁽¹⁾ = ŷ − y" in shown(derivation, "delta_output")
    if scale > 30:
        assert "ln ŷᵢ = z̃⁽¹⁾ᵢ − m − ln" in shown(derivation, "loss")
        assert "At unit 1 the denominator is too small for float64" in words(derivation, "loss_gradient")
        assert "∂ℓ/∂ŷ = [0, −1/ŷ₁, 0]ᵀ" in shown(derivation, "loss_gradient")
        assert "∞" not in "".join(shown(derivation, section.id) for section in derivation.sections)
        assert "there is no product of numbers" in words(derivation, "delta_output")
        assert "A power that is smaller than any number comes out as 0" in words(derivation, "output")


def test_a_sigmoid_at_its_ends_is_told_and_delta_stays_exact() -> None:
    network = Network((make_layer([[1000.0], [-1000.0], [0.0], [1000.0]], None, "sigmoid"),))
    derivation = solved(network, Batch(np.array([[2.0]]), np.array([[0, 1.0, 0.5, 1]])), BINARY)
    check(derivation)
    assert "max(0, z̃⁽¹⁾ᵢ) − yᵢ z̃⁽¹⁾ᵢ" in shown(derivation, "loss")
    assert "At units 0 and 1 the denominators are too small" in words(derivation, "loss_gradient")
    assert "[1 / (1 − ŷ₀), −1/ŷ₁, " in shown(derivation, "loss_gradient")
    assert "≈ [1, −1, 0, 0]ᵀ" in shown(derivation, "delta_output")


def test_soft_targets_of_a_sigmoid_leave_no_term_out() -> None:
    network = Network((make_layer([[1.0], [-1.0]], None, "sigmoid"),))
    derivation = solved(network, Batch(np.array([[2.0]]), np.array([[0.25, 0.5]])), BINARY)
    check(derivation)
    assert not words(derivation, "loss")
    assert "ℓ = −Σᵢ (yᵢ ln ŷᵢ + (1 − yᵢ) ln(1 − ŷᵢ)) ≈ −(0.25 ln 0.8808 + 0.75 ln 0.1192" in shown(
        derivation, "loss"
    )
    assert "−0.25/0.8808 + 0.75/0.1192" in shown(derivation, "loss_gradient")


OVERFLOWS = {
    "softmax": (([[1e200]], "relu"), ([[1e200], [0.0]], "softmax"), "z̃⁽²⁾ has 1 of 2 entries that are not finite"),
    "identity": (([[1e200]], "relu"), ([[1e300]], "identity"), "z̃⁽²⁾ is not finite"),
    "activation": (([[1.75e308]], "selu"), ([[0.5]], "identity"), "z⁽¹⁾ is not finite"),
    "loss": (([[1.0]], "relu"), ([[1e200]], "identity"), "ℓ is not finite"),
    "delta": (([[1e-90]], "relu"), ([[1e200]], "identity"), "δ⁽¹⁾ is not finite"),
}


@pytest.mark.parametrize("name", OVERFLOWS)
def test_where_the_numbers_stop_is_said_and_the_rest_is_printed(name: str) -> None:
    (below, hidden), (above, output), told = OVERFLOWS[name]
    network = Network((make_layer(below, None, hidden), make_layer(above, None, output)))
    loss = CROSS_ENTROPY if output == "softmax" else SQUARED
    target = np.eye(2)[:1] if output == "softmax" else np.zeros((1, 1))
    derivation = solved(network, Batch(np.array([[1.0]]), target), loss)
    text = "\n".join(block.text() for section in derivation.sections for block in section.blocks)
    assert text.count("Here the numbers stop") == 1
    assert f"Here the numbers stop: {told}" in text
    check(derivation, stopped=True)


def test_a_derivative_that_is_no_number_is_not_called_zero() -> None:
    network = Network(
        (
            make_layer([[1e200], [-1e200]], None, "identity"),
            make_layer([[1.0, 1.0]], None, "tanh"),
            make_layer([[1.0]], None, "identity"),
        )
    )
    derivation = solved(network, Batch(np.array([[1e200]]), np.zeros((1, 1))), SQUARED)
    assert "No derivative is known to be 0, but some are not numbers" in words(derivation, "blocked")


def test_what_comes_back_may_not_be_finite_where_a_slope_is_too_small_to_be_held() -> None:
    network = Network((make_layer([[-800.0]], None, "sigmoid"), make_layer([[1e300]], [1e300], "identity")))
    derivation = solved(network, Batch(np.array([[1.0]]), np.zeros((1, 1))), SQUARED)
    assert "not even the product with 0 is a number" in words(derivation, "blocked")


def test_a_flat_side_blocks_what_is_not_finite() -> None:
    network = Network((make_layer([[-1.0]], None, "relu"), make_layer([[1e300]], [1e300], "identity")))
    derivation = solved(network, Batch(np.array([[1.0]]), np.zeros((1, 1))), SQUARED)
    assert "even what is not finite: δ is 0 there, not 0 · ∞" in words(derivation, "delta_1")
    assert "= [∞] ⊙ [0] = [0]" in shown(derivation, "delta_1")
    assert "So δ⁽¹⁾ is 0 there" in words(derivation, "blocked")


def test_float32_is_said() -> None:
    network = Network(
        tuple(
            type(layer)(layer.weights.astype(np.float32), layer.bias.astype(np.float32), layer.activation)
            for layer in EXERCISE.layers
        )
    )
    batch = Batch(ONE.inputs.astype(np.float32), ONE.targets.astype(np.float32))
    derivation = solved(network, batch, CROSS_ENTROPY)
    assert "It computes in float32, to about seven digits" in words(derivation, "given")
    assert "≈ [−0.1824, 0.1824]ᵀ" in shown(derivation, "delta_output")


def test_parameters_of_an_activation_are_told() -> None:
    network = Network(
        (make_layer([[1.0]], None, "leaky_relu", negative_slope=0.2), make_layer([[2.0]], None, "leaky_relu"))
    )
    derivation = solved(network, Batch(np.ones((1, 1)), np.zeros((1, 1))), SQUARED)
    assert "leaky relu (negative slope 0.2) in the hidden ones and leaky relu (negative slope 0.01)" in words(
        derivation, "given"
    )
    assert "0.2 z̃ otherwise" in shown(derivation, "forward")
    assert "0.01 z̃ otherwise" in shown(derivation, "output")


def test_a_unit_exactly_at_a_kink_is_blocked_by_convention() -> None:
    network = Network((make_layer([[0.0], [-1.0]], None, "relu"), make_layer([[1.0, 1.0]], None, "identity")))
    told = words(solved(network, Batch(np.ones((1, 1)), np.zeros((1, 1))), SQUARED), "blocked")
    kink = "Unit 0 lies exactly at a kink of relu, where the slopes of its two sides differ; by convention φ′ = 0"
    assert f"A preactivation at 0 and below is where relu is flat. {kink}" in told
    alone = Network((make_layer([[0.0]], None, "relu"), make_layer([[1.0]], None, "identity")))
    told = words(solved(alone, Batch(np.ones((1, 1)), np.zeros((1, 1))), SQUARED), "blocked")
    assert f"Layer 1: unit 0 of 1 lets nothing back through. {kink}" in told


@pytest.mark.parametrize("name", [row.name for row in ACTIVATIONS.values() if row.elementwise])
def test_a_formula_says_more_than_the_name(name: str) -> None:
    network = Network((make_layer([[2.0]], None, name),))
    derivation = solved(network, Batch(np.ones((1, 1)), np.zeros((1, 1))), SQUARED)
    for chain in (chain for of, chain, _ in equations(derivation) if of == "output"):
        left, *others = (side.text() for side in chain.sides)
        assert left not in others


def test_the_product_is_not_said_to_be_the_difference_where_that_has_lost_digits() -> None:
    one = Network((make_layer([[40.0]], None, "sigmoid"),))
    derivation = solved(one, Batch(np.ones((1, 1)), np.ones((1, 1))), BINARY)
    check(derivation)
    assert "⊙ φ′(z̃⁽¹⁾) ≈ [−1] ⊙ [4.248 × 10⁻¹⁸] ≈ [−4.248 × 10⁻¹⁸]" in shown(derivation, "delta_output")
    assert "δ⁽¹⁾ = ŷ − y ≈ [1] − [1] ≈ [0]" in shown(derivation, "delta_output")
    told = "the difference, which in float64 loses digits where entries of ŷ and y are nearly the same, is"
    assert told in words(derivation, "delta_output")
    assert "which is the same" not in words(derivation, "delta_output")
    classes = Network((make_layer([[20.0], [-20.0]], None, "softmax"),))
    derivation = solved(classes, Batch(np.ones((1, 1)), np.array([[1.0, 0.0]])), CROSS_ENTROPY)
    check(derivation)
    assert "≈ [−4.248 × 10⁻¹⁸, 4.248 × 10⁻¹⁸]ᵀ" in shown(derivation, "delta_output")
    assert told in words(derivation, "delta_output")
    assert "[[4.248 × 10⁻¹⁸, −4.248 × 10⁻¹⁸], [−4.248 × 10⁻¹⁸, 4.248 × 10⁻¹⁸]]" in shown(derivation, "jacobian")
    assert "ℓ = −Σᵢ yᵢ ln ŷᵢ ≈ −ln(1 − 4.248 × 10⁻¹⁸) ≈ 0" in shown(derivation, "loss")
    assert "Every output that counts is so near its target that in float64 the loss comes out as 0" in words(
        derivation, "loss"
    )


def test_what_only_looks_equal_is_not_said_to_be() -> None:
    network = Network((make_layer([[1000.0], [-1000.0]], None, "softmax"),))
    derivation = solved(network, Batch(np.ones((1, 1)), np.array([[0.0, 1.0]])), CROSS_ENTROPY)
    check(derivation)
    assert "e^(z̃⁽¹⁾ − m) = [e^0, e^(−2000)]ᵀ ≈ [1, 0]ᵀ" in shown(derivation, "output")
    assert "≈ 1 + 0 ≈ 1" in shown(derivation, "output")
    assert "≈ [[0, 0], [0, 0]]" in shown(derivation, "jacobian")
    assert "δ⁽¹⁾ = ŷ − y ≈ [1, 0]ᵀ − [0, 1]ᵀ ≈ [1, −1]ᵀ" in shown(derivation, "delta_output")
    dead = Network((make_layer([[-1.0]], None, "relu"), make_layer([[1.0], [2.0]], None, "softmax")))
    derivation = solved(dead, Batch(np.ones((1, 1)), np.array([[1.0, 0.0]])), CROSS_ENTROPY)
    assert "ŷ = (1/2) [1, 1]ᵀ = [0.5, 0.5]ᵀ" in shown(derivation, "output")
    assert "δ⁽²⁾ = ŷ − y = [0.5, 0.5]ᵀ − [1, 0]ᵀ = [−0.5, 0.5]ᵀ" in shown(derivation, "delta_output")


def test_an_example_outside_the_batch_is_an_error() -> None:
    with pytest.raises(IndexError, match="expected an example from 0 to 0; got 1"):
        solved(EXERCISE, ONE, CROSS_ENTROPY, example=1)


@pytest.mark.parametrize("sizes", [[784, 128, 10], [128] * 65, [3, 4, 2000]])
def test_a_large_network_gives_a_short_text(sizes: list[int]) -> None:
    rng = np.random.default_rng(0)
    network = random_network(rng, sizes, "relu", "softmax")
    batch = Batch(rng.normal(size=(3, sizes[0])), random_targets(rng, CROSS_ENTROPY, 3, sizes[-1]))
    derivation = solved(network, batch, CROSS_ENTROPY)
    for text in (
        markdown(derivation.title, derivation.sections),
        article(derivation.title, derivation.sections),
        derivation_answer(derivation).model_dump_json(),
    ):
        assert len(text.encode()) < 800_000
    assert re.search(r"\(784 × 1\)|\(128 × 1\)|\(2000 × 4\)", shown(derivation, "given"))
