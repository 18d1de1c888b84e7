"""Asking for runs of training, and reading what comes."""

import json
from typing import Any, NamedTuple

import httpx
from fastapi import FastAPI

from app.main import create_app
from tests.api.asking import ask, settings

PATH = "/api/v1/train"


class Event(NamedTuple):
    """One server-sent event; an error has no id."""

    id: int | None
    name: str
    data: dict[str, Any]


def moons(**fields: Any) -> dict[str, Any]:
    """A run of a small ReLU network on 16 moons in which units die: 12 steps of a high learning rate."""
    request: dict[str, Any] = {
        "network": {
            "layers": [
                {"units": 6, "activation": "relu", "initializer": "he_normal"},
                {"units": 4, "activation": "relu", "initializer": "he_normal"},
                {"units": 2, "activation": "softmax", "initializer": "he_normal"},
            ],
            "seed": 3,
        },
        "data": {"dataset": "moons", "size": 16, "noise": 0.1, "seed": 0},
        "optimizer": {"name": "sgd", "learning_rate": 4},
        "steps": 12,
    }
    return {**request, **fields}


def long_run(**fields: Any) -> dict[str, Any]:
    """A run that would take minutes, of cheap steps."""
    return moons(**{"optimizer": "sgd", "steps": 1_000_000, "record_every": 100, "snapshot_steps": [], **fields})


def exploding(**fields: Any) -> dict[str, Any]:
    """A run that leaves the finite numbers after some steps."""
    layers = [
        {"units": 4, "activation": "leaky_relu", "initializer": "he_normal"},
        {"units": 1, "activation": "identity", "initializer": "he_normal"},
    ]
    request = moons(
        network={"layers": layers, "seed": 1},
        loss="mean_squared_error",
        optimizer={"name": "sgd", "learning_rate": 5},
        steps=100,
    )
    return {**request, **fields}


def events(text: str) -> list[Event]:
    """The events of a stream that is whole."""
    assert text.endswith("\n\n")
    found = []
    for block in text.removesuffix("\n\n").split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        if set(fields) != {""}:
            number = int(fields["id"]) if "id" in fields else None
            found.append(Event(number, fields["event"], json.loads(fields["data"])))
    return found


def asked(body: Any, app: FastAPI | None = None, **values: Any) -> httpx.Response:
    """The answer to a train request; `values` are settings."""
    return ask("POST", PATH, body=body, app=app or create_app(settings(**values)))


def told(body: Any, **values: Any) -> list[Event]:
    """The events of a run that must be taken."""
    answer = asked(body, **values)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    return events(answer.text)


def named(run: list[Event], *names: str) -> list[dict[str, Any]]:
    """The data of the events of these names."""
    return [event.data for event in run if event.name in names]
