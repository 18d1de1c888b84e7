"""The table of one matrix: small ones fit, larger ones say where there is more, and the heads stay in sight."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.training import link


def opened(page_at: Any, rows: int, columns: int, size: tuple[int, int]) -> Page:
    """The dialog of the weights of a first layer."""
    layer = {"units": rows, "activation": "tanh", "initializer": "he_normal"}
    last = {"units": 2, "activation": "softmax", "initializer": "he_normal"}
    spec = {
        "network": {"layers": [layer, last], "seed": 2},
        "data": {"inputs": [[0.5 * i - 1 for i in range(columns)]], "targets": [[0, 1]]},
        "loss": "cross_entropy",
    }
    page: Page = page_at(*size, path=link(spec))
    page.evaluate("import('/js/actions/looking.js').then(it => it.openTable({ layer: 1, quantity: 'weights' }))")
    expect(page.locator("#table .sheet td:not(.gap, .corner)").first).to_be_visible()
    return page


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
@pytest.mark.parametrize(("rows", "columns"), [(3, 4), (5, 2), (1, 1)])
def test_a_small_matrix_fits(page_at: Any, rows: int, columns: int, size: tuple[int, int]) -> None:
    page = opened(page_at, rows, columns, size)
    scroller = page.locator(".sheet-scroller")
    assert scroller.evaluate("it => it.scrollWidth <= it.clientWidth && it.scrollHeight <= it.clientHeight")
    assert scroller.get_attribute("data-more") == ""
    cut = "cells => cells.filter(it => it.scrollWidth > it.clientWidth).map(it => it.textContent)"
    assert page.locator(".sheet :is(th, td)").evaluate_all(cut) == []


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_large_matrix_says_where_there_is_more_and_keeps_its_heads(page_at: Any, size: tuple[int, int]) -> None:
    page = opened(page_at, 60, 40, size)
    scroller = page.locator(".sheet-scroller")
    expect(scroller).to_have_attribute("data-more", "right below")
    assert scroller.evaluate("it => getComputedStyle(it).boxShadow") != "none"
    scroller.evaluate("it => it.scrollTo(300, 0)")
    expect(scroller).to_have_attribute("data-more", "left right below")
    head = page.get_by_role("rowheader", name="neuron 0", exact=True)
    expect(head).to_be_in_viewport(ratio=0.98)
    assert head.evaluate("it => getComputedStyle(it).boxShadow") != "none"
    scroller.evaluate("it => it.scrollTo(1e6, 1e6)")
    expect(scroller).to_have_attribute("data-more", "left")
    expect(page.get_by_role("columnheader", name="input 39", exact=True)).to_be_in_viewport(ratio=0.98)
