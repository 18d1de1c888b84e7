"""The presets that are to be trained show what their names say, read from the page."""

import re
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect

ENDED = re.compile(r"All \d+ steps done|Left the finite numbers")
BOTH_ENDED = [ENDED, ENDED]


def chosen(page: Page, name: str) -> Locator:
    """The Train view once a preset's runs are over; the preset chosen by mouse."""
    page.locator("#preset-button").click()
    page.locator(f'[data-preset="{name}"]').click()
    return ended(page)


def ended(page: Page) -> Locator:
    """The Train view once both runs are over."""
    train = page.locator("#train")
    expect(train).to_be_visible()
    expect(train.locator(".run-words")).to_have_text(BOTH_ENDED)
    return train


def words_of(page: Page, kind: str, layer: int, neuron: int) -> str:
    """What the page says of a death or a revival, chosen from the list."""
    page.locator(f'.life-item[data-kind="{kind}"][data-layer="{layer}"][data-unit="{neuron}"]').first.click()
    words = page.locator(".life-words")
    became = "died" if kind == "death" else "came back"
    expect(words).to_contain_text(f"nit {neuron} of layer {layer} {became}")
    return words.inner_text().replace("−", "-")


def share(words: str, part: str) -> float:
    """By how much a part moved z̃; 0 where it is not named."""
    found = re.search(rf"{part}(?: fell| rose)? by ([\d.e-]+\d)", words)
    return float(found.group(1)) if found else 0.0


def caption(page: Page, chart: str, *lasts: int) -> str:
    """The words of a chart once it is drawn up to the last steps of both runs."""
    picture = page.locator(f'#train .chart[data-chart="{chart}"] [aria-label]').first
    both = zip(("this run", "what if"), lasts, strict=True)
    drawn = "".join(f"(?=.*{run}[^;]* at step {last}\\b)" for run, last in both)
    expect(picture).to_have_attribute("aria-label", re.compile(drawn, re.IGNORECASE))
    return (picture.get_attribute("aria-label") or "").replace("−", "-")


def ends_of(words: str) -> list[tuple[float, float]]:
    """The first and the last value of each line of a chart's caption."""
    number = r"([-\d.e]*\d)"
    found = re.findall(rf"from {number} at step \d+ to {number} at step \d+", words)
    return [(float(first), float(last)) for first, last in found]


def surfaces_say(page: Page, first: str, second: str) -> None:
    """The captions of the two surfaces, each a pattern."""
    expect(page.locator(".surface figcaption")).to_have_text([re.compile(first), re.compile(second)])


def last_step(page: Page) -> None:
    page.locator("#train input[type=range]").press("End")


def test_the_menu_has_two_groups_and_the_keys_walk_through_both(page_at: Any) -> None:
    page = page_at()
    page.locator("#preset-button").press("Enter")
    groups = page.locator("#presets [role=group]")
    expect(groups).to_have_count(2)
    expect(groups.locator("h2")).to_have_text(["Explore", "Train"])
    expect(page.locator('[data-preset="exercise"]')).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator('[data-preset="interference"]')).to_be_focused()
    for _ in range(7):
        page.keyboard.press("ArrowUp")
    expect(page.locator('[data-preset="dying_learning_rate"]')).to_be_focused()
    page.keyboard.press("Enter")
    ended(page)
    expect(page.locator('.tab[data-view="train"]')).to_have_attribute("aria-current", "page")
    page.locator("#preset-button").press("Enter")
    expect(groups.locator("h2")).to_have_text(["Train", "Explore"])  # those of the view at hand come first
    expect(page.locator('[data-preset="dying_learning_rate"]')).to_be_focused()


def test_a_preset_says_what_it_shows_until_it_is_edited(page_at: Any, ready: Any) -> None:
    page = page_at()
    chosen(page, "dying_learning_rate")
    entries = httpx.get(f"{page.url.split('#')[0]}api/v1/presets").json()
    entry = next(one for one in entries if one["name"] == "dying_learning_rate")
    words = page.locator("#inspector .preset-words")
    expect(words.locator("h3")).to_have_text(entry["title"])
    expect(words.locator("p")).to_have_text(entry["description"])
    chosen_item = page.locator('#presets [aria-current="true"]')
    expect(chosen_item).to_have_attribute("data-preset", "dying_learning_rate")
    ready.type_into(page, "/network/seed", "77")
    expect(words).to_have_count(0)
    expect(chosen_item).to_have_count(0)
    page.locator("#header").get_by_role("button", name="Undo").click()
    expect(words).to_have_count(1)


