"""What `GET /api/v1/problems/{seed}` answers: an exercise to be worked by hand."""

from typing import Any, cast

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from ...explain.equations.tree import math
from ...explain.text.markdown import markdown
from ...practice.exercises.draw import Exercise
from ...practice.exercises.statement import hand_ins, on_the_wire, statement
from ...practice.sheet.exact import as_fraction
from ...practice.sheet.sheet import Place, Sheet
from ..explain.derivation import Block, block_answer
from .grade import GradedQuantity


class HandIn(TypedDict):
    """An array to hand in, with its shape on the wire (one length for a vector)."""

    layer: int
    quantity: GradedQuantity
    shape: list[int]
    text: str
    mathml: str
    words: str


class KeyEntry(TypedDict):
    """An array of the answer key, as numbers and, in `exact`, as fractions such as "3/7"."""

    layer: int
    quantity: GradedQuantity
    values: list[Any]
    exact: list[Any]


class ExerciseAnswer(BaseModel):
    """A deterministic exercise with numbers that come out well by hand."""

    seed: int
    level: int
    title: str
    text: str = Field(description="the exercise as Markdown")
    statement: list[Block] = Field(description="the same in blocks, for a page")
    request: dict[str, Any] = Field(description="network, data, loss and reduction, for analyze or grade")
    hand_in: list[HandIn]
    key: list[KeyEntry] | None = Field(None, description="null unless ?key=true and the server gives keys")


def exercise_answer(exercise: Exercise, *, with_key: bool) -> ExerciseAnswer:
    """An exercise as JSON; its key only where that is wanted."""
    sections = statement(exercise)
    sheet = Sheet(exercise.case)
    return ExerciseAnswer(
        seed=exercise.seed,
        level=exercise.level,
        title=exercise.title,
        text=markdown(exercise.title, [*sections, on_the_wire()]),
        statement=[block_answer(block) for section in sections for block in section.blocks],
        request=_request(exercise),
        hand_in=[
            HandIn(
                layer=item.place[1],
                quantity=cast("GradedQuantity", item.place[0]),
                shape=list(sheet.value(*item.place).shape),
                text=item.symbol.text(),
                mathml=math(item.symbol),
                words=item.words,
            )
            for item in hand_ins(exercise)
        ],
        key=[_key(sheet, place) for place in exercise.asked] if with_key else None,
    )


def _request(exercise: Exercise) -> dict[str, Any]:
    """What analyze takes; with `answers` beside it, what grade takes."""
    layers = [
        {"weights": layer.weights.tolist(), "bias": layer.bias.tolist(), "activation": layer.activation.name}
        for layer in exercise.case.network.layers
    ]
    return {
        "network": {"layers": layers},
        "data": {"inputs": exercise.inputs.tolist(), "targets": list(exercise.classes)},
        "loss": exercise.case.loss.name,
        "reduction": exercise.case.reduction,
    }


def _key(sheet: Sheet, place: Place) -> KeyEntry:
    quantity, layer = place
    values = (sheet.value(quantity, layer) + 0.0).tolist()
    return KeyEntry(layer=layer, quantity=cast("GradedQuantity", quantity), values=values, exact=_exact(values))


def _exact(values: Any) -> Any:
    """The numbers of a list, or of a list of lists, as the fractions that they are."""
    if isinstance(values, list):
        return [_exact(value) for value in values]
    return str(as_fraction(values))
