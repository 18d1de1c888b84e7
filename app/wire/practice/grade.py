"""What `POST /api/v1/grade` takes and answers: a student's arrays, marked."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat
from typing_extensions import TypedDict

from ..arrays import Number
from ..explain.request import TargetRequest
from ..network.request import AnalyzeRequest, Strict

GradedQuantity = Literal["preactivation", "activation", "derivative", "delta", "weight_gradient", "bias_gradient"]
MOST_ANSWERS = 200


class AnswerRequest(Strict):
    """An array that somebody worked out: numbers, or texts such as "3/7", in the array's shape on the wire."""

    layer: int = Field(ge=1)
    quantity: GradedQuantity
    values: Any = Field(description="a list of numbers or fractions, or a list of rows of them")


class GradeRequest(AnalyzeRequest):
    """An analyze request, the answers to be marked, and how near they must come."""

    answers: list[AnswerRequest] = Field(min_length=1, max_length=MOST_ANSWERS)
    tolerance: Annotated[FiniteFloat, Field(ge=0, lt=1)] = Field(
        1e-6, description="of the array's largest magnitude; 0 wants the very number, or the very fraction"
    )


class FirstWrong(TypedDict):
    """The first wrong entry, row by row, as in the array on the wire; `target` addresses it for /explain.

    `submitted` is null where the submitted array has no such entry, since its shape is the transposed one.
    """

    row: int
    column: int | None
    expected: Number
    submitted: Number | None
    target: TargetRequest


class Diagnosis(TypedDict):
    """What was probably done. `codes`: the mistakes made together, one or several; `code` is the first of them."""

    code: str
    message: str
    codes: list[str]


class AnswerMark(TypedDict):
    """One answer, marked. `wrong` counts its entries that are; in `diagnosis` stand alternatives: either … or."""

    layer: int
    quantity: GradedQuantity
    correct: bool
    entries: int
    wrong: int
    first_wrong: FirstWrong | None
    diagnosis: list[Diagnosis]


class GradeAnswer(BaseModel):
    """The answers in order; `mistakes` counts what went wrong, once however many answers it shows in."""

    model_config = ConfigDict(ser_json_inf_nan="strings")

    answers: list[AnswerMark]
    mistakes: int
