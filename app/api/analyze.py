"""POST /api/v1/analyze: one forward and one backward pass, every quantity in the answer."""

from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ValidationError

from app.api.body import read_json_body
from app.compute import compute_of
from app.engine.analysis import analyze
from app.errors import BodyTimeout, Busy, InvalidRequest, TooLarge, UnsupportedMediaType
from app.schemas.answer import AnalyzeAnswer, answer
from app.schemas.examples import ANALYZE_EXAMPLES
from app.schemas.problem import problem_responses
from app.schemas.request import AnalyzeRequest
from app.schemas.resolve import Plan, plan
from app.validation import invalid_request

SMALL = 1_000_000
"""Estimated operations below which the hop to a worker thread costs more than the work."""

PROBLEMS = problem_responses(BodyTimeout, TooLarge, UnsupportedMediaType, InvalidRequest, Busy)

router = APIRouter(tags=["analyze"])

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/AnalyzeRequest"},
                "examples": ANALYZE_EXAMPLES,
            }
        },
    }
}


@router.post(
    "/analyze",
    summary="One forward and one backward pass",
    response_model=None,
    responses={200: {"model": AnalyzeAnswer}, **PROBLEMS},
    openapi_extra=BODY,
)
async def post_analyze(request: Request) -> Response:
    """Every preactivation, activation, derivative, error signal δ and gradient of a network on a batch, the status
    of every neuron with its evidence and cause, and the first quantity that left the finite numbers."""
    settings = request.app.state.settings
    body = await read_json_body(request, settings)
    if len(body) > SMALL:
        return await compute_of(request).run(lambda: _respond(plan(_parse(body), settings)))
    work = plan(_parse(body), settings)
    if work.sizes.flops < SMALL:
        return _respond(work)
    return await compute_of(request).run(_respond, work)


def _parse(body: bytes) -> AnalyzeRequest:
    try:
        return AnalyzeRequest.model_validate_json(body)
    except ValidationError as error:
        raise invalid_request(error, AnalyzeRequest) from None


def _respond(work: Plan) -> Response:
    network, batch = work.build()
    request = work.request
    analysis = analyze(network, batch, work.loss, reduction=request.reduction, example=request.example)
    content = answer(network, analysis, request.encoding, request.max_cells).model_dump_json()
    return Response(content, media_type="application/json")
