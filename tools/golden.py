"""Golden answers: what the service answers now, kept in a file, and held against what it answers after a change.

    python -m tools.golden write before.json
    python -m tools.golden compare before.json

Every analysis, derivation and check of all presets and reference cases, explanations of their numbers, marks of
right and of wrong answers, runs, and exercises with their keys, each compared to the character. The last bits of a
number depend on the machine and on its linear algebra, so the file is no part of the project: write it before,
compare after, on the same machine.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from difflib import unified_diff
from itertools import product
from pathlib import Path
from typing import Any

import httpx

from app.main import create_app
from app.settings import Settings

REFERENCE = Path(__file__).resolve().parent.parent / "tests" / "reference"
BY_UNIT = ("preactivation", "activation", "derivative", "delta")
GRADED = (*BY_UNIT, "weight_gradient", "bias_gradient")
MOST_EXAMPLES, MOST_ENTRIES, MOST_CELLS = 4, 12, 4096
"""So many examples are explained, so many entries of an array, and networks of so many weights are marked."""
TRAINED_STEPS = 20
SEEDS, LEVELS = range(10), range(1, 5)

Asked = tuple[str, str, Any]
"""How an answer is called in the file, where it is asked for, and the body (None for a GET)."""


async def answers() -> dict[str, str]:
    """Every answer by its name: its status and its text."""
    transport = httpx.ASGITransport(app=create_app(Settings(answer_keys=True)))
    found: dict[str, str] = {}
    async with httpx.AsyncClient(transport=transport, base_url="http://golden", timeout=None) as client:
        async for name, path, body in questions(client):
            response = await (client.get(path) if body is None else client.post(path, json=body))
            found[name] = f"{response.status_code} {_timeless(response.text)}"
    return found


async def questions(client: httpx.AsyncClient) -> AsyncIterator[Asked]:
    """Everything that is asked; what an analysis tells decides what is explained and marked."""
    for name in ("activations", "initializers", "losses", "datasets", "optimizers", "schedules", "presets"):
        yield name, f"/api/v1/{name}", None
    for seed, level in product(SEEDS, LEVELS):
        yield f"problem {seed} {level}", f"/api/v1/problems/{seed}?level={level}&key=true", None
    presets = (await client.get("/api/v1/presets")).json()
    for preset in presets:
        request = {key: value for key, value in preset["request"].items() if value is not None}
        if preset.get("training"):
            training = {key: value for key, value in preset["training"].items() if key != "what_if"}
            yield f"{preset['name']} train", "/api/v1/train", {**request, **training, "steps": TRAINED_STEPS}
        async for asked in _of_case(client, f"preset {preset['name']}", request):
            yield asked
    for path in sorted(REFERENCE.glob("*.json")):
        async for asked in _of_case(
            client, f"reference {path.stem}", json.loads(path.read_text("utf-8"))["request"]
        ):
            yield asked


async def _of_case(client: httpx.AsyncClient, name: str, request: Any) -> AsyncIterator[Asked]:
    for example in (None, 0):
        yield f"{name} analyze {example}", "/api/v1/analyze", {**request, "example": example}
    yield f"{name} interference", "/api/v1/analyze", {**request, "interference": True}
    yield f"{name} check", "/api/v1/check", request
    for form in ("json", "markdown", "latex"):
        yield f"{name} derivation {form}", "/api/v1/derivation", {**request, "format": form}
    response = await client.post("/api/v1/analyze", json=request)
    if response.status_code != 200:
        return
    analysis = response.json()
    for example, target in _targets(analysis):
        label = " ".join(str(value) for value in target.values())
        yield (
            f"{name} explain {example} {label}",
            "/api/v1/explain",
            {**request, "example": example, "target": target},
        )
    if sum(_count(layer["weights"]) for layer in analysis["layers"]) <= MOST_CELLS:
        for label, given in _handed_in(analysis):
            yield f"{name} grade {label}", "/api/v1/grade", {**request, "answers": given}


def _targets(analysis: Any) -> Iterator[tuple[int | None, dict[str, Any]]]:
    """The numbers to be explained, each with the example whose gradients are meant."""
    examples = range(min(MOST_EXAMPLES, len(analysis["losses"])))
    for quantity in ("loss", "accuracy"):
        yield None, {"quantity": quantity}
    for example in examples:
        yield None, {"quantity": "losses", "example": example}
        outputs = range(min(MOST_ENTRIES, len(analysis["targets"][0])))
        for row in outputs:
            yield None, {"quantity": "loss_gradient", "example": example, "row": row}
            yield None, {"quantity": "jacobian", "example": example, "row": row, "column": 0}
    for layer in analysis["layers"]:
        at = {"layer": layer["index"]}
        yield None, {"quantity": "gradient_norm", **at}
        rows, columns = range(len(layer["weights"])), range(len(layer["weights"][0]))
        for row in rows[:MOST_ENTRIES]:
            for quantity, example in product(BY_UNIT, examples):
                yield None, {"quantity": quantity, **at, "example": example, "row": row}
            for alone in (None, 0):
                yield alone, {"quantity": "bias_gradient", **at, "row": row}
                for column in columns[:3]:
                    yield alone, {"quantity": "weight_gradient", **at, "row": row, "column": column}
            yield None, {"quantity": "weights", **at, "row": row, "column": 0}
            yield None, {"quantity": "bias", **at, "row": row}


def _handed_in(analysis: Any) -> Iterator[tuple[str, list[Any]]]:
    """Answers to be marked: the right ones, and each array scaled, shifted in one entry, rounded, and turned."""
    arrays = [
        {"layer": layer["index"], "quantity": quantity, "values": layer[quantity]}
        for layer in analysis["layers"]
        for quantity in GRADED
        if layer[quantity] is not None
    ]
    yield "right", arrays[:200]
    ways = {
        "half": lambda value: value / 2,
        "opposite": lambda value: -value,
        "rounded": lambda value: round(value, 2),
        "off": lambda value: value + 0.125,
    }
    for array, (label, way) in product(arrays[:24], ways.items()):
        called = f"{array['quantity']} {array['layer']} {label}"
        yield called, [{**array, "values": _each(array["values"], way)}]
    for array in arrays[:24]:
        if isinstance(array["values"][0], list):
            turned = [list(column) for column in zip(*array["values"], strict=True)]
            yield f"{array['quantity']} {array['layer']} turned", [{**array, "values": turned}]


def _each(values: Any, way: Any) -> Any:
    return [_each(value, way) for value in values] if isinstance(values, list) else way(float(values))


def _count(values: list[list[Any]]) -> int:
    return len(values) * len(values[0])


def _timeless(text: str) -> str:
    """Without what a clock decides: the speed of a run."""
    if not text.startswith("event: "):
        return text
    return "\n".join(line.split('"seconds"')[0] for line in text.split("\n"))


def main(arguments: list[str]) -> int:
    """Writes or compares; gives the exit code, 1 where anything differs."""
    what, path = arguments
    found = asyncio.run(answers())
    if what == "write":
        Path(path).write_text(json.dumps(found, ensure_ascii=False, indent=0), encoding="utf-8")
        print(f"{len(found)} answers")
        return 0
    kept = json.loads(Path(path).read_text(encoding="utf-8"))
    differing = [name for name in sorted(kept.keys() | found.keys()) if kept.get(name) != found.get(name)]
    for name in differing:
        before, after = (str(each.get(name)).replace(",", ",\n").split("\n") for each in (kept, found))
        print(name, *list(unified_diff(before, after, lineterm="", n=0))[2:12], sep="\n  ")
    print(f"{len(found)} answers, {len(differing)} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
