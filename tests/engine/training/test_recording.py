"""What is recorded of a run, in which order, and that measuring together changes no number."""

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from app.engine.analysis.analysis import Analysis, analyze
from app.engine.descent.optimizers import optimizer
from app.engine.network.activations import ACTIVATIONS
from app.engine.training.recording import (
    End,
    Happening,
    Recorded,
    Recording,
    Told,
    Whole,
    happenings,
    is_recorded,
    measure,
    recorded_count,
    spread,
)
from app.engine.training.training import probe_batch, train
from app.engine.training.transitions import Transition
from tests.engine.training_runs import run_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("steps", range(1, 30))
@pytest.mark.parametrize("every", [1, 2, 3, 7, 40])
def test_recorded_steps_and_their_spread(steps: int, every: int) -> None:
    recorded = [step for step in range(steps + 1) if is_recorded(step, steps, every)]
    assert recorded_count(steps, every) == len(recorded)
    assert (recorded[0], recorded[-1]) == (0, steps)
    for most in range(1, 35):
        chosen = spread(steps, every, most)
        assert set(chosen) <= set(recorded)
        assert (chosen[0], chosen[-1]) == (0, steps)
        assert list(chosen) == sorted(set(chosen))
        assert len(chosen) <= max(2, most)
        if most >= len(recorded):
            assert list(chosen) == recorded
        assert len({after - before for before, after in pairwise(chosen[:-1])}) <= 1


def same(one: Any, other: Any) -> bool:
    """Are two analyses, or parts of them, the same to the last bit?"""
    if isinstance(one, Analysis):
        return all(same(getattr(one, each.name), getattr(other, each.name)) for each in fields(Analysis))
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one is other or np.array_equal(one, other)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("hidden", [name for name, row in ACTIVATIONS.items() if row.elementwise])
def test_a_network_of_a_stack_has_the_numbers_that_it_has_alone(hidden: str, dtype: Any) -> None:
    training = run_of(hidden, dtype=dtype)
    networks = [moment.network for moment in train(training)]
    batch = probe_batch(training)
    for at_once in (1, 2, len(networks)):
        together = measure(networks[:at_once], batch, training.loss, "mean")
        for network, analysis in zip(networks, together, strict=False):
            assert same(analysis, analyze(network, batch, training.loss))


def test_what_is_not_finite_is_told_of_the_network_that_has_it() -> None:
    training = run_of("relu")
    good = training.network
    broken = replace(good.layers[0], bias=np.full_like(good.layers[0].bias, np.inf))
    bad = replace(good, layers=(broken, *good.layers[1:]))
    found = measure([good, bad, good], probe_batch(training), training.loss, "mean")
    assert [analysis.non_finite is None for analysis in found] == [True, False, True]


def recording(**others: Any) -> Recording:
    """40 steps in which units die and come back, every third recorded, four of them told whole."""
    training = run_of("relu", seed=1, rate=2.0)
    return replace(Recording(training, 3, frozenset({0, 6, 21, 40}), 1000, block=8), **others)


def all_told(recording: Recording, **others: Any) -> list[Told]:
    return [each for told in happenings(recording, **others) for each in told]


def kinds(told: list[Told]) -> list[tuple[str, int]]:
    """What happened and at which step."""
    return [(name_of(each.happening), each.happening.step) for each in told]


def name_of(happening: Happening) -> str:
    return happening.kind if isinstance(happening, Transition) else type(happening).__name__


def test_blocks_change_neither_order_nor_numbers() -> None:
    single = all_told(recording(block=1))
    assert {"death", "revival", "Recorded", "Whole", "End"} == {name for name, _ in kinds(single)}
    assert [each.number for each in single] == list(range(1, len(single) + 1))
    for block in (2, 8, 100):
        together = all_told(recording(block=block))
        assert kinds(together) == kinds(single)
        for one, other in zip(single, together, strict=True):
            if isinstance(one.happening, Recorded | Whole):
                assert same(one.happening.analysis, other.happening.analysis)  # type: ignore[union-attr]
            else:
                assert one == other


def test_changes_come_before_their_step_and_the_end_last() -> None:
    told = all_told(recording())
    order = {"death": 0, "revival": 0, "Recorded": 1, "Whole": 2, "End": 3}
    places = [(step, order[name]) for name, step in kinds(told)]
    assert places == sorted(places)
    assert [step for name, step in kinds(told) if name == "Recorded"] == [*range(0, 40, 3), 40]
    assert [step for name, step in kinds(told) if name == "Whole"] == [0, 6, 21, 40]
    end = told[-1].happening
    assert isinstance(end, End)
    assert end.deaths == sum(name == "death" for name, _ in kinds(told))
    assert end.revivals == sum(name == "revival" for name, _ in kinds(told))


