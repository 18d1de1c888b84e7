"""Lines with one comma each: two columns, or one column of numbers with decimal commas."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..options import Options
from .marks import ALL, Marks, tidy
from .missing import is_missing


@dataclass(frozen=True, slots=True)
class Commas:
    """A line that can be read in both ways, its two cells, and the marks that make it one number; whether it is one
    for certain, and whether at least more likely."""

    line: str
    cells: tuple[str, str]
    marks: tuple[Marks, ...]
    certain: bool
    likely: bool


def judge_commas(lines: Sequence[str], options: Options) -> Commas | None:
    """What the commas of a text may be, judged from its first lines; None where its cells leave nothing open.

    A header of a single cell, or somebody who says so, makes them decimal commas; a fraction such as 05 makes that
    likely. Where all that follows them is 0 or 1, they stand before classes.
    """
    tidied = [tidy(line) for line in lines]
    headed = bool(tidied) and _is_lone_name(tidied[0])
    body = [line for line in tidied[headed:] if not is_missing(line)]
    halves = [_halves(line) for line in body if "," in line]
    after = {half for _, half in halves}
    marks = _fitting(body, options)
    certain = headed or options.decimal == ","
    if not halves or not marks or not (certain or (options.decimal is None and after != {"0", "1"})):
        return None
    line = next(line for line in body if "," in line)
    return Commas(line, halves[0], marks, certain, certain or any(_is_fraction(half) for half in after))


def _halves(line: str) -> tuple[str, str]:
    before, _, after = line.partition(",")
    return before.strip(), after.strip()


def _is_lone_name(line: str) -> bool:
    """Whether a line is the name of a single column."""
    return (
        bool(line) and not any(mark in line for mark in ",;\t|[") and not line[0].isdigit() and not _is_number(line)
    )


def _is_number(line: str) -> bool:
    return any(marks.fits(line) for marks in ALL)


def _is_fraction(half: str) -> bool:
    """Whether digits are those of a fraction, since no whole number begins with a 0 before others."""
    return len(half) > 1 and half[0] == "0" and half.isdigit()


def _fitting(body: Sequence[str], options: Options) -> tuple[Marks, ...]:
    """The marks under which each line is one number: the first with decimal commas, and that with grouping ones."""
    if any(line.count(",") > 1 for line in body):
        return ()
    fitting = [
        marks
        for marks in ALL
        if options.decimal in (None, marks.decimal)
        and options.thousands in (None, marks.thousands)
        and all(marks.fits(line) for line in body)
    ]
    decimal = [marks for marks in fitting if marks.decimal == ","]
    thousands = [marks for marks in fitting if marks.thousands == ","]
    return (*decimal[:1], *thousands[:1])
