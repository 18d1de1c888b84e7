"""Query parameters that a route does not know are refused, as unknown fields of a body are."""

from itertools import islice

from fastapi import Request
from fastapi.routing import APIRoute

from app.engine.names import did_you_mean, shortened
from app.errors import MAX_FIELD_ERRORS, FieldError, InvalidRequest
from app.validation import listed


async def only_known_parameters(request: Request) -> None:
    """A dependency of every route of the API. Raises InvalidRequest that tells each unknown parameter."""
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    known = [parameter.alias for parameter in route.dependant.query_params] + described(route)
    unknown = (name for name in request.query_params if name not in known)
    errors = [FieldError("", unknown_parameter(name, known)) for name in islice(unknown, MAX_FIELD_ERRORS)]
    if errors:
        raise InvalidRequest(errors)


def described(route: APIRoute) -> list[str]:
    """The query parameters that a route reads itself and only describes."""
    parameters = (route.openapi_extra or {}).get("parameters", [])
    return [parameter["name"] for parameter in parameters if parameter["in"] == "query"]


def unknown_parameter(name: str, known: list[str]) -> str:
    """What is said of a parameter that is none of those known."""
    expected = f"expected {listed(known)}" if known else "this address takes none; leave it out"
    return f'unknown query parameter "{shortened(name)}"; {expected}{did_you_mean(name, known)}'
