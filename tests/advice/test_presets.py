"""No advice where there is nothing to say: the presets, and every data set with a usual network."""

from typing import Any

import pytest

from app.engine.data.sets import DATASETS
from app.presets.explore import PRESETS
from app.presets.train import TRAINING_PRESETS
from tests.api.asking import analyzed
from tests.api.streaming import named, told


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_gives_no_reason(preset: Any) -> None:
    assert analyzed(preset.request)["advice"] == []


@pytest.mark.parametrize("preset", TRAINING_PRESETS, ids=lambda preset: preset.name)
def test_a_preset_of_training_gives_no_reason(preset: Any) -> None:
    fields = {name: value for name, value in preset.training.items() if name != "what_if"}
    run = told({**preset.request, **fields, "snapshot_steps": []})
    assert named(run, "start")[0]["advice"] == []


@pytest.mark.parametrize("precision", ["float64", "float32"])
@pytest.mark.parametrize("size", [None, 1, 7])
@pytest.mark.parametrize("name", DATASETS)
def test_a_data_set_gives_no_reason(name: str, size: int | None, precision: str) -> None:
    row = DATASETS[name]
    data = {"dataset": name, "seed": 3} | ({} if size is None else {"size": size})
    layers = [
        {"units": 8, "activation": "relu", "initializer": "he_normal"},
        {"units": len(row.classes), "activation": "softmax", "initializer": "glorot_uniform"},
    ]
    body = {"network": {"layers": layers}, "data": data, "precision": precision}
    assert analyzed(body)["advice"] == []
    squared = {**body, "loss": "mean_squared_error"}
    squared["network"] = {"layers": [layers[0], {**layers[1], "activation": "sigmoid"}]}
    assert analyzed(squared)["advice"] == []


@pytest.mark.parametrize("name", ["iris", "digits"])
def test_all_of_a_real_data_set_gives_no_reason_written_out(name: str) -> None:
    """Also as numbers of one's own: the pixels that are 0 on every image are no constant columns."""
    row = DATASETS[name]
    layer = {"units": len(row.classes), "activation": "softmax", "initializer": "glorot_uniform"}
    body: dict[str, Any] = {"network": {"layers": [layer]}, "data": {"dataset": name, "size": row.max_size}}
    answer = analyzed(body)
    assert answer["advice"] == []
    labels = [target.index(1) for target in answer["targets"]]
    own = {"inputs": answer["input"], "targets": labels}
    for precision in ("float64", "float32"):
        assert analyzed({**body, "data": own, "precision": precision})["advice"] == []
