"""A run as server-sent events."""

import asyncio
from contextlib import aclosing
from functools import partial
from time import monotonic

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from pydantic_core import to_json
from starlette.types import Send

from ...engine.training.recording import Recording, happenings
from ...executors.runs import Runs
from ...executors.slices import Clock, Parts
from ...settings import Settings
from ...wire.train.plan import TrainingPlan
from ...wire.train.writer import START_ID, EventWriter, start_event
from .problems import unexpected_problem
from .streaming import HEADERS, Contents, RunResponse, begin, deliver, finish

MEDIA_TYPE = "text/event-stream; charset=utf-8"
PING_SECONDS = 15.0
"""A proxy may cut a stream that is silent for longer."""


class RunStream(RunResponse):
    """The events of a run whose ids are greater than `after`; `done` in any case."""

    def __init__(self, plan: TrainingPlan, runs: Runs, settings: Settings, after: int) -> None:
        super().__init__(plan, runs, settings)
        self.after = after

    async def tell(self, recording: Recording, send: Send, gone: "asyncio.Task[None]") -> None:
        start = await self.runs.in_thread(partial(start_event, self.plan, recording))
        await begin(send, {"Content-Type": MEDIA_TYPE, **HEADERS})
        if self.after < START_ID:
            data = start.model_dump_json()
            await deliver(send, format_sse_event(data_str=data, event="start", id=str(START_ID)), self.settings)
        told = monotonic()
        async with aclosing(self.contents(recording, gone)) as contents:
            async for content in contents:
                if not content and monotonic() - told > PING_SECONDS:
                    content = KEEPALIVE_COMMENT
                if content:
                    await deliver(send, content, self.settings)
                    told = monotonic()
        if not gone.done():
            await finish(send)

    async def contents(self, recording: Recording, gone: "asyncio.Task[None]") -> Contents:
        """What comes of each slice; a fault of our own ends the stream as an event without an id."""
        clock = Clock(self.settings.max_train_seconds)
        try:
            async with aclosing(self.slices(self.parts(recording, clock), clock, gone)) as contents:
                async for content in contents:
                    yield content
        except Exception as error:
            yield format_sse_event(data_str=to_json(unexpected_problem(error).body()).decode(), event="error")

    def parts(self, recording: Recording, clock: Clock) -> Parts:
        """The events, and nothing after each step: a slice may end at either."""
        writer = EventWriter(self.plan, recording)
        for told in happenings(recording, skip=max(0, self.after - START_ID), expired=clock.expired):
            for number, happening in told:
                name, data = writer.event(happening, clock.seconds())
                text = data.model_dump_json()
                yield format_sse_event(data_str=text, event=name, id=str(START_ID + number))
            yield b""
