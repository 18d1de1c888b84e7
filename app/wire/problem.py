"""The wire form of an error, for the OpenAPI document; `app.errors` makes the real ones."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ..errors import (
    MAX_FIELD_ERRORS,
    MEDIA_TYPE,
    TYPE_PREFIX,
    BodyTimeout,
    Busy,
    InvalidRequest,
    Problem,
    Remedy,
    TooLarge,
    UnsupportedMediaType,
)
from ..validation import errors_from_pydantic, invalid_request

__all__ = [
    "PROBLEM_RESPONSES",
    "FieldProblem",
    "ProblemDetails",
    "errors_from_pydantic",
    "invalid_request",
    "problem_responses",
]


class FieldProblem(BaseModel):
    """One fault of a request."""

    pointer: str = Field(description="RFC 6901 JSON pointer to the culprit; empty for the whole body")
    message: str = Field(description="what was expected and what came")
    remedy: Remedy | None = Field(
        None,
        description="a change of the array at the pointer with which it would fit: exchange rows and columns, "
        "divide each row by its sum, take 1 from each class, or (y + 1) / 2 for labels of −1 and 1; "
        "left out where there is none",
    )


class ProblemDetails(BaseModel):
    """RFC 9457 problem details."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description=f"stable name of the kind: {TYPE_PREFIX}… or about:blank")
    title: str = Field(description="the kind in words, always the same for one type")
    status: int = Field(ge=400, le=599, description="the HTTP status")
    detail: str = Field(description="what happened this time")
    errors: list[FieldProblem] | None = Field(
        None, max_length=MAX_FIELD_ERRORS, description="for an invalid request: the first faults found"
    )


def problem_responses(*kinds: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """What a route gives as `responses`, so that OpenAPI tells its errors as problem+json."""
    schema = {"$ref": f"#/components/schemas/{ProblemDetails.__name__}"}
    return {
        kind.status: {
            "description": (kind.__doc__ or kind.title).strip(),
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for kind in kinds
    }


PROBLEM_RESPONSES = problem_responses(BodyTimeout, TooLarge, UnsupportedMediaType, InvalidRequest, Busy)
"""The errors of a route that takes a JSON body and computes."""
