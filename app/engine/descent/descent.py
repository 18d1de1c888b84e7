"""Gradient descent: the parameters of a run and one update after another, nothing else.

n example, i input unit, o output unit, p parameter. Parameters and the optimizer's state have a few places that
take turns: an update reads one and writes the next, so nothing is copied, and what was before is there still.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array
from ..network.network import Batch, Network
from .clipping import clipped
from .parameters import flatten, views
from .spec import Training
from .stepper import Objective, Workspace, backward_program, forward_program, objective
from .updates import Buffers, State

Indices = NDArray[np.intp]
"""Which examples, by their numbers."""


def batches(examples: int, size: int, seed: int) -> Iterator[Indices]:
    """Without end: the examples in an order drawn anew for each epoch, cut into batches; the last is the rest.

    A batch of all examples keeps their own order.
    """
    if size == examples:
        yield from repeat(np.arange(examples))
    rng = np.random.default_rng(seed)
    while True:
        order = rng.permutation(examples)
        for start in range(0, examples, size):
            yield order[start : start + size]


class Place:
    """Parameters (p), the network of views into them, and the optimizer's state (p each)."""

    def __init__(self, parameters: Array, state: State, like: Network) -> None:
        self.parameters, self.state = parameters, state
        self.network = views(parameters, like)

    def like(self) -> "Place":
        """Another of the same shapes; what it holds is undefined."""
        state = tuple(np.empty_like(array) for array in self.state)
        return Place(np.empty_like(self.parameters), state, self.network)


class _Passes:
    """Both passes over batches of one size: for each place a workspace, and the program that fills it.

    A batch of all the data is read where it is, and each place has a workspace of its own; smaller batches are
    gathered into one workspace for all places.
    """

    def __init__(self, places: tuple[Place, ...], data: Batch, size: int, goal: Objective) -> None:
        network = places[0].network
        self._gather: tuple[Callable[[Indices], object], ...] = ()
        if size == len(data.inputs):
            self.spaces = tuple(Workspace(network, data) for _ in places)
        else:
            batch = Batch(np.empty_like(data.inputs[:size]), np.empty_like(data.targets[:size]))
            self._gather = (
                partial(data.inputs.take, axis=0, out=batch.inputs, mode="clip"),
                partial(data.targets.take, axis=0, out=batch.targets, mode="clip"),
            )
            self.spaces = (Workspace(network, batch),) * len(places)
        self._networks, self._goal = tuple(place.network for place in places), goal
        self._programs = tuple(
            forward_program(place.network, space, place.parameters) + backward_program(place.network, space, goal)
            for place, space in zip(places, self.spaces, strict=True)
        )

    def run(self, rows: Indices, at: int) -> Workspace:
        """The passes over these examples with the parameters of this place, and where they wrote."""
        for gather in self._gather:
            gather(rows)
        for call in self._programs[at]:
            call()
        return self.spaces[at]

    def mask(self, at: int) -> None:
        """The backward pass once more where the last one wrote, with what a flat side blocks at 0."""
        for call in backward_program(self._networks[at], self.spaces[at], self._goal, masks=True):
            call()


class Descent:
    """The state after `step` updates, and how it moves on.

    `gradient()` computes the gradient of the present state on its next batch, into `space`; `update()` then makes
    the next state of it. The present state is in the place with the number `at`. learning_rate: of the last update,
    None before the first. np.errstate is the caller's.
    """

    def __init__(self, training: Training, places: int = 2) -> None:
        data = Batch(np.ascontiguousarray(training.data.inputs), np.ascontiguousarray(training.data.targets))
        parameters = flatten(training.network)
        first = Place(parameters, training.optimizer.init(parameters), training.network)
        self.places = (first, *(first.like() for _ in range(places - 1)))
        scratch = (np.empty_like(parameters), np.empty_like(parameters))
        self._buffers = tuple(Buffers(place.parameters, place.state, scratch) for place in self.places)
        self._clipped = np.empty_like(parameters)
        goal = objective(training.loss, training.reduction, data.targets)
        size = training.examples_of_update
        sizes = {size, training.examples % size} - {0}
        self._passes = {rows: _Passes(self.places, data, rows, goal) for rows in sizes}
        self._order = batches(training.examples, size, training.seed)
        self._training = training
        self._factor, self._update = training.schedule.row.factor, training.optimizer.row.update
        self.step, self.at = 0, 0
        self.learning_rate: float | None = None
        self.full_batch = size == training.examples
        self.spaces = self._passes[size].spaces
        self.space = self.spaces[0]

    def place(self, back: int = 0) -> Place:
        """Where the present state is, or the state so many updates ago: fewer than there are places."""
        return self.places[self.number(back)]

    def number(self, back: int = 0) -> int:
        """The number of that place."""
        return (self.at - back) % len(self.places)

    def gradient(self) -> None:
        """Both passes of the present state over its next batch."""
        rows = next(self._order)
        self.space = self._passes[len(rows)].run(rows, self.at)

    def mask(self) -> None:
        """The gradient in `space` once more, with what a flat side blocks at 0 even where what comes back is not
        finite: to be asked for where `space` is not, as it changes nothing else."""
        if any(layer.activation.blocks for layer in self.place().network.layers):
            self._passes[len(self.space.inputs)].mask(self.at)

    def update(self) -> None:
        """From the present state to the next by the gradient in `space`."""
        training, place = self._training, self.places[self.at]
        optimizer = training.optimizer
        gradient = self.space.gradient
        if training.clip_norm is not None:
            gradient = clipped(gradient, training.clip_norm, self._clipped)
        factor = self._factor(self.step, training.steps, training.schedule.values)
        self.learning_rate = rate = optimizer.learning_rate * factor
        self.step += 1
        self.at = self.step % len(self.places)
        out = self._buffers[self.at]
        self._update(place.parameters, gradient, place.state, self.step, rate, optimizer.values, out)


def bare_steps(training: Training) -> Iterator[Network]:
    """The network after each update, and nothing that nobody asked for.

    Its arrays are overwritten two updates later. np.errstate is the caller's, and so is a look at what units die
    and whether numbers stay finite.
    """
    descent = Descent(training)
    for _ in range(training.steps):
        descent.gradient()
        descent.update()
        yield descent.place().network
