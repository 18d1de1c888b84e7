"""A rule makes its calls once for a new array, and keeps them for arrays given."""

import numpy as np
import pytest

from app.engine.arrays import Array
from app.engine.network.activations import ACTIVATIONS, activation
from app.engine.network.programs import Run, program, written


@written
def scaled(run: Run, z: Array, out: Array | None = None, *, by: float) -> Array:
    """by · max(z, 0), less the largest of its row."""
    out = run(np.maximum, z, 0, out=out)
    run(np.multiply, out, by, out)
    return run(np.subtract, out, run(np.maximum.reduce, out, -1, None, None, True), out)


def test_a_rule_gives_a_new_array_and_leaves_what_it_was_given() -> None:
    z = np.array([[1.0, -2.0], [3.0, 4.0]])
    assert scaled(z, by=2.0).tolist() == [[0, -2], [-2, 0]]
    assert z.tolist() == [[1, -2], [3, 4]]


def test_its_program_writes_the_same_wherever_the_numbers_have_gone_since() -> None:
    z, out = np.zeros((2, 2), np.float32), np.full((2, 2), np.nan, np.float32)
    calls = program(scaled, (z,), out, by=2.0)
    for numbers in ([[1, -2], [3, 4]], [[0, 5], [-1, -1]]):
        z[:] = numbers
        for call in calls:
            call()
        assert (out == scaled(z, by=2.0)).all()


@pytest.mark.parametrize("name", [name for name, row in ACTIVATIONS.items() if row.elementwise])
def test_a_number_alone_has_the_value_that_it_has_among_others(name: str) -> None:
    chosen = activation(name)
    for value in (-1.5, 0.0, 0.75, 7.0):
        alone, among = np.array(value), np.array([value, 1.0])
        z = chosen.function(alone)
        assert z == chosen.function(among)[0]
        assert chosen.derivative(alone, z) == chosen.derivative(among, chosen.function(among))[0]
