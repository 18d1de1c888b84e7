"""Arrays on the wire: nested lists, base64 typed arrays, and pooled pictures of large ones.

Requests may carry an array as a list or as Plotly's typed-array form `{"dtype": "f8", "shape": "5, 4", "bdata":
"…"}` (little-endian, row by row); both are read into NumPy here, with the culprit's place in every error.
"""

import base64
import binascii
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Literal, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema, with_config
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema
from typing_extensions import TypedDict

from app.validation import count

Encoding = Literal["list", "base64"]
RequestDtype = Literal["f8", "f4", "i1", "u1", "i2", "u2", "i4", "u4"]


@with_config(extra="forbid", strict=True)
class TypedArray(TypedDict):
    """Plotly's typed-array form: little-endian bytes in base64, row by row."""

    dtype: RequestDtype
    shape: str
    bdata: str


NON_FINITE = ("NaN", "Infinity", "-Infinity")
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


@dataclass(frozen=True, slots=True)
class Reads:
    """Marks a request's field as an array of the given numbers of dimensions, read as float64."""

    dimensions: tuple[int, ...]

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        number = core_schema.float_schema(strict=True, allow_inf_nan=False)
        vector = core_schema.list_schema(number, fail_fast=True, strict=True)
        lists = {1: vector, 2: core_schema.list_schema(vector, fail_fast=True, strict=True)}
        choices: dict[Any, core_schema.CoreSchema] = {
            f"@list{count}": core_schema.no_info_after_validator_function(_from_lists, lists[count])
            for count in self.dimensions
        }
        choices["@typed"] = core_schema.no_info_after_validator_function(
            self._from_typed, handler.generate_schema(TypedArray)
        )
        return core_schema.tagged_union_schema(choices, discriminator=self._form)

    def __get_pydantic_json_schema__(
        self, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The typed form by reference: written out beside its component it would be a second one of its name."""
        number: JsonSchemaValue = {"type": "array", "items": {"type": "number"}, "minItems": 1}
        lists = {1: number, 2: {"type": "array", "items": number, "minItems": 1}}
        typed = handler(cast(core_schema.TaggedUnionSchema, core)["choices"]["@typed"])
        return {"anyOf": [*(lists[count] for count in self.dimensions), typed]}

    def _form(self, value: Any) -> str:
        """Which of the accepted forms a value is closest to, so that its errors speak of that one."""
        if isinstance(value, dict):
            return "@typed"
        nested = isinstance(value, list) and bool(value) and isinstance(value[0], list)
        wanted = 2 if nested else 1
        return f"@list{wanted if wanted in self.dimensions else self.dimensions[0]}"

    def _from_typed(self, value: TypedArray) -> NDArray[np.float64]:
        try:
            shape = tuple(int(part) for part in value["shape"].split(","))
        except ValueError:
            raise _at("shape", 'expected whole numbers with commas, such as "5, 4"; got other text') from None
        if len(shape) not in self.dimensions or min(shape) < 0:
            expected = " or ".join(map(str, self.dimensions))
            raise _at("shape", f"expected {expected} dimensions of at least 0; got {len(shape)}")
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
        if not np.isfinite(array).all():
            raise _at("bdata", "expected finite numbers; got NaN or infinity")
        return array


Vector = Annotated[NDArray[np.float64], Reads((1,))]
Rows = Annotated[NDArray[np.float64], Reads((2,))]
VectorOrRows = Annotated[NDArray[np.float64], Reads((1, 2))]


def _from_lists(value: list[Any]) -> NDArray[np.float64]:
    if not value:
        raise PydanticCustomError("array", "expected at least one entry; got none")
    if isinstance(value[0], list):
        if not value[0]:
            raise _at(0, "expected at least one number; got none")
        for index, (before, row) in enumerate(pairwise(value), start=1):
            if len(row) != len(before):
                wanted = count(len(value[0]), "number", "numbers")
                raise _at(index, f"expected {wanted}, as in the first row; got {len(row)}")
    return np.array(value, dtype=np.float64)


def _at(place: str | int, message: str) -> ValidationError:
    """An error at a place inside the array."""
    error = PydanticCustomError("array", "{message}", {"message": message})
    return ValidationError.from_exception_data("array", [InitErrorDetails(type=error, loc=(place,), input=None)])


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
