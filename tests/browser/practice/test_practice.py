"""Practice: exercises worked by hand, typed and pasted, marked, with hints that grow; and nothing that is lost."""

import json
import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.hand import focus

AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
BY_EXAMPLE = {"preactivation", "activation", "derivative", "delta"}
PROBLEM = "Failed to load resource"
Rows = list[list[str]]
Solve = Callable[[int, int], dict[str, Rows]]


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found]


def practise(page: Page) -> None:
    page.get_by_role("button", name="Practice").click()
    expect(page.locator("#practice .statement h2")).to_be_visible()


def open_exercise(page: Page, seed: int, level: int) -> None:
    page.locator("#practice-level").select_option(str(level))
    page.locator("#practice-seed").fill(str(seed))
    page.keyboard.press("Enter")
    expect(page.locator("#practice .statement h2")).to_contain_text(f"Exercise {seed}, level {level}")


def cell(page: Page, field: str, row: int, column: int = 0) -> Locator:
    return page.locator(f'[data-pointer="/practice/{field}/{row}/{column}"]')


def card(page: Page, field: str) -> Locator:
    return page.locator(f'#practice [data-field="{field}"]')


def fill(page: Page, field: str, rows: Sequence[Sequence[str]]) -> None:
    for row, entries in enumerate(rows):
        for column, text in enumerate(entries):
            cell(page, field, row, column).fill(text)


