"""Nodes of arithmetic: sums, products, fractions, powers and what matrices need."""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from .atoms import Number, Symbol, index_mathml, subscript_text
from .numbers import SUPERSCRIPTS, printed
from .tree import (
    NOTHING_BOUND,
    Binding,
    Environment,
    Form,
    Node,
    Value,
    in_parentheses,
    printed_as,
    row,
    scalar,
    words,
    wrapped,
)

MINUS = {"text": "−", "latex": "-", "mathml": "<mo>−</mo>"}
PLUS = {"text": "+", "latex": "+", "mathml": "<mo>+</mo>"}
DOT = {"text": " · ", "latex": r" \cdot ", "mathml": "<mo>·</mo>"}
SIDE_BY_SIDE = {"text": " ", "latex": r"\,", "mathml": "<mo>&#x2062;</mo>"}
"""The last is the invisible times of MathML."""


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """−a."""

    inner: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return -self.inner.evaluate(environment)

    def text(self) -> str:
        return f"−{wrapped(self.inner, Binding.PRODUCT, 'text')}"

    def latex(self) -> str:
        return f"-{wrapped(self.inner, Binding.PRODUCT, 'latex')}"

    def mathml(self) -> str:
        return row(MINUS["mathml"], wrapped(self.inner, Binding.PRODUCT, "mathml"))

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.inner,)

    def binding(self, form: Form) -> Binding:
        return Binding.SUM


@dataclass(frozen=True, slots=True)
class Terms(Node):
    """a + b − c: the terms one after the other, at least one; a `Negative` is subtracted."""

    terms: tuple[Node, ...]

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return reduce(np.add, (term.evaluate(environment) for term in self.terms))

    def text(self) -> str:
        return " ".join(self._signed("text"))

    def latex(self) -> str:
        return " ".join(self._signed("latex"))

    def mathml(self) -> str:
        return row(*self._signed("mathml"))

    def _signed(self, form: Form) -> list[str]:
        printed_terms = [wrapped(self.terms[0], Binding.SUM, form)]
        for term in self.terms[1:]:
            sign, inner = (MINUS, term.inner) if isinstance(term, Negative) else (PLUS, term)
            printed_terms += [sign[form], wrapped(inner, Binding.PRODUCT, form)]
        return printed_terms

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.terms

    def binding(self, form: Form) -> Binding:
        return Binding.SUM if len(self.terms) > 1 else self.terms[0].binding(form)


@dataclass(frozen=True, slots=True)
class Rest(Node):
    """The terms of a long sum that are not shown: how many, and what they add up to."""

    count: int
    total: float

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return scalar(self.total)

    def text(self) -> str:
        verb = "term that is" if self.count == 1 else "terms that add up to"
        return f"({self.count} more {verb} {printed(self.total).text()})"

    def latex(self) -> str:
        return rf"\underbrace{{{printed(self.total).latex()}}}_{{\text{{{self._counted()}}}}}"

    def mathml(self) -> str:
        brace = f"<munder>{printed(self.total).mathml()}<mo>⏟</mo></munder>"
        return f"<munder>{brace}{words(self._counted())}</munder>"

    def _counted(self) -> str:
        return f"{self.count} more {'term' if self.count == 1 else 'terms'}"

    @property
    def approximate(self) -> bool:
        return printed(self.total).approximate


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Σᵢ of a term, i from 0 to count − 1."""

    index: str
    count: int
    term: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return reduce(np.add, (self.term.evaluate({**environment, self.index: i}) for i in range(self.count)))

    def text(self) -> str:
        return f"Σ{subscript_text((self.index,))} {wrapped(self.term, Binding.PRODUCT, 'text')}"

    def latex(self) -> str:
        return rf"\sum_{{{self.index}}} {wrapped(self.term, Binding.PRODUCT, 'latex')}"

    def mathml(self) -> str:
        sign = f"<munder><mo>∑</mo>{index_mathml(self.index)}</munder>"
        return row(sign, wrapped(self.term, Binding.PRODUCT, "mathml"))

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.term,)

    def binding(self, form: Form) -> Binding:
        return Binding.PRODUCT


@dataclass(frozen=True, slots=True)
class Product(Node):
    """a b: a dot before what begins like a number, else side by side. Of arrays, each entry by the scalar."""

    factors: tuple[Node, ...]

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return reduce(np.multiply, (factor.evaluate(environment) for factor in self.factors))

    def text(self) -> str:
        return "".join(self._joined("text"))

    def latex(self) -> str:
        return "".join(self._joined("latex"))

    def mathml(self) -> str:
        return row(*self._joined("mathml"))

    def _joined(self, form: Form) -> list[str]:
        joined = [wrapped(self.factors[0], Binding.FACTOR, form)]
        for factor in self.factors[1:]:
            last_sum = factor is self.factors[-1] and isinstance(factor, Sum)
            joined.append((DOT if numeric(factor) else SIDE_BY_SIDE)[form])
            joined.append(wrapped(factor, Binding.PRODUCT if last_sum else Binding.FACTOR, form))
        return joined

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.factors

    def binding(self, form: Form) -> Binding:
        return Binding.PRODUCT if len(self.factors) > 1 else self.factors[0].binding(form)


@dataclass(frozen=True, slots=True)
class Fraction(Node):
    """a / b."""

    numerator: Node
    denominator: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        with np.errstate(all="ignore"):
            value: Value = self.numerator.evaluate(environment) / self.denominator.evaluate(environment)
        return value

    def text(self) -> str:
        above, below = (wrapped(part, Binding.FACTOR, "text") for part in self.parts)
        return f"{above}/{below}" if " " not in above + below else f"{above} / {below}"

    def latex(self) -> str:
        return rf"\frac{{{self.numerator.latex()}}}{{{self.denominator.latex()}}}"

    def mathml(self) -> str:
        return f"<mfrac>{self.numerator.mathml()}{self.denominator.mathml()}</mfrac>"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.numerator, self.denominator)

    def binding(self, form: Form) -> Binding:
        return Binding.PRODUCT if form == "text" else Binding.FACTOR


@dataclass(frozen=True, slots=True)
class Power(Node):
    """aⁿ; of an array, each entry of it. A base with a layer for superscript stands in parentheses."""

    base: Node
    exponent: int

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        value: Value = self.base.evaluate(environment) ** self.exponent
        return value

    def text(self) -> str:
        return f"{self._base('text')}{str(self.exponent).translate(SUPERSCRIPTS)}"

    def latex(self) -> str:
        return f"{{{self._base('latex')}}}^{{{self.exponent}}}"

    def mathml(self) -> str:
        return f"<msup>{self._base('mathml')}<mn>{self.exponent}</mn></msup>"

    def _base(self, form: Form) -> str:
        if isinstance(self.base, Symbol) and self.base.layer is not None:
            return in_parentheses(printed_as(self.base, form), form)
        return wrapped(self.base, Binding.ATOM, form)

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.base,)

    def binding(self, form: Form) -> Binding:
        return Binding.FACTOR


def numeric(node: Node) -> bool:
    """Whether it begins like a number, so that side by side with another it would be misread."""
    if isinstance(node, Power):
        return numeric(node.base)
    if isinstance(node, Symbol):
        return node.prefix is None and node.letter.text[0].isdigit()
    return isinstance(node, Number | Fraction | Rest)
