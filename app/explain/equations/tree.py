"""The equation tree: what every node can do, and when a part of it stands in parentheses.

A node prints itself as Unicode text, as LaTeX (amsmath and amssymb, without delimiters) and as presentation MathML,
and evaluates to what it says. Scalars evaluate to arrays of no dimension, matrices to two dimensions, and a vector
is a matrix of one column, so that products and transposes mean what they mean on paper.

To add a node, write its class: value, three printed forms, parts and how tightly it binds, side by side.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from enum import IntEnum
from html import escape
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Value = NDArray[Any]
"""What a node evaluates to: float64 of no dimension, or of two."""
Environment = Mapping[str, int]
"""What the bound indices of the sums around a node stand for."""
Form = Literal["text", "latex", "mathml"]
NOTHING_BOUND: Environment = {}
TALL = (r"\frac", r"\sum", r"\begin", r"\under", r"\sqrt")
"""What makes LaTeX higher than a line."""


class Binding(IntEnum):
    """How tightly a printed node holds together; what binds less than its place wants stands in parentheses."""

    RELATION = 0
    SUM = 1
    PRODUCT = 2
    FACTOR = 3
    ATOM = 4


class Node(ABC):
    """A node of an equation; immutable."""

    __slots__ = ()

    @abstractmethod
    def evaluate(self, environment: Environment = NOTHING_BOUND) -> Value:
        """What it is worth where the bound indices are as told."""

    @abstractmethod
    def text(self) -> str:
        """In Unicode."""

    @abstractmethod
    def latex(self) -> str:
        """In LaTeX, for mathematics mode."""

    @abstractmethod
    def mathml(self) -> str:
        """As one MathML element, to stand inside <math>."""

    @property
    def parts(self) -> tuple["Node", ...]:
        """The nodes that it is made of and shows."""
        return ()

    @property
    def inexact(self) -> bool:
        """Whether its value only looks exact where it is printed with all its digits (app.explain.inexact)."""
        return False

    @property
    def approximate(self) -> bool:
        """Whether it shows a number with fewer digits than it has."""
        return any(part.approximate for part in self.parts)

    def binding(self, form: Form) -> Binding:
        """How tightly it holds together where it is printed."""
        return Binding.ATOM


def printed_as(node: Node, form: Form) -> str:
    """The node in one of the forms."""
    if form == "text":
        return node.text()
    return node.latex() if form == "latex" else node.mathml()


def wrapped(node: Node, least: Binding, form: Form) -> str:
    """The node in one of the forms, in parentheses where it binds less than `least`."""
    inside = printed_as(node, form)
    return inside if node.binding(form) >= least else in_parentheses(inside, form)


def in_parentheses(inside: str, form: Form) -> str:
    """What is printed, in parentheses as high as itself."""
    if form == "text":
        return f"({inside})"
    if form == "latex":
        tall = any(command in inside for command in TALL)
        return rf"\left({inside}\right)" if tall else f"({inside})"
    return f"<mrow><mo>(</mo>{inside}<mo>)</mo></mrow>"


def row(*elements: str) -> str:
    """MathML elements side by side as one element."""
    return f"<mrow>{''.join(elements)}</mrow>"


def words(text: str) -> str:
    """Words inside MathML; spaces at the ends are kept."""
    return f"<mtext>{escape(text)}</mtext>".replace("> ", ">\u00a0").replace(" <", "\u00a0<")


def math(node: Node) -> str:
    """A whole <math> element, to stand in a sentence."""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{node.mathml()}</math>'


def scalar(value: float) -> Value:
    """A number as an array of no dimension."""
    return np.asarray(value, dtype=np.float64)
