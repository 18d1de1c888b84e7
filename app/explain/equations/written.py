"""Nodes for a text: what is written one way and known another, and equations side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from .tree import NOTHING_BOUND, Binding, Environment, Form, Node, Value, row


@dataclass(frozen=True, slots=True, eq=False)
class Written(Node):
    """Something whose value cannot be computed as it is written: a derivative, or a quotient by an underflowed ŷ.

    `worth`: its value where the bound indices are as told.
    """

    written: Node
    worth: Callable[[Environment], Value]

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return self.worth(environment)

    def text(self) -> str:
        return self.written.text()

    def latex(self) -> str:
        return self.written.latex()

    def mathml(self) -> str:
        return self.written.mathml()

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.written,)

    def binding(self, form: Form) -> Binding:
        return self.written.binding(form)


@dataclass(frozen=True, slots=True)
class Beside(Node):
    """Equations next to one another; it has no value of its own and evaluates to that of the last."""

    equations: tuple[Node, ...]

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return self.equations[-1].evaluate(environment)

    def text(self) -> str:
        return ", ".join(equation.text() for equation in self.equations)

    def latex(self) -> str:
        return r",\qquad ".join(equation.latex() for equation in self.equations)

    def mathml(self) -> str:
        comma = '<mo separator="true">,</mo><mspace width="2em"/>'
        return row(comma.join(equation.mathml() for equation in self.equations))

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.equations

    def binding(self, form: Form) -> Binding:
        return Binding.RELATION
