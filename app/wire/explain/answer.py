"""An explanation as JSON, and what only the request knows of a number: whether it was given or drawn."""

from ...engine.network.initializers import INITIALIZERS
from ...explain.equations.layout import COLUMN, set_apart
from ...explain.equations.tree import math
from ...explain.number import explanation as explained
from ...explain.number.explanation import Explanation
from ...explain.number.target import Target
from ..network.network import initializer_of, name_and_scale
from ..network.request import AnalyzeRequest, LayerRequest
from .request import Blocked, Cell, ExplainAnswer, Step, TargetRequest


def explain_answer(explanation: Explanation, request: AnalyzeRequest) -> ExplainAnswer:
    """The answer to an explain request."""
    origin = origin_of(explanation.target, request)
    return ExplainAnswer.model_construct(
        target=target_answer(explanation.target),
        text=explanation.symbol.text(),
        mathml=math(explanation.symbol),
        words=explanation.words,
        value=explanation.value,
        steps=[_step(step) for step in explanation.steps],
        inputs=[_cell(cell) for cell in explanation.inputs],
        more_inputs=explanation.more_inputs,
        blocked=[_blocked(blocked) for blocked in explanation.blocked],
        notes=[*([] if origin is None else [origin]), *explanation.notes],
    )


def target_answer(target: Target) -> TargetRequest:
    """The address of a number, with what the request may leave out."""
    return TargetRequest.model_construct(
        quantity=target.quantity,
        layer=target.layer,
        example=target.example,
        row=target.row,
        column=target.column,
    )


def _step(step: explained.Step) -> Step:
    equation = step.equation
    mathml = set_apart(equation, COLUMN)
    return Step(kind=step.kind, text=equation.text(), latex=equation.latex(), mathml=mathml)


def _cell(cell: explained.Cell) -> Cell:
    target = cell.target
    return Cell(
        quantity=target.quantity,
        layer=target.layer,
        example=target.example,
        row=target.row,
        column=target.column,
        value=cell.value,
        text=cell.symbol.text(),
        mathml=math(cell.symbol),
    )


def _blocked(blocked: explained.Blocked) -> Blocked:
    return Blocked(
        layer=blocked.layer,
        unit=blocked.unit,
        example=blocked.example,
        preactivation=blocked.preactivation,
        message=blocked.message,
    )


# --- where a number comes from ---------------------------------------------------------------------------------


def origin_of(target: Target, request: AnalyzeRequest) -> str | None:
    """A sentence on a number that was not computed; None for any other."""
    if target.quantity in ("input", "targets"):
        return f"It comes from the data set {request.data.dataset}." if request.data.dataset else "It is given."
    if target.quantity not in ("weights", "bias"):
        return None
    layer = request.network.layers[target.place.layer - 1]
    origin = _origin_of_weight(layer) if target.quantity == "weights" else _origin_of_bias(layer)
    seed = f" with seed {request.network.seed}" if origin.startswith("It comes") else ""
    return f"{origin}{seed}."


def _origin_of_weight(layer: LayerRequest) -> str:
    drawn = initializer_of(layer)
    return "It is given" if drawn is None else f"It comes from the initializer {drawn.name}"


def _origin_of_bias(layer: LayerRequest) -> str:
    if layer.bias is not None:
        return "It is given"
    drawn = initializer_of(layer)
    if drawn is None:
        return "It is 0, since no bias is given"
    if layer.bias_initializer is not None:
        return f"It comes from the initializer {name_and_scale(layer.bias_initializer)[0]}"
    if INITIALIZERS[drawn.name].joint:
        return _origin_of_weight(layer)
    return "It is 0, as biases are where nothing else is asked for"
