"""Asking the application in this process, for tests: one request, its answer, its arrays as NumPy."""

import asyncio
import base64
import json
from typing import Any

import httpx
import numpy as np
from fastapi import FastAPI
from numpy.typing import NDArray

from app.main import create_app
from app.settings import Settings


def settings(**values: Any) -> Settings:
    """Settings with some values of one's own, the others by default."""
    return Settings(**values)


def ask(
    method: str,
    path: str,
    *,
    body: Any = None,
    content: bytes | None = None,
    content_type: str = "application/json",
    app: FastAPI | None = None,
) -> httpx.Response:
    """The answer to one request; `body` is sent as JSON, `content` as it is."""
    sent = content if content is not None else (b"" if body is None else json.dumps(body).encode())

    async def exchange() -> httpx.Response:
        transport = httpx.ASGITransport(app=app or create_app(settings()), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            headers = {"content-type": content_type} if sent or method == "POST" else {}
            return await client.request(method, path, content=sent, headers=headers)

    return asyncio.run(exchange())


def analyzed(body: Any, **values: Any) -> dict[str, Any]:
    """The answer to an analyze request that must succeed."""
    answer = ask("POST", "/api/v1/analyze", body=body, app=create_app(settings(**values)))
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def refused(body: Any, status: int = 422, **values: Any) -> dict[str, Any]:
    """The problem document of an analyze request that must be refused."""
    answer = ask("POST", "/api/v1/analyze", body=body, app=create_app(settings(**values)))
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    content: dict[str, Any] = answer.json()
    return content


def array(value: Any) -> NDArray[Any]:
    """An array of an answer in either encoding."""
    if isinstance(value, dict):
        shape = [int(part) for part in value["shape"].split(",")]
        return np.frombuffer(base64.b64decode(value["bdata"]), dtype=f"<{value['dtype']}").reshape(shape)
    return np.array(value, dtype=np.float64)


def typed(values: Any, dtype: str = "f8") -> dict[str, str]:
    """A base64 typed array for a request."""
    content = np.array(values, dtype=f"<{dtype}")
    data = base64.b64encode(content.tobytes()).decode()
    return {"dtype": dtype, "shape": ", ".join(map(str, content.shape)), "bdata": data}
