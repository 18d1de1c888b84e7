"""How many threads a piece of work is fastest with; on a busy machine one, on an idle one more may be."""

from collections.abc import Callable
from statistics import median
from time import sleep

from app.settings import available_cores
from bench.timing import per_call

try:
    from threadpoolctl import threadpool_limits
except ImportError:
    threadpool_limits = None

COUNTS = tuple(sorted({1, available_cores()}))
"""One thread, or one for each core."""
REST = 0.1
"""Seconds after which threads that wait for work are surely asleep."""


def fastest_numpy(work: Callable[[], object]) -> str:
    """The number of threads, in words, that NumPy does this work fastest with, in use from here on.

    Without threadpoolctl, which is installed together with PyTorch, NumPy decides by itself.
    """
    if threadpool_limits is None:
        return "as many threads as it takes"
    return fastest(lambda count: threadpool_limits(count, user_api="blas"), work)


def fastest(use: Callable[[int], object], work: Callable[[], object]) -> str:
    """The number of threads, in words, that the work takes the least time with, in use from here on."""

    def seconds(count: int) -> float:
        use(count)
        sleep(REST)
        return median(per_call(work, 1) for _ in range(9))

    best = min(COUNTS, key=seconds)
    use(best)
    return f"{best} of {COUNTS[-1]} threads"
