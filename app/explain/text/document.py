"""A worked text as data: sections of paragraphs and equations, which Markdown, LaTeX and the page print.

A symbol in a sentence is a tree like any equation, so that each form sets it in its own way; words are words only.
"""

from dataclasses import dataclass

from ..equations.layout import displayed, set_apart
from ..equations.tree import Node


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words, and symbols between them."""

    parts: tuple[str | Node, ...]

    def text(self) -> str:
        """The sentence in Unicode."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.parts)

    def latex(self) -> str:
        """The sentence with its symbols between dollars."""
        return "".join(escaped(part) if isinstance(part, str) else f"${part.latex()}$" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Equation:
    """An equation on a line of its own.

    `indices`: it holds for every value of these, each with the count of its values.
    """

    tree: Node
    indices: tuple[tuple[str, int], ...] = ()

    def text(self) -> str:
        """In Unicode, on one line."""
        return self.tree.text()

    def latex(self) -> str:
        """In LaTeX for mathematics mode, on several lines where it is too wide for one."""
        return displayed(self.tree, "latex")

    def mathml(self) -> str:
        """A whole <math> element, likewise."""
        return set_apart(self.tree)


Block = Paragraph | Equation


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the text; `id` is stable, `title` is words only."""

    id: str
    title: str
    blocks: tuple[Block, ...]


def say(*parts: str | Node) -> Paragraph:
    """A paragraph of these words and symbols."""
    return Paragraph(parts)


LATEX_CHARACTERS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "−": "$-$",
        "×": r"$\times$",
        "·": r"$\cdot$",
        "∞": r"$\infty$",
        "∇": r"$\nabla$",
        "δ": r"$\delta$",
        "σ": r"$\sigma$",
        "φ": r"$\varphi$",
        "′": "$'$",
        "ŷ": r"$\hat{y}$",
        "…": r"\dots{}",
        "’": "'",
        "–": "--",
    }
)


def escaped(words: str) -> str:
    """Words as LaTeX text: what TeX would read as a command, and what pdfLaTeX's fonts lack, made harmless."""
    return r"$\tilde{z}$".join(part.translate(LATEX_CHARACTERS) for part in words.split("z̃"))
