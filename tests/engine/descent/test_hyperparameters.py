"""Hyperparameters that are left out, and names that are none."""

import pytest

from app.engine.descent.hyperparameters import complete
from app.engine.descent.schedules import ScheduleRow
from app.engine.parameter import Parameter

SHARE = Parameter("share", 0.5, 0, 1)


def row(*parameters: Parameter) -> ScheduleRow:
    return ScheduleRow("it", "1", parameters, lambda update, updates, values: 1.0)


def test_defaults_stand_for_what_is_left_out() -> None:
    known = row(SHARE, Parameter("steps", 3, 1, 10, whole=True))
    assert complete(known, {"steps": 4.0}) == {"share": 0.5, "steps": 4}


def test_a_name_that_nobody_knows_is_cut_short() -> None:
    with pytest.raises(ValueError, match=r'^it takes no hyperparameter; got "x{40}…"$'):
        complete(row(), {"x" * 1000: 1.0})
