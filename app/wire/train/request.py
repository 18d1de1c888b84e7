"""What `POST /api/v1/train` takes.

The run is fully determined by the request: the same request gives the same events with the same numbers (but for
the speed that `done` tells), so a stream that broke off is taken up again with the header `Last-Event-ID`.
"""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, FiniteFloat, Tag, WithJsonSchema

from ...validation import NAME
from ..arrays import Encoding
from ..names import OptimizerName, ScheduleName
from ..network.request import OBJECT, AnalyzeRequest, MaxCells, Seed, Strict, name_or_object

Format = Literal["events", "csv", "npz"]


NUMBER = {"type": "number"}
HyperparameterValue = Annotated[Any, WithJsonSchema({"anyOf": [NUMBER, {"type": "array", "items": NUMBER}]})]
"""A number, or two of them for `betas`; judged once it is known whether there is a hyperparameter of its name."""


class OptimizerObject(Strict):
    """An optimizer with its hyperparameters: `{"name": "adam", "learning_rate": 0.01, "betas": [0.9, 0.999]}`."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, HyperparameterValue]
    name: OptimizerName


class ScheduleObject(Strict):
    """A learning-rate schedule with its hyperparameters: `{"name": "step", "step_size": 50, "gamma": 0.5}`."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, HyperparameterValue]
    name: ScheduleName


OptimizerField = Annotated[
    Annotated[OptimizerName, Tag(NAME)] | Annotated[OptimizerObject, Tag(OBJECT)], Discriminator(name_or_object)
]
ScheduleField = Annotated[
    Annotated[ScheduleName, Tag(NAME)] | Annotated[ScheduleObject, Tag(OBJECT)], Discriminator(name_or_object)
]


class TrainRequest(AnalyzeRequest):
    """An analyze request, and how its network is trained."""

    encoding: Encoding = Field("base64", description="of the arrays in events; files have forms of their own")
    example: int | None = Field(
        None, ge=0, description="∇W and ∇b in snapshots are of this example alone; norms of steps are of the batch"
    )
    max_cells: MaxCells | None = Field(
        None, description="[rows, columns]: larger matrices are sent pooled in events; in files they are whole"
    )
    interference: bool = Field(
        False,
        description="add how the gradients of single examples go together to the steps of a stream or of CSV, and "
        "with the sparsity of each layer to the snapshots of a stream; npz has none of it",
    )
    sentences: bool = Field(False, description="add sentences on each neuron to the snapshots of a stream")
    optimizer: OptimizerField = Field("sgd", description="name, or object with name, learning_rate, …")
    schedule: ScheduleField = Field("constant", description="name, or object with name and hyperparameters")
    clip_norm: Annotated[FiniteFloat, Field(gt=0)] | None = Field(
        None, description="gradients are scaled down to this norm, all layers together"
    )
    steps: int = Field(200, ge=1, description="updates")
    batch_size: int | None = Field(None, ge=1, description="examples of an update; all of them if left out")
    record_every: int = Field(1, ge=1, description="every so many steps are told; the last is always")
    seed: Seed = Field(0, description="of the order in which the examples come in mini-batches")
    snapshot_steps: list[Annotated[int, Field(ge=0)]] | None = Field(
        None,
        description="recorded steps to send whole; by default as many, evenly spread, as a byte budget allows; "
        "none in CSV",
    )
    surface: int | None = Field(
        None,
        ge=2,
        le=200,
        description="send the decision surface with each snapshot, so many points a side; in events only",
    )
    format: Format = Field(
        "events",
        description="a stream of events, or one file once the run is over: csv, a table of the recorded steps, or "
        "npz, arrays of them and of the snapshots",
    )
