"""Short fractions and logarithms: which numbers they are, how they are written, and for which networks."""

from fractions import Fraction
from math import exp, log, pi

import numpy as np
import pytest

from app.engine.network.activations import activation
from app.engine.network.network import Layer, Network
from app.explain.equations.atoms import Number
from app.explain.equations.short import Short, is_short, short_value
from app.explain.laws.analyzed import Analyzed, analyzed
from app.explain.solution.derivation import derive
from app.explain.text.markdown import markdown
from app.practice.exercises.draw import Exercise, exercise
from app.practice.exercises.statement import statement
from app.practice.sheet.sheet import Sheet


def explained(drawn: Exercise) -> Analyzed:
    return analyzed(drawn.case)


@pytest.mark.parametrize(
    ("value", "text", "latex"),
    [
        (log(4) - 4.25, "ln 4 − 4.25", r"\ln 4 - 4.25"),
        (-log(3), "−ln 3", r"-\ln 3"),
        (2 - log(3), "2 − ln 3", r"2 - \ln 3"),
        (-2 - log(3), "−ln 3 − 2", r"-\ln 3 - 2"),
        (log(2) + 65 / 16, "ln 2 + 65/16", r"\ln 2 + \frac{65}{16}"),
        (3 / 7, "3/7", r"\frac{3}{7}"),
        (-(1 - 4 / 7), "−3/7", r"-\frac{3}{7}"),
    ],
)
def test_a_short_number_is_written_as_it_is_meant(value: float, text: str, latex: str) -> None:
    short = short_value(value)
    assert short is not None
    assert (short.text(), short.latex()) == (text, latex)


def test_in_mathml() -> None:
    assert Short(Fraction(-3, 7)).mathml() == "<mrow><mo>−</mo><mfrac><mn>3</mn><mn>7</mn></mfrac></mrow>"
    logarithm = Short(Fraction(-1, 2), 4).mathml()
    assert logarithm.startswith("<mrow><mrow><mi>ln</mi>")
    assert logarithm.endswith("<mn>4</mn></mrow><mo>−</mo><mn>0.5</mn></mrow>")


@pytest.mark.parametrize("value", [pi, log(13), log(2) + 0.01, 1 / 1009, 0.123456789])
def test_others_are_no_short_numbers(value: float) -> None:
    assert short_value(value) is None


def test_rounding_is_seen_through_and_nothing_else() -> None:
    assert short_value(3 / 7 + 1e-15) == Short(Fraction(3, 7))
    assert short_value(3 / 7 + 1e-12) is None


@pytest.mark.parametrize("level", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(5))
def test_solution_of_an_exercise_has_the_numbers_of_its_statement_and_key(seed: int, level: int) -> None:
    drawn = exercise(seed, level)
    case = explained(drawn)
    sheet = Sheet(drawn.case)
    for example in range(case.examples):
        with case.short_numbers():
            text = markdown("", derive(case, example).sections)
            key = sheet.value("activation", case.top)[example]
            assert all(Number(value).latex() in text for value in key.tolist())
            biases = [Number(value).latex() for value in drawn.biases[-1].tolist()]
        written = markdown("", statement(drawn))
        assert any(r"\ln" in bias for bias in biases)
        assert all(bias in written and bias in text for bias in biases)
        assert r"\approx" in text


def test_every_number_of_a_key_is_short() -> None:
    for level in (1, 2, 3, 4):
        for seed in range(20):
            drawn = exercise(seed, level)
            sheet = Sheet(drawn.case)
            case = explained(drawn)
            assert is_short(case.network, case.batch, case.traced(case.top).preactivation)
            for place in drawn.asked:
                assert all(short_value(value) is not None for value in sheet.value(*place).ravel().tolist())


def test_other_networks_are_printed_as_ever() -> None:
    drawn = exercise(1, 2)
    case = explained(drawn)
    outputs = case.traced(case.top).preactivation
    hidden, top = case.network.layers

    def changed(layer: Layer) -> bool:
        return is_short(Network((layer, top)), case.batch, outputs)

    assert changed(hidden)
    assert not changed(Layer(hidden.weights + pi, hidden.bias, hidden.activation))
    assert not changed(Layer(hidden.weights, hidden.bias, activation("tanh")))
    plain = Network((hidden, Layer(top.weights, np.ones(top.units), top.activation)))
    assert not is_short(plain, case.batch, outputs), "all of it are decimals"
    assert not is_short(case.network, case.batch, outputs + np.arange(top.units)), f"e = {exp(1)} is no quotient"
