"""The worked solution: its numbers, how it follows the input, and how it is taken along and printed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.hand import focus

AXE = Path(__file__).resolve().parents[3] / "node_modules" / "axe-core" / "axe.min.js"
DERIVATION = "**/api/v1/derivation"
WEIGHT = "/network/layers/0/weights/1/0"
DEEP = """import(document.baseURI + 'js/actions/editing.js').then(m => m.edit(spec => ({...spec,
    network: {layers: [...Array(11).fill({units: 8, activation: 'tanh', initializer: 'he_normal'}),
                       {units: 3, activation: 'softmax', initializer: 'glorot_normal'}], seed: 1},
    data: {dataset: 'iris', size: 8, seed: 0}})))"""
LARGE = """import(document.baseURI + 'js/actions/editing.js').then(m => m.edit(spec => ({...spec,
    network: {layers: [{units: 128, activation: 'relu', initializer: 'he_normal'},
                       {units: 10, activation: 'softmax', initializer: 'glorot_normal'}], seed: 1},
    data: {dataset: 'digits', size: 64, seed: 0}})))"""


def current(page: Page) -> Locator:
    """The solution, once it is that of the input."""
    expect(page.locator('#outdated[data-status="ready"]')).to_be_attached()
    expect(page.locator("#derivation:not([data-outdated]) .paper h3").first).to_be_visible()
    return page.locator("#derivation .paper")


def derived(page: Page) -> Locator:
    page.get_by_role("button", name="Derivation", exact=True).click()
    return current(page)


def section(paper: Locator, name: str) -> Locator:
    return paper.locator(f'section[data-section="{name}"]')


def equations(part: Locator) -> str:
    """The equations of a section as plain text, with ASCII minus signs."""
    texts = part.locator(".equation").evaluate_all("all => all.map(it => it.getAttribute('aria-label'))")
    return "\n".join(texts).replace("−", "-")


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in page.evaluate("axe.run()")["violations"]]


def test_the_exercise_with_its_numbers(page_at: Any) -> None:
    paper = derived(page_at())
    assert "δ⁽²⁾ = ŷ - y ≈ [0.8176, 0.1824]ᵀ - [1, 0]ᵀ ≈ [-0.1824, 0.1824]ᵀ" in equations(
        section(paper, "delta_output")
    )
    assert "-0.2736" in equations(section(paper, "gradients_2"))
    expect(section(paper, "blocked")).to_contain_text("units 0 and 2 of 3 let nothing back through")
    expect(section(paper, "blocked")).to_contain_text("the weights into them learn nothing")
    assert paper.locator(".equation > math").count() == paper.locator(".equation").count() > 8
    assert paper.locator("p math").count() > 0
    titles = paper.locator("h3").all_inner_texts()
    assert len(titles) == len(set(titles))
    assert paper.page.locator(".contents button").all_inner_texts() == titles


def test_it_is_asked_for_only_while_it_is_looked_at(page_at: Any, ready: Any) -> None:
    page = page_at()
    asked: list[Any] = []
    page.on("request", lambda request: asked.append(request) if request.url.endswith("derivation") else None)
    ready.type_into(page, WEIGHT, "1")
    ready.wait(page)
    assert asked == []
    derived(page)
    assert len(asked) == 1
    page.get_by_role("button", name="Explore", exact=True).click()
    derived(page)
    assert len(asked) == 1


def test_it_follows_an_edit_and_stays_where_one_reads(page_at: Any, ready: Any) -> None:
    page = page_at()
    paper = derived(page)
    scroller = page.locator(".paper-scroller")
    page.locator(".contents button").nth(4).click()
    before = scroller.evaluate("it => it.scrollTop")
    assert before > 0
    old = equations(section(paper, "forward"))
    with page.expect_response(DERIVATION):
        ready.type_into(page, WEIGHT, "1.25")
    current(page)
    assert equations(section(paper, "forward")) != old
    assert "1.25" in equations(section(paper, "forward"))
    assert scroller.evaluate("it => it.scrollTop") == before
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    current(page)
    expect(section(paper, "forward").locator(".equation").first).to_be_visible()
    page.wait_for_function(
        "old => [...document.querySelectorAll('section[data-section=forward] .equation')]"
        ".map(it => it.getAttribute('aria-label')).join('\\n').replaceAll('−', '-') === old",
        arg=old,
    )


def test_a_link_opens_it(page_at: Any) -> None:
    page = page_at()
    old = page.url
    derived(page)
    page.wait_for_url(lambda url: url != old)
    page.reload()
    current(page)
    expect(page.locator("#flow")).to_be_hidden()
    page.go_back()
    expect(page.locator("#flow")).to_be_visible()


def test_examples_one_by_one(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "iris")
    paper = derived(page)
    field = page.get_by_label("Example to work out, counted from 0")
    expect(field).to_have_value("0")
    tools = page.locator("#derivation .flow-tools")
    first = equations(section(paper, "given"))
    with page.expect_request(DERIVATION) as asked:
        tools.get_by_role("button", name="Next example").click()
    assert asked.value.post_data_json["example"] == 1
    expect(field).to_have_value("1")
    current(page)
    expect(section(paper, "given")).to_contain_text("example 1")
    assert equations(section(paper, "given")) != first
    with page.expect_response(DERIVATION):
        field.fill("7")
        field.press("Enter")
    current(page)
    expect(section(paper, "given")).to_contain_text("example 7")
    tools.get_by_role("button", name="Previous example").click()
    expect(section(paper, "given")).to_contain_text("example 6")
    expect(tools.get_by_role("button", name="batch")).to_have_count(0)


def test_downloads(page_at: Any, tmp_path: Path) -> None:
    page = page_at()
    derived(page)
    for name, start, file in (
        ("Download LaTeX", "\\documentclass", "derivation-exercise-example-0.tex"),
        ("Download Markdown", "# ", "derivation-exercise-example-0.md"),
    ):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == file
        download.value.save_as(tmp_path / file)
        text = (tmp_path / file).read_text("utf-8")
        assert text.startswith(start)
        assert "0.1824" in text
        expect(page.locator("#notice")).to_contain_text("Downloaded the derivation")


def test_it_is_called_after_the_exercise_as_long_as_it_is_the_exercise(
    page_at: Any, ready: Any, tmp_path: Path
) -> None:
    page = page_at()
    page.get_by_role("button", name="Practice", exact=True).click()
    page.locator("#practice-level").select_option("3")
    page.locator("#practice-seed").fill("3")
    page.keyboard.press("Enter")
    expect(page.locator("#practice .statement h2")).to_contain_text("Exercise 3, level 3")
    paper = derived(page)
    page.wait_for_url(re.compile("#v1"))
    title = "Exercise 3, level 3: two hidden layers, worked out"
    expect(paper.locator("h2")).to_have_text(title)
    ready.wait(page)
    page.reload()
    expect(current(page).locator("h2")).to_have_text(title)
    for name, file in (
        ("LaTeX", "derivation-exercise-3-level-3.tex"),
        ("Markdown", "derivation-exercise-3-level-3.md"),
    ):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download {name}").click()
        assert download.value.suggested_filename == file
        download.value.save_as(tmp_path / file)
        assert title in (tmp_path / file).read_text("utf-8")
    ready.type_into(page, "/data/inputs/0/0", "17")
    current(page)
    expect(paper.locator("h2")).to_contain_text("Backpropagation through a 2-")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download LaTeX").click()
    assert re.fullmatch(r"derivation-2-[-\d]+-example-0\.tex", download.value.suggested_filename)


def test_a_download_that_fails_says_so(page_at: Any) -> None:
    page = page_at(expected=("413",))
    derived(page)
    problem = {"title": "Too large", "status": 413, "detail": "the derivation: 9 bytes are more than 5"}
    page.route(DERIVATION, lambda route: route.fulfill(status=413, body=json.dumps(problem)))
    page.get_by_role("button", name="Download LaTeX").click()
    expect(page.locator("#notice")).to_contain_text("was not downloaded: the derivation: 9 bytes")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_paper_there_is_the_document_alone(page_at: Any, theme: str) -> None:
    page = page_at(theme=theme)
    derived(page)
    page.emulate_media(media="print")
    for other in (
        "#header",
        "#network",
        "#summary",
        "#outdated",
        "#derivation .flow-tools",
        "#derivation .contents",
    ):
        expect(page.locator(other)).to_be_hidden()
    expect(page.locator(".paper h2")).to_be_visible()
    expect(page.locator(".paper h2")).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".paper-scroller")).to_have_css("overflow", "visible")


def test_a_wide_equation_fits_on_paper_and_scrolls_by_itself_on_the_page(page_at: Any, ready: Any) -> None:
    page = page_at()
    page.evaluate(LARGE)
    derived(page)
    wide = page.locator(".paper .equation[tabindex]")
    overflow = "it => it.scrollWidth > it.clientWidth + 1"
    assert (
        page.locator(".paper .equation:not([tabindex])").evaluate_all(f"all => all.filter({overflow}).length") == 0
    )
    assert wide.evaluate_all(f"all => all.every({overflow})")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".paper-scroller").evaluate("it => it.scrollWidth <= it.clientWidth")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 660, "height": 930})
    assert page.locator(".paper .equation > math").evaluate_all(
        """all => Math.max(...all.map(it => it.getBoundingClientRect().right))
               <= document.querySelector('.paper').getBoundingClientRect().right + 1"""
    )


def test_a_deep_network_is_laid_out_where_one_looks_and_whole_on_paper(page_at: Any) -> None:
    page = page_at()
    page.evaluate(DEEP)
    paper = derived(page)
    expect(paper).to_have_class(re.compile("long"))
    measured = paper.locator('.equation[style*="--letters"]')
    expect(measured.first).to_be_visible()
    assert measured.count() < paper.locator(".equation").count()
    last = paper.locator("h3").last
    page.locator(".contents button").last.click()
    expect(last).to_be_in_viewport()
    expect(last).to_be_focused()
    page.pdf()
    expect(measured).to_have_count(paper.locator(".equation").count())
    expect(paper).to_have_class(re.compile("long"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_axe_and_the_window(page_at: Any, theme: str, width: int, height: int) -> None:
    page = page_at(width, height, theme)
    derived(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_contents_lead_to_each_section_by_keyboard(page_at: Any) -> None:
    page = page_at()
    paper = derived(page)
    entry = page.locator(".contents button").nth(3)
    focus(entry)
    page.keyboard.press("Enter")
    heading = paper.locator("h3").nth(3)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(entry).to_have_attribute("aria-current", "location")


def test_on_a_phone_a_menu_leads_to_each_section(page_at: Any) -> None:
    page = page_at(390, 844)
    paper = derived(page)
    expect(page.locator(".contents")).to_be_hidden()
    last = paper.locator("h3").last
    page.get_by_label("Section", exact=True).select_option(label=last.inner_text())
    expect(last).to_be_in_viewport()


def test_input_that_does_not_fit_together(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("422",))
    paper = derived(page)
    old = equations(paper)
    ready.type_into(page, WEIGHT, "x")
    note = page.locator(".derivation-note")
    expect(note).to_contain_text("layer 1, weights, row 1, column 0: ")
    expect(note).to_contain_text("This is the solution of the last input that fitted together.")
    expect(page.locator("#derivation")).to_have_attribute("data-outdated", "")
    assert equations(paper) == old
    ready.type_into(page, WEIGHT, "0.5")
    current(page)
    expect(note).to_be_empty()


def test_a_link_to_input_that_does_not_fit_together(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("422",))
    ready.type_into(page, WEIGHT, "x")
    ready.status(page, "invalid")
    page.get_by_role("button", name="Derivation", exact=True).click()
    expect(page.locator("#derivation .empty")).to_contain_text("layer 1, weights, row 1, column 0: ")
    expect(page.get_by_role("button", name="Download LaTeX")).to_be_disabled()


def test_too_costly_is_said_in_words(page_at: Any) -> None:
    page = page_at(expected=("413",))
    problem = {"title": "Too large", "status": 413, "detail": "the derivation: 9 operations are more than 5"}
    page.route(DERIVATION, lambda route: route.fulfill(status=413, body=json.dumps(problem)))
    page.get_by_role("button", name="Derivation", exact=True).click()
    expect(page.locator("#derivation .empty")).to_have_text(
        "Too large: the derivation: 9 operations are more than 5."
    )


def test_an_old_solution_is_marked_until_the_new_one_comes(page_at: Any, ready: Any) -> None:
    page = page_at()
    paper = derived(page)
    held: list[Route] = []

    def handle(route: Route) -> None:
        spec = route.request.post_data_json or {}
        weights = spec["network"]["layers"][0]["weights"]
        if weights[1][0] == 2:
            held.append(route)
        else:
            route.continue_()

    page.route(DERIVATION, handle)
    with page.expect_request(DERIVATION) as asked:
        ready.type_into(page, WEIGHT, "2")
    expect(page.locator("#derivation")).to_have_attribute("data-outdated", "")
    with page.expect_event("requestfailed", lambda request: request == asked.value):
        ready.type_into(page, WEIGHT, "3")
    current(page)
    assert re.search(r"\b3\b", equations(section(paper, "given")))


def test_a_server_that_is_gone_and_comes_back(page_at: Any, own_server: Any, ready: Any) -> None:
    own_server.start()
    page = page_at(base=own_server.url, expected=("Failed to load resource",))
    own_server.stop()
    page.get_by_role("button", name="Derivation", exact=True).click()
    expect(page.locator("#derivation .empty")).to_contain_text("The server is gone.")
    own_server.start()
    paper = current(page)
    own_server.stop()
    ready.type_into(page, WEIGHT, "2")
    ready.status(page, "offline")
    expect(page.locator(".derivation-note")).to_contain_text("asked for again as soon as it is back")
    own_server.start()
    current(page)
    assert "2" in equations(section(paper, "given"))
