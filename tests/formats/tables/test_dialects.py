"""Random tables in any dialect come in as the numbers that they were written from, or are refused at the cell."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from tests.formats.tables.helpers import faults, read, rows

pytestmark = pytest.mark.slow

MINUS = ("-", "\u2212", "\u2013", "\u2012")
BLANK_MARKS = (" ", "\u00a0", "\u202f")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")


@dataclass(frozen=True)
class Style:
    """How a table is written."""

    separator: str
    decimal: str
    thousands: str
    minus: str
    quoting: str
    header: bool
    ending: str
    empty_columns: int
    empty_lines: int
    encoding: str | None


@st.composite
def styles(draw: st.DrawFn) -> Style:
    separator = draw(st.sampled_from(",;\t| "))
    quoting = "none" if separator == " " else draw(st.sampled_from(("none", "minimal", "all")))
    bare = quoting == "none"
    decimal = "." if separator == "," and bare else draw(st.sampled_from(".,"))
    marks = ["", "'", *BLANK_MARKS, "." if decimal == "," else ","]
    thousands = draw(
        st.sampled_from([m for m in marks if m != separator and not (bare and separator == " " and m)])
    )
    return Style(
        separator,
        decimal,
        thousands,
        draw(st.sampled_from(MINUS)),
        quoting,
        draw(st.booleans()),
        draw(st.sampled_from(("\n", "\r\n", "\r"))),
        draw(st.integers(0, 0 if separator == " " else 2)),
        draw(st.integers(0, 2)),
        draw(st.sampled_from((None, *ENCODINGS))),
    )


@dataclass(frozen=True)
class Content:
    """What is written: numbers, those of the first column with two decimals, and the targets behind them."""

    numbers: list[list[Decimal]]
    targets: list[str] | list[Decimal]
    names: list[str]


@st.composite
def contents(draw: st.DrawFn) -> Content:
    height, width = draw(st.integers(2, 6)), draw(st.integers(1, 4))
    halves = st.integers(-10_000_000, 10_000_000).map(lambda n: Decimal(n * 100 + 25) / 100)
    others = st.decimals(-9_999_999, 9_999_999, places=1) | st.integers(-9_999_999, 9_999_999).map(Decimal)
    numbers = [[draw(halves), *(draw(others) for _ in range(width - 1))] for _ in range(height)]
    letters = st.text("abcdefghklmopqrstuvwz", min_size=2, max_size=6).filter(
        lambda name: name not in ("na", "nat", "none")
    )
    names = draw(
        st.lists(letters.map(lambda name: f"c_{name}"), min_size=width + 1, max_size=width + 1, unique=True)
    )
    classes = st.lists(letters.map(lambda name: f"k_{name}"), min_size=height, max_size=height)
    whole = st.lists(st.integers(0, 3).map(Decimal), min_size=height, max_size=height)
    return Content(numbers, draw(classes | whole), names)


def written(number: Decimal, style: Style) -> str:
    """A number as its table writes it."""
    text = f"{abs(number):,f}".replace(",", "\0").replace(".", style.decimal).replace("\0", style.thousands)
    return (style.minus if number < 0 else "") + text


def quoted(cell: str, style: Style) -> str:
    needed = style.quoting == "all" or (style.quoting == "minimal" and style.separator in cell)
    return f'"{cell}"' if needed else cell


def table_text(content: Content, style: Style, cells: list[list[str]]) -> str:
    lines = ([content.names] if style.header else []) + cells
    ends = [""] * style.empty_columns
    text = style.ending.join(
        style.separator.join([*(quoted(cell, style) for cell in line), *ends]) for line in lines
    )
    return text + style.ending * (1 + style.empty_lines)


def cells_of(content: Content, style: Style) -> list[list[str]]:
    targets = [target if isinstance(target, str) else written(target, style) for target in content.targets]
    return [
        [*(written(number, style) for number in row), target]
        for row, target in zip(content.numbers, targets, strict=True)
    ]


def source_of(text: str, style: Style) -> str | bytes:
    return text if style.encoding is None else text.encode(style.encoding)


@settings(max_examples=300, deadline=None)
@given(contents(), styles())
def test_a_table_comes_in_as_it_was_written(content: Content, style: Style) -> None:
    text = table_text(content, style, cells_of(content, style))
    note(repr(text))
    table = read(source_of(text, style))
    classes = list(dict.fromkeys(str(target) for target in content.targets))
    named = isinstance(content.targets[0], str)
    targets = [classes.index(str(t)) if named else float(t) for t in content.targets]
    wanted = [[*map(float, row), target] for row, target in zip(content.numbers, targets, strict=True)]
    assert rows(table) == wanted, table.reading
    assert (table.classes or []) == (classes if named else [])
    assert table.reading.header is style.header
    if style.header:
        assert [column.name for column in table.columns] == content.names


@settings(max_examples=300, deadline=None)
@given(contents(), styles(), st.data())
def test_a_missing_cell_is_refused_where_it_is(content: Content, style: Style, data: st.DataObject) -> None:
    cells = cells_of(content, style)
    row, column = data.draw(st.integers(1, len(cells) - 1)), data.draw(st.integers(0, len(cells[0]) - 1))
    gaps = ("?", "NA", "nan") if style.separator == " " else ("", "?", "NA", "nan", "null")
    cells[row][column] = data.draw(st.sampled_from(gaps))
    text = table_text(content, style, cells)
    note(repr(text))
    source = source_of(text, style)
    table = read(source)
    assert table.inputs is None
    assert faults(table) == [(row, column)], table.reading
    called = f"column {content.names[column]}" if style.header else f"column {column + 1}"
    line = row + 1 + style.header
    assert table.faults[0].message.startswith(f"row {row + 1} (line {line}), {called}: ")
    kept = rows(read(source, faulty="leave_out"))
    assert [values[:-1] for values in kept] == [
        [float(number) for number in numbers] for place, numbers in enumerate(content.numbers) if place != row
    ]
