"""POST /api/v1/check: every gradient against central differences."""

import numpy as np
from fastapi import APIRouter, Request, Response

from ...engine.check.check import check_case
from ...settings import Settings
from ...wire.check.answer import CheckAnswer, CheckRequest, check_answer
from ...wire.check.costs import COPIES_BYTES, plan_check
from ...wire.examples import CHECK_EXAMPLES
from ...wire.network.plan import Plan, plan
from ...wire.problem import PROBLEM_RESPONSES
from ..http.computing import Work, body_of, compute, json_response

router = APIRouter(tags=["check"])


@router.post(
    "/check",
    summary="Every gradient against central differences",
    response_model=None,
    responses={200: {"model": CheckAnswer}, **PROBLEM_RESPONSES},
    openapi_extra=body_of(CheckRequest, CHECK_EXAMPLES),
)
async def post_check(request: Request) -> Response:
    """Every weight gradient, bias gradient and error signal δ of one pass against central differences of the loss:
    the largest error of each, where it is, what rounding could cause, and whether the two agree. Entries whose
    differences reach over a kink of an activation are left out and counted."""
    return await compute(request, CheckRequest, prepare)


def prepare(request: CheckRequest, settings: Settings) -> Work:
    """The work that a request asks for. Raises what `plan` and `plan_check` raise."""
    work = plan(request, settings, sends_arrays=False)
    itemsize = np.dtype(request.precision).itemsize
    cost = plan_check(work.sizes, settings, itemsize, repeats=request.epsilon is None)
    return Work(cost.flops, lambda: respond(work, request.epsilon, cost.budget))


def respond(work: Plan, epsilon: float | None, budget: int) -> Response:
    """The answer to a request that fits together; the same request has the same answer."""
    rng = np.random.default_rng(0)
    checked = check_case(work.build(), epsilon=epsilon, memory_bytes=COPIES_BYTES, budget=budget, rng=rng)
    return json_response(check_answer(checked))
