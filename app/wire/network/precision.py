"""The numbers of a request in the precision asked for: each that it cannot hold is told at its place."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from ...engine.arrays import Array
from ...engine.names import exactly
from ...errors import MAX_FIELD_ERRORS, FieldError, InvalidRequest
from .request import AnalyzeRequest


def check_precision(request: AnalyzeRequest, dtype: np.dtype[Any]) -> None:
    """Raises InvalidRequest with a pointer to each number that is too large for the precision, at most twenty."""
    if dtype == np.float64:
        return
    faults = (fault for pointer, array in _arrays(request) for fault in _too_large(array, dtype, pointer))
    told = list(islice(faults, MAX_FIELD_ERRORS))
    if told:
        raise InvalidRequest(told)


def _arrays(request: AnalyzeRequest) -> Iterator[tuple[str, Array]]:
    """The arrays that came, with their places."""
    for index, layer in enumerate(request.network.layers):
        for name in ("weights", "bias"):
            yield f"/network/layers/{index}/{name}", getattr(layer, name)
    for name in ("inputs", "targets"):
        yield f"/data/{name}", getattr(request.data, name)


def _too_large(array: Array | None, dtype: np.dtype[Any], pointer: str) -> Iterator[FieldError]:
    if array is None:
        return
    with np.errstate(over="ignore"):
        wrong = ~np.isfinite(array.astype(dtype))
    if not wrong.any():
        return
    largest = exactly(float(np.finfo(dtype).max))
    for place in np.argwhere(wrong)[:MAX_FIELD_ERRORS]:
        message = (
            f"expected a number within the range of {dtype.name}, up to {largest}; "
            f"got {exactly(array[tuple(place)])}; take float64"
        )
        yield FieldError(pointer + "".join(f"/{index}" for index in place), message)
