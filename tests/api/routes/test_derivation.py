"""POST /api/v1/derivation: its three forms, the example it is about, its limits and its refusals."""

import copy
import re
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from app.main import create_app
from app.wire.examples import DERIVATION_EXAMPLES
from tests.api.asking import ask, settings
from tests.engine.helpers import cases

EXERCISE = DERIVATION_EXAMPLES["exercise"]["value"]
DIGITS: dict[str, Any] = {
    "network": {
        "layers": [
            {"units": 128, "activation": "relu", "initializer": "he_normal"},
            {"units": 10, "activation": "softmax", "initializer": "glorot_normal"},
        ]
    },
    "data": {"dataset": "digits", "size": 20},
}


def derivation(body: Any, **values: Any) -> httpx.Response:
    return ask("POST", "/api/v1/derivation", body=body, app=create_app(settings(**values)))


def changed(**values: Any) -> dict[str, Any]:
    return {**copy.deepcopy(EXERCISE), **values}


def test_as_json() -> None:
    answer = derivation(EXERCISE)
    assert answer.status_code == 200, answer.text
    content = answer.json()
    assert content.keys() == {"title", "example", "sections"}
    assert content["title"] == "Backpropagation through a 2-3-2 network, worked out"
    assert content["example"] == 0
    for section in content["sections"]:
        assert section.keys() == {"id", "title", "blocks"}
        for block in section["blocks"]:
            if block["kind"] == "equation":
                assert block.keys() == {"kind", "text", "latex", "mathml"}
                assert ElementTree.fromstring(block["mathml"]).get("display") == "block"
            else:
                assert block.keys() == {"kind", "text", "latex", "parts"}
                assert "".join(part["text"] for part in block["parts"]) == block["text"]
                for part in block["parts"]:
                    assert part["mathml"] is None or ElementTree.fromstring(part["mathml"]).tag.endswith("math")
    assert len({section["id"] for section in content["sections"]}) == len(content["sections"])


def test_as_markdown() -> None:
    answer = derivation(changed(format="markdown"))
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.text.startswith("# Backpropagation through a 2-3-2 network, worked out\n\n## What is given\n\n")
    assert answer.text.count("\n$$\n") % 2 == 0
    assert "units 0 and 2 of 3 let nothing back through" in answer.text


def test_as_latex() -> None:
    answer = derivation(changed(format="latex"))
    assert answer.headers["content-type"] == "application/x-tex"
    assert answer.text.startswith("\\documentclass")
    assert answer.text.isascii()
    assert r"\nabla W^{(0)}" in answer.text


@pytest.mark.parametrize("form", ["json", "markdown", "latex"])
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_reference_cases_in_every_form(case: dict[str, Any], form: str) -> None:
    answer = derivation({**case["request"], "format": form, "encoding": "base64"})
    assert answer.status_code == 200, answer.text
    if form == "latex":
        assert answer.text.isascii()
        assert_balanced(answer.text)
    if form == "json":
        blocks = [block for section in answer.json()["sections"] for block in section["blocks"]]
        for block in blocks:
            ElementTree.fromstring(block.get("mathml") or "<p/>")


def assert_balanced(latex: str) -> None:
    """Braces, and what begins and ends."""
    depth = 0
    for mark in re.findall(r"(?<!\\)[{}]", latex):
        depth += 1 if mark == "{" else -1
        assert depth >= 0
    assert depth == 0
    opened: list[str] = []
    for kind, name in re.findall(r"\\(begin|end)\{(\w+)\}", latex):
        if kind == "begin":
            opened.append(name)
        else:
            assert opened.pop() == name
    assert not opened


def test_the_example_is_chosen_and_the_batch_told() -> None:
    answer = derivation({**DIGITS, "example": 7}).json()
    assert answer["example"] == 7
    assert answer["sections"][0]["blocks"][0]["text"].startswith("This is example 7 of 20;")
    assert answer["sections"][-1]["id"] == "batch"


def test_a_large_network_is_answered_within_a_megabyte() -> None:
    for form in ("json", "markdown", "latex"):
        answer = derivation({**DIGITS, "format": form})
        assert answer.status_code == 200
        assert len(answer.content) < 300_000


def test_the_size_of_the_arrays_does_not_count_since_they_are_not_sent() -> None:
    assert derivation(DIGITS, max_answer_bytes=100_000).status_code == 200


def test_precision_and_reduction() -> None:
    answer = derivation({**DIGITS, "precision": "float32", "reduction": "sum"})
    assert answer.status_code == 200
    assert "float32" in answer.text
    assert "sums of such gradients" in answer.text


def test_a_network_beyond_the_numbers_is_answered() -> None:
    body = changed(
        network={
            "layers": [
                {"weights": [[1e200, 0], [1e200, 1e200]], "activation": "relu"},
                {"weights": [[1e200, 0], [0, -1e200]], "activation": "softmax"},
            ]
        }
    )
    for form in ("json", "markdown", "latex"):
        answer = derivation({**body, "format": form})
        assert answer.status_code == 200
        assert "Here the numbers stop" in answer.text


@pytest.mark.parametrize(
    ("values", "pointer"),
    [
        ({"format": "pdf"}, "/format"),
        ({"format": None}, "/format"),
        ({"example": 1}, "/example"),
        ({"example": -1}, "/example"),
        ({"loss": "hinge"}, "/loss"),
        ({"target": {}}, "/target"),
    ],
)
def test_a_bad_field_is_pointed_at(values: dict[str, Any], pointer: str) -> None:
    answer = derivation(changed(**values))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_too_much_work_is_refused() -> None:
    answer = derivation(DIGITS, max_flops=1000)
    assert answer.status_code == 413
    assert "NABLASCOPE_MAX_FLOPS" in answer.json()["detail"]


def test_the_document_tells_all_media_types_and_examples() -> None:
    document = ask("GET", "/openapi.json").json()
    post = document["paths"]["/api/v1/derivation"]["post"]
    assert post["responses"]["200"]["content"].keys() == {
        "application/json",
        "text/markdown",
        "application/x-tex",
    }
    assert post["requestBody"]["content"]["application/json"]["examples"] == DERIVATION_EXAMPLES


@pytest.mark.parametrize("name", DERIVATION_EXAMPLES)
def test_documented_examples_work(name: str) -> None:
    assert derivation(DERIVATION_EXAMPLES[name]["value"]).status_code == 200
