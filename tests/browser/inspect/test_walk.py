"""From a gradient to the loss and back: the inspector works a number out, and each number it names leads on."""

import contextlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Locator, Page, Route, expect

from tests.browser.hand import focus

AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"

TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

# What a press of a key focused, as a screen reader would say it.
FOCUSED = "(document.activeElement.querySelector('.visually-hidden') ?? document.activeElement).textContent"

DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def heatmap(page: Page, layer: int, quantity: str) -> Locator:
    return page.locator(f'#flow .heatmap[data-layer="{layer}"][data-quantity="{quantity}"]')


def inspector(page: Page) -> Locator:
    return page.locator("#inspector")


def name(page: Page) -> Locator:
    """The name of what is inspected."""
    return page.locator("#inspector h3")


def value(page: Page) -> Locator:
    return page.locator("#inspector output.big")


def sources(page: Page) -> Locator:
    """The buttons of the numbers that it was made from."""
    return page.locator('#inspector [aria-label="Made from"] .jump')


def source(page: Page, start: str) -> Locator:
    """The one whose words begin so."""
    words = re.compile("^" + re.escape(start))
    return sources(page).filter(has=page.locator(".visually-hidden", has_text=words))


def uses(page: Page) -> Locator:
    return page.locator('#inspector [aria-label="Leads to"] .jump')


def select(page: Page, layer: int, quantity: str, row: int = 0, column: int = 0) -> None:
    """Chooses a cell by keys, and waits for its steps."""
    focus(heatmap(page, layer, quantity))
    for key in ("Home", "PageUp", "PageUp"):
        page.keyboard.press(key)
    for key, times in (("ArrowDown", row), ("ArrowRight", column)):
        for _ in range(times):
            page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()


def walk(page: Page, to: str, shown: str) -> None:
    """By the arrow keys to the number of that name, and on to it with Enter; it must be worth what is shown."""
    for _ in range(40):
        if page.evaluate(FOCUSED).startswith(f"{to}: "):
            break
        page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == f"{to}: {shown}"
    page.keyboard.press("Enter")
    arrived(page, to, shown)


def arrived(page: Page, at: str, shown: str) -> None:
    heading = re.sub(r"⁽(.)⁾", lambda found: f"({DIGITS.index(found[1])})", at)
    expect(name(page)).to_have_text(heading)
    expect(value(page)).to_have_text(shown)
    expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("document.activeElement.closest('#inspector') !== null"), "the focus left the inspector"


def steps(page: Page) -> str:
    """All that the equations say, in plain text."""
    return " ".join(page.locator("#inspector .equation").evaluate_all("all => all.map(it => it.ariaLabel)"))


def edit(page: Page, change: str) -> None:
    """Edits the spec as a field of the left panel would: `change` is an expression of `spec`."""
    page.evaluate(
        f"import(new URL('js/actions/editing.js', document.baseURI)).then(m => m.edit(spec => ({change})))"
    )


WEIGHT = (
    """(() => { const next = structuredClone(spec); next.network.layers[1].weights[0][1] = %s; return next; })()"""
)

LARGE = """{...spec,
    network: {layers: [{units: 200, activation: 'relu', initializer: 'he_normal'},
                       {units: 10, activation: 'softmax', initializer: 'glorot_normal'}], seed: 1},
    data: {dataset: 'digits', size: 32, seed: 0}}"""


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found]


def test_by_keyboard_from_a_gradient_to_the_loss_and_back(page_at: Any) -> None:
    page = page_at()
    select(page, 1, "weight_gradient", 1, 1)
    expect(value(page)).to_have_text("−0.3649")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(value(page)).to_have_text("−0.1824")
    page.keyboard.press("Enter")
    expect(sources(page).first).to_be_focused()
    walk(page, "δ⁽¹⁾ row 1, example 0", "−0.1824")
    walk(page, "δ⁽²⁾ row 1, example 0", "0.1824")
    page.keyboard.press("Alt+ArrowLeft")
    arrived(page, "δ⁽¹⁾ row 1, example 0", "−0.1824")
    walk(page, "δ⁽²⁾ row 0, example 0", "−0.1824")
    walk(page, "loss ℓ, example 0", "0.2014")
    walk(page, "loss", "0.2014")
    assert "0.2014" in steps(page)
    for at, shown in [
        ("loss ℓ, example 0", "0.2014"),
        ("δ⁽²⁾ row 0, example 0", "−0.1824"),
        ("δ⁽¹⁾ row 1, example 0", "−0.1824"),
        ("∇W⁽⁰⁾ row 1, column 0", "−0.1824"),
    ]:
        page.keyboard.press("Alt+ArrowLeft")
        arrived(page, at, shown)
    expect(page.locator("#inspector .trail")).to_have_count(0)
    page.keyboard.press("Alt+ArrowLeft")  # the way began here, and the browser stays on the page
    arrived(page, "∇W⁽⁰⁾ row 1, column 0", "−0.1824")
    page.keyboard.press("Escape")
    expect(heatmap(page, 1, "weight_gradient")).to_be_focused()


