"""Literals of NumPy, PyTorch, Python, JSON (`[[1, 2], [3, 4]]`) and MATLAB (`[1 2; 3 4]`)."""

import re
from collections.abc import Iterator
from itertools import islice

from ..faults import TableError

NAME = re.compile(r"[A-Za-z_][\w.]{0,99}\s{0,9}=[^\S\n]{0,9}(?=\n|\[|[\w.]{1,99}\()")
"""The name that a result is given, as MATLAB prints it."""

BRACKETED = re.compile(r"(?:\w{1,40}\.){0,4}(?:array|matrix|tensor)?\s{0,9}\(?\s{0,99}\[", re.IGNORECASE)
SOMETHING = re.compile(r"\S")
CELL = re.compile(r"\"[^\"]*+\"|'[^']*+'|[^\s,]+")
FRACTION = re.compile(r"\bFraction\(\s{0,9}([+-]?[0-9]+)\s{0,9},\s{0,9}([0-9]+)\s{0,9}\)")
SPACED_FRACTION = re.compile(r"(?<=[0-9])[ \t]{0,9}/[ \t]{0,9}(?=[+−-]?[0-9])")
ROW = re.compile(r"\[[^\[\]]*\]")
ELIDED = re.compile(r"\]\s*+(?:,\s*+)?(?:\.\.\.|\u2026)\s*+,?\s*+\[")
"""Rows that were left out where a large array was printed."""
DEEP = re.compile(r"\[\s*+\[\s*+\[")


def plain_fractions(text: str) -> str:
    """Fractions as one word each: Python's `Fraction(3, 7)`, and `3 / 7` of a computer algebra system, as `3/7`."""
    if "/" not in text and "Fraction(" not in text:
        return text
    return SPACED_FRACTION.sub("/", FRACTION.sub(r"\1/\2", text))


def without_name(text: str) -> str:
    """The text without the name that it is given."""
    named = NAME.match(text, start_of(text))
    return text[named.end() :] if named else text


def is_literal(text: str) -> bool:
    """Whether a text is a bracketed literal."""
    return BRACKETED.match(text, start_of(text)) is not None


def start_of(text: str) -> int:
    """Where the first character stands that is no blank; the end where there is none."""
    found = SOMETHING.search(text)
    return found.start() if found else len(text)


def literal_rows(text: str, most_columns: int) -> Iterator[list[str]]:
    """The rows of a literal as cells, at most one more than `most_columns` of each.

    Raises TableError where rows were left out of it (...), or it has more than two dimensions.
    """
    body = text[text.index("[") : text.rfind("]") + 1 or None]
    if elided := ELIDED.search(body):
        line = text.count("\n", 0, text.index("[") + elided.end()) + 1
        raise TableError(
            f"rows are left out of the text (before line {line}); print the whole array, with NumPy after "
            "numpy.set_printoptions(threshold=numpy.inf), or save it as CSV"
        )
    if DEEP.match(body):
        raise TableError(
            "expected rows of numbers; got an array of three or more dimensions; reshape it to rows first"
        )
    inner = (found.group()[1:-1] for found in ROW.finditer(body))
    first = next(inner, None)
    if first is None:
        return
    second = next(inner, None)
    if second is None:
        rows: Iterator[str] = iter(re.split(r"[;\n]", first))
    else:
        rows = (row for part in ([first, second], inner) for row in part)
    for row in rows:
        cells = [cell.group().strip("\"'") for cell in islice(CELL.finditer(row), most_columns + 1)]
        if cells or second is not None:  # an empty pair of brackets among others is an empty row
            yield cells
