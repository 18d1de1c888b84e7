"""The optimizer and the schedule of a request: a name, or an object with hyperparameters, checked one by one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...engine import aliases
from ...engine.descent.optimizers import LEARNING_RATE, OPTIMIZERS, Optimizer, optimizer
from ...engine.descent.schedules import SCHEDULES, Schedule, schedule
from ...engine.names import unknown_name
from ...engine.parameter import Parameter
from ...errors import FieldError
from ...validation import count, described, pointer
from ..parameters import value_of
from .request import OptimizerObject, ScheduleObject

BETAS = ("beta1", "beta2")
"""The hyperparameters that are one list on the wire."""


def field_of(name: str) -> str:
    """Where a hyperparameter stands in the object of a request: "weight_decay", "betas/0"."""
    return f"betas/{BETAS.index(name)}" if name in BETAS else name


def plan_optimizer(given: str | OptimizerObject, errors: list[FieldError]) -> Optimizer | None:
    """The optimizer asked for; None, and its faults, where there is none such."""
    name = given if isinstance(given, str) else given.name
    row = OPTIMIZERS.get(name)
    if row is None:
        errors.append(FieldError(_name_pointer("/optimizer", given), OPTIMIZERS.unknown(name)))
        return None
    values = _values("/optimizer", given, (LEARNING_RATE, *row.parameters), errors)
    if values is None:
        return None
    rate = values.pop(LEARNING_RATE.name, None)
    return optimizer(name, rate, **values)


def plan_schedule(given: str | ScheduleObject, errors: list[FieldError]) -> Schedule | None:
    """The schedule asked for; None, and its faults, where there is none such."""
    name = given if isinstance(given, str) else given.name
    row = SCHEDULES.get(name)
    if row is None:
        errors.append(FieldError(_name_pointer("/schedule", given), SCHEDULES.unknown(name)))
        return None
    values = _values("/schedule", given, row.parameters, errors)
    if values is None:
        return None
    return schedule(name, **values)


def _name_pointer(field: str, given: str | OptimizerObject | ScheduleObject) -> str:
    return field if isinstance(given, str) else f"{field}/name"


def _values(
    field: str,
    given: str | OptimizerObject | ScheduleObject,
    known: Sequence[Parameter],
    errors: list[FieldError],
) -> dict[str, float] | None:
    """The hyperparameters given, by the engine's names; None, and the faults, where one is not in order."""
    extra: Mapping[str, Any] = {} if isinstance(given, str) else given.__pydantic_extra__ or {}
    by_name = {hyperparameter.name: hyperparameter for hyperparameter in known}
    on_the_wire = list(dict.fromkeys("betas" if name in BETAS else name for name in by_name))
    found: dict[str, float] = {}
    faults: list[FieldError] = []
    for name, value in extra.items():
        where = pointer((field[1:], name))
        if name not in on_the_wire:
            faults.append(FieldError(where, _unknown_hyperparameter(name, on_the_wire)))
            continue
        for place, inner, entry in _entries(where, name, value, faults):
            if (number := value_of(by_name[inner], place, entry, faults)) is not None:
                found[inner] = number
    errors += faults
    return None if faults else found


def _unknown_hyperparameter(name: str, known: Sequence[str]) -> str:
    """PyTorch's SGD has its momentum as a number and nesterov as a switch; here they are optimizers."""
    if name in OPTIMIZERS and LEARNING_RATE.name in known:
        return f'{unknown_name(name, known, {})}; did you mean the optimizer "{name}"?'
    return unknown_name(name, known, aliases.HYPERPARAMETERS)


def _entries(where: str, name: str, value: Any, faults: list[FieldError]) -> Iterator[tuple[str, str, Any]]:
    """The values of a hyperparameter with the pointer and the engine's name of each: two of `betas`, else one."""
    if name != "betas":
        yield where, name, value
    elif not isinstance(value, list):
        faults.append(FieldError(where, f"expected a list of 2 numbers; got {described(value)}"))
    elif len(value) != len(BETAS):
        faults.append(FieldError(where, f"expected 2 numbers; got {count(len(value), 'number', 'numbers')}"))
    else:
        for index, (inner, entry) in enumerate(zip(BETAS, value, strict=True)):
            yield f"{where}/{index}", inner, entry
