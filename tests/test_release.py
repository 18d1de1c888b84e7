"""A release in a small project of its own: what it makes, and what it refuses without a trace."""

import subprocess
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tools.release import NotReleased, git, main, moved, release

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2027, 1, 2)
NEWS = "# Changelog\n\n## [Unreleased]\n\n### Added\n- A thing.\n\n## [0.1.0] - 2026-11-24\n\n- All.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A package of one module, built as this project is, in a repository of its own."""
    files = {
        "pyproject.toml": (ROOT / "pyproject.toml").read_text(encoding="utf-8"),
        "app/__init__.py": '"""A package."""\n\n__version__ = "0.1.0"\n',
        "static/index.html": "<!doctype html>\n",
        "CHANGELOG.md": NEWS,
        "README.md": "# Nablascope\n",
        "LICENSE": "MIT\n",
        ".gitignore": "dist/\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "--quiet", "--initial-branch", "main"], cwd=tmp_path, check=True)
    for name, value in (("user.name", "Somebody"), ("user.email", "somebody@example.org")):
        git(tmp_path, "config", name, value)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


def test_a_release_has_its_version_everywhere(project: Path) -> None:
    wheel, sdist = release("0.2.0", project, DAY)
    assert sdist.name == "nablascope-0.2.0.tar.gz"
    with zipfile.ZipFile(wheel) as archive:
        assert b'__version__ = "0.2.0"' in archive.read("nablascope/__init__.py")
    with tarfile.open(sdist) as archive:
        assert "nablascope-0.2.0/CHANGELOG.md" in archive.getnames()
    changelog = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]\n\n## [0.2.0] - 2027-01-02\n\n### Added\n- A thing" in changelog
    assert git(project, "status", "--porcelain") == ""
    assert git(project, "log", "-1", "--format=%s %D") == "Release 0.2.0 HEAD -> main, tag: v0.2.0"
    with pytest.raises(NotReleased, match="nothing stands under"):
        release("0.3.0", project, DAY)


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9", "1", "1.2.3.4", "01.2.3", "v1.2.3", "1.2.3rc1", "", "1.2.x"])
def test_what_is_no_later_version_is_refused(project: Path, version: str) -> None:
    with pytest.raises(NotReleased, match="expected a version"):
        release(version, project, DAY)


def test_other_states_are_refused_and_left_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "new.txt").write_text("x", encoding="utf-8")
    assert main(["0.2.0"], project) == 1
    assert "the tree is not clean" in capsys.readouterr().err
    (project / "new.txt").unlink()
    git(project, "tag", "v0.2.0")
    assert main(["0.2.0"], project) == 1
    assert "the tag v0.2.0 exists" in capsys.readouterr().err
    git(project, "checkout", "--quiet", "-b", "other")
    assert main(["0.3.0"], project) == 1
    assert "expected the branch main; this is other" in capsys.readouterr().err
    assert main([], project) == 1
    assert git(project, "log", "--format=%s", "--all") == "Begin"


def test_a_build_that_fails_leaves_nothing_behind(project: Path) -> None:
    (project / "LICENSE").unlink()
    (project / "README.md").unlink()
    git(project, "commit", "--quiet", "--all", "--message", "Lose the files that the build wants")
    with pytest.raises(NotReleased, match="the build failed"):
        release("0.2.0", project, DAY)
    assert git(project, "status", "--porcelain") == ""
    assert git(project, "tag") == ""


@pytest.mark.parametrize("failing", ["commit", "tag"])
def test_where_git_fails_all_is_as_before(project: Path, failing: str) -> None:
    if failing == "commit":
        hook = project / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)
    else:
        git(project, "tag", "v0.2.0/taken")  # where this is, no tag can be called v0.2.0
    tags, before = git(project, "tag"), git(project, "rev-parse", "HEAD")
    with pytest.raises(NotReleased, match=f"git {failing} failed"):
        release("0.2.0", project, DAY)
    assert git(project, "status", "--porcelain") == ""
    assert (git(project, "rev-parse", "HEAD"), git(project, "tag")) == (before, tags)


def test_a_changelog_of_headings_alone_says_nothing() -> None:
    with pytest.raises(NotReleased, match="nothing stands under"):
        moved("## [Unreleased]\n\n### Added\n\n## [0.1.0] - 2026-11-24\n- Old.\n", "0.2.0", DAY)
