"""What may be said about a table beforehand; whatever is left out is judged from the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Separator = Literal[",", ";", "\t", "|", " ", "", "["]
DecimalMark = Literal[".", ","]
ThousandsMark = Literal["", ",", ".", " ", "'"]
Kind = Literal["numbers", "classes"]
Faulty = Literal["refuse", "leave_out", "tell"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read a table. None is judged.

    `separator` " " stands for any run of blanks, "" for a single column, "[" for a bracketed literal. `targets` are
    the columns that are targets (the last one where there are several, if None; () for none), `ignore` those that
    are left out. `faulty`: what becomes of rows with a fault.
    """

    encoding: str | None = None
    separator: Separator | None = None
    decimal: DecimalMark | None = None
    thousands: ThousandsMark | None = None
    header: bool | None = None
    targets: Sequence[int] | None = None
    target_kind: Kind | None = None
    ignore: Sequence[int] = ()
    faulty: Faulty = "refuse"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most rows, columns and cells of a table."""

    rows: int
    columns: int
    cells: int
