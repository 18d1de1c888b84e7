"""POST /api/v1/tables: as JSON and as a file, its options, its refusals."""

import base64
from typing import Any

import httpx
import pytest

from app.main import create_app
from tests.api.asking import analyzed, array, ask, settings

PATH = "/api/v1/tables"


def told(body: Any) -> dict[str, Any]:
    answer = ask("POST", PATH, body=body)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def refused(body: Any, status: int = 422, **values: Any) -> dict[str, Any]:
    answer = ask("POST", PATH, body=body, app=create_app(settings(**values)))
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    content: dict[str, Any] = answer.json()
    return content


def test_text_and_its_bytes_are_the_same_table() -> None:
    text = "x;y\n1,5;2\n−2,25;0\n"
    one, other = told({"text": text}), told({"bytes": base64.b64encode(text.encode()).decode()})
    assert one["inputs"] == other["inputs"] == [[1.5], [-2.25]]
    assert one["targets"] == other["targets"] == [2, 0]
    assert (one["reading"]["source_encoding"], other["reading"]["source_encoding"]) == (None, "UTF-8")


def test_the_reading_can_be_sent_back_as_options() -> None:
    text = "a;b\n1.234,5;no\n2.000,25;yes\n"
    first = told({"text": text})
    reading = first["reading"]
    options = {name: reading[name] for name in ("separator", "decimal", "thousands", "header")}
    assert options == {"separator": ";", "decimal": ",", "thousands": ".", "header": True}
    again = told({"text": text, **options})
    assert again == first
    assert [(c["name"], c["role"], c["kind"], c["classes"]) for c in first["columns"]] == [
        ("a", "input", "numbers", None),
        ("b", "target", "classes", ["no", "yes"]),
    ]


def test_inputs_and_targets_are_the_data_of_an_analyze_request() -> None:
    table = told({"text": "x1,x2,class\n0.5,1,no\n1,2,yes\n", "encoding": "base64"})
    assert array(table["inputs"]).tolist() == [[0.5, 1], [1, 2]]
    data = {name: table[name] for name in ("inputs", "targets")}
    network = {"layers": [{"weights": [[1, 0], [0, 1]], "activation": "softmax"}]}
    assert analyzed({"network": network, "data": data})["accuracy"] is not None


def test_data_may_have_names_that_have_no_part_in_any_number() -> None:
    network = {"layers": [{"weights": [[1, 0], [0, 1]], "activation": "softmax"}]}
    data = {"inputs": [[0.5, 1]], "targets": [0]}
    plain = analyzed({"network": network, "data": data})
    for names in (["x1", "x2"], ["x1", "x2", "class"]):
        named = {**data, "names": names, "classes": ["no", "yes"]}
        assert analyzed({"network": network, "data": named}) == plain
    body = {"network": network, "data": {**data, "names": ["x1"]}}
    problem = ask("POST", "/api/v1/analyze", body=body).json()
    assert problem["errors"][0] == {
        "pointer": "/data/names",
        "message": "expected 2 names for the inputs, or 3 with the targets; got 1",
    }
    body = {"network": network, "data": {"dataset": "moons", "names": ["a", "b"]}}
    assert ask("POST", "/api/v1/analyze", body=body).json()["errors"][0]["pointer"] == "/data/names"


def test_faults_are_refused_each_at_its_cell_at_most_twenty() -> None:
    rows = "\n".join("1,,0" for _ in range(30))
    problem = refused({"text": f"x1,x2,class\n{rows}\n"})
    assert [error["pointer"] for error in problem["errors"]] == [f"/rows/{row}/1" for row in range(20)]
    assert problem["errors"][1]["message"] == "row 2 (line 3), column x2: missing; expected a number"
    assert problem["detail"].endswith("(and 29 more errors)")


def test_rows_with_faults_are_left_out_or_told_on_request() -> None:
    text = "x,y\n1,0\n,1\n3,1\n"
    left = told({"text": text, "faulty_rows": "leave_out"})
    assert (left["inputs"], left["targets"], left["left_out"]) == ([[1], [3]], [0, 1], [1])
    only = told({"text": text, "faulty_rows": "tell"})
    assert only["inputs"] is None
    assert only["left_out"] == []
    assert only["faulty_rows"] == [{"row": 1, "line": 3, "cells": ["", "1"]}]
    assert [fault["pointer"] for fault in only["faults"]] == ["/rows/1/0"]
    assert refused({"text": "x,y\n,0\n,1\n", "faulty_rows": "leave_out"})["errors"]


