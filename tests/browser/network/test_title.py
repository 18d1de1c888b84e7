"""The title of what is on the page: in the link, the saved file, the browser's tab and on paper."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import focus
from tests.browser.training import linked

TITLE = "Exam 3: δ and ∇W"


def titled(page: Page) -> None:
    """Types the title with the keyboard."""
    focus(page.locator("#title"))
    page.keyboard.type(TITLE)


def saved(page: Page) -> tuple[str, dict[str, Any]]:
    """The name of the file that is saved, and what it holds."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    return download.value.suggested_filename, json.loads(Path(download.value.path()).read_text(encoding="utf-8"))


def test_a_title_is_in_the_tab_the_link_and_the_file(page_at: Any, ready: Any) -> None:
    page: Page = page_at()
    field = page.get_by_label("Title", exact=True)
    expect(field).to_have_attribute("placeholder", "Untitled")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.post_data or ""))
    old = page.url
    titled(page)
    expect(field).to_have_value(TITLE)
    expect(page).to_have_title(f"{TITLE} – Nablascope")
    page.wait_for_url(lambda url: url != old)
    ready.type_into(page, "/network/layers/0/weights/0/0", "2")
    ready.wait(page)
    assert any('"network"' in body for body in requests), "the edit was analysed"
    assert not any("Exam 3" in body for body in requests), "the service never gets the title"
    page.reload()
    ready.wait(page)
    expect(field).to_have_value(TITLE)
    expect(page).to_have_title(f"{TITLE} – Nablascope")
    name, content = saved(page)
    assert name == "nablascope-exam-3-δ-and-w.json"
    assert content["title"] == TITLE
    assert "title" not in content["request"]


def test_a_title_is_undone_and_redone_like_any_edit(page_at: Any) -> None:
    page: Page = page_at()
    titled(page)
    page.keyboard.press("Control+z")
    expect(page.locator("#title")).to_have_value("")
    expect(page).to_have_title("Nablascope")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#title")).to_have_value(TITLE)
    expect(page).to_have_title(f"{TITLE} – Nablascope")


def test_a_preset_brings_no_title_and_back_brings_it_again(page_at: Any, ready: Any) -> None:
    page: Page = page_at()
    titled(page)
    ready.preset(page, "dead_layer")
    expect(page.locator("#title")).to_have_value("")
    page.wait_for_url(lambda url: linked(url).get("preset") == "dead_layer")
    page.go_back()
    expect(page.locator("#title")).to_have_value(TITLE)


def test_a_title_is_one_line_of_at_most_a_hundred_characters(page_at: Any) -> None:
    page: Page = page_at()
    field = page.locator("#title")
    focus(field)
    page.keyboard.insert_text("a" * 99 + " bc")
    expect(page).to_have_title("a" * 99 + " – Nablascope")
    field.fill("Exam ")
    expect(field).to_have_value("Exam ")
    expect(page).to_have_title("Exam – Nablascope")
    field.blur()
    expect(field).to_have_value("Exam")


@pytest.mark.parametrize("view", ["explore", "derivation", "practice"])
def test_on_paper_the_title_stands_on_top(page_at: Any, ready: Any, view: str) -> None:
    page: Page = page_at(theme="dark")
    page.locator(f'.tab[data-view="{view}"]').click()
    expect(page.locator("#shell")).to_have_attribute("data-view", view)
    printed = page.locator("#printed-title")
    page.emulate_media(media="print")
    if view == "explore":
        expect(page.locator("#network")).to_be_hidden()
        expect(page.locator("#flow .heatmap").first).to_be_visible()
    expect(printed).to_be_hidden()
    expect(page.locator("#title")).to_be_hidden()
    page.emulate_media(media="screen")
    titled(page)
    expect(printed).to_be_hidden()
    page.emulate_media(media="print")
    expect(printed).to_be_visible()
    expect(printed).to_have_text(TITLE)
    expect(printed).to_have_css("color", "rgb(0, 0, 0)")
    top = printed.evaluate("it => it.getBoundingClientRect().bottom")
    others = page.locator("#header h1, #flow, .paper, #practice").evaluate_all(
        "all => all.filter(it => it.offsetParent).map(it => it.getBoundingClientRect().top)"
    )
    assert others
    assert min(others) >= top
