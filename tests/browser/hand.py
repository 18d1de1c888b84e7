"""What a person's hand does on the page: it waits until it sees what it reaches for."""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

TIMEOUT = 30_000
"""Milliseconds; only a failing test waits so long, and a busy machine must not make one."""


def focus(place: Locator) -> None:
    """Gives the keyboard to a place once it is there to be seen.

    The page draws an edit a frame later; what is not yet drawn cannot take the focus, and the keys would go to
    what had it before.
    """
    expect(place).to_be_visible()
    place.focus()
    expect(place).to_be_focused()


def eventually(page: Page, fact: Callable[[], bool], what: str) -> None:
    """Waits, while the page goes on, until something is so; fails, and says what, where it never is."""
    until = time.monotonic() + TIMEOUT / 1000
    while not fact():
        assert time.monotonic() < until, what
        page.wait_for_timeout(10)


def note_requests(page: Page) -> None:
    """From now on the page notes by its own clock what it asks for, see `sent`: a late test reads the same."""
    page.evaluate(
        """() => {
          const real = window.fetch;
          window.noted = [];
          window.fetch = (...asked) => {
            noted.push([String(asked[0]), performance.now()]);
            return real(...asked);
          };
        }"""
    )


def sent(page: Page, path: str) -> list[float]:
    """When the page asked for a path, in milliseconds, since `note_requests`."""
    found: list[float] = page.evaluate("path => noted.filter(([at]) => at === path).map(([, when]) => when)", path)
    return found


def settle(page: Page) -> None:
    """A trip to the server and back, and two frames: what the page had begun to ask before has been answered."""
    page.evaluate(
        """fetch('healthz').then(answer => answer.text())
             .then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))"""
    )
