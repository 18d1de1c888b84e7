"""The marking, held against a student who works for himself: what is told of the mistakes that he makes."""

import numpy as np
import pytest

from app.practice.mistakes.table import MISTAKES
from app.settings import Settings
from app.wire.practice.grade import GradeRequest
from app.wire.practice.plan import plan_grade
from bench.marking.__main__ import measure
from bench.marking.comparing import says
from bench.marking.confusion import marked, reproduction
from bench.marking.student import worked_out
from bench.marking.tasks import random_task
from bench.marking.ways import WAYS, all_ways, places
from bench.marking.wrong_answers import generator

pytestmark = pytest.mark.slow

CODES = [mistake.code for mistake in MISTAKES]
ANSWERS, NETWORKS = 300, 40


def test_every_mistake_can_be_made_by_the_student() -> None:
    assert set(CODES) == set(WAYS)
    tasks = [random_task(0, number) for number in range(NETWORKS)]
    assert {slip.code for task in tasks for slip in all_ways(task)} == set(WAYS)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_mistake_gets_a_wrong_name_and_nearly_all_get_theirs(seed: int) -> None:
    table, _ = measure(ANSWERS, NETWORKS, seed)
    assert [reproduction(one) for one in table.wrong] == []
    assert table.named() >= 0.95
    assert sum(counts.total() for counts in table.counts.values()) == ANSWERS


def test_the_same_seed_makes_the_same_answers() -> None:
    first, again = ([*generator(CODES, 10, 3).answers(50)] for _ in range(2))
    assert [one.slips for one in first] == [one.slips for one in again]
    for one, other in zip(first, again, strict=True):
        assert one.hand.keys() == other.hand.keys()
        assert all(np.array_equal(one.hand[place], other.hand[place]) for place in one.hand)


@pytest.mark.parametrize("number", range(18))
def test_without_a_mistake_the_student_is_right(number: int) -> None:
    task = random_task(0, number)
    answers = [
        {"quantity": quantity, "layer": layer, "values": array.tolist()}
        for (quantity, layer), array in worked_out(task).items()
    ]
    seen = plan_grade(GradeRequest.model_validate({**task.request(), "answers": answers}), Settings()).mark()
    assert [mark["correct"] for mark in seen.answers] == [True] * len(list(places(task)))
    assert seen.mistakes == 0


def test_a_wrong_name_would_be_seen() -> None:
    """An answer that was made otherwise than it says."""
    answers = [one for one in generator(CODES, 20, 0).answers(100) if one.codes == {"sign_flipped"}]
    assert answers
    for one in answers:
        other = type(one)(one.row, one.task, (one.slips[0]._replace(code="mean_missing"),), one.hand, one.form)
        assert marked(other).judgement == "wrong"


def test_what_says_the_same() -> None:
    array = np.array([[0.123456, -20.5], [0.0, 1e-9]])
    assert says(array, array)
    assert says(np.round(array, 3), array)
    assert says(np.array([[0.1235, -20.5], [0.0, 0.0]]), array)
    assert not says(np.round(array, 2), array)
    assert not says(array.T, array)
    assert not says(array[0], array)
