"""Marking: which entries of an answer are wrong, and what was probably done.

n example, i input unit, o output unit. Each answer is first held against what is right. Where it is wrong, it is
held against what follows from the other answers that are wrong (or rounded) themselves: a mistake is counted once,
however far it was carried. Then it is held against what every known mistake leads to; of several that fit, each is
told as an alternative. The order of the answers does not matter.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

import numpy as np

from ...engine.analysis.case import Case
from ...engine.arrays import Array
from ..mistakes.gradient import how_transposed
from ..mistakes.table import TRANSPOSED
from ..sheet.sheet import Place, Sheet
from .carried import carried_forward, carried_from, in_order
from .comparing import Answer, Mark, compare
from .counting import agreed
from .diagnosis import Diagnosis, own_mistakes


class NothingToMark(ValueError):
    """The quantity that an answer is about is not finite; `index` is the answer's."""

    def __init__(self, index: int) -> None:
        super().__init__(f"answer {index} is about a quantity that is not finite")
        self.index = index


def mark(case: Case, answers: Sequence[Answer], tolerance: float, *, recomputations: int = 10_000) -> list[Mark]:
    """The marks of the answers, in their order.

    An entry is right within `tolerance` of the array's largest magnitude, or within what rounding alone may do. A
    tolerance of 0 wants it exact: the very number that the engine computes, or, written as a fraction, the value
    that this number stands for. `recomputations`: so many quantities may be worked out anew, all in all, to look
    for mistakes that were made further up. A place may be answered once. Raises NothingToMark.
    """
    with np.errstate(all="ignore"):
        sheet = Sheet(case)
        for index, answer in enumerate(answers):
            if not np.isfinite(sheet.value(*answer.place)).all():
                raise NothingToMark(index)
        marks = [compare(sheet, answer, tolerance) for answer in answers]
        # Rounded answers too: what follows from them differs from what is right.
        handed_in = {
            answer.place: _upright(sheet, answer).astype(case.batch.inputs.dtype)
            for answer, seen in zip(answers, marks, strict=True)
            if not seen.correct or seen.rounded
        }
        marks = _all_carried(sheet, answers, marks, handed_in, tolerance)
        own = [n for n, seen in enumerate(marks) if not seen.correct and not seen.final]
        places = frozenset(answer.place for answer in answers)
        for n in own:
            marks[n] = _own(sheet, answers[n], marks[n], handed_in, places, tolerance, recomputations // len(own))
        marks = _all_carried_upright(sheet, answers, marks, handed_in, tolerance)
        return [
            replace(seen, diagnosis=told)
            for seen, told in zip(marks, agreed([seen.diagnosis for seen in marks]), strict=True)
        ]


def _upright(sheet: Sheet, answer: Answer) -> Array:
    """The values in the quantity's own shape."""
    shape = sheet.value(*answer.place).shape
    return answer.values if answer.values.shape == shape else answer.values.T.reshape(shape)


def _all_carried(
    sheet: Sheet,
    answers: Sequence[Answer],
    marks: Sequence[Mark],
    handed_in: Mapping[Place, Array],
    tolerance: float,
) -> list[Mark]:
    """All marks, told from above downwards, since what follows from rounded answers is off by rounding too."""
    found = list(marks)
    off = {answer.place for answer, seen in zip(answers, marks, strict=True) if seen.rounded}
    for index in sorted(range(len(answers)), key=lambda one: in_order(answers[one].place)):
        if not marks[index].correct:
            found[index] = _carried(sheet, answers[index], marks[index], handed_in, off, tolerance)
            if found[index].rounded:
                off.add(answers[index].place)
    return found


def _carried(
    sheet: Sheet,
    answer: Answer,
    seen: Mark,
    handed_in: Mapping[Place, Array],
    off: Set[Place],
    tolerance: float,
) -> Mark:
    """The mark of a wrong answer, final where its shape is all that is wrong, or where it was carried forward.

    `off`: the places whose answers are off by rounding alone.
    """
    values = _upright(sheet, answer)
    told: tuple[Diagnosis, ...] = ()
    if values.shape != answer.values.shape:
        told = (Diagnosis((TRANSPOSED,), how_transposed(sheet, *answer.place)),)
        if compare(sheet, replace(answer, values=values), tolerance).correct:
            return replace(seen, diagnosis=told, final=True)
    sources = carried_from(_without(sheet, answer.place, handed_in), answer.place, values, tolerance)
    if sources is None:
        return replace(seen, diagnosis=told)
    by_rounding = bool(sources) and off >= set(sources)
    found = carried_forward(sheet.case, sources, rounded=by_rounding)
    diagnosis = (_together(told[0], found) if told else found,)
    return replace(seen, diagnosis=diagnosis, final=True, carried=not told, rounded=by_rounding)


def _together(turned: Diagnosis, found: Diagnosis) -> Diagnosis:
    """Another mistake in an array that is transposed as well."""
    return Diagnosis(
        (*turned.codes, *found.codes),
        f"{turned.message} {found.message}",
        (None, *(found.details or (None,) * len(found.codes))),
        found.certain,
    )


def _own(
    sheet: Sheet,
    answer: Answer,
    seen: Mark,
    handed_in: Mapping[Place, Array],
    places: Set[Place],
    tolerance: float,
    recomputations: int,
) -> Mark:
    """The mark of an answer that is wrong by itself, with the mistakes that fit; `places`: of all answers."""
    others = _without(sheet, answer.place, handed_in)
    values = _upright(sheet, answer)
    found = own_mistakes(sheet, others, answer.place, values, tolerance, places, recomputations)
    if seen.diagnosis:
        found = tuple(_together(seen.diagnosis[0], one) for one in found if one.certain) or seen.diagnosis
    return replace(seen, diagnosis=found)


def _all_carried_upright(
    sheet: Sheet,
    answers: Sequence[Answer],
    marks: Sequence[Mark],
    handed_in: Mapping[Place, Array],
    tolerance: float,
) -> list[Mark]:
    """All marks, from above downwards, once more: what is transposed in a square array was carried on upright."""
    found = list(marks)
    turned: dict[Place, Array] = {}
    for index in sorted(range(len(answers)), key=lambda one: in_order(answers[one].place)):
        answer, seen = answers[index], marks[index]
        if seen.correct or seen.final:
            continue
        again = seen
        if turned:
            unnamed, upright = replace(seen, diagnosis=()), {**handed_in, **turned}
            again = _carried(sheet, answer, unnamed, upright, frozenset(), tolerance)
        if again.final:
            found[index] = again
        elif _is_turned(answer, seen):
            turned[answer.place] = handed_in[answer.place].T
    return found


def _is_turned(answer: Answer, seen: Mark) -> bool:
    """Is a square array transposed, and more is wrong with it? Then it may have been carried on upright."""
    square = answer.values.ndim > 1 and len(set(answer.values.shape)) == 1
    return square and any(len(found.codes) > 1 and TRANSPOSED in found.codes for found in seen.diagnosis)


def _without(sheet: Sheet, place: Place, handed_in: Mapping[Place, Array]) -> Sheet:
    """A sheet with the answers for all other places."""
    return Sheet(sheet.case, {other: array for other, array in handed_in.items() if other != place})
