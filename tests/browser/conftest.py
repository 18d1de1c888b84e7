"""A real server and a real Chromium. An error on the console, a breach of the page's policy or an uncaught error
fails the test in which it happened."""

import contextlib
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Protocol

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.hand import TIMEOUT, focus
from tests.browser.training import SGD, fragment, run

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Else V8 parses all of Plotly again whenever one of its parts looks at a stack, as long as somebody watches.
    "--js-flags=--no-enable-lazy-source-positions",
]
# The page follows its state once a frame.
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
Theme = Literal["light", "dark"]


WORKER = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "0")))
# Below the ports that the system gives away by itself, and for each worker its own; in any order, since somebody
# else may run these tests on the same machine.
PORTS = iter(random.sample(range(15_000 + WORKER % 40, 31_000, 40), k=400))


def free_port() -> int:
    """A port that nobody listens on, and that nobody else is given."""
    for port in PORTS:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("every port is taken")


class Server:
    """The server in a process of its own, which a test may stop and start again on the same port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{self.url}healthz").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise TimeoutError(f"no server on {self.url}")

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


class PageAt(Protocol):
    """Opens the page in a window of a size and a theme, and waits until its picture is there."""

    def __call__(
        self,
        width: int = 1440,
        height: int = 900,
        theme: Theme = "light",
        *,
        path: str = "",
        base: str | None = None,
        expected: tuple[str, ...] = (),
    ) -> Page: ...


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The server that all tests share; none may stop it."""
    shared = Server()
    shared.start()
    yield shared
    shared.stop()


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server for one test, not started yet."""
    own = Server()
    yield own
    own.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium: the one that NABLASCOPE_TEST_CHROMIUM names, else the system's, else Playwright's own."""
    path = os.environ.get("NABLASCOPE_TEST_CHROMIUM") or "/usr/bin/chromium"
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path if Path(path).exists() else None, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page_at(chromium: Browser, server: Server) -> Iterator[PageAt]:
    """See PageAt. `expected` are parts of console messages that this test provokes."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(
        width: int = 1440,
        height: int = 900,
        theme: Theme = "light",
        *,
        path: str = "",
        base: str | None = None,
        expected: tuple[str, ...] = (),
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(TIMEOUT)

        def on_console(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"} and not any(part in message.text for part in expected):
                faults.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

        page.on("console", on_console)
        page.on("pageerror", lambda error: faults.append(f"uncaught: {error}"))
        page.goto((base or server.url) + path)
        wait_until_ready(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def wait_until_ready(page: Page) -> None:
    """Until the picture is that of the input; an edit made just before is known after a frame."""
    page.evaluate(TWO_FRAMES)
    page.locator('#outdated[data-status="ready"]').wait_for(state="attached")
    page.locator('#flow[hidden], #flow [data-quantity="weights"]').first.wait_for(state="attached")


@pytest.fixture
def ready() -> "type[Ready]":
    """Waiting and reading, for tests that cannot import from this file."""
    return Ready


class Ready:
    """What tests do again and again."""

    wait = staticmethod(wait_until_ready)

    @staticmethod
    def values(page: Page, layer: int, quantity: str) -> list[list[str]]:
        """The numbers printed in a heatmap, row by row, with ASCII minus signs."""
        selector = f'#flow [data-layer="{layer}"][data-quantity="{quantity}"] .value'
        cells = page.locator(selector).evaluate_all(
            "cells => cells.map(cell => [Number(cell.dataset.row), Number(cell.dataset.column), cell.textContent])"
        )
        rows: dict[int, dict[int, str]] = {}
        for row, column, text in cells:
            rows.setdefault(row, {})[column] = text.replace("−", "-")
        return [[line[column] for column in sorted(line)] for _, line in sorted(rows.items())]

    @staticmethod
    def shape(page: Page, layer: int, quantity: str) -> str:
        """The shape that a heatmap's name says, also where its cells are too small for numbers."""
        name = page.locator(f'#flow .heatmap[data-layer="{layer}"][data-quantity="{quantity}"]').get_attribute(
            "aria-label"
        )
        return ", ".join(re.findall(r"\d+ × \d+", name or ""))

    @staticmethod
    def field(page: Page, pointer: str) -> str:
        """The text of the field that edits what a JSON pointer names, with ASCII minus signs."""
        page.evaluate(TWO_FRAMES)
        return page.locator(f'[data-pointer="{pointer}"]').input_value().replace("−", "-")

    @staticmethod
    def type_into(page: Page, pointer: str, text: str) -> None:
        """Types into a field as a person does, and presses Enter."""
        focus(page.locator(f'[data-pointer="{pointer}"]'))
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
        page.keyboard.press("Enter")

    @staticmethod
    def status(page: Page, status: str) -> None:
        """Until the page says so."""
        page.locator(f'#outdated[data-status="{status}"]').wait_for(state="attached")

    @staticmethod
    def preset(page: Page, name: str) -> None:
        """Chooses a preset from the menu and waits for its picture."""
        page.locator("#preset-button").click()
        with page.expect_response("**/api/v1/analyze"):
            page.locator(f'[data-preset="{name}"]').click()
        wait_until_ready(page)


@pytest.fixture
def trained(page_at: Any) -> Page:
    """The small network after its run of SGD."""
    page: Page = page_at(path=fragment(SGD))
    run(page)
    return page
