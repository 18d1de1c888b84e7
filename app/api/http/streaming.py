"""How a run goes on while its client is there: in short slices of a worker thread, what came of each sent at once.

A slice ends after so many milliseconds or bytes, whichever comes first; between two it is seen whether the client
left. Nothing is computed ahead of a slow reader, and one that takes nothing any more is dropped.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial

from fastapi import Response
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from ...engine.training.recording import Recording
from ...executors.runs import Runs
from ...executors.slices import CHUNK_BYTES, Clock, Parts, advance
from ...settings import Settings
from ...wire.train.plan import TrainingPlan

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Of every answer to a run; the second keeps nginx from holding a stream back."""


Contents = AsyncGenerator[bytes, None]
"""What came of each slice."""


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
