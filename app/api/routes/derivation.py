"""POST /api/v1/derivation: the worked solution of one network and example."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response

from ...explain.laws.analyzed import analyzed
from ...explain.solution.derivation import Derivation, derive
from ...explain.text.article import article
from ...explain.text.markdown import markdown
from ...settings import Settings
from ...wire.examples import DERIVATION_EXAMPLES
from ...wire.explain.derivation import DerivationAnswer, DerivationRequest, derivation_answer
from ...wire.network.plan import Plan, plan
from ...wire.problem import PROBLEM_RESPONSES
from ..http.computing import Work, body_of, compute, json_response

router = APIRouter(tags=["derivation"])

WRITING = 20_000_000
"""What writing the text costs beside the analysis, in operations; more where there are more layers."""
MARKDOWN = "text/markdown; charset=utf-8"
LATEX = "application/x-tex"
OK: dict[str, Any] = {
    "model": DerivationAnswer,
    "description": "the solution in the form that `format` asks for",
    "content": {
        "text/markdown": {"schema": {"type": "string"}, "example": "# Backpropagation, worked out\n…"},
        "application/x-tex": {"schema": {"type": "string"}, "example": "\\documentclass…"},
    },
}


@router.post(
    "/derivation",
    summary="The worked solution of one example",
    response_model=None,
    responses={200: OK, **PROBLEM_RESPONSES},
    openapi_extra=body_of(DerivationRequest, DERIVATION_EXAMPLES),
)
async def post_derivation(request: Request) -> Response:
    """Every step from the forward pass to the gradients of layer 1, in symbols and with this network's numbers, as
    JSON for a page, as Markdown, or as a LaTeX article that compiles as it is. Matrices of more than eight rows or
    columns are shortened."""
    return await compute(request, DerivationRequest, prepare)


def prepare(request: DerivationRequest, settings: Settings) -> Work:
    """The work that a request asks for. Raises what `plan` raises."""
    work = plan(request, settings, sends_arrays=False)
    return Work(work.sizes.flops + WRITING, lambda: respond(work, request))


def respond(work: Plan, request: DerivationRequest) -> Response:
    """The solution of a request that fits together, in the form that it asks for."""
    case = analyzed(replace(work.build(), example=None))
    with case.short_numbers():
        return written(derive(case, request.example or 0), request.format)


def written(derivation: Derivation, form: str) -> Response:
    """The solution in one of the three forms."""
    if form == "markdown":
        text = markdown(derivation.title, derivation.sections)
        return Response(text, headers={"Content-Type": MARKDOWN})
    if form == "latex":
        return Response(article(derivation.title, derivation.sections), headers={"Content-Type": LATEX})
    return json_response(derivation_answer(derivation))
