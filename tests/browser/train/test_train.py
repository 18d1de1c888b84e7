"""Training: runs that go on, stop and are taken up again; their steps in the flow; settings that are kept."""

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import focus
from tests.browser.training import LONG, SGD, at, done, fragment, linked, loss, press, rounded, run, scrubber, told

RATE = "/optimizer/learning_rate"


class TestRunning:
    def test_a_run_is_told_to_its_end(self, trained: Page, server: Any) -> None:
        at(trained, 40)
        words = trained.locator(".run-words").first
        expect(words).to_have_text(re.compile(r"^All 40 steps done\. "))
        last = [data for name, data in told(server, SGD) if name == "step"][-1]
        assert float(loss(trained)) == rounded(last["loss"])
        expect(trained.get_by_role("progressbar")).to_have_js_property("value", 1)

    def test_step_by_step_gives_the_same_numbers(self, page_at: Any, trained: Page) -> None:
        end = loss(trained)
        page = page_at(path=fragment(SGD))
        for step in (1, 2, 3):
            press(page, "Step")
            at(page, step)
            expect(page.locator(".run-words").first).to_have_text(f"Paused at step {step}.")
        focus(scrubber(trained))
        trained.keyboard.press("Home")
        for _ in range(3):
            trained.keyboard.press("ArrowRight")
        at(trained, 3)
        assert loss(page) == loss(trained)
        press(page, "Continue")
        done(page)
        at(page, 40)
        assert loss(page) == end

    def test_a_pause_changes_nothing(self, page_at: Any, server: Any) -> None:
        training = {**LONG, "steps": 100_000}
        page = page_at(path=fragment(training))
        press(page, "Start")
        expect(scrubber(page)).not_to_have_value("0")
        press(page, "Pause")
        expect(page.locator(".run-words").first).to_have_text(re.compile(r"^Paused at step [1-9]"))
        press(page, "Continue")
        done(page)
        at(page, 100_000)
        last = [data for name, data in told(server, training) if name == "step"][-1]
        assert float(loss(page)) == rounded(last["loss"])
        shown = page.locator('[data-chart="loss"] b').first
        expect(shown).to_have_text(loss(page))

    def test_reset_brings_back_the_spec(self, trained: Page) -> None:
        at(trained, 40)
        end = loss(trained)
        press(trained, "Reset")
        expect(trained.locator("#summary .figure-value").first).not_to_have_text(end)
        expect(scrubber(trained)).to_be_hidden()
        expect(trained.locator(".train-settings")).to_have_attribute("open", "")

    def test_an_edit_is_said_and_never_mixed_in(self, trained: Page, ready: Any) -> None:
        at(trained, 40)
        end = loss(trained)
        expect(trained.locator(".stale-run")).to_be_hidden()
        trained.locator(".train-settings > summary").click()
        ready.type_into(trained, RATE, "0.25")
        ready.type_into(trained, "/network/seed", "3")
        expect(trained.locator(".stale-run")).to_be_visible()
        ready.wait(trained)
        assert loss(trained) == end
        press(trained, "Start")
        expect(trained.locator(".stale-run")).to_be_hidden()
        done(trained)
        at(trained, 40)
        assert loss(trained) != end

    def test_what_left_the_finite_numbers_is_named(self, page_at: Any) -> None:
        page = page_at(path=fragment({"optimizer": {"name": "sgd", "learning_rate": 1e200}, "steps": 50}))
        press(page, "Start")
        words = page.locator(".run-words").first
        expect(words).to_have_text(
            re.compile(r"Left the finite numbers at step \d+: .* not finite\. Step \d+ is the last good one\.")
        )
        good = int(re.findall(r"Step (\d+) is the last good", words.inner_text())[0])
        at(page, good)

    def test_a_second_run_with_one_thing_changed(self, page_at: Any, server: Any) -> None:
        page = page_at(path=fragment(SGD))
        page.get_by_label("what if one thing were different").select_option("learning_rate")
        expect(page.get_by_label("learning rate instead")).to_have_value("0.05")
        run(page)
        expect(page.locator(".run-words").nth(1)).to_contain_text("steps done")
        page.get_by_role("radio", name="learning rate 0.05").check()
        at(page, 40)
        other = {"optimizer": {"name": "sgd", "learning_rate": 0.05}, "steps": 40}
        last = [data for name, data in told(server, other) if name == "step"][-1]
        expect(page.locator("#summary .figure-value").first).to_have_text(str(rounded(last["loss"])))