def test_the_steps_are_equations_with_the_numbers_of_the_page(page_at: Any) -> None:
    page = page_at()
    select(page, 1, "delta", 1)
    equations = page.locator("#inspector .equation math")
    expect(equations.first).to_be_visible()
    assert equations.count() >= 3
    assert page.locator("#inspector math").evaluate_all(
        "all => all.every(it => it instanceof MathMLElement && it.querySelector('parsererror') === null)"
    )
    written = steps(page)
    assert "−0.1824" in written
    assert "0.1824" in written
    assert "δ⁽²⁾" in written
    names = sources(page).locator(".visually-hidden").all_inner_texts()
    for one in ["W⁽¹⁾ row 0, column 1: 2", "δ⁽²⁾ row 0, example 0: −0.1824", "φ′⁽¹⁾ row 1, example 0: 1"]:
        assert one in names


def test_the_key_i_leads_from_a_heatmap_into_the_list(page_at: Any) -> None:
    page = page_at()
    focus(heatmap(page, 2, "delta"))
    page.keyboard.press("i")
    expect(sources(page).first).to_be_focused()
    expect(name(page)).to_have_text("δ(2) row 0, example 0")
    page.keyboard.press("End")
    expect(sources(page).last).to_be_focused()
    page.keyboard.press("Home")
    expect(sources(page).first).to_be_focused()
    page.keyboard.press("Tab")
    expect(uses(page).first).to_be_focused()


def test_the_list_comes_next_to_the_flow_by_tab(page_at: Any) -> None:
    page = page_at()
    select(page, 2, "weight_gradient", 0, 1)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#inspector .jump')"):
            break
    expect(sources(page).first).to_be_focused()


