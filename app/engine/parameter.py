"""The numbers that a row of a table takes: their defaults, and the range that each must lie in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from .names import exactly


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that an activation, an optimizer or a schedule takes: its default and the range [minimum, maximum)
    it must lie in, without the minimum itself where that is not allowed; `whole` numbers only, or all of them."""

    name: str
    default: float
    minimum: float
    maximum: float = inf
    minimum_allowed: bool = True
    description: str = ""
    whole: bool = False

    def fault(self, value: float) -> str | None:
        """What is wrong with a value out of the range, which is one that is not finite too; None if nothing is."""
        above = value > self.minimum or (self.minimum_allowed and value == self.minimum)
        if above and value < self.maximum and (not self.whole or value == int(value)):
            return None
        return f"expected {self._wanted()}; got {exactly(value)}"

    def check(self, value: float) -> None:
        """Raises ValueError for a value that has a fault."""
        if fault := self.fault(value):
            raise ValueError(fault)

    def _wanted(self) -> str:
        kind = "whole" if self.whole else "finite"
        relation = "at least" if self.minimum_allowed else "more than"
        limit = "" if self.maximum == inf else f" and less than {exactly(self.maximum)}"
        return f"a {kind} {self.name} of {relation} {exactly(self.minimum)}{limit}"


def complete(
    known: Sequence[Parameter], given: Mapping[str, float], unknown: Callable[[str], str]
) -> dict[str, float]:
    """The values of all parameters that are known, defaults where they are not given.

    Raises ValueError for a name that is none of theirs, of which `unknown` tells, and for a value out of its range.
    """
    by_name = {parameter.name: parameter for parameter in known}
    for name, value in given.items():
        if name not in by_name:
            raise ValueError(unknown(name))
        by_name[name].check(value)
    return {name: given.get(name, parameter.default) for name, parameter in by_name.items()}
