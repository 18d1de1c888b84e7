"""Mistakes that make an array a multiple of the right one: a sign, the number of examples, another constant.

n example, o output unit.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from ...engine.analysis.case import Case
from ...engine.arrays import Array
from ...engine.network.quantities import GRADIENTS
from ..sheet.sheet import Sheet
from .attempts import Attempt, Attempts, told

SIGN_FLIPPED, MEAN_MISSING, MEAN_EXTRA = "sign_flipped", "mean_missing", "mean_extra"
CONSTANT_FACTOR = "constant_factor"
SIGNS = {Fraction(1, 2): "½", Fraction(1, 3): "⅓", Fraction(1, 4): "¼", Fraction(2, 3): "⅔", Fraction(3, 4): "¾"}


class Scale(NamedTuple):
    """A mistake that multiplies every entry: its code, by how much, and what was done, to begin a sentence with.

    `detail`: the factor, where another one would be another mistake.
    """

    code: str
    factor: Fraction
    done: str
    detail: float | None = None

    def apply(self, case: Case, quantity: str, layer: int, array: Array) -> Attempt:
        """What becomes of an array of a quantity."""
        message = told(case, quantity, layer, self.done)
        return Attempt(array * array.dtype.type(float(self.factor)), message, detail=self.detail)


def scales(case: Case, quantity: str, layer: int) -> Iterator[Scale]:
    """All that may multiply δ, ∇W or ∇b of a layer; no two by as much."""
    if quantity not in ("delta", *GRADIENTS):
        return
    yield from (_sign(case, quantity, layer), *(by_number := list(_by_number(case, quantity))))
    taken = {1, *(scale.factor for scale in by_number)}
    for factor, why in _factors(case, layer).items():
        if factor not in taken:
            yield Scale(
                CONSTANT_FACTOR, factor, f"Every entry is {written(factor)} the right one{why}", float(factor)
            )


def of_scale(code: str) -> Attempts:
    """The ways of making a mistake that multiplies the array."""

    def attempts(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
        right = sheet.value(quantity, layer)
        for scale in scales(sheet.case, quantity, layer):
            if scale.code == code:
                yield scale.apply(sheet.case, quantity, layer, right)

    return attempts


def written(factor: Fraction) -> str:
    """½ of, 1/5 of, 3 times, 3/2 times."""
    return f"{SIGNS.get(factor, factor)} {'of' if factor < 1 else 'times'}"


def _sign(case: Case, quantity: str, layer: int) -> Scale:
    at_output = quantity == "delta" and layer == case.top
    return Scale(SIGN_FLIPPED, Fraction(-1), f"Every sign is flipped{' (y − ŷ for ŷ − y)' if at_output else ''}")


def _by_number(case: Case, quantity: str) -> Iterator[Scale]:
    """N and 1/N: the sum over the examples for their mean, and a mean where none belongs, or twice."""
    number = case.examples
    if number == 1:
        return
    if quantity in GRADIENTS and case.averaged:
        done = f"The gradients of the {number} examples are added up, but not divided by {number}"
        yield Scale(MEAN_MISSING, Fraction(number), done)
    again = " twice" if quantity != "delta" and case.averaged else ""
    done = f"This is divided by {number}, the number of examples{again and f',{again}'}"
    if quantity == "delta":
        done += ", but an error signal belongs to one example"
    yield Scale(MEAN_EXTRA, Fraction(1, number), done)


def _factors(case: Case, layer: int) -> Mapping[Fraction, str]:
    """The other constants that get lost or are made up, each with where it may come from."""
    widths = tuple(case.width(m) for m in range(layer, case.top + 1))
    return _factors_of(widths, case.examples, case.loss.quadratic)


@lru_cache(maxsize=256)
def _factors_of(widths: tuple[int, ...], examples: int, squared: bool) -> Mapping[Fraction, str]:
    """`widths`: of the layers from here to the output; `squared`: of a squared error."""
    found: dict[Fraction, str] = {}
    if squared:
        outputs = widths[-1]
        found[Fraction(1, 2)] = " (the 2 of the square is missing: 1/n for 2/n)"
        found.setdefault(Fraction(outputs, 2), " (as for a loss of ½ Σ (ŷ − y)²)")
        found.setdefault(Fraction(2), " (a 2 too many: that of the square is there already)")
        found.setdefault(Fraction(outputs), f" (added up over the {outputs} outputs, but not divided by {outputs})")
        found.setdefault(Fraction(1, outputs), f" (divided by {outputs}, the number of outputs, once more)")
    for number in (2, examples, *widths):
        found.setdefault(Fraction(number), "")
        found.setdefault(Fraction(1, number), "")
    return found
