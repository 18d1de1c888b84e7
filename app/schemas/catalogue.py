"""What the GET listings answer: the engine's tables as JSON, from which the page builds its menus."""

from typing import Any

from pydantic import BaseModel

from app.engine.activations import ACTIVATIONS
from app.engine.data import DATASETS
from app.engine.initializers import INITIALIZERS
from app.engine.losses import LOSSES


class ParameterEntry(BaseModel):
    """A number that shapes an activation."""

    name: str
    default: float
    minimum: float
    minimum_allowed: bool


class ActivationEntry(BaseModel):
    """An activation function; `output_only` for softmax."""

    name: str
    formula: str
    derivative: str
    parameters: list[ParameterEntry]
    output_only: bool


class InitializerEntry(BaseModel):
    """An initializer; `scale` says what its scale means, null where it has none."""

    name: str
    formula: str
    scale: str | None
    for_bias: bool
    source: str


class LossEntry(BaseModel):
    """A loss; `output_activation` is the one activation it goes with, null for any elementwise one."""

    name: str
    formula: str
    output_activation: str | None
    targets: str


class DatasetEntry(BaseModel):
    """A data set; `noise` is the default, null for real data, and `max_size` null for generated data."""

    name: str
    title: str
    description: str
    features: list[str]
    classes: list[str]
    default_size: int
    max_size: int | None
    noise: float | None
    source: str


class PresetEntry(BaseModel):
    """A request to start from, with what it shows."""

    name: str
    title: str
    description: str
    request: dict[str, Any]


def activations() -> list[ActivationEntry]:
    """Every activation function."""
    return [
        ActivationEntry(
            name=row.name,
            formula=row.formula,
            derivative=row.derivative_formula,
            parameters=[
                ParameterEntry(name=p.name, default=p.default, minimum=p.minimum, minimum_allowed=p.minimum_allowed)
                for p in row.parameters
            ],
            output_only=not row.elementwise,
        )
        for row in ACTIVATIONS.values()
    ]


def initializers() -> list[InitializerEntry]:
    """Every initializer."""
    return [
        InitializerEntry(
            name=row.name, formula=row.formula, scale=row.scale, for_bias=row.for_bias, source=row.source
        )
        for row in INITIALIZERS.values()
    ]


def losses() -> list[LossEntry]:
    """Every loss."""
    return [
        LossEntry(
            name=row.name,
            formula=row.formula,
            output_activation=row.output_activation,
            targets=row.targets.value,
        )
        for row in LOSSES.values()
    ]


def datasets() -> list[DatasetEntry]:
    """Every data set."""
    return [
        DatasetEntry(
            name=row.name,
            title=row.title,
            description=row.description,
            features=list(row.features),
            classes=list(row.classes),
            default_size=row.default_size,
            max_size=row.max_size,
            noise=row.noise,
            source=row.source,
        )
        for row in DATASETS.values()
    ]