def test_given_numbers_say_so_and_lead_on(page_at: Any) -> None:
    page = page_at()
    select(page, 1, "weights", 1, 0)
    expect(inspector(page)).to_contain_text("It is given.")
    expect(sources(page)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(name(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    walk(page, "z̃⁽¹⁾ row 1, example 0", "1.5")
    assert "1.5" in steps(page)


def test_the_trail_names_the_last_steps_and_leads_back_to_each(page_at: Any) -> None:
    page = page_at()
    select(page, 1, "weight_gradient", 1, 0)
    for label in ["δ⁽¹⁾ row 1", "δ⁽²⁾ row 0", "ŷ row 0", "z̃⁽²⁾ row 0"]:
        source(page, label).first.click()
        expect(name(page)).to_be_focused()
        expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()
    trail = page.locator("#inspector .trail")
    expect(trail).to_contain_text("1 earlier step")
    expect(trail.locator(".crumb")).to_have_count(3)
    trail.get_by_role("button", name="Back to δ⁽²⁾ row 0, example 0").click()
    expect(name(page)).to_have_text("δ(2) row 0, example 0")
    expect(trail.locator(".crumb")).to_have_count(2)
    trail.get_by_role("button", name="← Back").click()
    expect(name(page)).to_have_text("δ(1) row 1, example 0")
    select(page, 2, "bias_gradient", 1)
    expect(trail).to_have_count(0)


def test_what_is_walked_to_is_marked_in_its_heatmap(page_at: Any) -> None:
    page = page_at()
    select(page, 1, "delta", 1)
    weight = source(page, "W⁽¹⁾ row 1, column 1")
    weight.hover()
    expect(heatmap(page, 2, "weights").locator(".cursor")).to_be_visible()
    weight.click()
    expect(heatmap(page, 2, "weights").locator(".chosen")).to_be_visible()


def test_the_numbers_of_the_footer_are_explained(page_at: Any) -> None:
    page = page_at()
    summary = page.locator("#summary")
    for button, heading, shown in [
        (summary.locator('[data-target*="loss"]'), "loss", "0.2014"),
        (summary.locator('[data-target*="accuracy"]'), "accuracy", "1"),
        (summary.locator('[data-target*="gradient_norm"]').first, "norm of ∇W⁽⁰⁾", "0.4079"),
    ]:
        button.click()
        expect(name(page)).to_have_text(heading)
        expect(value(page)).to_have_text(shown)
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator("#inspector .equation").first).to_be_visible()
    expect(heatmap(page, 1, "weight_gradient").locator(".made-from")).not_to_have_count(0)


def test_no_accuracy_is_no_button(page_at: Any, ready: Any) -> None:
    page = page_at()
    edit(page, "{...spec, data: {inputs: [[1, 2]], targets: [[0.5, 0.5]]}}")
    ready.wait(page)
    expect(page.locator('#summary [data-target*="accuracy"]')).to_be_disabled()


def test_a_blocked_gradient_says_which_unit_and_why(page_at: Any) -> None:
    page = page_at()
    select(page, 1, "weight_gradient", 0, 0)
    expect(value(page)).to_have_text("0")
    blocked = page.locator("#inspector .blocked")
    expect(blocked).to_contain_text("Neuron 0 of layer 1 is off")
    expect(blocked).to_contain_text("−1")
    expect(blocked.locator("svg.mark.dead")).to_be_visible()
    blocked.get_by_role("button", name="Look at neuron 0 of layer 1").click()
    expect(name(page)).to_have_text("neuron 0, layer 1")
    inspector(page).get_by_role("button", name="Explain δ⁽¹⁾ row 0, example 0").click()
    expect(page.locator("#inspector .blocked")).to_contain_text("Neuron 0 of layer 1 is off")
    inspector(page).get_by_role("button", name="← Back").click()
    expect(name(page)).to_have_text("neuron 0, layer 1")


def test_an_edit_is_followed_by_the_steps(page_at: Any, ready: Any) -> None:
    page = page_at()
    select(page, 1, "delta", 1)
    before = value(page).inner_text()
    edit(page, WEIGHT % 1)
    ready.wait(page)
    expect(value(page)).not_to_have_text(before)
    expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()
    assert value(page).inner_text() in steps(page)
    expect(source(page, "W⁽¹⁾ row 0, column 1: 1")).to_be_visible()


def test_steps_of_an_older_input_are_never_shown_as_those_of_the_present_one(page_at: Any, ready: Any) -> None:
    page = page_at()
    select(page, 1, "delta", 1)
    held: list[Route] = []
    page.route("**/api/v1/explain", lambda route: held.append(route))
    for weight in (1, 3):
        with page.expect_request("**/api/v1/explain"):
            edit(page, WEIGHT % weight)
        ready.wait(page)
        expect(page.locator("#inspector .explained.former")).to_have_attribute("aria-busy", "true")
    # Both are let go, the newer one first: what the older one says must not be shown.
    assert len(held) == 2
    for route in reversed(held):
        with contextlib.suppress(Error):  # the page has called the older one off
            route.continue_()
    expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()
    expect(source(page, "W⁽¹⁾ row 0, column 1: 3")).to_be_visible()


def test_the_focus_stays_where_it_was_when_the_numbers_change(page_at: Any, ready: Any) -> None:
    page = page_at()
    select(page, 1, "delta", 1)
    page.keyboard.press("Enter")
    expect(sources(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(sources(page).nth(2)).to_be_focused()
    edit(page, WEIGHT % 1)
    ready.wait(page)
    expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()
    expect(sources(page).nth(2)).to_be_focused()


def test_what_an_edit_takes_away_leaves_the_inspector(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "iris")
    page.locator('#summary [data-target*="loss"]').first.click()
    sources(page).last.click()
    expect(name(page)).to_contain_text("loss ℓ, example ")
    edit(page, "{...spec, data: {dataset: 'iris', size: 1, seed: 0}}")
    ready.wait(page)
    expect(inspector(page)).to_contain_text("Choose a cell")


def test_while_the_server_is_away_the_walk_waits_for_it(page_at: Any, own_server: Any) -> None:
    own_server.start()
    page = page_at(base=own_server.url, expected=("Failed to load resource",))
    select(page, 1, "delta", 1)
    own_server.stop()
    source(page, "δ⁽²⁾ row 0").click()
    expect(name(page)).to_have_text("δ(2) row 0, example 0")
    expect(value(page)).to_have_text("−0.1824")
    expect(page.locator('#outdated[data-status="offline"]')).to_be_attached()
    inspector(page).get_by_role("button", name="← Back").click()
    expect(page.locator("#inspector .equation").first).to_be_visible()
    source(page, "δ⁽²⁾ row 1").click()
    own_server.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#inspector .explained:not(.former) .equation").first).to_be_visible()
    expect(name(page)).to_have_text("δ(2) row 1, example 0")


def test_a_refusal_is_told_in_words(page_at: Any) -> None:
    page = page_at(expected=("Failed to load resource",))
    problem = {
        "type": "about:blank",
        "title": "Too large",
        "status": 413,
        "detail": "It would take too long.",
        "errors": [],
    }
    page.route(
        "**/api/v1/explain",
        lambda route: route.fulfill(status=413, content_type="application/problem+json", body=json.dumps(problem)),
    )
    focus(heatmap(page, 1, "delta"))
    page.keyboard.press("Enter")
    expect(page.locator("#inspector .refusal")).to_contain_text("It would take too long.")
    expect(value(page)).to_have_text("0")
    page.unroute("**/api/v1/explain")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#inspector .equation").first).to_be_visible()
    expect(page.locator("#inspector .refusal")).to_have_count(0)


def test_numbers_of_the_last_input_that_fitted_say_so(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("Failed to load resource",))
    select(page, 1, "delta", 1)
    edit(page, "{...spec, data: {inputs: [[1, 2, 3]], targets: [0]}}")
    ready.status(page, "invalid")
    expect(inspector(page)).to_contain_text("These are the numbers of the last input that was computed.")
    source(page, "δ⁽²⁾ row 0").click()
    expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()
    expect(inspector(page)).to_contain_text("These are the numbers of the last input that was computed.")


def test_a_batch_of_many_examples(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "iris")
    edit(page, "{...spec, data: {dataset: 'iris', size: 32, seed: 0}}")
    ready.wait(page)
    page.locator('#summary [data-target*="loss"]').first.click()
    expect(sources(page).first).to_be_visible()
    listed = sources(page).count()
    more = inspector(page).locator(".note", has_text="more that")
    said = re.search(r"from (\d+)", more.inner_text()) if more.count() else None
    assert (said is not None) == (more.count() > 0)
    rest = int(said[1]) if said else 0
    assert listed + rest == 32
    sources(page).first.click()
    expect(name(page)).to_contain_text("loss ℓ, example ")
    expect(uses(page).first).to_contain_text(re.compile("^loss: "))


def test_with_an_example_chosen_the_gradient_is_its_own(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "iris")
    select(page, 1, "bias_gradient", 0)
    expect(sources(page).nth(1)).to_be_visible()
    page.get_by_role("button", name="Next example").click()
    ready.wait(page)
    expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()
    expect(sources(page)).to_have_count(1)
    expect(sources(page).first).to_contain_text(re.compile("^δ⁽¹⁾ row 0, example 0: "))


def test_what_is_selected_goes_along_from_example_to_example(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "iris")
    select(page, 1, "preactivation", 1, 0)
    for example in (0, 1):
        page.get_by_role("button", name="Next example").click()
        ready.wait(page)
        expect(name(page)).to_have_text(f"z̃(1) row 1, example {example}")
        expect(heatmap(page, 1, "preactivation").locator(".chosen")).to_be_visible()


def test_a_number_of_another_example_says_so_and_shows_it(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "iris")
    page.get_by_role("button", name="Next example").click()
    ready.wait(page)
    page.locator('#summary [data-target*="loss"]').first.click()
    other = sources(page).last
    found = re.search(r"example (\d+):", other.inner_text())
    assert found
    example = found[1]
    assert example != "0"
    other.click()
    expect(inspector(page)).to_contain_text(f"The heatmaps show example 0; this is of example {example}.")
    inspector(page).get_by_role("button", name=f"Show example {example}").click()
    ready.wait(page)
    expect(page.get_by_label("Example, counted from 0")).to_have_value(example)
    expect(inspector(page)).not_to_contain_text("The heatmaps show")


def test_a_large_layer_explains_each_entry_of_a_block(page_at: Any, ready: Any) -> None:
    page = page_at()
    edit(page, LARGE)
    ready.wait(page)
    select(page, 1, "weight_gradient", 1, 0)
    expect(inspector(page)).to_contain_text("The heatmap shows a block of 2 × 1 as one cell: rows 2–3, column 0.")
    expect(name(page)).to_have_text("∇W(0) row 2, column 0")
    inspector(page).get_by_role("button", name="Show every entry").click()
    entries = inspector(page).locator(".entries .jump")
    expect(entries).to_have_count(2)
    for index in (1, 0):
        listed = entries.nth(index).locator(".worth").inner_text()
        entries.nth(index).click()
        expect(name(page)).to_have_text(f"∇W(0) row {2 + index}, column 0")
        expect(inspector(page).locator(".exact")).to_have_text(listed)
        expect(entries.nth(index)).to_have_attribute("aria-current", "true")
    select(page, 2, "preactivation", 0, 0)
    expect(inspector(page).locator(".note", has_text="more that")).to_be_visible()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Enter")
        expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()


def test_a_layer_that_is_folded_opens_on_the_way(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "vanishing")
    select(page, 1, "delta", 0, 0)
    expect(heatmap(page, 5, "delta")).to_have_count(0)
    for layer in range(2, 6):
        source(page, f"δ⁽{DIGITS[layer]}⁾").first.click()
        expect(name(page)).to_contain_text(f"δ({layer}) row ")
        expect(heatmap(page, layer, "delta").locator(".chosen")).to_be_visible()
        expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()


def test_equations_fit_the_panel_and_never_scroll_downwards(page_at: Any) -> None:
    page = page_at()
    page.locator('#summary [data-target*="loss"]').click()
    for label in ["loss ℓ, example 0", "ŷ row 0, example 0"]:
        source(page, label).click()
        expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()
    for layer, unit in [(2, 0), (1, 1)]:
        select(page, layer, "delta", unit)
        expect(page.locator("#inspector .explained:not(.former) .equation").first).to_be_visible()
        sizes = page.locator("#inspector .equation").evaluate_all(
            "all => all.map(it => [it.scrollWidth - it.clientWidth, it.offsetHeight - it.clientHeight])"
        )
        assert all(wider <= 1 and bar == 0 for wider, bar in sizes), sizes
    select(page, 2, "delta", 0)
    assert page.locator("#inspector .equation").evaluate_all(
        "all => all.every(it => getComputedStyle(it).overflowY === 'hidden' && it.scrollHeight <= it.clientHeight)"
    )
    for text in page.locator("#inspector .equation").evaluate_all("all => all.map(it => it.ariaLabel)"):
        assert "\n" not in text


def test_the_arrows_to_the_sides_lead_along_the_list_too(page_at: Any) -> None:
    page = page_at()
    focus(heatmap(page, 1, "delta"))
    page.keyboard.press("i")
    expect(sources(page).first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(sources(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(sources(page).nth(2)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(sources(page).nth(1)).to_be_focused()


def test_an_output_leads_to_the_loss_only_where_the_loss_depends_on_it(page_at: Any) -> None:
    page = page_at()
    select(page, 2, "activation", 0)
    expect(uses(page).first).to_contain_text("loss ℓ, example 0: 0.2014")
    select(page, 2, "activation", 1)
    expect(uses(page)).to_have_count(2)
    derivative = uses(page).first
    expect(derivative).to_contain_text("∂ℓ/∂ŷ row 1, example 0")
    expect(derivative.locator(".worth")).to_have_count(0)
    expect(uses(page).last.locator(".worth")).to_have_text("0.1824")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_axe_finds_nothing_in_a_full_inspector(page_at: Any, theme: str, width: int, height: int) -> None:
    page = page_at(width, height, theme)
    select(page, 1, "weight_gradient", 0, 0)
    assert violations(page) == []
    page.locator("#inspector .blocked button").click()
    expect(name(page)).to_have_text("neuron 0, layer 1")
    assert violations(page) == []
    select(page, 1, "delta", 1)
    source(page, "δ⁽²⁾ row 0").click()
    expect(page.locator("#inspector .explained:not(.former)")).to_be_visible()
    assert violations(page) == []
    assert inspector(page).evaluate("it => it.scrollWidth <= it.clientWidth"), "a wide equation scrolls by itself"
