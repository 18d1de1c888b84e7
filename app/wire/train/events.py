"""What `POST /api/v1/train` streams: a run step by step, its deaths and their causes."""

from typing import Literal

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

from ..analysis.advice import AdviceAnswer
from ..analysis.answer import AnalyzeAnswer
from ..analysis.interference import Interference
from ..analysis.surface import Surface
from ..arrays import Number
from ..problem import ProblemDetails


class LayerNames(TypedDict):
    """A layer as the run has it."""

    index: int
    units: int
    activation_function: str


class StartEvent(BaseModel):
    """The run as it will be: `recorded` counts the steps that are told, `snapshot_steps` are those sent whole. All
    are measured on the probe batch, the first `probe_examples` of the data. At most `max_life_changes` deaths and
    revivals are told, the first ones; `done` counts all. `advice` is what the numbers of the request hide."""

    layers: list[LayerNames]
    steps: int
    record_every: int
    batch_size: int
    examples: int
    probe_examples: int
    recorded: int
    snapshot_steps: list[int]
    max_life_changes: int
    advice: list[AdviceAnswer]


class StepEvent(BaseModel):
    """The state after `step` updates, measured on the probe batch.

    For each layer: gradient_norms (Frobenius, of ∇W over the probe batch), update_ratios (‖ΔW‖/‖W‖ of the update
    that led here; null at step 0 and where W was zero), counts of dead and starved units, and `statuses`, one digit
    for each unit: 0 unknown, 1 dead, 2 settled, 3 starved, 4 saturated, 5 active. learning_rate is that update's.
    """

    model_config = ConfigDict(ser_json_inf_nan="strings")

    step: int
    loss: Number
    accuracy: Number | None
    learning_rate: Number | None
    gradient_norms: list[Number]
    update_ratios: list[Number | None]
    dead: list[int]
    starved: list[int]
    statuses: list[str]
    interference: Interference | None


class SnapshotEvent(BaseModel):
    """A recorded step as a whole: the analysis of the probe batch, as `/analyze` answers."""

    model_config = ConfigDict(ser_json_inf_nan="strings")

    step: int
    analysis: AnalyzeAnswer
    surface: Surface | None


class Shares(TypedDict):
    """What the change of a preactivation is due to: the unit's bias, its weights, and the layers below."""

    bias: Number
    weights: Number
    inputs: Number


class LifeEvent(BaseModel):
    """A unit that died, or came back, in the update that led to `step`.

    `example` is the one that kept it alive, or brought it back; there its z̃ went from `before` to `after`, and the
    shares add up to `change`. `side` is the flat side (lower, upper or both) that it went to or came from.
    update_ratio is the norm of the update of the unit's weights and bias over their norm before.
    """

    model_config = ConfigDict(ser_json_inf_nan="strings")

    step: int
    layer: int
    neuron: int
    example: int
    side: Literal["lower", "upper", "both"]
    before: Number
    after: Number
    change: Number
    shares: Shares
    learning_rate: Number
    update_ratio: Number | None


class NonFiniteStep(TypedDict):
    """The first quantity, in order of computation at that step, that left the finite numbers; `optimizer_state` is
    what the optimizer remembers of the gradients of the layer, where all else is finite."""

    step: int
    layer: int
    quantity: str
    count: int


class DoneEvent(BaseModel):
    """The end: all steps are done, the numbers left the finite range (`non_finite` says where), or time ran out.

    `step` is the last good state, which is recorded, and told whole where the run ended early. `deaths` and
    `revivals` count all, also those that were not told. `seconds` are those that the server worked on the run; a
    speed is told where any step was taken. `advice` is on a run that left the finite range; empty for others."""

    reason: Literal["steps", "non_finite", "time"]
    step: int
    non_finite: NonFiniteStep | None
    deaths: int
    revivals: int
    seconds: float
    steps_per_second: float | None
    advice: list[AdviceAnswer]


class TrainEvents(BaseModel):
    """The data of the events of a stream, by the name of the event."""

    start: StartEvent
    step: StepEvent
    snapshot: SnapshotEvent
    death: LifeEvent
    revival: LifeEvent
    done: DoneEvent
    error: ProblemDetails
