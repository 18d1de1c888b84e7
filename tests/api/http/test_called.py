"""Faults of data whose columns have names are told with these."""

from typing import Any

import pytest

from tests.api.asking import analyzed, refused
from tests.api.http.test_refusals import EXERCISE, put

NAMED = put(EXERCISE, "/data/names", ["width", "height", "species"])
LONG = put(EXERCISE, "/data/names", ["a", "b" * 150])
ROWS = put(NAMED, "/data/names", ["width", "height", "no", "yes"])


@pytest.mark.parametrize(
    ("body", "pointer", "end"),
    [
        (put(NAMED, "/data/inputs/0/1", None), "/data/inputs/0/1", "got null (column height)"),
        (put(NAMED, "/data/inputs/0/0", "x"), "/data/inputs/0/0", 'got the text "x" (column width)'),
        (put(LONG, "/data/inputs/0/1", True), "/data/inputs/0/1", f"(column {'b' * 40}…)"),
        (put(NAMED, "/data/targets", [2]), "/data/targets/0", "(column species)"),
        (put(NAMED, "/data/targets", ["x"]), "/data/targets/0", "(column species)"),
        (put(ROWS, "/data/targets", [[-1, 2]]), "/data/targets/0/0", "got −1 (column no)"),
        (put(ROWS, "/data/targets", [[0.5, 0.6]]), "/data/targets/0", "divide the row by its sum"),
        ({**put(NAMED, "/data/inputs/0/0", 1e39), "precision": "float32"}, "/data/inputs/0/0", "(column width)"),
        (put(EXERCISE, "/data/inputs/0/1", None), "/data/inputs/0/1", "got null"),
        (put(put(NAMED, "/data/names", [1, 2]), "/data/inputs/0/1", None), "/data/inputs/0/1", "got null"),
    ],
)
def test_the_name_of_the_column_is_told(body: Any, pointer: str, end: str) -> None:
    error = refused(body)["errors"][0]
    assert error["pointer"] == pointer
    assert error["message"].endswith(end)


def test_advice_on_a_column_tells_its_name() -> None:
    data = {"inputs": [[1, 5], [3000, 5], [2, 5]], "targets": [0, 1, 0], "names": ["width", "height"]}
    told = {one["code"]: one["message"] for one in analyzed(put(EXERCISE, "/data", data))["advice"]}
    assert told["constant_input"].startswith("input 1 (height) is 5 on all 3 examples")
