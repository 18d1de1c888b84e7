"""Schedules: their values at the ends and in between; the tests of optimizers compare them with PyTorch."""

import math
from itertools import pairwise
from sys import float_info

import pytest

from app.engine.descent.schedules import SCHEDULES, schedule


def factors(name: str, count: int = 20, /, **values: float) -> list[float]:
    chosen = schedule(name, **values)
    return [chosen.factor(update, count) for update in range(count)]


def test_constant() -> None:
    assert factors("constant") == [1.0] * 20


def test_step_falls_every_so_many_updates() -> None:
    assert factors("step", step_size=8, gamma=0.5) == [1.0] * 8 + [0.5] * 8 + [0.25] * 4


def test_step_may_fall_to_zero_or_rise_without_bound() -> None:
    assert factors("step", 4, step_size=2, gamma=0) == [1, 1, 0, 0]
    assert factors("step", 3, step_size=1, gamma=1e200) == [1, 1e200, float_info.max]
    assert factors("step", 400, step_size=1, gamma=10)[-1] == float_info.max


def test_cosine_falls_from_one_towards_its_minimum() -> None:
    found = factors("cosine", minimum=0.2)
    assert found[0] == 1
    assert found[10] == pytest.approx(0.6)
    assert found[-1] == pytest.approx(0.2 + 0.4 * (1 + math.cos(math.pi * 19 / 20)))
    assert all(later < earlier for earlier, later in pairwise(found))
    assert factors("cosine", 1) == [1]


def test_warm_up_rises_linearly_and_stays() -> None:
    assert factors("warm_up", 6, updates=4) == [0.25, 0.5, 0.75, 1, 1, 1]
    assert factors("warm_up", 3, updates=1) == [1, 1, 1]
    assert factors("warm_up", 3, updates=1000) == [0.001, 0.002, 0.003]


@pytest.mark.parametrize("name", [name for name in SCHEDULES if name != "warm_up"])
def test_every_other_schedule_can_be_warmed_up(name: str) -> None:
    rise = [0.25, 0.5, 0.75, *[1.0] * 17]
    product = [factor * share for factor, share in zip(factors(name), rise, strict=True)]
    assert factors(name, warm_up=4) == pytest.approx(product, rel=1e-15)


@pytest.mark.parametrize("name", SCHEDULES)
def test_the_table_says_all_that_a_menu_needs(name: str) -> None:
    assert SCHEDULES[name].formula
    assert schedule(name).name == name
    for hyperparameter in SCHEDULES[name].parameters:
        assert hyperparameter.description
        hyperparameter.check(hyperparameter.default)


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("cosin", {}, 'expected one of constant, step, cosine, warm_up; got "cosin"; did you mean "cosine"'),
        ("cosine", {"gamma": 0.1}, 'expected one of minimum, warm_up; got "gamma"'),
        ("cosine", {"minimum": 1.0}, "expected a finite minimum of at least 0 and less than 1; got 1"),
        ("step", {"step_size": 0}, "expected a whole step_size of at least 1; got 0"),
        ("step", {"step_size": 2.5}, "expected a whole step_size of at least 1; got 2.5"),
        ("step", {"gamma": math.nan}, "expected a finite gamma of at least 0; got nan"),
        ("constant", {"warm_up": -1}, "expected a whole warm_up of at least 0; got −1"),
        ("warm_up", {"updates": math.inf}, "expected a whole updates of at least 1; got ∞"),
    ],
)
def test_unknown_names_and_values_are_refused(name: str, values: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        schedule(name, **values)
