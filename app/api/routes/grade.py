"""POST /api/v1/grade: a student's arrays, marked."""

from fastapi import APIRouter, Request, Response

from ...settings import Settings
from ...wire.examples import GRADE_EXAMPLES
from ...wire.practice.grade import GradeAnswer, GradeRequest
from ...wire.practice.plan import plan_grade
from ...wire.problem import PROBLEM_RESPONSES
from ..http.computing import Work, body_of, compute, json_response

router = APIRouter(tags=["grade"])


@router.post(
    "/grade",
    summary="A student's arrays, marked",
    response_model=None,
    responses={200: {"model": GradeAnswer}, **PROBLEM_RESPONSES},
    openapi_extra=body_of(GradeRequest, GRADE_EXAMPLES),
)
async def post_grade(request: Request) -> Response:
    """Arrays that somebody worked out: which entries are wrong, and which known mistake gives just that array. What
    was rounded to three digits or more is right; what follows from another wrong answer is not counted again."""
    return await compute(request, GradeRequest, prepare)


def prepare(request: GradeRequest, settings: Settings) -> Work:
    """The work that a request asks for. Raises what `plan_grade` raises."""
    planned = plan_grade(request, settings)
    return Work(planned.flops, lambda: json_response(planned.mark()))
