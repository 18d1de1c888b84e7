"""The flow: every matrix in its place, dead neurons in plain sight, provenance, keys, scales, folding, pooling."""

import re
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hand import eventually, focus, settle

QUANTITIES = [
    "weights",
    "bias",
    "preactivation",
    "activation",
    "derivative",
    "delta",
    "weight_gradient",
    "bias_gradient",
]
Spec = dict[str, Any]
SIDES: tuple[Literal["x", "y", "width", "height"], ...] = ("x", "y", "width", "height")


def spec(layers: list[Spec], data: Spec, loss: str = "cross_entropy") -> Spec:
    return {
        "network": {"layers": layers, "seed": 3},
        "data": data,
        "loss": loss,
        "reduction": "mean",
        "precision": "float64",
    }


def relu(units: int, **more: Any) -> Spec:
    return {"units": units, "activation": "relu", "initializer": "he_normal", **more}


SOFTMAX: Spec = {"units": 3, "activation": "softmax", "initializer": "glorot_uniform"}
#: A 4-8-8-3 network with 32 examples, of whose second layer half is dead.
USUAL = spec(
    [relu(8), relu(8, bias_initializer={"name": "constant", "scale": -1.0}), SOFTMAX],
    {"dataset": "iris", "size": 32, "seed": 0},
)


def show(page: Page, ready: Any, wanted: Spec) -> None:
    """Puts another spec in the place of the one on the page, as opening a file does."""
    page.evaluate(
        "wanted => import(document.baseURI + 'js/actions/editing.js').then(m => m.edit(() => wanted))", wanted
    )
    ready.wait(page)
    settle(page)


def heatmap(page: Page, layer: int, quantity: str) -> Locator:
    return page.locator(f'#flow [data-layer="{layer}"][data-quantity="{quantity}"]')


def mark(page: Page, layer: int, unit: int) -> Locator:
    return page.locator(f'#flow [data-layer="{layer}"][data-neuron="{unit}"]')


def overlap(page: Page, overlay: Locator, layer: int, trace: str) -> float:
    """The largest distance in pixels between an overlay's edges and those of the picture Plotly drew for it."""
    box = overlay.bounding_box()
    assert box is not None
    drawn: dict[str, float] = page.evaluate(
        """([layer, trace]) => {
             const figure = document.querySelector(`#layer-${layer}`).closest('section').querySelector('.figure');
             const index = figure.data.findIndex(one => one.name === trace);
             const image = figure.querySelectorAll('.heatmaplayer image')[index];
             const {x, y, width, height} = image.getBoundingClientRect();
             return {x, y, width, height};
           }""",
        [layer, trace],
    )
    return max(abs(box[side] - drawn[side]) for side in SIDES)


def test_the_exercise_is_read_off_the_page(page_at: Any, ready: Any) -> None:
    page = page_at()
    assert ready.values(page, 2, "activation") == [["0.8176"], ["0.1824"]]
    assert ready.values(page, 2, "delta") == [["-0.1824"], ["0.1824"]]
    assert ready.values(page, 2, "weight_gradient") == [["0", "-0.2736", "0"], ["0", "0.2736", "0"]]
    assert ready.values(page, 1, "delta") == [["0"], ["-0.1824"], ["0"]]
    assert ready.values(page, 0, "input") == [["1"], ["2"]]
    assert page.locator('#flow [data-layer="1"][data-status="dead"]').count() == 2
    for unit in (0, 2):
        expect(mark(page, 1, unit)).to_have_attribute("data-status", "dead")
    words = page.locator("#flow .why").first
    expect(words).to_contain_text("off on the only example: add examples to tell sparsity from death")
    expect(words).to_contain_text("columns of ∇W⁽¹⁾ too")


def test_every_quantity_has_its_place_and_a_caption(page_at: Any) -> None:
    page = page_at()
    for quantity in QUANTITIES:
        expect(heatmap(page, 1, quantity)).to_be_visible()
        expect(heatmap(page, 1, quantity)).to_have_attribute("tabindex", "0")
    expect(heatmap(page, 2, "derivative")).to_be_hidden()
    label = heatmap(page, 2, "weight_gradient").get_attribute("aria-label")
    assert label == "∇W⁽¹⁾, gradient of the weights into layer 2, 2 × 3, from −0.2736 to 0.2736"


