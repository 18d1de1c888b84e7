"""A client that leaves stops its run at once, and one that stops reading does not hold it for ever."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import anyio
import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from starlette.types import Message
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.executors.runs import Runs
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import client_of
from tests.api.http.test_problems import assert_problem
from tests.api.streaming import PATH, long_run, moons

pytestmark = pytest.mark.slow

FOR_EVER = 3600
"""Seconds that a reader may be stalled: what ends a run here is that its client has left."""

FORMS = [{}, {"record_every": 1_000_000}, {"format": "csv"}, {"format": "npz"}]


class Served:
    """An application on a real socket, in a thread of this process so that its runs can be counted."""

    def __init__(self, settings: Settings) -> None:
        self.app = create_app(settings)
        self.runs: Runs = self.app.state.runs
        listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = listener.getsockname()[1]
        self.server = uvicorn.Server(uvicorn.Config(self.app, http="h11", log_level="critical"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listener]})
        self.thread.start()

    def post(self, body: Any) -> socket.socket:
        """A connection over which a train request was sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        content = json.dumps(body).encode()
        head = (
            f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(content)}"
        )
        connection.sendall(head.encode() + b"\r\n\r\n" + content)
        return connection

    def waits(self) -> bool:
        """Does it wait for a reader that does not take what was sent?"""
        connections = list(self.server.server_state.connections)
        return any(isinstance(one, H11Protocol) and one.flow.write_paused for one in connections)

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join()


@pytest.fixture
def served() -> Iterator[Served]:
    served = Served(Settings(train_runs=2, stalled_seconds=FOR_EVER))
    yield served
    served.stop()


def eventually(fact: Callable[[], bool], seconds: float = 60) -> None:
    """Waits until something is so; fails where it never is."""
    until = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < until
        time.sleep(0.001)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_connection_that_is_closed_stops_the_run(form: dict[str, Any], served: Served) -> None:
    for _ in range(5):
        connection = served.post(long_run(**form))
        eventually(lambda: served.runs.active == 1)
        if not form:
            assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        time.sleep(0.05)
        connection.close()
        eventually(lambda: served.runs.active == 0)


def test_a_connection_that_is_reset_while_the_server_waits_for_its_reader(served: Served) -> None:
    connection = served.post(long_run(steps=19_000, record_every=1, snapshot_steps=None))
    eventually(served.waits)
    assert served.runs.active == 1
    connection.close()  # with data unread, which resets it
    eventually(lambda: served.runs.active == 0)


def test_a_reader_that_stops_reading_is_dropped() -> None:
    served = Served(Settings(train_runs=2, stalled_seconds=1))
    began = time.monotonic()
    connection = served.post(long_run(steps=19_000, record_every=1, snapshot_steps=None))
    eventually(lambda: served.runs.active == 1)
    eventually(lambda: served.runs.active == 0)
    assert time.monotonic() - began > 0.9, "not before the seconds that it has"
    connection.close()
    served.stop()


def test_a_place_is_free_again_for_the_next(served: Served) -> None:
    url = f"http://127.0.0.1:{served.port}{PATH}"
    runs = [served.post(long_run()) for _ in range(2)]
    eventually(lambda: served.runs.active == 2)
    busy = httpx.post(url, json=moons())
    assert_problem(busy, 503, "busy")
    assert busy.headers["retry-after"] == "1"
    assert "2 runs of training" in busy.json()["detail"]
    runs[0].close()
    eventually(lambda: served.runs.active == 1)
    assert httpx.post(url, json=moons()).status_code == 200
    runs[1].close()
    eventually(lambda: served.runs.active == 0)


def test_others_are_answered_while_runs_are_under_way(served: Served, spec: dict[str, Any]) -> None:
    spec["data"] = {"dataset": "moons", "size": 2000}
    spec["network"]["layers"][0]["units"] = 64
    runs = [served.post(long_run()) for _ in range(2)]
    eventually(lambda: served.runs.active == 2)
    for path, body in (("analyze", spec), ("check", spec | {"data": {"dataset": "moons", "size": 8}})):
        assert httpx.post(f"http://127.0.0.1:{served.port}/api/v1/{path}", json=body, timeout=10).status_code == 200
    assert served.runs.active == 2
    for run in runs:
        run.close()
    eventually(lambda: served.runs.active == 0)


@pytest.mark.anyio
@pytest.mark.parametrize("form", FORMS, ids=str)
async def test_a_request_that_is_cancelled_stops_the_run(form: dict[str, Any]) -> None:
    app = create_app(Settings())
    async with client_of(app) as client:
        asking = asyncio.create_task(client.post(PATH, json=long_run(**form)))
        while app.state.runs.active == 0:
            await anyio.sleep(0.001)
        await anyio.sleep(0.03)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    assert app.state.runs.active == 0


@pytest.mark.anyio
@pytest.mark.parametrize("form", FORMS, ids=str)
async def test_a_scope_that_is_cancelled_stops_the_run(form: dict[str, Any]) -> None:
    app = create_app(Settings())
    async with client_of(app) as client:
        for milliseconds in range(20, 60, 3):
            with anyio.move_on_after(milliseconds / 1000) as scope:
                await client.post(PATH, json=long_run(**form))
            assert scope.cancelled_caught
            assert app.state.runs.active == 0


async def talk(app: FastAPI, body: Any, send: Callable[[Message], Any], gone: asyncio.Event) -> None:
    """One request in ASGI itself, whose client leaves once `gone` is set."""
    whole = {"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}
    sent = [{"type": "http.request", "body": b"", "more_body": False}, whole]

    async def receive() -> Message:
        if sent:
            return sent.pop()
        await gone.wait()
        return {"type": "http.disconnect"}

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": PATH, "query_string": b"", "headers": headers}
    await app({**scope, "asgi": {"version": "3.0"}, "http_version": "1.1"}, receive, send)


@pytest.mark.anyio
async def test_nothing_is_sent_to_a_client_that_is_gone() -> None:
    app = create_app(Settings())
    for form in ("events", "csv"):
        gone = asyncio.Event()
        messages: list[Message] = []

        async def send(message: Message, told: list[Message] = messages, gone: asyncio.Event = gone) -> None:
            told.append(message)
            gone.set()

        if form == "csv":
            asyncio.get_running_loop().call_later(0.05, gone.set)
        await talk(app, long_run(format=form), send, gone)
        assert app.state.runs.active == 0
        assert all(message.get("more_body", True) for message in messages), "the end would say that all is told"
        assert (form == "csv") == (messages == [])


@pytest.mark.anyio
async def test_nothing_is_computed_ahead_of_a_slow_reader() -> None:
    app = create_app(Settings(stalled_seconds=0.2))
    sizes: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.body":
            sizes.append(len(message["body"]))
            if len(sizes) == 3:
                await anyio.sleep_forever()

    await talk(app, long_run(steps=19_000, record_every=1, snapshot_steps=None), send, asyncio.Event())
    assert len(sizes) == 3
    assert max(sizes) <= 64 * 1024
    assert app.state.runs.active == 0
