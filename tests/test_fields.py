"""Fields as people type them lead to the field that there is."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from app.fields import FIELDS
from app.validation import errors_from_pydantic, unknown_field
from app.wire.check.answer import CheckRequest
from app.wire.examples import ANALYZE_EXAMPLES
from app.wire.explain.request import ExplainRequest, TargetRequest
from app.wire.network.request import ActivationObject, DataRequest, InitializerObject, LayerRequest, NetworkRequest
from app.wire.practice.grade import GradeRequest
from app.wire.train.request import TrainRequest

EXERCISE = ANALYZE_EXAMPLES["exercise"]["value"]
MODELS: tuple[type[BaseModel], ...] = (
    ActivationObject,
    CheckRequest,
    DataRequest,
    ExplainRequest,
    GradeRequest,
    InitializerObject,
    LayerRequest,
    NetworkRequest,
    TargetRequest,
    TrainRequest,
)


def test_every_alias_stands_for_a_field_of_a_request() -> None:
    fields = {name for model in MODELS for name in model.model_fields} | {"values"}
    assert {each.name for means in FIELDS.values() for each in means} <= fields


@pytest.mark.parametrize(
    ("model", "typed", "field"),
    [
        (LayerRequest, "nodes", "units"),
        (LayerRequest, "neurons", "units"),
        (LayerRequest, "size", "units"),
        (LayerRequest, "out_features", "units"),
        (LayerRequest, "kernel", "weights"),
        (LayerRequest, "W", "weights"),
        (LayerRequest, "weight", "weights"),
        (LayerRequest, "b", "bias"),
        (LayerRequest, "func", "activation"),
        (LayerRequest, "kernel_initializer", "initializer"),
        (NetworkRequest, "in_features", "input_size"),
        (DataRequest, "X", "inputs"),
        (DataRequest, "x", "inputs"),
        (DataRequest, "y", "targets"),
        (DataRequest, "labels", "targets"),
        (DataRequest, "name", "dataset"),
        (DataRequest, "n_samples", "size"),
        (InitializerObject, "std", "scale"),
        (InitializerObject, "gain", "scale"),
        (TrainRequest, "epochs", "steps"),
        (TrainRequest, "lr", "optimizer"),
        (TrainRequest, "learning_rate", "optimizer"),
        (TrainRequest, "lr_scheduler", "schedule"),
        (TrainRequest, "batchSize", "batch_size"),
        (TrainRequest, "criterion", "loss"),
        (TrainRequest, "dtype", "precision"),
        (CheckRequest, "eps", "epsilon"),
        (GradeRequest, "tol", "tolerance"),
    ],
)
def test_a_field_as_people_type_it(model: type[BaseModel], typed: str, field: str) -> None:
    assert f'; did you mean "{field}"' in unknown_field((typed,), model)


@pytest.mark.parametrize(
    ("fields", "pointer", "choice"),
    [
        ({"precision": "double"}, "/precision", "float64"),
        ({"precision": "FP32"}, "/precision", "float32"),
        ({"reduction": "average"}, "/reduction", "mean"),
        ({"encoding": "B64"}, "/encoding", "base64"),
        ({"format": "numpy"}, "/format", "npz"),
        ({"target": {"quantity": "dW"}}, "/target/quantity", "weight_gradient"),
        ({"target": {"quantity": "gradient_weight"}}, "/target/quantity", "weight_gradient"),
    ],
)
def test_a_choice_as_people_type_it(fields: dict[str, Any], pointer: str, choice: str) -> None:
    model = ExplainRequest if "target" in fields else TrainRequest
    with pytest.raises(ValidationError) as caught:
        model.model_validate({**EXERCISE, **fields})
    (error,) = errors_from_pydantic(caught.value, model)
    assert error.pointer == pointer
    assert error.message.endswith(f'; did you mean "{choice}"?')


def test_what_the_field_is_goes_with_it() -> None:
    assert unknown_field(("epochs",), TrainRequest).endswith('; did you mean "steps", which counts updates?')
