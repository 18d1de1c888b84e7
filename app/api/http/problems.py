"""Turns whatever is raised under the application into problem+json; nothing of a body is ever echoed."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from math import isfinite
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.responses import Response

from ...errors import (
    MEDIA_TYPE,
    PROBLEMS,
    FieldError,
    InternalError,
    InvalidRequest,
    MethodNotAllowed,
    NotFound,
    OtherProblem,
    Problem,
)
from ...validation import message

log = logging.getLogger("nablascope")

BY_STATUS = {problem.status: problem for problem in PROBLEMS if problem.status not in (422, 503)}


def problem_response(problem: Problem) -> Response:
    """The answer that tells a problem."""
    return Response(
        to_json(problem.body()),
        status_code=problem.status,
        headers={**problem.headers, "Cache-Control": "no-store"},
        media_type=MEDIA_TYPE,
    )


def problem_of_http_exception(error: HTTPException, method: str, path: str) -> Problem:
    """What a framework's own exception means in the tree of `app.errors`."""
    headers = dict(error.headers or {})
    if error.status_code == 404:
        return NotFound(f"nothing is published at {shortened(path)}", headers=headers)
    if error.status_code == 405:
        allowed = headers.get("Allow", "another method")
        return MethodNotAllowed(f"{shortened(path)} takes {allowed}; got {method}", headers=headers)
    kind = BY_STATUS.get(error.status_code)
    if kind is None:
        return OtherProblem(error.status_code, str(error.detail), headers)
    return kind(str(error.detail), headers=headers)


def shortened(path: str, longest: int = 100) -> str:
    """A path fit for a message: a long one is cut."""
    return path if len(path) <= longest else f"{path[:longest]}…"


async def on_problem(request: Request, error: Exception) -> Response:
    """Handler of the tree's own exceptions."""
    assert isinstance(error, Problem)
    return problem_response(error)


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Handler of what the framework raises: unknown addresses, wrong methods."""
    assert isinstance(error, HTTPException)
    return problem_response(problem_of_http_exception(error, request.method, request.url.path))


async def on_validation_error(request: Request, error: Exception) -> Response:
    """Handler of a wrong parameter of a route; bodies are read and checked by the routes themselves."""
    assert isinstance(error, RequestValidationError)
    return problem_response(InvalidRequest([parameter_error(item) for item in error.errors()]))


def parameter_error(item: Mapping[str, Any]) -> FieldError:
    """One fault of a query, path or header parameter, which has no pointer: its place and name are told instead."""
    place, *names = [str(part) for part in item["loc"]]
    said = message({**item, "input": as_written(item.get("input"))}, None)
    return FieldError("", f"{place} parameter {'.'.join(names)}: {said}")


def as_written(value: Any) -> Any:
    """A parameter comes as text; for the message a number if that is what it says."""
    for kind in (int, float):
        with suppress(TypeError, ValueError, OverflowError):
            number = kind(value)
            return number if isfinite(number) else value
    return value


def unexpected(error: Exception) -> Response:
    """The answer to a fault of our own."""
    return problem_response(unexpected_problem(error))


def unexpected_problem(error: Exception) -> Problem:
    """A fault of our own, which goes to the log and not to the client."""
    log.error("unexpected %s", type(error).__name__, exc_info=error)
    return InternalError("the server met an unexpected fault, which it has logged")


def add_problem_handlers(app: FastAPI) -> None:
    """Register the handlers above."""
    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_exception_handler(RequestValidationError, on_validation_error)
