"""Ranges of parameters at their ends."""

from math import inf, nan

import pytest

from app.engine.parameter import Parameter, complete

SHARE = Parameter("share", 0.5, 0, 1, minimum_allowed=False)
STEPS = Parameter("steps", 3, 1, whole=True)


def test_the_minimum_is_refused_where_it_is_not_allowed() -> None:
    SHARE.check(5e-324)
    with pytest.raises(ValueError, match="expected a finite share of more than 0 and less than 1; got 0"):
        SHARE.check(0)


@pytest.mark.parametrize("value", [0.5, 1.5, inf, nan])
def test_what_is_not_whole_or_too_small_has_a_fault(value: float) -> None:
    assert str(STEPS.fault(value)).startswith("expected a whole steps of at least 1; got ")


def test_what_is_in_range_has_none() -> None:
    assert STEPS.fault(1) is None
    assert SHARE.fault(0.5) is None


def test_the_owner_tells_of_a_name_that_it_does_not_know() -> None:
    with pytest.raises(ValueError, match=r"^no share here$"):
        complete((STEPS,), {"share": 0.5}, lambda name: f"no {name} here")
