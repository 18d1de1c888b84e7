"""Names that stand twice in an object, found in any JSON; and nothing else is."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.http.duplicates import duplicates


def pointers(text: str) -> list[str]:
    return [error.pointer for error in duplicates(text.encode())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1, "a": 2}', ["/a"]),
        ('{"a": 1, "a": 2, "a": 3}', ["/a"]),
        ('{"data": {"targets": [0], "targets": [1]}}', ["/data/targets"]),
        ('{"layers": [{"units": 1}, {"units": 2, "units" : 3}]}', ["/layers/1/units"]),
        ('{"layers": [{}, {"b": {}, "b": {}}], "layers": 1}', ["/layers/1/b", "/layers"]),
        ('{"a": [{"b": {}}, {"c": 1, "c": 2}]}', ["/a/1/c"]),
        ('{"a": [{"b": [{}]}, {}, 1, {}, {"c": 1, "c": 2}]}', ["/a/3/c"]),  # objects are counted
        ('{"a": {"b": 1}, "c": {"b": 1}, "b": {"b": {"b": 1}}}', []),
        ('{"a": [{"b": 1}, {"b": 1}], "c": [1, 2, {"b": "}"}, "{", {"b": "{"}]}', []),
        ('{"a": ": b", "c": ":", "d": "a\\": 1", ":": ":"}', []),
        ('{"a": "}", "b": ["{", "}}"], "a": 1}', ["/a"]),
        ('{"a": {"x": "}\\\\"}, "b": "\\\\\\"{", "b": 1}', ["/b"]),
        ('{"a": 1, "\\u0061": 2}', ["/a"]),
        ('{"a/b": 1, "a/b": 2}', ["/a~1b"]),
        ("[1, 2]", []),
        ('"a"', []),
        ("{}", []),
        ('[{"a": 1}, {"a": 1}]', []),
    ],
)
def test_found_at_their_place(text: str, expected: list[str]) -> None:
    json.loads(text)
    assert pointers(text) == expected


TEXTS = st.text(alphabet='ab:{}[]," \\\n', max_size=5)
VALUES = st.recursive(
    st.integers() | TEXTS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, 1]), st.booleans())
def test_what_a_dictionary_writes_has_none(value: Any, indent: int | None, ascii_only: bool) -> None:
    assert pointers(json.dumps(value, indent=indent, ensure_ascii=ascii_only)) == []


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=3), st.data())
def test_one_more_of_a_name_is_found(value: dict[str, Any], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(value)))
    text = json.dumps({"in": value})[:-2] + f", {json.dumps(name)}: 0}}}}"
    assert len(pointers(text)) == 1
