"""A value that a request gives for a parameter of a row, whichever table the row is of."""

from typing import Any

from ..engine.parameter import Parameter
from ..errors import FieldError
from ..validation import number_fault


def value_of(parameter: Parameter, where: str, value: Any, errors: list[FieldError]) -> float | None:
    """The value as a number; None, and its fault, where it is none or out of the range. `where` points at it."""
    if fault := number_fault(value) or parameter.fault(value):
        errors.append(FieldError(where, fault))
        return None
    return float(value)
