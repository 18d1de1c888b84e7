"""Data sets: one table row each, generated or real.

Index letters: n example, i feature, c class. Classes take turns: of each class there is one among the first C
examples, one among the next C, and so on until it has no more, so that every size spreads over the classes as
evenly as it can. (In the XOR sets the four corners take turns, in the order 0, 1, 1, 0 of their classes.)

A generated set has any size, and normal noise of a given standard deviation on every coordinate. A real set is a
choice from all its examples in an order that the seed decides: a smaller one is the beginning of a larger one.

The engine does no I/O but here: the real sets are read, once, from files inside this package (docs/data.md).
To add a data set, add a row to `DATASETS`; it is listed, checked and tested from there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from math import inf, pi
from typing import NamedTuple

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from .. import aliases
from ..arrays import Array
from ..names import exactly
from ..parameter import Parameter
from ..tables import Table, complete

Inputs = NDArray[np.float64]
Labels = NDArray[np.int64]


class Examples(NamedTuple):
    """Inputs (n, i) and labels (n,), the class of each."""

    inputs: Inputs
    labels: Labels


@dataclass(frozen=True, slots=True)
class Dataset:
    """Inputs (n, i), labels (n,) in 0 … C - 1, and the names of the features (i) and of the classes (C)."""

    inputs: Inputs
    labels: Labels
    features: tuple[str, ...]
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """What is known of one data set; one that is generated has any size, and noise among its parameters."""

    name: str
    title: str
    description: str
    features: tuple[str, ...]
    classes: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    source: str
    make: Callable[[Generator, int], Examples]

    @property
    def default_size(self) -> int:
        return int(self.parameters[0].default)

    @property
    def max_size(self) -> int | None:
        """All the examples that there are; None where it is generated."""
        most = self.parameters[0].maximum
        return None if most == inf else int(most)

    @property
    def noise(self) -> float | None:
        """The usual standard deviation of the noise on each coordinate; None where it is real."""
        return next((parameter.default for parameter in self.parameters if parameter.name == "noise"), None)


def load(name: str, *, size: int | None = None, noise: float | None = None, seed: int = 0) -> Dataset:
    """The data set of that name: the same arguments give the same numbers.

    `size` and `noise` left out are the row's defaults. Raises ValueError for an unknown name, a size below one or
    above what there is, noise that is negative, not finite or asked of a real set, and a negative seed.
    """
    row = DATASETS.named(name)
    given = {key: value for key, value in (("size", size), ("noise", noise)) if value is not None}
    values = complete(row, given, lambda parameter: f"{name} is real data and takes no {parameter}")
    if seed < 0:
        raise ValueError(f"expected a seed of at least 0; got {seed}")

    rng = default_rng(seed)
    inputs, labels = row.make(rng, int(values["size"]))
    deviation = values.get("noise", 0)
    if deviation:
        with np.errstate(over="ignore"):
            inputs = inputs + deviation * rng.standard_normal(inputs.shape)
        if not np.isfinite(inputs).all():
            raise ValueError(
                f"expected noise that keeps the inputs finite; got {exactly(deviation)}; take less of it"
            )
    return Dataset(inputs, labels, row.features, row.classes)


def _corners(low: float) -> Callable[[Generator, int], Examples]:
    """The corners of the square [low, 1]² in turn; the class is 1 where the coordinates differ."""
    corners = np.array([[low, low], [low, 1.0], [1.0, low], [1.0, 1.0]])
    classes = np.array([0, 1, 1, 0])

    def make(rng: Generator, size: int) -> Examples:
        turn = np.arange(size) % 4
        return Examples(corners[turn], classes[turn])

    return make


def _curves(
    classes: int, curve: Callable[[Inputs, Labels], Inputs], *, loop: bool = False
) -> Callable[[Generator, int], Examples]:
    """Points spaced evenly along one curve for each class, in an order that the generator decides.

    curve(t (n,), labels (n,)) -> points (n, 2), for t from 0 to 1: with both ends, or without t = 1 for a loop.
    """

    def make(rng: Generator, size: int) -> Examples:
        labels = np.arange(size) % classes
        position = np.empty(size)
        for label in range(classes):
            members = np.flatnonzero(labels == label)
            steps = members.size if loop else members.size - 1
            position[members] = rng.permutation(members.size) / max(steps, 1)
        return Examples(curve(position, labels), labels)

    return make


def _moons(t: Inputs, labels: Labels) -> Inputs:
    """Two interleaving half circles of radius one."""
    x, y = np.cos(pi * t), np.sin(pi * t)
    lower = labels == 1
    return np.stack([np.where(lower, 1.0 - x, x), np.where(lower, 0.5 - y, y)], axis=-1)


def _circles(t: Inputs, labels: Labels) -> Inputs:
    """Circles about the origin: radius 1 for class 0, ½ for class 1."""
    return _polar(np.where(labels == 0, 1.0, 0.5), 2 * pi * t)


def _spirals(t: Inputs, labels: Labels) -> Inputs:
    """Three arms, each three quarters of a turn, from radius 0.1 to 1."""
    return _polar(0.1 + 0.9 * t, 1.5 * pi * t + 2 * pi / 3 * labels)


def _centres(t: Inputs, labels: Labels) -> Inputs:
    """The corners of a triangle at distance 2 from the origin, one a class; the noise makes a blob of each."""
    return _polar(np.full_like(t, 2.0), pi / 2 + 2 * pi / 3 * labels)


def _polar(radius: Array, angle: Array) -> Inputs:
    """Points (n, 2) from polar coordinates (n,)."""
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1, dtype=np.float64)


def _choose(name: str, unit: float) -> Callable[[Generator, int], Examples]:
    """Examples of a packaged data set, its numbers divided by `unit`, the classes in turn."""

    def make(rng: Generator, size: int) -> Examples:
        everything = packaged(name)
        order = rng.permutation(everything.labels.size)
        turn = np.empty_like(order)
        for label in range(everything.labels.max() + 1):
            members = np.flatnonzero(everything.labels[order] == label)
            turn[members] = np.arange(members.size)
        chosen = order[np.argsort(turn, kind="stable")][:size]
        return Examples(everything.inputs[chosen] / unit, everything.labels[chosen])

    return make


@cache
def packaged(name: str) -> Examples:
    """All examples of a real data set as the file has them, in its order; the arrays are read-only."""
    content = files(__package__).joinpath("datasets", f"{name}.npz").read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        examples = Examples(arrays["inputs"].astype(np.float64), arrays["labels"].astype(np.int64))
    for array in examples:
        array.flags.writeable = False
    return examples


def _generated(size: int, noise: float) -> tuple[Parameter, ...]:
    """The parameters of a generated set, from their defaults."""
    return (
        Parameter("size", size, 1, description="examples", whole=True),
        Parameter("noise", noise, 0, description="standard deviation on each coordinate"),
    )


def _real(name: str, size: int, most: int) -> tuple[Parameter, ...]:
    """The parameters of a real set that has `most` examples."""
    remark = f", all that {name} has"
    examples = Parameter("size", size, 1, most, True, "examples", whole=True, maximum_allowed=True, remark=remark)
    return (examples,)


PLANE = ("x₁", "x₂")
TWO = ("0", "1")
THREE = ("0", "1", "2")

_ROWS = (
    DatasetRow(
        "xor",
        "XOR",
        "The corners of the unit square; the class is whether the coordinates differ. No line separates it.",
        PLANE,
        TWO,
        _generated(4, 0.0),
        "generated",
        _corners(0.0),
    ),
    DatasetRow(
        "moons",
        "Moons",
        "Two interleaving half circles, one a class.",
        PLANE,
        TWO,
        _generated(64, 0.1),
        "generated",
        _curves(2, _moons),
    ),
    DatasetRow(
        "circles",
        "Circles",
        "A circle of radius one around a circle of radius one half, one a class.",
        PLANE,
        TWO,
        _generated(64, 0.05),
        "generated",
        _curves(2, _circles, loop=True),
    ),
    DatasetRow(
        "blobs",
        "Blobs",
        "Three round normal clouds, one a class; the noise is their standard deviation.",
        PLANE,
        THREE,
        _generated(60, 0.5),
        "generated",
        _curves(3, _centres),
    ),
    DatasetRow(
        "spirals",
        "Spirals",
        "Three arms wound into each other, one a class.",
        PLANE,
        THREE,
        _generated(96, 0.03),
        "generated",
        _curves(3, _spirals),
    ),
    DatasetRow(
        "gaussian_xor",
        "Gaussian XOR",
        "Round normal clouds about (±1, ±1); the class is whether the signs differ.",
        PLANE,
        TWO,
        _generated(64, 0.35),
        "generated",
        _corners(-1.0),
    ),
    DatasetRow(
        "iris",
        "Iris",
        "Measurements of 150 flowers of three species, in centimetres.",
        ("sepal length", "sepal width", "petal length", "petal width"),
        ("setosa", "versicolor", "virginica"),
        _real("iris", 150, 150),
        "Fisher 1936, The use of multiple measurements in taxonomic problems",
        _choose("iris", 1.0),
    ),
    DatasetRow(
        "digits",
        "Digits",
        "1797 handwritten digits as images of 8 × 8 pixels, from 0 (paper) to 1 (ink).",
        tuple(f"pixel {row}, {column}" for row in range(8) for column in range(8)),
        tuple(str(digit) for digit in range(10)),
        _real("digits", 256, 1797),
        "Alpaydin and Kaynak 1998, Optical recognition of handwritten digits",
        _choose("digits", 16.0),
    ),
)

DATASETS = Table(_ROWS, aliases.DATASETS)
"""Every data set by name, in the order in which menus list them."""
