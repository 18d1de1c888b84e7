"""The parameters of optimizers and schedules, which the field calls hyperparameters."""

from collections.abc import Mapping, Sequence

from .. import aliases, parameter
from ..names import shortened, unknown_name
from ..parameter import Parameter


def complete(owner: str, known: Sequence[Parameter], given: Mapping[str, float]) -> dict[str, float]:
    """The values of all hyperparameters that the owner knows, defaults where they are not given.

    Raises ValueError for a name that is none of theirs, and for a value out of its range.
    """
    names = [each.name for each in known]

    def unknown(name: str) -> str:
        if names:
            return unknown_name(name, names, aliases.HYPERPARAMETERS)
        return f'{owner} takes no hyperparameter; got "{shortened(name)}"'

    return parameter.complete(known, given, unknown)
