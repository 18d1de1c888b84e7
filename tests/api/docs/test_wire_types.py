"""The page's types of the wire are those of the service. Needs Node.js and the npm packages, as `make test` has."""

from tools.wire_types import TARGET, generate


def test_types_of_the_wire_are_those_of_the_service() -> None:
    assert TARGET.read_text(encoding="utf-8") == generate(), "stale: run `make types` and look at what changed"
