"""What is told of a run: who died and who came back, the recorded steps measured, and some of them whole.

k network, n example. Measuring is apart from stepping and costs as much as many small steps, so the states of a
block of steps are measured together, as one stack; a network of a stack has the very numbers that it has alone.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from ..analysis.analysis import Analysis, analyze
from ..analysis.passes import LayerTrace
from ..analysis.status import NeuronFacts
from ..network.losses import Loss, Reduction
from ..network.network import Batch, Network, stack
from .training import Fault, Moment, Training, probe_batch, train
from .transitions import Transition

Reason = Literal["steps", "non_finite", "time"]


@dataclass(frozen=True, slots=True)
class Recording:
    """What to tell of a run.

    Recorded are step 0, each `every`-th and the last; `whole` are those of them that are told whole too, with the
    gradients of `example` alone where it is not None. A run that ends early has its last good state told whole
    in any case. Of the deaths and revivals the first `changes` are told, all are counted. Steps are measured in
    blocks of so many.
    """

    training: Training
    every: int
    whole: frozenset[int]
    changes: int
    example: int | None = None
    block: int = 1


class Recorded(NamedTuple):
    """A recorded step, measured on the probe batch; learning rate and update ratios are of the update before it."""

    step: int
    learning_rate: float | None
    update_ratios: tuple[float | None, ...]
    analysis: Analysis


class Whole(NamedTuple):
    """A recorded step as a whole; of its analysis ∇W and ∇b are those of one example where one is asked for."""

    step: int
    network: Network
    analysis: Analysis


class End(NamedTuple):
    """Why a run ended, its last good step, where it left the finite numbers, how many units died and came back."""

    reason: Reason
    step: int
    fault: Fault | None
    deaths: int
    revivals: int


Happening = Transition | Recorded | Whole | End


class Told(NamedTuple):
    """A happening and its number, from 1, in the run."""

    number: int
    happening: Happening


class _Kept(NamedTuple):
    """A state that is to be measured once its block is whole."""

    step: int
    learning_rate: float | None
    update_ratios: tuple[float | None, ...]
    network: Network
    recorded: bool
    whole: bool


def is_recorded(step: int, steps: int, every: int) -> bool:
    """Is a step of a run of so many recorded?"""
    return step % every == 0 or step == steps


def recorded_count(steps: int, every: int) -> int:
    """How many steps of a run are recorded."""
    return steps // every + 1 + (steps % every > 0)


def spread(steps: int, every: int, most: int) -> tuple[int, ...]:
    """At most so many of the recorded steps, evenly spread: the first, every m-th after it, and the last; these two
    even where `most` is less."""
    recorded = recorded_count(steps, every)
    apart = max(1, -(-(recorded - 1) // max(1, most - 1)))
    chosen = [index * every for index in range(0, recorded - 1, apart)]
    return (*chosen, steps)


def happenings(
    recording: Recording, *, skip: int = 0, expired: Callable[[], bool] = lambda: False
) -> Iterator[tuple[Told, ...]]:
    """What happens in a run in order: after each step what has become known, often nothing; at the end an `End`.

    The changes of a step come before the step itself. The first `skip` happenings are left out, the end never, and
    what need not be told is not measured. `expired` is asked after each step whether the time is up.
    """
    training = recording.training
    block = _Block(recording, skip)
    deaths = revivals = good = 0
    reason: Reason = "steps"
    for moment in train(training):
        good = moment.step
        if moment.fault is not None:
            reason = "non_finite"
            break
        deaths += sum(change.kind == "death" for change in moment.changes)
        revivals += sum(change.kind == "revival" for change in moment.changes)
        block.take(moment)
        if moment.step < training.steps and expired():
            reason = "time"
            break
        yield block.told() if moment.step % recording.block == 0 else ()
    if reason != "steps":
        block.take_last(moment)
    yield block.told()
    yield (Told(block.number + 1, End(reason, good, moment.fault, deaths, revivals)),)


class _Block:
    """What has happened and is not told yet, and the number of what was told last."""

    def __init__(self, recording: Recording, skip: int) -> None:
        self.recording = recording
        self.probe = probe_batch(recording.training)
        self.skip = skip
        self.number = 0
        self.changes_left = recording.changes
        self.pending: list[Transition | _Kept] = []
        self.recorded = self.whole = -1

    def take(self, moment: Moment) -> None:
        """A step: its changes as far as they are told, and its state if it is recorded."""
        changes = moment.changes[: self.changes_left]
        self.changes_left -= len(changes)
        self.pending += changes
        recording = self.recording
        if is_recorded(moment.step, recording.training.steps, recording.every):
            self._keep(moment, recorded=True, whole=moment.step in recording.whole)

    def take_last(self, moment: Moment) -> None:
        """The last good state of a run that ends early: told, and told whole, if it is not yet."""
        recorded, whole = self.recorded != moment.step, self.whole != moment.step
        if recorded or whole:
            self._keep(moment, recorded=recorded, whole=whole)

    def _keep(self, moment: Moment, *, recorded: bool, whole: bool) -> None:
        ratios = moment.update_ratios if recorded else ()
        kept = _Kept(moment.step, moment.learning_rate, ratios, moment.network, recorded, whole)
        self.pending.append(kept)
        self.recorded = moment.step
        self.whole = moment.step if whole else self.whole

    def told(self) -> tuple[Told, ...]:
        """What is pending, measured as far as it is past what is skipped; then nothing is pending any more."""
        wanted: list[_Kept] = []
        number = self.number
        for item in self.pending:
            number += item.recorded + item.whole if isinstance(item, _Kept) else 1
            if isinstance(item, _Kept) and number > self.skip:
                wanted.append(item)
        training = self.recording.training
        networks = [kept.network for kept in wanted]
        measured = iter(measure(networks, self.probe, training.loss, training.reduction))
        found: list[Told] = []
        for item in self.pending:
            if isinstance(item, Transition):
                self._tell(found, item)
            elif self.number + item.recorded + item.whole > self.skip:
                self._tell_state(found, item, next(measured))
            else:
                self.number += item.recorded + item.whole
        self.pending.clear()
        return tuple(found)

    def _tell_state(self, found: list[Told], kept: _Kept, analysis: Analysis) -> None:
        if kept.recorded:
            self._tell(found, Recorded(kept.step, kept.learning_rate, kept.update_ratios, analysis))
        if kept.whole:
            training, example = self.recording.training, self.recording.example
            if example is not None:
                analysis = analyze(
                    kept.network, self.probe, training.loss, reduction=training.reduction, example=example
                )
            self._tell(found, Whole(kept.step, kept.network, analysis))

    def _tell(self, found: list[Told], happening: Happening) -> None:
        self.number += 1
        if self.number > self.skip:
            found.append(Told(self.number, happening))


def measure(networks: Sequence[Network], batch: Batch, loss: Loss, reduction: Reduction) -> list[Analysis]:
    """The analysis of each network on one batch, made in one go where nothing leaves the finite numbers."""
    if len(networks) > 1:
        joint = analyze(stack(networks), batch, loss, reduction=reduction)
        if joint.non_finite is None:
            return [_one_of(joint, index) for index in range(len(networks))]
    return [analyze(network, batch, loss, reduction=reduction) for network in networks]


def _one_of(joint: Analysis, index: int) -> Analysis:
    """The analysis of one network of a stack (k) whose batch is shared."""
    return Analysis(
        inputs=joint.inputs,
        targets=joint.targets,
        losses=joint.losses[index],
        loss=joint.loss[index],
        accuracy=None if joint.accuracy is None else joint.accuracy[index],
        layers=tuple(LayerTrace(*_each(layer, index)) for layer in joint.layers),
        neurons=tuple(NeuronFacts(*_each(facts, index)) for facts in joint.neurons),
        gradient_norms=tuple(norms[index] for norms in joint.gradient_norms),
        non_finite=None,
    )


def _each(arrays: LayerTrace | NeuronFacts, index: int) -> Iterator[Any]:
    return (None if array is None else array[index] for array in arrays)
