"""POST /api/v1/explain: one number, step by step."""

from fastapi import APIRouter, Request, Response

from ...errors import InvalidRequest
from ...explain.laws.analyzed import analyzed
from ...explain.number.explain import explain
from ...explain.number.quantities import no_accuracy
from ...explain.number.target import Target
from ...settings import Settings
from ...wire.examples import EXPLAIN_EXAMPLES
from ...wire.explain.answer import explain_answer
from ...wire.explain.request import ExplainAnswer, ExplainRequest
from ...wire.explain.target import resolve_target
from ...wire.network.plan import Plan, plan
from ...wire.problem import PROBLEM_RESPONSES
from ..http.computing import Work, body_of, compute, json_response

router = APIRouter(tags=["explain"])


@router.post(
    "/explain",
    summary="One number, step by step",
    response_model=None,
    responses={200: {"model": ExplainAnswer}, **PROBLEM_RESPONSES},
    openapi_extra=body_of(ExplainRequest, EXPLAIN_EXAMPLES),
)
async def post_explain(request: Request) -> Response:
    """Any number of an analysis, with the equations that lead to it (the rule in symbols, with indices, with the
    numbers of this network, and the result), the cells that it was made from, and why it is zero where a neuron
    blocks it. Of a long sum the largest terms are shown, and what the others add up to."""
    return await compute(request, ExplainRequest, prepare)


def prepare(request: ExplainRequest, settings: Settings) -> Work:
    """The work that a request asks for. Raises what `plan` and `resolve_target` raise."""
    work = plan(request, settings, sends_arrays=False)
    target = resolve_target(request.target, work)
    return Work(work.sizes.flops, lambda: respond(work, target))


def respond(work: Plan, target: Target) -> Response:
    """The answer to a request that fits together.

    Raises InvalidRequest for an accuracy where there is none, which only the targets tell.
    """
    case = analyzed(work.build())
    if target.quantity == "accuracy" and case.analysis.accuracy is None:
        raise InvalidRequest.at("/target/quantity", no_accuracy(case))
    with case.short_numbers():
        return json_response(explain_answer(explain(case, target), work.request))
