"""Nodes without operations: numbers, symbols, indicators, and a quantity written as an expression."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .numbers import SUBSCRIPTS, SUPERSCRIPTS, Inexact, Printed, only_looks_exact, printed
from .short import Short, are_short, short_form
from .tree import NOTHING_BOUND, Binding, Environment, Form, Node, Value, row, scalar

Index = int | str
"""A place in an array: a number, or the name of an index that a sum around it binds."""

SUBSCRIPT_LETTERS: Mapping[str, str] = {
    "i": "ᵢ",
    "j": "ⱼ",
    "k": "ₖ",
    "m": "ₘ",
    "n": "ₙ",
    "o": "ₒ",
    "p": "ₚ",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in the three forms; its MathML is one element."""

    text: str
    latex: str
    mathml: str


def letter(text: str, latex: str | None = None) -> Letter:
    """A letter of the alphabet, or any other that LaTeX knows under a name."""
    return Letter(text, text if latex is None else latex, f"<mi>{escape(text)}</mi>")


def accented(base: str, text: str, latex: str, accent: str) -> Letter:
    """A letter under an accent."""
    over = f'<mover accent="true"><mi>{base}</mi><mo stretchy="false">{accent}</mo></mover>'
    return Letter(text, latex, over)


NABLA = Letter("∇", r"\nabla ", "<mo>∇</mo>")
PARTIAL = Letter("∂", r"\partial ", "<mo>∂</mo>")


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number: four digits of it are shown, all of it counts; `inexact`: even where four digits look like all.

    Of a short network (app.explain.short) it is shown as a fraction or with its logarithm, exactly.
    """

    value: float
    inexact: bool = False

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return scalar(self.value)

    def text(self) -> str:
        return self.shown.text()

    def latex(self) -> str:
        return self.shown.latex()

    def mathml(self) -> str:
        return self.shown.mathml()

    @property
    def shown(self) -> Printed | Short:
        """How it is printed."""
        return short_form(self.value) or printed(self.value)

    @property
    def approximate(self) -> bool:
        return self.shown.approximate or (self.inexact and not are_short())

    def binding(self, form: Form) -> Binding:
        shown = self.shown
        if isinstance(shown, Short):
            return shown.binding(form)
        if shown.negative:
            return Binding.SUM
        return Binding.ATOM if shown.exponent is None else Binding.PRODUCT


@dataclass(frozen=True, slots=True, eq=False)
class Symbol(Node):
    """A letter with a layer for superscript and indices for subscripts: z̃⁽¹⁾₂, ∇W⁽⁰⁾.

    `array` is what it stands for, of which the indices choose; what is left of one dimension is a column.
    `inexact_at` tells which of its numbers only look exact; without it none does.
    """

    letter: Letter
    array: NDArray[Any]
    layer: int | None = None
    indices: tuple[Index, ...] = ()
    prefix: Letter | None = None
    inexact_at: Inexact | None = None

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return chosen(self.array, self.indices, environment)

    @property
    def inexact(self) -> bool:
        return only_looks_exact(float(self.evaluate()), self.inexact_at, self.indices)

    def text(self) -> str:
        return self.text_with("")

    def latex(self) -> str:
        return self.latex_with("")

    def mathml(self) -> str:
        return self.mathml_with("")

    def differential(self) -> "Symbol":
        """∂z̃⁽¹⁾₂, for a derivative."""
        return replace(self, prefix=PARTIAL)

    def text_with(self, above: str) -> str:
        """With one more mark in the superscript: W⁽¹⁾ᵀ."""
        layer = "" if self.layer is None else f"⁽{str(self.layer).translate(SUPERSCRIPTS)}⁾"
        prefix = self.prefix.text if self.prefix else ""
        return f"{prefix}{self.letter.text}{layer}{subscript_text(self.indices)}{above}"

    def latex_with(self, above: str) -> str:
        prefix = self.prefix.latex if self.prefix else ""
        layer = "" if self.layer is None else f"({self.layer})"
        superscript = f"^{{{layer}{above}}}" if layer or above else ""
        below = f"_{{{','.join(map(str, self.indices))}}}" if self.indices else ""
        return f"{prefix}{self.letter.latex}{superscript}{below}"

    def mathml_with(self, above: str) -> str:
        layer = "" if self.layer is None else layer_mathml(self.layer)
        superscript = row(layer, above) if layer and above else layer or above
        below = indices_mathml(self.indices)
        inside = self.letter.mathml
        if superscript and below:
            inside = f"<msubsup>{inside}{below}{superscript}</msubsup>"
        elif superscript or below:
            tag = "msup" if superscript else "msub"
            inside = f"<{tag}>{inside}{superscript or below}</{tag}>"
        return row(self.prefix.mathml, inside) if self.prefix else inside


@dataclass(frozen=True, slots=True, eq=False)
class Known(Node):
    """A quantity that is written as an expression, such as ∂ℓ/∂ŷ or ln ŷ, and whose value is at hand.

    `array`, `indices` and `inexact_at` as of a symbol; how it is written need not evaluate.
    """

    written: Node
    array: NDArray[Any]
    indices: tuple[Index, ...] = ()
    inexact_at: Inexact | None = None

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return chosen(self.array, self.indices, environment)

    @property
    def inexact(self) -> bool:
        return only_looks_exact(float(self.evaluate()), self.inexact_at, self.indices)

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
class Indicator(Node):
    """1[i = j]: one where the indices are the same, else zero."""

    left: Index
    right: Index

    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        return scalar(at(self.left, environment) == at(self.right, environment))

    def text(self) -> str:
        return f"1[{self.left} = {self.right}]"

    def latex(self) -> str:
        return rf"\mathbf{{1}}[{self.left} = {self.right}]"

    def mathml(self) -> str:
        bracket = '<mo stretchy="false">'
        sides = f"{index_mathml(self.left)}<mo>=</mo>{index_mathml(self.right)}"
        return row('<mn mathvariant="bold">1</mn>', f"{bracket}[</mo>", sides, f"{bracket}]</mo>")


def at(index: Index, environment: Environment) -> int:
    """The number that an index stands for."""
    return environment[index] if isinstance(index, str) else index


def chosen(array: NDArray[Any], indices: tuple[Index, ...], environment: Environment) -> Value:
    """What indices choose of an array, as float64; one dimension becomes a column."""
    value = np.asarray(array[tuple(at(index, environment) for index in indices)], dtype=np.float64)
    return value[:, None] if value.ndim == 1 else value


def subscript_text(indices: tuple[Index, ...]) -> str:
    """Indices as subscripts with commas, ₁₂,₀ (so that it is not ₁,₂₀); in brackets where one has no subscript."""
    names = [str(index) for index in indices]
    if all(name.isdecimal() or name in SUBSCRIPT_LETTERS for name in names):
        return ",".join(SUBSCRIPT_LETTERS.get(name, name.translate(SUBSCRIPTS)) for name in names)
    return f"[{', '.join(names)}]"


def index_mathml(index: Index) -> str:
    return f"<mi>{escape(index)}</mi>" if isinstance(index, str) else f"<mn>{index}</mn>"


def indices_mathml(indices: tuple[Index, ...]) -> str:
    if len(indices) < 2:
        return "".join(map(index_mathml, indices))
    return row('<mo separator="true">,</mo>'.join(map(index_mathml, indices)))


def layer_mathml(layer: int) -> str:
    return row('<mo stretchy="false">(</mo>', f"<mn>{layer}</mn>", '<mo stretchy="false">)</mo>')


def operator(text: str, latex: str | None = None) -> Letter:
    """The name of a function, set upright."""
    return Letter(text, rf"\operatorname{{{text}}}" if latex is None else latex, f"<mi>{text}</mi>")


SIGMA = letter("σ", r"\sigma")
