"""POST /api/v1/analyze: one forward and one backward pass, every quantity in the answer."""

from fastapi import APIRouter, Request, Response

from ...advice.rules import advice
from ...engine.analysis.analysis import analysis_of
from ...settings import Settings
from ...wire.analysis.advice import facts_of
from ...wire.analysis.answer import AnalyzeAnswer, answer
from ...wire.examples import ANALYZE_EXAMPLES
from ...wire.network.plan import Plan, plan
from ...wire.network.request import AnalyzeRequest
from ...wire.problem import PROBLEM_RESPONSES
from ..http.computing import Work, body_of, compute, json_response

router = APIRouter(tags=["analyze"])


@router.post(
    "/analyze",
    summary="One forward and one backward pass",
    response_model=None,
    responses={200: {"model": AnalyzeAnswer}, **PROBLEM_RESPONSES},
    openapi_extra=body_of(AnalyzeRequest, ANALYZE_EXAMPLES),
)
async def post_analyze(request: Request) -> Response:
    """Every preactivation, activation, derivative, error signal δ and gradient of a network on a batch, the status
    of every neuron with its evidence and cause, and the first quantity that left the finite numbers."""
    return await compute(request, AnalyzeRequest, prepare)


def prepare(request: AnalyzeRequest, settings: Settings) -> Work:
    """The work that a request asks for. Raises what `plan` raises."""
    work = plan(request, settings)
    return Work(work.sizes.flops, lambda: respond(work))


def respond(work: Plan) -> Response:
    """The answer to a request that fits together."""
    case, request = work.build(), work.request
    content = answer(
        case.network,
        analysis_of(case),
        request.encoding,
        request.max_cells,
        drawn_from=[layer.initializer for layer in work.layers],
        interference=request.interference,
        sentences=request.sentences,
        advice=advice(facts_of(work, case.network, case.batch)),
    )
    return json_response(content)