def paste(page: Page, field: str, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    focus(cell(page, field, 0))
    page.keyboard.press("Control+v")


def has(page: Page, field: str, *texts: str) -> None:
    """Until the cells of an answer, row by row, show these texts."""
    cells = card(page, field).locator("input")
    expect(cells).to_have_count(len(texts))
    for index, text in enumerate(texts):
        expect(cells.nth(index)).to_have_value(text)


def check(page: Page) -> None:
    page.get_by_role("button", name="Check my answers").click()


def words(page: Page) -> Locator:
    return page.locator(".practice-words")


def verdict(page: Page, field: str, is_: str) -> None:
    expect(card(page, field)).to_have_attribute("data-verdict", is_)


def hint(page: Page, field: str) -> None:
    card(page, field).locator(".mark-line button").click()


def as_text(value: float) -> str:
    """A number as somebody writes it by hand: a fraction where it is one, with a true minus sign."""
    fraction = Fraction(value).limit_denominator(1000)
    assert abs(float(fraction) - value) < 1e-9
    return str(fraction).replace("-", "−")


@pytest.fixture
def solve(server: Any) -> Solve:
    """The answers of an exercise, worked out from /analyze, as drawn on paper: a column for each example."""

    def answers(seed: int, level: int) -> dict[str, Rows]:
        exercise = httpx.get(f"{server.url}api/v1/problems/{seed}", params={"level": level}).json()
        analysis = httpx.post(f"{server.url}api/v1/analyze", json=exercise["request"]).json()
        found: dict[str, Rows] = {}
        for asked in exercise["hand_in"]:
            values = analysis["layers"][asked["layer"] - 1][asked["quantity"]]
            if asked["quantity"] in BY_EXAMPLE:
                values = [list(row) for row in zip(*values, strict=True)]
            elif asked["quantity"] == "bias_gradient":
                values = [[entry] for entry in values]
            found[f"{asked['quantity']}/{asked['layer']}"] = [[as_text(entry) for entry in row] for row in values]
        return found

    return answers


def negated(rows: Rows) -> Rows:
    return [["0" if x == "0" else x[1:] if x.startswith("−") else f"−{x}" for x in row] for row in rows]


class TestSolving:
    def test_an_exercise_in_fractions_typed_with_the_keyboard_only(self, page_at: Any, solve: Solve) -> None:
        page: Page = page_at()
        keys = page.keyboard

        def walk_to(is_there: str) -> None:
            for _ in range(150):
                if page.evaluate(is_there):
                    return
                keys.press("Tab")
            raise AssertionError(f"Tab does not lead to {is_there}")

        focus(page.locator("#flow"))
        walk_to("document.activeElement.textContent === 'Practice'")
        keys.press("Enter")
        walk_to("document.activeElement.id === 'practice-level'")
        keys.press("Tab")
        keys.press("Control+a")
        keys.type("5")
        keys.press("Enter")
        expect(page.locator("#practice .statement h2")).to_contain_text("Exercise 5, level 1")
        for field, rows in solve(5, 1).items():
            walk_to(f"document.activeElement.dataset.pointer === '/practice/{field}/0/0'")
            for row in rows:
                for text in row:
                    keys.type(text)
                    keys.press("Tab")
        walk_to("document.activeElement.textContent === 'Check my answers'")
        keys.press("Enter")
        expect(words(page)).to_have_text("All 4 arrays are right.")
        expect(page.locator('#practice [data-verdict="correct"]')).to_have_count(4)
        expect(cell(page, "activation/1", 0)).to_have_value(re.compile("/"))

    @pytest.mark.parametrize("level", [2, 3, 4])
    def test_every_level_can_be_solved(self, page_at: Any, solve: Solve, level: int) -> None:
        page: Page = page_at()
        practise(page)
        open_exercise(page, 2, level)
        answers = solve(2, level)
        for field, rows in answers.items():
            paste(page, field, "\n".join("\t".join(row) for row in rows))
        check(page)
        expect(words(page)).to_have_text(f"All {len(answers)} arrays are right.")

    def test_what_is_left_empty_is_not_marked(self, page_at: Any, solve: Solve) -> None:
        page: Page = page_at()
        practise(page)
        check(page)
        expect(page.locator("#notice")).to_contain_text("nothing to mark yet")
        open_exercise(page, 5, 1)
        answers = solve(5, 1)
        fill(page, "delta/1", answers["delta/1"])
        cell(page, "bias_gradient/1", 0).fill("0.5")
        check(page)
        verdict(page, "delta/1", "correct")
        verdict(page, "bias_gradient/1", "partial")
        expect(card(page, "bias_gradient/1")).to_contain_text("Still empty: unit 1")
        expect(words(page)).to_contain_text("1 of 4 arrays handed in so far, and it is right. 1 array not marked")

    def test_control_and_enter_checks_without_leaving_the_cell(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        fill(page, "bias_gradient/2", [["-0.18242552380635635"], ["0.18242552380635635"]])
        page.keyboard.press("Control+Enter")
        verdict(page, "bias_gradient/2", "correct")
        expect(cell(page, "bias_gradient/2", 1)).to_be_focused()

    def test_rounded_counts_as_right(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        fill(page, "activation/2", [["0.8176"], ["0,1824"]])
        check(page)
        verdict(page, "activation/2", "correct")
        expect(card(page, "activation/2")).to_contain_text("4 decimals")


class TestHints:
    def test_they_grow_from_where_to_what_to_why(self, page_at: Any, solve: Solve) -> None:
        page: Page = page_at()
        practise(page)
        open_exercise(page, 5, 1)
        fill(page, "delta/1", negated(solve(5, 1)["delta/1"]))
        check(page)
        verdict(page, "delta/1", "wrong")
        expect(words(page)).to_have_text("0 of 1 right: 1 mistake.")
        expect(card(page, "delta/1").locator(".hints")).to_be_hidden()
        hint(page, "delta/1")
        expect(card(page, "delta/1").locator(".hints")).to_contain_text("The first wrong entry is unit 0")
        expect(card(page, "delta/1").locator('[data-fault="wrong"] input')).to_have_attribute(
            "data-pointer", "/practice/delta/1/0/0"
        )
        expect(card(page, "delta/1").locator(".hints")).not_to_contain_text("sign")
        hint(page, "delta/1")
        expect(card(page, "delta/1").locator(".hints")).to_contain_text(re.compile("sign", re.IGNORECASE))
        expect(card(page, "delta/1").locator("math")).to_have_count(0)
        hint(page, "delta/1")
        expect(card(page, "delta/1").locator(".worked math").first).to_be_visible()
        button = card(page, "delta/1").locator(".mark-line button")
        expect(button).to_have_text("No more hints")
        expect(button).to_be_focused()

    def test_the_mark_of_a_wrong_cell_stands_beside_its_number(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        fill(page, "delta/2", [["-1.22859496"], ["-1.2285959"]])
        check(page)
        hint(page, "delta/2")
        wrong = cell(page, "delta/2", 0)
        expect(wrong).to_have_value("−1.228595")
        expect(wrong).to_have_attribute("title", "-1.22859496")
        expect(cell(page, "delta/2", 1)).to_have_value("−1.2285959")
        expect(cell(page, "delta/2", 1)).not_to_have_attribute("title", re.compile("."))
        mark, room, fits = wrong.evaluate(
            """it => {
                const mark = getComputedStyle(it.parentElement, '::before');
                const end = parseFloat(mark.left) + parseFloat(mark.width);
                return [end, parseFloat(getComputedStyle(it).paddingLeft), it.scrollWidth <= it.clientWidth];
            }"""
        )
        assert mark <= room
        assert fits

    def test_what_was_carried_forward_is_no_mistake_of_its_own(self, page_at: Any, solve: Solve) -> None:
        page: Page = page_at()
        practise(page)
        open_exercise(page, 2, 2)
        answers = solve(2, 2)
        wrong = [
            "delta/2",
            "weight_gradient/2",
            "bias_gradient/2",
            "delta/1",
            "weight_gradient/1",
            "bias_gradient/1",
        ]
        for field, rows in answers.items():
            fill(page, field, negated(rows) if field in wrong else rows)
        check(page)
        verdict(page, "delta/2", "wrong")
        for field in ["weight_gradient/2", "bias_gradient/2", "delta/1"]:
            verdict(page, field, "carried")
        expect(card(page, "delta/1")).to_contain_text("δ⁽²⁾")
        expect(words(page)).to_contain_text(": 1 mistake, 5 arrays carried forward.")

        # Mended above, what follows has to be marked anew; what was right stays so.
        fill(page, "delta/2", answers["delta/2"])
        expect(card(page, "delta/2")).not_to_have_attribute("data-verdict", re.compile("."))
        expect(card(page, "delta/1")).not_to_have_attribute("data-verdict", re.compile("."))
        verdict(page, "activation/2", "correct")
        expect(words(page)).to_contain_text("3 of 9 arrays handed in so far, all right.")

    def test_an_edit_takes_the_mark_and_begins_the_hints_anew(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        fill(page, "bias_gradient/2", [["1"], ["2"]])
        check(page)
        verdict(page, "bias_gradient/2", "wrong")
        hint(page, "bias_gradient/2")
        hint(page, "bias_gradient/2")
        expect(card(page, "bias_gradient/2").locator(".hints")).to_contain_text("No usual mistake")
        cell(page, "bias_gradient/2", 1).fill("3")
        expect(card(page, "bias_gradient/2").locator(".marks > *").first).to_be_hidden()
        check(page)
        expect(card(page, "bias_gradient/2").locator(".mark-line button")).to_have_text("Give me a hint")


class TestPasting:
    @pytest.mark.parametrize(
        "text",
        [
            "array([[ 0. , -0.2736,  0. ],\n       [ 0. ,  0.2736,  0. ]])",
            "[0 -0.2736 0; 0 0.2736 0]",
            "ans =\n\n         0   -0.2736         0\n         0    0.2736         0\n",
            "0\t−0,2736\t0\n0\t0,2736\t0",
        ],
        ids=["NumPy", "MATLAB", "MATLAB's output", "spreadsheet with decimal commas"],
    )
    def test_a_whole_array(self, page_at: Any, text: str) -> None:
        page: Page = page_at()
        practise(page)
        paste(page, "weight_gradient/2", text)
        has(page, "weight_gradient/2", "0", "−0.2736", "0", "0", "0.2736", "0")
        check(page)
        verdict(page, "weight_gradient/2", "correct")

    def test_the_transposed_array_is_kept_so_and_told_so(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        paste(page, "weight_gradient/2", "[[0, 0], [-0.27363828570953443, 0.27363828570953443], [0, 0]]")
        expect(card(page, "weight_gradient/2").locator(".turned")).to_contain_text("Pasted as 3 × 2")
        expect(card(page, "weight_gradient/2").locator("input")).to_have_count(6)
        check(page)
        verdict(page, "weight_gradient/2", "wrong")
        hint(page, "weight_gradient/2")
        expect(card(page, "weight_gradient/2").locator(".hints")).to_contain_text(
            "∇W⁽¹⁾ is 2 × 3, and this is 3 × 2"
        )
        hint(page, "weight_gradient/2")
        expect(card(page, "weight_gradient/2").locator(".hints")).to_contain_text(
            re.compile("transposed", re.IGNORECASE)
        )
        card(page, "weight_gradient/2").get_by_role("button", name="Turn to 2 × 3").click()
        expect(cell(page, "weight_gradient/2", 0, 1)).to_have_value("−0.2736383")
        check(page)
        verdict(page, "weight_gradient/2", "correct")

    def test_what_does_not_fit_is_told(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        paste(page, "delta/2", "1\n2\n3\n4")
        has(page, "delta/2", "", "")
        expect(card(page, "delta/2").locator(".paste-note")).to_contain_text("is 2 × 1 and the block 4 × 1")

    def test_a_fraction_over_zero_stands_at_its_cell(self, page_at: Any) -> None:
        page: Page = page_at(expected=(PROBLEM,))
        practise(page)
        fill(page, "delta/2", [["1"], ["2"]])
        paste(page, "weight_gradient/1", "[[1, 2], [3, 4], [5, 6]]")
        cell(page, "weight_gradient/1", 1, 1).fill("3/0")
        check(page)
        verdict(page, "weight_gradient/1", "refused")
        expect(cell(page, "weight_gradient/1", 1, 1)).to_have_attribute("aria-invalid", "true")
        expect(card(page, "weight_gradient/1").locator("p.errors")).to_contain_text("row 1, column 1")
        expect(card(page, "weight_gradient/1").locator("p.errors")).to_contain_text("zero")
        cell(page, "weight_gradient/1", 1, 1).fill("3/1")
        expect(cell(page, "weight_gradient/1", 1, 1)).not_to_have_attribute("aria-invalid", "true")

    def test_one_array_that_cannot_be_read_keeps_no_other_from_being_marked(self, page_at: Any) -> None:
        page: Page = page_at(expected=(PROBLEM,))
        practise(page)
        fill(page, "activation/2", [["0.8176"], ["0.1824"]])
        fill(page, "delta/2", [["-0.1824"], ["half"]])
        check(page)
        verdict(page, "activation/2", "correct")
        verdict(page, "delta/2", "refused")
        expect(words(page)).to_contain_text("and it is right. δ⁽²⁾ cannot be read as it stands.")
        cell(page, "activation/2", 0).fill("most")
        check(page)
        verdict(page, "activation/2", "refused")
        expect(words(page)).to_have_text("Nothing was marked: ŷ and δ⁽²⁾ cannot be read as they stand.")

    def test_an_error_of_a_batch_stands_at_the_cell_as_drawn(self, page_at: Any) -> None:
        page: Page = page_at(expected=(PROBLEM,))
        practise(page)
        open_exercise(page, 2, 4)
        rows = card(page, "delta/3").locator(".grid-row").count()
        columns = card(page, "delta/3").locator(".grid-head").count()
        fill(page, "delta/3", [["0.5"] * columns] * rows)
        cell(page, "delta/3", 0, 1).fill("half")
        check(page)
        expect(cell(page, "delta/3", 0, 1)).to_have_attribute("aria-invalid", "true")
        expect(card(page, "delta/3").locator("p.errors")).to_contain_text("unit 0, example 1")


class TestKeeping:
    def test_a_reload_keeps_the_answers(self, page_at: Any, ready: Any) -> None:
        page: Page = page_at()
        practise(page)
        open_exercise(page, 5, 1)
        cell(page, "delta/1", 0).fill("−3/7")
        cell(page, "delta/1", 1).press_sequentially("2/")  # no number yet, and not even left
        expect(page).to_have_url(re.compile("#v1"))
        ready.wait(page)
        page.reload()
        expect(page.locator("#practice .statement h2")).to_contain_text("Exercise 5, level 1")
        expect(cell(page, "delta/1", 0)).to_have_value("−3/7")
        expect(cell(page, "delta/1", 1)).to_have_value("2/")

    def test_a_link_opens_the_same_exercise_for_somebody_else(self, page_at: Any, ready: Any) -> None:
        page: Page = page_at()
        practise(page)
        open_exercise(page, 12, 2)
        ready.wait(page)
        page.get_by_role("button", name="Share").click()
        expect(page.locator("#notice")).to_contain_text("Link copied")
        link = page.evaluate("navigator.clipboard.readText()")
        other: Page = page_at(path=link[link.index("#") :])
        expect(other.locator("#practice .statement h2")).to_contain_text("Exercise 12, level 2")
        expect(other.locator("#practice-seed")).to_have_value("12")
        expect(other.locator("#practice-level")).to_have_value("2")
        expect(cell(other, "delta/2", 0)).to_have_value("")

    def test_the_next_exercise_undo_and_the_way_back_keep_their_answers(self, page_at: Any, ready: Any) -> None:
        page: Page = page_at()
        practise(page)
        open_exercise(page, 5, 1)
        cell(page, "delta/1", 0).fill("1/2")
        page.get_by_role("button", name="New exercise").click()
        expect(page.locator("#practice .statement h2")).to_contain_text("Exercise 6, level 1")
        expect(cell(page, "delta/1", 0)).to_have_value("")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#practice .statement h2")).to_contain_text("Exercise 5, level 1")
        expect(cell(page, "delta/1", 0)).to_have_value("1/2")
        expect(page.locator("#practice-seed")).to_have_value("5")
        ready.wait(page)
        page.get_by_role("button", name="Explore").click()
        page.get_by_role("button", name="Practice").click()
        expect(cell(page, "delta/1", 0)).to_have_value("1/2")

    def test_an_edited_exercise_is_ones_own_network(self, page_at: Any, ready: Any) -> None:
        page: Page = page_at()
        practise(page)
        open_exercise(page, 5, 1)
        cell(page, "delta/1", 0).fill("1/2")
        ready.wait(page)
        ready.type_into(page, "/data/inputs/0/0", "17")
        expect(page.locator(".statement .changed")).to_contain_text("Changed: these are your own numbers")
        expect(cell(page, "delta/1", 0)).to_have_value("")
        page.get_by_role("button", name="Back to the exercise").click()
        expect(page.locator("#practice .statement h2")).to_contain_text("Exercise 5, level 1")
        expect(cell(page, "delta/1", 0)).to_have_value("1/2")

    def test_undo_within_the_answers_is_theirs(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        cell(page, "delta/2", 0).press_sequentially("0.25")
        cell(page, "delta/2", 1).press_sequentially("1/3")
        page.keyboard.press("Control+z")
        expect(cell(page, "delta/2", 1)).to_have_value("")
        expect(cell(page, "delta/2", 0)).to_have_value("0.25")
        page.keyboard.press("Control+z")
        expect(cell(page, "delta/2", 0)).to_have_value("")
        page.keyboard.press("Control+Shift+z")
        expect(cell(page, "delta/2", 0)).to_have_value("0.25")
        page.keyboard.press("Control+y")
        expect(cell(page, "delta/2", 1)).to_have_value("1/3")

    def test_cleared_answers_can_be_brought_back(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        fill(page, "delta/2", [["1/3"], ["0.25"]])
        page.get_by_role("button", name="Clear my answers").click()
        expect(cell(page, "delta/2", 0)).to_have_value("")
        expect(page.get_by_role("button", name="Bring my answers back")).to_be_focused()
        page.keyboard.press("Enter")
        expect(cell(page, "delta/2", 0)).to_have_value("1/3")
        expect(page.get_by_role("button", name="Clear my answers")).to_be_focused()

    def test_without_storage_it_works_until_the_page_goes(self, page_at: Any, server: Any) -> None:
        page: Page = page_at()
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})"
        )
        page.goto(server.url)
        page.reload()
        practise(page)
        fill(page, "delta/2", [["-0.1824"], ["0.1824"]])
        check(page)
        verdict(page, "delta/2", "correct")


class TestTrouble:
    def test_a_server_that_is_gone_marks_as_soon_as_it_is_back(self, page_at: Any, own_server: Any) -> None:
        own_server.start()
        page: Page = page_at(base=own_server.url, expected=(PROBLEM,))
        practise(page)
        fill(page, "delta/2", [["0.1824"], ["-0.1824"]])
        own_server.stop()
        check(page)
        expect(words(page)).to_contain_text("The server is gone. Your answers are marked as soon as it is back.")
        expect(cell(page, "delta/2", 0)).to_have_value("0.1824")
        own_server.start()
        verdict(page, "delta/2", "wrong")
        hint(page, "delta/2")
        expect(card(page, "delta/2").locator(".hints")).to_contain_text("unit 0")

    def test_an_exercise_asked_for_while_the_server_is_gone_comes_when_it_is_back(
        self, page_at: Any, own_server: Any
    ) -> None:
        own_server.start()
        page: Page = page_at(base=own_server.url, expected=(PROBLEM,))
        practise(page)
        own_server.stop()
        page.get_by_role("button", name="New exercise").click()
        page.locator('#outdated[data-status="offline"]').wait_for(state="attached")
        expect(page.locator(".bar-words")).to_contain_text("Fetching exercise 1 of level 1")
        own_server.start()
        expect(page.locator("#practice .statement h2")).to_contain_text("Exercise 1, level 1")

    def test_a_network_with_errors_is_said_and_its_answers_wait(self, page_at: Any, ready: Any) -> None:
        page: Page = page_at(expected=(PROBLEM,))
        practise(page)
        cell(page, "delta/2", 0).fill("1/3")
        ready.type_into(page, "/data/inputs/0/0", "oops")
        expect(page.locator(".statement h2")).to_contain_text("does not fit together")
        expect(page.locator("#outdated")).to_have_text("The input does not fit together yet.")
        expect(page.locator("#practice .answers")).to_be_hidden()
        ready.type_into(page, "/data/inputs/0/0", "1")
        expect(cell(page, "delta/2", 0)).to_have_value("1/3")

    def test_what_is_too_large_says_so(self, page_at: Any, ready: Any) -> None:
        page: Page = page_at()
        ready.preset(page, "relu_sparsity")
        practise(page)
        expect(page.locator(".too-large")).to_contain_text("To work out by hand this is too much")
        expect(page.locator("#practice .answers")).to_be_hidden()
        expect(page.get_by_role("button", name="Check my answers")).to_be_hidden()

    def test_a_number_that_is_none_is_said_at_its_field(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        page.locator("#practice-seed").fill("seven")
        expect(page.locator("#practice-seed")).to_have_attribute("aria-invalid", "true")
        expect(page.locator(".bar-words")).to_contain_text("whole number")

    def test_an_exercise_that_there_is_not_is_said(self, page_at: Any) -> None:
        page: Page = page_at(expected=(PROBLEM,))

        def refuse(route: Route) -> None:
            body = {"title": "Invalid request", "status": 422, "detail": "No such level.", "errors": []}
            route.fulfill(status=422, content_type="application/problem+json", body=json.dumps(body))

        page.route("**/api/v1/problems/**", refuse)
        practise(page)
        page.get_by_role("button", name="New exercise").click()
        expect(page.locator(".bar-words")).to_contain_text("No such level.")
        expect(page.locator("#practice .statement h2")).to_have_text("Your own network")

    def test_a_step_that_cannot_be_had_is_asked_for_again(self, page_at: Any) -> None:
        page: Page = page_at(expected=(PROBLEM,))

        def refuse(route: Route) -> None:
            body = {"title": "Too large", "status": 413, "detail": "That is too much.", "errors": []}
            route.fulfill(status=413, content_type="application/problem+json", body=json.dumps(body))

        page.route("**/api/v1/explain", refuse)
        practise(page)
        fill(page, "delta/2", [["1"], ["2"]])
        check(page)
        for _ in range(3):
            hint(page, "delta/2")
        expect(card(page, "delta/2").locator(".worked")).to_contain_text("could not be had: That is too much.")
        page.unroute("**/api/v1/explain")
        card(page, "delta/2").get_by_role("button", name="Ask again").click()
        expect(card(page, "delta/2").locator(".worked math").first).to_be_visible()


class TestLooks:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
    def test_axe_finds_nothing(self, page_at: Any, theme: str, width: int, height: int) -> None:
        page: Page = page_at(width, height, theme)
        practise(page)
        assert violations(page) == []
        fill(page, "activation/2", [["0.8176"], ["0.1824"]])
        fill(page, "delta/2", [["0.1824"], ["-0.1824"]])
        fill(page, "weight_gradient/2", [["0", "0.2736", "0"], ["0", "-0.2736", "0"]])
        paste(page, "weight_gradient/1", "[[1, 2, 3], [4, 5, 6]]")
        cell(page, "delta/1", 0).fill("1")
        check(page)
        verdict(page, "delta/2", "wrong")
        for _ in range(3):
            hint(page, "delta/2")
        expect(card(page, "delta/2").locator(".worked math").first).to_be_visible()
        assert violations(page) == []

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_axe_finds_nothing_in_an_exercise(self, page_at: Any, theme: str) -> None:
        page: Page = page_at(1024, 768, theme, expected=(PROBLEM,))
        practise(page)
        open_exercise(page, 3, 4)
        units = card(page, "bias_gradient/1").locator("input").count()
        fill(page, "bias_gradient/1", [["17"]] * units)
        cell(page, "weight_gradient/1", 0).fill("1")
        check(page)
        verdict(page, "bias_gradient/1", "wrong")
        verdict(page, "weight_gradient/1", "partial")
        assert violations(page) == []
        cell(page, "bias_gradient/1", 0).fill("3/0")
        check(page)
        verdict(page, "bias_gradient/1", "refused")
        assert violations(page) == []

    def test_on_paper_are_the_exercise_and_what_was_handed_in(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        page.emulate_media(media="print")
        expect(page.locator("#network")).to_be_visible()
        page.emulate_media(media="screen")
        open_exercise(page, 3, 2)
        page.emulate_media(media="print")
        expect(page.locator("#network")).to_be_hidden()
        expect(page.locator(".practice-bar")).to_be_hidden()
        expect(page.locator("#practice .statement")).to_be_visible()
        expect(card(page, "bias_gradient/1")).to_be_visible()
        page.set_viewport_size({"width": 657, "height": 990})  # A4 within its margins
        tops = page.locator("#practice .answer").evaluate_all(
            "all => all.map(it => it.getBoundingClientRect().top)"
        )
        assert tops[0] == tops[2], "small arrays stand side by side"
        assert page.locator("#practice .answer").evaluate_all(
            "all => all.every(it => it.scrollWidth <= it.clientWidth && it.getBoundingClientRect().right <= 657)"
        )

    @pytest.mark.parametrize("level", [1, 2, 3, 4])
    def test_the_menu_and_the_heading_use_the_same_words(self, page_at: Any, level: int) -> None:
        page: Page = page_at()
        practise(page)
        open_exercise(page, 1, level)
        chosen = page.locator("#practice-level option:checked").inner_text()
        expect(page.locator("#practice .statement h2")).to_have_text(f"Exercise 1, level {chosen}")

    @pytest.mark.parametrize("width", [390, 1024, 1440])
    def test_nothing_is_wider_than_the_window(self, page_at: Any, width: int) -> None:
        page: Page = page_at(width, 844)
        practise(page)
        open_exercise(page, 3, 4)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        wide = page.locator("#practice .answer").evaluate_all(
            "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.dataset.field)"
        )
        assert wide == []

    def test_the_numbers_that_give_the_answers_away_are_not_shown(self, page_at: Any) -> None:
        page: Page = page_at()
        practise(page)
        expect(page.locator("#summary")).to_be_hidden()
        expect(page.locator("#inspector")).to_be_hidden()
        expect(page.locator("#network")).to_be_visible()
