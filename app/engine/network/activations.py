"""Activation functions: one table row each, the function and its derivative side by side.

To add an activation, add a row to `ACTIVATIONS`, of a pair in `functions`; it is checked, listed, tested and drawn
from there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import inf

import numpy as np

from .. import aliases
from ..arrays import Array
from ..names import did_you_mean, shortened
from ..parameter import Parameter
from ..tables import Chosen, Table, complete
from . import functions
from .programs import Program, program
from .ranges import EVERYWHERE, Range, RangeOf, between, from_minimum, without_slope

Function = Callable[..., Array]
"""Of the preactivation, and of the parameters by name: φ(z̃)."""
Derivative = Callable[..., Array]
"""Of preactivation and activation, and of the parameters by name: φ′(z̃)."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one activation function.

    `flat_below` and `flat_above` bound its flat sides: φ′ = 0 exactly for z̃ ≤ flat_below and for
    z̃ ≥ flat_above (None where there is no such side), with the parameters `flat_with` alone where there are such.
    `linear_pieces`: made of straight lines, so that it has kinks and cannot saturate. `interior_minimum`: where a
    non-monotone φ is smallest (None: monotone). `kinks`: where φ′ jumps, but for the parameters `smooth_with`,
    which straighten them. `elementwise` is false for softmax alone, which has a Jacobian instead of a derivative.
    `values`: which values φ takes. `initializer`: what weights before it are usually drawn from.
    """

    name: str
    function: Function
    derivative: Derivative
    formula: str
    derivative_formula: str
    parameters: tuple[Parameter, ...] = ()
    flat_below: float | None = None
    flat_above: float | None = None
    flat_with: Mapping[str, float] = field(default_factory=dict)
    linear_pieces: bool = False
    interior_minimum: float | None = None
    kinks: tuple[float, ...] = ()
    smooth_with: Mapping[str, float] = field(default_factory=dict)
    elementwise: bool = True
    values: RangeOf = EVERYWHERE
    initializer: str = "glorot_uniform"


@dataclass(frozen=True, slots=True)
class Activation(Chosen[Row]):
    """A row of the table together with the values of its parameters."""

    def function(self, preactivation: Array) -> Array:
        """φ(z̃), of the shape and dtype of the preactivation (softmax: over the last axis)."""
        if not preactivation.ndim:
            return self.function(preactivation.reshape(1)).reshape(())
        return self.row.function(preactivation, **self.values)

    def derivative(self, preactivation: Array, activation: Array) -> Array:
        """φ′(z̃), of the shape and dtype of the preactivation; undefined for softmax."""
        if not preactivation.ndim:
            return self.derivative(preactivation.reshape(1), activation.reshape(1)).reshape(())
        return self.row.derivative(preactivation, activation, **self.values)

    def function_program(self, preactivation: Array, out: Array) -> Program:
        """Calls that write φ(z̃), with the bits of `function`, into `out` of the same shape and dtype."""
        return program(self.row.function, (preactivation,), out, **self.values)

    def derivative_program(self, preactivation: Array, activation: Array, out: Array) -> Program:
        """Calls that write φ′(z̃), with the bits of `derivative`, into `out` of the same shape and dtype."""
        return program(self.row.derivative, (preactivation, activation), out, **self.values)

    @property
    def straight(self) -> bool:
        """Is φ(z̃) = z̃ everywhere, so that φ′ = 1? The identity, and leaky ReLU with slope 1."""
        return self.row.linear_pieces and not self.kinks

    @property
    def range(self) -> Range:
        """The values that φ takes, with these parameters."""
        return self.row.values(**self.values)

    @property
    def flat_sides(self) -> tuple[float, float] | None:
        """(a, b) with φ′ = 0 exactly for z̃ ≤ a and for z̃ ≥ b, infinite where a side is not flat; or None."""
        below, above = self.row.flat_below, self.row.flat_above
        if (below is None and above is None) or (self.row.flat_with and self.row.flat_with != self.values):
            return None
        return (-inf if below is None else below, inf if above is None else above)

    @property
    def blocks(self) -> bool:
        """Is φ′ = 0 a mask, on a flat side or at a kink, and not a slope too small to be held?"""
        return self.flat_sides is not None

    def block(self, product: Array, derivative: Array) -> None:
        """Writes 0 into a product with φ′ where φ′ = 0 is a mask and the other factor ∞ or no number.

        There the loss does not depend on the unit, whatever comes back; 0 · ∞ is no number. Where φ′ is only too
        small to be held, what the product would be is not known, and it stays as it is.
        """
        if self.blocks and not np.isfinite(np.add.reduce(product, axis=None)):
            np.copyto(product, 0, where=np.isnan(product) & (derivative == 0))

    @property
    def kinks(self) -> tuple[float, ...]:
        """Where φ′ jumps."""
        smooth = self.row.smooth_with and self.row.smooth_with == self.values
        return () if smooth else self.row.kinks


def activation(name: str, **parameters: float) -> Activation:
    """The named activation with its parameters, defaults where they are left out.

    Raises ValueError for an unknown name, an unknown parameter or a value out of its range.
    """
    row = ACTIVATIONS.named(name)
    return Activation(row, complete(row, parameters, partial(unknown_parameter, row)))


def unknown_parameter(row: Row, name: str) -> str:
    """What is said of a parameter that an activation does not take: those that it does, or which one takes it."""
    known = [parameter.name for parameter in row.parameters]
    if known:
        hint = did_you_mean(name, known, aliases.ACTIVATION_PARAMETERS)
        return f'expected {" and ".join(known)}; got "{shortened(name)}"{hint}'
    owners = [other.name for other in _ROWS if any(parameter.name == name for parameter in other.parameters)]
    taken = f", which {' and '.join(owners)} {'takes' if len(owners) == 1 else 'take'}" if owners else ""
    return f'{row.name} takes no parameter; got "{shortened(name)}"{taken}'


_LEAKY = (Parameter("negative_slope", 0.01, 0, description="slope below 0"),)
_ELU = (Parameter("alpha", 1.0, 0, minimum_allowed=False, description="how far below 0 its values go"),)

HE_NORMAL, LECUN_NORMAL = "he_normal", "lecun_normal"

_ROWS = (
    Row(
        "relu",
        functions.relu,
        functions.relu_derivative,
        "max(0, z̃)",
        "1 if z̃ > 0, else 0",
        flat_below=0,
        linear_pieces=True,
        kinks=(0,),
        values=between(0.0, given=True),
        initializer=HE_NORMAL,
    ),
    Row(
        "leaky_relu",
        functions.leaky_relu,
        functions.leaky_relu_derivative,
        "z̃ if z̃ > 0, else negative_slope · z̃",
        "1 if z̃ > 0, else negative_slope",
        _LEAKY,
        flat_below=0,
        flat_with={"negative_slope": 0},
        linear_pieces=True,
        kinks=(0,),
        smooth_with={"negative_slope": 1},
        values=without_slope,
        initializer=HE_NORMAL,
    ),
    Row(
        "elu",
        functions.elu,
        functions.elu_derivative,
        "z̃ if z̃ > 0, else alpha (eᶻ̃ − 1)",
        "1 if z̃ > 0, else alpha eᶻ̃",
        _ELU,
        kinks=(0,),
        smooth_with={"alpha": 1},
        values=lambda *, alpha: Range(-alpha),
        initializer=HE_NORMAL,
    ),
    Row(
        "selu",
        functions.selu,
        functions.selu_derivative,
        "λ z̃ if z̃ > 0, else λ α (eᶻ̃ − 1), λ ≈ 1.0507, α ≈ 1.6733",
        "λ if z̃ > 0, else λ α eᶻ̃",
        kinks=(0,),
        values=between(-functions.SELU_SCALE * functions.SELU_ALPHA, given=False),
        initializer=LECUN_NORMAL,
    ),
    Row(
        "gelu",
        functions.gelu,
        functions.gelu_derivative,
        "z̃ Φ(z̃), Φ the standard normal distribution function",
        "Φ(z̃) + z̃ e^(−z̃²/2) / √(2π)",
        interior_minimum=-0.7517915246935645,
        values=from_minimum(functions.gelu, -0.7517915246935645),
        initializer=HE_NORMAL,
    ),
    Row(
        "gelu_tanh",
        functions.gelu_tanh,
        functions.gelu_tanh_derivative,
        "z̃ (1 + tanh u) / 2, u = √(2/π) (z̃ + 0.044715 z̃³)",
        "(1 + tanh u) / 2 + z̃ (1 − tanh² u) u′ / 2",
        interior_minimum=-0.7524614220710162,
        values=from_minimum(functions.gelu_tanh, -0.7524614220710162),
        initializer=HE_NORMAL,
    ),
    Row(
        "silu",
        functions.silu,
        functions.silu_derivative,
        "z̃ σ(z̃)",
        "σ(z̃) + z̃ σ(z̃) (1 − σ(z̃))",
        interior_minimum=-1.2784645427610738,
        values=from_minimum(functions.silu, -1.2784645427610738),
        initializer=HE_NORMAL,
    ),
    Row(
        "mish",
        functions.mish,
        functions.mish_derivative,
        "z̃ tanh(ln(1 + eᶻ̃))",
        "t + z̃ σ(z̃) (1 − t²), t = tanh(ln(1 + eᶻ̃))",
        interior_minimum=-1.1924312145154967,
        values=from_minimum(functions.mish, -1.1924312145154967),
        initializer=HE_NORMAL,
    ),
    Row(
        "tanh",
        functions.tanh,
        functions.tanh_derivative,
        "tanh z̃",
        "1 − tanh² z̃",
        values=between(-1.0, 1.0, given=False),
    ),
    Row(
        "sigmoid",
        functions.sigmoid,
        functions.sigmoid_derivative,
        "σ(z̃) = 1 / (1 + e⁻ᶻ̃)",
        "σ(z̃) (1 − σ(z̃))",
        values=between(0.0, 1.0, given=False),
    ),
    Row(
        "softplus",
        functions.softplus,
        lambda z, _: functions.sigmoid(z),
        "ln(1 + eᶻ̃)",
        "σ(z̃)",
        values=between(0.0, given=False),
    ),
    Row(
        "softsign",
        functions.softsign,
        functions.softsign_derivative,
        "z̃ / (1 + |z̃|)",
        "1 / (1 + |z̃|)²",
        values=between(-1.0, 1.0, given=False),
    ),
    Row(
        "relu6",
        functions.relu6,
        functions.relu6_derivative,
        "min(max(0, z̃), 6)",
        "1 if 0 < z̃ < 6, else 0",
        flat_below=0,
        flat_above=6,
        linear_pieces=True,
        kinks=(0, 6),
        values=between(0.0, 6.0, given=True),
        initializer=HE_NORMAL,
    ),
    Row(
        "hardtanh",
        functions.hardtanh,
        functions.hardtanh_derivative,
        "min(max(−1, z̃), 1)",
        "1 if −1 < z̃ < 1, else 0",
        flat_below=-1,
        flat_above=1,
        linear_pieces=True,
        kinks=(-1, 1),
        values=between(-1.0, 1.0, given=True),
    ),
    Row("identity", functions.identity, functions.identity_derivative, "z̃", "1", linear_pieces=True),
    Row(
        "softmax",
        functions.softmax,
        functions.softmax_derivative,
        "eᶻ̃ᵢ / Σⱼ eᶻ̃ⱼ",
        "∂ŷᵢ/∂z̃ⱼ = ŷᵢ (1[i = j] − ŷⱼ)",
        elementwise=False,
        values=between(0.0, 1.0, given=False),
    ),
)

ACTIVATIONS = Table(_ROWS, aliases.ACTIVATIONS)
"""Every activation function by its name on the wire."""
