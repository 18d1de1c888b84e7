"""How every route that computes goes about it: read, parse, hold to the limits, work where it costs least."""

from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from fastapi import Request, Response
from pydantic import BaseModel, ValidationError

from ...errors import MAX_FIELD_ERRORS, InvalidRequest
from ...settings import Settings
from ...validation import invalid_request
from ...wire.arrays import Budget
from ...wire.called import called_in
from .body import read_json_body
from .deps import compute_of
from .duplicates import duplicates

SMALL = 1_000_000
"""Estimated operations, or bytes of a body, below which the hop to a worker thread costs more than the work."""

M = TypeVar("M", bound=BaseModel)


class Work(NamedTuple):
    """A request that fits together and keeps within the limits: its estimated operations, and the doing of it."""

    flops: int
    run: Callable[[], Response]


async def compute(request: Request, model: type[M], prepare: Callable[[M, Settings], Work]) -> Response:
    """The answer to a request whose JSON body is a `model`; `prepare` checks how its parts fit together.

    Raises what `read_json_body`, `prepare` and the work raise, InvalidRequest for a body that is no `model`, and
    Busy where too many computations wait.
    """
    settings: Settings = request.app.state.settings
    body = await read_json_body(request, settings)
    if len(body) > SMALL:
        return await compute_of(request).run(lambda: prepare(parse(body, model), settings).run())
    work = prepare(parse(body, model), settings)
    if work.flops < SMALL:
        return work.run()
    return await compute_of(request).run(work.run)


def parse(body: bytes, model: type[M]) -> M:
    """The body as a `model`; InvalidRequest with a pointer to each fault, and to each name that stands twice."""
    try:
        parsed = model.model_validate_json(body, context=Budget())
    except ValidationError as error:
        raise invalid_request(error, model, lambda errors: called_in(errors, body)) from None
    if doubled := list(islice(duplicates(body), MAX_FIELD_ERRORS)):
        raise InvalidRequest(doubled)
    return parsed


def json_response(content: BaseModel) -> Response:
    """An answer as JSON."""
    return Response(content.model_dump_json(), media_type="application/json")


def body_of(model: type[BaseModel], examples: dict[str, Any]) -> dict[str, Any]:
    """What a route gives as `openapi_extra`, since it reads its body itself."""
    content = {"application/json": {"schema": schema_of(model), "examples": examples}}
    return {"requestBody": {"required": True, "content": content}}


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """A reference to the component of a model."""
    return {"$ref": f"#/components/schemas/{model.__name__}"}
