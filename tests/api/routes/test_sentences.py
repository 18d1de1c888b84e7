"""`"sentences": true`: the words on neurons, for whoever asks for them; without it the answer is as it was."""

from typing import Any

import httpx
import pytest

from app.settings import Settings
from app.wire.examples import ANALYZE_EXAMPLES
from app.wire.network.costs import Sizes
from tests.api.streaming import asked

pytestmark = pytest.mark.anyio
EXERCISE = ANALYZE_EXAMPLES["exercise"]["value"]
DATASET = ANALYZE_EXAMPLES["dataset"]["value"]


def without(answer: Any) -> Any:
    """The answer without its sentences."""
    for layer in answer["layers"]:
        layer.pop("sentence")
        for neuron in layer["neurons"]:
            neuron.pop("sentences")
    return answer


@pytest.mark.parametrize("request_", [EXERCISE, DATASET], ids=["exercise", "dataset"])
async def test_they_come_where_they_are_asked_for_and_change_nothing_else(
    client: httpx.AsyncClient, request_: Any
) -> None:
    plain = (await client.post("/api/v1/analyze", json=request_)).json()
    asked_for = (await client.post("/api/v1/analyze", json={**request_, "sentences": True})).json()
    assert "sentences" not in str(plain)
    neuron = asked_for["layers"][0]["neurons"][0]["sentences"]
    assert set(neuron) == {"headline", "why", "inactive", "waking", "certificate"}
    assert without(asked_for) == plain


async def test_a_dead_unit_of_the_exercise(client: httpx.AsyncClient) -> None:
    answer = (await client.post("/api/v1/analyze", json={**EXERCISE, "sentences": True})).json()
    layer = answer["layers"][0]
    assert layer["sentence"].startswith("Neurons 0 and 2 are off on the only example")
    assert layer["neurons"][0]["sentences"]["headline"] == "off on the only example"
    assert answer["layers"][1]["sentence"] == ""


async def test_they_count_among_the_bytes_of_the_answer(client: httpx.AsyncClient) -> None:
    units = (4, 300, 300, 3)
    low = {"activation": "relu", "bias_initializer": {"name": "constant", "scale": -99}}
    body = {
        "network": {"layers": [{"units": count, **low} for count in units[1:]], "input_size": units[0]},
        "data": {"inputs": [[1, 2, 3, 4], [2, 3, 4, 5]], "targets": [[1, 0, 0], [0, 1, 0]]},
        "loss": "mean_squared_error",
        "sentences": True,
    }
    answer = await client.post("/api/v1/analyze", json=body)
    assert answer.status_code == 200, answer.text
    assert all(neuron["status"] == "dead" for neuron in answer.json()["layers"][0]["neurons"])
    estimate = Sizes(units, 2, sentences=True).answer_bytes("list", 8, None)
    assert len(answer.content) < estimate < Settings.model_fields["max_answer_bytes"].default


def test_snapshots_of_a_run_have_them_too() -> None:
    body = {**EXERCISE, "steps": 1, "sentences": True}
    told = asked(body).text
    assert '"sentence":"Neurons 0 and 2' in told
    assert '"sentence"' not in asked({**body, "sentences": False}).text
