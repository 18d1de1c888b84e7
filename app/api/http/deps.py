"""What the application keeps for its routes: the places of computations and of runs."""

from fastapi import Request

from ...executors.runs import Runs
from ...executors.threads import Compute


def compute_of(request: Request) -> Compute:
    """The application's `Compute`. Called by the routes: as a dependency it would cost more than it does."""
    compute: Compute = request.app.state.compute
    return compute


def runs_of(request: Request) -> Runs:
    """The application's `Runs`."""
    runs: Runs = request.app.state.runs
    return runs
