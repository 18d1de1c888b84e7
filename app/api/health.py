"""Whether the process lives (`/healthz`) and whether it can do its work (`/readyz`)."""

from typing import Literal

import anyio.to_thread
from fastapi import APIRouter, Request
from pydantic import BaseModel

from app import __version__
from app.api.static import StaticFiles
from app.errors import NotReady

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The process lives; `version` is the server's."""

    status: Literal["ok"]
    version: str


@router.get("/healthz", summary="Is the process alive?")
async def healthz() -> Health:
    """Answers as long as the process can answer at all; restart it when it does not."""
    return Health(status="ok", version=__version__)


@router.get("/readyz", summary="Can the server do its work?")
async def readyz(request: Request) -> Health:
    """Runs a tiny pass through the engine and looks for the page's files; 503 where either fails."""
    files: StaticFiles = request.app.state.static_files
    missing = await anyio.to_thread.run_sync(files.missing)
    if missing:
        raise NotReady(f"files of the page are missing: {', '.join(missing)}")
    return Health(status="ok", version=__version__)
