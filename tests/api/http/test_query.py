"""Every route of the API refuses query parameters that it does not know, and nothing else does."""

import pytest

from app.api.docs.page import operations_of
from app.main import create_app
from app.validation import listed
from app.wire.examples import ANALYZE_EXAMPLES
from app.wire.tables.tables import TableOptions
from tests.api.asking import ask, settings
from tests.api.http.test_problems import assert_problem

APP = create_app(settings())
ROUTES = [
    (method, path.replace("{seed}", "7")) for method, path, _ in operations_of(APP.openapi()) if "/api/" in path
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_route_refuses_an_unknown_parameter(method: str, path: str) -> None:
    answer = ask(method, f"{path}?foo=1", body={} if method == "POST" else None, app=APP)
    problem = assert_problem(answer, 422, "invalid-request")
    known = "expected level or key" if "problems" in path else "this address takes none; leave it out"
    if path == "/api/v1/tables":
        known = f"expected {listed(list(TableOptions.model_fields))}"
    assert problem["errors"] == [{"pointer": "", "message": f'unknown query parameter "foo"; {known}'}]


def test_the_parameter_that_was_meant_is_told() -> None:
    problem = ask("GET", "/api/v1/problems/7?lvel=2&Key=true", app=APP).json()
    assert [error["message"] for error in problem["errors"]] == [
        'unknown query parameter "lvel"; expected level or key; did you mean "level"?',
        'unknown query parameter "Key"; expected level or key; did you mean "key"?',
    ]


def test_known_parameters_are_taken_and_checked_as_before() -> None:
    assert ask("GET", "/api/v1/problems/7?level=2&key=false", app=APP).status_code == 200
    assert "query parameter level: expected" in ask("GET", "/api/v1/problems/7?level=x", app=APP).json()["detail"]
    assert ask("POST", "/api/v1/analyze", body=ANALYZE_EXAMPLES["exercise"]["value"], app=APP).status_code == 200


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("level=1&level=2", ["level"]),
        ("level=1&level=1", ["level"]),
        ("key=true&level=1&key=false&level=2", ["key", "level"]),
    ],
)
def test_what_is_given_twice_is_refused(query: str, names: list[str]) -> None:
    problem = assert_problem(ask("GET", f"/api/v1/problems/7?{query}", app=APP), 422, "invalid-request")
    assert [error["message"] for error in problem["errors"]] == [
        f'expected query parameter "{name}" once; got it more than once; leave one of them out' for name in names
    ]


def test_an_unknown_one_that_comes_twice_is_told_once() -> None:
    problem = ask("GET", "/api/v1/losses?a=1&a=2", app=APP).json()
    assert len(problem["errors"]) == 1


def test_many_and_long_parameters_are_told_in_short() -> None:
    query = "&".join(f"{'x' * 300}{index}=" for index in range(50))
    answer = ask("GET", f"/api/v1/losses?{query}", app=APP)
    assert len(answer.json()["errors"]) == 20
    assert all(len(error["message"]) < 120 for error in answer.json()["errors"])


@pytest.mark.parametrize("path", ["/", "/docs", "/healthz", "/readyz", "/openapi.json", "/js/main.js"])
def test_what_is_no_route_of_the_api_takes_any(path: str) -> None:
    assert ask("GET", f"{path}?v=1", app=APP).status_code == 200