def test_a_dead_neuron_is_hatched_through_its_layer_and_in_the_next(page_at: Any) -> None:
    page = page_at()
    for quantity in QUANTITIES:
        expect(heatmap(page, 1, quantity).locator(".hatch")).to_have_count(2)
    expect(heatmap(page, 2, "weight_gradient").locator(".hatch")).to_have_count(2)
    expect(heatmap(page, 2, "weights").locator(".hatch")).to_have_count(0)
    assert page.locator("#flow .dead-words .chip").all_inner_texts() == ["dead"] * 4


def test_a_column_that_is_not_zero_is_not_hatched(page_at: Any, ready: Any) -> None:
    page = page_at()
    layers: list[Spec] = [
        {"weights": [[1.0], [1.0]], "bias": [20.0, -20.0], "activation": "relu6"},
        {"weights": [[1.0, 0.5], [-1.0, 2.0]], "activation": "softmax"},
    ]
    show(page, ready, spec(layers, {"inputs": [[0.5], [1.5]], "targets": [0, 1]}))
    expect(page.locator('#flow [data-layer="1"][data-status="dead"]')).to_have_count(2)
    expect(heatmap(page, 2, "weight_gradient").locator(".hatch")).to_have_count(1)
    expect(page.locator("#flow .why").first).to_contain_text("of ∇W⁽¹⁾ column 1")


def test_overlays_lie_on_plotlys_cells_to_the_pixel(page_at: Any, ready: Any) -> None:
    page = page_at()
    show(page, ready, USUAL)
    for layer in (1, 2):
        for quantity in QUANTITIES:
            assert overlap(page, heatmap(page, layer, quantity), layer, quantity) < 0.6, (layer, quantity)
    assert overlap(page, heatmap(page, 0, "input"), 1, "below") < 0.6


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (2560, 1440)])
def test_a_4_8_8_3_network_is_seen_whole(page_at: Any, ready: Any, width: int, height: int) -> None:
    page = page_at(width, height)
    show(page, ready, USUAL)
    room = page.locator("#flow .scroller").evaluate(
        "it => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]"
    )
    assert room[0] <= 0, room
    assert room[1] <= 0, room


def test_one_example_or_the_batch(page_at: Any, ready: Any) -> None:
    page = page_at()
    show(page, ready, USUAL)
    expect(page.locator("#flow [data-inactive]")).to_have_count(0)
    assert "8 × 32" in str(heatmap(page, 1, "delta").get_attribute("aria-label"))
    before = heatmap(page, 1, "weight_gradient").get_attribute("aria-label")
    page.get_by_role("button", name="Next example").click()
    expect(page.get_by_role("button", name="batch", exact=True)).to_have_attribute("aria-pressed", "false")
    expect(heatmap(page, 1, "delta")).to_have_attribute("aria-label", re.compile("8 × 1,"))
    expect(heatmap(page, 1, "weight_gradient")).not_to_have_attribute("aria-label", str(before))
    field = page.get_by_label("Example, counted from 0")
    expect(field).to_have_value("0")
    field.fill("7")
    field.press("Enter")
    page.locator("#flow [data-inactive]").first.wait_for()
    expect(page.locator('#flow [data-inactive][data-status="dead"]')).to_have_count(0)
    page.get_by_role("button", name="batch", exact=True).click()
    expect(page.locator("#flow [data-inactive]")).to_have_count(0)


def test_with_one_example_there_is_nothing_to_choose(page_at: Any) -> None:
    page = page_at()
    expect(page.get_by_role("button", name="batch", exact=True)).to_be_hidden()
    expect(page.get_by_role("group", name="Example or batch")).to_contain_text("the only one")


SCALES = (
    "() => [...document.querySelectorAll('#flow .figure')].flatMap(it => it.data.map(one => [one.zmin, one.zmax]))"
)


def test_each_matrix_has_its_scale_or_all_share_one(page_at: Any) -> None:
    page = page_at()
    each = page.evaluate(SCALES)
    assert all(low == -high for low, high in each)
    assert len({high for _, high in each}) > 1
    page.get_by_label("shared").check()
    expect(page.locator("#flow .ramp-legend")).to_have_text("−33")
    eventually(page, lambda: all(half == [-3, 3] for half in page.evaluate(SCALES)), "the scales differ")


