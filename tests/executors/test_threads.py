"""Bounded concurrency: so many at once, so many waiting, the rest refused."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import pytest

from app.errors import Busy
from app.executors.threads import Compute
from app.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


async def test_values_and_errors_come_back() -> None:
    compute = Compute(1, 0)
    assert await compute.run(divmod, 7, 2) == (3, 1)
    assert await compute.run(int, "11", base=2) == 3
    with pytest.raises(ZeroDivisionError):
        await compute.run(divmod, 1, 0)
    assert await compute.run(threading.current_thread) is not threading.current_thread()


async def test_no_more_run_at_once_than_allowed_and_no_more_wait() -> None:
    compute = Compute(concurrency=2, queue=3, retry_after=7)
    release = threading.Event()
    lock = threading.Lock()
    running, most = 0, 0

    def work() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        release.wait(10)
        with lock:
            running -= 1

    async with anyio.create_task_group() as group:
        for _ in range(5):
            group.start_soon(compute.run, work)
        await anyio.wait_all_tasks_blocked()
        with pytest.raises(Busy, match="5 computations are running or waiting") as caught:
            await compute.run(work)
        release.set()
    assert caught.value.headers == {"Retry-After": "7"}
    assert (running, most) == (0, 2)
    assert await compute.run(lambda: 1) == 1


async def test_one_that_gives_up_waiting_leaves_its_place() -> None:
    compute = Compute(concurrency=1, queue=1)
    release = threading.Event()
    async with anyio.create_task_group() as group:
        group.start_soon(compute.run, release.wait, 10)
        await anyio.wait_all_tasks_blocked()
        with anyio.move_on_after(0.01) as scope:
            await compute.run(lambda: None)
        assert scope.cancelled_caught
        group.start_soon(compute.run, lambda: None)
        await anyio.wait_all_tasks_blocked()
        with pytest.raises(Busy):
            await compute.run(lambda: None)
        release.set()


def test_each_event_loop_may_use_it_in_turn() -> None:
    compute = Compute(1, 1)

    async def once() -> Any:
        return await compute.run(lambda: 1)

    with ThreadPoolExecutor(1) as pool:
        assert [pool.submit(anyio.run, once).result() for _ in range(3)] == [1, 1, 1]


def test_from_settings() -> None:
    compute = Compute.from_settings(Settings(compute_concurrency=3, compute_queue=4, retry_after_seconds=5))
    assert (compute.concurrency, compute.queue, compute.retry_after) == (3, 4, 5)
