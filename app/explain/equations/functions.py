"""Nodes of functions and conditions: φ(z̃), ln x, eˣ, √x, |x|, comparisons and cases."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from operator import eq, ge, gt, le, lt
from typing import Any

import numpy as np

from .atoms import Letter
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


@dataclass(frozen=True, slots=True)
class Applied(Node):
    """f(a, b), by the function's name; `apply` takes the values of the arguments.

    `bare`: a single argument that holds together stands without parentheses, as in ln x.
    """

    name: Letter
    arguments: tuple[Node, ...]
    apply: Callable[..., Any]
    bare: bool = False

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        with np.errstate(all="ignore"):
            value = self.apply(*(argument.evaluate(environment) for argument in self.arguments))
        return np.asarray(value, dtype=np.float64)

    def text(self) -> str:
        return f"{self.name.text}{' ' if self._stands_bare('text') else ''}{self._inside('text', ', ')}"

    def latex(self) -> str:
        return f"{self.name.latex}{' ' if self._stands_bare('latex') else ''}{self._inside('latex', ', ')}"

    def mathml(self) -> str:
        space = '<mspace width="0.17em"/>' if self._stands_bare("mathml") else ""
        return row(
            self.name.mathml, f"<mo>&#x2061;</mo>{space}", self._inside("mathml", '<mo separator="true">,</mo>')
        )

    def _stands_bare(self, form: Form) -> bool:
        return self.bare and self.arguments[0].binding(form) == Binding.ATOM

    def _inside(self, form: Form, comma: str) -> str:
        inside = comma.join(printed_as(argument, form) for argument in self.arguments)
        return inside if self._stands_bare(form) else in_parentheses(inside, form)

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.arguments

    def binding(self, form: Form) -> Binding:
        return Binding.FACTOR if self.bare else Binding.ATOM


@dataclass(frozen=True, slots=True)
class Exponential(Node):
    """eˣ; of an array, of each entry of it."""

    exponent: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        with np.errstate(all="ignore"):
            return np.asarray(np.exp(self.exponent.evaluate(environment)))

    def text(self) -> str:
        return f"e^{wrapped(self.exponent, Binding.ATOM, 'text')}"

    def latex(self) -> str:
        return f"e^{{{self.exponent.latex()}}}"

    def mathml(self) -> str:
        return f"<msup><mi>e</mi>{self.exponent.mathml()}</msup>"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.exponent,)

    def binding(self, form: Form) -> Binding:
        return Binding.FACTOR


@dataclass(frozen=True, slots=True)
class SquareRoot(Node):
    """√x."""

    inner: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        with np.errstate(all="ignore"):
            return np.asarray(np.sqrt(self.inner.evaluate(environment)))

    def text(self) -> str:
        return f"√{wrapped(self.inner, Binding.ATOM, 'text')}"

    def latex(self) -> str:
        return rf"\sqrt{{{self.inner.latex()}}}"

    def mathml(self) -> str:
        return f"<msqrt>{self.inner.mathml()}</msqrt>"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.inner,)

    def binding(self, form: Form) -> Binding:
        return Binding.FACTOR


@dataclass(frozen=True, slots=True)
class Magnitude(Node):
    """|x|."""

    inner: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return np.asarray(np.abs(self.inner.evaluate(environment)))

    def text(self) -> str:
        return f"|{self.inner.text()}|"

    def latex(self) -> str:
        return rf"\left|{self.inner.latex()}\right|"

    def mathml(self) -> str:
        bar = '<mo fence="true">|</mo>'
        return row(bar, self.inner.mathml(), bar)

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.inner,)


@dataclass(frozen=True, slots=True)
class Norm(Node):
    """‖A‖, the root of the sum of all squared entries."""

    inner: Node
    inexact: bool = False

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return scalar(hypot(*self.inner.evaluate(environment).ravel().tolist()))

    def text(self) -> str:
        return f"‖{self.inner.text()}‖"

    def latex(self) -> str:
        return rf"\left\|{self.inner.latex()}\right\|"

    def mathml(self) -> str:
        bars = '<mo fence="true">‖</mo>'
        return row(bars, self.inner.mathml(), bars)

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.inner,)


@dataclass(frozen=True, slots=True)
class Bracket(Node):
    """1[condition]: one where it holds, else zero."""

    condition: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return self.condition.evaluate(environment)

    def text(self) -> str:
        return f"1[{self.condition.text()}]"

    def latex(self) -> str:
        return rf"\mathbf{{1}}\left[{self.condition.latex()}\right]"

    def mathml(self) -> str:
        return row('<mn mathvariant="bold">1</mn><mo>[</mo>', self.condition.mathml(), "<mo>]</mo>")

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.condition,)


COMPARISONS: dict[str, tuple[Callable[[Any, Any], Any], str, str]] = {
    "=": (eq, "=", "="),
    "<": (lt, "<", "&lt;"),
    "≤": (le, r"\le", "≤"),
    ">": (gt, ">", "&gt;"),
    "≥": (ge, r"\ge", "≥"),
}
"""By sign: what it means, and the sign in LaTeX and MathML."""


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """a < b, or a < b < c: one where all of it holds, else zero."""

    sides: tuple[Node, ...]
    signs: tuple[str, ...]

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        values = [side.evaluate(environment) for side in self.sides]
        return scalar(
            all(
                bool(COMPARISONS[sign][0](left, right))
                for sign, (left, right) in zip(self.signs, pairwise(values), strict=True)
            )
        )

    def text(self) -> str:
        return " ".join(self._joined("text", dict.fromkeys(COMPARISONS)))

    def latex(self) -> str:
        return " ".join(self._joined("latex", {sign: latex for sign, (_, latex, _) in COMPARISONS.items()}))

    def mathml(self) -> str:
        return row(*self._joined("mathml", {s: f"<mo>{mathml}</mo>" for s, (_, _, mathml) in COMPARISONS.items()}))

    def _joined(self, form: Form, signs: dict[str, str | None] | dict[str, str]) -> list[str]:
        joined = [printed_as(self.sides[0], form)]
        for sign, side in zip(self.signs, self.sides[1:], strict=True):
            joined += [signs[sign] or sign, printed_as(side, form)]
        return joined

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.sides

    def binding(self, form: Form) -> Binding:
        return Binding.RELATION


@dataclass(frozen=True, slots=True)
class Cases(Node):
    """The value of the first case whose condition holds, `otherwise` where none does; not a number where a compared
    number is none."""

    cases: tuple[tuple[Node, Comparison], ...]
    otherwise: Node

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        for side in (side for _, condition in self.cases for side in condition.sides):
            if np.isnan(side.evaluate(environment)).any():
                return scalar(np.nan)
        return self.taken(environment).evaluate(environment)

    def taken(self, environment: Environment = NOTHING_BOUND) -> Node:
        """The case that counts."""
        return next((value for value, holds in self.cases if holds.evaluate(environment)), self.otherwise)

    def text(self) -> str:
        cases = "".join(f"{value.text()} if {condition.text()}; " for value, condition in self.cases)
        return f"{{{cases}{self.otherwise.text()} otherwise}}"

    def latex(self) -> str:
        rows = [rf"{value.latex()} & \text{{if }} {condition.latex()}" for value, condition in self.cases]
        rows.append(rf"{self.otherwise.latex()} & \text{{otherwise}}")
        lines = r" \\ ".join(rows)
        return rf"\begin{{cases}} {lines} \end{{cases}}"

    def mathml(self) -> str:
        rows = [(value.mathml(), row(words("if "), condition.mathml())) for value, condition in self.cases]
        rows.append((self.otherwise.mathml(), words("otherwise")))
        cells = "".join(f"<mtr><mtd>{value}</mtd><mtd>{condition}</mtd></mtr>" for value, condition in rows)
        return row('<mo fence="true">{</mo>', f'<mtable columnalign="left left">{cells}</mtable>')

    @property
    def parts(self) -> tuple[Node, ...]:
        return (*(node for case in self.cases for node in case), self.otherwise)
