"""Places for runs of training, and the threads that they take turns on."""

import asyncio
import threading
import time

import pytest

from app.errors import Busy
from app.runs import Runs
from app.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


def test_as_the_settings_say() -> None:
    runs = Runs.from_settings(Settings(train_runs=5, compute_concurrency=3, retry_after_seconds=7))
    assert (runs.limit, runs.threads, runs.retry_after, runs.active) == (5, 3, 7, 0)


def test_a_place_is_held_as_long_as_its_context_lasts() -> None:
    runs = Runs(1, 1, 7)
    with runs.place():
        assert runs.active == 1
        with pytest.raises(Busy, match="1 run of training under way") as refused, runs.place():
            raise AssertionError
        assert refused.value.headers == {"Retry-After": "7"}
    with pytest.raises(KeyError), runs.place():
        raise KeyError
    assert runs.active == 0


async def test_no_more_threads_than_allowed() -> None:
    runs = Runs(8, 2)
    working, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
        time.sleep(0.01)
        with lock:
            working -= 1

    await asyncio.gather(*(runs.in_thread(work) for _ in range(8)))
    assert most == 2


async def test_whoever_is_cancelled_waits_for_the_thread(recwarn: pytest.WarningsRecorder) -> None:
    runs = Runs(1, 1)
    done = threading.Event()

    def work() -> None:
        time.sleep(0.05)
        done.set()
        raise ValueError("nobody is there to hear it")

    working = asyncio.create_task(runs.in_thread(work))
    await asyncio.sleep(0.01)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert done.is_set()
    with pytest.raises(ValueError, match="nobody"):
        await runs.in_thread(work)


async def test_whoever_is_cancelled_before_its_turn_gives_it_up() -> None:
    runs = Runs(2, 1)
    release = threading.Event()
    first = asyncio.create_task(runs.in_thread(release.wait))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(runs.in_thread(release.wait))
    await asyncio.sleep(0.01)
    second.cancel()
    await asyncio.sleep(0.01)
    release.set()
    with pytest.raises(asyncio.CancelledError):
        await second
    assert await first
