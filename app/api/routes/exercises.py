"""GET /api/v1/problems/{seed}: an exercise to be worked by hand."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from ...errors import Busy, Forbidden, InvalidRequest
from ...practice.exercises.draw import LEVELS, exercise
from ...settings import Settings
from ...wire.practice.exercise import ExerciseAnswer, exercise_answer
from ...wire.problem import problem_responses
from ..http.deps import compute_of

router = APIRouter(tags=["grade"])


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
