"""What holds the project together: one version, locks that name no place, an engine of NumPy only, one package.

These read the repository itself and so catch what no test of behaviour does.
"""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app import __version__

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt", "requirements-bench.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(lock: str) -> dict[str, set[str]]:
    """Name and pinned versions (with their markers) of every package of a lock file."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for name, pin in re.findall(r"^([a-z0-9._-]+)==([^\\\n]+?) *\\?$", text, re.M):
        found.setdefault(name, set()).add(pin)
    return found


def test_changelog_has_this_version_and_room_for_the_next() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert headings[0] == "Unreleased"
    assert __version__ in headings
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_names_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-(?!-hash=)|--(extra-)?index|--find-links|@ ", text, re.M), (
        "a place, or an option"
    )
    for entry in re.split(r"\n(?=[a-z0-9])", text)[1:]:
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_locks_agree_on_every_version() -> None:
    run, develop = pins("requirements.txt"), pins("requirements-dev.txt")
    assert run
    assert {name: develop[name] for name in run} == run


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
        ("requirements-node.txt", PROJECT["dependency-groups"]["node"]),
        ("requirements-bench.txt", PROJECT["dependency-groups"]["bench"]),
    ],
)
def test_lock_holds_all_that_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    names = {re.split(r"[<>=\[; ]", requirement)[0] for requirement in wanted}
    assert names <= pins(lock).keys()


def test_npm_lock_names_no_place_and_fits_its_manifest() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    manifest = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert lock["packages"][""]["devDependencies"] == manifest["devDependencies"]
    assert "dependencies" not in manifest, "the page itself needs no package"


def test_node_versions_agree() -> None:
    manifest = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    script = (ROOT / "tools" / "node.sh").read_text(encoding="utf-8")
    asked = re.findall(r"\^(\d+)\.(\d+)\.0", manifest["engines"]["node"])
    assert asked == re.findall(r"major === (\d+) && minor >= (\d+)", script)
    assert re.findall(r">=(\d+)", manifest["engines"]["node"]) == re.findall(r"major >= (\d+)", script)


def imported(path: Path) -> set[str]:
    """The top-level modules that a file imports; of the package itself, relatively, with their first two names."""
    names = set()
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(str(node.module).split(".")[0])
        elif isinstance(node, ast.ImportFrom):
            parts = [*package[: len(package) + 1 - node.level], *(node.module or "").split(".")]
            names |= {".".join([part for part in [*parts, alias.name] if part][:2]) for alias in node.names}
    return names


@pytest.mark.parametrize("path", sorted((ROOT / "app" / "engine").rglob("*.py")), ids=lambda path: path.name)
def test_engine_needs_numpy_and_the_standard_library_only(path: Path) -> None:
    assert imported(path) <= sys.stdlib_module_names | {"numpy", "app.engine"}


@pytest.mark.parametrize("path", sorted((ROOT / "app").rglob("*.py")), ids=lambda path: path.name)
def test_package_speaks_of_itself_relatively(path: Path) -> None:
    """Installed, it has another name than the folder of the checkout."""
    assert imported(path).isdisjoint({"app", "nablascope"})


def test_container_and_project_speak_of_the_same_python() -> None:
    (oldest,) = re.findall(r"^>=(3\.\d+)$", PROJECT["project"]["requires-python"])
    assert f"ARG BASE_IMAGE=python:{oldest}-slim-bookworm" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert f"--python-version {oldest} " in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert PROJECT["tool"]["ruff"]["target-version"] == "py" + oldest.replace(".", "")


def test_scripts_of_the_makefile_may_be_run() -> None:
    scripts = [ROOT / ".ci" / "run", *(ROOT / "tools").glob("*.sh")]
    assert [path.name for path in scripts if not os.access(path, os.X_OK)] == []


def test_every_target_of_the_makefile_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):(?!=).*$", makefile, re.M)
    explained = re.findall(r"^([a-z]+):.*## .+$", makefile, re.M)
    assert set(targets) - set(explained) == {"runtime", "development"}
    assert set(re.findall(r"^\.PHONY: (.+)$", makefile, re.M)[0].split()) == set(targets)


def test_container_keeps_its_locks() -> None:
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for line in ("read_only: true", "- ALL", "- no-new-privileges:true", "pids_limit:", "mem_limit:", "cpus:"):
        assert re.search(rf"^ +{re.escape(line)}", compose, re.M), line
    assert "${NABLASCOPE_PUBLISH:-127.0.0.1:8000}:8000" in compose
    assert "--require-hashes" in dockerfile
    assert re.search(r"^USER [1-9]\d+:[1-9]\d+$", dockerfile, re.M)
    assert "/healthz" in dockerfile


def test_hooks_before_a_commit_are_what_make_check_runs() -> None:
    """So that the two cannot part. No hook is fetched from anywhere."""
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"repo: (.*)", text) == ["local"]
    command = ["make", "--dry-run", "--no-print-directory", "check"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    checks = [line for line in run.stdout.splitlines() if "tools/venv.sh" not in line]
    assert re.findall(r"entry: (.*) }$", text, re.M) == checks
