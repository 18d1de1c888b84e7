"""Query parameters that a route does not know, or that come twice, are refused, as unknown fields of a body are."""

from collections import Counter
from itertools import islice

from fastapi import Request
from fastapi.routing import APIRoute

from ...engine.names import did_you_mean, shortened
from ...errors import MAX_FIELD_ERRORS, FieldError, InvalidRequest
from ...validation import listed


async def only_known_parameters(request: Request) -> None:
    """A dependency of every route of the API. Raises InvalidRequest for each that is unknown or repeated."""
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    once = [parameter.alias for parameter in route.dependant.query_params]
    known = once + described(route)
    given = Counter(name for name, _ in request.query_params.multi_items())
    messages = (
        repeated_parameter(name) if name in known else unknown_parameter(name, known)
        for name, times in given.items()
        if name not in known or (name in once and times > 1)
    )
    errors = [FieldError("", message) for message in islice(messages, MAX_FIELD_ERRORS)]
    if errors:
        raise InvalidRequest(errors)


def repeated_parameter(name: str) -> str:
    """What is said of a parameter that is given more than once."""
    return f'expected query parameter "{shortened(name)}" once; got it more than once; leave one of them out'


def described(route: APIRoute) -> list[str]:
    """The query parameters that a route reads itself, also those that come twice, and only describes."""
    parameters = (route.openapi_extra or {}).get("parameters", [])
    return [parameter["name"] for parameter in parameters if parameter["in"] == "query"]


def unknown_parameter(name: str, known: list[str]) -> str:
    """What is said of a parameter that is none of those known."""
    expected = f"expected {listed(known)}" if known else "this address takes none; leave it out"
    return f'unknown query parameter "{shortened(name)}"; {expected}{did_you_mean(name, known)}'
