"""The left panel, typed into as a person does: the exercise by hand, tables, layers, errors at their fields."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import eventually, focus, settle

LAYER = "/network/layers"


@pytest.fixture
def blank(page_at: Any, ready: Any) -> Page:
    """The page with another network than the exercise's: two layers of units that an initializer draws."""
    page: Page = page_at()
    ready.preset(page, "relu_sparsity")
    return page


def test_the_exercise_typed_in_by_hand_with_the_keyboard_only(blank: Page, ready: Any) -> None:
    page = blank
    keys = page.keyboard

    def focus(pointer: str) -> None:
        """Walks to a field with Tab, as somebody without a mouse does."""
        for _ in range(250):
            if page.evaluate("document.activeElement?.dataset?.pointer ?? ''") == pointer:
                return
            keys.press("Tab")
        raise AssertionError(f"Tab does not lead to {pointer}")

    def press_button(name: str) -> None:
        for _ in range(250):
            active = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
            if page.evaluate(active).removesuffix("›") == name:
                keys.press("Enter")
                return
            keys.press("Tab")
        raise AssertionError(f"Tab does not lead to {name}")

    def type_cells(rows: list[list[str]]) -> None:
        """Types a block from the focused cell: Tab goes right; a row's end is followed by the next row's begin."""
        for row in rows:
            for text in row:
                keys.type(text)
                keys.press("Tab")

    # A batch of one's own: as a table, with one example only.
    press_button("Edit as a table")
    page.locator('[data-pointer="/data/inputs/0/0"]').wait_for()
    focus("/data/inputs/0/0")
    page.evaluate("navigator.clipboard.writeText('x0,x1,class\\n7,8,1')")
    keys.press("Control+v")
    expect(page.locator('[data-pointer="/data/inputs/1/0"]')).to_have_count(0)
    keys.press("Control+a")
    type_cells([["1", "2", "0"]])

    # Three layers are one too many.
    press_button("Layer 2")
    press_button("Remove layer 2")
    focus(f"{LAYER}/0/units")
    keys.press("Control+a")
    keys.type("3")
    press_button("Layer 1")
    focus(f"{LAYER}/0/weights/0/0")
    type_cells([["1", "-1", "0"], ["0.5", "0.5", "0"], ["-1", "0", "0"]])
    press_button("Layer 2 · output")
    focus(f"{LAYER}/1/weights/0/0")
    type_cells([["1", "2", "3", "0"], ["-1", "1", "0", "0"]])
    prediction = page.locator('#flow [data-layer="2"][data-quantity="activation"] .value')
    expect(prediction).to_have_text(["0.8176", "0.1824"])
    ready.wait(page)

    assert_is_the_exercise(page, ready)


def assert_is_the_exercise(page: Page, ready: Any) -> None:
    values = ready.values
    assert values(page, 1, "weights") == [["1", "-1"], ["0.5", "0.5"], ["-1", "0"]]
    assert values(page, 1, "preactivation") == [["-1"], ["1.5"], ["-1"]]
    assert values(page, 1, "activation") == [["0"], ["1.5"], ["0"]]
    assert values(page, 2, "activation") == [["0.8176"], ["0.1824"]]
    assert values(page, 2, "delta") == [["-0.1824"], ["0.1824"]]
    assert values(page, 2, "weight_gradient") == [["0", "-0.2736", "0"], ["0", "0.2736", "0"]]
    assert values(page, 2, "bias_gradient") == [["-0.1824"], ["0.1824"]]
    assert values(page, 1, "delta") == [["0"], ["-0.1824"], ["0"]]
    statuses = [
        page.locator(f'#flow [data-layer="1"][data-neuron="{i}"]').first.get_attribute("data-status")
        for i in range(3)
    ]
    assert statuses == ["dead", "active", "dead"]
    expect(page.locator("#flow")).to_contain_text("add examples to tell sparsity from death")


def test_the_page_begins_with_the_exercise(page_at: Any, ready: Any) -> None:
    assert_is_the_exercise(page_at(), ready)


