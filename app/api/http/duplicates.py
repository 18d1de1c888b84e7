"""Names that stand twice in one object of a JSON body: parsers take the last of them without a word.

A body may be large and is mostly numbers, so that only its names are looked at, between passes that are made in C.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic_core import from_json

from ...engine.names import shortened
from ...errors import FieldError

NAME_END = re.compile(rb'"[ \t\r\n]*+:')
"""The end of a name and the colon before its value, or a text that begins with a colon."""
TEXT = re.compile(rb'"[^"]*+"')
EMPTY, NAMELESS = re.compile(rb"\{[ \t\r\n]*+\}"), b"@"
"""An object without names, and the mark that is put in its place."""


@dataclass(slots=True)
class _Object:
    """An object that is open: its pointer, its names so far, and how many objects stand under the last one."""

    pointer: str
    names: dict[str, int] = field(default_factory=dict)
    last: str = ""
    children: int = 0


def duplicates(body: bytes) -> Iterator[FieldError]:
    """A fault at every name that stands twice in its object; the body is valid JSON."""
    bare = body.replace(b"\\\\", b"__").replace(b'\\"', b"__")  # of the same length, every quote a delimiter
    stack: list[_Object] = []
    before = 0
    for start, end, after in _names(bare):
        between = bare[before:start]
        opened = between.rstrip().endswith(b"{")
        outside = EMPTY.sub(NAMELESS, _outside(between))
        for _ in range(outside.count(b"}")):
            stack.pop()
        if opened:
            if stack:
                stack[-1].children += outside.rpartition(b"}")[2].count(NAMELESS)
            in_list = between.rstrip()[:-1].rstrip()[-1:] in (b"[", b",")
            stack.append(_opened(stack, in_list))
        here, name = stack[-1], from_json(body[start:end])
        here.names[name] = here.names.get(name, 0) + 1
        if here.names[name] == 2:
            message = f'expected each name once; got "{shortened(name)}" twice; leave one of them out'
            yield FieldError(_below(here.pointer, name), message)
        here.last, here.children, before = name, 0, after


def _names(bare: bytes) -> Iterator[tuple[int, int, int]]:
    """Where the names begin and end, with their quotes, and where their values begin."""
    quotes = counted = 0
    for match in NAME_END.finditer(bare):
        quotes += bare.count(b'"', counted, match.start())
        counted = match.start()
        if quotes % 2:
            yield bare.rindex(b'"', 0, match.start()), match.start() + 1, match.end()


def _outside(between: bytes) -> bytes:
    """What stands between two names without the texts in it; all of it where no brace may be in a text."""
    last = between.rfind(b'"')
    head = between[: last + 1]
    if b"{" in head or b"}" in head:
        return TEXT.sub(b"", between)
    return between[last + 1 :]


def _opened(stack: list[_Object], in_list: bool) -> _Object:
    """An object inside of the last one: the value of its name, or one of a list there."""
    if not stack:
        return _Object("")
    above = stack[-1]
    pointer = _below(above.pointer, above.last)
    above.children += 1
    return _Object(f"{pointer}/{above.children - 1}" if in_list else pointer)


def _below(pointer: str, name: str) -> str:
    """The RFC 6901 pointer of a name below another pointer."""
    return f"{pointer}/{shortened(name).replace('~', '~0').replace('/', '~1')}"