def test_dying_by_learning_rate(page_at: Any) -> None:
    page = page_at()
    train = chosen(page, "dying_learning_rate")
    expect(train.get_by_text("7 deaths").first).to_be_visible()
    words = words_of(page, "death", 1, 0)
    ratio = re.search(r"The update was ([\d.]+) times the norm", words)
    assert ratio is not None
    assert float(ratio.group(1)) > 1
    last_step(page)
    surfaces_say(page, r"^Learning rate 10\. .* are dead", r"^Learning rate 1\. .* none is dead")
    expect(page.locator(".surface").first.locator(".surface-unit[data-dead]")).to_have_count(7)
    assert ends_of(caption(page, "dead", 60, 60))[0] == (0, 7)


def test_dying_by_bias_drift(page_at: Any) -> None:
    page = page_at()
    train = chosen(page, "dying_bias_drift")
    expect(train.get_by_text("6 deaths").first).to_be_visible()
    for neuron in range(6):
        words = words_of(page, "death", 1, neuron)
        bias, weights = share(words, "its bias"), share(words, "its weights’ part")
        bias = bias or share(words, "Its bias")
        assert bias > 0.8 * (bias + weights) > 0, words
    steps = page.locator(".life-item").evaluate_all("items => items.map(item => Number(item.dataset.step))")
    assert max(steps) - min(steps) > 30


def test_revival_from_below(page_at: Any) -> None:
    page = page_at()
    train = chosen(page, "revival_below")
    expect(train.get_by_text("1 revival").first).to_be_visible()
    words = words_of(page, "revival", 2, 0)
    assert "came back at step 9" in words
    assert "The part of the layers below rose by" in words
    assert "nothing else changed it" in words
    assert "Its own weights and bias did not move" in words
    expect(page.locator("#inspector")).to_contain_text("neuron 0, layer 2")


def test_a_dead_layer_leaves_the_output_bias_alone(page_at: Any) -> None:
    page = page_at()
    chosen(page, "dead_layer_output_bias")
    assert ends_of(caption(page, "loss", 60, 60))[0] == (0.6931, 0.5623)
    assert set(ends_of(caption(page, "norm", 60, 60))[:3]) == {(0.0, 0.0)}
    assert ends_of(caption(page, "dead", 60, 60))[1] == (5, 5)
    last_step(page)
    expect(page.locator('#flow [data-layer="2"][data-status="dead"]')).to_have_count(5)
    for layer in (1, 2, 3):
        gradient = page.locator(f'#flow .heatmap[data-layer="{layer}"][data-quantity="weight_gradient"]')
        expect(gradient).to_have_attribute("aria-label", re.compile("every entry 0"))


def test_vanishing_sigmoid(page_at: Any) -> None:
    page = page_at()
    chosen(page, "vanishing_sigmoid")
    sigmoid, tanh = ends_of(caption(page, "loss", 100, 100))
    assert [round(loss, 3) for loss in (*sigmoid, tanh[1])] == [0.948, 0.693, 0.278]
    norms = ends_of(caption(page, "norm", 100, 100))[:6]
    assert norms[0][0] < 1e-3 * norms[-1][0], "at step 0"
    assert max(norms[0]) < 0.0003


def test_exploding_says_where_it_left_the_finite_numbers(page_at: Any) -> None:
    page = page_at()
    train = chosen(page, "exploding_training")
    expect(train.get_by_text(re.compile("Left the finite numbers at step 7")).first).to_be_visible()
    expect(train.get_by_text(re.compile("step 6")).first).to_be_visible()
    exploded, second = ends_of(caption(page, "loss", 6, 100))
    assert exploded[1] > 1e100
    assert second[1] < 0.25 * second[0]
    norms = ends_of(caption(page, "norm", 6, 100))
    assert all(last > 1e3 * first for first, last in norms[:2])


