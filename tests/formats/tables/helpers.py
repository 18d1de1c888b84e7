"""Reading a table in a test."""

from typing import Any

from app.formats.tables.options import Limits, Options
from app.formats.tables.table import Table, read_table

LIMITS = Limits(rows=1000, columns=100, cells=50_000)


def read(source: str | bytes, **options: Any) -> Table:
    """The table of a source, with the options that differ from what is judged."""
    return read_table(source, Options(**options), LIMITS)


def rows(table: Table) -> list[list[float]]:
    """Inputs with their targets behind them; nothing where nothing was read."""
    if table.inputs is None:
        return []
    inputs: list[list[float]] = table.inputs.tolist()
    targets: list[list[float]] = [[] for _ in inputs] if table.targets is None else table.targets.tolist()
    return [row + target for row, target in zip(inputs, targets, strict=True)]


def faults(table: Table) -> list[tuple[int, int]]:
    """The cells with faults."""
    return [(fault.row, fault.column) for fault in table.faults]
