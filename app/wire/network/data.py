"""The data of a request: sized up first (`plan_data`), then made into a batch (`build_batch`).

n example, o output unit. Targets reach the engine as dense rows whatever form they came in.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ...engine.arrays import Array
from ...engine.data.sets import DATASETS, DatasetRow, load
from ...engine.names import exactly
from ...engine.network.losses import Loss, Targets
from ...engine.network.network import Batch
from ...errors import MAX_FIELD_ERRORS, FieldError, InvalidRequest
from ...validation import count
from .request import DataRequest
from .targets import dense_targets

MOST_CLASSES = 2**31
"""Beyond them a target is no class at all, and told as that."""


@dataclass(frozen=True, slots=True)
class DataPlan:
    """Data whose sizes fit: the numbers of examples and features, and the row of a data set."""

    request: DataRequest
    examples: int
    features: int
    dataset: DatasetRow | None


def plan_data(request: DataRequest, errors: list[FieldError]) -> DataPlan | None:
    """The sizes of the data; None, and the faults in `errors`, where they cannot be told."""
    if request.dataset is not None:
        return _plan_dataset(request, request.dataset, errors)
    for name in ("size", "noise", "seed"):
        if getattr(request, name) is not None:
            errors.append(
                FieldError(
                    f"/data/{name}", f"expected a dataset beside it; got none; name one, or leave {name} out"
                )
            )
    if request.inputs is None or request.targets is None:
        without = "expected inputs and targets, or a dataset; got neither"
        lacking = "expected targets beside the inputs; got none; give one for each example"
        errors.append(FieldError("/data", without if request.inputs is None else lacking))
        return None
    examples, features = request.inputs.shape
    if len(request.targets) != examples:
        errors.append(FieldError("/data/targets", targets_fault(int(examples), len(request.targets))))
    _check_names(request, int(features), errors)
    return DataPlan(request, int(examples), int(features), None)


def targets_fault(examples: int, got: int) -> str:
    """The message where there is not one target for each example."""
    return f"expected {count(examples, 'target', 'targets')}, one for each row of the inputs; got {got}"


def _check_names(request: DataRequest, features: int, errors: list[FieldError]) -> None:
    """A fault where the columns' names are neither those of the inputs nor those of inputs and targets."""
    if request.names is None or request.targets is None:
        return
    targets = 1 if request.targets.ndim == 1 else int(request.targets.shape[1])
    if len(request.names) not in (features, features + targets):
        wanted = f"{count(features, 'name', 'names')} for the inputs, or {features + targets} with the targets"
        errors.append(FieldError("/data/names", f"expected {wanted}; got {len(request.names)}"))


def check_classes(request: DataRequest, outputs: int, errors: list[FieldError]) -> None:
    """A fault where the classes' names are more than the outputs, fewer than the targets hold, or twice the same.

    A single output tells two classes apart.
    """
    names, targets = request.classes, request.targets
    if names is None or targets is None or not targets.size:
        return
    most, used = max(outputs, 2), _classes_used(targets)
    units = count(outputs, "output", "outputs")
    if len(names) > most:
        message = f"expected at most {count(most, 'name', 'names')}, one a class of {units}; got {len(names)}"
        errors.append(FieldError("/data/classes", f"{message}; leave out those of no class, or classes"))
    elif len(names) < min(used, most):
        message = (
            f"expected a name for each of the {used} classes, 0 to {used - 1}, up to the highest in the targets"
        )
        errors.append(
            FieldError("/data/classes", f"{message}; got {len(names)}; name them all, or leave classes out")
        )
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if first.setdefault(name, index) != index and len(errors) < MAX_FIELD_ERRORS:
            message = f"expected a name of its own; got that of class {first[name]}; give another name"
            errors.append(FieldError(f"/data/classes/{index}", message))


def _classes_used(targets: Array) -> int:
    """Up to which class the targets go: of indices, or of rows with a share for each class."""
    if targets.ndim == 1:
        highest = float(targets.max())
        return int(highest) + 1 if 0 <= highest < MOST_CLASSES else 0
    if targets.shape[1] == 1:
        return 0
    return int(np.flatnonzero(targets.any(axis=0)).max(initial=-1)) + 1


def _plan_dataset(request: DataRequest, name: str, errors: list[FieldError]) -> DataPlan | None:
    before = len(errors)
    for field in ("inputs", "targets"):
        if getattr(request, field) is not None:
            errors.append(
                FieldError(
                    f"/data/{field}",
                    "expected either inputs and targets, or a dataset; got both; leave one of them out",
                )
            )
    for field in ("names", "classes"):
        if getattr(request, field) is not None:
            errors.append(
                FieldError(
                    f"/data/{field}", f"expected inputs and targets beside it; got a dataset; leave {field} out"
                )
            )
    row = DATASETS.get(name)
    if row is None:
        errors.append(FieldError("/data/dataset", DATASETS.unknown(name)))
        return None
    size = row.default_size if request.size is None else request.size
    if fault := row.parameters[0].fault(size):
        errors.append(FieldError("/data/size", fault))
    if row.noise is None and request.noise is not None:
        errors.append(
            FieldError(
                "/data/noise",
                f"expected none, since {name} is real data; got {exactly(request.noise)}; leave noise out",
            )
        )
    return DataPlan(request, size, len(row.features), row) if len(errors) == before else None


def build_batch(plan: DataPlan, loss: Loss, outputs: int, dtype: np.dtype[Any]) -> Batch:
    """The batch itself. Raises InvalidRequest for targets that do not fit the loss or the output."""
    if plan.dataset is None:
        assert plan.request.inputs is not None
        assert plan.request.targets is not None
        inputs: Array = plan.request.inputs
        targets = dense_targets(plan.request.targets, loss, outputs)
    else:
        inputs, targets = _from_dataset(plan, plan.dataset, loss, outputs, dtype)
    return Batch(inputs.astype(dtype, copy=False), targets.astype(dtype, copy=False))


def _from_dataset(
    plan: DataPlan, row: DatasetRow, loss: Loss, outputs: int, dtype: np.dtype[Any]
) -> tuple[Array, Array]:
    """Inputs, and the classes as one-hot rows; with a single output that is no softmax, as 0 and 1."""
    classes = len(row.classes)
    single = outputs == 1 and loss.targets is not Targets.DISTRIBUTION and classes == 2
    if outputs < classes and not single:
        wanted = f"at least {classes} output units" + ("" if classes > 2 else ", or a single one without softmax")
        raise InvalidRequest.at("/data/dataset", f"expected {wanted} for the classes of {row.name}; got {outputs}")
    try:
        data = load(row.name, size=plan.request.size, noise=plan.request.noise, seed=plan.request.seed or 0)
    except ValueError as error:
        pointer = "/data" if plan.request.noise is None else "/data/noise"
        raise InvalidRequest.at(pointer, str(error)) from error
    if np.abs(data.inputs).max() > np.finfo(dtype).max:
        wanted = f"noise that keeps the inputs within the range of {dtype.name}"
        message = f"expected {wanted}; got {exactly(plan.request.noise or 0)}; take less of it"
        raise InvalidRequest.at("/data/noise", message)
    if single:
        return data.inputs, data.labels[:, None].astype(np.float64)
    return data.inputs, np.eye(outputs)[data.labels]
