"""The check of the gradients: its verdict in words, ε, the way to a cell, and what it says when there is none."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
CHECK = "**/api/v1/check"
Answer = dict[str, Any]


def open_check(page: Page) -> Locator:
    page.get_by_role("button", name="Check gradients").click()
    dialog = page.get_by_role("dialog", name="Check of the gradients")
    expect(dialog).to_be_visible()
    return dialog


def checked(page: Page) -> Locator:
    """The dialog with its verdict."""
    dialog = open_check(page)
    expect(dialog.locator(".verdict")).to_be_visible()
    return dialog


def line(dialog: Locator, layer: int, quantity: str) -> Locator:
    return dialog.locator(f'tr[data-layer="{layer}"][data-quantity="{quantity}"]')


def changing(page: Page, change: Callable[[Answer], None]) -> None:
    """Changes what the server answers to a check."""

    def handle(route: Route) -> None:
        response = route.fetch()
        answer = response.json()
        change(answer)
        route.fulfill(response=response, body=json.dumps(answer))

    page.route(CHECK, handle)


def find(answer: Answer, layer: int, quantity: str) -> Answer:
    return next(one for one in answer["checks"] if (one["layer"], one["quantity"]) == (layer, quantity))


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in page.evaluate("axe.run()")["violations"]]


def test_the_exercise_agrees(page_at: Any) -> None:
    dialog = checked(page_at())
    expect(dialog.locator(".verdict")).to_contain_text("All 17 gradients and 5 error signals agree")
    expect(dialog.locator(".verdict")).to_contain_text("the largest relative error is")
    expect(dialog.locator("tbody tr[data-verdict=agree]")).to_have_count(6)
    row = line(dialog, 2, "weight_gradient")
    expect(row).to_contain_text("✓ agree")
    expect(row.locator(".amount").nth(5)).to_have_text("6")
    expect(row.locator(".amount").nth(6)).to_have_text("0")
    expect(dialog.locator("#check-epsilon")).to_have_attribute("placeholder", "0.00001")
    expect(dialog.locator(".check-words")).to_contain_text("A kink is a corner of an activation function")


def test_another_epsilon_checks_again(page_at: Any) -> None:
    page = page_at()
    dialog = checked(page)
    with page.expect_request(CHECK) as asked:
        dialog.get_by_label("ε").fill("1e-4")
        dialog.get_by_label("ε").press("Enter")
    assert asked.value.post_data_json["epsilon"] == 1e-4
    expect(dialog.locator(".check-result")).not_to_have_class(re.compile("outdated"))
    expect(dialog.locator(".verdict")).to_contain_text("agree")


def test_an_epsilon_that_is_none_is_told_at_its_field(page_at: Any) -> None:
    page = page_at(expected=("422",))
    dialog = checked(page)
    field = dialog.get_by_label("ε")
    for wrong in ("0", "-1", "wide"):
        field.fill(wrong)
        field.press("Enter")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(dialog.locator("#check-epsilon-error")).to_contain_text("expected")
        expect(dialog.locator(".check-result")).to_have_class(re.compile("outdated"))
        expect(dialog.locator(".note[role=status]")).to_contain_text("the last check that could be made")
    field.fill("")
    field.press("Enter")
    expect(dialog.locator("#check-epsilon-error")).to_be_empty()
    expect(dialog.locator(".check-result")).not_to_have_class(re.compile("outdated"))
    expect(dialog.locator(".note[role=status]")).to_be_empty()


def test_where_leads_to_the_cell(page_at: Any) -> None:
    page = page_at()
    changing(page, lambda answer: find(answer, 1, "delta").update(where={"example": 0, "row": 1, "column": None}))
    dialog = checked(page)
    dialog.get_by_role("button", name="Choose δ⁽¹⁾, neuron 1, example 0").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#inspector h3")).to_contain_text("row 1, example 0")
    heatmap = page.locator('#flow .heatmap[data-layer="1"][data-quantity="delta"]')
    expect(heatmap.locator(".chosen")).to_be_visible()
    expect(heatmap).to_be_focused()


def test_where_opens_a_folded_layer_and_another_example(page_at: Any, ready: Any) -> None:
    page = page_at()
    page.evaluate(
        """import(document.baseURI + 'js/actions/editing.js').then(m => m.edit(spec => ({...spec,
             loss: 'mean_squared_error',
             network: {layers: Array(9).fill({units: 3, activation: 'tanh', initializer: 'he_normal'}), seed: 1},
             data: {dataset: 'iris', size: 12, seed: 0}})))"""
    )
    ready.wait(page)
    page.get_by_role("button", name="Next example").click()
    ready.wait(page)
    changing(page, lambda answer: find(answer, 5, "delta").update(where={"example": 7, "row": 2, "column": None}))
    checked(page).get_by_role("button", name="Choose δ⁽⁵⁾, neuron 2, example 7").click()
    ready.wait(page)
    expect(page.locator('#flow .heatmap[data-layer="5"][data-quantity="delta"] .chosen')).to_be_visible()
    expect(page.get_by_label("Example, counted from 0")).to_have_value("7")


def test_a_wrong_gradient_looks_alarming_and_says_so(page_at: Any) -> None:
    page = page_at()

    def broken(answer: Answer) -> None:
        answer.update(verdict="differ", max_relative_error=2.0)
        find(answer, 1, "bias_gradient").update(verdict="differ", relative_error=2.0, numeric=0.1824255238)

    changing(page, broken)
    dialog = checked(page)
    verdict = dialog.locator(".verdict")
    expect(verdict).to_have_class(re.compile("differ"))
    expect(verdict).to_contain_text("✕ ∇b⁽⁰⁾ differs from central differences; the largest relative error is 2.")
    expect(verdict).to_contain_text("A gradient on this page is wrong.")
    expect(line(dialog, 1, "bias_gradient")).to_contain_text("✕ differ")
    expect(dialog.locator("tr.why")).to_contain_text("is not the one that the differences show")
    danger = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--danger')")
    assert danger.strip() == "#a8182d"
    expect(verdict).to_have_css("border-top-color", "rgb(168, 24, 45)")


def test_what_is_unresolved_is_explained(page_at: Any) -> None:
    page = page_at()

    def unresolved(answer: Answer) -> None:
        answer.update(verdict="unresolved")
        hidden = find(answer, 1, "weight_gradient")
        hidden.update(verdict="unresolved", relative_error=0.7, resolution=3.3)
        at_kinks = find(answer, 1, "bias_gradient")
        at_kinks.update(verdict="unresolved", relative_error=None, checked=0, kinks=3, where=None, analytic=None)

    changing(page, unresolved)
    dialog = checked(page)
    expect(dialog.locator(".verdict")).to_contain_text("Of ∇W⁽⁰⁾ and ∇b⁽⁰⁾ nothing can be said")
    expect(dialog.locator("tr.why").nth(0)).to_contain_text("Rounding or too wide an ε hides the answer")
    expect(dialog.locator("tr.why").nth(1)).to_contain_text("every entry lies at a kink")
    expect(line(dialog, 1, "bias_gradient")).to_contain_text("? unresolved")
    assert violations(page) == []


def test_random_directions_have_no_place(page_at: Any) -> None:
    page = page_at()
    directions = {"method": "directions", "checked": 32, "where": None}
    changing(page, lambda answer: find(answer, 1, "weight_gradient").update(directions))
    dialog = checked(page)
    expect(dialog.locator(".verdict")).to_contain_text("and 32 values along random directions agree")
    expect(line(dialog, 1, "weight_gradient")).to_contain_text("32 by directions")
    expect(line(dialog, 1, "weight_gradient").get_by_role("button")).to_have_count(0)


def test_too_costly_is_said_in_words(page_at: Any) -> None:
    page = page_at(expected=("413",))
    problem = {"title": "Too large", "status": 413, "detail": "the check: 9 operations are more than 5"}
    page.route(CHECK, lambda route: route.fulfill(status=413, body=json.dumps(problem)))
    dialog = open_check(page)
    expect(dialog).to_contain_text("too costly to check: the check: 9 operations are more than 5.")
    expect(dialog.locator(".check-result")).to_be_hidden()


def test_a_busy_server_is_asked_again(page_at: Any) -> None:
    page = page_at(expected=("503",))
    problem = {"title": "Busy", "status": 503, "detail": "too many computations wait"}
    asked: list[Route] = []

    def handle(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()
        else:
            route.fulfill(status=503, headers={"Retry-After": "1"}, body=json.dumps(problem))

    page.route(CHECK, handle)
    dialog = open_check(page)
    expect(dialog).to_contain_text("The server is busy. It will be checked as soon as there is room.")
    expect(dialog.locator(".verdict")).to_contain_text("agree")


def test_a_server_that_is_gone_and_comes_back(page_at: Any, own_server: Any) -> None:
    own_server.start()
    page = page_at(base=own_server.url, expected=("Failed to load resource",))
    own_server.stop()
    dialog = open_check(page)
    expect(dialog).to_contain_text("The server is gone. It will be checked as soon as it is back.")
    own_server.start()
    expect(dialog.locator(".verdict")).to_contain_text("agree")


def test_closing_calls_it_off(page_at: Any) -> None:
    page = page_at()
    held: list[Route] = []
    page.route(CHECK, lambda route: held.append(route))
    with page.expect_request(CHECK) as asked:
        dialog = open_check(page)
    expect(dialog).to_contain_text("Checking every gradient …")
    with page.expect_event("requestfailed", lambda request: request == asked.value):
        page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Check gradients")).to_be_focused()


def test_another_input_while_it_is_open_is_checked_anew(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "iris")
    dialog = checked(page)
    before = dialog.locator(".verdict").inner_text()
    page.evaluate("history.back()")
    expect(dialog.locator(".verdict")).to_contain_text("All 17 gradients and 5 error signals agree")
    expect(dialog.locator(".verdict")).not_to_have_text(before)
    expect(dialog.locator(".check-result")).not_to_have_class(re.compile("outdated"))


def test_input_that_does_not_fit_together_is_not_checked(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("422",))
    ready.type_into(page, "/network/layers/0/weights/0/0", "x")
    ready.status(page, "invalid")
    dialog = open_check(page)
    expect(dialog).to_contain_text("The input does not fit together yet, so there is nothing to check.")
    expect(dialog.locator(".check-result")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_axe_and_the_window(page_at: Any, theme: str, width: int, height: int) -> None:
    page = page_at(width, height, theme)
    dialog = checked(page)
    assert violations(page) == []
    box = dialog.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] <= height
    assert dialog.evaluate("it => it.scrollWidth <= it.clientWidth")
