"""Bytes as text: by their byte order mark, as UTF-8 where they are that, else as charset-normalizer takes them."""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from ..faults import TableError
from .alphabets import USUAL, is_plain_chinese, is_western, latin_codec

SAMPLE = 64 * 1024
"""Bytes that an unmarked encoding is guessed from."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""Byte order mark, Python's codec that takes it away, name. UTF-32 first: its mark begins with that of UTF-16."""

SIGNS = frozenset(b"\x80\x85\x91\x92\x93\x94\x96\x97\xa0\xa7\xab\xb0\xb1\xb2\xb3\xb4\xb5\xb7\xbb\xd7")
"""Bytes of what is no letter in the usual encoding: € … ‘ ’ “ ” – — § « ° ± ² ³ ´ µ · » ×, the no-break blank."""

GUESSED = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp932", "gb18030", "big5", "cp949")
"""What unmarked bytes are guessed to be: the encodings of spreadsheets, in the West and beyond."""

NO_TEXT = frozenset(("idna", "punycode", "raw-unicode-escape", "unicode-escape"))
"""Codecs that Python counts among those of text, but no file is in; the first two take time by the square."""

HALF = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair, which UTF-7 and the like let through: no letter, and it cannot be sent back."""


class Decoded(NamedTuple):
    """A text and the name of the encoding that it came in; None for what was text already."""

    text: str
    encoding: str | None


def decode(source: str | bytes, encoding: str | None = None) -> Decoded:
    """The text of a table, without byte order mark.

    Raises:
        TableError: bytes that are no text, not in the encoding that was named, or one that nobody knows.
    """
    if isinstance(source, str):
        return Decoded(_checked(source.removeprefix("\ufeff")), None)
    if encoding is not None:
        return _named(source, encoding)
    for mark, codec, name in MARKS:
        if source.startswith(mark):
            return Decoded(_checked(_strict(source, codec, name)), name)
    wide = _without_mark(source)
    if wide is not None:
        return Decoded(_checked(_strict(source, wide, "UTF-16")), "UTF-16")
    try:
        return Decoded(_checked(source.decode("utf-8")), "UTF-8")
    except UnicodeDecodeError:
        return _guessed(source)


def _named(source: bytes, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
        if name in NO_TEXT:
            raise LookupError(name)
        text = source.decode(name)
    except (LookupError, ValueError) as error:
        known = isinstance(error, UnicodeDecodeError)
        reason = "the bytes are not in it" if known else "no such encoding of text is known"
        raise TableError(f"encoding {encoding[:40]}: {reason}; try {_others(encoding)}", "encoding") from None
    return Decoded(_checked(text.removeprefix("\ufeff")), _title(name))


def _others(encoding: str) -> str:
    """Encodings to try in the place of one."""
    spelled = encoding.lower().replace("_", "-").replace("utf8", "utf-8").replace("cp12", "windows-12")
    first, second = [name for name in ("utf-8", "windows-1252", "utf-16") if name != spelled][:2]
    return f"{first} or {second}, or leave it out and let it be judged"


def has_mark(source: bytes) -> bool:
    """Whether bytes begin with a byte order mark, which says more than anybody who names an encoding."""
    return source.startswith(tuple(mark for mark, _, _ in MARKS))


def _strict(source: bytes, codec: str, name: str) -> str:
    try:
        return source.decode(codec)
    except UnicodeDecodeError as error:
        raise TableError(f"expected {name}, as the first bytes say; byte {error.start} is none of it") from None


def _without_mark(source: bytes) -> str | None:
    """The codec of UTF-16 without a mark, whose digits and separators have a zero byte each; None for others."""
    sample = source[: SAMPLE & ~1]
    if len(sample) < 4 or len(source) % 2 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    for codec, zeros, others in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if zeros.count(0) > 0.8 * half and others.count(0) == 0:
            return codec
    return None


def _guessed(source: bytes) -> Decoded:
    """Bytes that are no UTF-8. A guess changes names, never a number: where nothing but signs such as dashes and
    degrees tells, it is the usual encoding, and those of one byte agree with it on the no-break blank."""
    sample = source[:SAMPLE]
    beyond = set(sample) - set(range(128))
    best = None if beyond <= SIGNS and is_western(sample) else from_bytes(sample, cp_isolation=list(GUESSED)).best()
    guessed = USUAL if best is None else best.encoding
    likely = "gb18030" if guessed == "big5" and is_plain_chinese(sample) else latin_codec(sample, guessed)
    for codec in (likely, guessed, USUAL, "latin-1"):
        try:
            text = source.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
        return Decoded(_checked(text), _title(codec))
    raise AssertionError("Latin-1 decodes every byte")


def _title(codec: str) -> str:
    """A codec by the name that people know."""
    name = codec.lower().replace("_", "-")
    if name.startswith("cp125"):
        return f"windows-{name[2:]}"
    if name.startswith("utf-"):
        return "UTF-" + name[4:].removesuffix("-sig").upper()
    return {"latin-1": "ISO-8859-1", "iso8859-1": "ISO-8859-1"}.get(name, name)


def _checked(text: str) -> str:
    if "\0" in text:
        raise TableError("expected a table as text; the bytes hold zeros, as those of images and archives do")
    if not text.isascii() and HALF.search(text):
        raise TableError("expected a table as text; in that encoding it holds halves of letters; try another")
    return text
