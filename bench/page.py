"""The page in Chromium: from an edit to the repaint, from the address to the first heatmap, scrubbing.

These are times, since a person waits for them; what they are compared with in the same run is one empty repaint of
the browser (two animation frames), and the server's own share of the work.
"""

import base64
import json
import os
import zlib
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.service import asking, serving
from bench.timing import in_words, per_call

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EDITS = 25
LOADS = 5
FIELD = '[data-pointer="/network/layers/0/weights/0/0"]'

WATCH = """() => {
  const counts = { begun: 0, done: 0 };
  const react = Plotly.react;
  Plotly.react = async (...given) => {
    counts.begun += 1;
    try { return await react(...given); } finally { counts.done += 1; }
  };
  document.addEventListener('input', () => {
    const start = performance.now();
    const before = counts.done;
    const look = () => {
      const ready = document.querySelector('#outdated').dataset.status === 'ready';
      if (!ready || counts.done < before + 3 || counts.done < counts.begun) return requestAnimationFrame(look);
      return setTimeout(() => { globalThis.repainted = performance.now() - start; });
    };
    globalThis.repainted = null;
    requestAnimationFrame(look);
  }, { capture: true });
}"""

MOVES = 60
SCRUB = """async (moves) => {
  const range = document.querySelector('#train input[type=range]');
  const seconds = [];
  let behind = 0;
  for (let move = 0; move < moves; move += 1) {
    const start = performance.now();
    const step = (move * 7) % Number(range.max);
    range.value = String(step);
    range.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    seconds.push((performance.now() - start) / 1000);
    const text = (selector) => document.querySelector(selector).textContent;
    if (text('#summary .figure-value') !== text('[data-chart="loss"] b')) behind += 1;
  }
  return [seconds, behind];
}"""
FRAME = """() => new Promise((resolve) => {
  const start = performance.now();
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
})"""

TWO_FRAMES = """() => new Promise((resolve) => {
  const start = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
})"""


def classifier() -> dict[str, Any]:
    """4-8-8-3 on 32 flowers, its first layer opened for editing."""
    hidden = {"units": 8, "activation": "relu", "initializer": "he_normal"}
    output = {"units": 3, "activation": "softmax", "initializer": "glorot_uniform"}
    request = {"network": {"layers": [hidden, hidden, output], "seed": 1}, "data": {"dataset": "iris", "size": 32}}
    return {**request, "open": 1}


def trained() -> dict[str, Any]:
    """4-16-16-3 on 60 flowers, to be trained for 100 steps."""
    hidden = {"units": 16, "activation": "relu", "initializer": "he_normal"}
    output = {"units": 3, "activation": "softmax", "initializer": "glorot_uniform"}
    request = {"network": {"layers": [hidden, hidden, output], "seed": 1}, "data": {"dataset": "iris", "size": 60}}
    training = {"optimizer": {"name": "sgd", "learning_rate": 0.1}, "steps": 100}
    return {**request, "training": training, "view": "train"}


def fragment(document: dict[str, Any]) -> str:
    """The link of a document, as the page writes it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(json.dumps(document).encode()) + packer.flush()
    return "#v1." + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def edit_to_repaint(page: Page) -> list[float]:
    """Seconds from each typed digit until every heatmap shows the new answer."""
    page.evaluate(WATCH)
    seconds: list[float] = []
    for index in range(EDITS):
        page.locator(FIELD).focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(str(index % 9 + 1))
        page.wait_for_function("() => globalThis.repainted")
        seconds.append(page.evaluate("() => globalThis.repainted") / 1000)
        page.wait_for_timeout(150)
    return seconds


def scrubbing(browser: Browser, address: str) -> tuple[list[float], int, float]:
    """Seconds from each move of the hand until its step is drawn, how many were late, and of an empty frame."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address + fragment(trained()))
    page.locator('#outdated[data-status="ready"]').wait_for(state="attached")
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator(".run-words", has_text="steps done").wait_for()
    page.wait_for_timeout(500)
    seconds, behind = page.evaluate(SCRUB, MOVES)
    page.wait_for_timeout(500)
    empty = median(page.evaluate(FRAME) / 1000 for _ in range(9))
    page.close()
    return seconds, behind, empty


def first_heatmap(browser: Browser, address: str) -> float:
    """Seconds from the navigation, with nothing in the cache, to the first heatmap's pixels."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.wait_for_function("() => document.querySelector('#flow .heatmaplayer image, #flow .hm image')")
    seconds: float = page.evaluate("() => performance.now()") / 1000
    context.close()
    return seconds


def report() -> None:
    """Print the times."""
    print("page: Chromium, 1440 × 900")
    path = os.environ.get("NABLASCOPE_TEST_CHROMIUM") or "/usr/bin/chromium"
    with serving(None) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path if Path(path).exists() else None, args=FLAGS)
        address = f"http://127.0.0.1:{port}/"
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address + fragment(classifier()))
        page.locator('#outdated[data-status="ready"]').wait_for(state="attached")
        edits = edit_to_repaint(page)
        frames = median(page.evaluate(TWO_FRAMES) / 1000 for _ in range(9))
        request = {key: value for key, value in classifier().items() if key != "open"}
        body = json.dumps({**request, "encoding": "base64", "max_cells": [128, 128]}).encode()
        answer = median(per_call(asking(port, body), 20) for _ in range(3))
        loads = [first_heatmap(browser, address) for _ in range(LOADS)]
        moves, behind, empty = scrubbing(browser, address)
        browser.close()
    times = f"median {in_words(median(edits))}, worst {in_words(max(edits))}"
    print(f"  edit to repaint, 4-8-8-3 with 32 examples    {times} of {EDITS}   goal: median under 150 ms")
    print(f"    of which the server's answer {in_words(answer)}; an empty repaint takes {in_words(frames)}")
    print(f"    ratio to an empty repaint {median(edits) / frames:.1f}")
    print(f"  first load to first heatmap, nothing cached    median {in_words(median(loads))} of {LOADS}")
    rate = f"median {1 / median(moves):.0f} frames a second, least {1 / max(moves):.0f} of {MOVES} moves"
    print(f"  scrubbing a run, 4-16-16-3 with 60 examples    {rate}   goal: at least 10")
    print(f"    ratio to an empty frame {median(moves) / empty:.1f}; moves that were not drawn at once: {behind}")
