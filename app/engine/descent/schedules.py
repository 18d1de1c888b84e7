"""Learning-rate schedules: one table row each, the factor of each update.

k is the update, from 0, and K the number of updates in all. Every schedule but `warm_up` itself can be warmed up:
its factors are multiplied by (k + 1) / warm_up for k < warm_up.

To add a schedule, add a row to `SCHEDULES`; it is listed, checked and tested from there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import cos, pi
from sys import float_info

from .. import aliases
from ..parameter import Parameter
from ..tables import Chosen, Table
from .hyperparameters import complete

Factor = Callable[[int, int, Mapping[str, float]], float]
"""factor(update from 0, updates in all, hyperparameters) -> what the learning rate is multiplied by."""


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """What is known of one schedule."""

    name: str
    formula: str
    parameters: tuple[Parameter, ...]
    factor: Factor


@dataclass(frozen=True, slots=True)
class Schedule(Chosen[ScheduleRow]):
    """A row of the table together with the values of its hyperparameters."""

    def factor(self, update: int, updates: int) -> float:
        """What the learning rate is multiplied by at this update, from 0, of so many."""
        return self.row.factor(update, updates, self.values)


def schedule(name: str, **values: float) -> Schedule:
    """The named schedule with its hyperparameters, defaults where they are left out.

    Raises ValueError for an unknown name, an unknown hyperparameter or a value out of its range.
    """
    row = SCHEDULES.named(name)
    return Schedule(row, complete(row, values))


def _risen(update: int, updates: float) -> float:
    """(k + 1) / updates, up to 1."""
    return (update + 1) / updates if update < updates else 1.0


def _constant(update: int, updates: int, values: Mapping[str, float]) -> float:
    return _risen(update, values["warm_up"])


def _step(update: int, updates: int, values: Mapping[str, float]) -> float:
    """A power past the range of numbers is held at the largest."""
    try:
        power: float = float(values["gamma"]) ** (update // values["step_size"])
    except OverflowError:
        power = float_info.max
    return _risen(update, values["warm_up"]) * power


def _cosine(update: int, updates: int, values: Mapping[str, float]) -> float:
    """CosineAnnealingLR of PyTorch in closed form, with T_max = K."""
    least = values["minimum"]
    return _risen(update, values["warm_up"]) * (least + (1 - least) * (1 + cos(pi * update / updates)) / 2)


def _warm_up(update: int, updates: int, values: Mapping[str, float]) -> float:
    return _risen(update, values["updates"])


_WARM_UP = Parameter("warm_up", 0, 0, description="updates that it rises over", whole=True)

_ROWS = (
    ScheduleRow("constant", "1", (_WARM_UP,), _constant),
    ScheduleRow(
        "step",
        "gamma^⌊k / step_size⌋",
        (
            Parameter("step_size", 50, 1, description="updates from one fall to the next", whole=True),
            Parameter("gamma", 0.1, 0, description="what the rate is multiplied by at each"),
            _WARM_UP,
        ),
        _step,
    ),
    ScheduleRow(
        "cosine",
        "minimum + (1 − minimum) (1 + cos(π k / K)) / 2",
        (Parameter("minimum", 0, 0, 1, description="factor that it falls towards"), _WARM_UP),
        _cosine,
    ),
    ScheduleRow(
        "warm_up",
        "(k + 1) / updates for k < updates, then 1",
        (Parameter("updates", 10, 1, description="updates that it rises over", whole=True),),
        _warm_up,
    ),
)

SCHEDULES = Table(_ROWS, aliases.SCHEDULES)
"""Every schedule by its name on the wire."""
