"""What is said of gradients that are zero: the unit that blocks them, or what else made them so."""

from typing import Any

import numpy as np
import pytest

from app.engine.network.losses import LOSSES
from app.engine.network.network import Batch, Layer, Network
from app.explain.laws.analyzed import Analyzed
from app.explain.number.explain import explain
from app.explain.number.explanation import Explanation
from app.explain.number.target import Target
from tests.engine.helpers import make_layer
from tests.explain.helpers import case_of


def squares(layers: Any, inputs: Any, targets: Any, **options: Any) -> Analyzed:
    batch = Batch(np.array(inputs, np.float64), np.array(targets, np.float64))
    return case_of(Network(tuple(layers)), batch, LOSSES["mean_squared_error"], **options)


def told(case: Analyzed, *target: Any) -> Explanation:
    return explain(case, Target(*target))


def chain(name: str, weight: float, inputs: Any, **options: Any) -> Analyzed:
    """One hidden unit, z̃ = weight · x, and an output that is what it puts out."""
    layers = (make_layer([[weight]], None, name), make_layer([[1.0]], None, "identity"))
    return squares(layers, [[x] for x in inputs], [[9.0]] * len(inputs), **options)


KINK = "where the slopes of its two sides differ; by convention φ′ = 0 there"


@pytest.mark.parametrize(
    ("name", "x", "why"),
    [
        ("relu", -0.31, "z̃ = −0.31, and relu is flat for z̃ ≤ 0, so φ′ = 0, and nothing comes through"),
        ("relu", 0.0, f"z̃ = 0 is exactly at a kink of relu, {KINK}, and nothing comes through"),
        ("relu6", 7.0, "z̃ = 7, and relu6 is flat for z̃ ≥ 6, so φ′ = 0"),
        ("hardtanh", -1.0, f"z̃ = −1 is exactly at a kink of hardtanh, {KINK}"),
        (
            "sigmoid",
            800.0,
            "z̃ = 800, where sigmoid is so flat that φ′ is smaller than any number that float64 holds",
        ),
    ],
)
def test_a_blocked_unit_says_why(name: str, x: float, why: str) -> None:
    (blocked,) = told(chain(name, 1.0, [x, 0.5]), "delta", 1, 0, 0).blocked
    verb = "is off" if name == "relu" else "lets nothing through"
    assert blocked.message == f"Neuron 0 of layer 1 {verb} on example 0: {why}."
    assert (blocked.layer, blocked.unit, blocked.example, blocked.preactivation) == (1, 0, 0, x)
    assert not told(chain(name, 1.0, [x, 0.5]), "delta", 1, 1, 0).blocked


@pytest.mark.parametrize("target", [("weight_gradient", 1, None, 0, 0), ("bias_gradient", 1, None, 0)])
def test_a_gradient_names_the_unit_that_is_off_on_all_examples_that_count(target: Any) -> None:
    case = chain("relu", 1.0, [-0.31, -2.0])
    (blocked,) = told(case, *target).blocked
    assert blocked.message == (
        "Neuron 0 of layer 1 is dead on this batch and is off on all 2 examples: z̃ is at most −0.31. Its φ′, its δ "
        "and so this gradient are 0; plain gradient descent on this batch cannot wake it."
    )
    assert (blocked.example, blocked.preactivation) == (None, -0.31)
    (blocked,) = told(chain("relu", 1.0, [-0.31, 2.0], example=0), *target).blocked
    assert blocked.message.startswith("Neuron 0 of layer 1 is off on example 0: z̃ = −0.31, and relu is flat")
    assert not told(chain("relu", 1.0, [-0.31, 2.0], example=1), *target).blocked
    assert not told(chain("relu", 1.0, [-0.31, 2.0]), *target).blocked
    (blocked,) = told(chain("relu", 1.0, [-1.0]), *target).blocked
    assert blocked.message.endswith("With a single example there is no telling sparsity from death: add examples.")
    assert "on the only example" in blocked.message
    (blocked,) = told(chain("sigmoid", 800.0, [1.0, -1.0]), *target).blocked
    assert blocked.message.startswith(
        "Neuron 0 of layer 1 lets nothing through on all 2 examples: z̃ is at most −800 or at least 800."
    )


def test_a_dead_unit_that_the_layers_below_may_wake() -> None:
    layers = (
        make_layer([[1.0]], None, "identity"),
        make_layer([[-1.0], [1.0]], None, "relu"),
        make_layer([[1.0, 1.0]], None, "identity"),
    )
    (blocked,) = told(squares(layers, [[1.0], [2.0]], [[0.0], [0.0]]), "bias_gradient", 2, None, 0).blocked
    assert blocked.message.endswith("may wake it when layers below move.")


def test_the_loss_that_cancels_the_derivative_is_not_blocked() -> None:
    layer = make_layer([[800.0]], None, "sigmoid")
    case = case_of(Network((layer,)), Batch(np.array([[1.0]]), np.array([[0.0]])), LOSSES["binary_cross_entropy"])
    explanation = told(case, "delta", 1, 0, 0)
    assert (explanation.value, explanation.blocked) == (1, ())


