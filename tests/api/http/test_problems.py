"""Every error is problem+json of one shape, pinned here, and says nothing of a body."""

import logging
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Query
from starlette.exceptions import HTTPException

from app.api.http.problems import shortened
from app.errors import (
    MAX_FIELD_ERRORS,
    PROBLEMS,
    FieldError,
    InvalidRequest,
    NotFound,
    OtherProblem,
    Problem,
    phrase,
    summarise,
    too_large,
)
from app.main import create_app
from app.settings import Settings
from app.wire.problem import ProblemDetails
from tests.api.conftest import client_of

pytestmark = pytest.mark.anyio


def assert_problem(response: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    """The members of the problem that a response must be."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    ProblemDetails.model_validate(body, strict=True)
    assert body["type"] == f"urn:nablascope:problem:{slug}"
    assert body["status"] == status
    return body


def test_the_shape() -> None:
    problem = InvalidRequest.at("/data/inputs/0", "expected 2 numbers; got 3")
    assert problem.body() == {
        "type": "urn:nablascope:problem:invalid-request",
        "title": "Invalid request",
        "status": 422,
        "detail": "/data/inputs/0: expected 2 numbers; got 3",
        "errors": [{"pointer": "/data/inputs/0", "message": "expected 2 numbers; got 3"}],
    }
    assert NotFound("nothing there").body() == {
        "type": "urn:nablascope:problem:not-found",
        "title": "Not found",
        "status": 404,
        "detail": "nothing there",
    }


def test_a_remedy_is_told_where_there_is_one() -> None:
    errors = [FieldError("/data/targets", "expected rows", "divide_by_sum"), FieldError("/loss", "expected a text")]
    assert InvalidRequest(errors).body()["errors"] == [
        {"pointer": "/data/targets", "message": "expected rows", "remedy": "divide_by_sum"},
        {"pointer": "/loss", "message": "expected a text"},
    ]


def test_the_tree_is_whole_and_listed() -> None:
    listed = (__import__("app.errors").errors.__doc__ or "").splitlines()
    for kind in PROBLEMS:
        assert any(f" {kind.__name__} " in line and f" {kind.status} " in line for line in listed), kind
        assert any(f" {kind.slug}" in line for line in listed), kind
    slugs = [kind.slug for kind in PROBLEMS]
    assert len(set(slugs)) == len(slugs)
    assert set(Problem.__subclasses__()) == {*PROBLEMS, OtherProblem}


def test_no_more_errors_are_told_than_allowed() -> None:
    problem = InvalidRequest([FieldError(f"/{index}", "expected a number") for index in range(100)])
    assert len(problem.body()["errors"]) == MAX_FIELD_ERRORS == 20
    assert problem.detail == "/0: expected a number (and 99 more errors)"


def test_summaries() -> None:
    assert summarise([]) == "the request is not valid"
    assert summarise([FieldError("", "expected JSON")]) == "expected JSON"
    assert summarise([FieldError("", "a"), FieldError("", "b")]) == "a (and 1 more error)"
    assert phrase(418) == "I'm a Teapot"
    assert phrase(999) == "Error"
    assert shortened("/" + "x" * 1000) == "/" + "x" * 99 + "…"


def test_too_large_tells_estimate_limit_and_setting() -> None:
    detail = too_large("examples", 20_000, 10_000, "max_batch").detail
    told = "examples: 20,000 is more than the limit of 10,000 (NABLASCOPE_MAX_BATCH)"
    assert detail == f"{told}; take fewer examples, or raise that setting"


async def test_unknown_address(client: httpx.AsyncClient) -> None:
    for method in ("GET", "POST", "DELETE", "OPTIONS"):
        response = await client.request(method, "/api/v1/nothing")
        assert assert_problem(response, 404, "not-found")["detail"] == "nothing is published at /api/v1/nothing"


async def test_a_long_address_is_cut(client: httpx.AsyncClient) -> None:
    body = assert_problem(await client.get("/" + "x" * 5000), 404, "not-found")
    assert len(body["detail"]) < 200


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/healthz", "GET"), ("/api/v1/analyze", "POST"), ("/docs", "GET"), ("/", "GET, HEAD")],
)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
async def test_wrong_method(client: httpx.AsyncClient, method: str, path: str, allowed: str) -> None:
    response = await client.request(method, path)
    body = assert_problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == allowed
    assert body["detail"] == f"{path} takes {allowed}; got {method}"


async def test_get_of_a_post_route_and_head_of_it(client: httpx.AsyncClient) -> None:
    assert_problem(await client.get("/api/v1/analyze"), 405, "method-not-allowed")
    head = await client.head("/api/v1/analyze")
    assert (head.status_code, head.headers["allow"], head.content) == (405, "POST", b"")


@pytest.fixture
def faulty() -> FastAPI:
    """An application with routes that go wrong."""
    app = create_app(Settings.model_construct())

    @app.get("/crash")
    async def crash() -> None:
        raise RuntimeError("the secret of the body")

    @app.get("/teapot")
    async def teapot() -> None:
        raise HTTPException(418, "short and stout")

    @app.get("/bad")
    async def bad() -> None:
        raise HTTPException(400, "not understandable")

    @app.get("/number")
    async def number(n: int = Query(ge=0, le=4)) -> int:
        return n

    return app


async def test_a_fault_of_ours_is_logged_and_not_told(faulty: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    async with client_of(faulty) as client:
        with caplog.at_level(logging.ERROR, logger="nablascope"):
            response = await client.get("/crash")
    assert_problem(response, 500, "internal-error")
    assert "secret" not in response.text
    assert "content-security-policy" in response.headers
    assert "unexpected RuntimeError" in caplog.text


async def test_a_status_without_a_class_is_about_blank(faulty: FastAPI) -> None:
    async with client_of(faulty) as client:
        response = await client.get("/teapot")
        assert_problem(await client.get("/bad"), 400, "bad-request")
    assert response.json() == {
        "type": "about:blank",
        "title": "I'm a Teapot",
        "status": 418,
        "detail": "short and stout",
    }


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"n": "swordfish"}, 'expected a whole number; got the text "swordfish"'),
        ({"n": "x" * 5000}, "expected a whole number; got a text of 5000 characters"),
        ({"n": "9" * 5000}, "expected a smaller whole number; got a text of 5000 characters"),
        ({"n": "9" * 400}, "expected a whole number of at most 4; got a text of 400 characters"),
        ({"n": "nan"}, 'expected a whole number; got the text "nan"'),
        ({"n": "1.5"}, "expected a whole number; got 1.5"),
        ({"n": "9"}, "expected a whole number of at most 4; got 9"),
        ({"n": "-1"}, "expected a whole number of at least 0; got −1"),
        ({"n": ""}, 'expected a whole number; got the text ""'),
        ({}, "expected this field; it is missing"),
    ],
)
async def test_a_wrong_parameter_is_told_in_this_projects_words(
    faulty: FastAPI, parameters: dict[str, str], said: str
) -> None:
    async with client_of(faulty) as client:
        response = await client.get("/number", params=parameters)
    body = assert_problem(response, 422, "invalid-request")
    assert body["detail"] == f"query parameter n: {said}"
    assert body["errors"] == [{"pointer": "", "message": f"query parameter n: {said}"}]
