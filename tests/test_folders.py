"""Folders that can be taken in at a glance, and files that can be read in one sitting."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_FILES = 14
MOST_LINES = 300
TABLES = {"static/js/wire/wire.d.ts", "app/engine/network/activations.py"}
"""Longer ones: generated, or a table."""

FILES = sorted(
    path
    for folder in ("app", "static")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".js", ".ts", ".css", ".html"} and "__pycache__" not in path.parts
)
FOLDERS = sorted({path.parent for path in FILES})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())
def test_folder_holds_few_files(folder: Path) -> None:
    assert len([path for path in FILES if path.parent == folder and path.name != "__init__.py"]) <= MOST_FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_file_is_read_in_one_sitting(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    assert name in TABLES or len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
