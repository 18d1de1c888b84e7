"""Exercises: the same for the same seed, worth working, and with numbers that come out well, over many seeds."""

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from app.explain.equations.tree import Node
from app.explain.text.document import Equation, Paragraph
from app.explain.text.markdown import markdown
from app.practice.exercises.dice import Dice
from app.practice.exercises.draw import LEVELS, Exercise, exercise
from app.practice.exercises.statement import hand_ins, statement
from app.practice.sheet.sheet import Sheet

pytestmark = pytest.mark.slow

SEEDS = range(300)


@pytest.fixture(scope="module", params=list(LEVELS))
def many(request: pytest.FixtureRequest) -> list[tuple[Exercise, Sheet]]:
    """The exercises of a level, and what is right."""
    drawn = [exercise(seed, request.param) for seed in SEEDS]
    return [(one, Sheet(one.case)) for one in drawn]


def test_dice_fall_the_same_way_everywhere() -> None:
    dice = Dice(5, 2)
    assert [dice.below(100) for _ in range(6)] == GOLDEN_DICE
    assert {Dice(seed).one_of("abc") for seed in range(20)} == set("abc")
    assert Dice(1).array([0.5], 2, 3).tolist() == [[0.5] * 3] * 2


def test_every_answer_is_a_short_fraction(many: list[tuple[Exercise, Sheet]]) -> None:
    for drawn, sheet in many:
        for quantity, layer in drawn.asked:
            for value in sheet.value(quantity, layer).ravel().tolist():
                fraction = Fraction(value).limit_denominator(1000)
                assert abs(float(fraction) - value) <= 1e-12
                assert fraction.denominator <= 300


def test_weights_and_inputs_are_whole_numbers_and_halves(many: list[tuple[Exercise, Sheet]]) -> None:
    for drawn, _ in many:
        for given in (drawn.inputs, *drawn.weights, *drawn.offsets[:-1]):
            assert (2 * given == np.rint(2 * given)).all()
            assert np.abs(given).max() <= 3
        assert all(weights.any(axis=0).all() and weights.any(axis=1).all() for weights in drawn.weights)
        assert drawn.inputs.all()
        assert (4 * drawn.offsets[-1] == np.rint(4 * drawn.offsets[-1])).all()


def test_softmax_is_in_closed_form_for_every_example(many: list[tuple[Exercise, Sheet]]) -> None:
    for drawn, sheet in many:
        share = np.array(drawn.odds) / sum(drawn.odds)
        prediction = sheet.value("activation", sheet.case.top)
        np.testing.assert_allclose(prediction, np.broadcast_to(share, prediction.shape), atol=1e-14)
        assert len(set(drawn.odds)) > 1


def test_every_hidden_layer_has_a_blocked_unit_and_two_that_learn(many: list[tuple[Exercise, Sheet]]) -> None:
    for drawn, sheet in many:
        case = sheet.case
        assert case.top == {1: 1, 2: 2, 3: 3, 4: 3}[drawn.level]
        assert (case.examples > 1) == (drawn.level == 4)
        for layer in range(1, case.top):
            on = sheet.value("derivative", layer) != 0
            assert (np.abs(sheet.backpropagated(layer))[~on] > 1e-9).any()
            assert on.any(axis=1).all()
            assert np.count_nonzero((np.abs(sheet.value("delta", layer)) > 1e-9).any(axis=0)) >= 2
            if case.examples > 1:
                assert (on.any(axis=0) & ~on.all(axis=0)).any()


def test_nothing_asked_for_is_trivial(many: list[tuple[Exercise, Sheet]]) -> None:
    for drawn, sheet in many:
        for quantity, layer in drawn.asked:
            array = sheet.value(quantity, layer)
            assert array.any()
            if array.ndim == 2 and array.shape[0] == array.shape[1]:
                assert not np.allclose(array, array.T)
        weights = drawn.weights[1:]
        for layer, matrix in enumerate(weights, start=1):
            if matrix.shape[0] == matrix.shape[1]:
                above = sheet.value("delta", layer + 1)
                wrong = above @ matrix.T * sheet.value("derivative", layer)
                assert not np.allclose(wrong, sheet.value("delta", layer))


def test_seeds_differ(many: list[tuple[Exercise, Sheet]]) -> None:
    assert len({str((drawn.weights, drawn.inputs, drawn.odds)) for drawn, _ in many}) == len(many)


def test_what_is_asked_goes_up_and_comes_down() -> None:
    assert exercise(0, 1).asked == (
        ("activation", 1), ("delta", 1), ("weight_gradient", 1), ("bias_gradient", 1)
    )  # fmt: skip
    assert exercise(0, 2).asked == (
        ("preactivation", 1), ("activation", 1), ("activation", 2),
        ("delta", 2), ("weight_gradient", 2), ("bias_gradient", 2),
        ("delta", 1), ("weight_gradient", 1), ("bias_gradient", 1),
    )  # fmt: skip
    assert ("derivative", 2) in exercise(0, 4).asked


