"""GET /api/v1/problems/{seed}: an exercise, its text and its key."""

from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

import pytest

from app.main import create_app
from tests.api.asking import analyzed, array, ask, settings

LEVELS = [1, 2, 3, 4]


def problem(seed: int = 7, level: int = 1, *, key: bool = False) -> dict[str, Any]:
    path = f"/api/v1/problems/{seed}?level={level}" + ("&key=true" if key else "")
    response = ask("GET", path, app=create_app(settings(answer_keys=key)))
    assert response.status_code == 200, response.text
    content: dict[str, Any] = response.json()
    return content


@pytest.mark.parametrize("level", LEVELS)
def test_the_contract(level: int) -> None:
    content = problem(level=level)
    assert list(content) == ["seed", "level", "title", "text", "statement", "request", "hand_in", "key"]
    assert (content["seed"], content["level"], content["key"]) == (7, level, None)
    assert content["title"].startswith(f"Exercise 7, level {level}: ")
    assert content["text"].startswith(f"# Exercise 7, level {level}: ")
    assert {block["kind"] for block in content["statement"]} == {"text", "equation"}
    for block in content["statement"]:
        for mathml in [block["mathml"]] if block["kind"] == "equation" else [p["mathml"] for p in block["parts"]]:
            assert mathml is None or ElementTree.fromstring(mathml).tag.endswith("math")
    assert list(content["hand_in"][0]) == ["layer", "quantity", "shape", "text", "mathml", "words"]
    assert problem(level=level) == content


def test_the_level_is_one_unless_it_is_told() -> None:
    assert ask("GET", "/api/v1/problems/3").json() == problem(3, 1)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", [0, 1, 2**53 - 1])
def test_the_key_is_what_analyze_says_and_grade_takes(seed: int, level: int) -> None:
    content = problem(seed, level, key=True)
    layers = analyzed(content["request"])["layers"]
    asked = [(item["layer"], item["quantity"]) for item in content["hand_in"]]
    assert [(entry["layer"], entry["quantity"]) for entry in content["key"]] == asked
    for item, entry in zip(content["hand_in"], content["key"], strict=True):
        expected = array(layers[entry["layer"] - 1][entry["quantity"]])
        assert (array(entry["values"]) == expected).all()
        assert list(expected.shape) == item["shape"]
        rows = entry["exact"] if expected.ndim == 2 else [entry["exact"]]
        flat = [float(Fraction(text)) for row in rows for text in row]
        assert flat == pytest.approx(expected.ravel().tolist(), abs=1e-12)
    for form in ("values", "exact"):
        answers = [
            {**{name: entry[name] for name in ("layer", "quantity")}, "values": entry[form]}
            for entry in content["key"]
        ]
        body = {**content["request"], "answers": answers, "tolerance": 1e-12}
        marked = ask("POST", "/api/v1/grade", body=body).json()
        assert marked["mistakes"] == 0
        assert all(seen["correct"] and not seen["diagnosis"] for seen in marked["answers"])


def test_there_is_no_answer_in_an_exercise() -> None:
    with_key = problem(11, 2, key=True)
    without = ask("GET", "/api/v1/problems/11?level=2")
    prediction = next(
        entry for entry in with_key["key"] if (entry["layer"], entry["quantity"]) == (2, "activation")
    )
    assert all(text not in without.text for text in prediction["exact"][0])


def test_a_key_is_given_only_where_the_settings_allow_it() -> None:
    response = ask("GET", "/api/v1/problems/7?key=true", app=create_app(settings(answer_keys=False)))
    assert response.status_code == 403
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:nablascope:problem:forbidden",
        "title": "Forbidden",
        "status": 403,
        "detail": "this server gives no answer keys; NABLASCOPE_ANSWER_KEYS=true would allow it",
    }
    allowed = ask("GET", "/api/v1/problems/7?key=false", app=create_app(settings(answer_keys=True)))
    assert allowed.json()["key"] is None


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("7?level=0", "query parameter level: expected a whole number of at least 1; got 0"),
        ("7?level=5", "query parameter level: expected a whole number of at most 4; got 5"),
        ("7?level=x", 'query parameter level: expected a whole number; got the text "x"'),
        ("-1", "path parameter seed: expected a whole number of at least 0; got −1"),
        ("x", 'path parameter seed: expected a whole number; got the text "x"'),
        (
            "9007199254740992",
            "path parameter seed: expected a whole number below 9007199254740992; got 9007199254740992",
        ),
        ("1.5", "path parameter seed: expected a whole number; got 1.5"),
        ("7?key=maybe", 'query parameter key: expected true or false; got the text "maybe"'),
    ],
)
def test_a_bad_parameter_is_named(path: str, message: str) -> None:
    response = ask("GET", f"/api/v1/problems/{path}")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"] == [{"pointer": "", "message": message}]
