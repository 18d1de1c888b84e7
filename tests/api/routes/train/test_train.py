"""POST /api/v1/train: what a run tells, in what order, and that it tells the truth."""

import json
from itertools import pairwise
from typing import Any

import httpx
import numpy as np
import pytest
from fastapi import FastAPI
from fastapi.sse import format_sse_event

from app.api.http import run_stream
from app.engine.training.transitions import Transition
from app.main import create_app
from app.settings import Settings
from app.wire.examples import TRAIN_EXAMPLES
from app.wire.train.costs import CHANGE_BYTES
from app.wire.train.plan import plan_training
from app.wire.train.request import TrainRequest
from app.wire.train.writer import life_event
from tests.api.asking import analyzed, array
from tests.api.conftest import client_of
from tests.api.streaming import PATH, Event, asked, events, exploding, moons, named, told

pytestmark = pytest.mark.slow

DEAD = "1"


def with_snapshot(request: dict[str, Any], snapshot: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The analyze request of a snapshot: the same but for its weights."""
    layers = [
        {"weights": answer["weights"], "bias": answer["bias"], "activation": layer["activation"]}
        for layer, answer in zip(request["network"]["layers"], snapshot["analysis"]["layers"], strict=True)
    ]
    kept: dict[str, Any] = {
        name: request[name] for name in ("data", "loss", "reduction", "precision") if name in request
    }
    return kept | {"network": {"layers": layers}} | fields


def test_ids_count_up_and_everything_has_its_place() -> None:
    run = told(moons(record_every=5))
    assert [event.id for event in run] == list(range(1, len(run) + 1))
    assert run[0].name == "start"
    assert run[-1].name == "done"
    assert run[0].data == {
        "layers": [
            {"index": 1, "units": 6, "activation_function": "relu"},
            {"index": 2, "units": 4, "activation_function": "relu"},
            {"index": 3, "units": 2, "activation_function": "softmax"},
        ],
        "steps": 12,
        "record_every": 5,
        "batch_size": 16,
        "examples": 16,
        "probe_examples": 16,
        "recorded": 4,
        "snapshot_steps": [0, 5, 10, 12],
        "max_life_changes": 20_000,
        "advice": [],
    }
    order = {"death": 0, "revival": 0, "step": 1, "snapshot": 2}
    places = [(event.data["step"], order[event.name]) for event in run[1:-1]]
    assert places == sorted(places)
    assert [data["step"] for data in named(run, "step")] == [0, 5, 10, 12]
    assert [data["step"] for data in named(run, "snapshot")] == [0, 5, 10, 12]


def test_done_counts_deaths_and_tells_a_speed() -> None:
    run = told(moons())
    done = run[-1].data
    deaths, revivals = named(run, "death"), named(run, "revival")
    assert deaths
    assert (done["reason"], done["step"], done["non_finite"]) == ("steps", 12, None)
    assert (done["deaths"], done["revivals"]) == (len(deaths), len(revivals))
    assert done["steps_per_second"] == pytest.approx(12 / done["seconds"])


def test_the_first_deaths_and_revivals_are_told_and_all_are_counted() -> None:
    whole, cut = told(moons(steps=40)), told(moons(steps=40), max_life_changes=3)
    assert cut[0].data["max_life_changes"] == 3
    changes = named(whole, "death", "revival")
    assert len(changes) > 3
    assert named(cut, "death", "revival") == changes[:3]
    assert [cut[-1].data[name] for name in ("deaths", "revivals")] == [
        len(named(whole, "death")),
        len(named(whole, "revival")),
    ]
    assert named(cut, "step", "snapshot") == named(whole, "step", "snapshot")
    assert [event.id for event in cut] == list(range(1, len(cut) + 1))


def test_deaths_that_go_on_for_ever_do_not_lengthen_the_stream() -> None:
    layers = [
        {"units": 1000, "activation": "relu", "initializer": "he_normal"},
        {"units": 2, "activation": "softmax", "initializer": "he_normal"},
    ]
    body = moons(
        network={"layers": layers, "seed": 0},
        data={"inputs": [[1, 0.5], [-1, 0.3]], "targets": [0, 1]},
        optimizer={"name": "momentum", "learning_rate": 5, "weight_decay": 0.01},
        batch_size=1,
        steps=300,
        record_every=100_000,
        snapshot_steps=[],
    )
    run = told(body, max_life_changes=1000)
    assert len(named(run, "death", "revival")) == 1000
    assert run[-1].data["reason"] == "steps"
    assert run[-1].data["deaths"] + run[-1].data["revivals"] > 2000


def test_what_is_told_of_deaths_keeps_within_the_bytes_of_the_answer() -> None:
    body = moons(steps=40, snapshot_steps=[])
    steps = plan_training(TrainRequest.model_validate_json(json.dumps(body)), Settings()).sizes.steps_bytes
    limit = steps + 6 * CHANGE_BYTES
    answer = asked(body, max_answer_bytes=limit)
    run = events(answer.text)
    assert run[0].data["max_life_changes"] == len(named(run, "death", "revival")) == 6
    assert len(answer.content) < limit
    assert told(body, max_answer_bytes=steps)[0].data["max_life_changes"] == 2, "where there is no room, two"


def test_the_event_of_a_death_is_no_larger_than_estimated() -> None:
    long = -2.2250738585072014e-308
    change = Transition("revival", 10**9, 10**4, 10**6, 10**7, "lower", *[long] * 8)
    data = life_event(change).model_dump_json()
    size = len(format_sse_event(data_str=data, event="revival", id=str(10**9)))
    assert CHANGE_BYTES / 2 < size <= CHANGE_BYTES


def test_deaths_agree_with_the_statuses() -> None:
    run = told(moons(steps=40))
    dead: set[tuple[int, int]] = set()
    for event in run:
        place = (event.data.get("layer"), event.data.get("neuron"))
        if event.name == "death":
            assert place not in dead
            dead.add(place)  # type: ignore[arg-type]  # a death has both
        elif event.name == "revival":
            dead.remove(place)  # type: ignore[arg-type]
        elif event.name == "step":
            seen = _dead(event)
            dead = seen if event.data["step"] == 0 else dead
            assert seen == dead
            assert event.data["dead"] == [status.count(DEAD) for status in event.data["statuses"]]
            assert event.data["starved"] == [status.count("3") for status in event.data["statuses"]]
    for change in named(run, "death", "revival"):
        shares = change["shares"]
        assert shares["bias"] + shares["weights"] + shares["inputs"] == pytest.approx(change["change"], rel=1e-12)
        assert change["after"] - change["before"] == pytest.approx(change["change"], rel=1e-9)
        assert change["learning_rate"] == 4


def _dead(event: Event) -> set[tuple[int, int]]:
    statuses = enumerate(event.data["statuses"], start=1)
    return {(layer, unit) for layer, codes in statuses for unit, code in enumerate(codes) if code == DEAD}


@pytest.mark.parametrize("precision", ["float64", "float32"])
@pytest.mark.parametrize("batch_size", [None, 5])
def test_steps_and_snapshots_are_what_analyze_answers(precision: str, batch_size: int | None) -> None:
    request = moons(precision=precision, batch_size=batch_size, steps=9)
    run = told(request)
    snapshots = named(run, "snapshot")
    assert len(snapshots) == 10
    for step, snapshot in zip(named(run, "step"), snapshots, strict=True):
        assert analyzed(with_snapshot(request, snapshot, encoding="base64")) == snapshot["analysis"]
        assert step["loss"] == snapshot["analysis"]["loss"]
        assert step["gradient_norms"] == [layer["gradient_norm"] for layer in snapshot["analysis"]["layers"]]


def test_update_ratios_and_learning_rates_are_of_the_update_before() -> None:
    run = told(moons(schedule={"name": "step", "step_size": 2, "gamma": 0.5}, steps=5))
    steps, snapshots = named(run, "step"), named(run, "snapshot")
    assert steps[0]["learning_rate"] is None
    assert steps[0]["update_ratios"] == [None, None, None]
    assert [step["learning_rate"] for step in steps[1:]] == [4, 4, 2, 2, 1]
    for before, after, step in zip(snapshots, snapshots[1:], steps[1:], strict=False):
        pairs = zip(before["analysis"]["layers"], after["analysis"]["layers"], strict=True)
        weights = [(array(a["weights"]), array(b["weights"])) for a, b in pairs]
        expected = [np.linalg.norm(b - a) / np.linalg.norm(a) for a, b in weights]
        assert step["update_ratios"] == pytest.approx(expected, rel=1e-12)


def test_one_example_changes_the_gradients_of_snapshots_alone() -> None:
    whole, single = told(moons(steps=3)), told(moons(steps=3, example=2))
    assert named(single, "step", "death", "revival") == named(whole, "step", "death", "revival")
    for snapshot in named(single, "snapshot"):
        assert analyzed(with_snapshot(moons(), snapshot, encoding="base64", example=2)) == snapshot["analysis"]


def test_interference_and_a_surface_come_where_they_are_asked_for() -> None:
    request = moons(steps=2, interference=True, surface=5, encoding="list")
    run = told(request)
    for step, snapshot in zip(named(run, "step"), named(run, "snapshot"), strict=True):
        assert snapshot["analysis"] == analyzed(with_snapshot(request, snapshot, interference=True))
        assert step["interference"] == snapshot["analysis"]["interference_summary"]
        assert np.shape(snapshot["surface"]["values"]) == (5, 5)
        dead = [hinge["unit"] for hinge in snapshot["surface"]["hinges"] if hinge["dead"]]
        assert dead == snapshot["analysis"]["layers"][0]["dead"]
    surfaces = [snapshot["surface"] for snapshot in named(run, "snapshot")]
    assert len({json.dumps([surface["x"], surface["y"]]) for surface in surfaces}) == 1
    assert {snapshot["surface"] is None for snapshot in named(told(moons(steps=2)), "snapshot")} == {True}


def test_snapshots_are_thinned_to_the_budget_and_steps_are_not() -> None:
    run = told(moons(steps=50), snapshot_bytes=100_000)
    snapshots = [data["step"] for data in named(run, "snapshot")]
    assert [data["step"] for data in named(run, "step")] == list(range(51))
    assert run[0].data["snapshot_steps"] == snapshots
    assert (snapshots[0], snapshots[-1]) == (0, 50)
    assert 2 < len(snapshots) < 51
    assert len({after - before for before, after in pairwise(snapshots[:-1])}) == 1
    assert 25_000 < sum(map(compact_size, named(run, "snapshot"))) <= 100_000


def compact_size(data: Any) -> int:
    """Bytes of data as they are sent."""
    return len(json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode())


@pytest.mark.parametrize(
    "fields",
    [{}, {"surface": 30}, {"surface": 30, "encoding": "list"}, {"interference": True}, {"encoding": "list"},
     {"precision": "float32"}, {"max_cells": [4, 4]}, {"data": {"dataset": "moons", "size": 2}},
     {"data": {"dataset": "moons", "size": 300}}],
    ids=str,
)  # fmt: skip
def test_a_snapshot_is_no_larger_than_estimated_and_not_much_smaller(fields: dict[str, Any]) -> None:
    body = moons(steps=3, **fields)
    plan = plan_training(TrainRequest.model_validate_json(json.dumps(body)), Settings())
    sizes = [compact_size(data) for data in named(told(body), "snapshot")]
    assert plan.sizes.snapshot_bytes / 2 < min(sizes)
    assert max(sizes) <= plan.sizes.snapshot_bytes


def test_snapshots_asked_for_by_their_steps() -> None:
    run = told(moons(record_every=5, snapshot_steps=[12, 5, 5]))
    assert run[0].data["snapshot_steps"] == [5, 12]
    assert [data["step"] for data in named(run, "snapshot")] == [5, 12]
    assert named(told(moons(snapshot_steps=[])), "snapshot") == []


def test_a_run_that_leaves_the_finite_numbers_ends_with_its_last_good_state() -> None:
    every = told(exploding())
    done = every[-1].data
    assert done["reason"] == "non_finite"
    assert done["step"] == done["non_finite"]["step"] - 1 == named(every, "step")[-1]["step"]
    assert 1 < done["step"] < 99
    unmeasured = {"seconds": 0, "steps_per_second": 0}
    others: list[dict[str, Any]] = [{"record_every": 100, **more} for more in ({}, {"snapshot_steps": [0]})]
    for fields in (*others, {"snapshot_steps": []}):
        run = told(exploding(**fields))
        assert {**run[-1].data, **unmeasured} == {**done, **unmeasured}
        assert run[-2].name == "snapshot"
        assert run[-2].data["step"] == done["step"]
        assert named(run, "step")[-1] == named(every, "step")[-1]
        analysis = run[-2].data["analysis"]
        assert analysis["non_finite"] is None
        assert analysis["loss"] == named(every, "step")[-1]["loss"]


def test_a_run_that_begins_outside_the_finite_numbers() -> None:
    layers = [
        {"weights": [[1e200, 0.0]], "activation": "identity"},
        {"weights": [[1e200]], "activation": "identity"},
    ]
    run = told(exploding(network={"layers": layers}))
    assert [event.name for event in run] == ["start", "step", "snapshot", "done"]
    assert run[1].data["statuses"] == ["0", "0"]
    assert run[1].data["loss"] in ("NaN", "Infinity")
    done = run[-1].data
    assert (done["reason"], done["step"], done["steps_per_second"]) == ("non_finite", 0, None)
    assert done["non_finite"]["step"] == 0
    assert done["non_finite"]["quantity"] == "preactivation"


def test_a_run_whose_time_is_up_ends_with_what_it_has_reached() -> None:
    run = told(moons(steps=1_000_000, record_every=1000, snapshot_steps=[]), max_train_seconds=0.1)
    done = run[-1].data
    assert done["reason"] == "time"
    assert 0 <= done["step"] < 1_000_000
    assert [event.name for event in run[-3:]] == ["step", "snapshot", "done"]
    assert run[-2].data["step"] == run[-3].data["step"] == done["step"]


def without_speed(text: str) -> str:
    """A stream but for what `done` tells of its speed."""
    head, _, _ = text.rpartition('"seconds"')
    return head


async def stream(app: FastAPI, body: Any, after: str | None = None) -> httpx.Response:
    async with client_of(app) as client:
        return await client.post(PATH, json=body, headers={} if after is None else {"Last-Event-ID": after})


@pytest.mark.anyio
@pytest.mark.parametrize("most", [20_000, 4])
async def test_a_stream_taken_up_again_goes_on_as_if_it_had_never_broken_off(most: int) -> None:
    app = create_app(Settings(max_life_changes=most))
    for body in (
        moons(batch_size=5, steps=40),
        moons(record_every=7, steps=40, snapshot_steps=[7, 40], surface=4),
        exploding(record_every=4),
        moons(steps=40, record_every=100, snapshot_steps=[]),
    ):
        whole = (await stream(app, body)).text
        blocks = whole.removesuffix("\n\n").split("\n\n")
        assert without_speed((await stream(app, body)).text) == without_speed(whole)
        for last in range(len(blocks)):
            rest = (await stream(app, body, str(last))).text
            broken = "".join(f"{block}\n\n" for block in blocks[:last])
            assert without_speed(broken + rest) == without_speed(whole)


@pytest.mark.anyio
async def test_done_is_told_again_to_whoever_has_it() -> None:
    app = create_app(Settings())
    whole = events((await stream(app, moons())).text)
    for after in (len(whole), 10**17):
        (done,) = events((await stream(app, moons(), str(after))).text)
        assert done.id == len(whole)
        assert done.data["deaths"] == whole[-1].data["deaths"]


@pytest.mark.anyio
@pytest.mark.parametrize("header", ["-1", "x", "1.5", "", " ", "9" * 19, "²"])
async def test_what_is_no_id_is_refused(header: str) -> None:
    async with client_of(create_app(Settings())) as client:
        answer = await client.post(PATH, json=moons(), headers={b"Last-Event-ID": header.encode()})
    assert answer.status_code == 422
    assert "Last-Event-ID: expected the id of an event; got" in answer.json()["detail"]


def test_a_fault_in_mid_run_is_an_event_of_its_own(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*given: Any, **named: Any) -> Any:
        yield ()
        raise MemoryError("no more of it")

    monkeypatch.setattr(run_stream, "happenings", broken)
    app = create_app(Settings())
    start, error = events(asked(moons(), app).text)
    assert (start.name, error.id, error.name) == ("start", None, "error")
    assert error.data["status"] == 500
    assert error.data["type"] == "urn:nablascope:problem:internal-error"
    assert "no more of it" not in json.dumps(error.data)
    assert "MemoryError" in caplog.text
    assert app.state.runs.active == 0


def test_a_silent_stream_is_kept_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_stream, "PING_SECONDS", 0.0)
    text = asked(moons(steps=100_000, record_every=100_000, snapshot_steps=[]), max_train_seconds=0.3).text
    assert "\n\n: ping\n\n" in text
    assert events(text)[-1].name == "done"


def test_headers_keep_caches_and_proxies_away() -> None:
    headers = asked(moons(steps=1)).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in headers
    assert "content-security-policy" in headers


@pytest.mark.parametrize("name", TRAIN_EXAMPLES)
def test_examples_of_the_documentation_run(name: str) -> None:
    answer = asked(TRAIN_EXAMPLES[name]["value"])
    assert answer.status_code == 200
    if name == "dying":
        assert events(answer.text)[-1].data["deaths"] == 7


def test_a_large_body_is_read_in_a_thread() -> None:
    inputs = np.random.default_rng(0).normal(size=(400, 200)).tolist()
    body = moons(data={"inputs": inputs, "targets": [0, 1] * 200}, steps=1, snapshot_steps=[])
    assert len(json.dumps(body)) > 1_000_000
    assert told(body)[-1].data["step"] == 1
