"""Layers as requests may say them: a parameter out of its range, no initializer, the fields of an answer."""

import copy
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.training import link, linked
from tests.cases.helpers import case

LAYER = "/network/layers/0"


def test_a_parameter_out_of_its_range_is_marked_at_its_field(page_at: Any, ready: Any) -> None:
    spec = copy.deepcopy(case("parameter-pointer")["body"])
    activation = spec["network"]["layers"][0]["activation"]
    wrong, activation["alpha"] = activation["alpha"], 2
    page = page_at(path=link(spec), expected=("422",))
    field = page.locator(f'[data-pointer="{LAYER}/activation/alpha"]')
    ready.type_into(page, f"{LAYER}/activation/alpha", str(wrong))
    ready.status(page, "invalid")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f'[data-pointer="{LAYER}/activation"]')).not_to_have_attribute("aria-invalid", "true")
    described = page.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(described).to_contain_text("expected a finite alpha of more than 0")


@pytest.mark.parametrize(("activation", "initializer"), [("selu", "lecun_normal"), ("tanh", "glorot_uniform")])
def test_a_layer_that_names_no_initializer_shows_the_usual_one(
    page_at: Any, ready: Any, activation: str, initializer: str
) -> None:
    layers = [{"units": 3, "activation": activation}, {"units": 2, "activation": "softmax"}]
    spec = {"network": {"layers": layers, "seed": 1}, "data": {"dataset": "moons", "size": 8}, "open": 1}
    page = page_at(path=link(spec))
    expect(page.locator(f'[data-pointer="{LAYER}/initializer"]')).to_have_value(initializer)
    before = ready.values(page, 1, "weights")
    page.locator(f'[data-pointer="{LAYER}/initializer"]').select_option("zeros")
    ready.wait(page)
    page.locator(f'[data-pointer="{LAYER}/initializer"]').select_option(initializer)
    ready.wait(page)
    assert ready.values(page, 1, "weights") == before


def test_the_scale_of_the_usual_initializer_can_be_set(page_at: Any, ready: Any) -> None:
    layers = [{"units": 3, "activation": "relu"}, {"units": 2, "activation": "softmax"}]
    page = page_at(path=link({"network": {"layers": layers}, "data": {"dataset": "moons", "size": 8}, "open": 1}))
    ready.type_into(page, f"{LAYER}/initializer/scale", "0.5")
    ready.wait(page)
    set_to = {"name": "he_normal", "scale": 0.5}
    while linked(page.url)["network"]["layers"][0].get("initializer") != set_to:
        page.wait_for_function("before => location.href !== before", arg=page.url)


def test_the_fields_of_an_answer_open_as_an_activation(page_at: Any, ready: Any) -> None:
    layer = {
        "weights": [[-1.0]],
        "bias": [0.0],
        "activation_function": "elu",
        "activation_parameters": {"alpha": 2.0},
    }
    spec = {
        "network": {"layers": [layer]},
        "data": {"inputs": [[1]], "targets": [[1]]},
        "loss": "mean_squared_error",
    }
    page = page_at(path=link(spec))
    assert ready.field(page, f"{LAYER}/activation") == "elu"
    assert ready.field(page, f"{LAYER}/activation/alpha") == "2"
    assert ready.values(page, 1, "activation") == [["-1.264"]]
