"""Practice: exercises to be worked by hand, and a student's arrays, marked."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from ...errors import Busy, Forbidden, InvalidRequest
from ...practice.exercises.draw import LEVELS, exercise
from ...settings import Settings
from ...wire.examples import GRADE_EXAMPLES
from ...wire.practice.exercise import ExerciseAnswer, exercise_answer
from ...wire.practice.grade import GradeAnswer, GradeRequest
from ...wire.practice.plan import plan_grade
from ...wire.problem import PROBLEM_RESPONSES, problem_responses
from ..http.computing import Work, body_of, compute, json_response
from ..http.deps import compute_of

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


@router.get(
    "/problems/{seed}",
    summary="An exercise with numbers that come out well by hand",
    responses=problem_responses(Forbidden, InvalidRequest, Busy),
)
async def get_problem(
    request: Request,
    seed: Annotated[int, Path(ge=0, lt=2**53, examples=[7], description="every seed has an exercise of its own")],
    level: Annotated[int, Query(ge=1, le=len(LEVELS), description="1 is the easiest")] = 1,
    key: Annotated[bool, Query(description="with the answers, if NABLASCOPE_ANSWER_KEYS allows it")] = False,
) -> ExerciseAnswer:
    """The same seed and level always give the same exercise. Its `request` is one for analyze, and with `answers`
    beside it for grade. It is for practice, not for exams: analyze answers it anyway."""
    settings: Settings = request.app.state.settings
    if key and not settings.answer_keys:
        raise Forbidden("this server gives no answer keys; NABLASCOPE_ANSWER_KEYS=true would allow it")
    return await compute_of(request).run(lambda: exercise_answer(exercise(seed, level), with_key=key))
