"""Find a Chromium for the browser tests, or install one; print its path, or nothing for Playwright's own.

What is already there comes first, since it costs nothing; then apt on Debian, where it may be used without a
password; then Playwright's own download. A candidate counts only if it really starts and shows a page.

python -m tools.chromium            (make test)
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tools.apt import install, quietly

VARIABLE = "NABLASCOPE_TEST_CHROMIUM"
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
)
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


def starts(executable: str | None) -> bool:
    """Whether this Chromium (None: Playwright's own) opens a page without a screen."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS, timeout=60_000)
            page = browser.new_page()
            page.set_content("<p>ready</p>")
            ready = page.inner_text("p") == "ready"
            browser.close()
            return ready
    except Error:
        return False


def on_path() -> str | None:
    """The first browser on PATH that starts."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in found if path and starts(path)), None)


def install_with_apt() -> bool:
    """Install Debian's Chromium and a font for it; False where apt cannot.

    The one without windows, which shows a page no differently and in half the time. Ubuntu's package
    only refers to a snap, which does not start in most containers.
    """
    release = Path("/etc/os-release")
    debian = release.is_file() and "ID=debian" in release.read_text(encoding="utf-8").splitlines()
    return debian and install("Chromium", "chromium-headless-shell", "fonts-dejavu-core")


def install_with_playwright() -> bool:
    """Let Playwright download its own Chromium."""
    print("Installing Playwright's Chromium", file=sys.stderr)
    return quietly([sys.executable, "-m", "playwright", "install", "chromium"])


def find() -> str | None:
    """The path of a Chromium that starts, or None for Playwright's own.

    Raises:
        SystemExit: there is none, and none could be installed.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        if starts(chosen):
            return chosen
        raise SystemExit(f"{VARIABLE}={chosen} does not start.")
    if path := on_path():
        return path
    if starts(None):
        return None
    if install_with_apt() and (path := on_path()):
        return path
    if install_with_playwright() and starts(None):
        return None
    raise SystemExit(f"No Chromium starts here. Install one and set {VARIABLE} to its path.")


if __name__ == "__main__":
    print(find() or "")
