"""Tables pasted into the data: how they were read is told and can be changed, a fault is shown at its cell."""

import base64
import json
import re
import zlib
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.hand import focus
from tests.browser.training import linked
from tests.cases.helpers import case

FIRST = "/data/inputs/0/0"
FOUR: dict[str, Any] = {
    "network": {"layers": [{"weights": [[0.1, -0.1], [0.2, 0]], "activation": "softmax", "bias": [0, 0]}]},
    "data": {"inputs": [[1, 2], [3, 4], [5, 6], [7, 8]], "targets": [0, 1, 0, 1]},
    "loss": "cross_entropy",
}


def link(spec: dict[str, Any]) -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(json.dumps(spec).encode()) + packer.flush()
    return "#v1." + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def paste(page: Page, text: str, at: str = FIRST) -> None:
    focus(page.locator(f'[data-pointer="{at}"]'))
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def pasted(page_at: Any, name: str, **options: Any) -> Page:
    """The page after what a case pastes into it."""
    seen = case(name)
    page: Page = page_at(path=link(seen["spec"]), **options)
    paste(page, seen["text"], seen["at"])
    return page


def table(page: Page, ready: Any, rows: int, columns: int) -> list[list[str]]:
    """The inputs on the page, and the class behind them."""
    inputs = [[ready.field(page, f"/data/inputs/{n}/{i}") for i in range(columns)] for n in range(rows)]
    return [[*row, ready.field(page, f"/data/targets/{n}")] for n, row in enumerate(inputs)]


def headed(page: Page, *names: str) -> None:
    """Until the table on the page has these heads."""
    expect(page.locator('[data-pointer="/data"] .grid-head')).to_have_text(names)


def marked(page: Page) -> list[str]:
    """The cells that are marked as faulty, of the rows that were not taken."""
    cells = page.locator(".intake-rows td[aria-invalid]")
    expect(cells.first).to_be_visible()
    return [str(cell.get_attribute("data-cell")) for cell in cells.all()]


def test_a_trailing_empty_column_is_none(page_at: Any, ready: Any) -> None:
    page = pasted(page_at, "empty-last-column")
    expect(page.locator(".intake")).to_contain_text("2 examples of 2 inputs")
    assert table(page, ready, 2, 2) == [["0.5", "1", "0"], ["1", "2", "1"]]
    headed(page, "a", "b", "label")
    expect(page.locator("#network")).to_contain_text("Classes: no = 0, yes = 1.")


def test_a_missing_target_is_refused_at_its_cell(page_at: Any, ready: Any) -> None:
    page = pasted(page_at, "missing-target")
    assert marked(page) == ["/rows/1/2"]
    expect(page.locator(".intake-faults")).to_contain_text("row 2 (line 3), column y: missing")
    assert table(page, ready, 1, 2) == [["1", "2", "0"]]
    page.get_by_role("button", name="Leave this row out").click()
    told = "Left out: 1 row with a fault (row 2 of the text, counted from 1)"
    expect(page.locator(".intake")).to_contain_text(told)
    assert table(page, ready, 2, 2) == [["1", "2", "1"], ["5", "6", "1"]]


def test_marks_are_told_and_can_be_changed(page_at: Any, ready: Any) -> None:
    page = pasted(page_at, "thousands")
    told = page.locator(".intake")
    expect(told).to_contain_text("Read with decimal commas and points between thousands")
    expect(told).to_contain_text("4 examples of 1 input")
    assert table(page, ready, 4, 1)[0] == ["5840.72", "1"]
    headed(page, "price", "target")
    told.get_by_role("button", name="change", exact=True).click()
    page.get_by_label("first row").select_option("false")
    assert "/rows/0/0" in marked(page)
    assert ready.field(page, FIRST) == "5840.72", "what is refused changes nothing"
    expect(told).to_contain_text("the data are still those of the reading before. Rows are those of the text")
    page.get_by_label("first row").select_option("true")
    expect(told).to_contain_text("4 examples of 1 input")
    assert ready.field(page, FIRST) == "5840.72"


