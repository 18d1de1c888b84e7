"""Advice on the page: beside what it is about, until it is dismissed, and again when its cause is back."""

from typing import Any

from playwright.sync_api import expect

from tests.browser.hand import focus
from tests.browser.training import link, press
from tests.cases.helpers import case

LINEAR: dict[str, Any] = {
    "network": {"layers": [{"weights": [[0.5]], "bias": [0], "activation": "identity"}]},
    "data": {"inputs": [[3], [-3]], "targets": [[3], [-2]]},
    "loss": "mean_squared_error",
    "reduction": "mean",
    "precision": "float64",
}


def diverging(steps: int) -> str:
    """The link of a linear layer with a learning rate that multiplies its error by −8 each step."""
    training = {"optimizer": {"name": "sgd", "learning_rate": 0.5}, "steps": steps, "record_every": 10}
    return link({**LINEAR, "training": training, "view": "train"})


def test_an_unreachable_target_is_told_at_the_data(page_at: Any, ready: Any) -> None:
    page = page_at(path=link(case("unreachable-target")["body"]))
    advice = page.locator("#network .advice-note")
    expect(advice).to_contain_text("Advice: relu cannot give the target −3 of example 0")
    expect(page.locator('#network [data-pointer="/data"] > .advice-note')).to_have_count(1)
    expect(page.locator("#network .advice-rest [role=status]")).to_contain_text("relu cannot give")
    before = page.locator("#flow").bounding_box()

    dismiss = advice.get_by_role("button", name="Dismiss this advice")
    focus(dismiss)
    page.keyboard.press("Enter")
    expect(advice).to_have_count(0)
    expect(page.locator("#network")).to_be_focused()
    assert page.locator("#flow").bounding_box() == before
    ready.type_into(page, "/data/inputs/2/0", "4")
    ready.wait(page)
    expect(advice).to_have_count(0)

    ready.type_into(page, "/data/targets/0/0", "0")
    ready.wait(page)
    ready.type_into(page, "/data/targets/0/0", "-3")
    ready.wait(page)
    expect(advice).to_contain_text("relu cannot give the target −3 of example 0")


def test_one_press_starts_labels_at_zero(page_at: Any, ready: Any) -> None:
    layers = [{"units": 4, "activation": "softmax"}]
    data = {"inputs": [[0], [1], [2]], "targets": [1, 2, 3]}
    page = page_at(path=link({"network": {"layers": layers, "seed": 1}, "data": data, "loss": "cross_entropy"}))
    advice = page.locator('#network [data-pointer="/data"] > .advice-note')
    advice.get_by_role("button", name="Make the labels 0 … 2").click()
    ready.wait(page)
    expect(advice).to_have_count(0)
    assert [ready.field(page, f"/data/targets/{n}") for n in range(3)] == ["0", "1", "2"]


def test_on_a_phone_it_is_at_the_data_once_the_panel_opens(page_at: Any) -> None:
    page = page_at(390, 844, "dark", path=link(case("unreachable-target")["body"]))
    page.get_by_role("button", name="Network").first.click()
    expect(page.locator('#network [data-pointer="/data"] > .advice-note')).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_run_tells_that_its_learning_rate_is_too_large(page_at: Any) -> None:
    page = page_at(path=diverging(20))
    advice = page.locator("#train .advice-note")
    press(page, "Start")
    expect(advice).to_contain_text("the learning rate 0.5 is beyond 2/λ = 0.1111")
    advice.get_by_role("button", name="Dismiss this advice").press("Enter")
    expect(advice).to_have_count(0)
    expect(page.locator("#train")).to_be_focused()


def test_a_run_that_diverged_tells_the_curvature(page_at: Any) -> None:
    page = page_at(path=diverging(2000))
    press(page, "Start")
    expect(page.locator("#train .advice-note")).to_have_count(2)
    expect(page.locator("#train .advice-note").last).to_contain_text("gradient")
