"""What refusals say: what was expected, what came, and numbers that differ from the border that they miss."""

import re
from typing import Any

import pytest

from app.errors import SMALLER
from app.main import create_app
from app.settings import Settings
from tests.api.asking import ask, settings
from tests.api.http.test_refusals import EXERCISE, INITIALIZED, L0, L1, MISSING, put

ANALYZE, CHECK, EXPLAIN = "/api/v1/analyze", "/api/v1/check", "/api/v1/explain"
DERIVATION, GRADE, TRAIN = "/api/v1/derivation", "/api/v1/grade", "/api/v1/train"
SQUARES = put(put(EXERCISE, "/loss", "mean_squared_error"), f"{L1}/activation", "identity")
NUMBERS = put(SQUARES, "/data/targets", [[0.5, 1.0]])
SIGMOID = put(put(EXERCISE, f"{L1}/activation", "sigmoid"), "/loss", "binary_cross_entropy")
RUN = {**INITIALIZED, "steps": 10}


def target(**fields: Any) -> dict[str, Any]:
    return {**EXERCISE, "target": fields}


def answers(*given: Any) -> dict[str, Any]:
    named = [{"quantity": quantity, "layer": layer, "values": values} for quantity, layer, values in given]
    return {**EXERCISE, "answers": named}


def optimizer(name: str, **values: Any) -> dict[str, Any]:
    return {**RUN, "optimizer": {"name": name, **values}}


def leaky(slope: Any, precision: str = "float64") -> dict[str, Any]:
    request = put(EXERCISE, f"{L0}/activation", {"name": "leaky_relu", "negative_slope": slope})
    return {**request, "precision": precision}


def drawn(**initializer: Any) -> dict[str, Any]:
    return put(INITIALIZED, f"{L0}/initializer", initializer)


def ended(activation: str, loss: str, units: int = 2) -> dict[str, Any]:
    """An output with an activation that the loss does not go with."""
    layer = {"units": units, "activation": activation, "initializer": "glorot_normal"}
    return {**put(EXERCISE, L1, layer), "loss": loss}


