"""Decimal and thousands marks: how a numeral is written, judged once for all cells of a table."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

BLANKS = " \u00a0\u202f\u2009"
"""Blanks that group digits: plain, no-break, narrow no-break, thin."""

APOSTROPHES = "'\u2019"
NO_THOUSANDS = ""
THOUSANDS: Mapping[str, str] = {",": ",", ".": r"\.", " ": f"[{BLANKS}]", "'": f"[{APOSTROPHES}]"}
"""A thousands mark as it is named, and what it may look like."""

LONGEST_NUMERAL = 400
"""Characters beyond which a cell is no number; float64 needs less."""

MINUS = re.compile("^[\u2212\u2012\u2013\ufe63\uff0d](?=[0-9.,])")
EXPONENT_MINUS = re.compile("(?<=[eE])[\u2212\u2012\u2013\ufe63\uff0d](?=[0-9])")
WHOLE = re.compile(r"[+-]?[0-9]+(?:[eE][+-]?[0-9]+)?")
MARKED = re.compile(rf"[+-]?[0-9.,{BLANKS}{APOSTROPHES}]*[0-9][.,]?(?:[eE][+-]?[0-9]+)?")
"""A superset of the numerals of every marking."""


def tidy(cell: str) -> str:
    """A cell without blanks around it, and with plain signs where it is a numeral."""
    text = cell.strip()
    if text and not text.isascii():
        text = EXPONENT_MINUS.sub("-", MINUS.sub("-", text))
    return text


@dataclass(frozen=True, slots=True)
class Marks:
    """A decimal mark, and a thousands mark or none."""

    decimal: str
    thousands: str
    _numeral: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_numeral", _numeral(self.decimal, self.thousands))

    def fits(self, text: str) -> bool:
        """Whether a tidy text is a numeral so written."""
        return len(text) <= LONGEST_NUMERAL and self._numeral.fullmatch(text) is not None

    def value(self, text: str) -> float | None:
        """The number of a tidy text, or of a fraction of two; None for none, infinity where it is too large.

        A zero has no sign: an answer sends 0.
        """
        if self.fits(text):
            return self._plain(text) + 0.0
        numerator, slash, denominator = text.partition("/")
        if not slash or len(text) > LONGEST_NUMERAL:
            return None
        above, below = tidy(numerator), tidy(denominator)
        if not (self.fits(above) and self.fits(below)):
            return None
        divisor = self._plain(below)
        if divisor == 0 or math.isinf(divisor):
            return None
        return self._plain(above) / divisor + 0.0

    def _plain(self, text: str) -> float:
        return float(self.plain(text))

    def plain(self, text: str) -> str:
        """A numeral so written as Python writes it: with a decimal point and nothing between thousands."""
        if self.thousands:
            marks = {"'": APOSTROPHES, " ": BLANKS}.get(self.thousands, self.thousands)
            for mark in marks:
                text = text.replace(mark, "")
        return text.replace(",", ".") if self.decimal == "," else text


@lru_cache
def _numeral(decimal: str, thousands: str) -> re.Pattern[str]:
    """The form of a numeral. A group of three never follows a leading zero: 0,123 has a decimal comma."""
    point = re.escape(decimal)
    grouped = rf"|[1-9][0-9]{{0,2}}(?:{THOUSANDS[thousands]}[0-9]{{3}})+" if thousands else ""
    return re.compile(rf"[+-]?(?:(?:[0-9]+{grouped})(?:{point}[0-9]*)?|{point}[0-9]+)(?:[eE][+-]?[0-9]+)?")


PLAIN = Marks(".", NO_THOUSANDS)
ALL = (
    PLAIN,
    Marks(",", NO_THOUSANDS),
    Marks(".", " "),
    Marks(",", " "),
    Marks(".", "'"),
    Marks(",", "'"),
    Marks(".", ","),
    Marks(",", "."),
)
"""Every marking, the simplest first: of several that fit equally many cells the first is taken."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The marks of a table, and a cell that could as well be read otherwise, with the marks that would."""

    marks: Marks
    doubtful: str | None = None
    other: Marks | None = None


def could_be_number(text: str) -> bool:
    """Whether a tidy text is a numeral under some marking, or a fraction of two."""
    above, slash, below = text.partition("/")
    if slash:
        return could_be_number(tidy(above)) and could_be_number(tidy(below)) if "/" not in below else False
    return WHOLE.fullmatch(text) is not None or any(marks.fits(text) for marks in ALL)


def judge(cells: Counter[str], separator: str, candidates: Sequence[Marks]) -> Judged:
    """The marks with which the most cells are numerals, judged from all of them together.

    Where a single mark before three digits leaves it open (1,234 alone), it is the decimal mark; but where commas
    stand between the columns too, a quoted comma is a thousands mark. Which it was is told as `doubtful`.

    `cells`: how often each tidy text comes. `candidates`: a part of `ALL`, at least one.
    """
    marked = {text: times for text, times in cells.items() if _is_marked(text)}
    order = sorted(candidates, key=lambda m: (m != PLAIN, m.thousands != ",")) if separator == "," else candidates
    fitting = {marks: sum(n for text, n in marked.items() if marks.fits(text)) for marks in order}
    best = max(order, key=lambda marks: fitting[marks])
    if not fitting[best]:
        return Judged(candidates[0])
    for other in order:
        if other.decimal != best.decimal and fitting[other] == fitting[best]:
            text = next((text for text in marked if _differ(best, other, text)), None)
            if text is not None:
                return Judged(best, text, other)
    return Judged(best)


def _is_marked(text: str) -> bool:
    """Whether a numeral tells anything of the marks. Of a fraction, its parts are too short to."""
    return len(text) <= LONGEST_NUMERAL and WHOLE.fullmatch(text) is None and MARKED.fullmatch(text) is not None


def _differ(one: Marks, other: Marks, text: str) -> bool:
    return one.fits(text) and other.fits(text) and one.value(text) != other.value(text)
