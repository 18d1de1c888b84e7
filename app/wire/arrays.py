"""Arrays on the wire: nested lists, base64 typed arrays, and pooled pictures of large ones.

Requests may carry an array as a list or as Plotly's typed-array form `{"dtype": "f8", "shape": "5, 4", "bdata":
"…"}` (little-endian, row by row); both are read into NumPy here, with the culprit's place in every error.
"""

import base64
import binascii
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Literal, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter, WithJsonSchema, with_config
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema
from typing_extensions import TypedDict

from ..errors import MAX_FIELD_ERRORS
from ..validation import STOPPED, described
from .faults import NON_FINITE, Fault, are_numbers, cell_fault, faults_of

Encoding = Literal["list", "base64"]
RequestDtype = Literal["f8", "f4", "i1", "u1", "i2", "u2", "i4", "u4"]


@with_config(extra="forbid", strict=True)
class TypedArray(TypedDict):
    """Plotly's typed-array form: little-endian bytes in base64, row by row."""

    dtype: RequestDtype
    shape: str
    bdata: str


TYPED: TypeAdapter[TypedArray] = TypeAdapter(TypedArray)

Number = Annotated[
    float, WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "enum": list(NON_FINITE)}]})
]
"""A number of an answer; one that is not finite is sent as a string, so that the answer is valid JSON."""

Matrix = list[list[Number]] | list[Number] | TypedArray


class Pooled(TypedDict):
    """A picture of a large matrix: of each block of `pool` cells the entry of largest magnitude, with its sign."""

    pooled: Matrix
    shape: list[int]
    pool: list[int]


WireArray = list[list[Number]] | list[Number] | TypedArray | Pooled
"""An array of an answer, in the encoding that the request chose."""


# --- reading -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Budget:
    """How many faults of arrays are still told, over one request: given to pydantic as its context.

    Without it each of many thousand arrays would tell as many as one may. A faulty array always tells one.
    """

    left: int = MAX_FIELD_ERRORS

    def take(self, faults: Iterator[Fault]) -> tuple[list[Fault], bool]:
        """The first faults, as many as are still told, and whether there are more."""
        told = list(islice(faults, max(1, self.left)))
        self.left -= len(told)
        return told, bool(told) and next(faults, None) is not None


