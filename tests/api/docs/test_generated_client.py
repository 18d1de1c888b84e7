"""The OpenAPI document is valid under its own version, and a generator makes a client of all of it."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic_core import to_json

from app.api.docs.page import operations_of
from app.wire.examples import ANALYZE_EXAMPLES

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

NAME = "nablascope_generated_client"
EXERCISE = ANALYZE_EXAMPLES["exercise"]["value"]


@pytest.fixture(scope="module")
def generated(app: FastAPI, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A client of the whole API, importable as `NAME`; the generator had nothing to complain about."""
    folder = tmp_path_factory.mktemp("client")
    document, config, client = folder / "openapi.json", folder / "config.yml", folder / NAME
    document.write_bytes(to_json(app.openapi()))
    config.write_text("post_hooks: []\n", encoding="utf-8")
    generator = Path(sys.executable).with_name("openapi-python-client")
    command: list[str | Path] = [generator, "generate", "--meta", "none"]
    options: list[str | Path] = ["--path", document, "--output-path", client, "--config", config]
    made = subprocess.run([*command, *options], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == f"Generating {client}"
    assert made.stderr == ""
    sys.path.insert(0, str(folder))
    yield client
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == NAME]:
        del sys.modules[name]


def part(name: str) -> ModuleType:
    """A module of the generated client."""
    return importlib.import_module(f"{NAME}.{name}")


def client_of(app: FastAPI) -> Any:
    """The generated client, talking to the application in this process."""
    return part("client").Client(
        base_url="http://test",
        httpx_args={"transport": httpx.ASGITransport(app=app)},
        raise_on_unexpected_status=True,
    )


def test_the_document_is_valid(app: FastAPI) -> None:
    assert app.openapi()["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(app.openapi()).iter_errors()) == []


def test_operations_have_short_names(app: FastAPI) -> None:
    names = {(method, path): item["operationId"] for method, path, item in operations_of(app.openapi())}
    assert len(set(names.values())) == len(names)
    assert all(name in path for (_, path), name in names.items())


def test_names_to_choose_from_are_listed(app: FastAPI) -> None:
    schemas = app.openapi()["components"]["schemas"]
    for listing, name in (
        ("activations", "ActivationName"),
        ("datasets", "DatasetName"),
        ("initializers", "InitializerName"),
        ("losses", "LossName"),
        ("optimizers", "OptimizerName"),
        ("schedules", "ScheduleName"),
    ):
        assert f"/api/v1/{listing}" in app.openapi()["paths"]
        assert len(schemas[name]["enum"]) > 2
    assert schemas["AnalyzeRequest"]["properties"]["loss"]["$ref"] == "#/components/schemas/LossName"


def test_typed_arrays_are_one_schema(app: FastAPI) -> None:
    """Written out beside its component, the same schema would make generators drop every route that takes it."""
    schemas = app.openapi()["components"]["schemas"]
    assert [name for name, schema in schemas.items() if '"dtype":' in to_json(schema).decode()] == ["TypedArray"]


def test_every_operation_is_in_the_client(app: FastAPI, generated: Path) -> None:
    modules = [file for file in generated.glob("api/*/*.py") if file.stem != "__init__"]
    operations = [item["operationId"] for _, _, item in operations_of(app.openapi())]
    assert sorted(file.stem for file in modules) == sorted(operations)
    for file in modules:
        assert callable(part(f"api.{file.parent.name}.{file.stem}").asyncio_detailed)


async def test_the_client_analyses_the_exercise(app: FastAPI, generated: Path) -> None:
    request = part("models").AnalyzeRequest.from_dict(EXERCISE)
    assert request.to_dict() == EXERCISE
    async with client_of(app) as client:
        answer = await part("api.analyze.analyze").asyncio(client=client, body=request)
    assert answer.loss == pytest.approx(0.2014132779827525, rel=1e-15)
    assert [layer.dead for layer in answer.layers] == [[0, 2], []]
    assert answer.layers[1].weight_gradient[1] == pytest.approx([0, 0.2736, 0], abs=1e-4)


async def test_the_client_lists_and_is_refused(app: FastAPI, generated: Path) -> None:
    async with client_of(app) as client:
        listed = await part("api.catalogue.activations").asyncio(client=client)
        assert [entry.name for entry in listed] == app.openapi()["components"]["schemas"]["ActivationName"]["enum"]
        problem = await part("api.analyze.analyze").asyncio(
            client=client, body=part("models").AnalyzeRequest.from_dict({**EXERCISE, "example": 7})
        )
    assert [(error.pointer, error.message) for error in problem.errors] == [
        ("/example", "expected example 0, the only one; got 7")
    ]