REFUSED = [
    # one number, or a number next to its border
    (ANALYZE, put(EXERCISE, "/example", 1)),
    (ANALYZE, put(EXERCISE, "/example", 7)),
    (ANALYZE, put(EXERCISE, "/data/targets", [2])),
    (ANALYZE, put(EXERCISE, "/data/targets", [-1])),
    (ANALYZE, put(EXERCISE, "/data/targets", [0.5])),
    (ANALYZE, put(EXERCISE, "/data/targets", [[0.5, 0.500002]])),
    (ANALYZE, put(EXERCISE, "/data/targets", [[1.0000020000001, -2e-6]])),
    (ANALYZE, put(SIGMOID, "/data/targets", [[1.000001, 0]])),
    (ANALYZE, put(SIGMOID, "/data/targets", [[0, -1e-5]])),
    (ANALYZE, put(SIGMOID, "/data/targets", [[-1, -1]])),
    (ANALYZE, put(SIGMOID, "/data/targets", [[-1, 1]])),
    (ANALYZE, leaky(-1e-300)),
    (ANALYZE, leaky(-1e-9)),
    (ANALYZE, leaky(1e-60, "float32")),
    (ANALYZE, put(EXERCISE, f"{L0}/activation", {"name": "elu", "alpha": 0})),
    (ANALYZE, put(EXERCISE, f"{L0}/activation", {"name": "elu", "alpha": -5e-324})),
    (ANALYZE, drawn(name="normal", scale=-1e-12)),
    (ANALYZE, {**drawn(name="normal", scale=1e300), "precision": "float32"}),
    (TRAIN, optimizer("adam", betas=[1.0, 0.9])),
    (TRAIN, optimizer("adam", betas=[1.00000001, 0.9])),
    (TRAIN, optimizer("momentum", momentum=-1e-11)),
    (TRAIN, optimizer("adam", betas=[0.9, 1.0000000000000002])),
    (TRAIN, optimizer("adam", betas=[0.9])),
    (TRAIN, optimizer("sgd", learning_rate=-1e-13)),
    (TRAIN, {**RUN, "schedule": {"name": "step", "step_size": 0}}),
    (TRAIN, {**RUN, "schedule": {"name": "step", "step_size": 1.0000001}}),
    (TRAIN, {**RUN, "clip_norm": 0}),
    (TRAIN, {**RUN, "clip_norm": -1e-15}),
    # ranges of one and of many
    (TRAIN, {**RUN, "batch_size": 10**6}),
    (TRAIN, {**RUN, "batch_size": 0}),
    (TRAIN, {**RUN, "snapshot_steps": [11]}),
    (TRAIN, {**RUN, "steps": 10, "record_every": 3, "snapshot_steps": [4]}),
    (TRAIN, {**RUN, "steps": 0}),
    (TRAIN, {**RUN, "record_every": 0}),
    (EXPLAIN, target(quantity="delta", layer=3, example=0, row=0)),
    (EXPLAIN, target(quantity="delta", layer=1, example=1, row=0)),
    (EXPLAIN, target(quantity="delta", layer=1, example=0, row=3)),
    (EXPLAIN, target(quantity="delta", layer=1, example=0)),
    (EXPLAIN, target(quantity="loss", row=0)),
    (EXPLAIN, target(quantity="weights", layer=1, row=0, column=2)),
    (EXPLAIN, target(quantity="derivative", layer=2, example=0, row=0)),
    (EXPLAIN, put(target(quantity="input", layer=0, example=0, row=1), "/data/inputs", [[1]])),
    (DERIVATION, put(EXERCISE, "/example", 1)),
    (CHECK, put(EXERCISE, "/example", 1)),
    (GRADE, answers(("delta", 3, [[0, 0]]))),
    (GRADE, answers(("derivative", 2, [[0, 0]]))),
    (GRADE, answers(("delta", 2, [[0, 0, 0]]))),
    (GRADE, answers()),
    # what does not go together
    (ANALYZE, ended("relu", "cross_entropy")),
    (ANALYZE, ended("sigmoid", "cross_entropy", 1)),
    (ANALYZE, ended("softmax", "binary_cross_entropy", 1)),
    (ANALYZE, ended("softmax", "mean_squared_error")),
    (ANALYZE, ended("tanh", "binary_cross_entropy")),
    (ANALYZE, put(EXERCISE, f"{L0}/activation", "softmax")),
    (ANALYZE, put(EXERCISE, f"{L0}/bias", [0, 0])),
    (ANALYZE, put(EXERCISE, f"{L0}/units", 3)),
    (ANALYZE, put(EXERCISE, f"{L0}/weights", MISSING)),
    (ANALYZE, put(EXERCISE, "/data/inputs", MISSING)),
    (ANALYZE, put(EXERCISE, "/data/targets", MISSING)),
    (ANALYZE, put(EXERCISE, "/data/targets", [0, 1])),
    (ANALYZE, put(EXERCISE, "/network/input_size", 5)),
    (ANALYZE, put(INITIALIZED, f"{L0}/bias", [0.0])),
    (ANALYZE, {**put(EXERCISE, f"{L0}/weights/0/0", 1e39), "precision": "float32"}),
    (ANALYZE, put(INITIALIZED, "/data/size", 0)),
    (ANALYZE, put(INITIALIZED, "/data/noise", -1e-7)),
    (ANALYZE, put(EXERCISE, "/data/noise", 0.1)),
    (ANALYZE, put(EXERCISE, "/data/names", [])),
    (ANALYZE, put(INITIALIZED, "/data/names", ["a"])),
    (ANALYZE, put(INITIALIZED, "/data/inputs", [[1]])),
    (ANALYZE, {**put(EXERCISE, "/data", {"dataset": "iris", "noise": 0.1})}),
    (ANALYZE, put(EXERCISE, f"{L0}/activation_function", "relu")),
    (TRAIN, {**RUN, "surface": 8, "format": "csv"}),
    (TRAIN, {**RUN, "steps": 2**63, "seed": 2**63}),
    (GRADE, answers(("delta", 2, [[0, 0]]), ("delta", 2, [[0, 0]]))),
    (GRADE, {**answers(("delta", 2, [[0, 0]])), "tolerance": 1}),
    (CHECK, {**EXERCISE, "epsilon": -1e-5}),
]


def told(path: str, body: Any) -> list[str]:
    """The messages of a request that is refused."""
    answer = ask("POST", path, body=body)
    assert answer.status_code == 422, answer.text[:300]
    return [error["message"] for error in answer.json()["errors"]]


def numbers(text: str) -> list[float]:
    """The numbers that stand in a text."""
    found = re.findall(r"(?<![\w.])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-−+]?\d+)?(?![\w.]*\w)", text)
    return [float(number.replace("−", "-").replace(",", "")) for number in found]


