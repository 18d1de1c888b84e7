"""From a request to the engine's network, batch and loss: how the fields fit together.

Sizes first, then limits, then numbers: nothing is allocated for a request that is too large. The faults of one
stage are told together, each with the JSON pointer of its culprit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ...engine.analysis.case import Case
from ...engine.network.losses import LOSSES, Loss
from ...errors import FieldError, InvalidRequest
from ...settings import Settings
from ...validation import outside
from ..called import called
from .costs import Sizes, hold_to_limits
from .data import DataPlan, build_batch, check_classes, plan_data
from .network import LayerPlan, build_network, plan_network
from .precision import check_precision
from .request import AnalyzeRequest
from .transposes import fitting, transposes


@dataclass(frozen=True, slots=True)
class Plan:
    """A request whose parts fit together and that keeps within the limits; nothing is computed yet."""

    request: AnalyzeRequest
    layers: list[LayerPlan]
    data: DataPlan
    loss: Loss
    sizes: Sizes

    def build(self) -> Case:
        """The numbers. Raises InvalidRequest for values that do not fit the loss or the precision."""
        request, dtype = self.request, np.dtype(self.request.precision)
        try:
            check_precision(request, dtype)
            network = build_network(self.layers, request.network.seed, dtype)
            batch = build_batch(self.data, self.loss, network.output_size, dtype)
        except InvalidRequest as error:
            raise InvalidRequest(called(error.errors, request.data.names, self.data.features)) from error
        return Case(network, batch, self.loss, request.reduction, request.example)


def plan(
    request: AnalyzeRequest,
    settings: Settings,
    *,
    sends_arrays: bool = True,
    beside: Sequence[FieldError] = (),
) -> Plan:
    """Checks that the parts of a request fit together and keep within the limits.

    `sends_arrays`: the answer holds every array, so that its size counts, and interference where it is asked for.
    `beside`: the faults of what else stands in the request, told after those found here.

    Raises InvalidRequest (422) with a pointer to each culprit, TooLarge (413) with estimate and limit.
    """
    loss, data, layers, errors = _judged(request)
    if errors or beside or data is None or loss is None:
        if turned := transposes(request):
            errors = [*turned, *_judged(fitting(request)).errors]
        raise InvalidRequest([*errors, *beside])
    units = (layers[0].fan_in, *(layer.units for layer in layers))
    sizes = Sizes(
        units,
        data.examples,
        tuple(layer.shape for layer in layers if layer.factorises),
        interference=request.interference and sends_arrays,
        sentences=request.sentences and sends_arrays,
    )
    hold_to_limits(
        sizes,
        settings,
        encoding=request.encoding if sends_arrays else None,
        itemsize=np.dtype(request.precision).itemsize,
        max_cells=request.max_cells,
    )
    return Plan(request, layers, data, loss, sizes)


class _Judged(NamedTuple):
    """The parts of a request, as far as they are known, and their faults."""

    loss: Loss | None
    data: DataPlan | None
    layers: list[LayerPlan]
    errors: list[FieldError]


def _judged(request: AnalyzeRequest) -> _Judged:
    """Do the parts of a request fit together?"""
    errors: list[FieldError] = []
    loss = LOSSES.get(request.loss)
    if loss is None:
        errors.append(FieldError("/loss", LOSSES.unknown(request.loss)))
    data = plan_data(request.data, errors)
    features = data.features if data else request.network.input_size
    layers = plan_network(request.network, features, errors, explicit=data is not None and data.dataset is None)
    if loss is not None and len(layers) == len(request.network.layers):
        _check_output(loss, layers[-1], errors)
        check_classes(request.data, layers[-1].units, errors)
    if data is not None and request.example is not None and request.example >= data.examples:
        message = outside("an example", 0, data.examples - 1, request.example)
        errors.append(FieldError("/example", message))
    return _Judged(loss, data, layers, errors)


def _check_output(loss: Loss, output: LayerPlan, errors: list[FieldError]) -> None:
    """A fault where the loss does not go with the activation of the output layer."""
    name = output.activation.name
    wanted = loss.output_activation
    if wanted is not None and name != wanted:
        message = f"{loss.name} expects {wanted} at the output; got {name}{_instead(loss, output)}"
        errors.append(FieldError("/loss", message))
    elif wanted is None and not output.activation.row.elementwise:
        message = f"{loss.name} expects an elementwise activation at the output; got {name}{_instead(loss, output)}"
        errors.append(FieldError("/loss", message))


def _instead(loss: Loss, output: LayerPlan) -> str:
    """The end of the message on an output that the loss does not go with: what of the two could be changed."""
    name, one = output.activation.name, output.units == 1
    here = loss.usual_output
    there = next((row.name for row in LOSSES.values() if row.output_activation == name), "mean_squared_error")
    if here == "softmax" and one:
        there = "binary_cross_entropy" if name == "sigmoid" else there
        return f"; take {there}, since a softmax of one unit is always 1, or two units and softmax"
    if name == "softmax" and one:
        return f"; take {here} at the output, since a softmax of one unit is always 1"
    return f"; take {here} at the output, or the loss {there}"
