"""A worked text in its forms: sentences and equations as Markdown, as LaTeX, and on lines that hold them."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from app.explain.equations.atoms import Number, Symbol, letter
from app.explain.equations.chain import equation
from app.explain.equations.layout import COLUMN, LINE, set_apart, width
from app.explain.equations.matrices import Matrix
from app.explain.equations.operations import Fraction
from app.explain.equations.products import MatrixProduct
from app.explain.equations.tree import Binding
from app.explain.equations.written import Beside, Written
from app.explain.text.article import article
from app.explain.text.document import Equation, Section, escaped, say
from app.explain.text.markdown import markdown
from app.explain.text.wording import counted, listed

X = Symbol(letter("x"), np.array([1.0, 2.0]), 1, (0,))
WIDE = Matrix(np.full((2, 8), 0.1234))
PRODUCT = equation(Written(X, lambda _: WIDE.evaluate()), MatrixProduct(Matrix(np.full((2, 2), 0.5)), WIDE), WIDE)


def test_a_sentence_has_its_symbols_in_every_form() -> None:
    sentence = say("Unit ", X, " of leaky_relu is 3 × 2.")
    assert sentence.text() == "Unit x⁽¹⁾₀ of leaky_relu is 3 × 2."
    assert sentence.latex() == r"Unit $x^{(1)}_{0}$ of leaky\_relu is 3 $\times$ 2."


@pytest.mark.parametrize("words", ["a_b", "50 % & #1 {x} $5 ~ ^ \\ < >", "φ… − · ∞ – ’"])
def test_words_are_harmless_in_latex(words: str) -> None:
    latex = escaped(words)
    assert latex.isascii() or "φ" in words
    assert not re.search(r"(?<!\\)[#%&_]", re.sub(r"\$[^$]*\$", "", latex))


def test_markdown_has_nothing_between_dollars_that_markdown_would_read() -> None:
    tree = equation(X, Fraction(Number(-1), Number(3)), Number(float(X.evaluate())))
    text = markdown("A *title*", [Section("one", "One_two", (say("a_b [c]"), Equation(tree), Equation(PRODUCT)))])
    assert text.startswith("# A \\*title\\*\n\n## One\\_two\n\na\\_b \\[c\\]\n\n$$\n")
    blocks = re.findall(r"\$\$\n(.*?)\n\$\$", text, re.S)
    assert len(blocks) == 2
    for block in blocks:
        assert "\n" not in block
        assert not re.search(r"\\[^a-zA-Z]", block)
        assert not re.search(r"_[^ ]|[*<>`|]", block)
    assert r"\cr" in blocks[1]


def test_an_equation_too_wide_for_a_line_is_broken_at_its_signs() -> None:
    assert width(PRODUCT) > LINE
    assert Equation(PRODUCT).latex().startswith(r"\begin{aligned} x^{(1)}_{0} & = ")
    assert Equation(PRODUCT).latex().count(r"\\ &") == 1
    table = ElementTree.fromstring(Equation(PRODUCT).mathml())[0]
    assert table.tag.endswith("mtable")
    assert len(table) == 2
    assert Equation(PRODUCT).text() == PRODUCT.text()


def test_a_narrow_column_breaks_what_a_page_does_not() -> None:
    sides = equation(X, *[Number(-0.1234)] * 4)
    assert COLUMN < width(sides) < LINE
    assert ElementTree.fromstring(set_apart(sides))[0].tag.endswith("mrow")
    table = ElementTree.fromstring(set_apart(sides, COLUMN))[0]
    assert [len(line) for line in table] == [2, 2, 2, 2]
    nested = ElementTree.fromstring(set_apart(Beside((sides, sides)), COLUMN))
    assert len(nested.findall(".//{*}mtable")) == 3


def test_equations_side_by_side_are_stacked_where_they_are_too_wide() -> None:
    short, long = equation(X, Number(1)), equation(Written(X, lambda _: WIDE.evaluate()), WIDE)
    side_by_side, stacked = Equation(Beside((short, short))), Equation(Beside((short, long, long)))
    assert side_by_side.latex() == r"x^{(1)}_{0} = 1,\qquad x^{(1)}_{0} = 1"
    assert side_by_side.text() == "x⁽¹⁾₀ = 1, x⁽¹⁾₀ = 1"
    assert ElementTree.fromstring(side_by_side.mathml())[0].tag.endswith("mrow")
    assert stacked.latex().startswith(r"\begin{gathered} x^{(1)}_{0} = 1 \\ ")
    assert ElementTree.fromstring(stacked.mathml())[0].tag.endswith("mtable")
    assert side_by_side.tree.evaluate() == 1
    assert side_by_side.tree.binding("text") == Binding.RELATION
    two_sided = equation(Matrix(np.full((2, 8), -1.234)), Matrix(np.full((2, 8), -1.234)))
    assert Equation(two_sided).latex() == two_sided.latex()


def test_an_article_keeps_an_equation_in_the_paragraph_before_it() -> None:
    text = article("A & B", [Section("one", "C", (say("so"), Equation(equation(X, Number(1)))))])
    assert "\\section*{A \\& B}" in text
    assert "\nso\n\\[\\fit{x^{(1)}_{0} = 1}\\]\n" in text
    assert text.endswith("\\end{document}\n")


def test_counts_and_lists() -> None:
    assert (counted(1, "entry", "entries"), counted(2, "entry", "entries"), counted(2, "unit")) == (
        "1 entry",
        "2 entries",
        "2 units",
    )
    assert (listed([3]), listed([1, 2]), listed(range(4), 2)) == ("3", "1 and 2", "0, 1 and 2 more")
