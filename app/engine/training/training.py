"""Training: a generator of steps, each probed for units that die or come back and for numbers that are not finite.

A step is probed whatever is read of it; what nobody reads, such as a copy of the network, is not computed.
"""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from ..analysis.analysis import analyze
from ..descent.descent import Descent, bare_steps
from ..descent.parameters import copy, update_ratio, views
from ..descent.spec import Training, probe_batch
from ..descent.squares import ALARM
from ..network.network import Batch, Network
from .overflow import OverflowBound, magnitude
from .probe import Probe, flat_sided
from .transitions import Transition

__all__ = ["Fault", "Moment", "Training", "bare_steps", "probe_batch", "train"]

PLACES = 3
"""The present state, the one before, and the one before that: so that a state found bad leaves the update to the
last good one known."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a run left the finite numbers: the state after `step` updates, and the first quantity in order of
    computation of its passes, with its count of such entries. The passes are over the batch of its next update and,
    where there is none or nothing is amiss, over the probe batch. `optimizer_state`, last: what the optimizer
    remembers of a layer's gradients, which may overflow where all else is finite and then stops the layer."""

    step: int
    layer: int
    quantity: str
    count: int


class Moment:
    """The state after `step` updates, to be read before the next but one is asked for.

    learning_rate: of the update that led here, None at step 0. changes: who died and who came back in that update.
    fault: None, but in the last moment of a run that left the finite numbers; that moment repeats the last good
    state (of step fault.step − 1, or 0), but not its changes, which were told before.
    """

    def __init__(
        self,
        descent: Descent,
        step: int,
        learning_rate: float | None,
        changes: tuple[Transition, ...] = (),
        fault: Fault | None = None,
    ) -> None:
        self._descent = descent
        self.step, self.learning_rate, self.changes, self.fault = step, learning_rate, changes, fault

    @property
    def network(self) -> Network:
        """A copy, the caller's own. RuntimeError where the run has gone on and overwritten it."""
        return copy(self._network(0))

    @property
    def update_ratios(self) -> tuple[float | None, ...]:
        """‖ΔW‖/‖W‖ (Frobenius, W before the update) of each layer, None at step 0 and where ‖W‖ = 0.

        RuntimeError where the run has gone on and overwritten what it takes.
        """
        network = self._network(0)
        if self.step == 0:
            return (None,) * len(network.layers)
        layers = zip(self._network(1).layers, network.layers, strict=True)
        return tuple(update_ratio(before.weights, after.weights) for before, after in layers)

    def _network(self, back: int) -> Network:
        """The network so many updates before this state, as views."""
        back += self._descent.step - self.step
        if back >= PLACES:
            raise RuntimeError(f"expected step {self.step} to be read at once; the run is at {self._descent.step}")
        return self._descent.place(back).network


def train(training: Training) -> Generator[Moment, None, None]:
    """The states of a run in order, from step 0 to the last; a state is computed when it is asked for."""
    run = _Run(training)
    moment = run.start()
    yield moment
    while moment.fault is None and moment.step < training.steps:
        moment = run.go_on()
        yield moment


class _Run:
    """A descent and its probe."""

    def __init__(self, training: Training) -> None:
        self.training = training
        with np.errstate(all="ignore"):
            self.descent = Descent(training, PLACES)
            self.bound = OverflowBound(training.network, training.data)
            mortal = flat_sided(training.network)
            self.probe = Probe(training, self.descent, self.bound) if mortal else None
        self.huge = False
        """Has something in the last passes left the finite numbers, or do its squares perhaps?"""

    def start(self) -> Moment:
        """Step 0; what is not finite there is found even where no update would notice."""
        with np.errstate(all="ignore"):
            fault = self._compute() or self._search(probe_batch(self.training)) or self._state_fault()
            if self.probe is not None:
                self.probe.changes()
        return Moment(self.descent, 0, None, fault=fault)

    def go_on(self) -> Moment:
        """The next step, or the present one again with the fault that the next has."""
        descent, good, rate = self.descent, self.descent.step, self.descent.learning_rate
        with np.errstate(all="ignore"):
            huge = self.huge or self._pulled_far()
            descent.update()
            fault = self._compute() or (self._state_fault() if huge else None)
            if fault is not None:
                return Moment(descent, good, rate, fault=fault)
            changes = () if self.probe is None else self.probe.changes()
        return Moment(descent, descent.step, descent.learning_rate, changes)

    def _compute(self) -> Fault | None:
        """All passes of the present state, those of its next update included, and what is not finite in them.

        The last state has no next update; once in a run, it is searched whatever is found of it. What mini-batches
        leave out of the probe batch is searched where parameters are so large that something there may overflow.
        """
        descent, training = self.descent, self.training
        suspects: list[Batch] = []
        batch, largest = None, 0.0
        if descent.full_batch or descent.step < training.steps:
            descent.gradient()
            batch = descent.space
            if not batch.finite():
                descent.mask()
            self.huge = not batch.finite()
            if self.huge:
                suspects.append(Batch(batch.inputs, batch.targets))
            if not descent.full_batch:
                place = descent.place()
                largest = magnitude(place.parameters)
                if not (largest < self.bound.safe or self.bound.holds(place.network)):
                    suspects.append(probe_batch(training))
        else:
            suspects.append(probe_batch(training))
        if self.probe is not None:
            self.probe.run(batch, largest)
        return next(filter(None, map(self._search, suspects)), None)

    def _pulled_far(self) -> bool:
        """May what a weight decay adds to the gradient have squares that overflow?"""
        place, decay = self.descent.place(), self.training.optimizer.values.get("weight_decay", 0.0)
        if not (decay and place.state):
            return False
        pull = decay * magnitude(place.parameters)
        return not pull * pull < ALARM[place.parameters.dtype]

    def _search(self, batch: Batch) -> Fault | None:
        """The first quantity of the present state on a batch that is not finite, if any."""
        training, network = self.training, self.descent.place().network
        found = analyze(network, batch, training.loss, reduction=training.reduction).non_finite
        return None if found is None else Fault(self.descent.step, found.layer, found.quantity, found.count)

    def _state_fault(self) -> Fault | None:
        """The first layer of whose gradients the optimizer remembers something that is not finite, if any."""
        place = self.descent.place()
        remembered = [views(state, place.network).layers for state in place.state]
        for number, layers in enumerate(zip(*remembered, strict=True), start=1):
            finite = [np.isfinite(array) for layer in layers for array in (layer.weights, layer.bias)]
            count = sum(flags.size - int(np.count_nonzero(flags)) for flags in finite)
            if count:
                return Fault(self.descent.step, number, "optimizer_state", count)
        return None
