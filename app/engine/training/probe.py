"""The probe: who is dead on the probe batch at each step of a run, and who has just died or come back.

n example, i input unit, o output unit, u unit of any layer with a flat side. A unit is dead if φ′ = 0 on every
example: if the sum of its φ′, which is never negative there, is 0. While nothing changes, nothing else is computed.
"""

from collections.abc import Callable
from functools import partial
from itertools import accumulate, pairwise

import numpy as np

from ..arrays import Flags
from ..descent.descent import Descent
from ..descent.spec import Training, probe_batch
from ..descent.stepper import ForwardSpace, derivative_program, forward_program
from ..network.network import Network
from ..network.programs import Program
from .overflow import OverflowBound
from .screening import Screening, worthwhile
from .transitions import Seen, Transition, Update, transition


class Probe:
    """The deaths and revivals of the units of a run that have a flat side; at least one layer has one.

    Where each update sees the probe batch and nothing else, the passes are those of the descent (`shared`); else
    the probe makes a forward pass of its own, up to the highest layer with a flat side. Where that would take long
    and mini-batches are drawn from the probe batch, a screening comes first.
    """

    def __init__(self, training: Training, descent: Descent, bound: OverflowBound) -> None:
        inputs = np.ascontiguousarray(probe_batch(training).inputs)
        self._layers = flat_sided(training.network)
        self._descent = descent
        self.shared = descent.full_batch and len(inputs) == training.examples
        lowest = training.network.layers[: self._layers[-1] + 1]
        self._spaces: tuple[ForwardSpace, ...] = descent.spaces
        if not self.shared:
            self._spaces = tuple(ForwardSpace(Network(lowest), inputs) for _ in descent.places)
        ends = list(accumulate((0, *(training.network.layers[index].units for index in self._layers))))
        self._sums = np.empty(ends[-1], dtype=inputs.dtype)
        self._of_layer = [slice(start, end) for start, end in pairwise(ends)]
        self._flags = np.empty(ends[-1], dtype=np.bool_)
        self._programs = tuple(self._program(at) for at in range(len(descent.places)))
        self._dead: Flags | None = None
        screens = not descent.full_batch and len(inputs) == training.examples
        self._screening: Screening | None = None
        if screens and worthwhile(Network(lowest), len(inputs)):
            self._screening = Screening(training.network, self._layers, inputs, bound)

    def _program(self, at: int) -> Program:
        """The calls that judge the state in the place with this number."""
        place, space = self._descent.places[at], self._spaces[at]
        lowest = Network(place.network.layers[: self._layers[-1] + 1])
        calls: list[Callable[[], object]] = []
        if not self.shared:
            calls += forward_program(lowest, space, place.parameters)
        for index, of_layer in zip(self._layers, self._of_layer, strict=True):
            if not self.shared:
                calls += derivative_program(lowest, space, index)
            calls.append(partial(space.ones.dot, space.derivatives[index], self._sums[of_layer]))
        zero = np.zeros((), dtype=self._sums.dtype)
        calls.append(partial(np.equal, self._sums, zero, self._flags))
        return tuple(calls)

    def run(self, batch: ForwardSpace | None, largest: float) -> None:
        """Judge the present state, by a screening of its passes over the next mini-batch where there is one.

        largest: the largest magnitude of a parameter.
        """
        dead = None
        if self._screening is not None and batch is not None:
            dead = self._screening.dead(self._descent.place().network, batch, largest)
        if dead is None:
            self._look()
        else:
            np.concatenate(dead, out=self._flags)

    def _look(self, back: int = 0) -> None:
        """Judge the state so many updates ago."""
        for call in self._programs[self._descent.number(back)]:
            call()

    def changes(self) -> tuple[Transition, ...]:
        """Who has died or come back since this was last asked, which was at the step before; nobody at first."""
        before, self._dead = self._dead, self._flags.copy()
        if before is None or before.tobytes() == self._dead.tobytes():
            return ()
        if self._screening is not None:
            self._look(1)
            self._look()
        changed = before ^ self._dead
        return tuple(
            self._change(index, unit)
            for index, of_layer in zip(self._layers, self._of_layer, strict=True)
            for unit in np.flatnonzero(changed[of_layer]).tolist()
        )

    def _change(self, index: int, unit: int) -> Transition:
        descent = self._descent
        assert descent.learning_rate is not None
        update = Update(descent.step, descent.learning_rate)
        return transition(index + 1, unit, self._seen(index, 1), self._seen(index, 0), update)

    def _seen(self, index: int, back: int) -> Seen:
        """The layer with this index so many updates ago."""
        space = self._spaces[self._descent.number(back)]
        layer = self._descent.place(back).network.layers[index]
        return Seen(layer, space.below(index), space.preactivations[index], space.derivatives[index])


def flat_sided(network: Network) -> list[int]:
    """The indices from 0 of the layers whose activation has a flat side."""
    return [index for index, layer in enumerate(network.layers) if layer.activation.flat_sides is not None]