GOLDEN: dict[int, Any] = {
    1: {
        "weights": [[[2.0, 0.0, 1.5], [-2.0, -1.0, 1.0], [0.0, -2.0, -1.0]]],
        "offsets": [[6.5, -3.0, -2.0]],
        "odds": [1, 1, 3],
        "inputs": [[-2.0, -1.0, -1.0]],
        "classes": [1],
    },
    2: {
        "weights": [
            [[-0.5, 0.0], [-2.0, -0.5], [1.0, 2.0]],
            [[-2.0, 1.0, 0.5], [0.5, 0.0, 0.5], [-1.0, -1.0, -1.5]],
        ],
        "offsets": [[1.0, -0.5, -2.0], [0.5, 0.0, 7.5]],
        "odds": [3, 3, 1],
        "inputs": [[-2.0, -2.0]],
        "classes": [2],
    },
    3: {
        "weights": [
            [[1.0, -1.0], [1.0, 0.0], [1.0, -1.0], [2.0, -0.5]],
            [[1.0, 1.0, 2.0, 1.0], [0.0, -2.0, 0.0, -1.5], [-1.5, -1.0, -2.0, 2.0]],
            [[-1.0, -0.5, -1.0], [1.0, 2.0, 1.5]],
        ],
        "offsets": [[0.0, -0.5, 1.0, -0.5], [-0.5, 1.0, 2.0], [7.5, -7.0]],
        "odds": [1, 3],
        "inputs": [[-0.5, -2.0]],
        "classes": [0],
    },
    4: {
        "weights": [
            [[-2.0, 0.0], [1.0, 1.0], [0.0, -2.0]],
            [[1.5, 1.0, -2.0], [0.5, -1.0, 1.0], [-1.0, 1.0, 2.0]],
            [[-1.5, 0.0, 0.0], [-1.5, 1.5, -0.5], [1.5, -0.5, 1.5]],
        ],
        "offsets": [[0.0, -2.0, 0.5], [-1.0, 0.0, -0.5], [4.0, 2.5, -1.5]],
        "odds": [3, 4, 2],
        "inputs": [[-1.0, 2.0], [1.0, -1.0]],
        "classes": [1, 0],
    },
}
GOLDEN_DICE = [26, 2, 83, 5, 91, 79]


@pytest.mark.parametrize("level", list(LEVELS))
def test_an_exercise_stays_what_it_is(level: int) -> None:
    drawn = exercise(5, level)
    assert GOLDEN[level] == {
        "weights": [weights.tolist() for weights in drawn.weights],
        "offsets": [offsets.tolist() for offsets in drawn.offsets],
        "odds": list(drawn.odds),
        "inputs": drawn.inputs.tolist(),
        "classes": list(drawn.classes),
    }


# --- the text ------------------------------------------------------------------------------------------------


def nodes(drawn: Exercise) -> list[Node]:
    """All trees of the text."""
    found: list[Any] = []
    for section in statement(drawn):
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found += [part for part in block.parts if not isinstance(part, str)]
            else:
                found.append(block.tree)
    return found


def test_the_text_gives_everything_exactly(many: list[tuple[Exercise, Sheet]]) -> None:
    for drawn, _ in many[:40]:
        given, asked, hints = statement(drawn)
        assert [section.id for section in (given, asked, hints)] == ["given", "asked", "hints"]
        assert not any(node.approximate for node in nodes(drawn))
        values = [block.tree.evaluate() for block in given.blocks if isinstance(block, Equation)]
        case = drawn.case
        expected = [
            column for n in range(case.examples) for column in (case.batch.inputs[n], case.batch.targets[n])
        ]
        for layer in range(1, case.top + 1):
            expected += [case.layer(layer).weights, case.layer(layer).bias]
        for value, array in zip(values, expected, strict=True):
            np.testing.assert_array_equal(value, array if array.ndim == 2 else array[:, None])


def test_the_text_in_words() -> None:
    drawn = Exercise(
        9, 4, (np.array([[1.0, -0.5]]), np.array([[2.0], [1.0], [1.0]])),
        (np.array([1.0]), np.array([0.0, -2.0, 0.5])), (3, 2, 1), np.array([[1.0, 2.0], [2.0, 2.0]]), (0, 2),
    )  # fmt: skip
    text = markdown(drawn.title, statement(drawn))
    assert text.startswith(
        "# Exercise 9, level 4: two hidden layers and a batch\n\n## Given\n\nA network has 2 inputs, "
    )
    assert "a hidden layer of 1 ReLU units and a softmax layer of 3 units. Its loss is the cross-entropy." in text
    assert "Example 1:" in text
    assert r"\ln 3" in text
    assert r"\ln 2 - 2" in text
    assert "Work out, in this order: z̃⁽¹⁾ (1 × 2), z⁽¹⁾ (1 × 2), φ′(z̃⁽¹⁾) (1 × 2), ŷ (3 × 2), δ⁽²⁾ (3 × 2)" in text
    assert "each example is a column" in text
    assert "just at zero it is off too, ReLU′(0) = 0." in text
    assert "∇W⁽⁰⁾ and the other gradients are means over the examples" in text
    single = markdown("", statement(exercise(5, 1)))
    assert " inputs and a softmax layer of " in single
    assert ", hidden layers of 3 and 3 ReLU units and a softmax layer of " in markdown(
        "", statement(exercise(7, 4))
    )
    assert "ReLU" not in single
    assert "means" not in single


def test_hand_ins_have_their_shape_on_paper_and_a_name() -> None:
    wanted = {item.place: item for item in hand_ins(exercise(5, 4))}
    case = exercise(5, 4).case
    assert wanted["delta", 2].paper == (case.width(2), case.examples)
    assert wanted["weight_gradient", 1].paper == (case.width(1), case.width(0))
    assert wanted["bias_gradient", 3].paper == (case.width(3), 1)
    assert wanted["activation", 3].words == "output of the network"
    assert wanted["activation", 1].words == "activation of layer 1"
    assert wanted["activation", 3].symbol.text() == "ŷ"
