"""Practice: what is in sight without scrolling, φ′ of one's own network, and the name of a saved exercise."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hand import eventually, focus
from tests.browser.practice.test_practice import (
    card,
    cell,
    check,
    fill,
    hint,
    open_exercise,
    practise,
    verdict,
    words,
)

SIZES = [(1440, 900), (1024, 768), (390, 844)]
IN_SIGHT = """one => {
  const {left, top, right, bottom} = one.getBoundingClientRect();
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return top >= 0 && bottom <= innerHeight && (one.contains(there) || there?.contains(one));
}"""
TO_THE_END = """() => {
  document.querySelector('.practice-scroller').scrollTop = 1e6;
  scrollTo(0, 1e6);
}"""


def in_sight(it: Locator) -> None:
    """Until an element is inside the window with nothing over it."""
    expect(it).to_be_visible()
    eventually(it.page, lambda: bool(it.evaluate(IN_SIGHT)), f"{it} is out of sight")


@pytest.mark.parametrize(("width", "height"), SIZES)
class TestSight:
    def test_a_new_exercise_is_read_from_its_beginning(self, page_at: Any, width: int, height: int) -> None:
        page: Page = page_at(width, height)
        practise(page)
        open_exercise(page, 4, 4)
        page.evaluate(TO_THE_END)
        page.get_by_role("button", name="New exercise").evaluate("button => button.click()")
        expect(page.locator("#practice .statement h2")).to_contain_text("Exercise 5, level 4")
        in_sight(page.locator("#practice .statement h2"))
        in_sight(page.get_by_role("button", name="New exercise"))

    def test_marks_are_in_sight_after_a_check(self, page_at: Any, width: int, height: int) -> None:
        page: Page = page_at(width, height)
        practise(page)
        open_exercise(page, 5, 4)
        fill(page, "bias_gradient/1", [["17"], ["0"], ["0"]])
        page.locator("#practice .statement h2").scroll_into_view_if_needed()
        check(page)
        verdict(page, "bias_gradient/1", "wrong")
        in_sight(card(page, "bias_gradient/1").locator(".mark-line .word"))
        in_sight(words(page))

    def test_the_keyboard_leads_to_what_is_to_be_mended(self, page_at: Any, width: int, height: int) -> None:
        page: Page = page_at(width, height)
        practise(page)
        open_exercise(page, 5, 4)
        to_first = page.locator(".to-first")
        expect(to_first).to_be_hidden()
        cell(page, "delta/1", 0).fill("3")
        page.keyboard.press("Control+Enter")
        expect(to_first).to_have_text("Go to δ⁽¹⁾")
        focus(to_first)
        page.keyboard.press("Enter")
        expect(cell(page, "delta/1", 0, 1)).to_be_focused()
        fill(page, "delta/1", [["1", "2"], ["3", "4"], ["5", "6"]])
        page.keyboard.press("Control+Enter")
        verdict(page, "delta/1", "wrong")
        focus(to_first)
        page.keyboard.press("Enter")
        expect(card(page, "delta/1").get_by_role("button", name="Give me a hint")).to_be_focused()
        page.keyboard.press("Enter")
        in_sight(card(page, "delta/1").locator(".hints p").first)


def test_derivatives_of_ones_own_network_can_be_handed_in(page_at: Any) -> None:
    page: Page = page_at()
    practise(page)
    fill(page, "derivative/1", [["1"], ["1"], ["0"]])
    expect(card(page, "derivative/2")).to_have_count(0)
    check(page)
    verdict(page, "derivative/1", "wrong")
    hint(page, "derivative/1")
    expect(card(page, "derivative/1").locator(".hints")).to_contain_text("Only one of 3 entries is wrong: unit 0")
    cell(page, "derivative/1", 0).fill("0")
    check(page)
    verdict(page, "derivative/1", "correct")


@pytest.mark.parametrize("width", [1440, 390])
def test_hints_of_an_exercise_are_written_in_its_own_numbers(page_at: Any, width: int) -> None:
    """And on a phone a worked step goes on in the next line, rather than to be scrolled sideways."""
    page: Page = page_at(width)
    practise(page)
    open_exercise(page, 5, 1)
    fill(
        page,
        "activation/1",
        [["0"], ["0"]] if card(page, "activation/1").locator("input").count() == 2 else [["0"]] * 3,
    )
    check(page)
    verdict(page, "activation/1", "wrong")
    for _ in range(3):
        hint(page, "activation/1")
    worked = card(page, "activation/1").locator(".worked")
    expect(worked.locator("math").first).to_be_visible()
    assert "ln" in worked.inner_text()
    assert (
        worked.locator(".equation").evaluate_all("all => all.filter(it => it.scrollWidth > it.clientWidth)") == []
    )


def test_an_exercise_is_saved_under_its_own_name(page_at: Any, ready: Any) -> None:
    page: Page = page_at()
    practise(page)
    open_exercise(page, 5, 1)
    ready.wait(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    assert download.value.suggested_filename == "nablascope-exercise-5-level-1.json"
    ready.type_into(page, "/data/inputs/0/0", "17")
    expect(page.locator(".statement .changed")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    sizes = download.value.suggested_filename.removeprefix("nablascope-").removesuffix(".json")
    assert all(size.isdecimal() for size in sizes.split("-"))
