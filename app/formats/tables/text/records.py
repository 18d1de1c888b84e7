"""A text as records: the line that each begins on, and its cells as they stand, of any width."""

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

from ..faults import TableError, TableTooLarge
from .dialect import BLANKS, NONE, Dialect

LINE = re.compile(r"((?:[ \t]*+[\r\n])++)|[^\r\n]+(?:\r\n|\r|\n)?")
"""A run of empty lines, else a line with its end."""

TABBED_LINE = re.compile(r"((?: *+[\r\n])++)|[^\r\n]+(?:\r\n|\r|\n)?")
"""The same where tabs separate: a line of nothing but tabs is a row of missing cells."""

INSIDE_QUOTES = 4
"""How many times as many separators as columns a line may have, since some may stand inside quotation marks."""


class Record(NamedTuple):
    """The cells of a row, and the line of the text that it begins on, from 1."""

    line: int
    cells: list[str]


class _Lines:
    """The lines of a text that are not empty; `number` is that of the last one taken, from 1."""

    def __init__(self, text: str, separator: str) -> None:
        self.number = 0
        self._following = 1
        self._found = (TABBED_LINE if separator == "\t" else LINE).finditer(text)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        for found in self._found:
            line, empty = found.group(), found.group(1)
            self.number = self._following
            self._following += line.count("\n") + line.count("\r") - line.count("\r\n")
            if empty is None:
                return line
        raise StopIteration


def records(text: str, dialect: Dialect, most_columns: int) -> Iterator[Record]:
    """The records of a text, without those that are empty lines.

    Raises:
        TableTooLarge: a line of more than `most_columns` cells.
        TableError: a quotation mark that is not closed.
    """
    lines = _Lines(text, dialect.separator)
    if dialect.separator in (BLANKS, NONE):
        yield from _split(lines, dialect, most_columns)
    else:
        yield from _parsed(lines, dialect, most_columns)


def _split(lines: _Lines, dialect: Dialect, most_columns: int) -> Iterator[Record]:
    for line in lines:
        stripped = line.strip()
        if not stripped:
            continue
        if dialect.separator == NONE:
            yield Record(lines.number, [_unquoted(stripped, dialect.quote)])
            continue
        cells = re.split(r"[ \t]+", stripped, maxsplit=most_columns)
        if len(cells) > most_columns:
            raise TableTooLarge("columns", len(cells), most_columns)
        yield Record(lines.number, [_unquoted(cell, dialect.quote) for cell in cells])


def _unquoted(cell: str, quote: str) -> str:
    inside = len(cell) > 1 and quote and cell[0] == cell[-1] == quote
    return cell[1:-1].replace(quote * 2, quote) if inside else cell


def _parsed(lines: _Lines, dialect: Dialect, most_columns: int) -> Iterator[Record]:
    first = _First(lines)
    reader = csv.reader(
        _narrow(first, dialect, most_columns),
        delimiter=dialect.separator,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        escapechar=dialect.escape or None,
        skipinitialspace=True,
        strict=True,
    )
    while True:
        first.line = 0
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise TableError(_trouble(str(error), first.line, dialect)) from None
        if cells is None:
            return
        if len(cells) > 1 or any(cell.strip() for cell in cells):
            yield Record(first.line, cells)


class _First:
    """Lines on their way to the reader of records; `line` is the first one since it was set to 0."""

    def __init__(self, lines: _Lines) -> None:
        self.line = 0
        self._lines = lines

    def __iter__(self) -> "_First":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.line = self.line or self._lines.number
        return line


def _narrow(lines: Iterator[str], dialect: Dialect, most_columns: int) -> Iterator[str]:
    """The lines, each held to the number of columns before it is taken apart; empty ends are let go."""
    for line in lines:
        if line.count(dialect.separator) >= most_columns:
            kept = line.rstrip(f"{dialect.separator} \r\n")
            quoted = dialect.quote != "" and dialect.quote in kept
            cells = kept.count(dialect.separator) + 1
            if cells > most_columns * (INSIDE_QUOTES if quoted else 1):
                raise TableTooLarge("columns", cells, most_columns)
            yield f"{kept}\n"
        else:
            yield line


def _trouble(message: str, line: int, dialect: Dialect) -> str:
    if "field larger" in message:
        longest = f"{csv.field_size_limit():,} characters"
        return f"line {line}: a cell is longer than {longest}; is a quotation mark not closed?"
    if "expected after" in message:
        return (
            f"line {line}: text follows a closing quotation mark; expected the separator there, "
            f"and {dialect.quote * 2} for a quotation mark inside a quoted cell"
        )
    return f"line {line}: a quotation mark is opened there and not closed"


def quoted_cells(text: str, dialect: Dialect, most: int) -> list[list[bool]]:
    """Of each of the first records of a text (a sample), which of its cells are quoted."""
    rows: list[list[bool]] = [[]]
    inside = begun = quoted = False
    for character in text:
        if inside:
            inside = character != dialect.quote
        elif character == dialect.quote and (quoted or not begun):
            inside = quoted = begun = True
        elif character == dialect.separator or character in "\r\n":
            if character == dialect.separator or begun or rows[-1]:
                rows[-1].append(quoted)
            begun = quoted = False
            if character in "\r\n" and rows[-1]:
                rows.append([])
                if len(rows) > most:
                    break
        elif not character.isspace():
            begun = True
    if begun or rows[-1]:
        rows[-1].append(quoted)
    return [row for row in rows if row]
