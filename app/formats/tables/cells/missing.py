"""What stands for a missing value, and what else is no number."""

import re

from ..faults import shown
from .marks import ALL, Marks, could_be_number, tidy

EMPTY = frozenset(("", "?", "na", "n/a", "#n/a", "#na", "<na>", "null", "nat"))
"""What a column of classes calls missing, in small letters."""

NO_NUMBER = EMPTY | {
    "-",
    "--",
    "\u2013",
    "\u2014",
    "\u2212",
    ".",
    "*",
    "none",
    "nil",
    "missing",
    "#value!",
    "#div/0!",
    "#ref!",
}
"""What a column of numbers calls missing; `none` and `-` can be names of classes."""

NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)|-?1\.#(?:inf|ind|qnan)", re.IGNORECASE)
SHARE = re.compile(r"[%‰]\s?$")
CURRENCY = re.compile(r"^\s?[$€£¥₹₽]|[$€£¥₹₽]\s?$|^(?:eur|usd|gbp|chf)\b|\b(?:eur|usd|gbp|chf)$", re.IGNORECASE)


def is_missing(text: str) -> bool:
    """Whether a tidy cell says that there is no number; NaN says so, too."""
    return text.lower() in NO_NUMBER or NOT_FINITE.fullmatch(text) is not None


def is_missing_class(text: str) -> bool:
    """Whether a tidy cell says that there is no class."""
    return text.lower() in EMPTY or text.lower() == "nan"


def was_meant_as_number(text: str) -> bool:
    """Whether a tidy cell is a number with a sign of percent or of a currency, which makes it none."""
    bare = tidy(CURRENCY.sub("", SHARE.sub("", text)))
    return bare != text and could_be_number(bare)


def why_no_number(text: str, marks: Marks) -> str:
    """What was expected and what came, for a tidy cell that is no number under the marks of its table."""
    if text == "":
        return "missing; expected a number"
    if NOT_FINITE.fullmatch(text):
        return f"expected a finite number; got {shown(text)}"
    if text.lower() in NO_NUMBER:
        return f"missing ({shown(text)}); expected a number"
    if marks.value(text) is not None:
        return f"expected a number that float64 holds, at most about 1.8e308; got {shown(text)}"
    if any(other.fits(text) for other in ALL):
        return f"expected a number with {named(marks)}, as in the rest of the table; got {shown(text)}"
    if SHARE.search(text):
        return f"expected a plain number; got {shown(text)}, which is a share: write 0.05 for 5 %"
    if CURRENCY.search(text):
        return f"expected a plain number; got {shown(text)}: leave the currency out"
    return f"expected a number; got {shown(text)}"


def named(marks: Marks) -> str:
    """Marks in words: `decimal commas and points between thousands`."""
    decimal = "decimal commas" if marks.decimal == "," else "decimal points"
    thousands = {",": "commas", ".": "points", " ": "blanks", "'": "apostrophes"}.get(marks.thousands)
    return f"{decimal} and {thousands} between thousands" if thousands else decimal
