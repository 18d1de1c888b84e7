"""What `POST /api/v1/explain` takes and answers: one number, and the equations and cells that it was made from."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict

from ...explain.number.target import QuantityName
from ..arrays import Number
from ..network.request import AnalyzeRequest, Strict

TargetQuantity = QuantityName
"""The quantities of the contract by their names on the wire; besides them `loss_gradient` (∂ℓ/∂ŷ) and `jacobian`
(∂z_row/∂z̃_column of one layer)."""


class TargetRequest(Strict):
    """One number. `row` is the unit for what has a row for each example, else the row of the matrix; `column` the
    column of a matrix (of a Jacobian the unit with respect to whose preactivation it is taken)."""

    quantity: TargetQuantity
    layer: int | None = Field(
        None,
        ge=0,
        description="1 … L; null (or 0) for what belongs to no layer; a Jacobian is the output's if left out",
    )
    example: int | None = Field(None, ge=0, description="for what has a row for each example")
    row: int | None = Field(None, ge=0, description="the unit, or the row of a matrix")
    column: int | None = Field(None, ge=0, description="for matrices and Jacobians")


class ExplainRequest(AnalyzeRequest):
    """An analyze request, and the number to be explained."""

    target: TargetRequest


class Step(TypedDict):
    """One equation: for reading (`text`), for a paper (`latex`, without delimiters), for a page (`mathml`, a whole
    <math> element, on several lines where a narrow column does not hold it)."""

    kind: Literal["rule", "indices", "numbers", "result"]
    text: str
    latex: str
    mathml: str


class Cell(TypedDict):
    """A number that others are made from, addressed as a target is."""

    quantity: TargetQuantity
    layer: int | None
    example: int | None
    row: int | None
    column: int | None
    value: Number
    text: str
    mathml: str


class Blocked(TypedDict):
    """A unit that lets no error signal through: φ′(z̃) = 0 on the example, or (example null) on all that count."""

    layer: int
    unit: int
    example: int | None
    preactivation: Number
    message: str


class ExplainAnswer(BaseModel):
    """A number, step by step: the rule in symbols, with indices, with numbers, and the result (but for a quotient
    that is not finite).

    `inputs` are the cells that stand in the equation with numbers, in its order; `more_inputs` counts those of the
    terms that it adds up without showing them. A given number (a weight, an input) has no steps and no inputs.
    """

    model_config = ConfigDict(ser_json_inf_nan="strings")

    target: TargetRequest
    text: str = Field(description="the number's symbol, such as δ⁽¹⁾₂")
    mathml: str = Field(description="the same as a <math> element")
    words: str = Field(description="its name in words")
    value: Number
    steps: list[Step]
    inputs: list[Cell]
    more_inputs: int
    blocked: list[Blocked]
    notes: list[str]
