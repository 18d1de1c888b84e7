"""Faults of the data told with the names of their columns, where the data have names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pydantic_core import from_json

from ..engine.names import shortened
from ..errors import FieldError

PLACE = re.compile(r"/data/(inputs|targets)/[0-9]+(?:/([0-9]+))?")
"""The pointer of a number of the data, or of a row."""


def called(errors: Iterable[FieldError], names: Sequence[str | None] | None, features: int) -> list[FieldError]:
    """The errors, those at a number of the data with the name of its column; names are first of the `features`
    inputs, then of the targets."""
    return [_called(error, names or (), features) for error in errors]


def called_in(errors: Sequence[FieldError], body: bytes) -> list[FieldError]:
    """The same for a body that was refused as it was read: it is read once more, for the names in it."""
    if b'"names"' not in body or not any(PLACE.fullmatch(error.pointer) for error in errors):
        return list(errors)
    try:
        data = from_json(body)["data"]
        names, features = data["names"], len(data["inputs"][0])
    except (ValueError, TypeError, LookupError):
        return list(errors)
    return called(errors, names if _are_names(names) else None, features)


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(name is None or isinstance(name, str) for name in value)


def _called(error: FieldError, names: Sequence[str | None], features: int) -> FieldError:
    match = PLACE.fullmatch(error.pointer)
    if match is None:
        return error
    of_inputs, column = match[1] == "inputs", match[2]
    own = names[:features] if of_inputs else names[features:]
    index = 0 if column is None and not of_inputs and len(own) == 1 else int(column or -1)
    name = own[index] if 0 <= index < len(own) else None
    return error if name is None else replace(error, message=f"{error.message} (column {shortened(name)})")
