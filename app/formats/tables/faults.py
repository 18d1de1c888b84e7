"""What is wrong with a table: at a cell, or with the text as a whole."""

from dataclasses import dataclass

MOST_TOLD = 20
"""Faults that are told in words; the others are counted."""

LONGEST_ECHO = 40


@dataclass(frozen=True, slots=True)
class CellFault:
    """A fault of one cell. `row` and `column` count from 0, the header not counted; `line` of the text from 1."""

    row: int
    column: int
    line: int
    message: str


class TableError(Exception):
    """The text is no table that can be read, or an option does not fit it; the message says why, and what to do.

    `option`: the option that does not fit, by its name, and `place`: the entry of it, from 0; None for the text.
    """

    def __init__(self, message: str, option: str | None = None, place: int | None = None) -> None:
        super().__init__(message)
        self.option, self.place = option, place


class TableTooLarge(Exception):
    """More rows, columns or cells than the limits allow."""

    def __init__(self, what: str, least: int, limit: int) -> None:
        super().__init__(f"{what}: at least {least}, at most {limit}")
        self.what, self.least, self.limit = what, least, limit


def shown(cell: str) -> str:
    """A cell as a message shows it: on one line, and not longer than a message bears."""
    text = " ".join(cell[: 2 * LONGEST_ECHO].split())
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"
