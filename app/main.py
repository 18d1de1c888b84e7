"""Puts the application together: settings, routers, the page's files, errors and what wraps every request."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware

from . import __version__
from .api.docs.openapi import DocumentedApp, operation_id
from .api.http.middleware import Compression, Envelope
from .api.http.problems import add_problem_handlers
from .api.http.query import only_known_parameters
from .api.http.static import StaticFiles, static_folder
from .api.routes import (
    analyze,
    catalogue,
    check,
    derivation,
    docs,
    explain,
    health,
    practice,
    tables,
    train,
)
from .errors import InvalidRequest
from .executors.runs import Runs
from .executors.threads import Compute
from .settings import Settings
from .wire.problem import problem_responses

DESCRIPTION = """\
One forward and one backward pass through a network, with every quantity of backpropagation as numbers:
preactivations, activations, error signals, gradients, and which neurons are dead and why.

Layers are numbered from 1; `weights` lead into their layer and have one row for each of its units, as in
`torch.nn.Linear`. An array is nested lists, or a typed array in base64 where the request says so. A number that is
not finite is sent as the text `"NaN"`, `"Infinity"` or `"-Infinity"`, so that every answer is valid JSON.
"""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole application; without settings, those of the environment."""
    settings = settings or Settings()
    app = DocumentedApp(
        title="Nablascope",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        # A redirect would name the host as this process sees it, which a proxy may not publish.
        redirect_slashes=False,
        generate_unique_id_function=operation_id,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        middleware=[Middleware(Envelope, root_path=settings.root_path), Middleware(Compression)],
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.compute = Compute.from_settings(settings)
    app.state.runs = Runs.from_settings(settings)
    app.state.static_files = StaticFiles(static_folder())
    add_problem_handlers(app)
    for capability in (analyze, explain, derivation, check, practice, train, tables, catalogue):
        app.include_router(
            capability.router,
            prefix="/api/v1",
            dependencies=[Depends(only_known_parameters)],
            responses=problem_responses(InvalidRequest),
        )
    app.include_router(health.router)
    app.include_router(docs.router)
    # Not a mounted folder: that would match first and turn every wrong method of a route into a 404.
    app.router.default = app.state.static_files
    return app


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Compresses Plotly in the background, so that the server is up at once and the first visit is fast."""
    warming = asyncio.create_task(asyncio.to_thread(app.state.static_files.warm))
    yield
    await warming
