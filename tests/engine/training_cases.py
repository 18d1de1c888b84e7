"""The recorded PyTorch runs, and the optimizers and schedules that they name."""

import json
from typing import Any

from app.engine.descent.optimizers import Optimizer, optimizer
from app.engine.descent.schedules import Schedule, schedule
from tests.engine.helpers import REFERENCE


def training_cases() -> list[dict[str, Any]]:
    """Name, request, expected; tests/reference/training/README.md says what they hold."""
    return [json.loads(path.read_text("utf-8")) for path in sorted((REFERENCE / "training").glob("*.json"))]


def optimizer_of(request: dict[str, Any]) -> Optimizer:
    """The optimizer that a request names, made without app.schemas."""
    name, values = _named(request["optimizer"])
    values |= dict(zip(("beta1", "beta2"), values.pop("betas", ()), strict=False))
    return optimizer(name, values.pop("learning_rate", None), **values)


def schedule_of(request: dict[str, Any]) -> Schedule:
    """The schedule that a request names, constant without one."""
    name, values = _named(request.get("schedule", "constant"))
    return schedule(name, **values)


def _named(given: Any) -> tuple[str, dict[str, Any]]:
    values = dict(given) if isinstance(given, dict) else {"name": given}
    return values.pop("name"), values
