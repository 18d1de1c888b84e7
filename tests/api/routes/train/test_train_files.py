"""A run as CSV and as .npz: the same numbers as in its stream."""

import csv
import io
import re
from typing import Any

import numpy as np
import pytest

from app.api.http import run_file
from app.formats import FORMAT
from app.main import create_app
from app.settings import Settings
from tests.api.asking import array
from tests.api.http.test_problems import assert_problem
from tests.api.streaming import asked, exploding, moons, named, told

BODIES = [
    moons(batch_size=5, record_every=5, precision="float32"),
    moons(interference=True, steps=4),
    exploding(record_every=30),
]


def number(value: Any) -> str:
    """A number of an event as the table has it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else repr(value)


@pytest.mark.parametrize("body", BODIES, ids=["mini-batches", "interference", "exploding"])
def test_the_table_has_the_numbers_of_the_steps(body: dict[str, Any]) -> None:
    answer = asked({**body, "format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    assert answer.headers["content-disposition"] == 'attachment; filename="nablascope-run.csv"'
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(answer.text, newline=""), strict=True))
    run = told(body)
    steps = named(run, "step")
    assert [int(row["step"]) for row in rows] == [step["step"] for step in steps]
    for row, step in zip(rows, steps, strict=True):
        expected = {name: number(step[name]) for name in ("step", "loss", "accuracy", "learning_rate")}
        for name, values in (
            ("gradient_norm", step["gradient_norms"]),
            ("update_ratio", step["update_ratios"]),
            ("dead", step["dead"]),
            ("starved", step["starved"]),
        ):
            expected |= {f"{name}_{layer}": number(value) for layer, value in enumerate(values, start=1)}
        if step["interference"]:
            expected |= {name: number(step["interference"][name]) for name in ("mean_cosine", "conflicting")}
        assert row == expected
    done = run[-1].data
    assert answer.headers["run-end"] == f"{done['reason']}; step={done['step']}"


@pytest.mark.parametrize("body", BODIES, ids=["mini-batches", "interference", "exploding"])
def test_the_arrays_have_the_numbers_of_steps_and_snapshots(body: dict[str, Any]) -> None:
    answer = asked({**body, "format": "npz"})
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="nablascope-run.npz"'
    run = told(body)
    steps, snapshots = named(run, "step"), named(run, "snapshot")
    with np.load(io.BytesIO(answer.content), allow_pickle=False) as found:
        arrays = dict(found)
    done = run[-1].data
    assert int(arrays["format"]) == FORMAT
    assert str(arrays["reason"]) == done["reason"]
    assert answer.headers["run-end"] == f"{done['reason']}; step={done['step']}"
    assert arrays["steps"].tolist() == [step["step"] for step in steps]
    for name, column in {"gradient_norm": "gradient_norms", "update_ratio": "update_ratios"}.items():
        np.testing.assert_array_equal(arrays[name], np.array([step[column] for step in steps], dtype=np.float64))
    for name in ("loss", "accuracy", "learning_rate", "dead", "starved"):
        np.testing.assert_array_equal(arrays[name], np.array([step[name] for step in steps], dtype=np.float64))
    for index in range(len(body["network"]["layers"])):
        statuses = ["".join(map(str, row)) for row in arrays[f"status_{index + 1}"]]
        assert statuses == [step["statuses"][index] for step in steps]
    assert arrays["snapshot_steps"].tolist() == [snapshot["step"] for snapshot in snapshots]
    analyses = [snapshot["analysis"] for snapshot in snapshots]
    np.testing.assert_array_equal(arrays["z_0"], array(analyses[0]["input"]))
    np.testing.assert_array_equal(arrays["y"], array(analyses[0]["targets"]))
    for number_, layer in enumerate(analyses[0]["layers"], start=1):
        names = {"preactivation": f"z_tilde_{number_}", "activation": f"z_{number_}", "delta": f"delta_{number_}",
                 "derivative": f"phi_prime_{number_}", "weights": f"W_{number_ - 1}", "bias": f"b_{number_ - 1}",
                 "weight_gradient": f"grad_W_{number_ - 1}", "bias_gradient": f"grad_b_{number_ - 1}"}  # fmt: skip
        for quantity, name in names.items():
            if layer[quantity] is None:
                assert name not in arrays
                continue
            sent = np.stack([array(analysis["layers"][number_ - 1][quantity]) for analysis in analyses])
            assert arrays[name].dtype == sent.dtype
            np.testing.assert_array_equal(arrays[name], sent)


def test_files_have_whole_matrices_in_a_form_of_their_own() -> None:
    for form in ("csv", "npz"):
        plain = asked(moons(format=form))
        assert asked(moons(format=form, max_cells=[1, 1], encoding="list")).content == plain.content


def test_cosines_are_in_the_table_and_not_in_the_arrays() -> None:
    assert asked(moons(format="npz", interference=True)).content == asked(moons(format="npz")).content


@pytest.mark.parametrize("form", ["csv", "npz"])
def test_a_file_is_the_same_however_few_deaths_are_told(form: str) -> None:
    assert asked(moons(format=form), max_life_changes=2).content == asked(moons(format=form)).content


@pytest.mark.parametrize("body", BODIES, ids=["mini-batches", "interference", "exploding"])
def test_the_document_tells_the_header_of_the_end(body: dict[str, Any]) -> None:
    answers = create_app(Settings()).openapi()["paths"]["/api/v1/train"]["post"]["responses"]["200"]
    header = answers["headers"]["Run-End"]
    for example in (asked({**body, "format": "csv"}).headers["run-end"], header["example"]):
        assert re.search(header["schema"]["pattern"], example)


def test_without_snapshots_there_are_no_arrays_of_them() -> None:
    answer = asked(moons(format="npz", snapshot_steps=[]))
    with np.load(io.BytesIO(answer.content), allow_pickle=False) as found:
        assert "loss" in found
        assert "W_0" not in found


def test_the_arrays_of_a_run_keep_within_the_budget_of_snapshots() -> None:
    answer = asked(moons(format="npz", steps=50), snapshot_bytes=100_000)
    with np.load(io.BytesIO(answer.content), allow_pickle=False) as found:
        assert found["steps"].tolist() == list(range(51))
        assert 2 < len(found["snapshot_steps"]) < 51


@pytest.mark.parametrize("form", ["csv", "npz"])
def test_a_file_of_a_run_whose_time_is_up_says_so(form: str) -> None:
    body = moons(format=form, steps=1_000_000, record_every=1000, snapshot_steps=[])
    answer = asked(body, max_train_seconds=0.1)
    reason, _, step = answer.headers["run-end"].partition("; step=")
    assert reason == "time"
    if form == "csv":
        assert answer.text.splitlines()[-1].startswith(f"{step},")


def test_a_fault_in_mid_run_is_a_problem_and_no_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: Any, **named: Any) -> Any:
        yield ()
        raise MemoryError

    monkeypatch.setattr(run_file, "happenings", broken)
    assert_problem(asked(moons(format="csv")), 500, "internal-error")
