"""What the address and files keep: reload, Back and Forward, undo and redo, share, open and save, sub-paths."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import focus
from tests.browser.training import linked

WEIGHT = "/network/layers/0/weights/0/0"
FIRST = '#flow [data-layer="1"][data-quantity="weights"] .value'


def address_follows(page: Page, old: str) -> None:
    """Until the address is another one."""
    page.wait_for_url(lambda url: url != old)


def test_a_link_brings_everything_back_exactly(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.type_into(page, WEIGHT, "0.30000000000000004")
    page.locator('[data-pointer="/precision"]').select_option("float32")
    page.wait_for_url(lambda url: linked(url).get("precision") == "float32")
    link = page.url
    assert "#v1." in link
    page.reload()
    ready.wait(page)
    focus(page.locator(f'[data-pointer="{WEIGHT}"]'))
    assert ready.field(page, WEIGHT) == "0.30000000000000004"
    expect(page.locator('[data-pointer="/precision"]')).to_have_value("float32")
    other = page_at(path="#" + link.split("#")[1])
    focus(other.locator(f'[data-pointer="{WEIGHT}"]'))
    assert ready.field(other, WEIGHT) == "0.30000000000000004"
    expect(other.locator(FIRST).first).to_have_text("0.3")


def test_what_was_typed_just_before_a_reload_is_kept(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.type_into(page, WEIGHT, "42")
    page.reload()
    ready.wait(page)
    assert ready.field(page, WEIGHT) == "42"


def test_what_was_typed_wrongly_is_kept_too(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("422",))
    ready.type_into(page, WEIGHT, "one")
    ready.status(page, "invalid")
    page.reload()
    ready.status(page, "invalid")
    assert ready.field(page, WEIGHT) == "one"


def test_back_and_forward_walk_over_presets_and_keep_edits(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.type_into(page, WEIGHT, "5")
    ready.preset(page, "dead_layer")
    expect(page.locator(".layer-card")).to_have_count(3)
    page.wait_for_url(lambda url: linked(url).get("preset") == "dead_layer")
    page.go_back()
    expect(page.locator(".layer-card")).to_have_count(2)
    ready.wait(page)
    assert ready.field(page, WEIGHT) == "5"
    page.go_forward()
    expect(page.locator(".layer-card")).to_have_count(3)
    ready.wait(page)


def test_back_undoes_the_choice_of_an_example(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.preset(page, "relu_sparsity")
    page.wait_for_url(lambda url: linked(url).get("preset") == "relu_sparsity")
    old = page.url
    page.get_by_role("button", name="batch").click()
    address_follows(page, old)
    page.get_by_role("button", name="Next example").click()
    page.get_by_role("button", name="Next example").click()
    expect(page.locator("#flow input[type=number]")).to_have_value("2")
    page.wait_for_url(lambda url: linked(url).get("example") == 2)
    page.go_back()
    ready.wait(page)
    expect(page).to_have_url(old)


def test_undo_and_redo_by_key_and_by_button(page_at: Any, ready: Any) -> None:
    page = page_at()
    undo = page.get_by_role("button", name="Undo")
    redo = page.get_by_role("button", name="Redo")
    expect(undo).to_have_attribute("aria-disabled", "true")
    ready.type_into(page, WEIGHT, "0.125")
    ready.type_into(page, "/network/layers/0/weights/0/1", "9")
    undo.click()
    expect(page.locator('[data-pointer="/network/layers/0/weights/0/1"]')).to_have_value("−1")
    assert ready.field(page, WEIGHT) == "0.125"
    page.keyboard.press("Control+z")
    expect(page.locator(f'[data-pointer="{WEIGHT}"]')).to_have_value("1")
    expect(page.locator(FIRST).first).to_have_text("1")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(f'[data-pointer="{WEIGHT}"]')).to_have_value("0.125")
    redo.click()
    expect(page.locator('[data-pointer="/network/layers/0/weights/0/1"]')).to_have_value("9")
    expect(redo).to_have_attribute("aria-disabled", "true")


def test_undo_works_within_the_field_that_is_typed_into(page_at: Any, ready: Any) -> None:
    page = page_at()
    focus(page.locator(f'[data-pointer="{WEIGHT}"]'))
    page.keyboard.type("8")
    expect(page.locator(FIRST).first).to_have_text("8")
    page.keyboard.press("Control+z")
    assert ready.field(page, WEIGHT) == "1"
    expect(page.locator(FIRST).first).to_have_text("1")


def test_share_copies_a_link_that_works_elsewhere(page_at: Any, ready: Any) -> None:
    page = page_at()
    ready.type_into(page, WEIGHT, "6")
    page.get_by_role("button", name="Share").click()
    expect(page.locator("#notice")).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    other = page_at(path="#" + link.split("#")[1])
    expect(other.locator(FIRST).first).to_have_text("6")


@pytest.mark.parametrize("fragment", ["v1.AAAA", "v9.whatever", "tab.gone", "v1."])
def test_a_link_that_cannot_be_read_says_so(page_at: Any, fragment: str) -> None:
    page = page_at(path=f"#{fragment}")
    expect(page.locator("#notice")).to_contain_text("This link cannot be opened")
    expect(page.locator(FIRST).first).to_have_text("1")


def test_a_network_too_large_for_a_link_survives_a_reload(page_at: Any, ready: Any, tmp_path: Path) -> None:
    rows = [[(i * 7919 + j * 104729) % 99991 / 3 for j in range(150)] for i in range(150)]
    network = {
        "layers": [
            {"weights": rows, "activation": "relu"},
            {"units": 2, "activation": "softmax", "initializer": "he_normal"},
        ]
    }
    request = {"network": network, "data": {"inputs": [[1] * 150], "targets": [0]}}
    file = tmp_path / "large.json"
    file.write_text(json.dumps(request))
    page = page_at()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("#notice")).to_contain_text("Opened large.json")
    page.wait_for_url(lambda url: "#tab." in url)
    page.reload()
    ready.wait(page)
    expect(page.locator('[data-pointer="/network/layers/0/units"]')).to_have_value("150")
    page.get_by_role("button", name="Share").click()
    expect(page.locator("#notice")).to_contain_text("Save it as a file")


def test_save_and_open(page_at: Any, ready: Any, tmp_path: Path) -> None:
    page = page_at()
    ready.type_into(page, WEIGHT, "0.1")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    file = tmp_path / "saved.json"
    download.value.save_as(file)
    saved = json.loads(file.read_text())
    assert saved["nablascope"] == 1
    assert saved["format"] == page.request.get(page.url.split("#")[0] + "healthz").json()["format"]
    assert saved["request"]["network"]["layers"][0]["weights"][0] == [0.1, -1]
    ready.preset(page, "dead_layer")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".layer-card")).to_have_count(2)
    ready.wait(page)
    assert ready.field(page, WEIGHT) == "0.1"


def test_a_file_is_dropped_on_the_page(page_at: Any, ready: Any) -> None:
    page = page_at()
    page.evaluate(
        """() => {
            const request = {network: {layers: [{weights: [[2]], activation: 'identity'}]},
                             data: {inputs: [[3]], targets: [[1]]}, loss: 'mean_squared_error'};
            const transfer = new DataTransfer();
            transfer.items.add(new File([JSON.stringify(request)], 'bare.json'));
            window.dispatchEvent(new DragEvent('drop', {dataTransfer: transfer}));
        }"""
    )
    expect(page.locator("#notice")).to_contain_text("Opened bare.json")
    ready.wait(page)
    assert ready.values(page, 1, "activation") == [["6"]]


def test_a_file_of_something_else_is_refused_with_words(page_at: Any, tmp_path: Path) -> None:
    page = page_at()
    file = tmp_path / "notes.json"
    file.write_text("{}")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("#notice")).to_contain_text("notes.json was not opened")
    expect(page.locator(FIRST).first).to_have_text("1")


def test_the_theme_is_kept(page_at: Any, ready: Any) -> None:
    page = page_at(theme="light")
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "light")
    button = page.get_by_role("button", name="Theme:")
    button.click()
    button.click()
    expect(root).to_have_attribute("data-theme", "dark")
    page.reload()
    ready.wait(page)
    expect(root).to_have_attribute("data-theme", "dark")
    button.click()
    expect(root).to_have_attribute("data-theme", "light")
    page.emulate_media(color_scheme="dark")
    expect(root).to_have_attribute("data-theme", "dark")


def test_a_skip_link_moves_the_focus_and_leaves_the_address_alone(page_at: Any) -> None:
    page = page_at()
    address = page.url
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#flow")).to_be_focused()
    assert page.url == address
    expect(page.locator("#notice")).to_be_empty()


def test_the_help_opens_and_closes_by_key(page_at: Any) -> None:
    page = page_at()
    page.get_by_role("button", name="Help").press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("A neuron is a row, everywhere")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_server_that_goes_and_comes_back(page_at: Any, own_server: Any, ready: Any) -> None:
    own_server.start()
    page = page_at(base=own_server.url, expected=("ERR_CONNECTION_REFUSED", "ERR_"))
    own_server.stop()
    ready.type_into(page, WEIGHT, "4")
    ready.status(page, "offline")
    expect(page.locator("#outdated")).to_contain_text("The server is gone. Nothing is lost")
    expect(page.locator("#outdated")).to_be_visible()
    expect(page.locator(FIRST).first).to_have_text("1")
    own_server.start()
    ready.status(page, "ready")
    expect(page.locator(FIRST).first).to_have_text("4")
    expect(page.locator("#live")).to_have_text("The server is back.")


def test_a_busy_server_is_asked_again(page_at: Any, ready: Any) -> None:
    page = page_at(expected=("503",))
    asked = []

    def answer(route: Any) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()
            return
        problem = {"type": "about:blank", "title": "Busy", "status": 503, "detail": "Too many computations wait."}
        route.fulfill(
            status=503,
            headers={"Retry-After": "1", "Content-Type": "application/problem+json"},
            body=json.dumps(problem),
        )

    page.route("**/analyze", answer)
    ready.type_into(page, WEIGHT, "4")
    ready.status(page, "busy")
    ready.status(page, "ready")
    expect(page.locator(FIRST).first).to_have_text("4")


@pytest.fixture
def proxy(server: Any) -> Iterator[str]:
    """A proxy that publishes the server under a sub-path and nothing else."""
    prefix = "/lab/nabla/"

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self) -> None:
            if not self.path.startswith(prefix):
                self.send_error(404)
                return
            length = int(self.headers.get("Content-Length") or 0)
            kept = {
                name: value
                for name, value in self.headers.items()
                if name.lower() not in {"host", "accept-encoding"}
            }
            answer = httpx.request(
                self.command,
                server.url + self.path.removeprefix(prefix),
                headers=kept,
                content=self.rfile.read(length),
            )
            self.send_response(answer.status_code)
            for name in ("Content-Type", "Content-Security-Policy"):
                if name in answer.headers:
                    self.send_header(name, answer.headers[name])
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = forward  # noqa: N815 - the names are http.server's

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    proxy_server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=proxy_server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{proxy_server.server_port}{prefix}"
    proxy_server.shutdown()
    proxy_server.server_close()
    thread.join()


def test_the_page_works_under_a_sub_path(page_at: Any, proxy: str, ready: Any) -> None:
    page = page_at(base=proxy)
    ready.type_into(page, WEIGHT, "3")
    expect(page.locator(FIRST).first).to_have_text("3")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1024, 768), (1280, 720), (2560, 1440)])
def test_no_width_scrolls_sideways(page_at: Any, width: int, height: int) -> None:
    page = page_at(width, height)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_panels_fold_on_a_narrow_window(page_at: Any, ready: Any) -> None:
    page = page_at(1024, 768)
    expect(page.locator("#network")).to_be_hidden()
    page.get_by_role("button", name="Network", exact=True).click()
    expect(page.locator("#network")).to_be_visible()
    ready.type_into(page, WEIGHT, "3")
    expect(page.locator(FIRST).first).to_have_text("3")
    page.get_by_role("button", name="Inspector", exact=True).click()
    expect(page.locator("#inspector")).to_be_visible()
