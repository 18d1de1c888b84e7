"""From a request's target to the number it means: the fields that a quantity takes, and how far they reach."""

from ...errors import FieldError, InvalidRequest
from ...explain.number.quantities import QUANTITIES
from ...explain.number.target import Target
from ...validation import outside
from ..network.plan import Plan
from .request import TargetRequest

FIELDS = ("layer", "example", "row", "column")
FROM_OUTPUT = ("targets", "loss_gradient")
"""Quantities whose rows are the output units, though they belong to no layer."""


def resolve_target(target: TargetRequest, plan: Plan) -> Target:
    """The number that a target means.

    Raises InvalidRequest with a pointer to each field that is missing, not wanted, or outside the array, and for
    what the network does not have.
    """
    quantity, top = target.quantity, len(plan.layers)
    if quantity == "derivative" and target.layer == top and not plan.layers[-1].activation.row.elementwise:
        message = "expected jacobian, with the units as row and column; got derivative, which no softmax has"
        raise InvalidRequest.at("/target/quantity", message)
    errors: list[FieldError] = []
    layer = _layer(target, top, errors)
    fields = QUANTITIES[quantity].fields
    for field in FIELDS[1:]:
        value = getattr(target, field)
        if value is None or field not in fields:
            _check_presence(target, field, errors)
        elif field == "example":
            _check_range(field, value, plan.sizes.examples, errors)
        elif not errors or errors[0].pointer != "/target/layer":
            _check_range(field, value, _length(quantity, field, layer, plan), errors)
    if errors:
        raise InvalidRequest(errors)
    return Target(quantity, layer, target.example, target.row, target.column)


def _layer(target: TargetRequest, top: int, errors: list[FieldError]) -> int | None:
    """The layer as explanations have it: 0 for the input, the output's for a Jacobian, None where there is none."""
    quantity, layer = target.quantity, target.layer
    if quantity == "loss_gradient":
        if layer not in (None, top):
            errors.append(FieldError("/target/layer", f"expected {top}, the output layer, or null; got {layer}"))
        return None
    if "layer" not in QUANTITIES[quantity].fields:
        if layer not in (None, 0):
            message = f"expected null: {quantity} belongs to no layer; got {layer}"
            errors.append(FieldError("/target/layer", message))
        return 0 if quantity == "input" else None
    if layer is None and quantity == "jacobian":
        return top
    if layer is None:
        _check_presence(target, "layer", errors)
    elif not 1 <= layer <= top:
        errors.append(FieldError("/target/layer", outside("a layer", 1, top, layer)))
    return layer


def _check_presence(target: TargetRequest, field: str, errors: list[FieldError]) -> None:
    """A fault where a field is missing, or there although the quantity does not have it."""
    fields = QUANTITIES[target.quantity].fields
    wanted = field in fields
    if wanted == (getattr(target, field) is not None):
        return
    takes = f"{target.quantity} takes {_listed(fields)}"
    got = "it is missing" if wanted else f"got {getattr(target, field)}"
    errors.append(
        FieldError(f"/target/{field}", f"expected {'a whole number' if wanted else 'null'}: {takes}; {got}")
    )


def _check_range(field: str, value: int, length: int, errors: list[FieldError]) -> None:
    if value >= length:
        article = "an" if field == "example" else "a"
        errors.append(FieldError(f"/target/{field}", outside(f"{article} {field}", 0, length - 1, value)))


def _length(quantity: str, field: str, layer: int | None, plan: Plan) -> int:
    """How many rows or columns the quantity has."""
    units = plan.sizes.units
    number = len(plan.layers) if quantity in FROM_OUTPUT else layer or 0
    return units[number - 1] if field == "column" and quantity != "jacobian" else units[number]


def _listed(fields: tuple[str, ...]) -> str:
    if not fields:
        return "no place, since there is only one"
    return f"{', '.join(fields[:-1])} and {fields[-1]}" if len(fields) > 1 else f"{fields[0]} alone"