def test_pointing_at_a_cell_marks_what_it_was_made_from_without_redrawing(page_at: Any, ready: Any) -> None:
    page = page_at()
    show(page, ready, USUAL)
    page.evaluate(
        """() => { window.draws = 0; const react = Plotly.react;
                 Plotly.react = (...all) => (window.draws++, react(...all)); }"""
    )
    cell = heatmap(page, 2, "weight_gradient")
    box = cell.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 5.5 / 8, box["y"] + box["height"] * 4.5 / 8)
    expect(heatmap(page, 2, "delta").locator(".made-from")).to_have_count(1)
    strip = heatmap(page, 2, "input").locator(".made-from")
    expect(strip).to_have_count(1)
    expect(heatmap(page, 1, "activation").locator(".made-from")).to_have_count(1)
    expect(heatmap(page, 1, "weights").locator(".made-from")).to_have_count(0)
    expect(page.locator("#flow .readout")).to_contain_text("∇W⁽¹⁾ row 4, column 5: ")
    column = strip.bounding_box()
    assert column is not None
    assert abs(column["x"] + column["width"] / 2 - box["x"] - box["width"] * 5.5 / 8) < 1.5
    page.mouse.move(5, 5)
    expect(page.locator("#flow .made-from")).to_have_count(0)
    assert page.evaluate("window.draws") == 0


