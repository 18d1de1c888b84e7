"""An error whose remedy is known is mended by one press, which undo takes back."""

import copy
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hand import focus
from tests.browser.training import link
from tests.cases.helpers import case


def test_labels_from_one_start_at_zero_after_one_press(page_at: Any, ready: Any) -> None:
    """Pasted labels 1 … 5 under five units: no sixth unit, but the word on where they start, and its remedy."""
    seen = case("labels-from-one")
    page = page_at(path=link(seen["spec"]), expected=("422",))
    cell = page.locator(f'[data-pointer="{seen["at"]}"]')
    focus(cell)
    cell.evaluate(
        """(field, text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        seen["text"],
    )
    ready.status(page, "invalid")
    problems = page.locator("#network .problems")
    expect(problems).to_contain_text("the labels seem to start at 1")
    expect(page.locator('[data-pointer="/network/layers/0/units"]')).to_have_value("5")
    problems.get_by_role("button", name="Make the labels 0 … 4").click()
    ready.wait(page)
    expect(problems).to_be_hidden()
    assert [ready.field(page, f"/data/targets/{n}") for n in range(5)] == ["0", "1", "2", "3", "4"]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    ready.status(page, "invalid")
    assert ready.field(page, "/data/targets/4") == "5"


def test_rows_that_just_miss_one_are_divided_by_their_sums(page_at: Any, ready: Any) -> None:
    body = copy.deepcopy(case("smoothed-labels")["body"])
    row = body["data"]["targets"][0]
    wrong, row[2] = row[2], 0.0333
    page = page_at(path=link({**body, "loss": "cross_entropy"}), expected=("422",))
    ready.type_into(page, "/data/targets/0/2", str(wrong))
    ready.status(page, "invalid")
    page.locator("#network .problems").get_by_role("button", name="Divide each row by its sum").click()
    ready.wait(page)
    expect(page.locator("#network .problems")).to_be_hidden()
    sums = sum(float(ready.field(page, f"/data/targets/0/{o}")) for o in range(3))
    assert abs(sums - 1) < 1e-3


def transposed(page_at: Any, **options: Any) -> Any:
    """A link, opened on the page, to a first layer of 2 units whose W is written as a row for each input."""
    layers = [{"weights": [[1, 2], [3, 4], [5, 6]], "activation": "relu"}, {"units": 2, "activation": "softmax"}]
    data = {"inputs": [[1, 2, 3]], "targets": [0]}
    page = page_at(expected=("422",), **options)
    page.evaluate("it => { location.hash = it }", link({"network": {"layers": layers}, "data": data, "open": 1}))
    return page


@pytest.mark.parametrize("width", [1440, 390])
def test_a_matrix_written_the_other_way_is_turned_beside_its_table(page_at: Any, ready: Any, width: int) -> None:
    """By the keyboard alone, and the focus is where the error was."""
    page = transposed(page_at, width=width)
    if width < 1280:
        page.get_by_role("button", name="Network", exact=True).click()
    ready.status(page, "invalid")
    remedy = page.locator("#network .layer-card .errors").get_by_role("button", name="Turn it (2 × 3)")
    focus(remedy)
    ready.type_into(page, "/network/layers/0/weights/0/0", "7")
    ready.status(page, "invalid")
    focus(remedy)
    page.keyboard.press("Enter")
    ready.wait(page)
    expect(page.locator("#network .problems")).to_be_hidden()
    expect(remedy).to_have_count(0)
    assert page.evaluate("document.activeElement.closest('.layer-card') !== null"), "the focus stays at the table"
    rows = [[ready.field(page, f"/network/layers/0/weights/{r}/{c}") for c in range(3)] for r in range(2)]
    assert rows == [["7", "3", "5"], ["2", "4", "6"]]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    ready.status(page, "invalid")
    expect(remedy).to_be_visible()
