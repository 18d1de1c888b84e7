"""How a run goes on while its client is there: in short slices of a worker thread, what came of each sent at once.

A slice ends after so many milliseconds or bytes, whichever comes first; between two it is seen whether the client
left. Nothing is computed ahead of a slow reader, and one that takes nothing any more is dropped.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic, perf_counter
from typing import NamedTuple

from fastapi import Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from ...engine.training.recording import Recording
from ...executors.runs import Runs
from ...settings import Settings
from ...wire.train.plan import TrainingPlan

SLICE_SECONDS = 0.01
"""With eight runs in turn on one thread each sees within 100 ms that its client left."""
CHUNK_BYTES = 64 * 1024

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Of every answer to a run; the second keeps nginx from holding a stream back."""


class Clock:
    """The seconds that a run has been worked on, and whether those that it may take since it began are over."""

    def __init__(self, allowed: float) -> None:
        self.until = monotonic() + allowed
        self.worked = 0.0
        self._since: float | None = None

    def expired(self) -> bool:
        """Is the time up? Time counts also while the reader keeps the run waiting."""
        return monotonic() >= self.until

    def seconds(self) -> float:
        """Worked on so far."""
        return self.worked + (0.0 if self._since is None else perf_counter() - self._since)

    def start(self) -> None:
        """A slice begins."""
        self._since = perf_counter()

    def stop(self) -> None:
        """It is over."""
        self.worked, self._since = self.seconds(), None


class Slice(NamedTuple):
    """What came of a slice, and whether it was the last."""

    content: bytes
    last: bool


Parts = Generator[bytes, None, None]
"""The parts of an answer, one a step of the run, many of them empty."""
Contents = AsyncGenerator[bytes, None]
"""What came of each slice."""


def advance(parts: Parts, clock: Clock) -> Slice:
    """The next slice."""
    until = monotonic() + SLICE_SECONDS
    found: list[bytes] = []
    size = 0
    clock.start()
    try:
        for part in parts:
            if part:
                found.append(part)
                size += len(part)
            if size >= CHUNK_BYTES or monotonic() >= until:
                return Slice(b"".join(found), last=False)
        return Slice(b"".join(found), last=True)
    finally:
        clock.stop()


@asynccontextmanager
async def watching(receive: Receive) -> AsyncIterator["asyncio.Task[None]"]:
    """A task that is done once the client has left; the body of the request must have been read."""

    async def until_gone() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    watch = asyncio.create_task(until_gone())
    try:
        yield watch
    finally:
        watch.cancel()


async def deliver(send: Send, content: bytes, settings: Settings) -> None:
    """Send bytes of a body, more to follow. Raises ClientDisconnect for a reader that has stopped reading."""
    view = memoryview(content)
    for start in range(0, len(view), CHUNK_BYTES):
        piece = bytes(view[start : start + CHUNK_BYTES])
        try:
            async with asyncio.timeout(settings.stalled_seconds):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        except TimeoutError:
            raise ClientDisconnect from None


class RunResponse(Response, ABC):
    """The answer to a train request; it holds its place among the runs as long as it goes out.

    FastAPI's own event streams have begun before their generator runs, so that it could not refuse any more, and
    know no clients that stop reading. This sends what `fastapi.sse` formats.
    """

    def __init__(self, plan: TrainingPlan, runs: Runs, settings: Settings) -> None:
        self.plan, self.runs, self.settings = plan, runs, settings
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises Busy or InvalidRequest before anything is sent."""
        with self.runs.place():
            recording = await self.runs.in_thread(self.plan.build)
            async with watching(receive) as gone:
                await self.tell(recording, send, gone)

    @abstractmethod
    async def tell(self, recording: Recording, send: Send, gone: "asyncio.Task[None]") -> None:
        """Send the whole answer, as long as the client is not gone."""

    async def slices(self, parts: Parts, clock: Clock, gone: "asyncio.Task[None]") -> Contents:
        """What comes of each slice, until the run is over or the client gone."""
        try:
            last = False
            while not last and not gone.done():
                content, last = await self.runs.in_thread(partial(advance, parts, clock))
                yield content
        finally:
            parts.close()


async def begin(send: Send, headers: Mapping[str, str]) -> None:
    """Send the head of an answer that is in order."""
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": 200, "headers": raw})


async def finish(send: Send) -> None:
    """Send the end of a body."""
    await send({"type": "http.response.body", "body": b"", "more_body": False})
