"""The table of a run: what is not a plain number."""

import numpy as np

from app.engine.analysis.analysis import analyze
from app.engine.network.losses import LOSSES
from app.engine.network.network import Batch, Network
from app.engine.training.recording import Recorded
from app.formats.runs.csv import RunTable
from tests.engine.helpers import make_layer


def row_of(weight: float, *, interference: bool = False) -> dict[str, str]:
    """The row of one linear unit ŷ = w x on one example x = 1 with target 0."""
    network = Network((make_layer([[weight]], None, "identity"),))
    loss = LOSSES["mean_squared_error"]
    analysis = analyze(network, Batch(np.array([[1.0]]), np.zeros((1, 1))), loss)
    table = RunTable(1, interference=interference)
    lines = [line.removesuffix("\r\n").split(",") for line in (table.header(), table.row(recorded(analysis)))]
    return dict(zip(*lines, strict=True))


def recorded(analysis: object) -> Recorded:
    return Recorded(0, None, (None,), analysis)  # type: ignore[arg-type]  # given as it is


def test_what_is_not_known_is_empty() -> None:
    row = row_of(3.0)
    assert row == {"step": "0", "loss": "9.0", "accuracy": "", "learning_rate": "", "gradient_norm_1": "6.0",
                   "update_ratio_1": "", "dead_1": "0", "starved_1": "0"}  # fmt: skip


def test_what_is_not_finite_is_named_as_everywhere() -> None:
    assert row_of(1e200)["loss"] == "Infinity"
    assert row_of(np.nan)["loss"] == "NaN"
    assert row_of(-np.inf)["gradient_norm_1"] == "Infinity"


def test_interference_of_one_example_is_not_known() -> None:
    row = row_of(3.0, interference=True)
    assert (row["mean_cosine"], row["conflicting"]) == ("", "")
