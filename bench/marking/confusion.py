"""The marks of wrong answers, and the table of what was told of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Literal

from app.settings import Settings
from app.wire.practice.grade import GradeRequest
from app.wire.practice.plan import plan_grade
from bench.marking.comparing import says
from bench.marking.student import Place, Slip, worked_out
from bench.marking.tasks import Array
from bench.marking.ways import WAYS
from bench.marking.wrong_answers import APART, PEN, ROUNDING, SHARES, TOGETHER, WrongAnswer

Judgement = Literal["right", "partly", "none", "wrong", "left out"]
NO_MISTAKE = {"rounded", "rounded_too_early", "carried_forward"}
"""Told of what is right but for its digits, and of what follows from something else that is wrong."""


@dataclass(frozen=True)
class Told:
    """What the marking says of one array: whether it is right, and its alternatives, each a set of mistakes."""

    place: Place
    correct: bool
    alternatives: tuple[frozenset[str], ...]

    @property
    def named(self) -> tuple[frozenset[str], ...]:
        """The alternatives that name a mistake."""
        return tuple(codes - NO_MISTAKE for codes in self.alternatives if codes - NO_MISTAKE)


@dataclass(frozen=True)
class Marked:
    """A wrong answer with what was told of it; `mistakes`: how many were counted."""

    answer: WrongAnswer
    told: tuple[Told, ...]
    mistakes: int
    judgement: Judgement


def marked(answer: WrongAnswer) -> Marked:
    """A wrong answer sent through the marking, as the route does it."""
    answers = [
        {"quantity": quantity, "layer": layer, "values": array.tolist()}
        for (quantity, layer), array in answer.hand.items()
    ]
    request = GradeRequest.model_validate({**answer.task.request(), "answers": answers})
    seen: dict[str, Any] = plan_grade(request, Settings()).mark().model_dump()
    told = tuple(map(_told, seen["answers"]))
    return Marked(answer, told, seen["mistakes"], _judged(answer, told))


def _told(mark: Mapping[str, Any]) -> Told:
    alternatives = (frozenset(found.get("codes") or [found["code"]]) for found in mark["diagnosis"])
    return Told((mark["quantity"], mark["layer"]), mark["correct"], tuple(alternatives))


def _judged(answer: WrongAnswer, told: Iterable[Told]) -> Judgement:
    """Right where all mistakes made are among those told, and no array gets a name that none of them has.

    Of slips of the pen any name is wrong, unless the mistake told gives the same numbers by chance; so it is of two
    mistakes that together give what another one gives.
    """
    named = [array for array in told if array.named]
    strange = [array for array in named if not any(codes <= answer.codes for codes in array.named)]
    if strange:
        may_be_chance = len(answer.slips) != 1 and all(_gives(answer, array) for array in strange)
        return "left out" if may_be_chance else "wrong"
    found = {code for array in named for codes in array.named if codes <= answer.codes for code in codes}
    if not found:
        return "none"
    return "right" if found == answer.codes else "partly"


def _gives(answer: WrongAnswer, array: Told) -> bool:
    """Does one of the mistakes told give, by the student's own formulas, the very array that was handed in?"""
    handed_in = answer.hand[array.place]
    return any(says(handed_in, made) for codes in array.named for made in _arrays(answer, codes, array.place))


def _arrays(answer: WrongAnswer, codes: Iterable[str], place: Place) -> Iterator[Array]:
    """The array of a place as it comes out with the mistakes of these codes, made in whichever way."""
    ways: list[list[Slip]] = [list(WAYS[code](answer.task)) for code in codes if code in WAYS]
    for slips in product(*ways):
        yield worked_out(answer.task, slips)[place]


@dataclass
class Table:
    """How many answers of each row were judged how; `wrong` are those with a wrong name."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    forms: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[Marked] = field(default_factory=list)
    counted_once: int = 0

    def add(self, one: Marked) -> None:
        """One answer more."""
        row = self.counts.setdefault(one.answer.row, Counter())
        row[one.judgement] += 1
        if one.judgement == "wrong":
            self.wrong.append(one)
        if one.answer.row in WAYS and one.judgement != "left out":
            self.forms.setdefault(one.answer.form, Counter())[one.judgement] += 1
            self.counted_once += one.mistakes == 1

    def singles(self) -> Counter[str]:
        """The answers with one mistake, all together."""
        return sum((counts for row, counts in self.counts.items() if row in WAYS), Counter())

    def named(self) -> float:
        """The share of single mistakes that got their right name."""
        singles = self.singles()
        return singles["right"] / (singles["right"] + singles["none"] + singles["wrong"])


def markdown(table: Table, left_out: Mapping[str, int]) -> str:
    """The table for the documentation."""
    lines = ["| made | answers | right name | one of two | no name | wrong name |", "|---|--:|--:|--:|--:|--:|"]
    for row in (*(code for code in WAYS if code in table.counts), "one mistake", *SHARES):
        counts = table.singles() if row == "one mistake" else table.counts.get(row, Counter())
        right, partly, none, wrong = (counts[name] for name in ("right", "partly", "none", "wrong"))
        written = f"`{row}`" if row in WAYS else f"**{row}**" if row == "one mistake" else row
        named = "" if row in (PEN, ROUNDING) else str(right)
        of_two = str(partly) if row in (TOGETHER, APART) else ""
        lines.append(f"| {written} | {right + partly + none + wrong} | {named} | {of_two} | {none} | {wrong} |")
    chance = sum(counts["left out"] for counts in table.counts.values())
    singles = sum(table.singles()[name] for name in ("right", "none", "wrong"))
    lines += [
        "",
        f"Named: {table.named():.1%} of single mistakes. Counted once: {table.counted_once} of {singles}.",
        f"Left out: {sum(left_out.values())} that do not show, or no more than one of two would, "
        f"and {chance} that another mistake gives by chance.",
    ]
    for form, counts in sorted(table.forms.items()):
        lines.append(f"{form}: {counts['right']} right, {counts['none']} without a name, {counts['wrong']} wrong.")
    return "\n".join(lines)


def reproduction(one: Marked) -> str:
    """How to make a wrong name again: what was done, what was told, and the request."""
    told = [
        f"{array.place}: {[sorted(codes) for codes in array.alternatives]}"
        for array in one.told
        if not array.correct
    ]
    answers = [{"quantity": q, "layer": n, "values": values.tolist()} for (q, n), values in one.answer.hand.items()]
    made = ", ".join(f"{slip.code} in {slip.quantity} {slip.layer} ({slip.how:g})" for slip in one.answer.slips)
    request = {**one.answer.task.request(), "answers": answers}
    row, number = one.answer.row, one.answer.task.number
    return f"{row}, network {number}, {one.answer.form}: made {made or row}; told {'; '.join(told)}\n  {request}"
