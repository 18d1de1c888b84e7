"""The life chart: who is alive at which step, and who died of what, by pointer and by keys."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hand import focus
from tests.browser.training import SGD, fragment
from tests.browser.training import run as trained

DYING = "dying_learning_rate"


@pytest.fixture
def dying(page_at: Any) -> Page:
    """A run in which seven of eight units of layer 1 die, beside one in which none does."""
    page: Page = page_at()
    page.locator("#preset-button").click()
    page.locator(f'[data-preset="{DYING}"]').click()
    expect(page.locator(".run-words")).to_have_count(2)
    for words in page.locator(".run-words").all():
        expect(words).to_contain_text("steps done")
    return page


def rows(page: Page, run: str = "run") -> Locator:
    return page.locator(f'.life-rows[data-run="{run}"]')


def scrub(page: Page, key: str) -> None:
    page.locator("#train input[type=range]").press(key)


def at(page: Page, step: int) -> None:
    expect(page.locator("#train input[type=range]")).to_have_attribute("aria-valuetext", f"step {step} of 60")


def dead_of(page: Page, layer: int) -> int:
    return page.locator(f'#flow [data-layer="{layer}"][data-status="dead"][data-neuron]').count()


def test_the_names_of_the_layers_count_the_dead_of_the_step(dying: Page) -> None:
    for key, step in (("Home", 0), ("End", 60)):
        scrub(dying, key)
        at(dying, step)
        expect(rows(dying).locator(".life-name").first).to_have_attribute("data-dead", str(dead_of(dying, 1)))
    assert dead_of(dying, 1) == 7
    expect(rows(dying, "other").locator(".life-name").first).to_have_attribute("data-dead", "0")


def test_a_death_in_the_list_leads_to_its_step_and_its_neuron(dying: Page) -> None:
    for item in dying.locator(".life-item").all():
        step, unit = int(item.get_attribute("data-step") or 0), item.get_attribute("data-unit")
        item.click()
        at(dying, step)
        mark = dying.locator(f'#flow [data-layer="1"][data-neuron="{unit}"]').first
        expect(mark).to_have_attribute("data-status", "dead")
        expect(dying.locator("#inspector")).to_contain_text(f"neuron {unit}, layer 1")
        expect(dying.locator(".life-words")).to_contain_text(f"Unit {unit} of layer 1 died at step {step}")
        scrub(dying, "ArrowLeft")
        at(dying, step - 1)
        expect(mark).not_to_have_attribute("data-status", "dead")


def test_a_click_on_an_edge_says_what_the_unit_died_of(dying: Page) -> None:
    item = dying.locator(".life-item").first
    step, unit = int(item.get_attribute("data-step") or 0), int(item.get_attribute("data-unit") or 0)
    scrub(dying, "End")
    rows(dying).scroll_into_view_if_needed()
    name = rows(dying).locator(".life-name").first.bounding_box()
    band = rows(dying).locator(".life-band").first.bounding_box()
    assert name is not None
    assert band is not None
    pitch = band["height"] / 8
    x = band["x"] + (step - 0.5 + 0.5) / 61 * band["width"] + 1
    dying.mouse.click(x, band["y"] + (unit + 0.5) * pitch)
    expect(dying.locator(".life-words")).to_contain_text(f"Unit {unit} of layer 1 died at step {step}")
    at(dying, step)


def test_the_keys_lead_from_death_to_death(dying: Page) -> None:
    scrub(dying, "Home")
    focus(rows(dying))
    steps = [int(item.get_attribute("data-step") or 0) for item in dying.locator(".life-item").all()]
    for step in steps:
        dying.keyboard.press("n")
        expect(dying.locator("#live")).to_contain_text(f"step {step}")
    dying.keyboard.press("Enter")
    at(dying, steps[-1])
    expect(dying.locator(".life-words")).to_contain_text(f"died at step {steps[-1]}")
    dying.keyboard.press("p")
    dying.keyboard.press("Enter")
    at(dying, steps[-2])


def test_dead_and_active_rows_look_different(dying: Page) -> None:
    """Unit 1 of layer 1 is the one that lives on; in the last column every other row is hatched."""
    rows(dying).scroll_into_view_if_needed()
    inks = (
        rows(dying)
        .locator(".life-band")
        .first.evaluate(
            """band => {
          const canvas = band.querySelector('canvas');
          const height = canvas.height / 8;
          const context = canvas.getContext('2d');
          const { data } = context.getImageData(Math.floor(canvas.width * 0.8), 0, 12, canvas.height);
          const pixels = new Uint32Array(data.buffer);
          const colours = row => {
            const from = Math.round(row * height);
            return new Set(pixels.slice(12 * from, 12 * (from + Math.floor(height) - 1))).size;
          };
          return Array.from({ length: 8 }, (_, row) => colours(row));
        }"""
        )
    )
    alive = [unit for unit, found in enumerate(inks) if found == 1]
    assert len(alive) == 1
    scrub(dying, "End")
    at(dying, 60)
    mark = dying.locator(f'#flow [data-layer="1"][data-neuron="{alive[0]}"]').first
    expect(mark).to_have_attribute("data-status", "active")


def test_before_a_run_it_says_what_will_be_seen(page_at: Any) -> None:
    page = page_at()
    page.locator('.tab[data-view="train"]').click()
    expect(page.locator(".lives-empty")).to_contain_text("A row for each neuron")
    expect(page.locator(".life-rows").first).to_be_hidden()


def test_the_words_stay_in_sight_of_the_list(dying: Page) -> None:
    item = dying.locator(".life-item").last
    item.scroll_into_view_if_needed()
    item.click()
    expect(dying.locator(".life-words")).to_contain_text(f"died at step {item.get_attribute('data-step')}")
    words, transport = dying.locator(".life-words").bounding_box(), dying.locator(".transport").bounding_box()
    pressed = item.bounding_box()
    assert words is not None
    assert transport is not None
    assert pressed is not None
    assert words["y"] >= transport["y"] + transport["height"] - 1
    assert words["y"] + words["height"] <= pressed["y"] + 1


def test_a_click_in_the_second_chart_shows_the_second_run(dying: Page) -> None:
    scrub(dying, "Home")
    rows(dying, "other").scroll_into_view_if_needed()
    band = rows(dying, "other").locator(".life-band").first.bounding_box()
    assert band is not None
    dying.mouse.click(band["x"] + (30 + 0.5) / 61 * band["width"], band["y"] + 3.5 * band["height"] / 8)
    expect(dying.locator('input[name="shown-run"][value="other"]')).to_be_checked()
    at(dying, 30)
    expect(dying.locator("#inspector")).to_contain_text("neuron 3, layer 1")
    expect(dying.locator('#flow [data-layer="1"][data-neuron="3"]').first).not_to_have_attribute(
        "data-status", "dead"
    )


def test_dragging_goes_through_the_steps(dying: Page) -> None:
    """In the life chart and in the charts alike, on one axis of steps."""
    for surface in (
        rows(dying).locator(".life-band").first,
        dying.locator('.chart[data-chart="loss"] .chart-picture'),
    ):
        surface.scroll_into_view_if_needed()
        box = surface.bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        dying.mouse.move(box["x"] + (10 + 0.5) / 61 * box["width"], y)
        dying.mouse.down()
        for step in (20, 35, 47):
            dying.mouse.move(box["x"] + (step + 0.5) / 61 * box["width"], y, steps=3)
            at(dying, step)
        dying.mouse.up()
        at(dying, 47)


def test_the_keys_go_to_any_neuron_at_any_step(dying: Page) -> None:
    scrub(dying, "End")
    focus(rows(dying))
    for key in ("ArrowDown", "ArrowLeft", "ArrowLeft"):
        dying.keyboard.press(key)
    expect(dying.locator("#live")).to_have_text("Unit 1 of layer 1 at step 58: active")
    dying.keyboard.press("Enter")
    at(dying, 58)
    expect(dying.locator("#inspector")).to_contain_text("neuron 1, layer 1")
    expect(dying.locator(".life-words")).to_contain_text("Choose a ▼")


def test_where_not_every_step_is_recorded_a_death_leads_to_the_next_that_is(dying: Page) -> None:
    steps = {int(item.get_attribute("data-step") or 0) for item in dying.locator(".life-item").all()}
    dying.locator(".train-settings > summary").click()
    field = dying.get_by_label("record every")
    field.fill("7")
    field.press("Enter")
    # Right after the end of a run the button does not start another one by mistake.
    dying.wait_for_function("since => performance.now() > since + 400", arg=dying.evaluate("performance.now()"))
    dying.get_by_role("button", name="Start", exact=True).click()
    expect(rows(dying)).to_have_attribute("aria-label", re.compile("10 recorded steps. 7 deaths in 60 steps"))
    items = dying.locator(".life-item")
    expect(items).to_have_count(7)
    assert {int(item.get_attribute("data-step") or 0) for item in items.all()} == steps
    item = items.last
    step, unit = int(item.get_attribute("data-step") or 0), item.get_attribute("data-unit")
    item.click()
    at(dying, min(60, -(-step // 7) * 7))
    expect(dying.locator(".life-words")).to_contain_text(f"Unit {unit} of layer 1 died at step {step}")
    mark = dying.locator(f'#flow [data-layer="1"][data-neuron="{unit}"]').first
    expect(mark).to_have_attribute("data-status", "dead")


def test_where_a_run_leaves_the_finite_numbers_its_chart_ends(page_at: Any) -> None:
    page = page_at()
    page.locator("#preset-button").click()
    page.locator('[data-preset="exploding_training"]').click()
    chart = page.locator(".life-chart").first
    expect(chart.locator(".life-overview")).to_contain_text("it left the finite numbers")
    expect(chart.locator(".guide.ended").first).to_have_css("border-left-style", "double")
    band, end = chart.locator(".life-band").first.bounding_box(), chart.locator(".guide.ended").first.bounding_box()
    assert band is not None
    assert end is not None
    last = int(page.locator("#train input[type=range]").input_value())
    share = (end["x"] - band["x"]) / band["width"]
    assert 0 < share < 0.5, last
    expect(page.locator(".life-chart").nth(1).locator(".guide.ended").first).to_be_hidden()


def test_the_inspector_tells_what_became_of_a_neuron_in_the_run(dying: Page) -> None:
    dying.locator('.life-item[data-unit="0"]').click()
    told = dying.locator("#inspector .life-of")
    words = dying.locator(".life-words")
    expect(words).to_contain_text("Unit 0 of layer 1 died")
    expect(told).to_have_text(words.inner_text())
    step = int(dying.locator('.life-item[data-unit="0"]').get_attribute("data-step") or 0)
    scrub(dying, "ArrowLeft")
    expect(told).to_have_text(f"It has not died up to step {step - 1}. Later, it died at step {step}.")
    scrub(dying, "End")
    expect(told).to_contain_text(f"Unit 0 of layer 1 died at step {step}: ")
    dying.locator(".standing input").nth(1).check()
    expect(told).to_have_text("It has not died.")


def test_the_chart_of_each_run_says_whose_neuron_it_speaks_of(dying: Page) -> None:
    dying.locator('.life-item[data-unit="0"]').click()
    first, second = dying.locator(".life-readout").all()
    expect(first).to_have_text(re.compile(r"^Learning rate 10 · Unit 0 of layer 1 at step \d+: dead\.$"))
    expect(second).to_have_text(re.compile(r"^Learning rate 1 · Unit 0 of layer 1 at step \d+: active\.$"))


def test_on_a_phone_a_death_is_told_in_the_sheet_which_escape_closes(page_at: Any) -> None:
    page = page_at(390, 844)
    page.locator("#preset-button").click()
    page.locator(f'[data-preset="{DYING}"]').click()
    expect(page.locator(".run-words").nth(1)).to_contain_text("steps done")
    page.locator('.life-item[data-unit="0"]').click()
    told = page.locator("#inspector .life-of")
    expect(told).to_be_in_viewport()
    expect(told).to_contain_text("Unit 0 of layer 1 died at step")
    page.keyboard.press("Escape")
    expect(page.locator("#shell")).to_have_attribute("data-inspector", "closed")
    expect(told).not_to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (1024, 768)])
def test_the_page_itself_never_scrolls(page_at: Any, width: int, height: int) -> None:
    """Each part does by itself; nothing in one of them makes the page longer than the window."""
    page = page_at(width, height)
    page.locator("#preset-button").click()
    page.locator(f'[data-preset="{DYING}"]').click()
    expect(page.locator(".run-words").nth(1)).to_contain_text("steps done")
    page.locator('.life-item[data-unit="0"]').click()
    page.locator(".train-settings > summary").click()
    page.locator("#train-interference > summary").click()
    expect(page.locator(".interference-summary").first).to_contain_text("Step")
    assert page.evaluate("document.scrollingElement.scrollHeight") == height


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_wheel_over_the_life_chart_scrolls_what_is_around_it(page_at: Any, width: int, height: int) -> None:
    page = page_at(width, height, path=fragment(SGD))
    trained(page)
    chart = page.locator(".life-scroller").first
    assert chart.evaluate("it => it.scrollHeight <= it.clientHeight"), "it has nothing to scroll itself"
    chart.scroll_into_view_if_needed()
    chart.hover()
    where = "() => document.querySelector('#train').scrollTop + document.scrollingElement.scrollTop"
    before = page.evaluate(where)
    page.mouse.wheel(0, 120 if before == 0 else -120)
    page.wait_for_function(f"before => ({where})() !== before", arg=before)
