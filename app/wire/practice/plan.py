"""From a grade request to the answers that are marked, and from their marks to JSON.

Everything is checked before anything is computed: that the network has what was answered, that nothing was answered
twice, that every entry is a number and that the shapes are right or transposed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...engine.analysis.analysis import analysis_of
from ...engine.analysis.case import Case
from ...engine.network.quantities import GRADIENTS, QUANTITIES
from ...errors import FieldError, InvalidRequest, too_large
from ...practice.marking.comparing import Answer, FirstWrong, Mark
from ...practice.marking.counting import mistakes
from ...practice.marking.marking import NothingToMark, mark
from ...practice.sheet.sheet import Place
from ...practice.sheet.symbols import symbol
from ...settings import Settings
from ...validation import outside
from ..explain.request import TargetRequest
from ..network.plan import Plan, plan
from .entries import read_entries, written_exactly
from .grade import AnswerMark, AnswerRequest, Diagnosis, GradeAnswer, GradeRequest
from .grade import FirstWrong as FirstWrongAnswer

PER_ANSWER = 12
"""Analyses that an answer may cost: what follows from the others, twice, and the mistakes of one quantity."""
SEARCH = 4 * 10**9
"""Operations to look for mistakes made further up, all in all; past them they are not looked for."""
CALLS = 50_000
"""Operations that the calls for one layer cost."""


@dataclass(frozen=True, slots=True)
class GradePlan:
    """A grade request whose parts fit together; nothing is computed yet."""

    plan: Plan
    given: list[AnswerRequest]
    answers: list[Answer]
    tolerance: float

    @property
    def flops(self) -> int:
        """Estimated operations: one analysis, and the recomputations for each answer."""
        sizes = self.plan.sizes
        return sizes.flops * (1 + PER_ANSWER * len(self.answers))

    @property
    def recomputations(self) -> int:
        """How many quantities may be worked out anew to look for mistakes made further up."""
        sizes = self.plan.sizes
        return SEARCH // (sizes.flops + CALLS * len(sizes.units))

    def mark(self) -> GradeAnswer:
        """The answers, marked. Raises InvalidRequest where there is nothing to mark."""
        case = self.plan.build()
        try:
            marks = mark(case, self.answers, self.tolerance, recomputations=self.recomputations)
        except NothingToMark as error:
            name = symbol(*self.answers[error.index].place, case.top)
            message = f"expected a quantity that is finite in this network; got {name}, which is not{_left(case)}"
            raise InvalidRequest.at(f"/answers/{error.index}", message) from error
        return GradeAnswer(
            answers=[_mark(given, seen) for given, seen in zip(self.given, marks, strict=True)],
            mistakes=mistakes([seen.diagnosis for seen in marks if not seen.correct and not seen.carried]),
        )


def _left(case: Case) -> str:
    """Where the numbers of a case leave the finite ones, and what to do, as the end of a message."""
    found = analysis_of(case).non_finite
    if found is None:
        return ""
    losses = found.quantity == "losses"
    where = "the losses" if losses else symbol(found.quantity, found.layer, case.top)
    verb = "are" if losses else "is"
    return f", since {where} {verb} the first that cannot be held; take smaller weights or inputs"


def plan_grade(request: GradeRequest, settings: Settings) -> GradePlan:
    """Checks that the answers fit the network and that marking them keeps within the limits.

    Raises InvalidRequest (422) with a pointer to each culprit, TooLarge (413) with estimate and limit.
    """
    whole = plan(request, settings, sends_arrays=False)
    errors: list[FieldError] = []
    answers: list[Answer] = []
    seen: dict[Place, int] = {}
    for index, given in enumerate(request.answers):
        pointer = f"/answers/{index}"
        if not _is_there(given, whole, pointer, errors):
            continue
        first = seen.setdefault((given.quantity, given.layer), index)
        if first != index:
            name = symbol(given.quantity, given.layer, len(whole.layers))
            message = f"expected one answer for {name}; got another at /answers/{first}; leave one of them out"
            errors.append(FieldError(pointer, message))
            continue
        values = read_entries(given.values, f"{pointer}/values", errors)
        shaped = None if values is None else _shaped(values, given, whole, f"{pointer}/values", errors)
        if shaped is not None:
            written = None if request.tolerance else written_exactly(given.values)
            same = None if written is None else written.reshape(shaped.shape)
            answers.append(Answer(given.quantity, given.layer, shaped, same))
    if errors:
        raise InvalidRequest(errors)
    planned = GradePlan(whole, request.answers, answers, request.tolerance)
    if planned.flops > settings.max_flops:
        what = f"estimated floating-point operations of marking {len(answers)} answers"
        raise too_large(what, planned.flops, settings.max_flops, "max_flops")
    return planned


def _is_there(given: AnswerRequest, whole: Plan, pointer: str, errors: list[FieldError]) -> bool:
    """Has the network the quantity that was answered?"""
    top = len(whole.layers)
    if given.layer > top:
        errors.append(FieldError(f"{pointer}/layer", outside("a layer", 1, top, given.layer)))
        return False
    if given.quantity == "derivative" and not whole.layers[given.layer - 1].activation.row.elementwise:
        message = (
            "expected a layer with a derivative; got a softmax, which has a Jacobian instead; leave this answer out"
        )
        errors.append(FieldError(f"{pointer}/quantity", message))
        return False
    return True


def _shaped(
    values: NDArray[np.float64], given: AnswerRequest, whole: Plan, pointer: str, errors: list[FieldError]
) -> NDArray[np.float64] | None:
    """The values in the shape on the wire or in the transposed one; None, and a fault, for any other shape.

    A flat list will do for a single example, and a column for a bias.
    """
    expected = _shape(given, whole)
    shape = values.shape
    if shape == expected or shape == expected[::-1]:
        return values
    if expected == (1, *shape):
        if given.quantity not in GRADIENTS:
            return values[None]
    elif len(expected) == 1:
        if shape == (*expected, 1):
            return values[:, 0]
        if shape == (1, *expected):
            return values
    name = symbol(given.quantity, given.layer, len(whole.layers))
    message = f"expected {_in_words(expected)}, the shape of {name}; got {_in_words(shape)}; send it in that shape"
    errors.append(FieldError(pointer, message))
    return None


def _shape(given: AnswerRequest, whole: Plan) -> tuple[int, ...]:
    """Of the quantity on the wire."""
    return QUANTITIES[given.quantity].shape(whole.sizes.units, whole.sizes.examples, given.layer)


def _in_words(shape: tuple[int, ...]) -> str:
    """2 × 3, or a list of 3."""
    return f"a list of {shape[0]}" if len(shape) == 1 else " × ".join(map(str, shape))


def _mark(given: AnswerRequest, seen: Mark) -> AnswerMark:
    """A mark as JSON."""
    return AnswerMark(
        layer=given.layer,
        quantity=given.quantity,
        correct=seen.correct,
        entries=seen.entries,
        wrong=seen.wrong,
        first_wrong=None if seen.first_wrong is None else _first_wrong(given, seen.first_wrong),
        diagnosis=[
            Diagnosis(code=found.code, message=found.message, codes=list(found.codes)) for found in seen.diagnosis
        ],
    )


def _first_wrong(given: AnswerRequest, first: FirstWrong) -> FirstWrongAnswer:
    """The first wrong entry, and how /explain addresses it: by example and unit, or by row and column."""
    row, column = first.index[0], first.index[1] if len(first.index) == 2 else None
    by_example = given.quantity not in GRADIENTS
    return FirstWrongAnswer(
        row=row,
        column=column,
        expected=first.expected + 0.0,
        submitted=None if first.submitted is None else first.submitted + 0.0,
        target=TargetRequest(
            quantity=given.quantity,
            layer=given.layer,
            example=row if by_example else None,
            row=column if by_example else row,
            column=None if by_example else column,
        ),
    )
