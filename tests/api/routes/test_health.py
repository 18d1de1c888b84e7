"""Alive and ready, and what keeps the server from being ready."""

from pathlib import Path
from types import SimpleNamespace

import httpx
import numpy as np
import pytest

from app import __version__
from app.api.http.static import StaticFiles
from app.api.routes import health
from app.formats import FORMAT
from app.main import create_app, lifespan
from app.settings import Settings
from tests.api.conftest import client_of
from tests.api.http.test_problems import assert_problem

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_well(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "version": __version__, "format": FORMAT}


async def test_not_ready_without_the_page(tmp_path: Path) -> None:
    app = create_app(Settings.model_construct())
    app.state.static_files = StaticFiles(tmp_path)
    async with client_of(app) as client:
        body = assert_problem(await client.get("/readyz"), 503, "not-ready")
        assert (await client.get("/healthz")).status_code == 200
    assert body["detail"] == "files of the page are missing: index.html"


async def test_not_ready_with_a_wrong_engine(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = SimpleNamespace(loss=np.float64(4), layers=[SimpleNamespace(delta=np.array([[5.0]]))])
    monkeypatch.setattr(health, "analyze", lambda *_: wrong)
    body = assert_problem(await client.get("/readyz"), 503, "not-ready")
    assert body["detail"].startswith("the engine does not compute")


async def test_the_application_warms_up_behind_its_start() -> None:
    app = create_app(Settings.model_construct())
    files: StaticFiles = app.state.static_files
    async with lifespan(app):
        pass
    assert files.fresh(files.plotly_file) is not None