def test_arrows_enter_escape_and_f2_are_a_spreadsheets(page_at: Any, ready: Any) -> None:
    page = page_at()
    pointer = "document.activeElement.dataset.pointer"
    focus(page.locator(f'[data-pointer="{LAYER}/0/weights/0/0"]'))
    for key, place in [
        ("ArrowRight", "weights/0/1"),
        ("ArrowRight", "bias/0"),
        ("ArrowDown", "bias/1"),
        ("ArrowLeft", "weights/1/1"),
        ("Enter", "weights/2/1"),
        ("ArrowDown", "weights/2/1"),
        ("Shift+Enter", "weights/1/1"),
        ("Control+Home", "weights/0/0"),
        ("Control+End", "bias/2"),
        ("Tab", None),
    ]:
        page.keyboard.press(key)
        if place:
            assert page.evaluate(pointer) == f"{LAYER}/0/{place}", key
    focus(page.locator(f'[data-pointer="{LAYER}/0/weights/1/0"]'))
    page.keyboard.type("25")
    ready.wait(page)
    expect(page.locator('#flow [data-layer="1"][data-quantity="weights"] .value').nth(2)).to_have_text("25")
    page.keyboard.press("Escape")
    assert ready.field(page, f"{LAYER}/0/weights/1/0") == "0.5"
    expect(page.locator('#flow [data-layer="1"][data-quantity="weights"] .value').nth(2)).to_have_text("0.5")
    page.keyboard.press("F2")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("7")
    assert page.evaluate(pointer) == f"{LAYER}/0/weights/1/0"
    assert ready.field(page, f"{LAYER}/0/weights/1/0") == "0.75"


def test_a_block_from_a_spreadsheet_grows_the_layer_on_request_only(page_at: Any, ready: Any) -> None:
    page = page_at()
    focus(page.locator(f'[data-pointer="{LAYER}/0/weights/0/0"]'))
    page.evaluate("navigator.clipboard.writeText('1\\t2\\n3\\t4\\n5\\t6\\n7\\t0,5')")
    page.keyboard.press("Control+v")
    grow = page.get_by_role("button", name="Give layer 1 4 units")
    expect(grow).to_be_visible()
    assert ready.field(page, f"{LAYER}/0/units") == "3"
    grow.click()
    expect(page.locator(f'[data-pointer="{LAYER}/0/units"]')).to_have_value("4")
    expect(page.locator("#notice")).to_contain_text("W⁽¹⁾ got 1 column of zeros")
    ready.wait(page)
    assert ready.values(page, 1, "weights") == [["1", "2"], ["3", "4"], ["5", "6"], ["7", "0.5"]]


def test_a_table_with_header_and_class_names_is_pasted(page_at: Any, ready: Any) -> None:
    page = page_at()
    focus(page.locator('[data-pointer="/data/inputs/0/0"]'))
    table = "a;b;c;kind\n1,5;2;3;cat\n4;5;6;dog\n7;8;9;eel\n"
    page.evaluate("text => navigator.clipboard.writeText(text)", table)
    page.keyboard.press("Control+v")
    expect(page.locator("#notice")).to_contain_text("cat = 0, dog = 1, eel = 2")
    expect(page.locator("#notice")).to_contain_text("The output now has 3 units")
    assert ready.field(page, "/data/inputs/0/0") == "1.5"
    assert [ready.field(page, f"/data/targets/{n}") for n in range(3)] == ["0", "1", "2"]
    ready.wait(page)
    assert ready.shape(page, 1, "weights") == "3 × 3"


def test_numbers_of_an_initializer_become_ones_own_by_typing(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "relu_sparsity")
    page.locator(".layer-toggle").nth(0).click()
    cell = f"{LAYER}/0/weights/0/0"
    before = ready.field(page, f"{LAYER}/0/weights/1/1")
    ready.type_into(page, cell, "12")
    expect(page.locator("#notice")).to_contain_text("Layer 1 now keeps its numbers")
    expect(page.locator(f'[data-pointer="{LAYER}/0/initializer"]')).to_have_value("")
    assert ready.field(page, cell) == "12"
    assert ready.field(page, f"{LAYER}/0/weights/1/1") == before
    page.locator(f'[data-pointer="{LAYER}/0/initializer"]').select_option("he_normal")
    ready.wait(page)
    assert ready.field(page, cell) != "12"


