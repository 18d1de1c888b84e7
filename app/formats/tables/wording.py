"""How a table was read, in a sentence."""

from collections.abc import Sequence

from .cells.missing import named
from .columns import Column
from .grid import Grid
from .text.dialect import LITERAL

SEPARATORS = {
    ",": "commas between the columns",
    ";": "semicolons between the columns",
    "\t": "tabs between the columns",
    "|": "bars between the columns",
    " ": "blanks between the columns",
    "[": "as a bracketed literal",
}


def reading_words(grid: Grid, encoding: str | None) -> str:
    """Marks, separator, header and encoding, without a full stop."""
    parts = [named(grid.judged.marks)]
    if grid.separator in SEPARATORS and (grid.width > 1 or grid.separator == LITERAL):
        parts.append(SEPARATORS[grid.separator])
    parts.append({True: "a header", False: "no header", None: "a first row that may be a header"}[grid.header])
    if encoding not in (None, "UTF-8"):
        parts.append(f"as {encoding}")
    return f"Read with {', '.join(parts)}"


def size_words(columns: Sequence[Column], examples: int) -> str:
    """What came of it: `4 examples of 1 input`."""
    inputs = sum(column.role == "input" for column in columns)
    return f"{_count(examples, 'example')} of {_count(inputs, 'input')}"


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
