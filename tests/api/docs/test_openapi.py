"""Whatever the OpenAPI document allows to be sent, no answer is a fault of the server."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.main import create_app
from app.settings import Settings

pytestmark = pytest.mark.slow

SMALL = Settings(
    max_flops=10_000_000,
    max_working_bytes=10_000_000,
    max_answer_bytes=4_000_000,
    max_recorded_steps=100,
    max_train_flops=100_000_000,
    max_train_seconds=0.5,
)
schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(SMALL))


@schema.parametrize()
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_request_is_answered_with_a_fault(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_schema_conformance,
        ]
    )


def test_the_document_describes_the_routes() -> None:
    paths = schema.raw_schema["paths"]
    names = ["activations", "initializers", "losses", "optimizers", "schedules", "datasets", "presets", "analyze"]
    assert {f"/api/v1/{name}" for name in names} <= set(paths)
    body = paths["/api/v1/analyze"]["post"]["requestBody"]["content"]["application/json"]
    assert len(body["examples"]) >= 4
    for status in ("413", "415", "422", "503"):
        assert list(paths["/api/v1/analyze"]["post"]["responses"][status]["content"]) == [
            "application/problem+json"
        ]


def test_the_document_describes_what_a_run_streams() -> None:
    train = schema.raw_schema["paths"]["/api/v1/train"]["post"]
    answers = train["responses"]["200"]["content"]
    assert set(answers) == {"text/event-stream", "text/csv", "application/octet-stream"}
    assert answers["text/event-stream"] == {"x-events": {"$ref": "#/components/schemas/TrainEvents"}}
    events = schema.raw_schema["components"]["schemas"]["TrainEvents"]["properties"]
    assert list(events) == ["start", "step", "snapshot", "death", "revival", "done", "error"]
    assert [parameter["name"] for parameter in train["parameters"]] == ["Last-Event-ID"]
    assert list(train["responses"]["200"]["headers"]) == ["Run-End"]
