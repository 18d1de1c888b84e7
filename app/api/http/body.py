"""The one way in for a body: its type, its size and its time are checked before anything is parsed."""

import asyncio
import re
from codecs import BOM_UTF8
from itertools import islice

from fastapi import Request
from starlette.requests import ClientDisconnect

from ...engine.names import exactly
from ...errors import BodyTimeout, InvalidRequest, TooLarge, UnsupportedMediaType, too_large
from ...settings import Settings

ANY_FILE = "application/octet-stream"
RAW_TYPES = ("text/csv", "text/tab-separated-values", "text/plain", ANY_FILE)
"""Types of a file that is sent as it is, by a route that takes one."""

NAME_END = re.compile(rb'"[ \t\r\n]*+:')
"""The end of a name and the colon before its value."""


async def read_json_body(request: Request, settings: Settings) -> bytes:
    """The bytes of a JSON body, whole, not yet parsed; every route that takes one calls this.

    Raises:
        UnsupportedMediaType: not `application/json`, a charset other than UTF-8, or a compressed body.
        InvalidRequest: empty, after a byte order mark, or of more fields or lists than any request needs.
        And what `read_body` raises.
    """
    check_content_type(request.headers.get("content-type"), request.headers.get("content-encoding"))
    body = await read_body(request, settings)
    if not body:
        raise InvalidRequest.at("", "expected a JSON object; got an empty body")
    if body.startswith(BOM_UTF8):
        message = "expected JSON; got a byte order mark before it; leave it out (in Python: utf-8 for utf-8-sig)"
        raise InvalidRequest.at("", message)
    check_structure(body, settings)
    return body


def is_raw(request: Request) -> bool:
    """Whether a body is a file as it is, by its type. Raises UnsupportedMediaType for a compressed one, and for a
    type that is neither one of a file nor JSON."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/json":
        return False
    if media_type not in RAW_TYPES:
        expected = f"application/json, or {', '.join(RAW_TYPES[:-1])} or {ANY_FILE} for a file as it is"
        raise UnsupportedMediaType(
            f"expected Content-Type: {expected}; got {media_type[:60] or 'none'}",
            headers={"Accept": ", ".join(("application/json", *RAW_TYPES))},
        )
    check_content_type("application/json", request.headers.get("content-encoding"))
    return True


async def read_body(request: Request, settings: Settings) -> bytes:
    """The bytes of a body, whole, whatever they are.

    FastAPI's own `max_body_size` answers in plain text past the exception handlers, so the limit is kept here.

    Raises:
        TooLarge: more than `settings.max_body_bytes`, announced or sent.
        BodyTimeout: not whole after `settings.body_seconds`.
        ClientDisconnect: the client went away (Starlette's; the outermost layer lets it rest).
    """
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > settings.max_body_bytes:
        raise body_too_large(int(announced), settings)
    try:
        async with asyncio.timeout(settings.body_seconds):
            return await receive_all(request, settings)
    except TimeoutError as error:
        raise BodyTimeout(
            f"the body did not arrive whole within {exactly(settings.body_seconds)} s (NABLASCOPE_BODY_SECONDS); "
            "send it again, or less of it",
            headers={"Connection": "close"},
        ) from error


def check_structure(body: bytes, settings: Settings) -> None:
    """Refuse bodies of very many parts before they are parsed, each of which would cost memory or an error.

    A bracket inside a text counts too; no text that the API takes has many.
    """
    many_fields, many_lists = has_more_fields(body, settings.max_fields), body.count(b"[") > settings.max_lists
    for what, has_more, limit, todo in (
        ("fields", many_fields, settings.max_fields, "send fewer layers or answers"),
        ("lists", many_lists, settings.max_lists, "send arrays as base64"),
    ):
        if has_more:
            setting = f"NABLASCOPE_MAX_{what.upper()}"
            raise InvalidRequest.at("", f"expected at most {limit:,} {what} ({setting}); got more; {todo}")


def has_more_fields(body: bytes, limit: int) -> bool:
    """Whether more names than the limit have a value. The times of a table in a text, 12:30, are none."""
    return body.count(b":") > limit and next(islice(NAME_END.finditer(body), limit, None), None) is not None


async def receive_all(request: Request, settings: Settings) -> bytes:
    """The chunks of a body joined; stops at the first that goes past the limit."""
    chunks: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > settings.max_body_bytes:
            raise body_too_large(size, settings)
        chunks.append(chunk)
        more = message.get("more_body", False)
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def body_too_large(size: int, settings: Settings) -> TooLarge:
    """The problem of a body past the limit."""
    return too_large("bytes of the body", size, settings.max_body_bytes, "max_body_bytes")


def check_content_type(content_type: str | None, content_encoding: str | None) -> None:
    """Refuse all but uncompressed `application/json` in UTF-8."""
    if content_type == "application/json" and content_encoding is None:
        return
    if content_encoding not in (None, "", "identity"):
        raise UnsupportedMediaType(
            "expected a body without Content-Encoding; got a compressed one; send it as it is",
            headers={"Accept-Encoding": "identity"},
        )
    media_type, _, parameters = (content_type or "").partition(";")
    media_type = media_type.strip().lower()
    headers = {"Accept": "application/json"}
    if not media_type:
        raise UnsupportedMediaType("expected Content-Type: application/json; got none", headers=headers)
    if media_type != "application/json":
        raise UnsupportedMediaType(
            f"expected Content-Type: application/json; got {media_type[:60]}", headers=headers
        )
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(' "').lower() not in ("utf-8", "utf8"):
            raise UnsupportedMediaType(
                "expected JSON in UTF-8; got another charset; encode the body in UTF-8", headers=headers
            )
