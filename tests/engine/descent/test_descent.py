"""Which examples each update sees, and that nothing that was passed in changes."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from app.engine.descent.descent import Descent, bare_steps, batches
from app.engine.descent.optimizers import OPTIMIZERS, optimizer
from app.engine.descent.parameters import copy, flatten
from app.engine.descent.spec import Training
from app.engine.network.network import Batch
from tests.engine.training_runs import run_of


def test_each_epoch_has_an_order_of_its_own_and_every_example_once() -> None:
    rng = np.random.default_rng(5)
    for _ in range(3):
        order = rng.permutation(10)
        found = list(islice(batches(10, 4, 5), 9))
        assert [len(rows) for rows in found] == [4, 4, 2] * 3
        assert np.concatenate(found[:3]).tolist() == np.random.default_rng(5).permutation(10).tolist()
    epochs = [np.concatenate(found[start : start + 3]).tolist() for start in (0, 3, 6)]
    assert epochs[0] == np.random.default_rng(5).permutation(10).tolist() != epochs[1]
    assert all(sorted(epoch) == list(range(10)) for epoch in epochs)
    assert order.size == 10


def test_a_batch_of_all_keeps_their_order() -> None:
    assert [rows.tolist() for rows in islice(batches(3, 3, 5), 3)] == [[0, 1, 2]] * 3


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("batch_size", [None, 4, 1])
def test_nothing_that_was_passed_in_changes(name: str, batch_size: int | None) -> None:
    training = replace(run_of("relu"), optimizer=optimizer(name), batch_size=batch_size)
    network = copy(training.network)
    inputs, targets = training.data.inputs.copy(), training.data.targets.copy()
    *_, last = bare_steps(training)
    assert not (flatten(last) == flatten(network)).all()
    assert (flatten(training.network) == flatten(network)).all()
    assert (training.data.inputs == inputs).all()
    assert (training.data.targets == targets).all()


def test_a_batch_of_all_examples_is_the_full_batch() -> None:
    training = run_of("tanh")
    everything = replace(training, batch_size=len(training.data.inputs))
    for one, other in zip(bare_steps(training), bare_steps(everything), strict=True):
        assert (flatten(one) == flatten(other)).all()


def test_data_may_lie_in_memory_as_it_likes() -> None:
    training = run_of("relu")
    data = Batch(np.asfortranarray(training.data.inputs), np.asfortranarray(training.data.targets))
    for batch_size in (None, 4):
        one, other = (replace(training, data=each, batch_size=batch_size) for each in (training.data, data))
        for mine, theirs in zip(bare_steps(one), bare_steps(other), strict=True):
            assert (flatten(mine) == flatten(theirs)).all()


@pytest.mark.parametrize("places", [2, 3])
def test_the_states_before_are_kept_for_as_many_updates_as_there_are_places(places: int) -> None:
    training = replace(run_of("relu"), batch_size=5, optimizer=optimizer("adam"))
    descent = Descent(training, places)
    seen = [flatten(descent.place().network)]
    for step in range(1, 8):
        descent.gradient()
        descent.update()
        seen.append(flatten(descent.place().network))
        assert descent.step == step
        for back in range(min(places, step + 1)):
            assert (flatten(descent.place(back).network) == seen[-1 - back]).all()


def test_a_run_in_single_precision_stays_there() -> None:
    for name in OPTIMIZERS:
        training: Training = replace(run_of("relu", dtype=np.float32), optimizer=optimizer(name), clip_norm=0.1)
        *_, last = bare_steps(training)
        assert {layer.weights.dtype for layer in last.layers} == {np.dtype(np.float32)}
