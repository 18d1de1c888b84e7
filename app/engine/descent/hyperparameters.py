"""The numbers that optimizers and schedules take: their defaults, and the range that each must lie in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from .. import aliases
from ..names import exactly, shortened, unknown_name


@dataclass(frozen=True, slots=True)
class Hyperparameter:
    """A number that an optimizer or a schedule takes: its default and the range [minimum, maximum) it must lie in,
    without the minimum itself where that is not allowed; `whole` numbers only, or all of them."""

    name: str
    default: float
    minimum: float
    maximum: float
    minimum_allowed: bool = True
    description: str = ""
    whole: bool = False

    def check(self, value: float) -> None:
        """Raises ValueError for a value out of the range, which is one that is not finite too."""
        above = value > self.minimum or (self.minimum_allowed and value == self.minimum)
        if not (above and value < self.maximum and (not self.whole or value == int(value))):
            raise ValueError(f"expected {self._wanted()}; got {exactly(value)}")

    def _wanted(self) -> str:
        kind = "whole" if self.whole else "finite"
        relation = "at least" if self.minimum_allowed else "more than"
        limit = "" if self.maximum == inf else f" and less than {exactly(self.maximum)}"
        return f"a {kind} {self.name} of {relation} {exactly(self.minimum)}{limit}"


def complete(owner: str, known: Sequence[Hyperparameter], given: Mapping[str, float]) -> dict[str, float]:
    """The values of all hyperparameters that the owner knows, defaults where they are not given.

    Raises ValueError for a name that is none of theirs, and for a value out of its range.
    """
    by_name = {hyperparameter.name: hyperparameter for hyperparameter in known}
    for name, value in given.items():
        if name not in by_name:
            if by_name:
                raise ValueError(unknown_name(name, by_name, aliases.HYPERPARAMETERS))
            raise ValueError(f'{owner} takes no hyperparameter; got "{shortened(name)}"')
        by_name[name].check(value)
    return {name: given.get(name, hyperparameter.default) for name, hyperparameter in by_name.items()}
