"""Ranges of parameters at their ends."""

from math import inf, nan

import pytest

from app.engine.parameter import Parameter

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


def test_a_maximum_that_is_allowed_is_in_range_and_its_reason_is_told() -> None:
    few = Parameter("size", 5, 1, 7, whole=True, maximum_allowed=True, remark=", all that there are")
    assert few.fault(7) is None
    assert few.fault(8) == "expected a whole size of at least 1 and at most 7, all that there are; got 8"
    assert str(few.fault(10**400)).endswith(f"; got 1{'0' * 400}")


def test_without_limits_only_finite_numbers_are_expected() -> None:
    free = Parameter("scale", 1, -inf)
    assert free.fault(-1e300) is None
    for value in (inf, -inf, nan):
        assert str(free.fault(value)).startswith("expected a finite scale; got ")
