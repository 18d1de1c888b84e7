"""Wrong answers: one mistake, two of them, slips of the pen, and rounding on the way."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TypeVar

import numpy as np

from bench.marking.comparing import says, to_decimals, to_significant
from bench.marking.student import Place, Slip, worked_out
from bench.marking.tasks import Array, Task, random_task
from bench.marking.ways import WAYS, places

T = TypeVar("T")
Hand = Mapping[Place, Array]
TOGETHER, APART = "two in one array", "two in two arrays"
PEN, ROUNDING = "slip in 1 to 3 entries", "early rounding"
SHARES: Mapping[str, float] = {TOGETHER: 0.1, APART: 0.1, PEN: 0.12, ROUNDING: 0.08}
"""Of all answers; the rest are made with one mistake, each as often as any other."""
EVERYWHERE = ("mean_missing", "mean_extra", "bias_missing", "bias_gradient_of_inputs", "sign_flipped")
"""Mistakes that a student makes in every array, once he makes them."""


@dataclass(frozen=True)
class WrongAnswer:
    """Arrays that a student hands in: what he did, by its row in the table, and how he hands it in."""

    row: str
    task: Task
    slips: tuple[Slip, ...]
    hand: Hand
    form: str

    @property
    def codes(self) -> frozenset[str]:
        """Of the mistakes that were made; none for slips of the pen and for rounding."""
        return frozenset(slip.code for slip in self.slips)


@dataclass
class Generator:
    """Wrong answers with mistakes of these codes; `left_out` counts what was made and does not show, by its row."""

    codes: Sequence[str]
    tasks: Sequence[Task]
    rng: np.random.Generator
    left_out: Counter[str] = field(default_factory=Counter)

    def answers(self, count: int) -> Iterator[WrongAnswer]:
        """So many answers: the rows of the table in turn."""
        kinds: Mapping[str, Callable[[], WrongAnswer | None]] = {
            TOGETHER: partial(self._two, apart=False),
            APART: partial(self._two, apart=True),
            PEN: self._slip_of_the_pen,
            ROUNDING: self._rounded_early,
        }
        wanted = {row: round(share * count) for row, share in SHARES.items()}
        single = self._shares(count - sum(wanted.values()))
        for code, number in single.items():
            yield from self._some(code, number, partial(self._one, code))
        for row, make in kinds.items():
            yield from self._some(row, wanted[row], make)

    def _shares(self, count: int) -> dict[str, int]:
        """How often each mistake is made, of those that can be made on these tasks."""
        possible = [code for code in self.codes if any(next(WAYS[code](task), None) for task in self.tasks)]
        return {code: count // len(possible) + (i < count % len(possible)) for i, code in enumerate(possible)}

    def _some(self, row: str, count: int, make: Callable[[], WrongAnswer | None]) -> Iterator[WrongAnswer]:
        """So many of a row, or fewer where hardly any of them shows."""
        for _ in range(20 * count):
            if count == 0:
                return
            made = make()
            if made is None:
                self.left_out[row] += 1
            else:
                count -= 1
                yield made

    def _one(self, code: str) -> WrongAnswer | None:
        """One mistake, alone or with other arrays; or the same one wherever it can be made."""
        able = [(task, ways) for task in self.tasks if (ways := list(WAYS[code](task)))]
        task, ways = able[self.rng.integers(len(able))]
        slip = self._of(ways)
        if code in EVERYWHERE and self.rng.random() < 0.2:
            same = [other for other in ways if other.how == slip.how]
            return self._handed(code, task, same, list(places(task)), "everywhere")
        form = self._of(("alone", "rounded", "together", "follows" if slip.quantity == "delta" else "together"))
        return self._handed(code, task, [slip], self._which(task, slip, form), form)

    def _which(self, task: Task, slip: Slip, form: str) -> list[Place]:
        """What is handed in: the array alone, with others, or only one that follows from it."""
        if form == "together":
            return [place for place in places(task) if place == slip.place or self.rng.random() < 0.7]
        if form == "follows":
            below = [place for place in places(task) if _follows(place, slip.place)]
            return [self._of(below)]
        return [slip.place]

    def _two(self, *, apart: bool) -> WrongAnswer | None:
        """Two different mistakes, in the same array or in two."""
        row = APART if apart else TOGETHER
        task = self._of(self.tasks)
        first = self._of(self._ways(task))
        others = [slip for slip in self._ways(task) if slip.code != first.code]
        second = self._of([slip for slip in others if (slip.place != first.place) == apart] or others)
        if apart == (first.place == second.place):
            return None
        chosen = {first.place, second.place}
        if self.rng.random() < 0.3:
            chosen |= set(places(task))
        return self._handed(row, task, [first, second], sorted(chosen), "together" if len(chosen) > 1 else "alone")

    def _ways(self, task: Task) -> list[Slip]:
        """A way of each mistake that can be made on a task, at random."""
        ways = [list(WAYS[code](task)) for code in self.codes]
        return list(chain.from_iterable([self._of(some)] for some in ways if some))

    def _handed(
        self, row: str, task: Task, slips: Sequence[Slip], chosen: Sequence[Place], form: str
    ) -> WrongAnswer | None:
        """The answer; None where it shows no more than fewer of these mistakes would."""
        rounding = partial(to_significant, digits=int(self.rng.integers(3, 7)))
        hand = _picked(worked_out(task, slips), chosen)
        if form == "rounded":
            hand = {place: rounding(array) for place, array in hand.items()}
        fewer = [()] if form == "everywhere" else [[s for s in slips if s is not left_out] for left_out in slips]
        if not all(np.isfinite(array).all() for array in hand.values()):
            return None
        if any(_all_say(hand, worked_out(task, some)) for some in fewer):
            return None
        return WrongAnswer(row, task, tuple(slips), hand, form)

    def _slip_of_the_pen(self) -> WrongAnswer | None:
        """One to three entries of an array gone wrong, alone or with what follows from them."""
        task = self._of(self.tasks)
        place = self._of(list(places(task)))
        seed = int(self.rng.integers(2**32))
        paper = worked_out(task, errors={place: lambda array: _scribbled(array, np.random.default_rng(seed))})
        chosen = [other for other in places(task) if other == place or self.rng.random() < 0.2]
        hand = _picked(paper, chosen)
        if _all_say(hand, worked_out(task)):
            return None
        return WrongAnswer(PEN, task, (), hand, "alone" if len(chosen) == 1 else "together")

    def _rounded_early(self) -> WrongAnswer | None:
        """Every result rounded to two to four digits and carried on; one of them handed in, or all."""
        task = self._of(self.tasks)
        how = self._of((to_decimals, to_significant))
        digits = int(self.rng.integers(2, 5))
        paper = worked_out(task, rounding=lambda array: how(array, digits))
        alone = self.rng.random() < 0.5
        hand = _picked(paper, [self._of(list(places(task)))] if alone else list(places(task)))
        if _all_say(hand, worked_out(task)):
            return None
        return WrongAnswer(ROUNDING, task, (), hand, "alone" if alone else "together")

    def _of(self, some: Sequence[T]) -> T:
        return some[int(self.rng.integers(len(some)))]


def generator(codes: Sequence[str], networks: int, seed: int) -> Generator:
    """Wrong answers on so many random networks."""
    return Generator(codes, [random_task(seed, number) for number in range(networks)], np.random.default_rng(seed))


def _picked(paper: Hand, chosen: Sequence[Place]) -> dict[Place, Array]:
    return {place: paper[place] for place in chosen}


def _all_say(hand: Hand, other: Hand) -> bool:
    """Does each array say what the other hand has in its place?"""
    return all(says(array, other[place]) for place, array in hand.items())


def _follows(place: Place, source: Place) -> bool:
    """Is an array made from a δ?"""
    quantity, layer = place
    return (quantity == "delta" and layer < source[1]) or (
        quantity in ("weight_gradient", "bias_gradient") and layer <= source[1]
    )


def _scribbled(array: Array, rng: np.random.Generator) -> Array:
    """With one to three entries changed: a sign lost, a digit slipped, a point shifted, a neighbour's number."""
    flat = array.ravel().copy()
    size = float(np.abs(flat).max()) or 1.0
    for index in rng.choice(flat.size, size=min(flat.size, int(rng.integers(1, 4))), replace=False):
        value = flat[index]
        flat[index] = (
            -value,
            value + float(rng.normal()) * size,
            value * (10.0 if rng.random() < 0.5 else 0.1),
            flat[(index + 1) % flat.size],
            value + float(rng.integers(1, 10)) / 10,
        )[int(rng.integers(5))]
    return flat.reshape(array.shape)
