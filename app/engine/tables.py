"""The shape of every table: rows by name, the numbers that a row takes, and a row with numbers chosen for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from .names import Aliases, unknown_name
from .parameter import Parameter


class Named(Protocol):
    """What a table is made of."""

    @property
    def name(self) -> str: ...


class Row(Named, Protocol):
    """A row that takes numbers."""

    @property
    def parameters(self) -> tuple[Parameter, ...]: ...


N = TypeVar("N", bound=Named, covariant=True)
R = TypeVar("R", bound=Row, covariant=True)


class Table(Mapping[str, N]):
    """Rows by their names on the wire, in the order in which menus list them."""

    def __init__(self, rows: Iterable[N], aliases: Aliases) -> None:
        self._rows = {row.name: row for row in rows}
        self._aliases = aliases

    def __getitem__(self, name: str) -> N:
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def named(self, name: str) -> N:
        """The row of that name. Raises ValueError for an unknown one."""
        if name not in self._rows:
            raise ValueError(self.unknown(name))
        return self._rows[name]

    def unknown(self, name: str) -> str:
        """What is said of a name that no row has: those that there are, and which of them was probably meant."""
        return unknown_name(name, self._rows, self._aliases)


@dataclass(frozen=True, slots=True)
class Chosen(Generic[R]):
    """A row of a table together with a value for each of its parameters."""

    row: R
    values: Mapping[str, float] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.row.name


def complete(row: Row, given: Mapping[str, float], unknown: Callable[[str], str]) -> dict[str, float]:
    """The values of all parameters of a row, defaults where they are not given.

    Raises ValueError for a name that is none of theirs, of which `unknown` tells, and for a value out of its range.
    """
    known = {parameter.name: parameter for parameter in row.parameters}
    for name, value in given.items():
        if name not in known:
            raise ValueError(unknown(name))
        known[name].check(value)
    return {name: given.get(name, parameter.default) for name, parameter in known.items()}
