"""What the GET listings answer: the engine's tables as JSON, from which the page builds its menus."""

from functools import cache
from math import isfinite
from typing import Any

import numpy as np
from numpy.random import default_rng
from pydantic import BaseModel

from ..engine.data.sets import DATASETS
from ..engine.descent.optimizers import OPTIMIZERS
from ..engine.descent.schedules import SCHEDULES
from ..engine.network.activations import ACTIVATIONS, Row, activation
from ..engine.network.initializers import INITIALIZERS, Fans, Initializer
from ..engine.network.losses import LOSSES, Loss, Targets
from ..engine.parameter import Parameter
from .train.hyperparameters import field_of


class ParameterEntry(BaseModel):
    """A number that an activation, an optimizer or a schedule takes: at least `minimum` (more where that is not
    allowed) and less than `below`, null where there is no such limit. `whole`: only whole numbers are allowed.
    `field` says where it stands in the request's object: `weight_decay`, or `betas/0` for the first of `betas`.
    """

    name: str
    field: str
    default: float
    minimum: float
    minimum_allowed: bool
    below: float | None
    whole: bool
    description: str


class ActivationEntry(BaseModel):
    """An activation function; `output_only` for softmax. `default_initializer` draws the weights before it where
    a layer names none. φ′ = 0 for z̃ ≤ `flat_below` and for z̃ ≥ `flat_above`, null where there is no such side, and
    where `flat_with` names parameters, with these alone; `zero_where_flat`: φ = 0 there too. φ′ jumps at `kinks`.
    """

    name: str
    formula: str
    derivative: str
    parameters: list[ParameterEntry]
    output_only: bool
    default_initializer: str
    flat_below: float | None
    flat_above: float | None
    flat_with: dict[str, float]
    zero_where_flat: bool
    kinks: list[float]


class InitializerEntry(BaseModel):
    """An initializer; `scale` says what its scale means, null where it has none. `fixed`: the value that every
    number gets with a scale of 1, to be multiplied by the scale; null where numbers differ."""

    name: str
    formula: str
    scale: str | None
    for_bias: bool
    source: str
    fixed: float | None


class LossEntry(BaseModel):
    """A loss; `output_activation` is the one activation it goes with, null for any elementwise one, and
    `usual_output` that of an output made for it. `takes_classes`: its targets may be class indices. `accuracy` says
    what an accuracy is the share of, and `no_accuracy` why there is none."""

    name: str
    formula: str
    output_activation: str | None
    usual_output: str
    targets: str
    takes_classes: bool
    accuracy: str
    no_accuracy: str


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
    training: dict[str, Any] | None


class OptimizerEntry(BaseModel):
    """An optimizer; `learning_rate` is the default of that field, which is at least 0."""

    name: str
    formula: str
    source: str
    learning_rate: float
    hyperparameters: list[ParameterEntry]


class ScheduleEntry(BaseModel):
    """A learning-rate schedule."""

    name: str
    formula: str
    hyperparameters: list[ParameterEntry]


def activations() -> list[ActivationEntry]:
    """Every activation function."""
    return [
        ActivationEntry(
            name=row.name,
            formula=row.formula,
            derivative=row.derivative_formula,
            parameters=[_parameter(each) for each in row.parameters],
            output_only=not row.elementwise,
            default_initializer=row.initializer,
            flat_below=row.flat_below,
            flat_above=row.flat_above,
            flat_with=dict(row.flat_with),
            zero_where_flat=_is_zero_where_flat(row),
            kinks=list(row.kinks),
        )
        for row in ACTIVATIONS.values()
    ]


def _is_zero_where_flat(row: Row) -> bool:
    """Is φ zero at the edge of each flat side, and so all along it?"""
    edges = [edge for edge in (row.flat_below, row.flat_above) if edge is not None]
    function = activation(row.name, **row.flat_with).function
    return bool(edges) and not function(np.array(edges, dtype=np.float64)).any()


def initializers() -> list[InitializerEntry]:
    """Every initializer."""
    return [
        InitializerEntry(
            name=row.name,
            formula=row.formula,
            scale=row.scale,
            for_bias=row.for_bias,
            source=row.source,
            fixed=_fixed(row),
        )
        for row in INITIALIZERS.values()
    ]


@cache
def _fixed(row: Initializer) -> float | None:
    """What every number gets; None where they are drawn, and so differ."""
    values = np.unique(row.draw(default_rng(0), (4, 4), Fans(4, 4), 1.0))
    return float(values[0]) if len(values) == 1 else None


_ACCURACY = {
    Targets.DISTRIBUTION: "share of examples",
    Targets.PROBABILITIES: "share of entries on the right side of ½",
    Targets.NUMBERS: "",
}


def _no_accuracy(row: Loss) -> str:
    if row.targets is not Targets.NUMBERS:
        return "needs hard targets"
    return f"none for {row.name.removeprefix('mean_').replace('_', ' ')}s"


def losses() -> list[LossEntry]:
    """Every loss."""
    return [
        LossEntry(
            name=row.name,
            formula=row.formula,
            output_activation=row.output_activation,
            usual_output=row.usual_output,
            targets=row.targets.value,
            takes_classes=row.targets is Targets.DISTRIBUTION,
            accuracy=_ACCURACY[row.targets],
            no_accuracy=_no_accuracy(row),
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


def optimizers() -> list[OptimizerEntry]:
    """Every optimizer."""
    return [
        OptimizerEntry(
            name=row.name,
            formula=row.formula,
            source=row.source,
            learning_rate=row.learning_rate,
            hyperparameters=[_parameter(each) for each in row.parameters],
        )
        for row in OPTIMIZERS.values()
    ]


def schedules() -> list[ScheduleEntry]:
    """Every learning-rate schedule."""
    return [
        ScheduleEntry(
            name=row.name,
            formula=row.formula,
            hyperparameters=[_parameter(each) for each in row.parameters],
        )
        for row in SCHEDULES.values()
    ]


def _parameter(known: Parameter) -> ParameterEntry:
    return ParameterEntry(
        name=known.name,
        field=field_of(known.name),
        default=known.default,
        minimum=known.minimum,
        minimum_allowed=known.minimum_allowed,
        below=known.maximum if isfinite(known.maximum) else None,
        whole=known.whole,
        description=known.description,
    )
