"""What only a person can know of a table: asked, with the answers to choose from and the options that give them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .cells.commas import Commas
from .cells.marks import Judged, Marks
from .faults import CellFault, shown
from .grid import Grid
from .text.dialect import NONE

ONE_COLUMN = 'if the commas are decimal commas of a single column, send separator "" and decimal ","'
SPLIT = "if a decimal comma was taken for a separator, quote its number or set the columns off by semicolons"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: its words, and the options that give it."""

    text: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can know: `about` header, separator or marks."""

    about: str
    text: str
    choices: tuple[Choice, ...]


def questions_on(grid: Grid) -> list[Question]:
    """What is open: whether the first row is a header, whether its commas are decimal commas of one column, and
    a mark that could as well be the other."""
    questions = [_on_header(grid)] if grid.header is None else []
    if grid.commas is not None:
        return [*questions, _on_commas(grid.commas, is_one=grid.separator == NONE)]
    return [*questions, *_on_marks(grid.judged)]


def hinted(faults: Sequence[CellFault], grid: Grid) -> list[CellFault]:
    """The faults; the first says what to do where a decimal comma may have been taken for a separator."""
    if not faults or grid.separator != ",":
        return list(faults)
    first, *others = faults
    hint = ONE_COLUMN if grid.commas is not None else SPLIT if first.column >= grid.width else None
    return [replace(first, message=f"{first.message}; {hint}") if hint else first, *others]


def _on_header(grid: Grid) -> Question:
    cells = grid.rows[0].cells[: grid.width]
    first = ", ".join(shown(cell.strip()) for cell in cells[:6]) + (", …" if len(cells) > 6 else "")
    text = f"The first row is {first}. Does it name the columns, or is it an example like the others?"
    return Question("header", text, (Choice("names", {"header": True}), Choice("an example", {"header": False})))


def _on_commas(commas: Commas, *, is_one: bool) -> Question:
    values = [_value(marks, commas.line) for marks in commas.marks]
    first, second = map(shown, commas.cells)
    now = values[0] if is_one else "two columns"
    text = (
        f"{shown(commas.line)} may be two cells, {first} and {second}, or one number, {' or '.join(values)}; the "
        f"table does not tell. It is read as {now}."
    )
    ones = [
        Choice(f"it is {value}", {"separator": NONE, **_set(marks)})
        for marks, value in zip(commas.marks, values, strict=True)
    ]
    return Question("separator", text, (Choice("two columns", {"separator": ","}), *ones))


def _on_marks(judged: Judged) -> list[Question]:
    if judged.doubtful is None or judged.other is None:
        return []
    now, other = (_value(marks, judged.doubtful) for marks in (judged.marks, judged.other))
    cell = shown(judged.doubtful)
    text = f"{cell} may be {now} or {other}; the rest of the table does not tell. It is read as {now}."
    choices = (Choice(f"it is {now}", _set(judged.marks)), Choice(f"it is {other}", _set(judged.other)))
    return [Question("marks", text, choices)]


def _value(marks: Marks, cell: str) -> str:
    value = marks.value(cell)
    return repr(int(value)) if value is not None and value == int(value) and abs(value) < 1e15 else repr(value)


def _set(marks: Marks) -> dict[str, Any]:
    return {"decimal": marks.decimal, "thousands": marks.thousands}
