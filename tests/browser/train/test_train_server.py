"""Training with a server that is gone, busy or faulty, and what is asked of it, and what is not."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import eventually, note_requests, sent
from tests.browser.proxy import Proxy
from tests.browser.training import LONG, SGD, SMALL, at, done, fragment, press, rounded, run, scrubber, told


@pytest.fixture
def single(own_server: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A server that has room for one run."""
    monkeypatch.setenv("NABLASCOPE_TRAIN_RUNS", "1")
    own_server.start()
    return own_server


@pytest.fixture
def narrow(own_server: Any) -> Iterator[Proxy]:
    """A way to a server of its own that lets the first of what a run sends through, so that it is caught midway."""
    proxy = Proxy(own_server.port, most=200_000)
    yield proxy
    proxy.close()


def test_a_server_that_stops_and_comes_back_takes_the_run_up_again(
    page_at: Any, own_server: Any, narrow: Proxy
) -> None:
    own_server.start()
    training = {**LONG, "steps": 60_000}
    page = page_at(path=fragment(training), base=narrow.url, expected=("net::ERR", "Failed to load"))
    press(page, "Start")
    expect(scrubber(page)).not_to_have_value("0")
    own_server.process.kill()
    own_server.stop()
    narrow.cut()
    words = page.locator(".run-words").first
    expect(words).to_have_text(
        re.compile(
            r"The connection broke off\. Nothing is lost: Continue takes the run up again\. Paused at step \d+\."
        )
    )
    narrow.open.set()
    own_server.start()
    expect(page.locator('#outdated[data-status="ready"]')).to_be_attached()
    press(page, "Continue")
    done(page)
    last = [data for name, data in told(own_server, training) if name == "step"][-1]
    expect(page.locator("#summary .figure-value").first).to_have_text(str(rounded(last["loss"])))


def test_a_fault_of_the_server_is_told_beside_what_came_before_it(page_at: Any, server: Any) -> None:
    request = {**SMALL, **SGD}
    text = httpx.post(f"{server.url}api/v1/train", json=request, timeout=120).text
    before = text[: text.index("event: step", text.index('"step":12,'))]
    problem = {"title": "Internal error", "status": 500, "detail": "The run met a fault."}
    body = before[: before.rindex("\n\n") + 2] + f"event: error\ndata: {json.dumps(problem)}\n\n"
    page = page_at(path=fragment(SGD))
    page.route("**/api/v1/train", lambda route: route.fulfill(content_type="text/event-stream", body=body))
    press(page, "Start")
    words = page.locator(".standing.failed .run-words")
    expect(words).to_have_text("Internal error after step 12: The run met a fault.")
    at(page, 12)
    expect(page.locator(".settings-body .problems")).to_be_hidden()
    page.unroute("**/api/v1/train")
    press(page, "Continue")
    done(page)
    expect(page.locator(".standing.failed")).to_have_count(0)
    at(page, 40)
    expect(scrubber(page)).to_have_attribute("max", "40")


def test_two_runs_that_wait_do_not_press_a_busy_server(page_at: Any) -> None:
    page = page_at(path=fragment({**SGD, "what_if": {"change": "learning_rate", "value": 1}}), expected=("503",))
    asked: list[str] = []

    def refuse(route: Any) -> None:
        asked.append(route.request.method)
        problem = json.dumps({"title": "Busy", "status": 503, "detail": "All places are taken."})
        headers = {"Retry-After": "1", "Content-Type": "application/problem+json"}
        route.fulfill(status=503, headers=headers, body=problem)

    page.route("**/api/v1/train", refuse)
    note_requests(page)
    press(page, "Start")
    expect(page.locator(".run-words").nth(1)).to_contain_text("waits for its turn")
    eventually(page, lambda: len(asked) >= 6, "neither run asks again")
    times = sent(page, "api/v1/train")
    # Each waits for the second that the server asks for: of three requests in a row two are of one run.
    assert all(third - first > 990 for first, third in zip(times, times[2:], strict=False))
    page.unroute("**/api/v1/train")
    expect(page.locator(".run-words").nth(0)).to_contain_text("steps done")
    expect(page.locator(".run-words").nth(1)).to_contain_text("steps done")


def test_two_runs_take_turns_where_there_is_room_for_one(page_at: Any, single: Any) -> None:
    training = {**SGD, "what_if": {"change": "learning_rate", "value": 0.1}}
    page = page_at(path=fragment(training), base=single.url, expected=("503",))
    run(page)
    expect(page.locator(".run-words").nth(1)).to_contain_text("steps done")