def test_a_doubtful_mark_is_asked_about(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    paste(page, "a;b;c\n1,234;5,678;0\n2,345;1,111;1\n")
    expect(page.locator(".intake-question")).to_contain_text("1,234 may be 1.234 or 1234")
    assert ready.field(page, FIRST) == "1.234"
    page.get_by_role("button", name="it is 1234").click()
    expect(page.locator(".intake")).to_contain_text("commas between thousands")
    assert table(page, ready, 2, 2) == [["1234", "5678", "0"], ["2345", "1111", "1"]]
    page.keyboard.press("Control+z")


def test_every_faulty_cell_is_named_by_its_column(page_at: Any, ready: Any) -> None:
    page = pasted(page_at, "four-faults")
    assert marked(page) == ["/rows/0/1", "/rows/1/0", "/rows/2/0", "/rows/3/0"]
    for words in ("column x2: missing", "row 2 (line 3), column x1: missing", "got nan", "got inf"):
        expect(page.locator(".intake-faults")).to_contain_text(words)
    assert table(page, ready, 1, 2) == [["1", "2", "0"]]


def test_a_header_of_numbers_is_asked_about(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    paste(page, "1,2,3,4\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n")
    expect(page.locator(".intake-question")).to_contain_text("Does it name the columns")
    assert table(page, ready, 4, 2)[0] == ["1", "2", "0"], "nothing is taken before the answer"
    page.get_by_role("button", name="names", exact=True).click()
    expect(page.locator(".intake")).to_contain_text("2 examples of 3 inputs")
    headed(page, "1", "2", "3", "4")
    assert table(page, ready, 2, 3)[0] == ["5.1", "3.5", "1.4", "0"]


def test_names_are_there_again_after_a_reload(page_at: Any, ready: Any) -> None:
    before = link(case("empty-last-column")["spec"])
    page = pasted(page_at, "empty-last-column")
    expect(page.locator(".intake")).to_contain_text("2 examples of 2 inputs")
    ready.wait(page)
    page.wait_for_function("before => location.hash !== before", arg=before)
    assert linked(page.url)["data"]["names"] == ["a", "b", "label"]
    page.reload()
    ready.wait(page)
    headed(page, "a", "b", "label")
    expect(page.locator("#network")).to_contain_text("Classes: no = 0, yes = 1.")
    page.get_by_role("button", name="+ input").click()
    headed(page, "a", "b", "x2", "label")
    ready.wait(page)


@pytest.mark.parametrize("at", ["/data/inputs/1/0", "/data/inputs/0/0", "/data/inputs/2/0"])
def test_a_block_changes_nothing_outside_it(page_at: Any, ready: Any, at: str) -> None:
    page = page_at(path=link(FOUR))
    before = table(page, ready, 4, 2)
    paste(page, "0,5\t-1\n9\t8\n", at)
    row = int(at.split("/")[3])
    expect(page.locator(f'[data-pointer="/data/inputs/{row + 1}/1"]')).to_have_value("8")
    wanted = [list(cells) for cells in before]
    wanted[row][:2], wanted[row + 1][:2] = ["0.5", "-1"], ["9", "8"]
    assert table(page, ready, 4, 2) == wanted


def test_a_block_that_fits_turned_is_offered_to_be_turned(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    before = table(page, ready, 4, 2)
    paste(page, "10\t20\t1\n", "/data/inputs/1/0")
    expect(page.locator('[data-pointer="/data/inputs/1/0"]')).to_have_value("10")
    page.keyboard.press("Control+z")
    paste(page, "10\t20\t30\t40\n", "/data/inputs/0/1")
    question = page.locator(".intake-question")
    expect(question).to_contain_text("What was pasted is 1 × 4 and meets 4 × 2 cells")
    assert table(page, ready, 4, 2) == before
    page.get_by_role("button", name="Turn it").click()
    expect(page.locator('[data-pointer="/data/inputs/3/1"]')).to_have_value("40")
    assert [row[0] for row in table(page, ready, 4, 2)] == [row[0] for row in before]


def test_a_block_that_fits_in_no_way_says_both_shapes(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    before = table(page, ready, 4, 2)
    paste(page, "1 2 3\n4 5 6\n7 8 9\n0 1 2\n3 4 5", "/data/inputs/1/1")
    expect(page.locator(".intake-question")).to_contain_text("What was pasted is 5 × 3 and meets 3 × 2 cells")
    expect(page.get_by_role("button", name="Turn it")).to_have_count(0)
    assert table(page, ready, 4, 2) == before
    page.get_by_role("button", name="Leave the data as they are").click()
    expect(page.locator(".intake")).to_be_hidden()


def test_full_rows_beyond_the_last_are_new_examples(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    paste(page, "9\t10\t1\n11\t12\t0\n", "/data/inputs/3/0")
    expect(page.locator('[data-pointer="/data/inputs/4/1"]')).to_have_value("12")
    assert table(page, ready, 5, 2)[2:] == [["5", "6", "0"], ["9", "10", "1"], ["11", "12", "0"]]


def test_a_table_is_kept_until_the_server_is_back(page_at: Any, ready: Any, own_server: Any) -> None:
    own_server.start()
    page = page_at(base=own_server.url, path=link(FOUR), expected=("Failed to load resource",))
    own_server.stop()
    paste(page, "u,v,w\n1.5,2,0\n3,4,1\n")
    expect(page.locator(".intake")).to_contain_text("It is kept here")
    assert ready.field(page, FIRST) == "1"
    own_server.start()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".intake")).to_contain_text("2 examples of 2 inputs")
    headed(page, "u", "v", "w")
    ready.wait(page)


def test_columns_are_chosen_one_by_one(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    paste(page, "kind,x1,x2,id\nno,1,2,7\nyes,3,4,8\nno,5,6,9\n")
    expect(page.locator(".intake-faults")).to_contain_text("column kind: expected a number; got no")
    page.get_by_role("button", name="change", exact=True).click()
    page.get_by_label("use of column 1").select_option("classes")
    page.get_by_label("use of column 4").select_option("ignored")
    expect(page.locator(".intake")).to_contain_text(re.compile("3 examples of 2 inputs"))
    assert table(page, ready, 3, 2) == [["1", "2", "0"], ["3", "4", "1"], ["5", "6", "0"]]
    headed(page, "x1", "x2", "kind")


def test_a_choice_made_before_the_last_one_is_read_keeps_it(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    paste(page, "kind,x1,x2,id\nno,1,2,7\nyes,3,4,8\nno,5,6,9\n")
    page.get_by_role("button", name="change", exact=True).click()
    first, last = (page.get_by_label(f"use of column {number}") for number in (1, 4))
    expect(last).to_have_value("target")
    held: list[Route] = []
    page.route("**/api/v1/tables*", lambda route: held.append(route))
    first.select_option("classes")
    expect(first).to_have_value("classes")
    last.select_option("ignored")
    expect(last).to_have_value("ignored")
    expect(first).to_have_value("classes")
    held[-1].continue_()
    page.unroute_all(behavior="ignoreErrors")
    expect(page.locator(".intake")).to_contain_text("3 examples of 2 inputs")


def test_a_fault_typed_later_is_told_by_the_columns_name(page_at: Any, ready: Any) -> None:
    page = pasted(page_at, "empty-last-column", expected=("Failed to load resource",))
    expect(page.locator(".intake")).to_contain_text("2 examples of 2 inputs")
    ready.type_into(page, "/data/inputs/1/1", "oops")
    problems = page.locator("#network .problems")
    expect(problems).to_contain_text(re.compile(r"inputs, row 1: .*\(column b\)"))
    expect(problems.locator("li")).not_to_contain_text(re.compile(r"column b.*column b"))


def test_a_question_goes_when_something_else_is_opened(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    paste(page, "1,2,3,4\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n")
    expect(page.locator(".intake-question")).to_be_visible()
    ready.preset(page, "dead_layer")
    expect(page.locator(".intake")).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator('[data-pointer="/data/inputs/3/1"]')).to_have_value("8")
    expect(page.locator(".intake")).to_be_hidden()


def test_a_question_stays_with_its_data_through_undo_and_redo(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    question = page.locator(".intake-question")
    ready.type_into(page, "/data/inputs/0/1", "9")
    paste(page, "1,2,3,4\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n")
    expect(question).to_be_visible()
    page.get_by_label("∇W over the batch").select_option("sum")
    page.get_by_role("button", name="Undo").click()
    expect(question).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator('[data-pointer="/data/inputs/0/1"]')).to_have_value("2")
    expect(question).to_be_hidden()


def test_a_question_goes_when_a_data_set_is_chosen(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    paste(page, "1,2,3,4\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n")
    expect(page.locator(".intake-question")).to_be_visible()
    page.get_by_label("examples from").select_option("moons")
    ready.wait(page)
    expect(page.locator(".intake")).to_be_hidden()


def test_the_keyboard_keeps_its_place_as_the_buttons_of_a_table_change(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    paste(page, "1,2,3,4\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n")
    told = page.locator(".intake")
    focus(told.get_by_role("button", name="names", exact=True))
    page.keyboard.press("Enter")
    change = told.get_by_role("button", name="change", exact=True)
    expect(change).to_be_focused()
    page.keyboard.press("Enter")
    expect(told.get_by_role("button", name="done", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(change).to_be_focused()
    expect(page.locator(".intake-choices")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(f'[data-pointer="{FIRST}"]')).to_be_focused()


def test_of_a_table_only_its_words_are_read_out(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(FOUR))
    paste(page, "10\t20\t30\t40\n", "/data/inputs/0/1")
    status = page.locator("#network [role=status]").filter(has_text="What was pasted is 1 × 4")
    expect(status).to_contain_text("meets 4 × 2 cells from n = 0, x₁ on. Turned, it would be 4 × 1 and fit.")
    expect(status.locator("button")).to_have_count(0)
    expect(page.locator("#network [role=status] button")).to_have_count(0)


@pytest.mark.parametrize("size", [(960, 540), (390, 844)], ids=["960", "390"])
def test_what_is_asked_comes_into_sight(page_at: Any, size: tuple[int, int]) -> None:
    page = page_at(*size, path=link(FOUR))
    page.get_by_role("button", name="Network", exact=True).click()
    paste(page, "1,2,3,4\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n")
    expect(page.locator(".intake-question")).to_be_in_viewport(ratio=0.95)
