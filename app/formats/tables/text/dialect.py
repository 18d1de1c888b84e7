"""The dialect of a text: what separates its columns, and how its cells are quoted."""

import csv
import re
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from clevercsv.detect import Detector

from ..cells.marks import could_be_number, tidy
from ..cells.missing import is_missing

SAMPLE = 64 * 1024
"""Characters that the dialect is judged from."""

SAMPLE_LINES = 200
LONGEST_CELL = 200
"""Characters of a cell beyond which it is kept from clevercsv, whose patterns take time by the square of it."""

STUCK = re.compile(r"[+-]?[0-9][0-9.,]*[ \t;|]+\S|.*[^ \t;|][ \t;|]+[+-]?[0-9][0-9.,]*$", re.DOTALL)
"""A cell with a number at one of its ends, set off by what separates columns elsewhere."""

NONE, BLANKS, LITERAL = "", " ", "["
"""What separates nothing, what any run of blanks is called, and what a bracketed literal is."""

SEPARATORS = ("\t", ";", ",", "|")
_clevercsv = threading.Lock()
"""clevercsv sets a limit of its parser for all threads; one detection at a time."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """A separator (`NONE` for a single column, `BLANKS` for any run of blanks), a quotation mark or "", and what
    escapes one or ""."""

    separator: str
    quote: str
    escape: str = ""


def judge_dialect(text: str, separator: str | None = None) -> Dialect:
    """The dialect of a text, judged from its first `SAMPLE` characters.

    The separators that make the most cells numbers, equally often in each line, go to clevercsv, which settles what
    is left. Blanks separate only where nothing else does. Takes time linear in the sample.
    """
    lines = sample_lines(text)
    candidates = [separator] if separator is not None else _candidates(lines)
    if len(candidates) < 2 and not any(mark in line for line in lines for mark in "\"'"):
        return Dialect(candidates[0] if candidates else NONE, '"')
    return _settled(lines, candidates)


def sample_lines(text: str) -> list[str]:
    """The first lines that have something in them, whole unless the sample is a single one."""
    found = re.search(r"\S", text)
    start = found.start() if found else 0
    sample = text[start : start + SAMPLE]
    lines = re.split(r"\r\n|\r|\n", sample)
    if len(text) > start + SAMPLE and len(lines) > 1:
        lines.pop()
    return [line for line in lines if line.strip()][:SAMPLE_LINES]


def _candidates(lines: list[str]) -> list[str]:
    """The separators that read the lines best; none where there is none in them."""
    scores = {mark: _score(lines, mark) for mark in SEPARATORS if any(mark in line for line in lines)}
    if any(re.search(r"\S[ \t]+\S", line) for line in lines) and not all("\t" in line for line in lines):
        scores[BLANKS] = _score(lines, BLANKS)
    best = max(scores.values(), default=0.0)
    kept = [mark for mark, score in scores.items() if score >= 0.95 * best]
    if best == 0 and NONE not in kept:
        kept = [mark for mark in kept if mark != BLANKS]
    return [mark for mark in kept if mark != BLANKS] or kept


def _score(lines: list[str], separator: str) -> float:
    """How well a separator reads the lines: the share of cells that are numbers (or say that none is there) times
    the share of lines that are as wide as most. The cells of a first line, which may be a header, do not count."""
    rows = [cells for cells in split_lines(lines, separator) if cells]
    cells = [tidy(cell) for row in rows[1 if len(rows) > 1 else 0 :] for cell in row]
    if not cells:
        return 0.0
    numbers = sum(map(_worth, cells)) / len(cells)
    width, often = Counter(map(len, rows)).most_common(1)[0]
    return numbers * often / len(rows) if width > 1 else 0.5 * numbers * often / len(rows)


def _worth(cell: str) -> float:
    """What a tidy cell says for the separator: 1 for a number or a gap, less than nothing for a number stuck to a
    neighbour, as in 25 cat."""
    if could_be_number(cell) or is_missing(cell):
        return 1.0
    return -0.5 if STUCK.match(cell) else 0.0


def split_lines(lines: Iterable[str], separator: str) -> list[list[str]]:
    """Lines as cells, for judging: a quotation mark that is not closed ends with the lines."""
    if separator == BLANKS:
        return [re.split(r"[ \t]+", line.strip()) for line in lines]
    if separator == NONE:
        return [[line] for line in lines]
    try:
        return list(csv.reader((f"{line}\n" for line in lines), delimiter=separator, skipinitialspace=True))
    except csv.Error:
        return [line.split(separator) for line in lines]


def _settled(lines: list[str], candidates: list[str]) -> Dialect:
    """What clevercsv says of the candidates; the first of them, quoted as in RFC 4180, where it says nothing."""
    usual = Dialect(candidates[0] if candidates else NONE, '"')
    narrow = [mark for mark in candidates if mark not in (BLANKS, NONE) and _is_narrow(lines, mark)]
    if not narrow:
        return usual
    with _clevercsv:
        found = Detector().detect("\n".join(lines), delimiters=narrow)
    if found is None or found.delimiter not in narrow:
        return usual
    quote = found.quotechar if found.quotechar in ('"', "'") else '"'
    return Dialect(str(found.delimiter), str(quote), "\\" if found.escapechar == "\\" else "")


def _is_narrow(lines: list[str], separator: str) -> bool:
    return all(len(cell) <= LONGEST_CELL for line in lines for cell in line.split(separator))