@dataclass(frozen=True, slots=True)
class Reads:
    """Marks a request's field as an array of the given numbers of dimensions, read as float64."""

    dimensions: tuple[int, ...]

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        typed = handler.generate_schema(TypedArray)
        return core_schema.with_info_plain_validator_function(self._read, json_schema_input_schema=typed)

    def __get_pydantic_json_schema__(
        self, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The typed form by reference: written out beside its component it would be a second one of its name."""
        number: JsonSchemaValue = {"type": "array", "items": {"type": "number"}, "minItems": 1}
        lists = {1: number, 2: {"type": "array", "items": number, "minItems": 1}}
        typed = handler(cast(core_schema.PlainValidatorFunctionSchema, core)["json_schema_input_schema"])
        return {"anyOf": [*(lists[count] for count in self.dimensions), typed]}

    def _read(self, value: Any, info: core_schema.ValidationInfo) -> NDArray[np.float64]:
        budget = info.context if isinstance(info.context, Budget) else Budget()
        if isinstance(value, dict):
            return self._from_typed(TYPED.validate_python(value), budget)
        if not isinstance(value, list):
            raise _refused([((), f"expected a list; got {described(value)}")])
        return self._from_lists(value, budget)

    def _from_lists(self, value: list[Any], budget: Budget) -> NDArray[np.float64]:
        """Read at once where all is right; else every fault is looked for."""
        starts_nested = bool(value) and isinstance(value[0], list)
        wanted = 2 if starts_nested else 1
        nested = (wanted if wanted in self.dimensions else self.dimensions[0]) == 2
        array = _plain_array(value, nested)
        if array is not None:
            return array
        told, stopped = budget.take(faults_of(value, nested, cell_fault))
        if told:
            raise _refused(told, stopped=stopped)
        return np.array(value, dtype=np.float64)

    def _from_typed(self, value: TypedArray, budget: Budget) -> NDArray[np.float64]:
        try:
            shape = tuple(int(part) for part in value["shape"].split(","))
        except ValueError:
            raise _at("shape", 'expected whole numbers with commas, such as "5, 4"; got other text') from None
        if len(shape) not in self.dimensions:
            expected = " or ".join(map(str, self.dimensions))
            raise _at("shape", f"expected {expected} dimensions; got {len(shape)}")
        if min(shape) < 0:
            raise _at("shape", f"expected dimensions of at least 0; got {described(min(shape))}")
        try:
            data = base64.b64decode(value["bdata"], validate=True)
        except (binascii.Error, ValueError):
            raise _at("bdata", "expected base64; got other text") from None
        dtype = np.dtype(f"<{value['dtype']}")
        if len(data) != math.prod(shape) * dtype.itemsize:
            expected_bytes = math.prod(shape) * dtype.itemsize
            raise _at("bdata", f"expected {expected_bytes} bytes, {value['dtype']} for each entry; got {len(data)}")
        array = np.frombuffer(data, dtype=dtype).reshape(shape).astype(np.float64)
        if not array.size:
            raise _at("shape", "expected at least one number; got none")
        told, stopped = budget.take(_not_finite(array))
        if told:
            raise _refused([(("bdata",), message) for _, message in told], stopped=stopped)
        return array


Vector = Annotated[NDArray[np.float64], Reads((1,))]
Rows = Annotated[NDArray[np.float64], Reads((2,))]
VectorOrRows = Annotated[NDArray[np.float64], Reads((1, 2))]


def _plain_array(value: list[Any], nested: bool) -> NDArray[np.float64] | None:
    """The array of a list, or of rows of one length, of finite numbers alone; None for any other."""
    rows = value if nested else [value]
    length = len(rows[0]) if rows and isinstance(rows[0], list) else 0
    if not length or not all(type(row) is list and len(row) == length and are_numbers(row) for row in rows):
        return None
    try:
        array = np.array(value, dtype=np.float64)
    except OverflowError:
        return None
    return array if np.isfinite(array).all() else None


def _not_finite(array: NDArray[np.float64]) -> Iterator[Fault]:
    """The entries of an array that are not finite, by their indices: its bytes have no pointers of their own."""
    if np.isfinite(array).all():
        return
    for flat in np.flatnonzero(~np.isfinite(array)):
        place = tuple(int(index) for index in np.unravel_index(flat, array.shape))
        where = f"row {place[0]}, column {place[1]}" if array.ndim == 2 else f"entry {place[0]}"
        yield place, f"expected finite numbers; got {described(float(array[place]))} in {where}"


def _at(place: str, message: str) -> ValidationError:
    """An error at a part of a typed array."""
    return _refused([((place,), message)])


def _refused(faults: Sequence[tuple[tuple[str | int, ...], str]], *, stopped: bool = False) -> ValidationError:
    """The errors of an array; `stopped` where it has more faults than these."""
    details = [
        InitErrorDetails(
            type=PydanticCustomError("array", "{message}", {"message": message, STOPPED: stopped}),
            loc=place,
            input=None,
        )
        for place, message in faults
    ]
    return ValidationError.from_exception_data("array", details)


# --- writing -----------------------------------------------------------------------------------------------


def write(array: NDArray[Any], encoding: Encoding, max_cells: Sequence[int] | None = None) -> WireArray:
    """An array of one or two dimensions as it goes out; negative zeros as 0, larger than `max_cells` pooled.

    A vector counts as one column: it is pooled by its rows, and its shape is told as [rows, 1].
    """
    rows, columns = array.shape[0], array.shape[1] if array.ndim == 2 else 1
    pool = pool_of(rows, columns, max_cells)
    if pool is None:
        return _encode(array, encoding)
    picture = pooled(array.reshape(rows, columns), *pool)
    flat = picture[:, 0] if array.ndim == 1 else picture
    return Pooled(pooled=_encode(flat, encoding), shape=[rows, columns], pool=list(pool))


def _encode(array: NDArray[Any], encoding: Encoding) -> Matrix:
    if encoding == "base64":
        return typed_array(array)
    numbers: list[list[float]] | list[float] = (array + array.dtype.type(0)).tolist()
    return numbers


def typed_array(array: NDArray[Any]) -> TypedArray:
    """An array of floats in Plotly's form; negative zeros as 0."""
    positive_zeros = array + array.dtype.type(0)
    little = np.ascontiguousarray(positive_zeros, dtype=positive_zeros.dtype.newbyteorder("<"))
    dtype: RequestDtype = "f4" if little.dtype.itemsize == 4 else "f8"
    return TypedArray(
        dtype=dtype, shape=", ".join(map(str, array.shape)), bdata=base64.b64encode(little.data).decode("ascii")
    )


def pool_of(rows: int, columns: int, max_cells: Sequence[int] | None) -> tuple[int, int] | None:
    """The height and width of the blocks that bring a matrix within `max_cells`; None where it is sent whole."""
    if max_cells is None or (rows <= max_cells[0] and columns <= max_cells[1]):
        return None
    return -(-rows // max_cells[0]), -(-columns // max_cells[1])


def pooled(matrix: NDArray[Any], height: int, width: int) -> NDArray[Any]:
    """Of each block of height × width cells (less at the edges) the entry of largest magnitude, with its sign.

    Of two with the same magnitude the positive one; a block that holds NaN is NaN.
    """
    rows, columns = np.arange(0, matrix.shape[0], height), np.arange(0, matrix.shape[1], width)
    largest = np.maximum.reduceat(np.maximum.reduceat(matrix, rows, axis=0), columns, axis=1)
    smallest = np.minimum.reduceat(np.minimum.reduceat(matrix, rows, axis=0), columns, axis=1)
    return np.where(-smallest > largest, smallest, largest)
