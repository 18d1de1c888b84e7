"""Numbers as people write them: decimals, and texts such as "3/7", "-1/2" or "1e-3", in lists of any one shape."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import islice
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError

from ...errors import MAX_FIELD_ERRORS, FieldError
from ...validation import described, errors_from_pydantic
from ..arrays import Reads
from ..faults import faults_of, float_of

DECIMAL = r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
WRITTEN = re.compile(rf"([+-]?{DECIMAL})(?:\s*/\s*([+-]?{DECIMAL}))?")
LONGEST = 100
"""Characters of a number as a text."""
FARTHEST = 400
"""Powers of ten between which a number is taken exactly; a float has fewer."""
FORMS = 'a number, or a text such as "3/7" or "-0.5"'

PLAIN: TypeAdapter[NDArray[np.float64]] = TypeAdapter(Annotated[NDArray[np.float64], Reads((1, 2))])


def read_entries(value: Any, pointer: str, errors: list[FieldError]) -> NDArray[np.float64] | None:
    """The finite numbers of a list, of rows or of a typed array; None, and the faults, if there are any."""
    try:
        return PLAIN.validate_python(value)
    except ValidationError as error:
        if not isinstance(value, list):
            told = errors_from_pydantic(error)
            errors += [FieldError(pointer + fault.pointer, fault.message) for fault in told]
            return None
    nested = bool(value) and isinstance(value[0], list)
    told = [
        FieldError(pointer + "".join(f"/{index}" for index in place), message)
        for place, message in islice(faults_of(value, nested, entry_fault), MAX_FIELD_ERRORS)
    ]
    errors += told
    if told:
        return None
    numbers = [[read_number(entry) for entry in row] for row in (value if nested else [value])]
    return np.array(numbers if nested else numbers[0], dtype=np.float64)


def entry_fault(value: Any) -> str | None:
    """What is wrong with an entry that should be a finite number, or a text that says one."""
    try:
        read_number(value)
    except ValueError as error:
        return str(error)
    return None


def read_number(value: Any) -> float:
    """A finite number, given as one or written as a text. ValueError says what was expected and what came."""
    if isinstance(value, str):
        return _finite(_written(value), value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"expected {FORMS}; got {described(value)}")
    return _finite(value, value)


def _written(text: str) -> float:
    """A decimal, or a fraction of two; with ASCII's minus or the true one."""
    if len(text) > LONGEST:
        raise ValueError(f"expected at most {LONGEST} characters; got {len(text)}")
    match = WRITTEN.fullmatch(_plain(text))
    if match is None:
        raise ValueError(f"expected {FORMS}; got {described(text)}")
    numerator, denominator = match.groups()
    if denominator is None:
        return float(numerator)
    if float(denominator) == 0:
        raise ValueError("expected a number; got a fraction over zero")
    return float(numerator) / float(denominator)


def written_exactly(value: Any) -> NDArray[np.object_] | None:
    """The entries of a list, or of its rows, as the fractions that they are, in its shape; `read_entries` took it.

    None for a floating-point number, and for a text far beyond their range; None alone for a typed array.
    """
    if not isinstance(value, list):
        return None
    rows = value if isinstance(value[0], list) else [value]
    entries = [None if isinstance(entry, float) else _fraction(str(entry)) for row in rows for entry in row]
    written = np.empty(len(entries), dtype=np.object_)
    written[:] = entries
    return written.reshape(len(rows), -1) if rows is value else written


def _fraction(text: str) -> Fraction | None:
    """A text that `read_number` took, exactly."""
    match = WRITTEN.fullmatch(_plain(text))
    try:
        parts = [Decimal(part or "1") for part in match.groups()] if match else []
    except InvalidOperation:  # an exponent of more than 18 digits
        return None
    if not parts or any(part and abs(part.adjusted()) > FARTHEST for part in parts):
        return None
    return Fraction(parts[0] or 0) / Fraction(parts[1])


def _plain(text: str) -> str:
    """Without blanks around it, and with ASCII's minus for the true one."""
    return text.strip().replace("−", "-")


def _finite(number: float, value: Any) -> float:
    """The number as a float, if that is finite."""
    converted = float_of(number)
    if not np.isfinite(converted):
        raise ValueError(f"expected a finite number; got {described(value)}")
    return converted
