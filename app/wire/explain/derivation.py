"""What `POST /api/v1/derivation` takes and answers: the worked solution of one network and example."""

from typing import Literal

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from ...explain.equations.tree import math
from ...explain.solution.derivation import Derivation
from ...explain.text import document
from ..network.request import AnalyzeRequest


class DerivationRequest(AnalyzeRequest):
    """An analyze request; `example` chooses the example (0 if left out), `format` the form of the answer."""

    format: Literal["json", "markdown", "latex"] = Field(
        "json", description="json, or a document as text/markdown or application/x-tex"
    )


class Part(TypedDict):
    """A piece of a sentence: words, or a symbol as a <math> element."""

    text: str
    mathml: str | None


class TextBlock(TypedDict):
    """A paragraph; `latex` has its symbols between dollars."""

    kind: Literal["text"]
    text: str
    latex: str
    parts: list[Part]


class EquationBlock(TypedDict):
    """An equation on a line of its own; `latex` without delimiters."""

    kind: Literal["equation"]
    text: str
    latex: str
    mathml: str


Block = TextBlock | EquationBlock


class Section(TypedDict):
    """A step of the solution.

    `id` is stable: given, forward, output, loss, loss_gradient, jacobian, delta_output, gradients_L, then delta_l
    and gradients_l of every layer below, blocked, and batch where there is more than one example.
    """

    id: str
    title: str
    blocks: list[Block]


class DerivationAnswer(BaseModel):
    """The worked solution, in the order of the exercise."""

    title: str
    example: int
    sections: list[Section]


def derivation_answer(derivation: Derivation) -> DerivationAnswer:
    """A worked solution as JSON."""
    return DerivationAnswer(
        title=derivation.title,
        example=derivation.example,
        sections=[section_answer(section) for section in derivation.sections],
    )


def section_answer(section: document.Section) -> Section:
    """A step of the solution as JSON."""
    return Section(id=section.id, title=section.title, blocks=[block_answer(block) for block in section.blocks])


def block_answer(block: document.Block) -> Block:
    """A paragraph or an equation as JSON."""
    if isinstance(block, document.Equation):
        return EquationBlock(kind="equation", text=block.text(), latex=block.latex(), mathml=block.mathml())
    parts = [
        Part(text=part, mathml=None) if isinstance(part, str) else Part(text=part.text(), mathml=math(part))
        for part in block.parts
    ]
    return TextBlock(kind="text", text=block.text(), latex=block.latex(), parts=parts)
