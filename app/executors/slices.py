"""A run in slices: one ends after so many milliseconds or bytes, whichever comes first."""

from collections.abc import Generator
from time import monotonic, perf_counter
from typing import NamedTuple

SLICE_SECONDS = 0.01
"""With eight runs in turn on one thread each sees within 100 ms that its client left."""
CHUNK_BYTES = 64 * 1024


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
