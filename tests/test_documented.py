"""What there is, is documented: routes, table rows, top folders. (Settings are held by tests/test_settings.py.)"""

import re
from pathlib import Path

import pytest

from app.main import create_app
from tools.tables import TARGET, document

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FOLDERS = [
    path.relative_to(ROOT)
    for parent in ("app", "app/engine", "app/explain", "app/practice", "app/api", "static/js", "static", "tests")
    for path in sorted((ROOT / parent).iterdir())
    if path.is_dir() and path.name != "__pycache__"
]


@pytest.mark.parametrize("path", sorted(create_app().openapi()["paths"]))
def test_route_stands_in_the_readme(path: str) -> None:
    stem = re.escape(path.partition("{")[0])
    assert re.search(rf"`(?:GET |POST )?{stem}|127\.0\.0\.1:8000{stem}", README), f"{path} is not in README.md"


def test_every_row_of_every_table_stands_in_the_reference() -> None:
    assert TARGET.read_text(encoding="utf-8") == document(), "stale: run `make types` and look at what changed"


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_folder_stands_in_the_architecture(folder: Path) -> None:
    names = {folder.as_posix(), f"app/{folder.name}" if folder.parts[0] == "tests" else folder.name}
    assert names & set(re.findall(r"`([\w./]+?)/?`", ARCHITECTURE)), f"{folder} is not in docs/architecture.md"
