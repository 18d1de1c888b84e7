"""Places for runs of training, and the threads that they take turns on."""

import asyncio
import threading
from collections.abc import Callable

import anyio
import pytest

from app.errors import Busy
from app.executors.runs import Runs
from app.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


async def until(fact: Callable[[], bool]) -> None:
    """Wait for what a thread does; fails where it never does it."""
    with anyio.fail_after(10):
        while not fact():
            await anyio.sleep(0.001)


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
    release, lock = threading.Event(), threading.Lock()
    working, most = 0, 0

    def work() -> None:
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
        release.wait(10)
        with lock:
            working -= 1

    async with anyio.create_task_group() as group:
        for _ in range(8):
            group.start_soon(runs.in_thread, work)
        await until(lambda: working == 2)
        await anyio.wait_all_tasks_blocked()
        assert working == 2
        release.set()
    assert (working, most) == (0, 2)


async def test_whoever_is_cancelled_waits_for_the_thread() -> None:
    runs = Runs(1, 1)
    begun, release, done = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        release.wait(10)
        done.set()
        raise ValueError("nobody is there to hear it")

    working = asyncio.create_task(runs.in_thread(work))
    await until(begun.is_set)
    working.cancel()
    await anyio.wait_all_tasks_blocked()
    assert not working.done()
    release.set()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert done.is_set()
    with pytest.raises(ValueError, match="nobody"):
        await runs.in_thread(work)


async def test_whoever_is_cancelled_before_its_turn_waits_for_that_too() -> None:
    runs = Runs(2, 1)
    begun, release, computed = threading.Event(), threading.Event(), threading.Event()

    def work() -> bool:
        begun.set()
        return release.wait(10)

    first = asyncio.create_task(runs.in_thread(work))
    await until(begun.is_set)
    second = asyncio.create_task(runs.in_thread(computed.set))
    await anyio.wait_all_tasks_blocked()
    second.cancel()
    await anyio.wait_all_tasks_blocked()
    assert not second.done()
    release.set()
    with pytest.raises(asyncio.CancelledError):
        await second
    assert computed.is_set()
    assert await first
