"""Ranges of hyperparameters at their ends."""

import pytest

from app.engine.descent.hyperparameters import Hyperparameter, complete

SHARE = Hyperparameter("share", 0.5, 0, 1, minimum_allowed=False)


def test_the_minimum_is_refused_where_it_is_not_allowed() -> None:
    SHARE.check(5e-324)
    with pytest.raises(ValueError, match="expected a finite share of more than 0 and less than 1; got 0"):
        SHARE.check(0)


def test_defaults_stand_for_what_is_left_out() -> None:
    known = (SHARE, Hyperparameter("steps", 3, 1, 10, whole=True))
    assert complete("it", known, {"steps": 4.0}) == {"share": 0.5, "steps": 4}


def test_a_name_that_nobody_knows_is_cut_short() -> None:
    with pytest.raises(ValueError, match=r'^it takes no hyperparameter; got "x{40}…"$'):
        complete("it", (), {"x" * 1000: 1.0})
