"""The inspector, the summary and the tables: words that hold, numbers as they came, ways from one to the next."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hand import focus


def heatmap(page: Page, layer: int, quantity: str) -> Locator:
    return page.locator(f'#flow [data-layer="{layer}"][data-quantity="{quantity}"]')


def choose(page: Page, layer: int, unit: int) -> Locator:
    page.locator(f'#flow [data-layer="{layer}"][data-neuron="{unit}"]').click()
    inspector = page.locator("#inspector")
    expect(inspector.locator("h3")).to_have_text(f"neuron {unit}, layer {layer}")
    return inspector


def containing(part: str) -> re.Pattern[str]:
    """A pattern that an attribute is to contain."""
    return re.compile(re.escape(part))


def click_cell(page: Page, layer: int, quantity: str, row: int, column: int, shape: tuple[int, int]) -> Locator:
    overlay = heatmap(page, layer, quantity)
    box = overlay.bounding_box()
    assert box is not None
    at = {"x": box["width"] * (column + 0.5) / shape[1], "y": box["height"] * (row + 0.5) / shape[0]}
    overlay.click(position=at)  # type: ignore[arg-type]  # a TypedDict of two floats
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.locator("#inspector")


def sources(inspector: Locator) -> list[str]:
    """What a number was made from, as a screen reader says it, once its steps are there; with ASCII minus signs."""
    expect(inspector.locator(".explained:not(.former)")).to_be_visible()
    names = inspector.locator('[aria-label="Made from"] .visually-hidden').all_inner_texts()
    return [name.replace("−", "-") for name in names]


def test_a_neuron_that_is_off_on_the_only_example(page_at: Any) -> None:
    inspector = choose(page_at(), 1, 0)
    expect(inspector).to_contain_text("off on the only example")
    expect(inspector).to_contain_text("add examples to tell sparsity from death")
    expect(inspector).to_contain_text(
        "its row of ∇W⁽⁰⁾ and its entry of ∇b⁽⁰⁾ are exactly zero; so is its column of ∇W⁽¹⁾"
    )
    expect(inspector).to_contain_text("one example spans no range of inputs")
    expect(inspector.locator("svg.strip .dot")).to_have_count(1)


def test_a_dead_neuron_of_a_batch_with_its_evidence(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "dead_layer")
    inspector = choose(page, 2, 0)
    expect(inspector).to_contain_text("dead on this batch")
    expect(inspector).to_contain_text("on every one.")
    expect(inspector).to_contain_text("Its preactivation is on the lower flat side on every example.")
    expect(inspector).to_contain_text("can never wake it")
    expect(inspector.locator("svg.strip")).to_have_attribute("aria-label", containing("at or below zero"))
    expect(inspector.locator("svg.strip .flat")).to_have_count(1)
    assert inspector.locator("svg.strip .dot").count() > 1


def test_a_starved_neuron_names_its_cause(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "starved_neuron")
    starved = page.locator('#flow [data-status="starved"]').first
    starved.click()
    expect(page.locator("#inspector")).to_contain_text("zero to rounding on every example: ")


def test_a_cell_shows_its_value_its_rule_and_its_origins(page_at: Any) -> None:
    page = page_at()
    inspector = click_cell(page, 2, "weight_gradient", 0, 1, (2, 3))
    expect(inspector.locator("output.big")).to_have_text("−0.2736")
    assert inspector.locator(".exact").inner_text().startswith("−0.27363")
    assert sources(inspector) == ["δ⁽²⁾ row 0, example 0: -0.1824", "z⁽¹⁾ row 1, example 0: 1.5"]
    expect(inspector.locator(".equation math").first).to_be_visible()
    inspector.get_by_role("button", name="δ⁽²⁾ row 0, example 0").click()
    expect(inspector.locator("h3")).to_have_text("δ(2) row 0, example 0")
    assert {"ŷ row 0, example 0: 0.8176", "target y row 0, example 0: 1", "loss ℓ, example 0: 0.2014"} <= set(
        sources(inspector)
    )


def test_every_quantity_can_be_inspected(page_at: Any) -> None:
    page = page_at()
    expected = {
        "preactivation": {"W⁽⁰⁾ row 1, column 0: 0.5", "z⁽⁰⁾ row 1, example 0: 2", "b⁽⁰⁾ row 1: 0"},
        "activation": {"z̃⁽¹⁾ row 1, example 0: 1.5"},
        "derivative": {"z̃⁽¹⁾ row 1, example 0: 1.5"},
        "delta": {"W⁽¹⁾ row 0, column 1: 2", "δ⁽²⁾ row 1, example 0: 0.1824", "φ′⁽¹⁾ row 1, example 0: 1"},
        "bias_gradient": {"δ⁽¹⁾ row 1, example 0: -0.1824"},
    }
    for quantity, wanted in expected.items():
        inspector = click_cell(page, 1, quantity, 1, 0, (3, 1))
        expect(inspector.locator("h3")).to_contain_text("row 1")
        assert wanted <= set(sources(inspector)), quantity
    inspector = click_cell(page, 1, "weights", 1, 0, (3, 2))
    expect(inspector).to_contain_text("It is given.")
    inspector = click_cell(page, 2, "activation", 0, 0, (2, 1))
    assert {"z̃⁽²⁾ row 0, example 0: 3", "z̃⁽²⁾ row 1, example 0: 1.5"} <= set(sources(inspector))


def test_a_jump_link_marks_its_cell(page_at: Any) -> None:
    page = page_at()
    inspector = click_cell(page, 1, "preactivation", 1, 0, (3, 1))
    inspector.get_by_role("button", name="W⁽⁰⁾ row 1, column 1").click()
    expect(heatmap(page, 1, "weights").locator(".chosen")).to_be_visible()


def test_a_value_is_copied_with_all_digits(page_at: Any) -> None:
    page = page_at()
    click_cell(page, 2, "activation", 0, 0, (2, 1)).get_by_role("button", name="Copy value").click()
    expect(page.locator("#notice")).to_contain_text("copied")
    assert abs(float(page.evaluate("navigator.clipboard.readText()")) - 0.8175744761936437) < 1e-15


def test_an_edit_keeps_the_selection_and_renews_its_words(page_at: Any, ready: Any) -> None:
    page = page_at()
    inspector = click_cell(page, 2, "weight_gradient", 0, 1, (2, 3))
    page.evaluate(
        """import(document.baseURI + 'js/actions/editing.js').then(m => m.edit(spec => {
             const next = structuredClone(spec); next.network.layers[0].weights[1][0] = 1; return next; }))"""
    )
    ready.wait(page)
    expect(inspector.locator("output.big")).not_to_have_text("−0.2736")
    assert "z⁽¹⁾ row 1, example 0: 2" in sources(inspector)


def test_the_summary(page_at: Any, ready: Any) -> None:
    page = page_at()
    summary = page.locator("#summary")
    expect(summary).to_contain_text("0.2014")
    expect(summary.locator(".norms li")).to_have_count(2)
    expect(summary.locator(".status-counts")).to_contain_text("2 of 3 · 0 of 2")
    summary.get_by_role("button", name="2 of 3").click()
    expect(page.locator("#inspector h3")).to_have_text("neuron 0, layer 1")
    ready.preset(page, "exploding")
    expect(summary).to_contain_text("explodes towards the input")


def test_a_matrix_opens_as_a_table_and_is_copied_exactly(page_at: Any) -> None:
    page = page_at()
    focus(heatmap(page, 2, "weight_gradient"))
    page.keyboard.press("t")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("columnheader", name="input 2")).to_be_visible()
    expect(dialog.get_by_role("rowheader", name="neuron 1")).to_be_visible()
    cells = dialog.locator(".sheet tbody td").all_inner_texts()
    assert [text.replace("−", "-") for text in cells] == ["0", "-0.2736", "0", "0", "0.2736", "0"]
    expect(dialog.locator(".enlarged .heatmaplayer image")).to_have_count(1)
    dialog.get_by_role("button", name="JSON").click()
    expect(page.locator("#notice")).to_contain_text("2 × 3")
    copied = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert copied[0][1] == pytest.approx(-0.27363828570953, abs=1e-12)
    for name, start in {
        "CSV": "0,-0.2736",
        "NumPy": "grad_W = np.array([[0.0, -0.27",
        "LaTeX": "\\begin{pmatrix}",
    }.items():
        dialog.get_by_role("button", name=name).click()
        expect(page.locator("#notice")).to_contain_text(f"as {name}")
        assert page.evaluate("navigator.clipboard.readText()").startswith(start)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(heatmap(page, 2, "weight_gradient")).to_be_focused()


def test_a_label_opens_its_table(page_at: Any) -> None:
    page = page_at()
    page.locator("#flow .labels .label", has_text="δ").first.click()
    expect(page.get_by_role("dialog")).to_contain_text("error signal of layer 1")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_large_table_is_fetched_whole_and_built_only_where_it_is_seen(page_at: Any, ready: Any) -> None:
    page = page_at()
    page.evaluate(
        """import(document.baseURI + 'js/actions/editing.js').then(m => m.edit(spec => ({...spec,
             network: {layers: [{units: 400, activation: 'relu', initializer: 'he_normal'},
                                {units: 10, activation: 'softmax', initializer: 'glorot_normal'}], seed: 1},
             data: {dataset: 'digits', size: 300, seed: 0}})))"""
    )
    ready.wait(page)
    focus(heatmap(page, 1, "activation"))
    page.keyboard.press("t")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("400 × 300")
    table = dialog.locator("table")
    expect(table).to_have_attribute("aria-rowcount", "401")
    assert table.locator("td").count() < 2000
    dialog.locator(".sheet-scroller").evaluate("it => it.scrollTo(1e6, 1e6)")
    expect(dialog.get_by_role("rowheader", name="neuron 399")).to_be_visible()
    expect(dialog.get_by_role("columnheader", name="example 299")).to_be_visible()
