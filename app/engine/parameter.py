"""The numbers that a row of a table takes: their defaults, and the range that each must lie in."""

from dataclasses import dataclass
from math import inf

from .names import exactly


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a row takes: its default and the range that it must lie in, [minimum, maximum) but for what
    `minimum_allowed` and `maximum_allowed` say otherwise; `whole` numbers only, or all of them. `remark` stands
    behind the range where that needs a reason."""

    name: str
    default: float
    minimum: float
    maximum: float = inf
    minimum_allowed: bool = True
    description: str = ""
    whole: bool = False
    maximum_allowed: bool = False
    remark: str = ""

    def fault(self, value: float) -> str | None:
        """What is wrong with a value out of the range, which is one that is not finite too; None if nothing is."""
        above = value > self.minimum or (self.minimum_allowed and value == self.minimum)
        below = value < self.maximum or (self.maximum_allowed and value == self.maximum)
        if above and below and abs(value) < inf and (not self.whole or value == int(value)):
            return None
        return f"expected {self._wanted()}; got {exactly(value)}"

    def check(self, value: float) -> None:
        """Raises ValueError for a value that has a fault."""
        if fault := self.fault(value):
            raise ValueError(fault)

    def _wanted(self) -> str:
        limits = []
        if self.minimum > -inf:
            limits.append(f"{'at least' if self.minimum_allowed else 'more than'} {exactly(self.minimum)}")
        if self.maximum < inf:
            limits.append(f"{'at most' if self.maximum_allowed else 'less than'} {exactly(self.maximum)}")
        range_ = f" of {' and '.join(limits)}" if limits else ""
        return f"a {'whole' if self.whole else 'finite'} {self.name}{range_}{self.remark}"
