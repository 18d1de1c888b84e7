"""What the page knows of the service is what it is. Needs Node.js and the npm packages, as `make test` has."""

from tools.wire_types import DEFAULTS, TABLE, TARGET, defaults, generate, quantities

STALE = "stale: run `make types` and look at what changed"


def test_types_of_the_wire_are_those_of_the_service() -> None:
    assert TARGET.read_text(encoding="utf-8") == generate(), STALE


def test_table_of_quantities_is_that_of_the_engine() -> None:
    assert TABLE.read_text(encoding="utf-8") == quantities(), STALE
    assert DEFAULTS.read_text(encoding="utf-8") == defaults(), STALE
