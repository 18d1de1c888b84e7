"""A number is never cut: it has fewer digits where there is little room, and always its exponent; or it wraps."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.training import link

Entry = Callable[[int, int, int], float]
SIZES = [(1440, 900), (1024, 768), (390, 844), (960, 540)]


def network(sizes: list[int], entry: Entry, activation: str = "tanh") -> dict[str, Any]:
    """A request whose numbers are those of a rule: of a layer (0 the inputs, −1 the targets), a row, a column."""
    layers = [
        {
            "weights": [[entry(above, i, j) for j in range(below)] for i in range(units)],
            "bias": [entry(above, i, below) for i in range(units)],
            "activation": activation if above < len(sizes) - 1 else "identity",
        }
        for above, (below, units) in enumerate(pairwise(sizes), start=1)
    ]
    rows = {
        "inputs": [[entry(0, n, j) for j in range(sizes[0])] for n in range(2)],
        "targets": [[entry(-1, n, j) for j in range(sizes[-1])] for n in range(2)],
    }
    return {"network": {"layers": layers, "seed": 0}, "data": rows, "loss": "mean_squared_error"}


def signed(i: int, j: int) -> float:
    """Four digits and more, of both signs."""
    return float((-1) ** (i + j)) * (1.2347 + 0.731 * i + 0.3119 * j)


TINY = network([3, 4, 3, 2], lambda _, i, j: signed(i, j) * 1e-21)
HUGE = network([3, 4, 3, 2], lambda layer, i, j: signed(i, j) * (1e30 if layer < 1 else 1e7), "relu")
NEGATIVE = network([3, 4, 3, 2], lambda _, i, j: -0.00123456789 - 0.000731 * i - 0.0003119 * j)
DEEP = network([3, *[4] * 11, 2], lambda _, i, j: signed(i, j) * 1e-9)
NARROW = network([2, 2, 1], lambda _, i, j: signed(i, j) * 1e-105)
STATES = {"tiny": TINY, "huge": HUGE, "negative": NEGATIVE, "deep": DEEP, "narrow": NARROW}

CUT = """() => {
  const hasNumber = /[0-9∞]/;
  const found = [];
  const clipping = (element) => {
    for (let one = element; one && one !== document.body; one = one.parentElement) {
      const { overflowX } = getComputedStyle(one);
      if (overflowX === 'hidden' || overflowX === 'clip') return one;
      if (overflowX !== 'visible') return null;
    }
    return null;
  };
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('svg, canvas, math, .visually-hidden, .js-plotly-plot, select')) continue;
    if (!element.checkVisibility()) continue;
    if (element instanceof HTMLInputElement) {
      const wide = element.scrollWidth > element.clientWidth;
      if (wide && hasNumber.test(element.value)) found.push([element.dataset.pointer, element.value]);
      continue;
    }
    const clip = clipping(element)?.getBoundingClientRect();
    const cell = element.matches('.value') ? element.getBoundingClientRect() : clip;
    if (!cell) continue;
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !hasNumber.test(node.textContent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const isCut = box.right > cell.right + 0.5 || box.left < cell.left - 0.5;
        if (isCut) found.push([element.className, node.textContent]);
      }
    }
  }
  return found;
}"""

WHOLE = """selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility())
    .map(one => (one.value ?? one.textContent).replaceAll('−', '-'))"""


def whole(page: Page, selector: str) -> list[float]:
    """Numbers that are written: each as a whole, so that it can be read."""
    return [float(text.replace("∞", "inf")) for text in page.evaluate(WHOLE, selector) if text not in {"", "–"}]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("state", STATES)
def test_no_number_is_cut_in_explore(page_at: Any, state: str, width: int, height: int) -> None:
    page = page_at(width, height, path=link({**STATES[state], "open": 1}))
    if width < 1280:
        page.locator('[aria-controls="network"]').click()
    first = page.locator('[data-pointer="/network/layers/0/weights/0/0"]')
    first.scroll_into_view_if_needed()
    expect(first).not_to_have_value("")
    assert page.evaluate(CUT) == []
    # The order of magnitude is what a cut exponent would change.
    typed = STATES[state]["network"]["layers"][0]["weights"][0][0]
    assert whole(page, '[data-pointer="/network/layers/0/weights/0/0"]')[0] == pytest.approx(typed, rel=0.5)
    inputs = STATES[state]["data"]["inputs"]
    shown = whole(page, '[data-pointer^="/data/inputs/"]')
    assert shown == pytest.approx([value for row in inputs for value in row][: len(shown)], rel=0.5)
    assert len(whole(page, "#summary .norms .norm, .unfold .norm")) >= 2
    if width < 1280:
        page.locator('[aria-controls="network"]').click()
        assert page.evaluate(CUT) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("state", ["tiny", "deep", "narrow"])
def test_no_number_is_cut_in_the_inspector_and_the_table(page_at: Any, state: str, width: int, height: int) -> None:
    page = page_at(width, height, path=link(STATES[state]))
    page.locator('.heatmap[data-layer="2"][data-quantity="weight_gradient"]').click(position={"x": 4, "y": 4})
    expect(page.locator("#inspector .explained:not(.former) .equation").first).to_be_visible()
    assert page.evaluate(CUT) == []
    page.keyboard.press("Escape")
    page.locator(".label").nth(2).click()
    expect(page.locator(".sheet td:not(.gap, .corner)").first).to_be_visible()
    assert page.evaluate(CUT) == []
    assert len(whole(page, ".sheet td:not(.gap, .corner)")) >= 2


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("state", ["tiny", "huge", "deep"])
def test_no_number_is_cut_in_train(page_at: Any, state: str, width: int, height: int) -> None:
    training = {"optimizer": {"name": "sgd", "learning_rate": 1e-12}, "steps": 6}
    page = page_at(width, height, path=link({**STATES[state], "training": training, "view": "train"}))
    page.locator("#train").get_by_role("button", name="Start", exact=True).click()
    expect(page.locator(".run-words").first).not_to_be_empty()
    expect(page.locator(".scrubber .at")).to_be_visible()
    expect(page.locator(".chart-value b").first).not_to_have_text("–")
    page.locator(".step-table-details summary").click()
    assert page.evaluate(CUT) == []
    assert len(whole(page, '.chart-value b[data-chart="norm"]')) >= 1
    beyond = page.locator(".chart-plot").evaluate(
        """plot => [...plot.querySelectorAll('.ytick text')]
            .filter(it => it.getBoundingClientRect().left < plot.getBoundingClientRect().left - 0.5)
            .map(it => it.textContent)"""
    )
    assert beyond == []


@pytest.mark.parametrize("view", ["derivation", "practice"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_number_is_cut_in_the_other_views(page_at: Any, view: str, width: int, height: int) -> None:
    page = page_at(width, height, path=link({**TINY, "view": view}))
    if view == "practice":
        field = page.locator("#practice .grid-cell input").first
        field.fill("-1.23456789e-21")
        page.keyboard.press("Tab")
        assert whole(page, "#practice .grid-cell input") == pytest.approx([-1.23456789e-21], rel=0.01)
    else:
        expect(page.locator(".paper .equation").first).to_be_visible()
    assert page.evaluate(CUT) == []


def test_a_cell_prints_its_number_with_the_whole_exponent(page_at: Any) -> None:
    page = page_at(path=link(NARROW))
    cells = '#flow .heatmap[data-layer="1"][data-quantity="weights"] .value'
    expect(page.locator(cells).first).to_be_visible()
    assert whole(page, cells) == pytest.approx([signed(i, j) * 1e-105 for i in range(2) for j in range(2)], rel=0.5)


@pytest.mark.parametrize("terms", [2, 4, 12])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_an_equation_with_numbers_wraps_in_the_inspector(page_at: Any, terms: int, width: int, height: int) -> None:
    page = page_at(width, height, path=link(network([terms, 3, 2], lambda _, i, j: signed(i, j) / 10)))
    page.locator('.heatmap[data-layer="1"][data-quantity="preactivation"]').click(position={"x": 4, "y": 4})
    equations = page.locator("#inspector .explained:not(.former) .equation")
    expect(equations).to_have_count(4)
    assert equations.evaluate_all("all => all.every(it => it.scrollWidth <= it.clientWidth)")
    numbers = "it => [...it.querySelectorAll('mn')].filter(one => one.textContent.includes('.')).length"
    assert equations.nth(2).evaluate(numbers) == 2 * terms + 1, "every number stands there"
    # Each piece begins where a line may: no line runs out of the panel.
    right = page.locator("#inspector").evaluate("it => it.getBoundingClientRect().left + it.clientWidth")
    ends = equations.nth(2).locator("math").evaluate_all("all => all.map(it => it.getBoundingClientRect().right)")
    assert max(ends) <= right


SIDEWAYS = """() => [...document.querySelectorAll('html, #summary, #summary *, #network, #header')]
  .filter((it) => it.checkVisibility() && !it.closest('.visually-hidden') && it.scrollWidth > it.clientWidth)
  .filter((it) => it === document.documentElement || /auto|scroll/.test(getComputedStyle(it).overflowX))
  .map((it) => it.id || it.className || it.tagName)"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (960, 540)])
@pytest.mark.parametrize("panel", [False, True])
def test_the_page_does_not_scroll_sideways(page_at: Any, width: int, height: int, panel: bool) -> None:
    """On a phone nor does the summary, however many layers it tells of."""
    page = page_at(width, height, path=link(DEEP))
    if panel:
        page.locator('[aria-controls="network"]').click()
    expect(page.locator("#summary .status-counts")).to_contain_text("0 of 4")
    assert page.evaluate(SIDEWAYS) in ([[]] if width < 768 else [[], ["summary"]])