def test_what_else_makes_an_error_signal_zero() -> None:
    top = make_layer([[1.0, 0.0, 2.0], [1.0, 0.0, 0.0]], None, "identity")
    hidden = make_layer([[1.0], [1.0], [1.0]], None, "identity")

    def note(outputs: Any, row: int, layer: int = 1) -> str:
        case = squares((hidden, top), [[1.0], [1.0]], [outputs, [0.0, 5.0]])
        (sentence,) = told(case, "delta", layer, 0, row).notes
        return sentence

    assert note([3.0, 1.0], 0) == "Every δ of layer 2 is 0 on example 0, so nothing comes back to this neuron."
    assert note([3.0, 0.0], 2) == (
        "Wherever a weight leads out of this neuron, the δ above is 0, so nothing comes back to it."
    )
    assert note([2.0, 2.0], 0) == ("What comes back through the weights that lead out of this neuron cancels to 0.")
    assert note([3.0, 0.0], 0, 2) == "The output equals the target to the last digit, so there is no error here."
    assert note([3.0, 0.0], 1) == "Neuron 1 of layer 1 is starved: its outgoing weights are zero."


def test_outgoing_weights_of_zero_on_a_unit_whose_state_is_unknown() -> None:
    layers = (make_layer([[1e308, 1e308]], None, "identity"), make_layer([[0.0]], None, "identity"))
    case = squares(layers, [[10.0, 10.0], [1.0, 0.0]], [[0.0], [1.0]])
    assert told(case, "delta", 1, 1, 0).notes == (
        "All weights that lead out of this neuron are 0, so nothing comes back to it.",
    )


def test_what_else_makes_a_gradient_zero() -> None:
    layers = (make_layer([[-1.0], [1.0]], None, "relu"), make_layer([[1.0, 1.0]], None, "identity"))

    def notes(inputs: Any, targets: Any, *target: Any) -> tuple[str, ...]:
        return told(squares(layers, inputs, targets), *target).notes[len(inputs) > 1 :]

    assert notes([[1.0], [2.0]], [[0.0], [0.0]], "weight_gradient", 2, None, 0, 0) == (
        "Neuron 0 of layer 1, which is dead, puts out 0 on every example, so this weight changes nothing and its "
        "gradient is 0.",
    )
    assert notes([[1.0]], [[0.0]], "weight_gradient", 2, None, 0, 0) == (
        "Neuron 0 of layer 1 puts out 0, so this weight changes nothing and its gradient is 0.",
    )
    assert notes([[0.0]], [[1.0]], "weight_gradient", 2, None, 0, 1) == (
        "Neuron 1 of layer 1 puts out 0, so this weight changes nothing and its gradient is 0.",
    )
    assert notes([[1.0], [-1.0]], [[1.0], [0.0]], "weight_gradient", 2, None, 0, 1) == (
        "δ or z is 0 on every example, so this gradient is 0.",
    )
    assert notes([[1.0], [2.0]], [[0.0], [3.0]], "bias_gradient", 2, None, 0) == (
        "The terms of the examples cancel: each of them pulls, together they do not.",
    )
    assert notes([[1.0], [2.0]], [[1.0], [2.0]], "bias_gradient", 2, None, 0) == (
        "Neuron 0 of layer 2 is settled: its output equals the target on every example, so that no error is left.",
    )
    assert notes([[1.0], [2.0]], [[0.0], [0.0]], "bias_gradient", 2, None, 0) == ()


def test_an_input_of_zero_and_a_signal_of_zero_on_one_example() -> None:
    linear = (make_layer([[1.0, 1.0]], None, "identity"),)
    case = squares(linear, [[0.0, 1.0], [0.0, 2.0]], [[0.0], [0.0]])
    assert told(case, "weight_gradient", 1, None, 0, 0).notes[1] == (
        "Input 0 is 0 on every example, so this weight changes nothing and its gradient is 0."
    )
    alone = squares(linear, [[0.0, 1.0], [0.0, 2.0]], [[1.0], [0.0]], example=0)
    assert told(alone, "bias_gradient", 1, None, 0).notes[1] == "δ is 0, so this gradient is 0."


@pytest.mark.parametrize(
    ("name", "inputs", "evidence"),
    [
        ("relu6", [7.0, 9.0], "lets nothing through on all 2 examples: z̃ is at least 7."),
        ("relu6", [-7.0, -9.0], "is off on all 2 examples: z̃ is at most −7."),
        ("relu6", [-7.0, 9.0], "lets nothing through on all 2 examples: z̃ is at most −7 or at least 9."),
        ("hardtanh", [-7.0, -2.0], "lets nothing through on all 2 examples: z̃ is at most −2."),
        ("hardtanh", [2.0, 7.0], "lets nothing through on all 2 examples: z̃ is at least 2."),
    ],
)
def test_the_evidence_is_that_of_the_flat_side(name: str, inputs: list[float], evidence: str) -> None:
    (blocked,) = told(chain(name, 1.0, inputs), "bias_gradient", 1, None, 0).blocked
    assert f"is dead on this batch and {evidence}" in blocked.message


