"""Open says what a file is, whatever its name, and leaves the page as it was; a table becomes the data."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.hand import settle
from tests.browser.training import link

FIRST = '#flow [data-layer="1"][data-quantity="weights"] .value'
FOREIGN = {
    "saved.json": (b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.", "a PyTorch checkpoint"),
    "model.safetensors": (b"\x20\0\0\0\0\0\0\0" + b'{"w":{}}'.ljust(32), "a model in safetensors"),
    "data.csv": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image (PNG)"),
}


def choose(page: Page, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    page.locator("input[type=file]").set_input_files(file)


@pytest.mark.parametrize("name", FOREIGN)
def test_what_a_file_is_is_told_and_nothing_changes_or_is_sent(page_at: Any, name: str, tmp_path: Path) -> None:
    page = page_at()
    content, words = FOREIGN[name]
    address, sent = page.url, []
    page.on("request", lambda request: sent.append(request.url))
    choose(page, tmp_path / name, content)
    told = page.locator("#notice")
    expect(told).to_contain_text(f"{name} was not opened: it is {words}")
    expect(told).to_contain_text("Open reads a saved network (JSON) and tables of data")
    expect(page.locator(FIRST).first).to_have_text("1")
    assert (page.url, sent) == (address, [])


def test_a_table_that_is_opened_becomes_the_data(page_at: Any, ready: Any, tmp_path: Path) -> None:
    page = page_at()
    choose(
        page, tmp_path / "table.txt", b"\xef\xbb\xbfheight;width;kind\r\n0,5;1,5;1\r\n2,5;3,5;0\r\n4,5;5,5;1\r\n"
    )
    expect(page.locator(".intake")).to_contain_text("3 examples of 2 inputs")
    ready.wait(page)
    assert [ready.field(page, f"/data/inputs/{n}/0") for n in range(3)] == ["0.5", "2.5", "4.5"]
    expect(page.locator('[data-pointer="/data"] .grid-head').first).to_have_text("height")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator('[data-pointer="/data/inputs/2/0"]')).to_have_count(0)


def test_broken_json_is_told_with_its_place(page_at: Any, tmp_path: Path) -> None:
    page = page_at()
    choose(page, tmp_path / "saved.json", b'{"network": {\n  "layers": [NaN]}}')
    expect(page.locator("#notice")).to_contain_text("at line 2, column 14, expected a value, or ], found NaN")


@pytest.mark.parametrize(
    ("view", "width"), [("explore", 1440), ("derivation", 390), ("practice", 390), ("train", 1440)]
)
def test_what_a_table_asks_is_in_sight_in_every_view(
    page_at: Any, ready: Any, tmp_path: Path, view: str, width: int
) -> None:
    """A table is opened where the data are a data set and another view is shown: its question is answered there."""
    page = page_at(width=width, height=844)
    ready.preset(page, "born_dead")
    page.locator(f'.tab[data-view="{view}"]').click()
    expect(page.locator("#shell")).to_have_attribute("data-view", view)
    choose(page, tmp_path / "table.csv", b"1,2,3,4\n5.1,3.5,1.4,0\n4.9,3.0,1.4,1\n")
    question = page.locator(".intake-question")
    expect(question).to_contain_text("Does it name the columns")
    expect(question).to_be_in_viewport(ratio=1)
    question.get_by_role("button", name="names", exact=True).click()
    expect(page.locator(".intake")).to_contain_text("2 examples of 3 inputs")
    expect(page.locator('[data-pointer="/data/inputs/1/0"]')).to_have_value("4.9")
    expect(page.locator("#shell")).to_have_attribute("data-view", view)


class TestStarting:
    """What is done before the page has anything to show is neither lost nor in its way."""

    @pytest.mark.parametrize("view", ["practice", "train", "derivation"])
    def test_a_view_chosen_before_there_is_a_network_is_what_it_begins_with(
        self, page_at: Any, server: Any, ready: Any, view: str
    ) -> None:
        page = page_at()
        held: list[Route] = []
        page.route("**/api/v1/presets", lambda route: held.append(route))
        page.goto("about:blank")
        page.goto(server.url)
        expect(page.locator("#network")).to_have_attribute("inert", "")
        page.locator(f'.tab[data-view="{view}"]').click()
        expect(page.locator("#shell")).to_have_attribute("data-view", view)
        expect(page.locator(f"#{view}")).to_have_attribute("inert", "")
        page.keyboard.press("Control+s")
        expect(page.locator("#notice")).to_contain_text("nothing to save or to share yet")
        page.get_by_role("button", name="Share").click()
        settle(page)
        assert page.url == server.url
        for route in held:
            route.continue_()
        page.unroute("**/api/v1/presets")
        expect(page.locator("[inert]")).to_have_count(0)
        ready.wait(page)
        expect(page.locator("#shell")).to_have_attribute("data-view", view)
        page.wait_for_url("**/#v1.*")
        page.reload()
        ready.wait(page)
        expect(page.locator("#shell")).to_have_attribute("data-view", view)

    def test_a_link_without_layers_is_refused_and_the_page_begins(self, page_at: Any, ready: Any) -> None:
        document = {"network": {"layers": [], "seed": 0}, "data": {"inputs": [], "targets": []}, "view": "practice"}
        page = page_at(path=link(document))
        expect(page.locator("#notice")).to_contain_text("This link cannot be opened: expected at least one layer")
        ready.wait(page)
        expect(page.locator(FIRST).first).to_have_text("1")
