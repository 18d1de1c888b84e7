"""The decision surface of a network of two inputs as JSON."""

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

from ...engine.analysis import surface as engine
from ..arrays import Encoding, WireArray, write


class Hinge(TypedDict):
    """Where a unit of the first layer has its kinks (or z̃ = 0 where it has none), within the surface's bounds:
    segments [[x, y], [x, y]], one for each kink; none where the line does not cross them."""

    unit: int
    dead: bool
    segments: list[list[list[float]]]


class Surface(BaseModel):
    """What the network answers over the plane of two inputs.

    x (columns) and y (rows) are the coordinates; `values` (rows × columns) is ŷ of the one output, or the largest;
    `classes` (rows × columns) is its index, NaN where ŷ is not a number; null for one output.
    """

    model_config = ConfigDict(ser_json_inf_nan="strings")

    x: WireArray
    y: WireArray
    values: WireArray
    classes: WireArray | None
    hinges: list[Hinge]


def surface_answer(surface: engine.Surface, encoding: Encoding) -> Surface:
    """The answer that tells a surface."""
    return Surface.model_construct(
        x=write(surface.x, encoding),
        y=write(surface.y, encoding),
        values=write(surface.values, encoding),
        classes=None if surface.classes is None else write(surface.classes, encoding),
        hinges=[Hinge(unit=each.unit, dead=each.dead, segments=each.segments) for each in surface.hinges],
    )
