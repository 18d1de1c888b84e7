"""The cases are there, each says where it was seen, what was sent and what should come, and a test holds it."""

import re
from pathlib import Path

import pytest

from tests.cases.helpers import CASES, case

TESTS = Path(__file__).parent.parent
NAMED = {
    name
    for path in [*TESTS.glob("cases/test_*.py"), *TESTS.glob("browser/**/test_*.py")]
    for name in re.findall(r"[\"']([a-z-]+)[\"']", path.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("name", CASES)
def test_says_where_and_what(name: str) -> None:
    seen = case(name)
    assert {"route", "body"} <= seen.keys() or {"page", "spec", "at", "text"} <= seen.keys()
    assert CASES[name]["expected"]


@pytest.mark.parametrize("name", CASES)
def test_is_held_to_what_should_come(name: str) -> None:
    assert name in NAMED
