"""How a number is printed: four significant digits and a true minus sign, as everywhere on the page."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isfinite, isinf, isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...engine.names import exactly

DIGITS = Context(prec=4, rounding=ROUND_HALF_UP)
TIE = "5000000000000"
"""The digits after the fourth where a number may lie in the middle between two of four digits."""
SAME = 1e-12
"""Relative difference below which a printed number counts as the number itself: 0.1 + 0.2 is printed as it is."""
ALIKE = 1e-5
"""Relative difference below which two numbers show the same four digits, but for a tie."""
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number in its printed parts: sign, digits (or NaN, ∞) and the exponent of ten, None where there is none.

    `approximate`: the digits are not all that the number has.
    """

    negative: bool
    digits: str
    exponent: int | None
    approximate: bool

    def text(self) -> str:
        tail = "" if self.exponent is None else f" × 10{str(self.exponent).translate(SUPERSCRIPTS)}"
        return f"{'−' * self.negative}{self.digits}{tail}"

    def latex(self) -> str:
        tail = "" if self.exponent is None else rf" \times 10^{{{self.exponent}}}"
        return f"{'-' * self.negative}{LATEX_WORDS.get(self.digits, self.digits)}{tail}"

    def mathml(self) -> str:
        tag = "mi" if self.digits in LATEX_WORDS else "mn"
        parts = ["<mo>−</mo>"] if self.negative else []
        parts.append(f"<{tag}>{self.digits}</{tag}>")
        if self.exponent is not None:
            sign = "<mo>−</mo>" if self.exponent < 0 else ""
            power = f"<mrow>{sign}<mn>{abs(self.exponent)}</mn></mrow>"
            parts.append(f"<mo>×</mo><msup><mn>10</mn>{power}</msup>")
        return parts[0] if len(parts) == 1 else f"<mrow>{''.join(parts)}</mrow>"


LATEX_WORDS = {"NaN": r"\mathrm{NaN}", "∞": r"\infty"}


@lru_cache(maxsize=4096)
def printed(value: float) -> Printed:
    """Four significant digits, ties away from zero; with an exponent from 10⁴ up and below 10⁻⁴."""
    if not isfinite(value):
        return Printed(isinf(value) and value < 0, "NaN" if isnan(value) else "∞", None, approximate=False)
    if value == 0:
        return Printed(False, "0", None, approximate=False)
    rounded = _rounded(abs(value))
    mantissa, _, tens = rounded.partition("e")
    exponent = int(tens)
    approximate = abs(float(rounded) - abs(value)) > SAME * abs(value)
    if -4 <= exponent < 4:
        return Printed(value < 0, _tidy(f"{float(rounded):.{3 - exponent}f}"), None, approximate)
    return Printed(value < 0, _tidy(mantissa), exponent, approximate)


def _rounded(magnitude: float) -> str:
    """A positive number to four digits, as 1.234e-05; Python's own rounding takes a tie to the even digit."""
    if f"{magnitude:.16e}"[5:18] == TIE:
        return f"{DIGITS.plus(Decimal(magnitude)):.3e}"
    return f"{magnitude:.3e}"


def _tidy(digits: str) -> str:
    """Without zeros at the end of a decimal."""
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def alike(left: float | NDArray[Any], right: float | NDArray[Any]) -> bool:
    """Whether numbers show the same digits; none is alike to none."""
    return bool(np.isclose(left, right, rtol=ALIKE, atol=0, equal_nan=True).all())


def number_text(value: float) -> str:
    """A number for a sentence."""
    return printed(float(value)).text()


def apart_text(value: float, border: float) -> str:
    """A number that was computed, in ten digits, or as many as tell it from the border that it misses."""
    texts = (f"{value:.{digits}g}" for digits in range(10, 18))
    text = next((text for text in texts if float(text) != border), "")
    return exactly(float(text)) if text else exactly(value)


Inexact = Callable[..., bool]
"""Of a place in an array: whether the number there only looks exact."""


def only_looks_exact(value: float, inexact_at: Inexact | None, place: tuple[int | str, ...]) -> bool:
    """Whether a number is printed with all its digits, and inexact all the same."""
    return inexact_at is not None and not printed(value).approximate and inexact_at(*place)