@pytest.mark.parametrize(("path", "body"), REFUSED)
def test_what_a_refusal_says(path: str, body: Any) -> None:
    for message in told(path, body):
        assert re.search(r"expect(ed|s) ", message), message
        assert re.search(r"; (got |it is missing|class)|got ", message) or "missing" in message, message
        assert not re.search(r"expected (at least|at most) [\d.−]+;", message), message
        assert not re.search(r"got (both|neither|none|another[^;]*|a dataset)$", message) or "or " in message, (
            message
        )
        assert not re.search(r"(?<![\w.])-\d|\de-\d|\d\.0\b(?!\d)", message), message
        ranges = re.findall(r"([-−]?[\d.e−-]+) to ([-−]?[\d.e−-]+)", message)
        assert all(first != last for first, last in ranges), message
        assert not re.search(r"\b1 (numbers|columns|rows|entries|units|examples|features)\b", message), message


BORDER = re.compile(r"expected .*?(?:at least|more than|at most|from|sum to) (.*?); got (?:a sum of )?([^;,]+)")


@pytest.mark.parametrize(
    ("path", "body", "got"),
    [
        (ANALYZE, leaky(-1e-300), "−1e−300"),
        (ANALYZE, drawn(name="normal", scale=-1e-12), "−1e−12"),
        (TRAIN, optimizer("adam", betas=[1.00000001, 0.9]), "1.00000001"),
        (TRAIN, optimizer("adam", betas=[0.9, 1.0000000000000002]), "1.0000000000000002"),
        (TRAIN, {**RUN, "schedule": {"name": "step", "step_size": 1.0000001}}, "1.0000001"),
        (ANALYZE, put(EXERCISE, "/data/targets", [[0.5, 0.500002]]), "1.000002"),
        (ANALYZE, put(SIGMOID, "/data/targets", [[1.000001, 0]]), "1.000001"),
        (ANALYZE, leaky(1e-60, "float32"), "1e−60"),
    ],
)
def test_a_number_is_told_as_it_came(path: str, body: Any, got: str) -> None:
    """However near it is to the border."""
    (message,) = told(path, body)
    assert f"got {got}" in message.replace("a sum of ", "")
    parts = BORDER.search(message)
    if parts:
        assert not set(numbers(parts[2])) & set(numbers(parts[1]))


@pytest.mark.parametrize(
    ("activation", "loss", "units", "says"),
    [
        ("relu", "cross_entropy", 2, "take softmax at the output, or the loss mean_squared_error"),
        ("sigmoid", "cross_entropy", 2, "take softmax at the output, or the loss binary_cross_entropy"),
        ("sigmoid", "cross_entropy", 1, "take binary_cross_entropy, since a softmax of one unit is always 1"),
        ("tanh", "cross_entropy", 1, "take mean_squared_error, since a softmax of one unit is always 1"),
        ("tanh", "binary_cross_entropy", 2, "take sigmoid at the output, or the loss mean_squared_error"),
        ("softmax", "binary_cross_entropy", 2, "take sigmoid at the output, or the loss cross_entropy"),
        (
            "softmax",
            "binary_cross_entropy",
            1,
            "take sigmoid at the output, since a softmax of one unit is always",
        ),
        ("softmax", "mean_squared_error", 2, "take identity at the output, or the loss cross_entropy"),
        (
            "softmax",
            "mean_squared_error",
            1,
            "take identity at the output, since a softmax of one unit is always",
        ),
    ],
)
def test_a_loss_that_does_not_go_with_the_output_says_what_would(
    activation: str, loss: str, units: int, says: str
) -> None:
    request = ended(activation, loss, units)
    request["data"] = {"inputs": EXERCISE["data"]["inputs"], "targets": [[0.0] * units]}
    (message,) = [one for one in told(ANALYZE, request) if one.startswith(loss)]
    assert says in message


def test_what_is_too_large_says_what_to_do() -> None:
    """For every setting that limits the size of a request."""
    assert set(SMALLER) <= set(Settings.model_fields)
    for name in ("max_layers", "max_units", "max_parameters", "max_batch", "max_flops"):
        limit: dict[str, Any] = {name: 0}
        app = create_app(Settings.model_construct(**limit))
        answer = ask("POST", ANALYZE, body=EXERCISE, app=app)
        assert answer.status_code == 413
        detail = answer.json()["detail"]
        assert f"(NABLASCOPE_{name.upper()}); {SMALLER[name]}, or raise that setting" in detail


def test_one_example_is_not_several() -> None:
    answer = ask("POST", TRAIN, body={**RUN, "example": 1}, app=create_app(settings(probe_examples=1)))
    (error,) = answer.json()["errors"]
    assert error["message"] == (
        "expected example 0, the only one; got 1 (a run is probed on the first example, NABLASCOPE_PROBE_EXAMPLES)"
    )
