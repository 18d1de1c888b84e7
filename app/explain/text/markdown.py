"""A worked text as Markdown that renders on GitHub, in notebooks and in pandoc alike.

Between dollars GitHub still reads Markdown: a backslash before punctuation is eaten, and an underscore after a
bracket starts emphasis. So an equation is written with commands of letters only, and its underscores stand before a
space, where they are no Markdown; TeX reads both as the same.
"""

import re
from collections.abc import Sequence

from .document import Block, Equation, Section

LETTERS_ONLY = {
    r"\\": r"\cr ",
    r"\,": r"\thinspace ",
    r"\:": r"\medspace ",
    r"\;": r"\thickspace ",
    r"\!": r"\negthinspace ",
    r"\{": r"\lbrace ",
    r"\}": r"\rbrace ",
    r"\|": r"\Vert ",
    "|": r"\vert ",
    "_": "_ ",
    "<": r"\lt ",
    ">": r"\gt ",
}
"""What Markdown would touch, and the same in commands of letters."""

IN_EQUATIONS = re.compile("|".join(re.escape(mark) for mark in LETTERS_ONLY))
IN_WORDS = re.compile(r"[\\`*_<>|\[\]$#]")


def markdown(title: str, sections: Sequence[Section]) -> str:
    """The whole text: headings, prose with Unicode symbols, equations between double dollars."""
    lines = [f"# {_words(title)}"]
    for section in sections:
        lines.append(f"## {_words(section.title)}")
        lines.extend(_block(block) for block in section.blocks)
    return "\n\n".join(lines) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Equation):
        return f"$$\n{_equation(block.latex())}\n$$"
    return _words(block.text())


def _equation(latex: str) -> str:
    """One line, whatever its source: a line that begins with = or − would be a heading or a list."""
    return IN_EQUATIONS.sub(lambda found: LETTERS_ONLY[found[0]], " ".join(latex.split()))


def _words(words: str) -> str:
    return IN_WORDS.sub(r"\\\g<0>", words)
