"""A worked text as a LaTeX article that compiles as it is, with pdfLaTeX or any later engine.

An equation that is wider than the line is made smaller until it fits, so that no matrix runs off the page.
"""

from collections.abc import Sequence

from .document import Block, Equation, Section, escaped

PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb,graphicx}
\usepackage[margin=2cm]{geometry}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.5\baselineskip}
\setlength{\arraycolsep}{4pt}
\renewcommand{\arraystretch}{1.15}
\AtBeginDocument{\setlength{\abovedisplayshortskip}{\abovedisplayskip}}
\newsavebox{\equationbox}
% an equation, made smaller where it is wider than the line
\newcommand{\fit}[1]{\sbox{\equationbox}{$\displaystyle #1$}%
  \ifdim\wd\equationbox>\linewidth\resizebox{\linewidth}{!}{\usebox{\equationbox}}%
  \else\usebox{\equationbox}\fi}
"""


def article(title: str, sections: Sequence[Section]) -> str:
    """The whole text as a LaTeX document."""
    text = [PREAMBLE, "\\begin{document}\n", f"\\section*{{{escaped(title)}}}\n"]
    for section in sections:
        text.append(f"\n\\subsection*{{{escaped(section.title)}}}\n")
        text.extend(_block(block) for block in section.blocks)
    return "".join([*text, "\n\\end{document}\n"])


def _block(block: Block) -> str:
    """A paragraph, or an equation that belongs to the paragraph before it, so that no page ends between them."""
    if isinstance(block, Equation):
        return f"\\[\\fit{{{block.latex()}}}\\]\n"
    return f"\n{block.latex()}\n"
