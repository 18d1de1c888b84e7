"""The cases are there, and each says where it was seen, what was sent and what should come."""

import pytest

from tests.cases.helpers import CASES, case


@pytest.mark.parametrize("name", CASES)
def test_says_where_and_what(name: str) -> None:
    seen = case(name)
    assert {"route", "body"} <= seen.keys() or {"page", "spec", "at", "text"} <= seen.keys()
    assert CASES[name]["expected"]
