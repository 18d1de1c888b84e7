"""Clients that talk to the application in this process, without a socket.

An asynchronous test says `pytestmark = pytest.mark.anyio` and takes the fixture `client`; one that needs settings
of its own writes `async with client_of(create_app(Settings(…))) as client:`.
"""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.main import create_app
from app.settings import Settings


def client_of(app: FastAPI) -> httpx.AsyncClient:
    """A client of an application; an exception that escapes the application fails the test."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The loop that uvicorn runs too."""
    return "asyncio"


@pytest.fixture(scope="session")
def app() -> FastAPI:
    """The application with default settings, whatever the environment says."""
    return create_app(Settings.model_construct())


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of `app`."""
    async with client_of(app) as client:
        yield client


@pytest.fixture
def spec() -> dict[str, Any]:
    """A request that is in order, small, and may be changed by the test."""
    return {
        "network": {
            "input_size": 2,
            "layers": [
                {"units": 3, "activation": "relu", "initializer": "he_normal"},
                {"units": 2, "activation": "softmax", "initializer": "he_normal"},
            ],
            "seed": 0,
        },
        "data": {"inputs": [[1.0, 2.0], [0.5, -1.0]], "targets": [0, 1]},
    }
