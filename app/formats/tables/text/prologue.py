"""What stands above a table and is no row of it: Excel's `sep=;`, lines of remarks
that begin with #, and the rules of Markdown."""

import re
from typing import NamedTuple

SEP = re.compile(r'\s{0,9}"?sep=([;,|\t])"?[ \t]{0,9}(?=\r|\n)', re.IGNORECASE)
REMARK = re.compile(r"[ \t]{0,99}#[^\r\n]*(?:\r\n|\r|\n)")
MOST_REMARKS = 1000
RULED = re.compile(
    r"\s{0,99}\|[^\r\n]*\|[ \t]{0,9}(?:\r\n|\r|\n)[ \t]{0,9}\|(?=[ \t:|]{0,9}-)[ \t:|-]++(?=\r|\n|$)"
)
"""A header and the rule beneath it, as Markdown has them."""


class Prologue(NamedTuple):
    """The text with what is no table taken out (its lines stay, empty, so that they keep their numbers), the
    separator that it names, and how many lines of remarks were left out."""

    text: str
    separator: str | None
    remarks: int


def without_prologue(text: str) -> Prologue:
    """Takes away what stands above a table. A remark that names as many columns as there are, as NumPy's savetxt
    writes it, stays without its mark."""
    if RULED.match(text):
        return Prologue(without_rules(text), "|", 0)
    named = SEP.match(text)
    separator = named.group(1) if named else None
    start = named.end() if named else 0
    remarks: list[re.Match[str]] = []
    while len(remarks) < MOST_REMARKS and (remark := REMARK.match(text, remarks[-1].end() if remarks else start)):
        remarks.append(remark)
    if not remarks:
        return Prologue(text[start:], separator, 0)
    end = remarks[-1].end()
    names = remarks[-1].group().strip().lstrip("#").strip()
    following = re.compile(r"[^\r\n]*").match(text, end)
    kept = following is not None and _as_many(names, following.group())
    empty = "\n" * (len(remarks) - kept)
    head = f"{names}\n" if kept else ""
    return Prologue(f"{empty}{head}{text[end:]}", separator, len(remarks) - kept)


def without_rules(text: str) -> str:
    """A table of Markdown without its outer bars and the rule beneath its header, whose line stays, empty."""
    lines = [line.strip().removeprefix("|").removesuffix("|") for line in re.split(r"\r\n|\r|\n", text)]
    return "\n".join("" if line and not line.strip(" \t:|-") and "---" in line else line for line in lines)


def _as_many(names: str, line: str) -> bool:
    """Whether names and the line beneath them have the same separators equally often."""
    if not any(character.isalpha() for character in names):
        return False
    for mark in "\t;,|":
        if mark in line:
            return names.count(mark) == line.count(mark)
    return len(names.split()) == len(line.split())