def test_a_question_about_the_header_comes_with_its_answers() -> None:
    text = "1,2,3,4\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n"
    asked = told({"text": text})
    assert asked["reading"]["header"] is None
    assert asked["inputs"] is asked["targets"] is None
    question = asked["questions"][0]
    assert question["about"] == "header"
    names, example = (told({"text": text, **choice["options"]}) for choice in question["choices"])
    assert ([c["name"] for c in names["columns"]], len(names["inputs"])) == (["1", "2", "3", "4"], 2)
    assert (names["questions"], len(example["inputs"])) == ([], 3)


def test_targets_are_the_columns_that_somebody_names() -> None:
    text = "mpg,weight,name\n18,3504,ford\n25,2046,toyota\n"
    table = told({"text": text, "targets": [0], "ignore": [2]})
    assert (table["inputs"], table["targets"]) == ([[3504], [2046]], [18, 25])
    assert [c["role"] for c in table["columns"]] == ["target", "input", "ignored"]
    assert told({"text": "1,2\n3,4", "targets": []})["targets"] is None
    assert told({"text": "1,2,3\n3,4,5\n", "targets": [1, 2]})["targets"] == [[2, 3], [4, 5]]
    assert "column" in refused({"text": text, "targets": [7]})["errors"][0]["message"]


@pytest.mark.parametrize("kind", ["text/csv", "text/plain; charset=utf-8", "application/octet-stream"])
def test_a_file_is_taken_as_it_is_with_its_options_in_the_address(kind: str) -> None:
    content = "x;y\n1.234;0\n5.678;1\n".encode("utf-16")
    path = f"{PATH}?decimal=,&header=true&targets=1"
    answer = ask("POST", path, content=content, content_type=kind)
    assert answer.status_code == 200, answer.text
    assert answer.json()["inputs"] == [[1234], [5678]]
    assert answer.json()["reading"]["source_encoding"] == "UTF-16"


@pytest.mark.parametrize("query", ["header=maybe", "colour=red", "decimal=,&decimal=.", "targets=x"])
def test_options_of_the_address_are_checked(query: str) -> None:
    answer = ask("POST", f"{PATH}?{query}", content=b"1,2", content_type="text/csv")
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize(
    "body",
    [{}, {"text": "1,2", "bytes": "MSwy"}, {"bytes": "?"}, {"text": ""}, {"text": "a\0b"}, {"text": "1,2", "x": 1}],
)
def test_what_is_no_table_is_refused(body: Any) -> None:
    assert refused(body)["errors"]


def test_a_table_is_held_to_the_limits_of_the_settings() -> None:
    assert "MAX_BATCH" in refused({"text": "1,2\n" * 11}, 413, max_batch=10)["detail"]
    assert "MAX_UNITS" in refused({"text": "1," * 20}, 413, max_units=10)["detail"]
    assert "MAX_ANSWER_BYTES" in refused({"text": "1,2\n" * 60}, 413, max_answer_bytes=2100)["detail"]
    answer: httpx.Response = ask(
        "POST", PATH, content=b"1,2\n" * 600, content_type="text/csv", app=create_app(settings(max_body_bytes=1024))
    )
    assert answer.status_code == 413


@pytest.mark.parametrize("content", [b'"' * 1_000_000, b"1," * 1_000_000, b";,\t| " * 200_000, b"\n" * 1_000_000])
def test_hostile_texts_are_answered(content: bytes) -> None:
    assert ask("POST", PATH, content=content, content_type="text/csv").status_code in (200, 413, 422)


@pytest.mark.parametrize("encoding", ["utf-7", "unicode_escape", "raw_unicode_escape", "punycode", "idna"])
def test_no_encoding_brings_in_what_cannot_be_sent_back(encoding: str) -> None:
    halves = {"utf-7": b"+2AA-,1\n1,2", "punycode": b"a-" + b"b" * 200_000}.get(encoding, b"\\ud800,1\n1,2")
    answer = ask("POST", f"{PATH}?source_encoding={encoding}", content=halves, content_type="text/csv")
    assert answer.status_code == 422, answer.text
    assert "try " in answer.json()["detail"]


