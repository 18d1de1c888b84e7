"""What an explanation consists of: the number, its steps, the cells it was made from, and what is to be said."""

from dataclasses import dataclass, field
from typing import Literal

from ..equations.chain import Chain, equation
from ..equations.tree import Node
from .target import Target

Kind = Literal["rule", "indices", "numbers", "result"]
MOST_INPUTS = 64


@dataclass(frozen=True, slots=True)
class Step:
    """One equation of the way to the number."""

    kind: Kind
    equation: Chain


@dataclass(frozen=True, slots=True)
class Cell:
    """A number that stands in the equation with numbers: its address, its symbol and its value."""

    target: Target
    symbol: Node
    value: float


@dataclass(frozen=True, slots=True)
class Blocked:
    """A unit with φ′(z̃) = 0 on an example, or (example None) on all that count; with the largest z̃ among them."""

    layer: int
    unit: int
    example: int | None
    preactivation: float
    message: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A number, step by step. `more_inputs` counts the cells that are added up without being shown."""

    target: Target
    symbol: Node
    words: str
    value: float
    steps: tuple[Step, ...]
    inputs: tuple[Cell, ...]
    more_inputs: int
    blocked: tuple[Blocked, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """An explanation in the making: what the rule of its quantity writes down."""

    target: Target
    symbol: Node
    words: str
    value: float
    steps: list[Step] = field(default_factory=list)
    inputs: list[Cell] = field(default_factory=list)
    more_inputs: int = 0
    blocked: list[Blocked] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def step(self, kind: Kind, *sides: Node) -> None:
        """Writes down an equation; a result that reads as the step before takes its place."""
        chain = equation(*sides)
        if kind == "result" and self.steps and chain.text() == self.steps[-1].equation.text():
            self.steps.pop()
        self.steps.append(Step(kind, chain))

    def finished(self) -> Explanation:
        """The explanation; every cell once, in order, at most `MOST_INPUTS` of them."""
        cells = list({cell.target: cell for cell in self.inputs}.values())
        return Explanation(
            self.target,
            self.symbol,
            self.words,
            self.value,
            tuple(self.steps),
            tuple(cells[:MOST_INPUTS]),
            self.more_inputs + len(cells[MOST_INPUTS:]),
            tuple(self.blocked),
            tuple(self.notes),
        )
