"""The listings that the settings of a run are made from: what they say is what a run takes."""

import math
from typing import Any

import httpx
import pytest

from tests.api.streaming import PATH, moons

pytestmark = pytest.mark.anyio


async def listed(client: httpx.AsyncClient, name: str) -> list[dict[str, Any]]:
    answer = await client.get(f"/api/v1/{name}")
    assert answer.status_code == 200
    entries: list[dict[str, Any]] = answer.json()
    return entries


async def test_optimizers(client: httpx.AsyncClient) -> None:
    entries = {entry["name"]: entry for entry in await listed(client, "optimizers")}
    assert list(entries) == ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw", "adagrad"]
    adam = {each["name"]: each for each in entries["adam"]["hyperparameters"]}
    assert entries["adam"]["learning_rate"] == 0.001
    assert {name: each["default"] for name, each in adam.items()} == {
        "beta1": 0.9,
        "beta2": 0.999,
        "epsilon": 1e-8,
        "weight_decay": 0,
    }
    assert [each["field"] for each in adam.values()] == ["betas/0", "betas/1", "epsilon", "weight_decay"]
    assert (adam["beta1"]["minimum"], adam["beta1"]["minimum_allowed"], adam["beta1"]["below"]) == (0, True, 1)
    assert adam["epsilon"]["below"] is None
    assert entries["momentum"]["hyperparameters"][0]["default"] == 0.9
    assert all(each["description"] for entry in entries.values() for each in entry["hyperparameters"])


async def test_schedules(client: httpx.AsyncClient) -> None:
    entries = {entry["name"]: entry for entry in await listed(client, "schedules")}
    assert list(entries) == ["constant", "step", "cosine", "warm_up"]
    step = {each["name"]: each for each in entries["step"]["hyperparameters"]}
    assert step["step_size"]["whole"]
    assert not step["gamma"]["whole"]


async def all_listed(client: httpx.AsyncClient) -> list[tuple[str, dict[str, Any]]]:
    """Every optimizer and every schedule, with the field of a request that it is for."""
    fields = {"optimizer": "optimizers", "schedule": "schedules"}
    return [(field, entry) for field, name in fields.items() for entry in await listed(client, name)]


def written_out(entry: dict[str, Any], **changed: float) -> dict[str, Any]:
    """An entry as the object of a request that gives every number at its `field`, the default where not changed."""
    given: dict[str, Any] = {"name": entry["name"]}
    for each in entry["hyperparameters"]:
        name, *index = each["field"].split("/")
        value = changed.get(each["name"], each["default"])
        if index:
            pair = given.setdefault(name, [])
            assert len(pair) == int(index[0])
            pair.append(value)
        else:
            given[name] = value
    return given


async def test_defaults_that_are_written_out_change_nothing(client: httpx.AsyncClient) -> None:
    for field, entry in await all_listed(client):
        given = written_out(entry)
        if field == "optimizer":
            given["learning_rate"] = entry["learning_rate"]
        texts = []
        for one in (entry["name"], given):
            answer = await client.post(PATH, json=moons(format="csv", steps=4, **{field: one}))
            assert answer.status_code == 200
            texts.append(answer.text)
        assert texts[0] == texts[1]


async def test_the_ends_of_each_range_are_taken_or_refused_as_listed(client: httpx.AsyncClient) -> None:
    for field, entry in await all_listed(client):
        for each in entry["hyperparameters"]:
            ends = [(each["minimum"], each["minimum_allowed"]), (each["minimum"] - 1, False)]
            if each["below"] is not None:
                ends += [(each["below"], False), (math.nextafter(each["below"], 0), True)]
            for value, allowed in ends:
                given = written_out(entry, **{each["name"]: value})
                answer = await client.post(PATH, json=moons(format="csv", steps=1, **{field: given}))
                assert answer.status_code == (200 if allowed else 422), (entry["name"], each["name"], value)
                if not allowed:
                    (error,) = answer.json()["errors"]
                    assert error["pointer"] == f"/{field}/{each['field']}"
