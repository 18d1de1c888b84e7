"""Names of classes fit the classes that there are, or are refused where they stand."""

from typing import Any

import pytest

from tests.api.asking import ask, refused


def spec(units: int, targets: list[Any], classes: list[str], **more: Any) -> dict[str, Any]:
    loss = more.get("loss", "cross_entropy")
    output = {"cross_entropy": "softmax", "binary_cross_entropy": "sigmoid"}.get(loss, "identity")
    layers = [{"weights": [[1, 2]] * units, "activation": output}]
    data = {"inputs": [[1, 2]] * len(targets), "targets": targets, "classes": classes}
    return {"network": {"layers": layers}, "data": data, **more}


@pytest.mark.parametrize(
    "body",
    [
        spec(2, [1], ["a", "b"]),
        spec(3, [0, 1], ["a", "b"]),  # an output to spare
        spec(2, [[0, 1]], ["a", "b"]),
        spec(1, [[0], [1]], ["no", "yes"], loss="binary_cross_entropy"),
        spec(2, [[0, 1]], ["a", "b"], loss="mean_squared_error"),
    ],
)
def test_names_that_fit_are_taken(body: dict[str, Any]) -> None:
    assert ask("POST", "/api/v1/analyze", body=body).status_code == 200


@pytest.mark.parametrize(
    ("body", "pointer", "message"),
    [
        (spec(2, [1], ["a"]), "", "expected a name for each of the 2 classes, 0 to 1"),
        (spec(3, [0, 2], ["a", "b"]), "", "expected a name for each of the 3 classes, 0 to 2"),
        (spec(2, [[0, 1]], ["a"]), "", "expected a name for each of the 2 classes"),
        (spec(2, [1], ["a", "b", "c"]), "", "expected at most 2 names, one a class of 2 outputs; got 3; leave"),
        (spec(2, [1], ["a", "a"]), "/1", "expected a name of its own; got that of class 0; give another name"),
        (spec(1, [[1]], ["a", "b", "c"], loss="binary_cross_entropy"), "", "expected at most 2 names"),
        (spec(2, [[1, 2]], ["a", "b", "c"], loss="mean_squared_error"), "", "expected at most 2 names"),
    ],
)
def test_others_are_refused_at_their_place(body: dict[str, Any], pointer: str, message: str) -> None:
    (error,) = refused(body)["errors"]
    assert error["pointer"] == f"/data/classes{pointer}"
    assert error["message"].startswith(message)


def test_what_is_told_of_many_that_are_the_same_is_bounded() -> None:
    problem = refused(spec(60, [0], ["a"] * 60))
    assert len(problem["errors"]) == 20
