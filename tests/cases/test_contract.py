"""Parameters have pointers of their own, and names as people type them are told what they mean."""

import copy
from typing import Any

import pytest

from app.main import create_app
from tests.api.asking import ask, refused, settings
from tests.cases.helpers import case

LAYER = "/network/layers/0"


def layer_of(**fields: Any) -> dict[str, Any]:
    """The case's request mended, with other fields of its layer; None takes a field away."""
    body = copy.deepcopy(case("parameter-pointer")["body"])
    layer = {**body["network"]["layers"][0], "activation": "identity", **fields}
    body["network"]["layers"][0] = {name: value for name, value in layer.items() if value is not None}
    return dict(body)


def told(problem: dict[str, Any]) -> list[tuple[str, str]]:
    return [(error["pointer"], error["message"]) for error in problem["errors"]]


def test_a_parameter_out_of_its_range_is_told_at_the_parameter() -> None:
    assert told(refused(case("parameter-pointer")["body"])) == [
        (f"{LAYER}/activation/alpha", "expected a finite alpha of more than 0; got −2")
    ]


DRAWN: dict[str, Any] = {"weights": None, "bias": None, "units": 1}


@pytest.mark.parametrize(
    ("fields", "pointer", "message"),
    [
        ({"activation": {"name": "elu", "alpha": 0}}, "activation/alpha", "more than 0; got 0"),
        ({"activation": {"name": "elu", "alpha": "1"}}, "activation/alpha", 'expected a number; got the text "1"'),
        ({"activation": {"name": "elu", "alpha": True}}, "activation/alpha", "expected a number; got true"),
        (
            {"activation": {"name": "elu", "alpha": [1]}},
            "activation/alpha",
            "expected a number; got a list of 1 entry",
        ),
        ({"activation": {"name": "elu", "alpha": 10**400}}, "activation/alpha", "expected a finite number"),
        ({"activation": {"name": "elu", "slope": 1}}, "activation/slope", 'expected alpha; got "slope"'),
        (
            {"activation": {"name": "leaky_relu", "alpha": 1}},
            "activation/alpha",
            'expected negative_slope; got "alpha"; did you mean "negative_slope"?',
        ),
        (
            {"activation": {"name": "relu", "negative_slope": 0.1}},
            "activation/negative_slope",
            'relu takes no parameter; got "negative_slope", which leaky_relu takes',
        ),
        ({"activation": {"name": "relu", "inplace": True}}, "activation/inplace", "relu takes no parameter"),
        ({"activation": {"name": "relu", "a/b": 1}}, "activation/a~1b", "relu takes no parameter"),
        ({"activation": {"name": "Swish"}}, "activation/name", 'did you mean "silu"?'),
        ({"activation": "LeakyReLU"}, "activation", 'did you mean "leaky_relu"?'),
        ({**DRAWN, "initializer": {"name": "normal", "scale": -1}}, "initializer/scale", "at least 0; got −1"),
        ({**DRAWN, "initializer": {"name": "normal", "std": 1}}, "initializer/std", 'did you mean "scale"?'),
        ({**DRAWN, "initializer": {"name": "kaiming_normal_"}}, "initializer/name", 'did you mean "he_normal"?'),
        (
            {**DRAWN, "initializer": "he_normal", "bias_initializer": {"name": "uniform", "scale": -2}},
            "bias_initializer/scale",
            "at least 0; got −2",
        ),
        (
            {**DRAWN, "initializer": "he_normal", "bias_initializer": {"name": "constant", "scale": 1e39}},
            "bias_initializer/scale",
            "expected a scale whose draws are finite in float32",
        ),
        ({"activation": {"name": "elu", "alpha": 1e-50}}, "activation/alpha", "not 0 in float32"),
        ({"nodes": 3}, "nodes", 'did you mean "units"?'),
        ({"kernel": [[1]]}, "kernel", 'did you mean "weights", a row for each unit?'),
    ],
)
def test_each_fault_of_a_layer_stands_at_its_own_place(fields: dict[str, Any], pointer: str, message: str) -> None:
    ((where, words),) = told(refused({**layer_of(**fields), "precision": "float32"}))
    assert where == f"{LAYER}/{pointer}"
    assert message in words


def test_faults_of_several_parameters_are_told_together() -> None:
    faults = told(refused(layer_of(activation={"name": "elu", "alpha": -1, "beta": 2, "gamma": None})))
    assert [pointer for pointer, _ in faults] == [
        f"{LAYER}/activation/{name}" for name in ("alpha", "beta", "gamma")
    ]


@pytest.mark.parametrize(
    ("fields", "pointer", "message"),
    [
        ({"optimizer": {"name": "sgd", "lr": 0.1}}, "/optimizer/lr", 'did you mean "learning_rate"?'),
        ({"optimizer": {"name": "adam", "eps": 0.1}}, "/optimizer/eps", 'did you mean "epsilon"?'),
        ({"optimizer": {"name": "adam", "beta1": 0.1}}, "/optimizer/beta1", 'did you mean "betas"?'),
        (
            {"optimizer": {"name": "sgd", "momentum": 0.9}},
            "/optimizer/momentum",
            'expected one of learning_rate, weight_decay; got "momentum"; did you mean the optimizer "momentum"?',
        ),
        (
            {"optimizer": {"name": "momentum", "nesterov": True}},
            "/optimizer/nesterov",
            'did you mean the optimizer "nesterov"?',
        ),
        ({"optimizer": {"name": "adam", "learning_rate": None}}, "/optimizer/learning_rate", "got null"),
        ({"optimizer": {"name": "adam", "betas": [0.9, "x"]}}, "/optimizer/betas/1", 'got the text "x"'),
        ({"optimizer": {"name": "adam", "betas": [0.9, 1]}}, "/optimizer/betas/1", "less than 1"),
        ({"optimizer": "SGD"}, "/optimizer", 'did you mean "sgd"?'),
        ({"optimizer": {"name": "AdamW", "lr": 1}}, "/optimizer/name", 'did you mean "adamw"?'),
        ({"schedule": "CosineAnnealingLR"}, "/schedule", 'did you mean "cosine"?'),
        ({"schedule": {"name": "cosine", "eta_min": 0}}, "/schedule/eta_min", 'did you mean "minimum", as a share'),
        ({"schedule": {"name": "step", "gamma": "x"}}, "/schedule/gamma", "expected a number"),
        ({"lr": 0.1}, "/lr", 'did you mean "optimizer", which takes it'),
        ({"epochs": 10}, "/epochs", 'did you mean "steps", which counts updates?'),
        ({"loss": "MSELoss"}, "/loss", 'did you mean "mean_squared_error"?'),
        ({"loss": "bce"}, "/loss", 'did you mean "binary_cross_entropy", which expects sigmoid at the output?'),
        ({"data": {"dataset": "mnist"}}, "/data/dataset", 'did you mean "digits", the small one, of 8 × 8 pixels?'),
        ({"data": {"X": [[1]], "y": [1]}}, "/data/X", 'did you mean "inputs"?'),
    ],
)
def test_names_of_a_run_as_people_type_them(fields: dict[str, Any], pointer: str, message: str) -> None:
    body = {**layer_of(), **fields}
    answer = ask("POST", "/api/v1/train", body=body, app=create_app(settings()))
    assert answer.status_code == 422
    where, words = told(answer.json())[0]
    assert where == pointer
    assert message in words
