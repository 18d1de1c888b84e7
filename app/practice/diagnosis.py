"""Which mistakes give the array that was handed in: all that do, as alternatives.

n example, i input unit, o output unit.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

import numpy as np

from app.engine.arrays import Array
from app.practice.fits import Fit, fit
from app.practice.pairs import pairs
from app.practice.rounded import coarsely_rounded
from app.practice.search import Candidate, singles
from app.practice.sheet import Place, Sheet
from app.practice.uncertainty import uncertainty
from app.practice.updated_weights import on_line

MOST_ALTERNATIVES = 4
"""Where more mistakes give the same numbers, these say nothing."""

NOTHING = 16
"""Times what rounding alone may do: an array below that is zero, and zeros say nothing."""

Cause = tuple[str, float | None]
"""A mistake by its code, with the factor or the rate that was found, if it has one."""


class Diagnosis(NamedTuple):
    """What was probably done: the mistakes made together, one or several, and a sentence for the one who made them.

    `details`: of each mistake, the factor or the rate that was found. `certain`: by itself; if not, it is told only
    where another answer says the same.
    """

    codes: tuple[str, ...]
    message: str
    details: tuple[float | None, ...] = ()
    certain: bool = True

    @property
    def code(self) -> str:
        """The first of the mistakes."""
        return self.codes[0]

    @property
    def causes(self) -> frozenset[Cause]:
        """The mistakes, to be held against those of another answer."""
        details = self.details or (None,) * len(self.codes)
        return frozenset(zip(self.codes, details, strict=True))


class Finding(NamedTuple):
    """A candidate that fits; `on_top` of other answers as they were handed in."""

    candidate: Candidate
    on_top: bool


def own_mistakes(
    sheet: Sheet,
    others: Sheet,
    place: Place,
    values: Array,
    tolerance: float,
    handed_in: Set[Place],
    recomputations: int,
) -> tuple[Diagnosis, ...]:
    """The mistakes that fit, made with what is right or with the other answers: one alone, else two at once.

    `handed_in`: the places of all answers. Nothing is told of zeros, of what was
    rounded too early, nor where too many fit.
    """
    others.value(*place)
    if float(np.abs(values).max()) <= NOTHING * float(uncertainty(sheet, *place).max()):
        return ()
    sheets = [sheet, others] if others.used else [sheet]
    right = [one.value(*place) for one in sheets]
    if any(coarsely_rounded(values, array) for array in right):
        return ()
    alone = [list(singles(one, place, handed_in, recomputations)) for one in sheets]

    def fitting(found: Iterable[Candidate], on_top: bool) -> Iterator[Finding]:
        for candidate in found:
            whole = _fitting(candidate, values, right, tolerance)
            if whole is not None:
                yield Finding(whole, on_top)

    found = [finding for n, some in enumerate(alone) for finding in fitting(some, on_top=n > 0)]
    if not found:
        for n, (one, some) in enumerate(zip(sheets, alone, strict=True)):
            found += fitting(pairs(one, place, values, some), on_top=n > 0)
    return _alternatives(found)


def _fitting(candidate: Candidate, values: Array, right: Sequence[Array], tolerance: float) -> Candidate | None:
    """The candidate, if it fits and shows, with its rate found if it wants one."""
    attempt = candidate.attempt
    if attempt.direction is not None:
        found = on_line(values, attempt, tolerance)
        if found is None:
            return None
        attempt = found
    elif fit(values, attempt.array, tolerance) is None or not attempt.array.any():
        return None
    if any(fit(attempt.array, array, tolerance) is Fit.WITHIN_TOLERANCE for array in right):
        return None
    details = candidate.details if attempt.detail is None else (attempt.detail, *candidate.details[1:])
    return candidate._replace(attempt=attempt, details=details)


def _alternatives(found: Sequence[Finding]) -> tuple[Diagnosis, ...]:
    """What fits, each set of mistakes once; those made on the spot come before those made further up."""
    ordered = sorted(found, key=lambda finding: (finding.candidate.upstream, finding.on_top))
    kinds: dict[frozenset[str], list[Finding]] = {}
    for finding in ordered:
        kinds.setdefault(frozenset(finding.candidate.codes), []).append(finding)
    if len(kinds) > MOST_ALTERNATIVES:
        return ()
    return tuple(map(_told, kinds.values()))


def _told(ways: Sequence[Finding]) -> Diagnosis:
    """The ways of making the same mistakes as one diagnosis: on the spot if that fits, else further up."""
    first, on_top = ways[0].candidate, ways[0].on_top
    same = [way.candidate for way in ways if (way.candidate.upstream, way.on_top) == (first.upstream, on_top)]
    messages = dict.fromkeys(candidate.attempt.message for candidate in same)
    tail = " This was made with your other answers as handed in." if on_top else ""
    certain = any(way.candidate.certain for way in ways)
    return Diagnosis(first.codes, " Or: ".join(messages) + tail, first.details, certain)
