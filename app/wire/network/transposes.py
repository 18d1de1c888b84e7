"""Where the transpose of an array would fit: which arrays of a request to turn, so that all of its shapes fit.

Inputs, targets and each explicit weight matrix may lie on their side, as from libraries that keep weights as
inputs × units. Of all choices with which everything fits together the one that turns the fewest arrays is told;
where nothing fits either way, nothing is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from operator import itemgetter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ...engine.data.sets import DATASETS
from ...engine.network.losses import LOSSES, Loss, Targets
from ...errors import FieldError
from ...validation import count
from .data import targets_fault
from .network import columns_fault
from .request import AnalyzeRequest, DataRequest, LayerRequest, NetworkRequest

INPUTS, TARGETS = "/data/inputs", "/data/targets"
SIDES = {INPUTS: "examples × inputs", TARGETS: "examples × outputs"}
"""What the rows and columns of an array are; else units × inputs."""
Turned = tuple[int, "Turned | None", str]
"""How many arrays to turn, those before the last, and the last's pointer: growing one by another copies nothing."""
NOTHING: Turned = (0, None, "")


def _and(turned: Turned, pointer: str) -> Turned:
    return turned[0] + 1, turned, pointer


def _pointers(turned: Turned | None) -> Iterator[str]:
    while turned is not None and turned[0] > 0:
        yield turned[2]
        turned = turned[1]


@dataclass(frozen=True, slots=True)
class _Data:
    """The features of the data as they would be, which numbers of outputs fit it, and what was turned for it."""

    features: int
    outputs_fit: Callable[[int], bool]
    turned: Turned


Asked = TypeVar("Asked", bound=AnalyzeRequest)


def to_turn(request: AnalyzeRequest) -> list[str]:
    """The pointers of the fewest arrays with which all shapes fit once they are turned, data first and layers from
    below; none where that helps nothing.

    More than one matrix only where these do not fit one another as they came: else the data are at fault.
    """
    loss = LOSSES.get(request.loss)
    if loss is None:
        return []
    found = (turned for data in _data_choices(request, loss) for turned in _layer_choices(request, data))
    pointers = list(_pointers(min(found, key=itemgetter(0), default=NOTHING)))[::-1]
    if len(pointers) > 1 and not {INPUTS, TARGETS}.issuperset(pointers) and _fits_itself(request.network):
        return []
    return pointers


def _fits_itself(network: NetworkRequest) -> bool:
    """Do the layers fit one on another as they came? Then what does not fit them is at fault, not all of them."""
    below = network.input_size
    for layer in network.layers:
        if layer.weights is not None and below is None:
            below = int(layer.weights.shape[1])
        units = next((units for units, is_turned in _ways(layer, below or 0) if not is_turned), None)
        if units is None:
            return False
        below = units
    return True


def fitting(request: Asked) -> Asked:
    """The request with the arrays turned that `to_turn` names; itself where there are none."""
    turned = to_turn(request)
    if not turned:
        return request
    data, network = request.data, request.network
    sides = {name: getattr(data, name).T for name in ("inputs", "targets") if f"/data/{name}" in turned}
    layers = [
        layer.model_copy(update={"weights": layer.weights.T})
        if layer.weights is not None and _weights(index) in turned
        else layer
        for index, layer in enumerate(network.layers)
    ]
    parts = {"data": data.model_copy(update=sides), "network": network.model_copy(update={"layers": layers})}
    return request.model_copy(update=parts)


def transposes(request: AnalyzeRequest) -> list[FieldError]:
    """The faults of the arrays to turn, each with what stands on its side and that its transpose would fit."""
    return [_told(pointer, *_shape(request, pointer)) for pointer in to_turn(request)]


def _told(pointer: str, rows: int, columns: int) -> FieldError:
    """What was expected follows from the shape: all others fit its transpose."""
    if pointer == INPUTS:
        fault = f"expected {count(rows, 'column', 'columns')}, one for each input of the network; got {columns}"
    elif pointer == TARGETS:
        fault = targets_fault(columns, rows)
    else:
        fault = columns_fault(pointer, rows, columns)
    sides = SIDES.get(pointer, "units × inputs")
    it_is = f"it is {rows} × {columns}: its transpose ({columns} × {rows}, {sides}) would fit"
    return FieldError(pointer, f"{fault}; {it_is}", "transpose")


def _weights(index: int) -> str:
    return f"/network/layers/{index}/weights"


def _shape(request: AnalyzeRequest, pointer: str) -> tuple[int, int]:
    """Of the matrix at a pointer."""
    part, *place, name = pointer[1:].split("/")
    owner = request.network.layers[int(place[1])] if place else getattr(request, part)
    rows, columns = getattr(owner, name).shape
    return int(rows), int(columns)


def _layer_choices(request: AnalyzeRequest, data: _Data) -> Iterator[Turned]:
    """Of each number of outputs that fits the data, the fewest arrays to turn for it."""
    reached: dict[int, Turned] = {data.features: data.turned}
    for index, layer in enumerate(request.network.layers):
        above: dict[int, Turned] = {}
        for below, turned in reached.items():
            for units, is_turned in _ways(layer, below):
                now = _and(turned, _weights(index)) if is_turned else turned
                if units not in above or now[0] < above[units][0]:
                    above[units] = now
        reached = above
    return (turned for outputs, turned in reached.items() if data.outputs_fit(outputs))


def _ways(layer: LayerRequest, below: int) -> Iterator[tuple[int, bool]]:
    """The units that a layer has above so many, with its weights as they came and turned."""
    if layer.weights is None:
        if layer.units is not None:
            yield layer.units, False
        return
    rows, columns = layer.weights.shape
    for units, inputs, is_turned in ((rows, columns, False), (columns, rows, True)):
        if inputs == below and (layer.bias is None or len(layer.bias) == units):
            yield units, is_turned


def _data_choices(request: AnalyzeRequest, loss: Loss) -> Iterator[_Data]:
    """The data as they came and with inputs and targets turned, as far as these go together."""
    data, wanted = request.data, request.network.input_size
    choices = _named(data, loss) if data.dataset is not None else _explicit(data, loss)
    return (choice for choice in choices if wanted is None or wanted == choice.features)


def _named(data: DataRequest, loss: Loss) -> Iterator[_Data]:
    row = DATASETS.get(data.dataset or "")
    if row is None:
        return
    classes = len(row.classes)
    single = classes == 2 and loss.targets is not Targets.DISTRIBUTION
    yield _Data(len(row.features), lambda outputs: outputs >= classes or (single and outputs == 1), NOTHING)


def _explicit(data: DataRequest, loss: Loss) -> Iterator[_Data]:
    inputs, targets = data.inputs, data.targets
    if inputs is None or targets is None:
        return
    for turn_inputs, turn_targets in product((False, True), (False, True) if targets.ndim == 2 else (False,)):
        examples, features = inputs.shape[::-1] if turn_inputs else inputs.shape
        rows = targets.T if turn_targets else targets
        if len(rows) == examples:
            turned = _and(NOTHING, INPUTS) if turn_inputs else NOTHING
            turned = _and(turned, TARGETS) if turn_targets else turned
            yield _Data(features, _fits(rows, loss), turned)


def _fits(rows: NDArray[np.float64], loss: Loss) -> Callable[[int], bool]:
    """Which numbers of outputs go with targets of that shape, and with class indices."""
    if rows.ndim == 2:
        return lambda outputs: bool(outputs == rows.shape[1])
    if loss.targets is Targets.DISTRIBUTION:
        return lambda outputs: bool(rows.max() < outputs)
    return lambda outputs: outputs == 1
