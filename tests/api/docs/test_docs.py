"""The documentation page: whole, linked, clean of scripts and of anything from elsewhere."""

import json
import re
import shlex
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.api.docs.page import bounds, curl, kind, page, prose
from app.errors import PROBLEMS
from app.settings import Settings

pytestmark = pytest.mark.anyio

VOID = {"meta", "link"}


class Outline(HTMLParser):
    """Collects anchors, links, headings and texts of code, and checks that tags are balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.code: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [value] if (value := values.get("id")) else []
        self.links += [value] if tag == "a" and (value := values.get("href")) else []
        assert not any(name.startswith("on") or name == "style" for name in values)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-2:] == ["pre", "code"]:
            self.code.append(data)


@pytest.fixture
async def text(client: httpx.AsyncClient) -> str:
    response = await client.get("/docs")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return response.text


@pytest.fixture
def outline(text: str) -> Outline:
    outline = Outline()
    outline.feed(text)
    outline.close()
    assert outline.open == []
    return outline


async def test_every_link_leads_somewhere(outline: Outline, client: httpx.AsyncClient) -> None:
    assert len(set(outline.ids)) == len(outline.ids)
    inside = {link[1:] for link in outline.links if link.startswith("#")}
    assert inside <= set(outline.ids)
    outside = [link for link in outline.links if not link.startswith("#")]
    assert outside == ["./", "openapi.json"]
    for link in outside:
        assert (await client.get(link)).status_code == 200


async def test_no_script_and_nothing_from_elsewhere(text: str, outline: Outline) -> None:
    assert not {"script", "img", "iframe", "form"} & set(outline.tags)
    assert "url(" not in text
    assert "@import" not in text
    assert set(re.findall(r"https?://[^/'<\s]+", text)) == {"http://test"}


async def test_one_outline_of_headings(outline: Outline) -> None:
    levels = [int(tag[1]) for tag in outline.tags if re.fullmatch("h[1-6]", tag)]
    content = levels[levels.index(1) :]
    assert content.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(content))


async def test_everything_is_documented(app: FastAPI, text: str, outline: Outline) -> None:
    document = app.openapi()
    for name in document["components"]["schemas"]:
        assert f"schema-{name}" in outline.ids
    for problem in PROBLEMS:
        assert f"problem-{problem.slug}" in outline.ids
    for path in document["paths"]:
        assert f"<code>{path}</code>" in text
    for name in Settings.model_fields:
        assert f"NABLASCOPE_{name.upper()}" in text


async def test_the_curl_lines_work(outline: Outline, client: httpx.AsyncClient) -> None:
    assert len(outline.code) >= 8
    for line in outline.code:
        _, _, address, *options = shlex.split(line.replace("\\\n", " "))
        if options:
            assert options[:3] == ["-H", "Content-Type: application/json", "-d"]
            response = await client.post(address, content=options[3], headers={"Content-Type": "application/json"})
        else:
            response = await client.get(address)
        assert response.status_code == 200, line


async def test_the_document_refers_to_nothing_that_is_not_there(app: FastAPI) -> None:
    document = app.openapi()
    referred = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert referred <= set(document["components"]["schemas"])
    assert app.openapi() is document


async def test_a_hostile_host_is_written_as_text(client: httpx.AsyncClient) -> None:
    response = await client.get("/docs", headers={"Host": "x'<script>alert(1)</script>"})
    assert "<script" not in response.text


def test_an_empty_document() -> None:
    assert "<h1>T 1: the API</h1>" in page({"info": {"title": "T", "version": "1"}, "paths": {}}, "http://x")


def test_parameters_are_listed() -> None:
    item = {
        "parameters": [{"name": "n", "in": "query", "schema": {"type": "integer"}, "description": "how `many`"}],
        "responses": {"200": {"description": "fine"}},
    }
    html = page({"info": {"title": "T", "version": "1"}, "paths": {"/x": {"get": item}}}, "http://x")
    assert "<dt><code>n</code> integer, in query</dt><dd><p>how <code>many</code></p></dd>" in html


async def test_a_stream_is_told_by_its_events(text: str) -> None:
    assert 'a stream of events (<code>start</code> with <a href="#schema-StartEvent">StartEvent</a>, ' in text
    assert '<code>revival</code> with <a href="#schema-LifeEvent">LifeEvent</a>' in text
    assert "in header" in text
    assert "<p>Header <code>Run-End</code>: of a file: why the run ended" in text


def test_kinds_in_words() -> None:
    named: dict[str, Any] = {"Thing": {}}
    assert kind({"$ref": "#/components/schemas/Thing"}, named) == '<a href="#schema-Thing">Thing</a>'
    assert kind({"const": 1}, {}) == "<code>1</code>"
    assert kind({"enum": ["a", None]}, {}) == "<code>&quot;a&quot;</code> or <code>null</code>"
    assert kind({"type": "array"}, {}) == "list"
    assert kind({}, {}) == "anything"
    assert bounds({"minimum": 1, "exclusiveMaximum": 9}) == " (at least 1, below 9)"
    assert kind({"anyOf": [{"type": "number"}, {"enum": ["NaN"]}, {"type": "null"}]}, {}) == "number or null"
    assert prose("a `b`\n\n\nc <d>\n") == "<p>a <code>b</code></p><p>c &lt;d&gt;</p>"
    assert curl("http://x", "/y", {"a": "it's"}).count("it") == 1