@pytest.mark.parametrize("block", [1, 8, 100])
def test_the_first_changes_are_told_and_all_are_counted(block: int) -> None:
    whole = [each.happening for each in all_told(recording())]
    changes = [happening for happening in whole if isinstance(happening, Transition)]
    assert len({change.step for change in changes}) < len(changes), "of some step only some are told"
    for most in range(len(changes) + 2):
        cut = recording(changes=most, block=block)
        told = all_told(cut)
        kept = [each.happening for each in told if isinstance(each.happening, Transition)]
        assert kept == changes[:most]
        others = [kind for kind in kinds(all_told(recording())) if kind[0] not in ("death", "revival")]
        assert [kind for kind in kinds(told) if kind[0] not in ("death", "revival")] == others
        assert [each.number for each in told] == list(range(1, len(told) + 1))
        assert told[-1].happening == whole[-1]
        for skip in range(0, len(told) + 1, 5):
            rest = all_told(cut, skip=skip)
            assert [each.number for each in rest] == [each.number for each in told[skip:] or told[-1:]]
            assert kinds(rest) == kinds(told[skip:] or told[-1:])


def test_what_is_skipped_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = all_told(recording())
    for skip in range(len(whole) + 2):
        rest = all_told(recording(), skip=skip)
        assert kinds(rest) == kinds(whole[skip:] or whole[-1:])
        assert [each.number for each in rest] == [each.number for each in whole[skip:] or whole[-1:]]
    measured: list[int] = []
    monkeypatch.setattr("app.engine.training.recording.analyze", lambda network, *rest, **named: measured.append(1))
    all_told(recording(block=1), skip=len(whole))
    assert measured == []


def test_nothing_is_told_of_a_step_before_its_block_is_whole() -> None:
    sizes = [len(told) for told in happenings(recording(every=1, whole=frozenset(), block=8))]
    assert len(sizes) == 43  # a step each, what is left, and the end
    assert [step for step, size in enumerate(sizes) if size] == [0, 8, 16, 24, 32, 40, 42]


@pytest.mark.parametrize("last", [0, 6, 7, 9])
def test_the_time_is_up_at_a_step_that_is_recorded_or_not(last: int) -> None:
    told = all_told(recording(), expired=up_at(last))
    assert kinds(told)[-3:] == [("Recorded", last), ("Whole", last), ("End", last)]
    states = [kind for kind in kinds(told) if kind[0] in ("Recorded", "Whole")]
    assert len(set(states)) == len(states), "none is told twice"
    end = told[-1].happening
    assert isinstance(end, End)
    assert (end.reason, end.fault) == ("time", None)


def test_time_that_is_up_at_the_last_step_ends_nothing_early() -> None:
    end = all_told(recording(), expired=up_at(40))[-1].happening
    assert isinstance(end, End)
    assert end.reason == "steps"


@pytest.mark.parametrize("every", [1, 2, 40])
def test_a_run_that_leaves_the_finite_numbers_ends_with_its_last_good_state(every: int) -> None:
    training = replace(run_of("relu", rule="mean_squared_error"), optimizer=optimizer("sgd", 1e20))
    *_, last = train(training)
    assert last.fault is not None
    assert last.step > 1
    told = all_told(recording(training=training, every=every, whole=frozenset({0})))
    assert kinds(told)[-3:] == [("Recorded", last.step), ("Whole", last.step), ("End", last.step)]
    end = told[-1].happening
    assert isinstance(end, End)
    assert (end.reason, end.fault) == ("non_finite", last.fault)


def up_at(last: int) -> Callable[[], bool]:
    """Says at the step of this number that the time is up."""
    asked = iter(range(last + 1))
    return lambda: next(asked) == last


def test_gradients_of_one_example_are_in_what_is_told_whole_alone() -> None:
    one = recording(example=2)
    training, batch = one.training, probe_batch(one.training)
    for each in all_told(one):
        happening = each.happening
        if isinstance(happening, Whole):
            alone = analyze(happening.network, batch, training.loss, example=2)
            assert same(happening.analysis, alone)
    assert kinds(all_told(one)) == kinds(all_told(recording()))