def test_times_in_a_text_are_no_fields_of_its_request() -> None:
    text = "time;x;y\n" + "12:30:00;1;2\n" * 200
    answer = ask(
        "POST", PATH, body={"text": text, "ignore": [0]}, app=create_app(settings(max_fields=100, max_lists=100))
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["inputs"] == [[1.0]] * 200


@pytest.mark.parametrize("charset", ["iso-8859-1", '"windows-1252"', "utf-16-le", "GBK"])
def test_a_declared_charset_is_the_encoding_of_a_file(charset: str) -> None:
    text = "größe;y\n1;2\n" if charset != "GBK" else "颜色;y\n1;2\n"
    content = text.encode(charset.strip('"'))
    answer = ask("POST", PATH, content=content, content_type=f"text/csv; charset={charset}")
    assert answer.json()["columns"][0]["name"] == text.partition(";")[0]


def test_bytes_that_are_not_in_the_declared_charset_are_refused() -> None:
    answer = ask("POST", PATH, content="größe\n1".encode("latin-1"), content_type="text/csv; charset=utf-8")
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "/source_encoding"
    assert "windows-1252" in error["message"]
    path = f"{PATH}?source_encoding=latin-1"
    answer = ask("POST", path, content="größe\n1".encode("latin-1"), content_type="text/csv; charset=utf-8")
    assert answer.json()["columns"][0]["name"] == "größe"


@pytest.mark.parametrize(
    ("options", "query", "pointer"),
    [
        ({"targets": [1, 9]}, "targets=1,9", "/targets/1"),
        ({"ignore": [9]}, "ignore=9", "/ignore/0"),
        ({"targets": [1], "ignore": [0, 1]}, "targets=1&ignore=0,1", "/targets/0"),
        ({"targets": [0, 1]}, "targets=0,1", "/targets"),
        ({"source_encoding": "utf-32"}, "source_encoding=utf-32", "/source_encoding"),
        ({"decimal": ",", "thousands": ","}, "decimal=,&thousands=,", "/thousands"),
    ],
)
def test_an_option_that_does_not_fit_is_told_at_its_own_pointer(options: Any, query: str, pointer: str) -> None:
    content = b"1;2\n3;4\n5;6"
    body = {"bytes": base64.b64encode(content).decode(), **options}
    assert [error["pointer"] for error in refused(body)["errors"]] == [pointer]
    answer = ask("POST", f"{PATH}?{query}", content=content, content_type="text/csv")
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize("kind", ["application/vnd.ms-excel", "application/x-www-form-urlencoded", ""])
def test_the_types_that_are_taken_are_all_told(kind: str) -> None:
    answer = ask("POST", PATH, content=b"1,2", content_type=kind)
    assert answer.status_code == 415
    for taken in (
        "application/json",
        "text/csv",
        "text/tab-separated-values",
        "text/plain",
        "application/octet-stream",
    ):
        assert taken in answer.json()["detail"]
        assert taken in answer.headers["accept"]


@pytest.mark.parametrize(
    ("query", "roles"),
    [
        ("targets=[]", ["input", "input", "input"]),
        ("targets=", ["input", "input", "target"]),
        ("targets=[0,1]", ["target", "target", "input"]),
        ("targets=[]&ignore=[1]", ["input", "ignored", "input"]),
    ],
)
def test_columns_in_the_address(query: str, roles: list[str]) -> None:
    answer = ask("POST", f"{PATH}?{query}", content=b"1,2,3\n4,7,6\n", content_type="text/csv")
    assert [column["role"] for column in answer.json()["columns"]] == roles


def test_a_negative_column_is_told_as_a_number() -> None:
    answer = ask("POST", f"{PATH}?targets=0,-1", content=b"1,2,3\n", content_type="text/csv")
    (error,) = answer.json()["errors"]
    assert error == {"pointer": "/targets/1", "message": "expected a whole number of at least 0; got −1"}


def refused_data(network: Any, data: Any) -> list[dict[str, str]]:
    answer = ask("POST", "/api/v1/analyze", body={"network": network, "data": data})
    errors: list[dict[str, str]] = answer.json()["errors"]
    return errors


def test_the_names_of_a_table_go_into_the_data_as_they_are() -> None:
    table = told({"text": ",b,kind\n0.5,1,no\n1,2,yes\n"})
    assert (table["names"], table["classes"]) == ([None, "b", "kind"], ["no", "yes"])
    data = {name: table[name] for name in ("inputs", "targets", "names", "classes")}
    network = {"layers": [{"weights": [[1, 0], [0, 1]], "activation": "softmax"}]}
    assert analyzed({"network": network, "data": data})["accuracy"] is not None
    data["inputs"] = [["x", 1], [1, "y"]]
    assert ["column" in error["message"] for error in refused_data(network, data)] == [False, True]
    bare = told({"text": "0.5;1\n1.5;2\n"})
    assert bare["names"] is bare["classes"] is None


def test_a_number_beyond_float64_is_told_as_one() -> None:
    data = {"inputs": [["1e400"], ["2,5"]], "targets": [0, 1]}
    first, second = refused_data({"layers": [{"weights": [[1]]}]}, data)
    assert first["message"] == 'expected a number that float64 holds, at most about 1.8e308; got the text "1e400"'
    assert second["message"].startswith("expected a number; got")
