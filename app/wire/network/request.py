"""What `POST /api/v1/analyze` takes, field by field; how the fields fit together is checked in `resolve`."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, FiniteFloat, Tag, WithJsonSchema

from ...validation import NAME
from ..arrays import Encoding, Rows, Vector, VectorOrRows
from ..names import ActivationName, DatasetName, InitializerName, LossName

MOST_LAYERS = 10_000
"""Where reading stops, whatever the settings allow: each wrong layer costs an error to tell."""

Seed = Annotated[int, Field(ge=0, lt=2**63)]


MaxCells = Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=2, max_length=2)]


Names = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=100_000)]

ColumnNames = Annotated[list[Annotated[str, Field(max_length=200)] | None], Field(max_length=100_000)]


class Strict(BaseModel):
    """No coercion, no unknown fields, no change after the fact."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Unread = Annotated[Any, WithJsonSchema({"type": "number"})]
"""A number that is judged once it is known whether there is a parameter of its name."""


class ActivationObject(Strict):
    """An activation with its parameters: `{"name": "leaky_relu", "negative_slope": 0.2}`."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Unread]
    name: ActivationName


class InitializerObject(Strict):
    """An initializer with its scale: `{"name": "normal", "scale": 0.05}`."""

    name: InitializerName
    scale: FiniteFloat = 1.0


OBJECT = "@object"


def name_or_object(value: Any) -> str:
    """Which of the two forms a value is closest to."""
    return OBJECT if isinstance(value, dict | BaseModel) else NAME


ActivationField = Annotated[
    Annotated[ActivationName, Tag(NAME)] | Annotated[ActivationObject, Tag(OBJECT)], Discriminator(name_or_object)
]
InitializerField = Annotated[
    Annotated[InitializerName, Tag(NAME)] | Annotated[InitializerObject, Tag(OBJECT)], Discriminator(name_or_object)
]


class LayerRequest(Strict):
    """A layer: `weights` (and `bias`, zeros if left out), or `units` with an `initializer` (by default the usual
    one of its activation).

    `weights`, `bias`, `activation_function` and `activation_parameters` may be sent as a layer of an answer has
    them; its other fields are results, which no request takes."""

    activation: ActivationField | None = Field(
        None, description="name, or object with name and parameters; one of a layer's two ways to say it"
    )
    activation_function: ActivationName | None = Field(None, description="the name alone, as in an answer")
    activation_parameters: dict[str, Unread] | None = Field(
        None, description="of activation_function, as in an answer; defaults where they are left out"
    )
    weights: Rows | None = Field(None, description="units × units of the layer below, as in torch.nn.Linear")
    bias: Vector | None = Field(None, description="one for each unit; zeros if left out")
    units: int | None = Field(None, ge=1)
    initializer: InitializerField | None = Field(
        None, description="of the weights; by default the activation's default_initializer in GET /activations"
    )
    bias_initializer: InitializerField | None = Field(None, description="zeros if left out")


class NetworkRequest(Strict):
    """Layers 1 … L in order; `input_size` may be left out where it follows from the weights or the data."""

    input_size: int | None = Field(None, ge=1)
    layers: list[LayerRequest] = Field(min_length=1, max_length=MOST_LAYERS)
    seed: Seed = Field(0, description="of the initializers")


class DataRequest(Strict):
    """Either `inputs` and `targets`, or a `dataset` with its size, noise and seed."""

    inputs: Rows | None = Field(None, description="one row for each example")
    targets: VectorOrRows | None = Field(None, description="class indices, or one row for each example")
    names: ColumnNames | None = Field(
        None,
        description="of the columns of the inputs, and then of the targets, null for one without; they have no "
        "part in any number",
    )
    classes: Names | None = Field(None, description="names of the classes 0, 1, …")
    dataset: DatasetName | None = None
    size: int | None = Field(None, ge=1)
    noise: Annotated[FiniteFloat, Field(ge=0)] | None = None
    seed: Seed | None = None


class AnalyzeRequest(Strict):
    """A network, a batch and a loss; everything else has a default."""

    network: NetworkRequest
    data: DataRequest
    loss: LossName = "cross_entropy"
    reduction: Literal["mean", "sum"] = "mean"
    precision: Literal["float64", "float32"] = "float64"
    encoding: Encoding = "list"
    example: int | None = Field(None, ge=0, description="∇W and ∇b of this example alone")
    max_cells: MaxCells | None = Field(None, description="[rows, columns]: larger matrices are sent pooled")
    interference: bool = Field(
        False, description="add how the gradients of single examples go together, and the sparsity of each layer"
    )
    sentences: bool = Field(
        False, description="add what became of each neuron in sentences: status, evidence, cause, could it wake"
    )
