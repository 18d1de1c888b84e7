"""Numbers of an exercise sheet as they are meant: 3/7 for 0.4286, and ln 4 − 4.25 for −2.864.

A network is short where all that is given is a short fraction, or in the output's bias a logarithm of a small whole
number beside one, and where the functions keep it so: hidden layers made of straight lines, and an output whose
powers of e are quotients of whole numbers. Then every number but the loss is a short fraction or such a logarithm,
its float is that but for rounding, and it is printed so, with its decimal beside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from math import isfinite, log

import numpy as np

from ...engine.arrays import Array
from ...engine.network.activations import Activation
from ...engine.network.network import Batch, Network
from .numbers import printed
from .tree import Binding, Form, row

CLOSE = 2e-14
"""Difference, of a number beyond 1 relative, up to which a float is the short number that it is held for."""
LARGEST_DENOMINATOR = 1000
MOST_GIVEN = 2000
"""Numbers that are looked at; a network with more of them is no exercise."""
LARGEST_GIVEN = 100
"""Denominator of what is given."""
LOGARITHMS = range(2, 13)
STEPS = 16
"""Parts of one that stand beside a logarithm."""

SIGNS: Mapping[Form, tuple[str, str]] = {
    "text": (" − ", " + "),
    "latex": (" - ", " + "),
    "mathml": ("<mo>−</mo>", "<mo>+</mo>"),
}
"""Minus and plus between two terms."""

_SHORT: ContextVar[bool] = ContextVar("short", default=False)


@contextmanager
def short_numbers(network: Network, batch: Batch, outputs: Array) -> Iterator[None]:
    """While it lasts, numbers are printed as short fractions and logarithms if the network is made of them.

    outputs: its preactivations z̃⁽ᴸ⁾ (n, o).
    """
    token = _SHORT.set(is_short(network, batch, outputs))
    try:
        yield
    finally:
        _SHORT.reset(token)


@contextmanager
def decimals() -> Iterator[None]:
    """While it lasts, numbers are printed as decimals."""
    token = _SHORT.set(False)
    try:
        yield
    finally:
        _SHORT.reset(token)


def are_short() -> bool:
    """Whether numbers are those of a short network."""
    return _SHORT.get()


@dataclass(frozen=True, slots=True)
class Short:
    """A number that four digits do not show: a fraction, or ± ln m and a fraction beside it (m = 1 for none)."""

    fraction: Fraction
    argument: int = 1
    sign: int = 1

    approximate = False

    def text(self) -> str:
        return self._joined("text")

    def latex(self) -> str:
        return self._joined("latex")

    def mathml(self) -> str:
        return self._joined("mathml")

    def binding(self, form: Form) -> Binding:
        """How tightly it holds together where it is printed."""
        terms = self._terms(form)
        if len(terms) > 1 or terms[0][0]:
            return Binding.SUM
        if self.argument > 1:
            return Binding.FACTOR
        return Binding.PRODUCT if form == "text" else Binding.FACTOR

    def _terms(self, form: Form) -> list[tuple[bool, str]]:
        """Each with whether it is taken away; the logarithm first, unless it alone is taken away."""
        terms = []
        if self.argument > 1:
            terms.append((self.sign < 0, _logarithm(self.argument, form)))
        if self.fraction or not terms:
            terms.append((self.fraction < 0, _magnitude(abs(self.fraction), form)))
        return sorted(terms, key=lambda term: term[0]) if self.sign < 0 else terms

    def _joined(self, form: Form) -> str:
        minus, plus = SIGNS[form]
        (negative, first), *others = self._terms(form)
        parts = [minus.strip() * negative, first]
        for negative, term in others:
            parts += [minus if negative else plus, term]
        inside = "".join(parts)
        return row(inside) if form == "mathml" and (others or parts[0]) else inside


def short_form(value: float) -> Short | None:
    """How a number of a short network is written; None where its four digits are all that it has, or say most."""
    return _short_form(value) if _SHORT.get() else None


@lru_cache(maxsize=4096)
def _short_form(value: float) -> Short | None:
    if not isfinite(value):
        return None
    if abs(value) < CLOSE and value != 0:
        return Short(Fraction(0))
    return short_value(value) if printed(value).approximate else None


def short_value(value: float) -> Short | None:
    """The short number that a float is; None where it is none."""
    allowed = CLOSE * max(1.0, abs(value))
    fraction = Fraction(value).limit_denominator(LARGEST_DENOMINATOR)
    if abs(float(fraction) - value) <= allowed:
        return Short(fraction)
    for argument in LOGARITHMS:
        for sign in (1, -1):
            rest = (value - sign * log(argument)) * STEPS
            if abs(rest - round(rest)) <= STEPS * allowed:
                return Short(Fraction(round(rest), STEPS), argument, sign)
    return None


def is_short(network: Network, batch: Batch, outputs: Array) -> bool:
    """Whether all numbers of a network are short, and not all of them decimals anyway."""
    *hidden, top = network.layers
    if batch.inputs.dtype != np.float64 or not all(layer.activation.row.linear_pieces for layer in hidden):
        return False
    given = [batch.inputs, batch.targets, *(layer.weights for layer in network.layers)]
    given += [layer.bias for layer in hidden]
    if sum(array.size for array in given) > MOST_GIVEN:
        return False
    numbers = [_given(value) for value in chain.from_iterable(array.ravel().tolist() for array in given)]
    biases = [short_value(value) for value in top.bias.tolist()]
    if None in numbers or None in biases:
        return False
    return not all(map(_is_decimal, [*numbers, *biases])) and _stays_short(top.activation, outputs)


def _given(value: float) -> Short | None:
    fraction = Fraction(value).limit_denominator(LARGEST_GIVEN) if isfinite(value) else None
    return Short(fraction) if fraction is not None and float(fraction) == value else None


def _is_decimal(number: Short | None) -> bool:
    """Whether a number ends after some decimals."""
    return number is not None and number.argument == 1 and 10**6 % number.fraction.denominator == 0


def _stays_short(activation: Activation, outputs: Array) -> bool:
    """Whether the output turns its preactivations (n, o) into short numbers."""
    if not activation.row.elementwise:
        return _quotients(chain.from_iterable((row - row[0]).tolist() for row in outputs))
    if activation.name == "sigmoid":
        return _quotients(outputs.ravel().tolist())
    return activation.row.linear_pieces and not activation.values


def _quotients(exponents: Iterable[float]) -> bool:
    """Whether e to these powers is a quotient of small whole numbers."""
    for exponent in exponents:
        power = np.exp(exponent)
        fraction = Fraction(float(power)).limit_denominator(max(LOGARITHMS)) if np.isfinite(power) else Fraction(0)
        if not fraction or abs(float(fraction) - power) > CLOSE * power:
            return False
    return True


def _logarithm(argument: int, form: Form) -> str:
    if form == "text":
        return f"ln {argument}"
    if form == "latex":
        return rf"\ln {argument}"
    return row("<mi>ln</mi>", f'<mo>&#x2061;</mo><mspace width="0.17em"/><mn>{argument}</mn>')


def _magnitude(fraction: Fraction, form: Form) -> str:
    """A fraction of no sign: as a decimal where four digits are all of it."""
    shown = printed(float(fraction))
    if not shown.approximate:
        return {"text": shown.text, "latex": shown.latex, "mathml": shown.mathml}[form]()
    above, below = fraction.numerator, fraction.denominator
    if form == "text":
        return f"{above}/{below}"
    if form == "latex":
        return rf"\frac{{{above}}}{{{below}}}"
    return f"<mfrac><mn>{above}</mn><mn>{below}</mn></mfrac>"
