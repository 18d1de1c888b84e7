"""Whether the process lives (`/healthz`) and whether it can do its work (`/readyz`)."""

from typing import Literal

import anyio.to_thread
import numpy as np
from fastapi import APIRouter, Request
from pydantic import BaseModel

from ... import __version__
from ...engine.analysis.analysis import analyze
from ...engine.network.activations import activation
from ...engine.network.losses import LOSSES
from ...engine.network.network import Batch, Layer, Network
from ...errors import NotReady
from ...formats import FORMAT
from ...wire.problem import problem_responses
from ..http.static import StaticFiles

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """The process lives; `version` is the server's, `format` that of the files it writes and reads."""

    status: Literal["ok"] = "ok"
    version: str = __version__
    format: int = FORMAT


@router.get("/healthz", summary="Is the process alive?")
async def healthz() -> Health:
    """Answers as long as the process can answer at all; restart it when it does not."""
    return Health()


@router.get("/readyz", summary="Can the server do its work?", responses=problem_responses(NotReady))
async def readyz(request: Request) -> Health:
    """Runs a tiny pass through the engine and looks for the page's files; 503 where either fails."""
    fault = await anyio.to_thread.run_sync(first_fault, request.app.state.static_files)
    if fault:
        raise NotReady(fault)
    return Health()


def first_fault(files: StaticFiles) -> str | None:
    """What keeps the server from doing its work, in words; None where nothing does."""
    missing = files.missing()
    if missing:
        return f"files of the page are missing: {', '.join(missing)}"
    return None if engine_works() else "the engine does not compute a known pass as it should"


def engine_works() -> bool:
    """Whether the engine computes one small pass as it is known: ŷ = 3 − 1 = 2, so ℓ = ŷ² = 4 and δ = 2ŷ = 4."""
    layer = Layer(np.array([[1.0, -1.0]]), np.zeros(1), activation("identity"))
    batch = Batch(np.array([[3.0, 1.0]]), np.zeros((1, 1)))
    analysis = analyze(Network((layer,)), batch, LOSSES["mean_squared_error"])
    return float(analysis.loss) == 4 and analysis.layers[0].delta.tolist() == [[4.0]]
