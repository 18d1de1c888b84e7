"""What there is, is documented: routes, table rows, top folders. (Settings are held by tests/test_settings.py.)"""

import re
from pathlib import Path

import pytest

from app.main import create_app
from tools.tables import TARGET, document

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PARENTS = (".", "app", "app/engine", "app/explain", "app/practice", "app/api", "static/js", "static", "tests")
MADE = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
"""What is ignored is no part of the project."""
FOLDERS = [
    path.relative_to(ROOT)
    for parent in PARENTS
    for path in sorted((ROOT / parent).iterdir())
    if path.is_dir() and path.name not in MADE and not path.name.startswith(".")
]


@pytest.mark.parametrize("path", sorted(create_app().openapi()["paths"]))
def test_route_stands_in_the_readme(path: str) -> None:
    stem, parameter, _ = path.partition("{")
    whole = re.escape(stem) + ("" if parameter else r"(?![\w/-])")
    assert re.search(rf"(?:`(?:GET |POST )?|127\.0\.0\.1:8000){whole}", README), f"{path} is not in README.md"


def test_every_row_of_every_table_stands_in_the_reference() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "stale: run `make types` and look at what changed"


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_folder_stands_in_the_architecture(folder: Path) -> None:
    names = {folder.as_posix(), f"app/{folder.name}" if folder.parts[0] == "tests" else folder.name}
    assert names & set(re.findall(r"`([\w./]+?)/?`", ARCHITECTURE)), f"{folder} is not in docs/architecture.md"