def test_a_page_that_is_closed_leaves_no_run_behind(page_at: Any, single: Any) -> None:
    page = page_at(path=fragment(LONG), base=single.url)
    press(page, "Start")
    expect(scrubber(page)).not_to_have_value("0")
    request = {**SMALL, **SGD}
    assert httpx.post(f"{single.url}api/v1/train", json=request).status_code == 503
    page.close()
    until = time.monotonic() + 30
    while httpx.post(f"{single.url}api/v1/train", json=request, timeout=120).status_code != 200:
        assert time.monotonic() < until, "the run goes on without anybody who reads it"


def under_way(page: Page) -> Counter[str]:
    """The requests of training that nobody has answered or called off; kept up to date."""
    open_requests: Counter[str] = Counter()

    def follow(change: int) -> Any:
        def count(request: Any) -> None:
            if request.url.endswith("/train"):
                open_requests["train"] += change

        return count

    page.on("request", follow(1))
    page.on("requestfinished", follow(-1))
    page.on("requestfailed", follow(-1))
    return open_requests


def test_what_is_fetched_for_an_example_ends_with_the_run(page_at: Any) -> None:
    page = page_at(path=fragment({**LONG, "steps": 40_000}), expected=("ERR_ABORTED",))
    run(page)
    requests = under_way(page)
    # The step looked at is fetched by itself, and soon after all those that the run had sent.
    with page.expect_request(lambda request: "snapshot_steps" not in (request.post_data or "snapshot_steps")):
        page.get_by_role("button", name="Next example").click()
    press(page, "Reset")
    eventually(page, lambda: requests["train"] == 0, "the request goes on for nobody")


@pytest.mark.parametrize("status", [503, None])
def test_gradients_are_not_asked_about_again_and_again(page_at: Any, status: int | None) -> None:
    """While the server is busy or gone; and they come once it is back."""
    training = {**SGD, "interference": True}
    page = page_at(path=fragment(training), expected=("503", "net::ERR", "Failed to load"))
    asked: list[str] = []

    def refuse(route: Any) -> None:
        if '"interference":true' not in (route.request.post_data or ""):
            route.continue_()
            return
        asked.append(route.request.url)
        if status is None:
            route.abort()
        else:
            problem = json.dumps({"title": "Busy", "status": status, "detail": "All places are taken."})
            headers = {"Retry-After": "1", "Content-Type": "application/problem+json"}
            route.fulfill(status=status, headers=headers, body=problem)

    page.route("**/api/v1/analyze", refuse)
    note_requests(page)
    run(page)
    note = page.locator(".interference .note").first
    expect(note).to_contain_text("server is")
    eventually(page, lambda: len(asked) >= 4, "it does not ask again")
    # The page asks about its own picture too, once each time that it believes the server to be back.
    times = sent(page, "api/v1/analyze")
    assert all(later - earlier > 490 for earlier, later in zip(times, times[3:], strict=False)), times
    page.unroute("**/api/v1/analyze")
    expect(page.locator(".interference-summary").first).to_contain_text("Step 40")


def test_a_step_is_none_while_the_run_goes_on(page_at: Any) -> None:
    page = page_at(path=fragment(LONG))
    press(page, "Start")
    expect(scrubber(page)).not_to_have_value("0")
    step = page.locator("#train").get_by_role("button", name="Step", exact=True)
    expect(step).to_have_attribute("aria-disabled", "true")
    step.click(force=True)
    expect(page.locator("#train").get_by_role("button", name="Pause", exact=True)).to_be_visible()
    press(page, "Pause")
    expect(step).to_have_attribute("aria-disabled", "false")


def test_two_runs_pause_at_the_same_step(page_at: Any) -> None:
    page = page_at(path=fragment({**LONG, "what_if": {"change": "learning_rate", "value": 0.02}}))
    press(page, "Start")
    for words in page.locator(".run-words").all():
        expect(words).to_have_text("")
    expect(scrubber(page)).not_to_have_value("0")
    press(page, "Pause")
    first, second = page.locator(".run-words").all()
    paused = re.compile(r"Paused at step \d+\.")
    expect(first).to_have_text(paused)
    expect(second).to_have_text(paused)
    expect(second).to_have_text(first.inner_text())


def test_settings_make_way_for_every_run(trained: Page, ready: Any) -> None:
    settings = trained.locator(".train-settings")
    settings.locator("summary").click()
    expect(settings).to_have_attribute("open", "")
    ready.type_into(trained, "/optimizer/learning_rate", "0.25")
    run(trained)
    expect(settings).not_to_have_attribute("open", "")