def test_adam_wakes_a_corpse(page_at: Any) -> None:
    page = page_at()
    train = chosen(page, "adam_wakes_corpse")
    expect(train.get_by_text("1 death and 1 revival").first).to_be_visible()
    words = words_of(page, "death", 1, 1)
    assert "died at step 4" in words
    expect(page.locator("#inspector")).to_contain_text("gradient descent")
    words = words_of(page, "revival", 1, 1)
    assert "came back at step 13" in words
    last_step(page)
    adam, sgd = (rf"^Optimizer {name} \(learning rate {rate}\)\." for name, rate in (("adam", 0.2), ("sgd", 2)))
    surfaces_say(page, f"{adam} .* none is dead", f"{sgd} .* unit 1 is dead")


def test_interference_of_relu_and_tanh(page_at: Any) -> None:
    page = page_at()
    chosen(page, "interference")
    panels = page.locator(".interference")
    expect(panels).to_have_count(2)
    expect(page.locator("#train-interference")).to_have_attribute("open", "")
    expect(panels.nth(0)).to_contain_text("Step 100: The gradients of 54.8 % of 496 pairs of examples conflict")
    expect(panels.nth(1)).to_contain_text("Step 100: The gradients of 69.6 % of 496 pairs of examples conflict")
    expect(panels.nth(0)).to_contain_text("sorted by class: class 0 (16), class 1 (16)")
    for index, zeros in enumerate(("49.2 %", "0 %")):
        expect(panels.nth(index).locator("tbody tr").first.locator("td").first).to_have_text(zeros)
    expect(panels.nth(1)).to_contain_text("would skip none")
    curves = page.locator(".interference-curves figcaption")
    expect(curves.first).to_have_text("Share of pairs that conflict solid 0.5484, dashed 0.6956")
    page.locator("#train input[type=range]").press("Home")
    expect(panels.nth(0)).to_contain_text("Step 0: The gradients of 51.6 %")


def test_the_cosines_are_read_by_keys_and_by_pointer(page_at: Any) -> None:
    page = page_at()
    chosen(page, "interference")
    field = page.locator(".cosines").first
    readout = page.locator(".cosine").first
    expect(page.locator(".interference").first).to_contain_text("Step 100")
    field.press("ArrowRight")
    expect(readout).to_have_text("example 0 with itself: cosine 1")
    field.press("ArrowRight")
    expect(readout).to_contain_text("examples 0 and 3: cosine")
    expect(page.locator("#live")).to_contain_text("examples 0 and 3: cosine")
    box = field.bounding_box()
    assert box is not None
    field.hover(position={"x": box["width"] - 3, "y": 3})
    expect(readout).to_contain_text("examples 0 and 30: cosine")


def test_the_surface_follows_and_its_lines_are_chosen_both_ways(page_at: Any) -> None:
    page = page_at()
    chosen(page, "dying_learning_rate")
    page.locator("#train input[type=range]").press("Home")
    expect(page.locator(".surface figcaption").first).to_contain_text("none is dead")
    figure = page.locator(".surface").first
    figure.locator('.surface-unit[data-neuron="3"]').click()
    expect(figure.locator(".line.is-chosen")).to_have_attribute("data-neuron", "3")
    expect(page.locator("#inspector")).to_contain_text("neuron 3, layer 1")
    page.locator('#flow [data-layer="1"][data-neuron="5"]').first.click()
    expect(figure.locator(".line.is-chosen")).to_have_attribute("data-neuron", "5")
    figure.locator('.surface-unit[data-neuron="5"]').click()
    expect(figure.locator(".line.is-chosen")).to_have_count(0)
    last_step(page)
    expect(page.locator(".surface figcaption").first).to_contain_text("are dead")
    expect(figure.locator(".line.is-dead").first).to_be_attached()


def test_a_step_of_other_data_has_no_surface(page_at: Any) -> None:
    page = page_at()
    page.locator("#preset-button").click()
    page.locator('[data-preset="iris"]').click()
    page.locator('.tab[data-view="train"]').click()
    page.get_by_role("button", name="Start").first.click()
    expect(page.locator("#train").get_by_text(ENDED).first).to_be_visible()
    expect(page.locator(".train-surface")).to_be_hidden()
    expect(page.locator("#train-interference")).not_to_have_attribute("open", "")
    page.locator("#train-interference summary").click()
    expect(page.locator(".interference").first).to_contain_text(
        "sorted by class: class 0 (10), class 1 (10), class 2 (10)"
    )
