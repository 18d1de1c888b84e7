"""The way in for JSON bodies, as an enemy would use it."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.types import Message, Scope

from app.main import create_app
from app.settings import Settings
from tests.api.conftest import client_of
from tests.api.http.test_problems import assert_problem

pytestmark = pytest.mark.anyio

PATH = "/api/v1/analyze"
JSON = {"Content-Type": "application/json"}
LIMIT = 4096


async def in_chunks(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


@pytest.fixture
def small() -> FastAPI:
    """An application that takes little and does not wait long."""
    return create_app(Settings(max_body_bytes=LIMIT, body_seconds=0.05))


@pytest.mark.parametrize(
    "content_type", ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf8"']
)
async def test_json_is_taken(client: httpx.AsyncClient, spec: dict[str, Any], content_type: str) -> None:
    response = await client.post(PATH, content=json.dumps(spec), headers={"Content-Type": content_type})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json-seq",
        "application/json; charset=utf-16",
        "json",
        ";",
        "x" * 10_000,
    ],
)
async def test_any_other_type_is_refused(
    client: httpx.AsyncClient, spec: dict[str, Any], content_type: str | None
) -> None:
    headers = {} if content_type is None else {"Content-Type": content_type}
    response = await client.post(PATH, content=json.dumps(spec), headers=headers)
    body = assert_problem(response, 415, "unsupported-media-type")
    assert response.headers["accept"] == "application/json"
    assert len(body["detail"]) < 200


async def test_a_compressed_body_is_refused(client: httpx.AsyncClient) -> None:
    response = await client.post(PATH, content=b"\x1f\x8b", headers={**JSON, "Content-Encoding": "gzip"})
    assert_problem(response, 415, "unsupported-media-type")
    assert response.headers["accept-encoding"] == "identity"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "expected a JSON object; got an empty body"),
        (b"{", "expected JSON; EOF while parsing"),
        (b"{'a': 1}", "expected JSON; "),
        (b"nonsense", "expected JSON; "),
        (b'{"network": "\xff\xfe"}', "expected JSON; "),
        (b"\xef\xbb\xbf{}", "expected JSON; got a byte order mark before it; leave it out"),
        (b'"\\ud800"', "expected JSON; "),
        (b"\x00", "expected JSON; "),
        (b"[" * 100_000, "expected JSON; nested too deeply"),
        (b'{"network":' * 10_000, "expected JSON; nested too deeply"),
        (b'{"network":' * 100_000, "expected at most 20,000 fields"),
        (b"[]", "expected an object; got a list of 0 entries"),
        (b"null", "expected an object; got null"),
        (b"1e400", "expected an object; got infinity"),
        (b"9" * 5000, "expected "),
        (b'"text"', 'expected an object; got the text "text"'),
    ],
    ids=lambda value: repr(value[:20]),
)
async def test_what_is_no_object_points_at_the_whole(
    client: httpx.AsyncClient, content: bytes, expected: str
) -> None:
    body = assert_problem(await client.post(PATH, content=content, headers=JSON), 422, "invalid-request")
    assert [error["pointer"] for error in body["errors"]] == [""]
    assert body["errors"][0]["message"].startswith(expected)
    assert len(body["detail"]) < 200


async def test_a_name_that_stands_twice_is_refused(client: httpx.AsyncClient, spec: dict[str, Any]) -> None:
    text = json.dumps(spec)
    doubled = text[:-1] + ', "reduction": "sum", "reduction": "mean"}'
    body = assert_problem(await client.post(PATH, content=doubled, headers=JSON), 422, "invalid-request")
    message = 'expected each name once; got "reduction" twice; leave one of them out'
    assert body["errors"] == [{"pointer": "/reduction", "message": message}]


async def test_a_body_over_the_limit(small: FastAPI) -> None:
    async with client_of(small) as client:
        exact = await client.post(PATH, content=b" " * LIMIT, headers=JSON)
        over = await client.post(PATH, content=b" " * (LIMIT + 1), headers=JSON)
    assert exact.status_code == 422
    detail = assert_problem(over, 413, "too-large")["detail"]
    assert detail == (
        "bytes of the body: 4,097 is more than the limit of 4,096 (NABLASCOPE_MAX_BODY_BYTES); "
        "send arrays as base64, or fewer of them, or raise that setting"
    )


async def test_a_body_in_chunks_over_the_limit(small: FastAPI) -> None:
    async with client_of(small) as client:
        over = await client.post(PATH, content=in_chunks(*[b" " * 1000] * 100), headers=JSON)
        within = await client.post(PATH, content=in_chunks(b"{", b"}"), headers=JSON)
    assert_problem(over, 413, "too-large")
    assert_problem(within, 422, "invalid-request")


async def test_bodies_of_very_many_parts_are_refused_before_they_are_parsed() -> None:
    app = create_app(Settings(max_fields=100, max_lists=100))
    fields = b"{" + b",".join(b'"k%d":1' % index for index in range(101)) + b"}"
    async with client_of(app) as client:
        many_fields = await client.post(PATH, content=fields, headers=JSON)
        many_lists = await client.post(PATH, content=b"[" * 101, headers=JSON)
    for response, what, todo in (
        (many_fields, "FIELDS", "send fewer layers or answers"),
        (many_lists, "LISTS", "send arrays as base64"),
    ):
        detail = assert_problem(response, 422, "invalid-request")["detail"]
        assert detail == f"expected at most 100 {what.lower()} (NABLASCOPE_MAX_{what}); got more; {todo}"


async def test_very_many_wrong_layers_are_not_all_told(client: httpx.AsyncClient) -> None:
    content = b'{"data": {}, "network": {"layers": [' + b"1," * 1_000_000 + b"1]}}"
    body = assert_problem(await client.post(PATH, content=content, headers=JSON), 422, "invalid-request")
    assert [error["pointer"] for error in body["errors"]] == ["/network/layers"]
    assert body["errors"][0]["message"].startswith("expected at most 10000 entries; got ")


@pytest.mark.parametrize("length", ["99999999999999999999999", "4097"])
async def test_an_announced_size_is_believed_before_it_is_sent(small: FastAPI, length: str) -> None:
    status, body = await answer_to(small, [], {b"content-length": length.encode()})
    assert (status, body["type"]) == (413, "urn:nablascope:problem:too-large")


@pytest.mark.parametrize("length", ["-1", "x", "²", "1_0", ""])
async def test_a_senseless_announced_size_is_left_alone(small: FastAPI, length: str) -> None:
    chunk: Message = {"type": "http.request", "body": b"{}", "more_body": False}
    status, _ = await answer_to(small, [chunk], {b"content-length": length.encode("latin-1")})
    assert status == 422


async def test_a_body_shorter_than_announced_does_not_hang(small: FastAPI) -> None:
    chunk: Message = {"type": "http.request", "body": b"{", "more_body": True}
    status, body = await answer_to(small, [chunk], {b"content-length": b"10"})
    assert (status, body["type"]) == (408, "urn:nablascope:problem:body-timeout")


async def test_a_client_that_goes_away_is_let_go(small: FastAPI) -> None:
    chunk: Message = {"type": "http.request", "body": b"{", "more_body": True}
    sent = await messages_of(small, [chunk, {"type": "http.disconnect"}], {})
    assert sent == []


def test_no_route_lets_the_framework_read_a_body(app: FastAPI) -> None:
    routes = [context.original_route for context in iter_route_contexts(app.routes)]
    api = [route for route in routes if isinstance(route, APIRoute)]
    assert len(api) >= 8
    assert [route.path for route in api if route.body_field is not None] == []


async def answer_to(
    app: FastAPI, messages: list[Message], headers: dict[bytes, bytes]
) -> tuple[int, dict[str, Any]]:
    """Status and problem of a request whose messages come one by one, and then nothing more."""
    start, *rest = await messages_of(app, messages, headers)
    return start["status"], json.loads(b"".join(message["body"] for message in rest))


async def messages_of(app: FastAPI, messages: list[Message], headers: dict[bytes, bytes]) -> list[Message]:
    """What the application sends for such a request."""
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": PATH,
        "raw_path": PATH.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"test"), (b"content-type", b"application/json"), *headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("test", 80),
    }
    coming = iter(messages)
    sent: list[Message] = []

    async def receive() -> Message:
        for message in coming:
            return message
        await asyncio.Event().wait()
        raise AssertionError("nothing more comes")

    async def send(message: Message) -> None:
        sent.append(message)

    await asyncio.wait_for(app(scope, receive, send), timeout=5)
    return sent
