"""What wraps every request: headers, compression, faults after the start."""

import gzip
import json
from typing import Any

import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from app.api.http.middleware import (
    COMPRESSED_FROM_BYTES,
    IN_A_THREAD_FROM_BYTES,
    Compression,
    Envelope,
    accepts_gzip,
)

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("path", ["/", "/docs", "/healthz", "/nothing", "/api/v1/losses", "/openapi.json"])
async def test_every_answer_has_the_security_headers(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers.get_list("content-security-policy", split_commas=False) == [headers["content-security-policy"]]


async def test_large_answers_are_compressed_where_that_is_welcome(
    client: httpx.AsyncClient, spec: dict[str, Any]
) -> None:
    spec["data"] = {"dataset": "moons", "size": 200, "noise": 0.1, "seed": 0}
    path = "/api/v1/analyze"
    zipped = await client.post(path, json=spec, headers={"Accept-Encoding": "gzip"})
    plain = await client.post(path, json=spec, headers={"Accept-Encoding": "gzip;q=0"})
    small = await client.get("/healthz", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.headers["vary"] == "Accept-Encoding"
    assert len(plain.content) > COMPRESSED_FROM_BYTES
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in small.headers
    assert zipped.json() == plain.json()


@pytest.mark.parametrize(
    ("header", "welcome"),
    [
        ("", False), ("gzip", True), ("gzip, deflate, br, zstd", True), ("GZIP;q=0.5", True), ("x-gzip", True),
        ("*", True), ("*;q=0", False), ("gzip;q=0", False), ("gzip; q=0.000", False), ("gzip;q=0.001", True),
        ("identity", False), ("*;q=0, gzip;q=1", True), ("gzipped", False), ("gzip;q=1.0, *;q=0", True),
        ("deflate, gzip;q=0, *", False), (",,;=,q", False), ("gzip;q=10", True),
    ],
)  # fmt: skip
def test_whether_gzip_is_welcome(header: str, welcome: bool) -> None:
    assert accepts_gzip(header) is welcome


async def test_a_fault_after_the_start_is_not_hidden() -> None:
    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("half-way")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    with pytest.raises(RuntimeError, match="half-way"):
        await Envelope(broken)({"type": "http", "method": "GET"}, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start"]


async def test_an_answer_in_parts_is_left_as_it_is() -> None:
    start: Message = {"type": "http.response.start", "status": 200, "headers": [
        (b"content-length", b"20000"), (b"content-type", b"application/json")]}  # fmt: skip
    parts: list[Message] = [
        {"type": "http.response.body", "body": b"1" * 10_000, "more_body": more} for more in (True, False)
    ]

    async def streaming(scope: Scope, receive: Receive, send: Send) -> None:
        for message in (start, *parts):
            await send(message)

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        raise AssertionError("nothing is read")

    scope = {"type": "http", "method": "GET", "headers": [(b"accept-encoding", b"gzip")]}
    await Compression(streaming)(scope, receive, send)
    assert sent == [start, *parts]


async def test_base64_answers_survive_compression(client: httpx.AsyncClient, spec: dict[str, Any]) -> None:
    spec |= {"encoding": "base64", "data": {"dataset": "moons", "size": 2000, "noise": 0.1, "seed": 0}}
    async with client.stream("POST", "/api/v1/analyze", json=spec) as response:
        raw = b"".join([chunk async for chunk in response.aiter_raw()])
    assert int(response.headers["content-length"]) == len(raw)
    assert len(gzip.decompress(raw)) > IN_A_THREAD_FROM_BYTES
    assert len(json.loads(gzip.decompress(raw))["layers"]) == 2
