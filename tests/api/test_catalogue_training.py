"""The listings that the settings of a run are made from: what they say is what a run takes."""

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
    assert (adam["beta1"]["minimum"], adam["beta1"]["maximum"], adam["beta1"]["minimum_allowed"]) == (0, 1, True)
    assert adam["epsilon"]["maximum"] is None
    assert entries["momentum"]["hyperparameters"][0]["default"] == 0.9
    assert all(each["description"] for entry in entries.values() for each in entry["hyperparameters"])


async def test_schedules(client: httpx.AsyncClient) -> None:
    entries = {entry["name"]: entry for entry in await listed(client, "schedules")}
    assert list(entries) == ["constant", "step", "cosine", "warm_up"]
    step = {each["name"]: each for each in entries["step"]["hyperparameters"]}
    assert step["step_size"]["whole"]
    assert not step["gamma"]["whole"]


async def test_defaults_that_are_written_out_change_nothing(client: httpx.AsyncClient) -> None:
    entries = [("optimizer", entry) for entry in await listed(client, "optimizers")]
    entries += [("schedule", entry) for entry in await listed(client, "schedules")]
    for field, entry in entries:
        values = {each["name"]: each["default"] for each in entry["hyperparameters"]}
        if "beta1" in values:
            values["betas"] = [values.pop("beta1"), values.pop("beta2")]
        if field == "optimizer":
            values["learning_rate"] = entry["learning_rate"]
        texts = []
        for given in (entry["name"], {"name": entry["name"], **values}):
            answer = await client.post(PATH, json=moons(format="csv", steps=4, **{field: given}))
            assert answer.status_code == 200
            texts.append(answer.text)
        assert texts[0] == texts[1]
