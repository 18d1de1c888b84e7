"""What the columns of a table are: inputs and targets, numbers and classes, each with a name of its own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .cells.marks import Marks, tidy
from .cells.missing import is_missing, is_missing_class, was_meant_as_number
from .faults import TableError
from .grid import Grid
from .options import Kind, Options

Role = Literal["input", "target", "ignored"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the name that it came with (None without), what it is for, and what stands in it."""

    index: int
    name: str | None
    role: Role
    kind: Kind

    @property
    def called(self) -> str:
        """The column as messages call it."""
        return f"column {self.index + 1}" if self.name is None else f"column {self.name}"


def columns_of(grid: Grid, options: Options) -> list[Column]:
    """The columns of a grid: the last of several is the target unless the options say otherwise; it has classes
    where at least half of what stands in it are names.

    Raises:
        TableError: options that name a column that is not there, or leave no input.
    """
    ignored = set(options.ignore) | ({0} if grid.row_names else set())
    targets = _targets(grid.width, ignored, options)
    _check(grid.width, ignored | set(targets), options)
    if options.target_kind == "classes" and len(targets) > 1:
        raise TableError("expected one target column where the targets are classes", "targets")
    kind = options.target_kind or _kind(grid, targets)
    roles: list[Role] = [
        "target" if index in targets else "ignored" if index in ignored else "input" for index in range(grid.width)
    ]
    return [
        Column(index, name, role, kind if role == "target" else "numbers")
        for index, (name, role) in enumerate(zip(distinct(grid.names), roles, strict=True))
    ]


def distinct(names: Sequence[str | None]) -> list[str | None]:
    """Names of which each comes once: a second x is called "x (2)"."""
    taken = {name for name in names if name is not None}
    often: Counter[str] = Counter()
    result: list[str | None] = []
    for name in names:
        if name is None or not often[name]:
            result.append(name)
        else:
            number = often[name] + 1
            while f"{name} ({number})" in taken:
                number += 1
            taken.add(f"{name} ({number})")
            result.append(f"{name} ({number})")
        if name is not None:
            often[name] += 1
    return result


def _targets(width: int, ignored: set[int], options: Options) -> Sequence[int]:
    if options.targets is not None:
        both = ignored & set(options.targets)
        if both:
            place = options.targets.index(min(both))
            raise TableError(f"column {min(both) + 1} is both a target and left out; choose one", "targets", place)
        return options.targets
    kept = [index for index in range(width) if index not in ignored]
    return kept[-1:] if len(kept) > 1 else ()


def _check(width: int, named: set[int], options: Options) -> None:
    for option, columns in (("targets", options.targets or ()), ("ignore", options.ignore)):
        for place, index in enumerate(columns):
            if index >= width:
                raise TableError(f"expected columns from 0 to {width - 1}; got {index}", option, place)
    if len(named) == width:
        raise TableError(
            "expected at least one column of inputs; every column is a target or left out", _most(options)
        )


def _most(options: Options) -> str | None:
    """The option that takes the columns away; None where nobody said anything of them."""
    return "targets" if options.targets else "ignore" if options.ignore else None


def _kind(grid: Grid, targets: Sequence[int]) -> Kind:
    """What stands in the target column; several are numbers."""
    if len(targets) != 1:
        return "numbers"
    cells = [tidy(row.cells[targets[0]]) for row in grid.rows if targets[0] < len(row.cells)]
    marks = grid.judged.marks
    there = [cell for cell in cells if not is_missing_class(cell)]
    names = sum(_is_name(cell, marks) for cell in there)
    return "classes" if names and 2 * names >= len(there) else "numbers"


def _is_name(cell: str, marks: Marks) -> bool:
    # "-" and "none" are names beside others, but missing numbers beside numbers.
    return (
        marks.value(cell) is None
        and not was_meant_as_number(cell)
        and (not is_missing(cell) or cell in ("-", "−") or cell.lower() == "none")
    )
