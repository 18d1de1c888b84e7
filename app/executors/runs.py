"""Runs of training: so many at once, each a slice of time after the other, the rest are refused.

A run is long and is streamed, so it holds a place of its own and none among the computations of `Compute`, which it
would keep from everybody else: its slices go through threads of another limiter, in turn with those of other runs.
There are as many of these threads as computations at once; more runs than that only take longer.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

import anyio.to_thread
from anyio import CancelScope, CapacityLimiter

from ..errors import Busy
from ..settings import Settings
from ..validation import count

T = TypeVar("T")


class Runs:
    """`limit` runs at once, then `Busy`; `active` are under way, their slices in `threads` threads."""

    def __init__(self, limit: int, threads: int, retry_after: int = 1) -> None:
        self.limit = limit
        self.threads = threads
        self.retry_after = retry_after
        self.active = 0
        self._limiter: CapacityLimiter | None = None

    @classmethod
    def from_settings(cls, settings: Settings) -> "Runs":
        """As the settings say, for one worker process."""
        return cls(settings.train_runs, settings.computations_at_once(), settings.retry_after_seconds)

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for a run as long as the context lasts. Raises Busy where all are taken."""
        if self.active >= self.limit:
            raise Busy(
                f"{count(self.active, 'run', 'runs')} of training under way, and no more may be "
                f"(NABLASCOPE_TRAIN_RUNS); try again in {self.retry_after} s",
                headers={"Retry-After": str(self.retry_after)},
            )
        self.active += 1
        try:
            yield
        finally:
            self.active -= 1

    async def in_thread(self, function: Callable[[], T]) -> T:
        """The value of a function, computed in a worker thread of the runs.

        Whoever is cancelled meanwhile waits until it is computed, so that nothing goes on behind its back.
        """
        if self._limiter is None:
            self._limiter = CapacityLimiter(self.threads)
        working = asyncio.create_task(anyio.to_thread.run_sync(function, limiter=self._limiter))
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            with CancelScope(shield=True):  # anyio cancels again and again
                await asyncio.wait([working])
            with suppress(Exception, asyncio.CancelledError):
                working.result()  # looked at, since asyncio warns of what nobody looked at
            raise
