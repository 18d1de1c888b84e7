"""Numbers in sentences: four digits, or as many as tell them from another."""

import math

import pytest

from app.engine.names import exactly
from app.explain.equations.numbers import apart_text


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (-1e-9, "−1e−09"), (1.0000000597, "1.0000000597"), (-math.inf, "−∞")]
)
def test_a_number_as_it_is(value: float, text: str) -> None:
    assert exactly(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.0001000000000002, "1.0001"), (1 + 1e-13, "1.0000000000001"), (math.inf, "∞"), (1.0, "1")]
)
def test_a_number_apart_from_its_border(value: float, text: str) -> None:
    assert apart_text(value, 1) == text
