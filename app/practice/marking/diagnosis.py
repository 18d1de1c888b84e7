"""Which mistakes give the array that was handed in: all that do, as alternatives.

n example, i input unit, o output unit.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

import numpy as np

from ...engine.arrays import Array
from ..mistakes.evidence import redrawn
from ..mistakes.fits import Fit, fit
from ..mistakes.pairs import pairs
from ..mistakes.search import Candidate, singles
from ..mistakes.table import ROUNDED_TOO_EARLY
from ..mistakes.updated_weights import UPDATED_WEIGHTS, on_line
from ..sheet.rounded import Rounded, coarsely_rounded
from ..sheet.sheet import Place, Sheet
from ..sheet.symbols import symbol
from ..sheet.uncertainty import uncertainty

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

    `handed_in`: the places of all answers. What is right but for its digits is told as that and never as a mistake.
    Nothing is told of zeros, nor where too many fit.
    """
    others.value(*place)
    if float(np.abs(values).max()) <= NOTHING * float(uncertainty(sheet, *place).max()):
        return ()
    updates = any(quantity == "weight_gradient" and layer > place[1] for quantity, layer in others.given)
    sheets = [sheet, others] if others.used or updates else [sheet]
    right = [one.value(*place) for one in sheets]
    for array in right:
        if (digits := coarsely_rounded(values, array)) is not None:
            return (_too_early(sheet, place, digits),)
    search = Search(place, values, tolerance, handed_in, recomputations)
    found = search.found(sheets, right)
    return _alternatives([search.weighed(sheets[finding.on_top], finding) for finding in found])


def _too_early(sheet: Sheet, place: Place, digits: Rounded) -> Diagnosis:
    """Told of what is right but for its digits."""
    written = symbol(*place, sheet.case.top)
    message = (
        f"{written} is right but for its digits: rounded to {digits}, too few to be marked; give three or more."
    )
    return Diagnosis((ROUNDED_TOO_EARLY,), message)


class Search(NamedTuple):
    """What is looked for: the mistakes that give the values at a place."""

    place: Place
    values: Array
    tolerance: float
    handed_in: Set[Place]
    recomputations: int

    def found(
        self, sheets: Sequence[Sheet], right: Sequence[Array], codes: Set[str] | None = None
    ) -> list[Finding]:
        """All candidates that fit what is right, or are on top of the second sheet: one mistake, else two."""
        alone = [list(singles(one, self.place, self.handed_in, self.recomputations, codes=codes)) for one in sheets]
        found = [finding for n, some in enumerate(alone) for finding in self._fitting(some, right, on_top=n > 0)]
        if not found:
            for n, (one, some) in enumerate(zip(sheets, alone, strict=True)):
                found += self._fitting(pairs(one, self.place, self.values, some), right, on_top=n > 0)
        return found

    def _fitting(self, candidates: Iterable[Candidate], right: Sequence[Array], on_top: bool) -> Iterator[Finding]:
        for candidate in candidates:
            whole = _fitting(candidate, self.values, right, self.tolerance)
            if whole is not None:
                yield Finding(whole, on_top)

    def weighed(self, sheet: Sheet, finding: Finding) -> Finding:
        """The finding, not certain by itself where the same mistake gives the same values in another network."""
        codes = frozenset(finding.candidate.codes)
        for other in redrawn(sheet):
            found = self.found([other], [other.value(*self.place)], codes)
            if any(codes == frozenset(one.candidate.codes) for one in found):
                return finding._replace(candidate=finding.candidate._replace(certain=False))
        return finding


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
    """What fits, each set of mistakes once; those made on the spot come before those made further up.

    A rate is read off the student's own ∇W, with which the weights were updated, where that fits.
    """
    ordered = sorted(
        found,
        key=lambda finding: (
            finding.candidate.upstream,
            finding.on_top != (UPDATED_WEIGHTS in finding.candidate.codes),
        ),
    )
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
