"""Release a version: changelog, version, wheel and sdist, commit and tag. Nothing is pushed or uploaded.

python -m tools.release 0.2.0            (make release VERSION=0.2.0)

What is released is what is committed on main; what users will notice of it stands under [Unreleased] in
CHANGELOG.md and moves under the version. Where anything is amiss, nothing has changed.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG, SOURCE, DIST = "CHANGELOG.md", "app/__init__.py", "dist"
UNRELEASED = "## [Unreleased]"
VERSION = re.compile(r'^__version__ = "(.*)"$', re.MULTILINE)
FORM = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


class NotReleased(Exception):
    """Why nothing was released, in words."""


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Releases; gives the exit code."""
    try:
        if len(arguments) != 1:
            raise NotReleased("expected one version; say make release VERSION=0.2.0")
        built = release(arguments[0], root, date.today())
    except NotReleased as fault:
        print(f"Nothing is released: {fault}", file=sys.stderr)
        return 1
    print(f"Released {arguments[0]}:", *(f"  {path.relative_to(root)}" for path in built), sep="\n")
    print(f"Look at it, then: git push origin main v{arguments[0]}")
    return 0


def release(version: str, root: Path, day: date) -> list[Path]:
    """The files of a new version, which is committed and tagged then.

    Raises NotReleased for what is no later version, for a tree that is not clean or not main, for a tag that
    exists, for nothing to tell of, and where the build, the commit or the tag fails; then all is as before.
    """
    changelog, source = root / CHANGELOG, root / SOURCE
    before = {path: path.read_text(encoding="utf-8") for path in (changelog, source)}
    hold(version, VERSION.search(before[source]), root)
    start = git(root, "rev-parse", "HEAD")
    changelog.write_text(moved(before[changelog], version, day), encoding="utf-8")
    source.write_text(VERSION.sub(f'__version__ = "{version}"', before[source]), encoding="utf-8")
    try:
        built = build(version, root)
        git(root, "commit", "--quiet", "--message", f"Release {version}", CHANGELOG, SOURCE)
        git(root, "tag", "--annotate", f"v{version}", "--message", f"Nablascope {version}")
    except NotReleased:
        git(root, "reset", "--quiet", "--hard", start)  # the tree was clean
        raise
    return built


def hold(version: str, now: re.Match[str] | None, root: Path) -> None:
    """Raises NotReleased where there is something against the version or the state of the tree."""
    if not FORM.fullmatch(version):
        raise NotReleased(f'expected a version such as 0.2.0; got "{version}"')
    if now is None or numbers(version) <= numbers(now[1]):
        raise NotReleased(f"expected a version after {now[1] if now else 'none'}; got {version}")
    if changed := git(root, "status", "--porcelain"):
        raise NotReleased(f"the tree is not clean; commit or stash first:\n{changed}")
    if (branch := git(root, "rev-parse", "--abbrev-ref", "HEAD")) != "main":
        raise NotReleased(f"expected the branch main; this is {branch}")
    if git(root, "tag", "--list", f"v{version}"):
        raise NotReleased(f"the tag v{version} exists")


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def moved(text: str, version: str, day: date) -> str:
    """The changelog with what was unreleased under the version. Raises NotReleased where nothing was."""
    before, heading, after = text.partition(UNRELEASED)
    news, _, _ = after.partition("\n## ")
    if not heading or not re.search(r"^- ", news, re.MULTILINE):
        raise NotReleased(f"nothing stands under [Unreleased] in {CHANGELOG}")
    return f"{before}{UNRELEASED}\n\n## [{version}] - {day.isoformat()}{after}"


def build(version: str, root: Path) -> list[Path]:
    """The wheel and the sdist, by the locked builder. Raises NotReleased where it fails."""
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(root / DIST)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    built = sorted((root / DIST).glob(f"nablascope-{version}*"))
    if done.returncode or len(built) != 2:
        raise NotReleased(f"the build failed:\n{done.stderr}")
    return built


def git(root: Path, *arguments: str) -> str:
    """What git says. Raises NotReleased where it fails."""
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise NotReleased(f"git {arguments[0]} failed:\n{done.stderr.strip()}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