class TestSteps:
    def test_the_keys_go_through_the_steps(self, trained: Page) -> None:
        focus(scrubber(trained))
        for key, step in (
            ("Home", 0),
            ("ArrowRight", 1),
            ("PageUp", 11),
            ("PageDown", 1),
            ("End", 40),
            ("ArrowLeft", 39),
        ):
            trained.keyboard.press(key)
            at(trained, step)

    def test_after_quick_scrubbing_the_flow_is_that_of_the_hand(
        self, trained: Page, ready: Any, server: Any
    ) -> None:
        snapshots = {data["step"]: data["analysis"] for name, data in told(server, SGD) if name == "snapshot"}
        focus(scrubber(trained))
        trained.keyboard.press("Home")
        for _ in range(27):
            trained.keyboard.press("ArrowRight")
        at(trained, 27)
        expected = snapshots[27]
        assert float(loss(trained)) == rounded(expected["loss"])
        for layer in (1, 2):
            shown = expected["layers"][layer - 1]
            printed = [[float(text) for text in row] for row in ready.values(trained, layer, "weights")]
            if printed:
                assert printed == [[rounded(value) for value in row] for row in shown["weights"]]
            statuses = trained.locator(f'#flow [data-layer="{layer}"][data-neuron]')
            found = statuses.evaluate_all("marks => marks.map(mark => mark.dataset.status)")
            assert found == [neuron["status"] for neuron in shown["neurons"]]

    def test_while_it_moves_every_frame_is_that_of_the_hand(self, trained: Page) -> None:
        behind = trained.evaluate(
            """async () => {
              const range = document.querySelector('#train input[type=range]');
              const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
              const behind = [];
              for (const step of [5, 30, 12, 0, 39, 21]) {
                range.value = String(step);
                range.dispatchEvent(new Event('input', { bubbles: true }));
                await frame();
                const loss = document.querySelector('#summary .figure-value').textContent;
                const shown = document.querySelector('[data-chart="loss"] b').textContent;
                const at = document.querySelector('.scrubber .at').textContent;
                if (!at.startsWith(`step ${step} of`) || loss !== shown) behind.push([step, at, loss, shown]);
              }
              return behind;
            }"""
        )
        assert behind == []

    def test_the_inspector_explains_the_step(self, trained: Page, server: Any) -> None:
        focus(scrubber(trained))
        trained.keyboard.press("Home")
        trained.keyboard.press("ArrowRight")
        at(trained, 1)
        trained.locator("#summary").get_by_role("button").first.click()
        analysis = next(
            data["analysis"] for name, data in told(server, SGD) if name == "snapshot" and data["step"] == 1
        )
        expect(trained.locator("#inspector .steps").first).to_be_visible()
        shown = f"{rounded(analysis['loss'])}"
        expect(trained.locator("#inspector .steps").first).to_contain_text(shown)

    def test_another_view_shows_the_spec_and_the_step_comes_back(self, trained: Page, page_at: Any) -> None:
        at(trained, 40)
        end = loss(trained)
        own = page_at(path=fragment(SGD, view="explore"))
        address = trained.url
        trained.get_by_role("button", name="Explore", exact=True).click()
        trained.wait_for_url(lambda url: url != address)
        expect(trained.locator("#summary .figure-value").first).to_have_text(loss(own))
        trained.go_back()
        expect(trained.locator("#summary .figure-value").first).to_have_text(end)
        expect(trained.locator(".stale-run")).to_be_hidden()

    def test_a_step_is_opened_in_explore(self, trained: Page) -> None:
        focus(scrubber(trained))
        trained.keyboard.press("ArrowLeft")
        at(trained, 39)
        before = loss(trained)
        trained.locator("#title").fill("Exam 3")
        press(trained, "Open step in Explore")
        expect(trained.locator("#train")).to_be_hidden()
        expect(trained.locator("#title")).to_have_value("Exam 3")
        expect(trained).to_have_title("Exam 3 – Nablascope")
        expect(trained.locator('#outdated[data-status="ready"]')).to_be_attached()
        expect(trained.locator("#summary .figure-value").first).to_have_text(before)

    def test_another_example_is_that_of_the_step(self, trained: Page, server: Any) -> None:
        at(trained, 40)
        trained.get_by_role("button", name="Next example").click()
        expect(trained.locator("#summary .note").first).to_contain_text("on example 0")
        at(trained, 40)
        analysis = [data["analysis"] for name, data in told(server, {**SGD, "example": 0}) if name == "snapshot"][
            -1
        ]
        shown = trained.locator('#flow [data-layer="1"][data-quantity="weight_gradient"]').first
        assert analysis["layers"][0]["gradient_norm"] > 0
        expect(trained.locator("#summary .norm").first).to_have_text(
            str(rounded(analysis["layers"][0]["gradient_norm"]))
        )
        expect(shown).to_be_visible()
        focus(scrubber(trained))
        trained.keyboard.press("Home")
        at(trained, 0)
        expect(trained.locator("#summary .note").first).to_contain_text("on example 0")

    def test_steps_that_were_not_sent_whole_are_fetched(
        self, page_at: Any, own_server: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NABLASCOPE_SNAPSHOT_BYTES", "40000")
        own_server.start()
        page = page_at(path=fragment(SGD), base=own_server.url)
        run(page)
        focus(scrubber(page))
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        at(page, 1)
        expect(page.locator(".step-note")).to_have_text("")
        step = next(data for name, data in told(own_server, SGD) if name == "step" and data["step"] == 1)
        expect(page.locator("#summary .figure-value").first).to_have_text(str(rounded(step["loss"])))


class TestSettings:
    def test_what_is_set_survives_a_reload_and_is_in_the_link(self, page_at: Any, ready: Any) -> None:
        page = page_at(path="")
        page.get_by_role("button", name="Train", exact=True).click()
        page.locator('[data-pointer="/optimizer"]').select_option("adam")
        ready.type_into(page, "/optimizer/betas/1", "0.99")
        ready.type_into(page, "/steps", "17")
        page.wait_for_url(lambda url: linked(url).get("training", {}).get("steps") == 17)
        link = page.url
        page.reload()
        ready.wait(page)
        other = page_at(path="#" + link.split("#")[1])
        for one in (page, other):
            expect(one.locator('[data-pointer="/optimizer"]')).to_have_value("adam")
            assert ready.field(one, "/optimizer/betas/1") == "0.99"
            assert ready.field(one, "/steps") == "17"

    def test_an_edit_is_undone(self, page_at: Any, ready: Any) -> None:
        page = page_at(path=fragment(SGD))
        ready.type_into(page, RATE, "0.75")
        page.get_by_role("button", name="Undo").click()
        assert ready.field(page, RATE) == "0.5"
        page.get_by_role("button", name="Redo").click()
        assert ready.field(page, RATE) == "0.75"

    def test_it_is_in_the_file(self, page_at: Any, tmp_path: Path) -> None:
        page = page_at(path=fragment(SGD))
        with page.expect_download() as download:
            page.get_by_role("button", name="Save").click()
        download.value.save_as(tmp_path / "network.json")
        assert json.loads((tmp_path / "network.json").read_text())["request"]["training"] == SGD

    def test_the_hyperparameters_are_those_of_the_optimizer(self, page_at: Any) -> None:
        page = page_at(path=fragment({}))
        expect(page.get_by_label("momentum", exact=True)).to_be_hidden()
        page.locator('[data-pointer="/optimizer"]').select_option("momentum")
        expect(page.get_by_label("momentum", exact=True)).to_have_attribute("placeholder", "0.9")
        page.locator('[data-pointer="/schedule"]').select_option("step")
        expect(page.locator('[data-pointer="/schedule/gamma"]')).to_have_attribute("placeholder", "0.1")

    def test_what_is_wrong_is_marked_at_its_field(self, page_at: Any, ready: Any) -> None:
        page = page_at(path=fragment(SGD), expected=("422",))
        ready.type_into(page, RATE, "-1")
        press(page, "Start")
        field = page.locator(f'[data-pointer="{RATE}"]')
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(page.locator(".settings-body .problems")).to_contain_text("optimizer, learning rate")
        expect(page.locator(".run-words").first).to_contain_text("do not fit together")
        ready.type_into(page, RATE, "0.5")
        expect(field).not_to_have_attribute("aria-invalid", "true")
        run(page)

    def test_what_is_wrong_with_the_change_is_marked_there(self, page_at: Any, ready: Any) -> None:
        training = {**SGD, "what_if": {"change": "learning_rate", "value": -1}}
        page = page_at(path=fragment(training), expected=("422",))
        run(page)
        expect(page.get_by_label("learning rate instead")).to_have_attribute("aria-invalid", "true")

    def test_the_run_is_downloaded(self, trained: Page, tmp_path: Path) -> None:
        with trained.expect_download() as download:
            press(trained, "CSV")
        download.value.save_as(tmp_path / "run.csv")
        rows = (tmp_path / "run.csv").read_text().splitlines()
        assert rows[0].startswith("step,loss")
        assert len(rows) == 42
        with trained.expect_download() as download:
            press(trained, "NumPy")
        download.value.save_as(tmp_path / "run.npz")
        assert (tmp_path / "run.npz").read_bytes()[:4] == struct.pack("<I", 0x04034B50)
