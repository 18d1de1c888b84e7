"""The parameters of optimizers and schedules, which the field calls hyperparameters."""

from collections.abc import Mapping

from .. import aliases, tables
from ..names import shortened, unknown_name


def complete(row: tables.Row, given: Mapping[str, float]) -> dict[str, float]:
    """The values of all hyperparameters that the row knows, defaults where they are not given.

    Raises ValueError for a name that is none of theirs, and for a value out of its range.
    """
    names = [each.name for each in row.parameters]

    def unknown(name: str) -> str:
        if names:
            return unknown_name(name, names, aliases.HYPERPARAMETERS)
        return f'{row.name} takes no hyperparameter; got "{shortened(name)}"'

    return tables.complete(row, given, unknown)
