"""What gets no name: slips in single entries, on any network; and no sentence that says that φ′ should be φ′."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.engine.analysis.case import Case
from app.engine.network.losses import Loss
from app.engine.network.network import Batch, Network
from app.practice.mistakes.attempts import Mistake
from app.practice.mistakes.table import MISTAKES
from app.practice.sheet.sheet import RULES, Sheet
from tests.engine.analysis.test_properties import ALL, thorough
from tests.practice.helpers import diagnosed, graded, make_case, right

pytestmark = pytest.mark.slow

CASES = [
    make_case([3, 4, 4, 2], 5),
    make_case([3, 3, 3], 3, "binary_cross_entropy", "relu"),
    make_case([4, 3, 3, 3], 2, "mean_squared_error", "hardtanh"),
]
MOST_CHANGED = 3


@given(
    drawn=ALL,
    reduction=st.sampled_from(["mean", "sum"]),
    seed=st.integers(0, 2**32 - 1),
    changed=st.integers(1, MOST_CHANGED),
    digits=st.sampled_from([None, 3, 5]),
)
@thorough
def test_slips_in_single_entries_get_no_name(
    drawn: tuple[Network, Batch, Loss], reduction: Any, seed: int, changed: int, digits: int | None
) -> None:
    case, rng = Case(*drawn, reduction), np.random.default_rng(seed)
    places = [
        (quantity, layer) for layer in range(1, case.top + 1) for quantity in RULES if case.has(quantity, layer)
    ]
    place = places[int(rng.integers(len(places)))]
    array = right(case, *place)
    assume(np.isfinite(array).all())
    largest = float(np.abs(array).max())
    assume(largest > 0.1 and np.count_nonzero(np.abs(array) > 1e-3 * largest) > MOST_CHANGED)
    values = array.ravel().copy()
    for index in rng.choice(values.size, size=changed, replace=False):
        values[index] += float(rng.normal()) * largest
    if digits is not None:
        values = np.round(values, digits)
    (seen,) = graded(case, (*place, values.reshape(array.shape)))
    assert seen.correct or not seen.diagnosis, (place, seen.diagnosis)
    assert seen.wrong <= changed


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda row: row.code)
def test_no_sentence_says_that_something_should_be_itself(case: Case, mistake: Mistake) -> None:
    for quantity in mistake.quantities:
        for layer in range(1, case.top + 1):
            if not case.has(quantity, layer):
                continue
            for attempt in mistake.attempts(Sheet(case), quantity, layer):
                assert attempt.message.endswith(".")
                for sentence in attempt.message.removesuffix(".").split(". "):
                    before, _, after = sentence.partition(" should be ")
                    assert before.rpartition(" ")[2] != after, sentence
                    assert "RATE" not in sentence or attempt.direction is not None


def test_a_derivative_that_is_wrong_says_which_is_asked_for() -> None:
    case = make_case([3, 4, 4, 2], 5)
    for other, code in ((2, "mask_of_wrong_layer"), (1, "derivative_at_activation")):
        at = right(case, "preactivation" if other == 2 else "activation", other)
        slope = 1 - np.tanh(at) ** 2
        assert diagnosed(case, "derivative", 1, slope) == [code]
        (seen,) = graded(case, ("derivative", 1, slope))
        assert seen.diagnosis[0].message.endswith(": φ′(z̃⁽¹⁾) is asked for.")
