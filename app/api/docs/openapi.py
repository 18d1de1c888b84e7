"""The OpenAPI document: FastAPI's own, with the models that routes only refer to.

A route that reads its body itself and answers with bytes of its own tells its schemas by reference; here those
references get what they point at. An answer's schema names what is always there as required.
"""

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ...wire.check.answer import CheckRequest
from ...wire.explain.derivation import DerivationRequest
from ...wire.explain.request import ExplainRequest
from ...wire.network.request import AnalyzeRequest
from ...wire.practice.grade import GradeRequest
from ...wire.problem import ProblemDetails
from ...wire.tables.tables import TableRequest
from ...wire.train.events import TrainEvents
from ...wire.train.request import TrainRequest

EVENTS = "x-events"
"""Of a stream: the data of its events by their names. OpenAPI 3.1, which generators read, has no word for that."""

REFERRED: tuple[type[BaseModel], ...] = (
    AnalyzeRequest,
    CheckRequest,
    DerivationRequest,
    ExplainRequest,
    GradeRequest,
    ProblemDetails,
    TableRequest,
    TrainEvents,
    TrainRequest,
)


class DocumentedApp(FastAPI):
    """FastAPI whose OpenAPI document also holds the models of `REFERRED`."""

    def openapi(self) -> dict[str, Any]:
        """The document, built at the first call and kept."""
        if self.openapi_schema is None:
            self.openapi_schema = with_models(super().openapi(), REFERRED)
        return self.openapi_schema


def operation_id(route: APIRoute) -> str:
    """What a generated client calls a route: `analyze` for post_analyze."""
    return route.name.removeprefix("get_").removeprefix("post_")


def with_models(document: dict[str, Any], models: tuple[type[BaseModel], ...]) -> dict[str, Any]:
    """The document with the schemas of these models, and of what they refer to, among its components."""
    _, definitions = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
    )
    components = document.get("components", {})
    schemas = {**definitions["$defs"], **components.get("schemas", {})}
    return {**document, "components": {**components, "schemas": dict(sorted(schemas.items()))}}