def test_drawn_weights_typed_before_the_answer_to_another_edit_are_kept(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "relu_sparsity")
    page.locator(".layer-toggle").nth(0).click()
    page.locator(f'[data-pointer="{LAYER}/0/weights/0/0"]').wait_for()
    page.evaluate(
        """() => {
          const real = fetch;
          window.fetch = (...asked) => new Promise((done) => setTimeout(() => done(real(...asked)), 400));
        }"""
    )
    ready.type_into(page, "/network/seed", "5")
    ready.type_into(page, f"{LAYER}/0/weights/0/0", "0.75")
    ready.type_into(page, f"{LAYER}/0/weights/0/1", "-0.25")
    expect(page.locator("#notice")).to_contain_text("Layer 1 now keeps its numbers")
    ready.wait(page)
    assert [ready.field(page, f"{LAYER}/0/weights/0/{column}") for column in (0, 1)] == ["0.75", "-0.25"]
    assert ready.field(page, "/network/seed") == "5"


def test_the_numbers_of_a_large_layer_are_fetched_on_demand(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "relu_sparsity")
    ready.type_into(page, f"{LAYER}/0/units", "300")
    ready.wait(page)
    page.locator(".layer-toggle").nth(0).click()
    page.get_by_role("button", name="Show its numbers").click()
    cell = page.locator(f'[data-pointer="{LAYER}/0/weights/0/0"]')
    expect(cell).to_be_focused()
    assert page.locator('#network [data-pointer*="/weights/"]').count() < 200
    page.keyboard.press("Control+End")
    assert page.evaluate("document.activeElement.dataset.pointer") == f"{LAYER}/0/bias/299"
    page.keyboard.type("2")
    expect(page.locator("#notice")).to_contain_text("Layer 1 now keeps its numbers")
    ready.wait(page)
    assert ready.field(page, f"{LAYER}/0/bias/299") == "2"


def test_layers_are_added_reordered_and_removed(page_at: Any, ready: Any) -> None:
    page = page_at()
    page.get_by_role("button", name="+ hidden layer").click()
    ready.wait(page)
    expect(page.locator(".layer-card")).to_have_count(3)
    assert ready.shape(page, 3, "weights") == "2 × 3"
    ready.type_into(page, f"{LAYER}/1/units", "5")
    page.get_by_role("button", name="Move layer 2", exact=True).press("ArrowUp")
    expect(page.locator(f'[data-pointer="{LAYER}/0/units"]')).to_have_value("5")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move layer 1"
    page.get_by_role("button", name="Layer 2", exact=False).and_(page.locator(".layer-toggle")).click()
    page.get_by_role("button", name="Remove layer 2").click()
    expect(page.locator(".layer-card")).to_have_count(2)
    ready.wait(page)


def test_a_layer_is_dragged_to_another_place(page_at: Any, ready: Any) -> None:
    page = page_at()
    page.get_by_role("button", name="+ hidden layer").click()
    ready.type_into(page, f"{LAYER}/1/units", "5")
    page.locator(".layer-toggle").nth(0).click()
    handle = page.locator(".handle").nth(1).bounding_box()
    target = page.locator(".layer-card").nth(0).bounding_box()
    assert handle
    assert target
    page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(handle["x"] + 30, handle["y"] - 20, steps=5)
    page.mouse.move(target["x"] + 100, target["y"] + 20, steps=5)
    page.mouse.up()
    expect(page.locator(f'[data-pointer="{LAYER}/0/units"]')).to_have_value("5")


def test_loss_brings_the_outputs_activation_and_the_targets(page_at: Any, ready: Any) -> None:
    page = page_at()
    page.locator('[data-pointer="/loss"]').select_option("mean_squared_error")
    ready.wait(page)
    assert [ready.field(page, f"/data/targets/0/{o}") for o in range(2)] == ["1", "0"]
    expect(page.locator(f'[data-pointer="{LAYER}/1/activation"]')).to_have_value("identity")
    page.locator('[data-pointer="/loss"]').select_option("cross_entropy")
    expect(page.locator(f'[data-pointer="{LAYER}/1/activation"]')).to_be_disabled()
    expect(page.locator(".layer-card").nth(1)).to_contain_text("because the loss is cross entropy")
    ready.wait(page)


