"""What a preset is, and what presets are written with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Preset:
    """A request with a name, a short title and a sentence or two for a student.

    `request` is what `POST /api/v1/analyze` takes. `training`, of a preset that is to be trained: what
    `POST /api/v1/train` takes besides, and `what_if`, the one thing that a second run changes.
    """

    name: str
    title: str
    description: str
    request: Mapping[str, Any]
    training: Mapping[str, Any] | None = None


def drawn(units: int, activation: str, initializer: Any, **others: Any) -> dict[str, Any]:
    """A layer whose weights are drawn."""
    return {"units": units, "activation": activation, "initializer": initializer, **others}


def request(
    layers: list[dict[str, Any]], data: dict[str, Any], seed: int = 0, loss: str = "cross_entropy"
) -> dict[str, Any]:
    """A request with the mean over the batch; everything else by default."""
    network = {"layers": layers, "seed": seed}
    return {"network": network, "data": data, "loss": loss, "reduction": "mean"}
