"""A run as one file, sent once it is whole, so that a fault is an answer of its own and no broken file."""

import asyncio
from contextlib import aclosing

from starlette.types import Send

from ...engine.training.recording import End, Recorded, Recording, Whole, happenings
from ...engine.training.training import probe_batch
from ...executors.slices import Clock, Parts
from ...formats.runs import csv as run_csv
from ...formats.runs import npz as run_npz
from .streaming import HEADERS, RunResponse, begin, deliver, finish

MEDIA_TYPES = {"csv": run_csv.MEDIA_TYPE, "npz": run_npz.MEDIA_TYPE}


class RunFile(RunResponse):
    """A run as CSV or as .npz; the header Run-End says why it ended and at which step."""

    end: End | None = None

    async def tell(self, recording: Recording, send: Send, gone: "asyncio.Task[None]") -> None:
        form = self.plan.request.format
        clock = Clock(self.settings.max_train_seconds)
        parts = self.csv(recording, clock) if form == "csv" else self.npz(recording, clock)
        async with aclosing(self.slices(parts, clock, gone)) as contents:
            content = b"".join([content async for content in contents])
        if gone.done() or self.end is None:
            return
        headers = {
            "Content-Type": MEDIA_TYPES[form],
            "Content-Length": str(len(content)),
            "Content-Disposition": f'attachment; filename="nablascope-run.{form}"',
            "Run-End": f"{self.end.reason}; step={self.end.step}",
        }
        await begin(send, {**HEADERS, **headers})
        await deliver(send, content, self.settings)
        await finish(send)

    def csv(self, recording: Recording, clock: Clock) -> Parts:
        """The rows of each step."""
        table = run_csv.RunTable(len(self.plan.analysis.layers), interference=self.plan.request.interference)
        yield table.header().encode()
        for told in happenings(recording, expired=clock.expired):
            rows = []
            for _, happening in told:
                if isinstance(happening, Recorded):
                    rows.append(table.row(happening))
                elif isinstance(happening, End):
                    self.end = happening
            yield "".join(rows).encode()

    def npz(self, recording: Recording, clock: Clock) -> Parts:
        """Nothing until the run is over, then the file."""
        arrays = run_npz.RunArrays()
        for told in happenings(recording, expired=clock.expired):
            for _, happening in told:
                if isinstance(happening, Recorded):
                    arrays.add_step(happening)
                elif isinstance(happening, Whole):
                    arrays.add_snapshot(happening)
                elif isinstance(happening, End):
                    self.end = happening
                    training = recording.training
                    yield arrays.content(training.network, probe_batch(training), happening.reason)
            yield b""
