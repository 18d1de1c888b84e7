"""An equation: sides that are worth the same, one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from .atoms import Number
from .matrices import Table
from .short import Short, decimals
from .tree import NOTHING_BOUND, Binding, Environment, Form, Node, Value, printed_as, row

EQUAL: Mapping[Form, str] = {"text": " = ", "latex": " = ", "mathml": "<mo>=</mo>"}
ALMOST: Mapping[Form, str] = {"text": " ≈ ", "latex": r" \approx ", "mathml": "<mo>≈</mo>"}


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """a = b = c; ≈ stands beside a side that shows a number with fewer digits than it has."""

    sides: tuple[Node, ...]

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return self.sides[-1].evaluate(environment)

    def text(self) -> str:
        return "".join(self._joined("text"))

    def latex(self) -> str:
        return "".join(self._joined("latex"))

    def mathml(self) -> str:
        return row(*self._joined("mathml"))

    def _joined(self, form: Form) -> list[str]:
        joined = [printed_as(self.sides[0], form)]
        for before, side in pairwise(self.sides):
            joined.append(relation(before, side)[form])
            joined.append(printed_as(side, form))
        return joined

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.sides

    def binding(self, form: Form) -> Binding:
        return Binding.RELATION


def relation(before: Node, side: Node) -> Mapping[Form, str]:
    """How two sides that stand next to each other are joined: = or ≈."""
    return ALMOST if before.approximate or side.approximate else EQUAL


@dataclass(frozen=True, slots=True)
class Decimals(Node):
    """What is printed as fractions and logarithms once more, as decimals."""

    exact: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return self.exact.evaluate(environment)

    def text(self) -> str:
        with decimals():
            return self.exact.text()

    def latex(self) -> str:
        with decimals():
            return self.exact.latex()

    def mathml(self) -> str:
        with decimals():
            return self.exact.mathml()

    @property
    def approximate(self) -> bool:
        return True


def equation(*sides: Node) -> Chain:
    """The sides as one equation; beside a result in fractions and logarithms stand its decimals."""
    return Chain((*sides, Decimals(sides[-1])) if _shows_short(sides[-1]) else sides)


def _shows_short(result: Node) -> bool:
    """Whether a number, or a table of numbers, is printed otherwise than as a decimal."""
    entries = result.parts if isinstance(result, Table) else (result,)
    return any(isinstance(entry, Number) and isinstance(entry.shown, Short) for entry in entries)
