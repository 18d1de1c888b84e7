"""Fields as people type them lead to the field that there is."""

import pytest
from pydantic import BaseModel

from app.fields import FIELDS
from app.schemas.check import CheckRequest
from app.schemas.explain import ExplainRequest, TargetRequest
from app.schemas.grade import GradeRequest
from app.schemas.request import ActivationObject, DataRequest, InitializerObject, LayerRequest, NetworkRequest
from app.schemas.train import TrainRequest
from app.validation import unknown_field

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


def test_what_the_field_is_goes_with_it() -> None:
    assert unknown_field(("epochs",), TrainRequest).endswith('; did you mean "steps", which counts updates?')
