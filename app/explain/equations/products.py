"""Products of arrays: entry by entry, of matrices, and the transpose that they take."""

from dataclasses import dataclass

from .atoms import Symbol
from .operations import SIDE_BY_SIDE
from .tree import (
    NOTHING_BOUND,
    Binding,
    Environment,
    Form,
    Node,
    Value,
    row,
    wrapped,
)

CIRCLE = {"text": " ⊙ ", "latex": r" \odot ", "mathml": "<mo>⊙</mo>"}


@dataclass(frozen=True, slots=True)
class Hadamard(Node):
    """a ⊙ b: entry by entry."""

    left: Node
    right: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        value: Value = self.left.evaluate(environment) * self.right.evaluate(environment)
        return value

    def text(self) -> str:
        return self._joined("text")

    def latex(self) -> str:
        return self._joined("latex")

    def mathml(self) -> str:
        return row(self._joined("mathml"))

    def _joined(self, form: Form) -> str:
        return CIRCLE[form].join(wrapped(side, Binding.FACTOR, form) for side in self.parts)

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.left, self.right)

    def binding(self, form: Form) -> Binding:
        return Binding.PRODUCT


@dataclass(frozen=True, slots=True)
class MatrixProduct(Node):
    """A B: the product of matrices; a vector is one column."""

    left: Node
    right: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        value: Value = self.left.evaluate(environment) @ self.right.evaluate(environment)
        return value

    def text(self) -> str:
        return self._joined("text")

    def latex(self) -> str:
        return self._joined("latex")

    def mathml(self) -> str:
        return row(self._joined("mathml"))

    def _joined(self, form: Form) -> str:
        return SIDE_BY_SIDE[form].join(wrapped(side, Binding.FACTOR, form) for side in self.parts)

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.left, self.right)

    def binding(self, form: Form) -> Binding:
        return Binding.PRODUCT


@dataclass(frozen=True, slots=True)
class Transpose(Node):
    """Aᵀ; a symbol takes the mark into its own superscript."""

    inner: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return self.inner.evaluate(environment).T

    def text(self) -> str:
        if isinstance(self.inner, Symbol):
            return self.inner.text_with("ᵀ")
        return f"{wrapped(self.inner, Binding.ATOM, 'text')}ᵀ"

    def latex(self) -> str:
        if isinstance(self.inner, Symbol):
            return self.inner.latex_with(r"\top")
        return rf"{{{wrapped(self.inner, Binding.ATOM, 'latex')}}}^{{\top}}"

    def mathml(self) -> str:
        mark = '<mo stretchy="false">⊤</mo>'
        if isinstance(self.inner, Symbol):
            return self.inner.mathml_with(mark)
        return f"<msup>{wrapped(self.inner, Binding.ATOM, 'mathml')}{mark}</msup>"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.inner,)