def test_a_data_set_and_its_numbers(page_at: Any, ready: Any) -> None:
    page = page_at()
    page.locator('[data-pointer="/data/dataset"]').select_option("iris")
    ready.wait(page)
    expect(page.locator("#notice")).to_contain_text("The output now has 3 units")
    expect(page.locator('[data-pointer="/data/noise"]')).to_be_hidden()
    page.locator('[data-pointer="/data/dataset"]').select_option("moons")
    expect(page.locator('[data-pointer="/data/noise"]')).to_have_value("0.1")
    seed = ready.field(page, "/data/seed")
    while ready.field(page, "/data/seed") == seed:
        page.get_by_role("button", name="Draw other examples").click()
    ready.wait(page)


def test_an_activation_with_a_parameter(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("422",))
    page.locator(f'[data-pointer="{LAYER}/0/activation"]').select_option("leaky_relu")
    slope = f"{LAYER}/0/activation/negative_slope"
    expect(page.locator(f'[data-pointer="{slope}"]')).to_have_attribute("placeholder", "0.01")
    ready.type_into(page, slope, "0.5")
    expect(page.locator("#layer-1")).to_contain_text("layer 1 · leaky relu · ")
    expect(page.locator('#flow [data-layer="1"][data-quantity="activation"] .value').first).to_have_text("−0.5")
    ready.type_into(page, slope, "steep")
    ready.status(page, "invalid")
    expect(page.locator(f'[data-pointer="{slope}"]')).to_have_attribute("aria-invalid", "true")


def test_an_error_stands_at_its_field_and_the_picture_stays(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("422",))
    before = ready.values(page, 1, "weights")
    pointer = f"{LAYER}/0/weights/1/1"
    ready.type_into(page, pointer, "half")
    ready.status(page, "invalid")
    field = page.locator(f'[data-pointer="{pointer}"]')
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).to_contain_text("expected a number")
    expect(page.locator(f"#{described}")).to_be_visible()
    expect(page.locator("#outdated")).to_be_visible()
    expect(page.locator("#shell")).to_have_attribute("data-outdated", "true")
    assert ready.values(page, 1, "weights") == before
    assert ready.field(page, pointer) == "half"
    focus(page.locator(f'[data-pointer="{pointer}"]'))
    page.keyboard.type("0.25")
    ready.status(page, "ready")
    expect(page.locator("[aria-invalid]")).to_have_count(0)
    assert ready.values(page, 1, "weights")[1] == ["0.5", "0.25"]


def test_an_error_that_is_out_of_sight_is_reached_by_its_link(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("422",))
    page.get_by_role("button", name="Layer 2 · output").click()
    ready.type_into(page, f"{LAYER}/1/bias/1", "x")
    page.locator(".layer-toggle").nth(0).click()
    ready.status(page, "invalid")
    page.get_by_role("button", name="layer 2, bias, row 1").click()
    expect(page.locator(f'[data-pointer="{LAYER}/1/bias/1"]')).to_be_focused()


def test_a_lone_minus_sign_is_no_error_yet(page_at: Any, ready: Any) -> None:
    page = page_at()
    focus(page.locator(f'[data-pointer="{LAYER}/0/weights/0/0"]'))
    page.keyboard.type("-")
    settle(page)
    # An edit would be under way since the key, and refused by now.
    assert page.locator("#outdated").get_attribute("data-status") == "ready"
    page.keyboard.type("3")
    expect(page.locator('#flow [data-layer="1"][data-quantity="weights"] .value').first).to_have_text("−3")


def test_an_older_answer_never_overwrites_a_newer_one(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("ERR_ABORTED",))
    held: list[Any] = []

    def hold(route: Any) -> None:
        """Keeps the answer to a weight of 100 back until the newer one is shown."""
        if json.loads(route.request.post_data)["network"]["layers"][0]["weights"][0][0] == 100:
            held.append(route)
        else:
            route.continue_()

    page.route("**/analyze", hold)
    cell = page.locator(f'[data-pointer="{LAYER}/0/weights/0/0"]')
    focus(cell)
    cell.fill("100")
    eventually(page, lambda: len(held) == 1, "the first edit was not sent")
    expect(page.locator("#shell")).to_have_attribute("data-outdated", "true")
    cell.fill("7")
    first = page.locator('#flow [data-layer="1"][data-quantity="weights"] .value').first
    expect(first).to_have_text("7")
    assert len(held) == 1
    held[0].continue_()
    settle(page)
    expect(first).to_have_text("7")


