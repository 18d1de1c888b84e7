"""Bounded concurrency of computation: so many at once in worker threads, so many waiting, the rest are refused.

Threads of the server times threads of the linear algebra library would oversubscribe the cores, so the number
of computations is bounded by the settings and not by the number of connections.
"""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import anyio.to_thread
from anyio import CapacityLimiter

from ..errors import Busy
from ..settings import Settings
from ..validation import count

P = ParamSpec("P")
T = TypeVar("T")


class Compute:
    """Runs functions in worker threads: `concurrency` at once, `queue` waiting, then `Busy`."""

    def __init__(self, concurrency: int, queue: int, retry_after: int = 1) -> None:
        self.concurrency = concurrency
        self.queue = queue
        self.retry_after = retry_after
        self._present = 0
        self._limiter: CapacityLimiter | None = None

    @classmethod
    def from_settings(cls, settings: Settings) -> "Compute":
        """As the settings say, for one worker process."""
        return cls(settings.computations_at_once(), settings.compute_queue, settings.retry_after_seconds)

    async def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The value of `function(*args, **kwargs)`, computed in a worker thread.

        A computation that has begun runs to its end even if its client goes away, and keeps its place until then.

        Raises:
            Busy: `concurrency + queue` computations are here already.
        """
        if self._present >= self.concurrency + self.queue:
            raise Busy(
                f"{count(self._present, 'computation is', 'computations are')} running or waiting; "
                f"try again in {self.retry_after} s",
                headers={"Retry-After": str(self.retry_after)},
            )
        if self._limiter is None:
            self._limiter = CapacityLimiter(self.concurrency)
        self._present += 1
        try:
            call = functools.partial(function, *args, **kwargs)
            return await anyio.to_thread.run_sync(call, limiter=self._limiter)
        finally:
            self._present -= 1
