"""What is worth telling of a table that was read: nothing that is wrong, but that somebody may not have meant."""

from collections.abc import Sequence

from .columns import Column
from .faults import shown
from .grid import Grid
from .values import Values

MOST_NAMES = 5
MOST_LOST = 3


def notes_on(grid: Grid, columns: Sequence[Column], values: Values) -> list[str]:
    """The notes on a table, in whole sentences."""
    notes = []
    if grid.row_names:
        notes.append(
            "The header has one name less than the rows have cells: the first column, the rows’ names, is left out."
        )
    if grid.remarks:
        lines = "One line" if grid.remarks == 1 else f"{grid.remarks} lines"
        notes.append(f"{lines} beginning with # above the table {'was' if grid.remarks == 1 else 'were'} left out.")
    renamed = [(old, column.name) for old, column in zip(grid.names, columns, strict=True) if old != column.name]
    for old, new in renamed[:MOST_NAMES]:
        notes.append(f"Two columns are called {old}; the later one is {new} here.")
    notes.extend(values.lost[:MOST_LOST])
    if len(values.lost) > MOST_LOST:
        notes.append(f"So {len(values.lost) - MOST_LOST} more cells say more than float64 keeps.")
    if values.classes is not None:
        notes.extend(_on_classes(values.classes, len(values.inputs)))
    return notes


def _on_classes(classes: Sequence[str], rows: int) -> list[str]:
    alike: dict[str, list[str]] = {}
    for name in classes:
        alike.setdefault("".join(name.casefold().split()), []).append(name)
    notes = [
        f"The classes {' and '.join(shown(name) for name in names)} differ only by case or blanks; they stay apart."
        for names in alike.values()
        if len(names) > 1
    ][:MOST_NAMES]
    if len(classes) == rows > 4:
        notes.append("Every row has a class of its own; the target may be another column.")
    return notes
