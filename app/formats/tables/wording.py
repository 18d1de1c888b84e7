"""How a table was read, in a sentence."""

from collections.abc import Sequence

from app.formats.tables.columns import Column
from app.formats.tables.dialect import LITERAL
from app.formats.tables.grid import Grid
from app.formats.tables.missing import named

SEPARATORS = {
    ",": "commas between the columns",
    ";": "semicolons between the columns",
    "\t": "tabs between the columns",
    "|": "bars between the columns",
    " ": "blanks between the columns",
    "[": "as a bracketed literal",
}


def reading_words(grid: Grid, encoding: str | None, columns: Sequence[Column], examples: int | None) -> str:
    """Marks, separator, header and encoding, and what came of it: `examples` is None where nothing did (yet)."""
    parts = [named(grid.judged.marks)]
    if grid.separator in SEPARATORS and (grid.width > 1 or grid.separator == LITERAL):
        parts.append(SEPARATORS[grid.separator])
    parts.append({True: "a header", False: "no header", None: "a first row that may be a header"}[grid.header])
    if encoding not in (None, "UTF-8"):
        parts.append(f"as {encoding}")
    text = f"Read with {', '.join(parts)}"
    if examples is None:
        return f"{text}."
    inputs = sum(column.role == "input" for column in columns)
    return f"{text}: {_count(examples, 'example')} of {_count(inputs, 'input')}."


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
