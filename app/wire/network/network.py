"""The network of a request: checked for sizes first (`plan_network`), then made into numbers (`build_network`)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ...engine.arrays import Array
from ...engine.names import exactly
from ...engine.network.activations import ACTIVATIONS, Activation
from ...engine.network.initializers import INITIALIZERS, LayerGenerators, initialize_layer, layer_generators
from ...engine.network.network import Layer, Network
from ...errors import FieldError, InvalidRequest
from ...validation import count
from ..parameters import value_of
from .activation import activation_name, parameter_pointer, plan_activation
from .request import InitializerObject, LayerRequest, NetworkRequest


@dataclass(frozen=True, slots=True)
class LayerPlan:
    """A layer whose sizes fit: what was asked for, its widths and its activation."""

    request: LayerRequest
    pointer: str
    units: int
    fan_in: int
    activation: Activation

    @property
    def shape(self) -> tuple[int, int]:
        """Of the weights."""
        return self.units, self.fan_in

    @property
    def initializer(self) -> InitializerObject | None:
        """What the weights are drawn from; None for given ones."""
        return initializer_of(self.request)

    @property
    def factorises(self) -> bool:
        """Are the weights drawn at the cost of a factorisation?"""
        return self.initializer is not None and INITIALIZERS[self.initializer.name].factorises


def initializer_of(layer: LayerRequest) -> InitializerObject | None:
    """What the weights of a layer whose activation is known are drawn from; None for given ones."""
    if layer.weights is not None:
        return None
    if layer.initializer is None:
        return InitializerObject(name=ACTIVATIONS[activation_name(layer) or ""].initializer)
    name, scale = name_and_scale(layer.initializer)
    return InitializerObject(name=name, scale=scale)


def plan_network(
    request: NetworkRequest, features: int | None, errors: list[FieldError], *, explicit: bool = False
) -> list[LayerPlan]:
    """The plans of all layers; faults go to `errors`, and the plans are whole only if there are none.

    `features` is the width of the data, None where that is faulty itself. `explicit`: the inputs were given, and
    may have a number too many.
    """
    below = features
    if request.input_size is not None:
        if features is not None and request.input_size != features:
            message = f"expected {features}, the number of features of the data, or none; got {request.input_size}"
            errors.append(FieldError("/network/input_size", message))
        below = request.input_size
    plans: list[LayerPlan] = []
    for index, layer in enumerate(request.layers):
        pointer = f"/network/layers/{index}"
        if index == 0 and explicit and request.input_size is None and (fault := width_fault(layer, below)):
            errors.append(FieldError("/data/inputs", fault))
            below = None
        units = _units(layer, pointer, below, errors)
        function = plan_activation(layer, pointer, index == len(request.layers) - 1, errors)
        if units is not None and below is not None and function is not None:
            plans.append(LayerPlan(layer, pointer, units, below, function))
        below = units
    return plans


def _units(layer: LayerRequest, pointer: str, below: int | None, errors: list[FieldError]) -> int | None:
    """The number of units of a layer, or None where the request does not tell it rightly."""
    if layer.weights is None:
        return _units_to_initialize(layer, pointer, errors)
    for name in ("units", "initializer", "bias_initializer"):
        if getattr(layer, name) is not None:
            message = (
                "expected either weights (with bias), or units with an initializer; got both; leave one of them out"
            )
            errors.append(FieldError(f"{pointer}/{name}", message))
    units, columns = layer.weights.shape
    if below is not None and columns != below:
        place = f"{pointer}/weights"
        errors.append(FieldError(place, columns_fault(place, below, int(columns))))
    if layer.bias is not None and len(layer.bias) != units:
        wanted = count(int(units), "number", "numbers")
        message = f"expected {wanted}, one for each row of the weights; got {len(layer.bias)}"
        errors.append(FieldError(f"{pointer}/bias", message))
    return int(units)


def width_fault(layer: LayerRequest, features: int | None) -> str | None:
    """The message where the inputs have not the width of the first layer's weights; None where they have, or where
    one of both is not known."""
    if layer.weights is None or features is None or layer.weights.shape[1] == features:
        return None
    rows, columns = layer.weights.shape
    wanted = count(int(columns), "column", "columns")
    numbers, others = count(int(columns), "number", "numbers"), count(features, "column", "columns")
    why = f"one for each of the first weights, which are {rows} × {columns}"
    return f"expected {wanted}, {why}; got {features}; give {numbers} an example, or weights with {others}"


def columns_fault(pointer: str, below: int, columns: int) -> str:
    """The message where the columns of the weights at a pointer are not those of the layer below."""
    whose = "input" if pointer == "/network/layers/0/weights" else "layer below"
    return f"expected {count(below, 'column', 'columns')}, one for each unit of the {whose}; got {columns}"


def _units_to_initialize(layer: LayerRequest, pointer: str, errors: list[FieldError]) -> int | None:
    if layer.bias is not None:
        errors.append(
            FieldError(f"{pointer}/bias", "expected weights beside a bias, or a bias_initializer; got a bias alone")
        )
    if layer.units is None:
        errors.append(FieldError(pointer, "expected weights, or units with an initializer; got neither"))
    for name, value in (("initializer", layer.initializer), ("bias_initializer", layer.bias_initializer)):
        _check_initializer(name, value, layer, pointer, errors)
    return layer.units


def _check_initializer(
    field: str,
    value: str | InitializerObject | None,
    layer: LayerRequest,
    pointer: str,
    errors: list[FieldError],
) -> None:
    """Faults of an initializer's name and scale, and of a bias initializer that does not go with the weights'."""
    if value is None:
        return
    name, scale = name_and_scale(value)
    row = INITIALIZERS.get(name)
    place = f"{pointer}/{field}"
    if row is None:
        at_name = f"{place}/name" if isinstance(value, InitializerObject) else place
        errors.append(FieldError(at_name, INITIALIZERS.unknown(name)))
        return
    value_of(row.parameters[0], f"{place}/scale", scale, errors)
    if field == "bias_initializer":
        weights_row = INITIALIZERS.get(name_and_scale(layer.initializer)[0]) if layer.initializer else None
        if not row.for_bias or (weights_row is not None and weights_row.joint):
            joint = row.name if not row.for_bias else name_and_scale(layer.initializer)[0]
            expected = "expected no bias_initializer beside it"
            message = f"{joint} draws weights and bias together; {expected}; got {name}; leave it out"
            errors.append(FieldError(place, message))


def name_and_scale(value: Any) -> tuple[str, float]:
    """The two parts of an initializer given as a name or as an object."""
    return (value.name, value.scale) if isinstance(value, InitializerObject) else (value, 1.0)


def build_network(plans: list[LayerPlan], seed: int, dtype: np.dtype[Any]) -> Network:
    """The network itself; given numbers fit the precision. Raises InvalidRequest where what is drawn does not."""
    for plan in plans:
        _check_parameters(plan, dtype)
    streams: tuple[LayerGenerators, ...] = ()
    if any(plan.request.weights is None for plan in plans):
        streams = layer_generators(seed, len(plans))
    return Network(
        tuple(
            _initialized(plan, streams[index], dtype)
            if plan.request.weights is None
            else _explicit(plan, plan.request.weights, dtype)
            for index, plan in enumerate(plans)
        )
    )


def _check_parameters(plan: LayerPlan, dtype: np.dtype[Any]) -> None:
    """InvalidRequest for a parameter of an activation that is not 0, but is in the precision asked for: a slope of
    that kind would be no slope."""
    for name, value in plan.activation.values.items():
        with np.errstate(over="ignore"):
            vanishes = value != 0 and dtype.type(value) == 0
        if vanishes:
            message = f"expected a {name} that is not 0 in {dtype.name}; got {exactly(value)}; take 0 or float64"
            raise InvalidRequest.at(parameter_pointer(plan.request, plan.pointer, name), message)


def _explicit(plan: LayerPlan, weights: Array, dtype: np.dtype[Any]) -> Layer:
    given_bias = np.zeros(plan.units) if plan.request.bias is None else plan.request.bias
    return Layer(weights.astype(dtype, copy=False), given_bias.astype(dtype, copy=False), plan.activation)


def _initialized(plan: LayerPlan, generators: LayerGenerators, dtype: np.dtype[Any]) -> Layer:
    layer = plan.request
    assert plan.initializer is not None
    name, scale = plan.initializer.name, plan.initializer.scale
    bias_name, bias_scale = name_and_scale(layer.bias_initializer)
    with np.errstate(over="ignore"):
        weights, bias = initialize_layer(
            name,
            generators,
            plan.units,
            plan.fan_in,
            scale=scale,
            bias_name=bias_name,
            bias_scale=bias_scale,
            dtype=dtype,
        )
    for field, array in (("initializer", weights), ("bias_initializer", bias)):
        if not np.isfinite(array).all():
            got = exactly(scale if field == "initializer" else bias_scale)
            message = f"expected a scale whose draws are finite in {dtype.name}; got {got}; take a smaller one"
            raise InvalidRequest.at(f"{plan.pointer}/{field}/scale", message)
    return Layer(weights, bias, plan.activation)
