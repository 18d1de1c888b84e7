"""Small runs on the page, and what the service tells of the same."""

import base64
import json
import re
import zlib
from typing import Any

import httpx
from playwright.sync_api import Page, expect

SMALL: dict[str, Any] = {
    "network": {
        "layers": [
            {"units": 4, "activation": "relu", "initializer": "he_normal"},
            {"units": 2, "activation": "softmax", "initializer": "he_normal"},
        ],
        "seed": 2,
    },
    "data": {"dataset": "moons", "size": 32},
    "loss": "cross_entropy",
    "reduction": "mean",
    "precision": "float64",
}
SGD = {"optimizer": {"name": "sgd", "learning_rate": 0.5}, "steps": 40}
LONG = {"optimizer": {"name": "sgd", "learning_rate": 0.01}, "steps": 400_000, "record_every": 100}


def fragment(training: dict[str, Any], **view: Any) -> str:
    """The link of the small network and how it is trained, as the page writes it."""
    return link({**SMALL, "training": training, "view": "train", **view})


def link(document: dict[str, Any]) -> str:
    """The link of a request."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(json.dumps(document).encode()) + packer.flush()
    return "#v1." + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def linked(url: str) -> dict[str, Any]:
    """What a link of the page holds; nothing where it holds none."""
    packed = url.partition("#v1.")[2]
    if not packed:
        return {}
    document = zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), -15)
    found: dict[str, Any] = json.loads(document)
    return found


def press(page: Page, name: str) -> None:
    page.locator("#train").get_by_role("button", name=name, exact=True).click()


def run(page: Page) -> None:
    """Starts a run and waits for its end."""
    press(page, "Start")
    done(page)


def done(page: Page) -> None:
    expect(page.locator(".run-words").first).to_contain_text("steps done")


def at(page: Page, step: int) -> None:
    """Until a step is looked at and the flow is drawn in full."""
    expect(page.locator(".scrubber .at")).to_have_text(re.compile(f"^step {step} of "))
    expect(page.locator(".figure.sketched")).to_have_count(0)


def loss(page: Page) -> str:
    return page.locator("#summary .figure-value").first.inner_text()


def scrubber(page: Page) -> Any:
    return page.get_by_role("slider", name="Step that is looked at")


def told(server: Any, training: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The events of the same run, as the service tells them; of a long one without its snapshots."""
    request = {**SMALL, **training, "encoding": "list"}
    if training["steps"] > 1000:
        request["snapshot_steps"] = []
    text = httpx.post(f"{server.url}api/v1/train", json=request, timeout=120).text
    pairs = re.findall(r"event: (\w+)\ndata: (.*)\n", text)
    return [(name, json.loads(data)) for name, data in pairs]


def rounded(value: float) -> float:
    """To the four digits that the page prints."""
    return float(f"{value:.4g}")