def test_a_product_that_is_smaller_than_any_number_does_not_cancel() -> None:
    layers = (make_layer([[350.0]], None, "tanh"), make_layer([[1e-170], [-1e-170]], None, "identity"))
    starved = (
        "Neuron 0 of layer 1 is starved: its error signal is smaller than any number that its precision holds."
    )
    for inputs, targets in (([[1.0]], [[3.0, 5.0]]), ([[1.0], [1.0]], [[3.0, 5.0], [3.0, 5.0]])):
        explanation = told(squares(layers, inputs, targets), "delta", 1, 0, 0)
        assert explanation.value == 0
        assert explanation.notes == (starved,)
        assert explanation.steps[-1].equation.text() == "δ⁽¹⁾₀ ≈ 0"
    once = told(squares(layers, [[1.0], [0.0]], [[3.0, 5.0], [3.0, 5.0]]), "delta", 1, 0, 0)
    assert once.notes == (
        "The product of what comes back and φ′ is smaller than any number that float64 holds, and comes out as 0.",
    )
    tiny = (make_layer([[1e-200]], None, "identity"), make_layer([[1e-200]], None, "identity"))
    gradient = told(squares(tiny, [[1e-100], [0.0]], [[1.0], [0.0]]), "weight_gradient", 1, None, 0, 0)
    assert gradient.value != 0
    gradient = told(squares(tiny, [[1e-150], [0.0]], [[1.0], [0.0]]), "weight_gradient", 1, None, 0, 0)
    assert gradient.value == 0
    assert gradient.notes[1] == (
        "The product of δ and z is smaller than any number that float64 holds, and comes out as 0."
    )


def test_an_output_whose_error_signal_is_smaller_than_any_number() -> None:
    def notes(inputs: Any, targets: Any) -> tuple[str, ...]:
        return told(squares((make_layer([[1.0]], None, "sigmoid"),), inputs, targets), "delta", 1, 0, 0).notes

    assert notes([[-700.0], [0.0]], [[1e-30], [0.0]]) == (
        "The product is smaller than any number that float64 holds, and comes out as 0.",
    )
    assert notes([[-700.0]], [[1e-30]]) == (
        "Neuron 0 of layer 1 is settled: its error signal is smaller than any number that its precision holds.",
    )


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_an_output_that_rounds_to_its_target_is_not_said_to_equal_it(precision: str) -> None:
    layer = make_layer([[40.0]], None, "sigmoid")
    layer = Layer(layer.weights.astype(precision), layer.bias.astype(precision), layer.activation)
    batch = Batch(np.array([[1.0], [-1.0]], precision), np.array([[1.0], [1.0]], precision))
    case = case_of(Network((layer,)), batch, LOSSES["binary_cross_entropy"])
    explanation = told(case, "delta", 1, 0, 0)
    assert explanation.notes == (
        f"ŷ₀ and y₀ are so near that in {precision} their difference loses digits. The product of ∂ℓ/∂ŷ and the "
        "derivative of ŷ keeps them: −4.248 × 10⁻¹⁸.",
        f"ŷ₀ rounds to the target in {precision}, so that no error is left here.",
    )
    assert [step.equation.text() for step in explanation.steps][2:] == ["δ⁽¹⁾₀ ≈ 1 − 1", "δ⁽¹⁾₀ ≈ 0"]


def test_a_slope_too_small_to_be_held_makes_nothing_zero_that_is_not_finite() -> None:
    layers = (make_layer([[-800.0]], None, "sigmoid"), make_layer([[1e300]], [1e300], "identity"))
    explanation = told(squares(layers, [[1.0]], [[0.0]]), "delta", 1, 0, 0)
    assert np.isnan(explanation.value)
    assert explanation.blocked == ()


def blocking(layer: Layer) -> tuple[Layer, ...]:
    """A layer to which more comes back than can be held."""
    return layer, make_layer([[1e300]], [1e300], "identity")


@pytest.mark.parametrize(
    "layers",
    [
        blocking(make_layer([[-1.0]], None, "relu")),
        blocking(make_layer([[0.0]], None, "relu")),
        blocking(make_layer([[6.0]], None, "relu6")),
        blocking(make_layer([[-1.0]], None, "leaky_relu", negative_slope=0)),
        (make_layer([[-2.0]], None, "hardtanh"),),
    ],
)
def test_a_flat_side_blocks_what_is_not_finite(layers: tuple[Layer, ...]) -> None:
    """Also at the output, where what comes from the loss overflows."""
    explanation = told(squares(layers, [[1.0]], [[1.5e308]]), "delta", 1, 0, 0)
    assert explanation.value == 0
    assert [blocked.unit for blocked in explanation.blocked] == [0]
    assert any("whatever comes back, even what is not finite" in note for note in explanation.notes)
    with np.errstate(all="ignore"):
        assert [step.equation.evaluate().item() for step in explanation.steps] == [0, 0, 0, 0]
