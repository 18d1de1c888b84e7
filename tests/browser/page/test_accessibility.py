"""No violation that axe-core finds, in both themes, in each state of the page; and everything without a mouse."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import focus

AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found]


def heatmap(page: Page, layer: int, quantity: str) -> Any:
    return page.locator(f'#flow [data-layer="{layer}"][data-quantity="{quantity}"]')


@pytest.mark.parametrize("theme", ["light", "dark"])
class TestAxe:
    def test_as_it_opens(self, page_at: Any, theme: str) -> None:
        assert violations(page_at(theme=theme)) == []

    def test_with_a_neuron_chosen(self, page_at: Any, theme: str) -> None:
        page = page_at(theme=theme)
        page.locator('#flow [data-layer="1"][data-neuron="0"]').click()
        expect(page.locator("#inspector h3")).to_have_text("neuron 0, layer 1")
        assert violations(page) == []

    def test_with_a_cell_chosen_and_its_origins_marked(self, page_at: Any, theme: str) -> None:
        page = page_at(theme=theme)
        focus(heatmap(page, 1, "delta"))
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#inspector .equation math").first).to_be_visible()
        assert violations(page) == []

    def test_with_a_table_open(self, page_at: Any, theme: str) -> None:
        page = page_at(theme=theme)
        focus(heatmap(page, 1, "weights"))
        page.keyboard.press("t")
        expect(page.locator("#table .enlarged .heatmaplayer image")).to_have_count(1)
        assert violations(page) == []

    @pytest.mark.parametrize(
        "preset", ["relu_sparsity", "dead_layer", "starved_neuron", "vanishing", "exploding", "born_dead"]
    )
    def test_each_kind_of_network(self, page_at: Any, ready: Any, theme: str, preset: str) -> None:
        page = page_at(theme=theme)
        ready.preset(page, preset)
        assert violations(page) == []

    def test_one_example_on_a_shared_scale(self, page_at: Any, ready: Any, theme: str) -> None:
        page = page_at(theme=theme)
        ready.preset(page, "iris")
        page.get_by_role("button", name="Next example").click()
        page.get_by_label("shared").check()
        ready.wait(page)
        assert violations(page) == []

    @pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
    def test_training(self, page_at: Any, theme: str, width: int, height: int) -> None:
        page = page_at(width, height, theme)
        page.get_by_role("button", name="Train", exact=True).click()
        page.locator('[data-pointer="/what_if"]').select_option("initializer")
        assert violations(page) == []
        page.locator("#train").get_by_role("button", name="Start", exact=True).click()
        for words in page.locator("#train .run-words").all():
            expect(words).to_contain_text("steps done")
        page.locator('#flow [data-layer="1"][data-neuron="0"]').click()
        expect(page.locator("#inspector h3")).to_have_text("neuron 0, layer 1")
        assert violations(page) == []

    @pytest.mark.parametrize("preset", ["dying_learning_rate", "exploding_training", "interference"])
    def test_two_runs_side_by_side(self, page_at: Any, theme: str, preset: str) -> None:
        page = page_at(theme=theme)
        page.locator("#preset-button").click()
        page.locator(f'[data-preset="{preset}"]').click()
        expect(page.locator(".run-words")).to_have_count(2)
        for words in page.locator(".run-words").all():
            expect(words).to_contain_text(re.compile("steps done|Left the finite numbers"))
        expect(page.locator(".surface")).to_have_count(2)
        assert violations(page) == []

    @pytest.mark.parametrize(("width", "height"), [(1024, 768), (390, 844)])
    def test_narrow(self, page_at: Any, ready: Any, theme: str, width: int, height: int) -> None:
        page = page_at(width, height, theme)
        ready.preset(page, "relu_sparsity")
        page.locator('#flow [data-layer="1"][data-neuron="0"]').click()
        expect(page.locator("#inspector h3")).to_have_text("neuron 0, layer 1")
        assert violations(page) == []


def test_from_the_skip_link_to_a_dead_neurons_words_without_a_mouse(page_at: Any) -> None:
    page = page_at()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.neuron !== undefined"):
            break
    expect(page.locator('#flow [data-layer="1"][data-neuron="0"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#inspector")).to_contain_text("off on the only example")


def test_the_focus_is_always_seen(page_at: Any) -> None:
    page = page_at()
    focus(page.get_by_role("button", name="Check gradients"))
    for _ in range(30):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
                        return [style.outlineStyle, style.outlineWidth]; }"""
        )
        assert outline[0] != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert outline[1] != "0px"


def test_no_status_is_told_by_colour_alone(page_at: Any) -> None:
    page = page_at()
    shapes = page.locator("#flow .legend path").evaluate_all("all => all.map(it => it.getAttribute('d'))")
    fills = page.locator("#flow .legend path").evaluate_all("all => all.map(it => it.getAttribute('class'))")
    assert len(set(zip(shapes, fills, strict=True))) == 7
    assert page.locator("#flow .legend li").all_inner_texts() == [
        "active",
        "inactive",
        "dead",
        "starved",
        "saturated",
        "settled",
        "unknown",
    ]
    for one in page.locator("#flow [data-neuron]").all():
        assert str(one.get_attribute("data-status")) in str(one.get_attribute("aria-label"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_notice_can_be_seen_and_dismissed(page_at: Any, theme: str) -> None:
    page = page_at(theme=theme)
    share = page.get_by_role("button", name="Share")
    share.click()
    assert violations(page) == []
    # The notice leaves by itself after some seconds, which the above may take on a busy machine.
    share.click()
    button = page.get_by_role("button", name="Dismiss")
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    colours = "it => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor]"
    notice = page.locator("#notice").evaluate(colours)
    assert button.evaluate(colours) == [notice[0], "rgba(0, 0, 0, 0)"]
    button.click()
    expect(page.locator("#notice")).to_be_empty()


def test_a_question_mark_opens_the_help_but_not_while_typing(page_at: Any) -> None:
    page = page_at()
    page.keyboard.press("?")
    help_ = page.locator("#help")
    expect(help_).to_be_visible()
    expect(help_.locator("kbd", has_text="?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    field = page.locator('[data-pointer="/network/layers/0/weights/0/0"]')
    focus(field)
    page.keyboard.type("?")
    expect(field).to_have_value("?")
    expect(help_).to_be_hidden()
    page.keyboard.press("Escape")
    focus(heatmap(page, 1, "weights"))
    page.keyboard.press("t")
    expect(page.locator("#table")).to_be_visible()
    page.keyboard.press("?")
    expect(help_).to_be_hidden()


@pytest.mark.parametrize("width", [360, 390, 767])
@pytest.mark.parametrize("view", ["explore", "practice", "train"])
def test_on_a_phone_the_header_has_two_rows(page_at: Any, width: int, view: str) -> None:
    page = page_at(width, 844)
    page.locator(f'.tab[data-view="{view}"]').click()
    expect(page.locator(f'.tab[data-view="{view}"]')).to_have_attribute("aria-current", "page")
    boxes = [
        one.bounding_box() for one in page.locator("#header :is(.tab, .tools button)").all() if one.is_visible()
    ]
    assert len({round((box["y"] + box["height"] / 2) / 20) for box in boxes if box}) == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