def test_cells_are_walked_with_the_keyboard_and_read_aloud(page_at: Any) -> None:
    page = page_at()
    live = page.locator("#live")
    focus(heatmap(page, 1, "weight_gradient"))
    page.keyboard.press("ArrowDown")
    expect(live).to_have_text("∇W⁽⁰⁾ row 1, column 0: −0.1824")
    page.keyboard.press("End")
    expect(live).to_have_text("∇W⁽⁰⁾ row 1, column 1: −0.3649")
    expect(heatmap(page, 1, "weight_gradient").locator(".cursor")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#inspector h3")).to_contain_text("row 1, column 1")
    page.keyboard.press("Alt+ArrowRight")
    expect(heatmap(page, 1, "bias_gradient")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(heatmap(page, 1, "bias")).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    expect(heatmap(page, 1, "weights")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(heatmap(page, 0, "input")).to_be_focused()
    focus(heatmap(page, 1, "activation"))
    page.keyboard.press("Alt+ArrowRight")
    expect(heatmap(page, 2, "weights")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#layer-2")).to_be_focused()
    expect(page.locator("#flow .cursor:visible")).to_have_count(0)


def test_the_rail_is_one_tab_stop_walked_with_arrows(page_at: Any) -> None:
    page = page_at()
    expect(page.locator('#flow [data-layer="1"][data-neuron][tabindex="0"]')).to_have_count(1)
    focus(mark(page, 1, 0))
    page.keyboard.press("ArrowDown")
    expect(mark(page, 1, 1)).to_be_focused()
    page.keyboard.press("End")
    expect(mark(page, 1, 2)).to_be_focused()
    expect(mark(page, 1, 2)).to_have_attribute("aria-label", "neuron 2: dead (off on the only example)")
    page.keyboard.press("Enter")
    expect(mark(page, 1, 2)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#inspector h3")).to_have_text("neuron 2, layer 1")
    expect(page.locator('#flow [data-layer="1"][data-neuron][tabindex="0"]')).to_have_count(1)


def test_a_deep_network_opens_around_the_layer_in_focus(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "vanishing")
    expect(page.locator("#flow .block:not(.folded)")).to_have_count(3)
    expect(page.locator("#flow .block.folded")).to_have_count(9)
    expect(page.locator('#flow .block.folded [data-layer="7"][data-neuron]')).to_have_count(8)
    button = page.locator('#flow section[aria-label="layer 7, folded"] .unfold')
    expect(button).to_have_attribute("title", re.compile(r"‖∇W⁽⁶⁾‖ = 0\.000\d+"))
    button.press("Enter")
    expect(page.locator("#layer-7")).to_be_in_viewport()
    assert page.locator("#flow .block h3").all_inner_texts() == [
        f"layer {layer} · sigmoid · 8 units" for layer in (6, 7, 8)
    ]
    expect(page.locator("#summary")).to_contain_text("vanishes towards the input")


def test_large_layers_are_pooled_and_keep_a_mark_for_every_neuron(page_at: Any, ready: Any) -> None:
    page = page_at()
    layers = [relu(300, bias_initializer={"name": "constant", "scale": -2.0}), SOFTMAX]
    show(page, ready, spec(layers, {"dataset": "iris", "size": 150}))
    marks = page.locator('#flow [data-layer="1"][data-neuron]')
    expect(marks).to_have_count(300)
    dead = page.locator('#flow [data-layer="1"][data-status="dead"]')
    assert dead.count() > 10
    sizes = dead.locator("svg").evaluate_all("all => all.map(it => it.getBoundingClientRect().width)")
    assert set(sizes) == {14}
    label = str(heatmap(page, 1, "delta").get_attribute("aria-label"))
    assert "300 × 150" in label
    assert "each cell is the largest of 3 × 2" in label
    assert page.locator("#flow .scroller").evaluate("it => it.scrollHeight > it.clientHeight")
    focus(heatmap(page, 1, "delta"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#live")).to_contain_text("δ⁽¹⁾ rows 3–5, examples 0–1")


def test_numbers_that_are_not_finite_are_crossed_out_and_counted(page_at: Any, ready: Any) -> None:
    page = page_at(1920, 1080)
    layers: list[Spec] = [
        {"weights": [[1e200], [-1e200]], "activation": "identity"},
        {"weights": [[1e200, 0.0], [1e200, 0.0]], "activation": "identity"},
        {"weights": [[1.0, -1.0], [1.0, 1.0]], "activation": "softmax"},
    ]
    show(page, ready, spec(layers, {"inputs": [[1.0]], "targets": [0]}))
    label = str(heatmap(page, 3, "preactivation").get_attribute("aria-label"))
    assert "2 not finite (NaN crossed out, ∞ ▲, −∞ ▼)" in label
    expect(heatmap(page, 3, "preactivation").locator("canvas.glyphs")).to_be_visible()
    assert ready.values(page, 3, "preactivation") == [["NaN"], ["∞"]]
    expect(page.locator("#summary")).to_contain_text("Not finite: first in z̃⁽²⁾")
    expect(mark(page, 3, 0)).to_have_attribute("data-status", "unknown")


def test_on_a_phone_layers_stack_and_nothing_is_cut_off(page_at: Any, ready: Any) -> None:
    page = page_at(390, 844)
    show(page, ready, USUAL)
    tops = [(page.locator(f"#layer-{layer}").bounding_box() or {"y": 0.0})["y"] for layer in (1, 2, 3)]
    assert tops == sorted(tops)
    assert tops[1] > tops[0] + 200
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("#flow .scroller").evaluate("it => it.scrollWidth <= it.clientWidth")
    assert page.locator('#flow [data-status="dead"]').count() > 1


def test_pictures_out_of_sight_are_drawn_when_they_come_into_sight(page_at: Any, ready: Any) -> None:
    page = page_at(390, 844)
    show(page, ready, USUAL)
    last = page.locator("#flow .block").last
    last.scroll_into_view_if_needed()
    expect(last.locator(".heatmaplayer image").first).to_be_attached()


@pytest.mark.parametrize("width", [390, 1440])
def test_on_paper_the_layers_stand_under_each_other_whole(page_at: Any, ready: Any, width: int) -> None:
    page = page_at(width, 844, "dark")
    show(page, ready, USUAL)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 657, "height": 986})
    for other in ("#inspector", "#network", "#header .tabs", "#flow .flow-tools button", "#flow .readout"):
        expect(page.locator(other).first).to_be_hidden()
    expect(page.locator("#flow .printed")).to_have_text("batch of 32 examples")
    expect(page.locator(".ramp")).to_have_css("print-color-adjust", "exact")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    tops = [(page.locator(f"#layer-{layer}").bounding_box() or {"y": 0.0})["y"] for layer in (1, 2, 3)]
    assert tops[0] < tops[1] - 200
    assert tops[1] < tops[2] - 200
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    cut = "all => all.filter(it => it.scrollWidth > it.clientWidth || it.scrollHeight > it.clientHeight).length"
    assert page.locator(":is(#flow, #flow .scroller, #summary)").evaluate_all(cut) == 0
    expect(page.locator("#flow .block .figure:has(.heatmaplayer image)")).to_have_count(3)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.set_viewport_size({"width": 1440, "height": 844})
    expect(page.locator("#flow .blocks")).not_to_have_class(re.compile("stacked"))
