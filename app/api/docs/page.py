"""The documentation as one HTML page, made from the OpenAPI document: no script, nothing from elsewhere."""

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from ...errors import PROBLEMS, TYPE_PREFIX, Problem
from ...settings import PREFIX, Settings
from .openapi import EVENTS

JsonObject = Mapping[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")
NON_FINITE = {"NaN", "Infinity", "-Infinity"}
REFERENCE = "#/components/schemas/"
CODE, MARKED = re.compile(r"`([^`]+)`"), r"<code>\1</code>"

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<div class="frame">
<nav aria-label="Contents">{contents}</nav>
<main id="content">{content}</main>
</div>
</body>
</html>
"""


@cache
def style() -> str:
    """The page's style sheet."""
    return (files(__package__) / "docs.css").read_text(encoding="utf-8")


def page(document: JsonObject, base: str) -> str:
    """The whole page; `base` is the address of the server without a slash at its end, for the curl lines."""
    info = document["info"]
    schemas: JsonObject = document.get("components", {}).get("schemas", {})
    operations = list(operations_of(document))
    sections = (
        f"<h1>{escape(info['title'])} {escape(info['version'])}: the API</h1>",
        prose(info.get("description", "")),
        '<p><a href="./">The page</a> · <a href="openapi.json">openapi.json</a></p>',
        '<h2 id="endpoints">Endpoints</h2>',
        *(operation(method, path, item, schemas, base) for method, path, item in operations),
        '<h2 id="problems">Errors</h2>',
        problems(),
        '<h2 id="schemas">Schemas</h2>',
        *(schema_section(name, schema, schemas) for name, schema in schemas.items()),
        '<h2 id="settings">Settings and limits</h2>',
        settings(),
    )
    return PAGE.format(
        title=f"{escape(info['title'])}: the API",
        style=style(),
        contents=contents(operations, schemas),
        content="\n".join(sections),
    )


def operations_of(document: JsonObject) -> Iterable[tuple[str, str, JsonObject]]:
    """Method, path and operation of every endpoint, in the order of the routes."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield method.upper(), path, item[method]


def contents(operations: Iterable[tuple[str, str, JsonObject]], schemas: JsonObject) -> str:
    """The list of links at the side."""
    endpoints = [(anchor(method, path), f"{method} {path}") for method, path, _ in operations]
    kinds = [(f"problem-{kind.slug}", f"{kind.status} {kind.title}") for kind in PROBLEMS]
    groups = (
        ("Endpoints", endpoints),
        ("Errors", kinds),
        ("Schemas", [(f"schema-{name}", name) for name in schemas]),
        ("More", [("settings", "Settings and limits")]),
    )
    return "".join(f"<h2>{title}</h2>{links(entries)}" for title, entries in groups)


def links(entries: Iterable[tuple[str, str]]) -> str:
    """A list of links to anchors of this page."""
    items = "".join(f'<li><a href="#{escape(to)}">{escape(text)}</a></li>' for to, text in entries)
    return f"<ul>{items}</ul>"


def anchor(method: str, path: str) -> str:
    """The anchor of an endpoint."""
    return f"{method.lower()}-{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-')}"


def operation(method: str, path: str, item: JsonObject, schemas: JsonObject, base: str) -> str:
    """One endpoint: what it does, examples as curl lines, its body and its answers."""
    parts = [
        f'<h3 id="{anchor(method, path)}"><span class="method">{method}</span> <code>{escape(path)}</code></h3>',
        f"<p><strong>{escape(item.get('summary', ''))}</strong></p>",
        prose(item.get("description", "")),
    ]
    if item.get("parameters"):
        parts += ["<h4>Parameters</h4>", parameters(item["parameters"], schemas)]
    body = item.get("requestBody", {}).get("content", {}).get("application/json")
    if body:
        parts.append(f"<h4>Body</h4><p>{kind(body['schema'], schemas)} as <code>application/json</code></p>")
        for example in body.get("examples", {}).values():
            parts += [f"<h4>Example: {escape(example.get('summary', ''))}</h4>", curl(base, path, example["value"])]
    else:
        parts += ["<h4>Example</h4>", curl(base, filled(path, item.get("parameters", ())))]
    parts += ["<h4>Answers</h4>", answers(item["responses"], schemas)]
    return "\n".join(parts)


def parameters(items: Iterable[JsonObject], schemas: JsonObject) -> str:
    """The parameters of an endpoint."""
    rows = (
        (
            f"<code>{escape(item['name'])}</code> {kind(item['schema'], schemas)}, in {escape(item['in'])}",
            prose(item.get("description", "")),
        )
        for item in items
    )
    return definitions(rows)


def filled(path: str, parameters: Iterable[JsonObject]) -> str:
    """The path with the example of each of its parameters in its place."""
    for parameter in parameters:
        for example in parameter["schema"].get("examples", ())[:1]:
            path = path.replace(f"{{{parameter['name']}}}", str(example))
    return path


def curl(base: str, path: str, value: object = None) -> str:
    """A line for a shell that calls an endpoint."""
    line = f"curl -s {shlex.quote(base + path)}"
    if value is not None:
        data = shlex.quote(json.dumps(value, ensure_ascii=False))
        line += f" \\\n  -H 'Content-Type: application/json' \\\n  -d {data}"
    return f"<pre><code>{escape(line, quote=False)}</code></pre>"


def answers(responses: JsonObject, schemas: JsonObject) -> str:
    """The answers of an endpoint by status."""
    rows = []
    for status, response in responses.items():
        forms = [
            f"{form} as <code>{escape(media_type)}</code>"
            for media_type, content in response.get("content", {}).items()
            if (form := content_kind(content, schemas))
        ]
        about = escape(response.get("description", ""))
        headers = (
            f"<p>Header <code>{escape(name)}</code>: {escape(header.get('description', ''))}</p>"
            for name, header in response.get("headers", {}).items()
        )
        rows.append(
            (f"<code>{escape(str(status))}</code> {' or '.join(forms)}", f"<p>{about}</p>{''.join(headers)}")
        )
    return definitions(rows)


def content_kind(content: JsonObject, schemas: JsonObject) -> str:
    """What an answer of one media type is, in words; of a stream its events with their data."""
    events = schemas.get(str(content.get(EVENTS, {}).get("$ref", "")).removeprefix(REFERENCE))
    if events is None:
        return kind(content["schema"], schemas) if content.get("schema") else ""
    named = (
        f"<code>{escape(name)}</code> with {kind(data, schemas)}" for name, data in events["properties"].items()
    )
    return f"a stream of events ({', '.join(named)})"


def problems() -> str:
    """Every kind of error, each under its anchor."""
    intro = (
        "<p>Every error is an RFC 9457 document, <code>application/problem+json</code>, of the form "
        '<a href="#schema-ProblemDetails">ProblemDetails</a>. Its <code>type</code> is one of these, or '
        "<code>about:blank</code>; nothing of a request's body is repeated.</p>"
    )
    return intro + "\n".join(problem(kind) for kind in PROBLEMS)


def problem(kind: type[Problem]) -> str:
    """One kind of error."""
    return (
        f'<h3 id="problem-{kind.slug}">{kind.status} {escape(kind.title)}</h3>'
        f"<p><code>{TYPE_PREFIX}{kind.slug}</code></p>{prose(kind.__doc__ or '')}"
    )


def schema_section(name: str, schema: JsonObject, schemas: JsonObject) -> str:
    """One schema with its fields."""
    required = set(schema.get("required", ()))
    rows = []
    for field, value in schema.get("properties", {}).items():
        needed = "" if field in required else optional(value)
        term = f'<code>{escape(field)}</code> <span class="kind">{kind(value, schemas)}{needed}</span>'
        rows.append((term, prose(value.get("description", ""))))
    heading = f'<h3 id="schema-{escape(name)}">{escape(name)}</h3>'
    return heading + prose(schema.get("description", "")) + definitions(rows)


def optional(schema: JsonObject) -> str:
    """What it means to leave a field out."""
    default = schema.get("default")
    return ", optional" if default is None else f", default <code>{escape(json.dumps(default))}</code>"


def settings() -> str:
    """Every setting of the server; the limits among them bound what a request may ask for."""
    rows = (
        (
            f"<code>{PREFIX}{name.upper()}</code> "
            f'<span class="kind">default {escape(str(field.default)) or "empty"}</span>',
            f"<p>{escape(field.description or '')}</p>",
        )
        for name, field in Settings.model_fields.items()
    )
    return "<p>Read from the environment of the server at its start.</p>" + definitions(rows)


def definitions(rows: Iterable[tuple[str, str]]) -> str:
    """A definition list of terms and explanations, both HTML already; nothing for no rows."""
    items = "".join(f"<dt>{term}</dt><dd>{explanation}</dd>" for term, explanation in rows)
    return f"<dl>{items}</dl>" if items else ""


def kind(schema: JsonObject, schemas: JsonObject) -> str:
    """A schema in words, with links to the named ones."""
    name = str(schema.get("$ref", "")).removeprefix(REFERENCE) or str(schema.get("title", ""))
    if name in schemas:
        return f'<a href="#schema-{escape(name)}">{escape(name)}</a>'
    if choices := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return " or ".join(dict.fromkeys(kind(choice, schemas) for choice in without_text_numbers(choices)))
    if "enum" in schema or "const" in schema:
        values = schema.get("enum") or [schema["const"]]
        return " or ".join(f"<code>{escape(json.dumps(value))}</code>" for value in values)
    if schema.get("type") == "array":
        return f"list of {kind(schema['items'], schemas)}" if "items" in schema else "list"
    return escape(str(schema.get("type", "anything"))) + bounds(schema)


def without_text_numbers(choices: Iterable[JsonObject]) -> Iterable[JsonObject]:
    """The choices less the texts that stand for numbers that are not finite; the intro explains those once."""
    return (choice for choice in choices if not set(choice.get("enum", ())) & NON_FINITE)


def bounds(schema: JsonObject) -> str:
    """The limits of a number or a text, in words."""
    words = {"minimum": "at least", "exclusiveMinimum": "above", "maximum": "at most", "exclusiveMaximum": "below"}
    said = [f"{word} {schema[key]}" for key, word in words.items() if key in schema]
    return f" ({', '.join(said)})" if said else ""


def prose(text: str) -> str:
    """Paragraphs and `code` of a docstring."""
    paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{CODE.sub(MARKED, escape(part))}</p>" for part in paragraphs if part)
