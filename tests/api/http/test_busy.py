"""Too many computations: 503 with Retry-After for large requests, while small ones still pass."""

import threading
from typing import Any

import anyio
import pytest

from app.executors.threads import Compute
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import client_of
from tests.api.http.test_problems import assert_problem

pytestmark = pytest.mark.anyio


async def test_busy(spec: dict[str, Any]) -> None:
    app = create_app(Settings(compute_concurrency=1, compute_queue=0, retry_after_seconds=3))
    compute: Compute = app.state.compute
    large = {**spec, "data": {"dataset": "moons", "size": 5000}, "encoding": "base64"}
    large["network"] = {"layers": [{**spec["network"]["layers"][0], "units": 64}, spec["network"]["layers"][1]]}
    release = threading.Event()
    async with client_of(app) as client, anyio.create_task_group() as group:
        group.start_soon(compute.run, release.wait, 10)
        await anyio.wait_all_tasks_blocked()
        refused = await client.post("/api/v1/analyze", json=large)
        release.set()
        assert_problem(refused, 503, "busy")
        assert refused.headers["retry-after"] == "3"
        while (answer := await client.post("/api/v1/analyze", json=large)).status_code == 503:
            await anyio.sleep(0.01)
        assert answer.status_code == 200
