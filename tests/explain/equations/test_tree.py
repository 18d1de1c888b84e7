"""The equation tree: what each node prints in the three forms, when it stands in parentheses, what it is worth."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.explain.equations.atoms import NABLA, Indicator, Known, Number, Symbol, letter
from app.explain.equations.chain import equation
from app.explain.equations.functions import (
    Applied,
    Bracket,
    Cases,
    Comparison,
    Exponential,
    Magnitude,
    Norm,
    SquareRoot,
)
from app.explain.equations.layout import set_apart
from app.explain.equations.matrices import Entries, Matrix
from app.explain.equations.numbers import number_text, printed
from app.explain.equations.operations import Fraction, Negative, Power, Product, Rest, Sum, Terms
from app.explain.equations.products import Hadamard, MatrixProduct, Transpose
from app.explain.equations.tree import Node, math
from app.explain.laws.notation import Z_TILDE, W, number
from tests.explain.helpers import assert_printable

A, X = Symbol(letter("a"), np.array(2.0)), Symbol(letter("x"), np.array([3.0, 4.0]))
M = Symbol(W, np.array([[1.0, 2.0], [3.0, 4.0]]), 1)
ONE, HALF, MINUS, TINY = Number(1), Number(0.5), Number(-2), Number(1.5e-7)
RATIO = Fraction(ONE, Number(3))


@pytest.mark.parametrize(
    ("value", "text", "latex"),
    [
        (0.0, "0", "0"),
        (-0.0, "0", "0"),
        (0.81757447, "0.8176", "0.8176"),
        (-0.18242552, "−0.1824", "-0.1824"),
        (1.234e-5, "1.234 × 10⁻⁵", r"1.234 \times 10^{-5}"),
        (12344, "1.234 × 10⁴", r"1.234 \times 10^{4}"),
        (1234.5, "1235", "1235"),
        (9999.6, "1 × 10⁴", r"1 \times 10^{4}"),
        (0.0001, "0.0001", "0.0001"),
        (0.00009999, "9.999 × 10⁻⁵", r"9.999 \times 10^{-5}"),
        (1e22, "1 × 10²²", r"1 \times 10^{22}"),
        (5e-324, "4.941 × 10⁻³²⁴", r"4.941 \times 10^{-324}"),
        (100, "100", "100"),
        (nan, "NaN", r"\mathrm{NaN}"),
        (inf, "∞", r"\infty"),
        (-inf, "−∞", r"-\infty"),
    ],
)
def test_numbers_print_four_digits(value: float, text: str, latex: str) -> None:
    assert (Number(value).text(), Number(value).latex()) == (text, latex)
    assert_printable(Number(value))
    assert number_text(value) == text


def test_an_equation_says_where_digits_are_missing() -> None:
    assert equation(A, Number(0.1 + 0.2)).text() == "a = 0.3"
    assert equation(A, Number(1 / 3)).text() == "a ≈ 0.3333"
    assert equation(A, Terms((HALF, HALF)), ONE).text() == "a = 0.5 + 0.5 = 1"
    assert equation(A, Rest(3, 1 / 3), A).text().count("≈") == 2
    assert printed(nan).approximate is False
    assert Bracket(equation(A, ONE)).text() == "1[a = 1]"
    assert Negative(equation(A, ONE)).text() == "−(a = 1)"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_is_printed_is_the_number_to_four_digits(value: float) -> None:
    shown = printed(value)
    read = float(shown.digits) * 10.0 ** (shown.exponent or 0) if abs(value) > 1e-290 else None
    if read is not None and read != inf:
        assert abs(read - abs(value)) <= 0.00051 * abs(value)
    assert len(shown.digits.replace(".", "").strip("0")) <= 4
    assert_printable(Number(value))


FORMS: list[tuple[Node, str, str, float]] = [
    (Terms((A, Negative(A), MINUS)), "a − a + (−2)", "a - a + (-2)", -2),
    (Terms((MINUS, Negative(Terms((A, ONE))))), "−2 − (a + 1)", "-2 - (a + 1)", -5),
    (Terms((A,)), "a", "a", 2),
    (Negative(MINUS), "−(−2)", "-(-2)", 2),
    (Product((A, A, HALF)), "a a · 0.5", r"a\,a \cdot 0.5", 2),
    (Product((MINUS, Terms((A, ONE)))), "(−2) (a + 1)", r"(-2)\,(a + 1)", -6),
    (Product((A, TINY)), "a · (1.5 × 10⁻⁷)", r"a \cdot (1.5 \times 10^{-7})", 3e-7),
    (Product((A,)), "a", "a", 2),
    (Product((RATIO, Sum("i", 2, A))), "(1/3) Σᵢ a", r"\frac{1}{3}\,\sum_{i} a", 4 / 3),
    (Product((Sum("i", 2, A), A)), "(Σᵢ a) a", r"\left(\sum_{i} a\right)\,a", 8),
    (Product((A, RATIO)), "a · (1/3)", r"a \cdot \frac{1}{3}", 2 / 3),
    (Product((A, Power(HALF, 2))), "a · 0.5²", r"a \cdot {0.5}^{2}", 0.5),
    (Sum("i", 2, Terms((Symbol(letter("x"), np.array([3.0, 4.0]), None, ("i",)), A))), "Σᵢ (xᵢ + a)", "", 11),
    (Fraction(Terms((A, ONE)), A), "(a + 1) / a", r"\frac{a + 1}{a}", 1.5),
    (Power(MINUS, 2), "(−2)²", r"{(-2)}^{2}", 4),
    (Power(RATIO, 2), "(1/3)²", r"{\left(\frac{1}{3}\right)}^{2}", 1 / 9),
    (Exponential(MINUS), "e^(−2)", "e^{-2}", float(np.exp(-2))),
    (SquareRoot(Terms((A, A))), "√(a + a)", r"\sqrt{a + a}", 2),
    (Magnitude(MINUS), "|−2|", r"\left|-2\right|", 2),
    (Norm(X), "‖x‖", r"\left\|x\right\|", 5),
    (Indicator(1, 1), "1[1 = 1]", r"\mathbf{1}[1 = 1]", 1),
    (Bracket(Comparison((A, ONE), ("≥",))), "1[a ≥ 1]", r"\mathbf{1}\left[a \ge 1\right]", 1),
    (Comparison((ONE, A, HALF), ("<", "≤")), "1 < a ≤ 0.5", r"1 < a \le 0.5", 0),
    (Cases(((ONE, Comparison((MINUS, ONE), (">",))),), HALF), "{1 if −2 > 1; 0.5 otherwise}", "", 0.5),
    (Applied(letter("ln", r"\ln"), (A,), np.log, bare=True), "ln a", r"\ln a", float(np.log(2))),
    (Applied(letter("ln", r"\ln"), (RATIO,), np.log, bare=True), "ln(1/3)", "", -float(np.log(3))),
    (Rest(772, 0.0123), "(772 more terms that add up to 0.0123)", "", 0.0123),
    (Rest(1, -1.0), "(1 more term that is −1)", r"\underbrace{-1}_{\text{1 more term}}", -1),
    (Known(Fraction(A, A), np.array([7.0, 8.0]), (1,)), "a/a", r"\frac{a}{a}", 8),
]


@pytest.mark.parametrize(("node", "text", "latex", "worth"), FORMS, ids=[text for _, text, _, _ in FORMS])
def test_scalars(node: Node, text: str, latex: str, worth: float) -> None:
    assert node.text() == text
    assert latex in ("", node.latex())
    assert node.evaluate() == pytest.approx(worth)
    assert_printable(node)
    assert_printable(Product((node, Power(node, 2))))


def test_symbols_take_the_layer_the_indices_and_the_mark_of_a_transpose() -> None:
    array = np.arange(300.0).reshape(20, 15)
    entry = Symbol(W, array, 0, (12, 3), NABLA)
    assert (entry.text(), entry.latex()) == ("∇W⁽⁰⁾₁₂,₃", r"\nabla W^{(0)}_{12,3}")
    assert entry.evaluate() == 183
    bound = Symbol(Z_TILDE, array, 1, ("n", 2))
    assert (bound.text(), float(bound.evaluate({"n": 3}))) == ("z̃⁽¹⁾ₙ,₂", 47)
    assert Symbol(letter("y"), array, None, ("q", 2)).text() == "y[q, 2]"
    for node in (entry, bound, Transpose(bound), Transpose(Terms((M, M)))):
        assert_printable(node)
    assert Transpose(M).text() == "W⁽¹⁾ᵀ"
    assert Transpose(M).latex() == r"W^{(1)\top}"
    assert Transpose(Terms((M, M))).text() == "(W⁽¹⁾ + W⁽¹⁾)ᵀ"


def test_a_vector_is_a_column_and_products_mean_what_they_mean_on_paper() -> None:
    assert X.evaluate().shape == (2, 1)
    np.testing.assert_array_equal(MatrixProduct(Transpose(M), X).evaluate(), [[15.0], [22.0]])
    np.testing.assert_array_equal(MatrixProduct(X, Transpose(X)).evaluate(), [[9.0, 12.0], [12.0, 16.0]])
    np.testing.assert_array_equal(Hadamard(MatrixProduct(M, X), X).evaluate(), [[33.0], [100.0]])
    assert Hadamard(MatrixProduct(M, X), X).text() == "(W⁽¹⁾ x) ⊙ x"
    assert Product((A, Hadamard(X, X))).text() == "a (x ⊙ x)"
    assert_printable(Hadamard(MatrixProduct(M, X), X))


def test_matrices_are_shown_whole_up_to_eight_a_side() -> None:
    small = Matrix(np.array([[1.0, -2.0], [0.5, 1e-6]]))
    assert small.text() == "[[1, −2], [0.5, 1 × 10⁻⁶]]"
    assert small.latex() == r"\begin{bmatrix} 1 & -2 \\ 0.5 & 1 \times 10^{-6} \end{bmatrix}"
    assert Matrix(np.array([1.0, 2.0])).text() == "[1, 2]ᵀ"
    wide = Matrix(np.arange(60.0).reshape(3, 20))
    assert wide.text().startswith("[[0, 1, 2, ")
    assert "…, 19]" in wide.text()
    assert wide.text().endswith("(3 × 20)")
    assert r"\cdots & 19" in wide.latex()
    assert wide.latex().endswith(r"_{3 \times 20}")
    assert "3 × 20" in wide.mathml()
    symbols = Entries(12, 12, lambda i, j: Indicator(i, j))
    assert r"\ddots" in symbols.latex()
    np.testing.assert_array_equal(symbols.evaluate(), np.eye(12))
    for node in (small, wide, symbols, Matrix(np.arange(40.0))):
        assert_printable(node)


def test_cases_take_the_first_that_holds_and_nothing_for_no_number() -> None:
    sign = Comparison((Number(nan), Number(0)), (">",))
    assert np.isnan(Cases(((ONE, sign),), HALF).evaluate())
    assert Cases(((HALF, Comparison((ONE, Number(0)), (">",))),), ONE).evaluate() == 0.5


def test_mathml_is_one_element_and_escaped() -> None:
    odd = Symbol(letter("<&>", "x"), np.array(1.0))
    assert "&lt;&amp;&gt;" in math(odd)
    assert_printable(odd)
    assert set_apart(A).startswith('<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">')
    assert "display" not in math(A)


def test_numbers_of_the_engine_lose_their_negative_zero() -> None:
    assert str(number(-0.0).value) == "0.0"
