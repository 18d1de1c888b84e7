"""Words about what happened lie over nothing that is needed; what is numbered cannot be taken for a count."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.training import SGD, SMALL, fragment, link, run

SIZES = [(1440, 900), (1024, 768), (390, 844)]
NEEDED = "#summary, .flow-foot, .flow-tools, .problems, .transport, .life-legend, #header, #network, #inspector"
LINES = [
    "Link copied. It holds everything, each weight included.",
    "The run ended before it was whole, and what was downloaded is what there is of it; " * 3,
]
COVERED = """needed => {
  const box = it => it.getBoundingClientRect();
  const own = box(document.querySelector('#notice'));
  return [...document.querySelectorAll(needed)].filter(it => it.checkVisibility()).filter(it => {
    const panel = it.closest('#train') && getComputedStyle(it.closest('#train')).overflowY !== 'visible'
      ? box(it.closest('#train')) : { top: 0, bottom: innerHeight };
    const top = Math.max(box(it).top, panel.top), bottom = Math.min(box(it).bottom, panel.bottom);
    const beside = box(it).right <= own.left || box(it).left >= own.right;
    return top < bottom && top < own.bottom && bottom > own.top && !beside;
  }).map(it => it.className || it.id);
}"""


def say(page: Page, words: str) -> None:
    page.evaluate("words => import('/js/actions/telling.js').then(it => it.notice(words, { stays: true }))", words)
    expect(page.locator("#notice")).to_contain_text(words.strip())


def clear(page: Page) -> None:
    """Holds the words against what is needed, until the page has found their place."""
    page.wait_for_function(f"needed => ({COVERED})(needed).length === 0", arg=NEEDED)
    expect(page.locator("#notice")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("words", LINES, ids=["short", "long"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_words_cover_nothing_that_is_needed(page_at: Any, width: int, height: int, words: str) -> None:
    page = page_at(width, height, path=link(SMALL))
    say(page, words)
    clear(page)
    page.evaluate("document.scrollingElement.scrollTo(0, 1e6)")
    clear(page)
    page.evaluate("import('/js/actions/looking.js').then(it => it.setPanel('inspector', true))")
    clear(page)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_words_cover_neither_the_steps_of_a_run_nor_its_legend(page_at: Any, width: int, height: int) -> None:
    page = page_at(width, height, path=fragment(SGD))
    run(page)
    say(page, LINES[0])
    clear(page)
    page.locator(".life-legend").evaluate("it => it.scrollIntoView({ block: 'end' })")
    clear(page)


def test_words_do_not_cover_what_is_wrong(page_at: Any, ready: Any) -> None:
    page = page_at(390, 844, path=link(SMALL), expected=("422",))
    page.get_by_role("button", name="Network", exact=True).click()
    ready.type_into(page, "/data/size", "0")
    expect(page.locator("#network .problems")).to_be_visible()
    say(page, LINES[0])
    problems = "#network .problems"
    page.wait_for_function(f"needed => ({COVERED})(needed).length === 0", arg=problems)


def test_numbers_of_examples_do_not_read_as_a_count(page_at: Any) -> None:
    page = page_at(path=link(SMALL))
    page.get_by_role("button", name="Next example").click()
    group = page.get_by_role("group", name="Example or batch")
    expect(group.locator("input")).to_have_value("0")
    expect(group.locator(".of")).to_have_text("0–31")
    expect(page.locator("#summary")).to_contain_text("share of examples")
    expect(page.locator(".printed")).to_have_text("example 0, numbered from 0 to 31")
