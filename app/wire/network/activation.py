"""The activation of a layer: a name or an object with parameters, or the two fields that an answer has for it."""

from collections.abc import Mapping
from typing import Any

from ...engine.network.activations import ACTIVATIONS, Activation, Row, activation, unknown_parameter
from ...errors import FieldError
from ...validation import pointer
from ..parameters import value_of
from .request import ActivationObject, LayerRequest

EITHER = (
    "expected either activation, or activation_function with activation_parameters; got both; leave one of them out"
)


def activation_name(layer: LayerRequest) -> str | None:
    """The name that a layer gives, known or not; None where it gives none."""
    given = layer.activation if layer.activation is not None else layer.activation_function
    return given.name if isinstance(given, ActivationObject) else given


def plan_activation(
    layer: LayerRequest, where: str, at_output: bool, errors: list[FieldError]
) -> Activation | None:
    """The activation asked for; None, and its faults, where there is none such. `where` points at the layer."""
    before = len(errors)
    _check_form(layer, where, errors)
    name = activation_name(layer)
    if name is None or len(errors) > before:
        return None
    at_name, at_parameters = _places(layer, where)
    row = ACTIVATIONS.get(name)
    if row is None:
        errors.append(FieldError(at_name, ACTIVATIONS.unknown(name)))
        return None
    values = _values(row, _given_parameters(layer), at_parameters, errors)
    if not row.elementwise and not at_output:
        message = (
            f"expected an elementwise activation in a hidden layer; got {name}, which stands at the output only"
        )
        errors.append(FieldError(at_name, message))
    return activation(name, **values) if len(errors) == before else None


def parameter_pointer(layer: LayerRequest, where: str, name: str) -> str:
    """Where a parameter of the activation stands."""
    return _places(layer, where)[1] + pointer((name,))


def _check_form(layer: LayerRequest, where: str, errors: list[FieldError]) -> None:
    """Faults of which fields are there."""
    if layer.activation is None and layer.activation_function is None:
        errors.append(FieldError(f"{where}/activation", "expected this field; it is missing"))
    if layer.activation is not None and layer.activation_function is not None:
        errors.append(FieldError(f"{where}/activation_function", EITHER))
    elif layer.activation_parameters is not None and layer.activation_function is None:
        message = "expected activation_function beside it, whose parameters these are; it is missing"
        errors.append(FieldError(f"{where}/activation_parameters", message))


def _places(layer: LayerRequest, where: str) -> tuple[str, str]:
    """The pointers of the name, and of the object that holds the parameters."""
    if layer.activation is None:
        return f"{where}/activation_function", f"{where}/activation_parameters"
    place = f"{where}/activation"
    return (f"{place}/name" if isinstance(layer.activation, ActivationObject) else place), place


def _given_parameters(layer: LayerRequest) -> Mapping[str, Any]:
    if isinstance(layer.activation, ActivationObject):
        return layer.activation.__pydantic_extra__ or {}
    return layer.activation_parameters or {}


def _values(row: Row, given: Mapping[str, Any], where: str, errors: list[FieldError]) -> dict[str, float]:
    """The parameters that are in order; the faults of the others are told at each."""
    known = {parameter.name: parameter for parameter in row.parameters}
    found: dict[str, float] = {}
    for name, value in given.items():
        place = where + pointer((name,))
        if name not in known:
            errors.append(FieldError(place, unknown_parameter(row, name)))
        elif (number := value_of(known[name], place, value, errors)) is not None:
            found[name] = number
    return found
