"""Blocks pasted over a layer's numbers: held against W and b, told where they do not fit, turned by one press."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import focus, settle
from tests.browser.training import link
from tests.cases.helpers import case

CASE = case("transposed-block")
LAYER = "/network/layers/1"
WEIGHTS = [["0.19", "-0.02"], ["-0.1", "-0.01"], ["0.1", "0.04"]]


def open_case(page_at: Any, **options: Any) -> Page:
    """The network of the case, its second layer open."""
    page: Page = page_at(path=link({**CASE["spec"], "open": 2}), **options)
    return page


def paste(page: Page, pointer: str, text: str) -> None:
    focus(page.locator(f'[data-pointer="{pointer}"]'))
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def numbers(page: Page, ready: Any) -> tuple[list[list[str]], list[str]]:
    """W and b as their fields show them."""
    weights = [[ready.field(page, f"{LAYER}/weights/{r}/{c}") for c in range(2)] for r in range(3)]
    return weights, [ready.field(page, f"{LAYER}/bias/{r}") for r in range(3)]


@pytest.mark.parametrize(("width", "height", "theme"), [(1440, 900, "light"), (1024, 768, "dark")])
def test_transposed_block(page_at: Any, ready: Any, width: int, height: int, theme: str) -> None:
    page = open_case(page_at, width=width, height=height, theme=theme)
    if width < 1280:
        page.get_by_role("button", name="Network", exact=True).click()
    paste(page, CASE["at"], CASE["text"])
    note = page.locator("#network .paste-note:visible")
    expect(note).to_contain_text("W⁽¹⁾ is 3 × 2 and the block 2 × 3: its transpose would fit.")
    assert numbers(page, ready) == (WEIGHTS, ["0", "0", "0"])
    focus(note.get_by_role("button", name="Turn it to 3 × 2"))
    page.keyboard.press("Enter")
    ready.wait(page)
    assert numbers(page, ready) == ([["0.19", "-0.02"], ["-0.1", "-0.01"], ["0.1", "0.04"]], ["0", "0", "0"])
    expect(note).to_have_count(0)


def test_one_press_turns_the_block_and_undo_takes_it_back_in_one_step(page_at: Any, ready: Any) -> None:
    page = open_case(page_at)
    paste(page, CASE["at"], "1\t2\t3\n4\t5\t6\n")
    note = page.locator("#network .paste-note:visible")
    note.get_by_role("button", name="Turn it to 3 × 2").click()
    ready.wait(page)
    assert numbers(page, ready) == ([["1", "4"], ["2", "5"], ["3", "6"]], ["0", "0", "0"])
    page.get_by_role("button", name="Undo").click()
    ready.wait(page)
    assert numbers(page, ready) == (WEIGHTS, ["0", "0", "0"])


def test_what_is_said_goes_with_the_next_edit_and_can_be_dismissed(page_at: Any, ready: Any) -> None:
    page = open_case(page_at)
    note = page.locator("#network .paste-note:visible")
    paste(page, f"{LAYER}/weights/1/0", "1\t2\t3\t4")
    expect(note).to_contain_text("W⁽¹⁾ from row 1, column 0 on is 2 × 2 and the block 1 × 4")
    note.get_by_role("button", name="Dismiss").click()
    expect(note).to_have_count(0)
    paste(page, f"{LAYER}/weights/0/0", "1\t2\n3")
    expect(note).to_contain_text("Row 1 of the block (its first is row 0) has 1 number")
    ready.type_into(page, f"{LAYER}/bias/0", "5")
    ready.wait(page)
    expect(note).to_have_count(0)
    assert numbers(page, ready) == (WEIGHTS, ["5", "0", "0"])


def test_weights_and_bias_side_by_side_are_taken_apart_on_request(page_at: Any, ready: Any) -> None:
    page = open_case(page_at)
    paste(page, f"{LAYER}/weights/0/0", "1\t2\t9\n3\t4\t8\n5\t6\t7")
    note = page.locator("#network .paste-note:visible")
    note.get_by_role("button", name="Take the last column as b⁽¹⁾").click()
    ready.wait(page)
    assert numbers(page, ready) == ([["1", "2"], ["3", "4"], ["5", "6"]], ["9", "8", "7"])


def test_one_number_with_marks_for_thousands_is_one_number(page_at: Any, ready: Any) -> None:
    page = open_case(page_at)
    paste(page, f"{LAYER}/weights/0/0", "1.234,5")
    page.keyboard.press("Enter")
    ready.wait(page)
    assert numbers(page, ready)[0] == [["1234.5", "-0.02"], *WEIGHTS[1:]]


def test_every_faulty_cell_is_marked_also_where_it_scrolls_into_sight(page_at: Any, ready: Any) -> None:
    data = {"inputs": [[n, 1] for n in range(60)], "targets": [0] * 60}
    layer = {"units": 2, "activation": "softmax", "initializer": "zeros"}
    page: Page = page_at(path=link({"network": {"layers": [layer]}, "data": data}), expected=("422",))
    grid = page.locator('#network [aria-label^="inputs and targets"]')
    first, last = (page.locator(f'[data-pointer="/data/inputs/{row}/1"]') for row in (0, 50))
    ready.type_into(page, "/data/inputs/0/1", "half")
    ready.type_into(page, "/data/inputs/1/1", "a")
    grid.evaluate("grid => { grid.scrollTop = 50 * 30; }")
    ready.type_into(page, "/data/inputs/50/1", "third")
    expect(page.locator("#network .problems li")).to_have_count(3)
    expect(last).to_have_attribute("aria-invalid", "true")
    expect(first).to_have_count(0)
    grid.evaluate("grid => { grid.scrollTop = 0; }")
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(page.locator('[data-pointer="/data/inputs/1/1"]')).to_have_attribute("aria-invalid", "true")


def test_what_was_pasted_and_not_taken_goes_when_something_else_is_opened(page_at: Any, ready: Any) -> None:
    page = open_case(page_at)
    note = page.locator("#network .paste-note:visible")
    paste(page, CASE["at"], CASE["text"])
    expect(note).to_have_count(1)
    page.get_by_role("button", name="Save").focus()
    with page.expect_download():
        page.keyboard.press("Enter")
    expect(note).to_have_count(1)
    ready.preset(page, "dead_layer")
    expect(note).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    ready.wait(page)
    expect(note).to_have_count(0)
    assert numbers(page, ready) == (WEIGHTS, ["0", "0", "0"])


def test_a_block_that_waits_for_the_numbers_of_a_drawn_layer_is_not_written_into_another(
    page_at: Any, ready: Any
) -> None:
    layers = [{"units": 2, "activation": "relu"}, {"units": 2, "activation": "softmax"}]
    data = {"inputs": [[1, 2]], "targets": [0]}
    page: Page = page_at(path=link({"network": {"layers": layers}, "data": data, "open": 1}))
    held = re.compile('"seed":7')
    page.route("**/api/v1/analyze", lambda it: None if held.search(it.request.post_data or "") else it.continue_())
    ready.type_into(page, "/network/seed", "7")
    ready.status(page, "loading")
    paste(page, "/network/layers/0/weights/0/0", "91\t92\n93\t94")
    ready.preset(page, "dead_layer")
    settle(page)
    expect(page.locator("#notice")).to_be_empty()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator('[data-pointer="/network/seed"]')).to_have_value("7")
