"""The recorded cases: what was sent where, by the name of the case."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("cases.json")
CASES: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in json.loads(FILE.read_text(encoding="utf-8"))}


def case(name: str) -> Any:
    """Where a case was seen and what was sent: `route`, `body`; or `page`, `spec`, `at` (a pointer), `text`."""
    return CASES[name]["on"]