def test_a_large_table_has_few_elements_and_every_cell_can_be_reached(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "digits")
    page.get_by_role("button", name="Edit as a table").click()
    page.locator('[data-pointer="/data/inputs/0/0"]').wait_for()
    assert page.locator('#network [data-pointer^="/data/"]').count() < 400
    focus(page.locator('[data-pointer="/data/inputs/0/0"]'))
    page.keyboard.press("Control+End")
    last = page.evaluate("document.activeElement.dataset.pointer")
    assert last.startswith("/data/targets/")
    assert int(last.split("/")[-1]) > 50
    page.keyboard.press("Control+ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.pointer").endswith("/0")


def test_a_huge_number_of_units_leaves_ones_own_numbers_as_they_are(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("413", "422"))
    for pointer, kept in ((f"{LAYER}/0/units", "3"), (f"{LAYER}/1/units", "2")):
        ready.type_into(page, pointer, "9999999")
        expect(page.locator("#notice")).to_contain_text("with numbers of your own it can have at most 4096")
        expect(page.locator(f'[data-pointer="{pointer}"]')).to_have_value(kept)
    ready.wait(page)
    assert_is_the_exercise(page, ready)
    page.locator(f'[data-pointer="{LAYER}/0/initializer"]').select_option("he_normal")
    ready.type_into(page, f"{LAYER}/0/units", "9999999")
    expect(page.locator("#notice")).to_contain_text("W⁽¹⁾ keeps its 3 columns")
    ready.status(page, "invalid")
    ready.type_into(page, f"{LAYER}/0/units", "3")
    ready.status(page, "ready")
    assert ready.values(page, 2, "weights") == [["1", "2", "3"], ["-1", "1", "0"]]


def test_fractions_are_numbers_in_tables_and_fields(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("422",))
    cell = f"{LAYER}/0/weights/0/0"
    ready.type_into(page, cell, "-1/2")
    expect(page.locator('#flow [data-layer="1"][data-quantity="weights"] .value').first).to_have_text("−0.5")
    focus(page.locator(f'[data-pointer="{cell}"]'))
    page.evaluate("navigator.clipboard.writeText('[[1/4, 3/7], [1/2, 1]]')")
    page.keyboard.press("Control+v")
    ready.wait(page)
    assert ready.values(page, 1, "weights") == [["0.25", "0.4286"], ["0.5", "1"], ["-1", "0"]]
    focus(page.locator('[data-pointer="/data/inputs/0/0"]'))
    page.evaluate("navigator.clipboard.writeText('1/4\\t-1/2')")
    page.keyboard.press("Control+v")
    ready.wait(page)
    assert ready.values(page, 0, "input") == [["0.25"], ["-0.5"]]
    ready.type_into(page, cell, "3/0")
    ready.status(page, "invalid")
    expect(page.locator(f'[data-pointer="{cell}"]')).to_have_attribute("aria-invalid", "true")
    assert ready.field(page, cell) == "3/0"


def test_a_lying_vector_pasted_at_the_bias_fills_it(page_at: Any, ready: Any) -> None:
    page = page_at()
    focus(page.locator(f'[data-pointer="{LAYER}/0/bias/0"]'))
    page.evaluate("navigator.clipboard.writeText('[-1, 1/2, 1/4]')")
    page.keyboard.press("Control+v")
    ready.wait(page)
    assert ready.values(page, 1, "bias") == [["-1"], ["0.5"], ["0.25"]]
    expect(page.locator("#notice")).to_be_empty()


@pytest.mark.parametrize("height", [640, 900])
def test_the_list_of_errors_covers_no_field_in_hand(page_at: Any, ready: Any, height: int) -> None:
    page = page_at(1440, height, expected=("422",))
    page.locator(".layer-toggle").nth(1).click()
    for pointer in (f"{LAYER}/1/weights/1/2", f"{LAYER}/1/bias/1", "/data/inputs/0/0"):
        field = page.locator(f'[data-pointer="{pointer}"]')
        focus(field)
        page.keyboard.type("half")
        page.keyboard.press("Enter")
        expect(field).to_have_attribute("aria-invalid", "true")
        words = page.locator(f"#{field.get_attribute('aria-describedby')}")
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        for shown in (field.bounding_box(), words.bounding_box()):
            problems = page.locator("#network .problems").bounding_box()
            assert shown
            assert problems
            assert shown["y"] + shown["height"] <= problems["y"]
