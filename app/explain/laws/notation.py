"""How the quantities of an analysis are written: the exercise sheet's symbols, with their arrays behind them.

n example, i input unit, o output unit. W⁽ˡ⁻¹⁾ and b⁽ˡ⁻¹⁾ lead into layer l; z⁽⁰⁾ is the input and z⁽ᴸ⁾ is ŷ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from ...engine.arrays import Array
from ...engine.network.activations import Activation
from ..equations.atoms import (
    NABLA,
    PARTIAL,
    SIGMA,
    Index,
    Known,
    Letter,
    Number,
    Symbol,
    accented,
    letter,
    operator,
)
from ..equations.functions import Applied
from ..equations.numbers import Inexact
from ..equations.operations import Fraction
from ..equations.tree import Node
from .analyzed import Analyzed

Z = letter("z")
Z_TILDE = accented("z", "z̃", r"\tilde z", "~")
Y = letter("y")
Y_HAT = accented("y", "ŷ", r"\hat y", "^")
W = letter("W")
B = letter("b")
DELTA = letter("δ", r"\delta")
ELL = letter("ℓ", r"\ell")
LOSS = letter("ℒ", r"\mathcal{L}")
COUNT = letter("N")
WIDTH = letter("d")
MAXIMUM = letter("m")
PHI = letter("φ", r"\varphi")
PHI_PRIME = Letter("φ′", r"\varphi'", "<msup><mi>φ</mi><mo>′</mo></msup>")


FUNCTION_NAMES: Mapping[str, Letter] = {
    "relu": operator("ReLU"),
    "leaky_relu": operator("LeakyReLU"),
    "elu": operator("ELU"),
    "selu": operator("SELU"),
    "gelu": operator("GELU"),
    "gelu_tanh": Letter("GELU_tanh", r"\operatorname{GELU}_{\tanh}", "<msub><mi>GELU</mi><mi>tanh</mi></msub>"),
    "silu": operator("SiLU"),
    "mish": operator("Mish"),
    "tanh": operator("tanh", r"\tanh"),
    "sigmoid": SIGMA,
    "softplus": operator("softplus"),
    "softsign": operator("softsign"),
    "relu6": operator("ReLU6"),
    "hardtanh": operator("hardtanh"),
    "identity": operator("id"),
    "softmax": operator("softmax"),
}
"""How each activation function is called in an equation."""


def function_name(activation: Activation) -> Letter:
    """The activation's own name: ReLU, σ, …"""
    return FUNCTION_NAMES[activation.name]


def derivative_name(activation: Activation) -> Letter:
    """The same with a prime: ReLU′, σ′, …"""
    name = function_name(activation)
    return Letter(f"{name.text}′", f"{name.latex}'", f"<msup>{name.mathml}<mo>′</mo></msup>")


def function_of(activation: Activation, argument: Node, name: Letter = PHI) -> Node:
    """φ(z̃); of a column, of all of it."""
    return Applied(name, (argument,), partial(_function, activation))


def derivative_of(activation: Activation, argument: Node, name: Letter = PHI_PRIME) -> Node:
    """φ′(z̃); of a column, of all of it."""
    return Applied(name, (argument,), partial(_derivative, activation))


def _function(activation: Activation, preactivation: Array) -> Array:
    """φ of a scalar or of a column (o, 1), whose units are the last axis to the engine."""
    return activation.function(preactivation.T).T


def _derivative(activation: Activation, preactivation: Array) -> Array:
    return activation.derivative(preactivation, activation.function(preactivation))


@dataclass(frozen=True, slots=True)
class Notation:
    """The symbols of a case, for one example.

    `example`: its number, which is then taken for granted and not written; or the name of an index that a sum binds
    (not written either where there is only one example).
    `numbered`: a number is written too, before the unit: δ⁽²⁾ of example 3 and unit 0 is δ⁽²⁾₃,₀.
    Without a unit a symbol stands for the whole column, or for the whole matrix.
    """

    case: Analyzed
    example: int | str
    numbered: bool = False

    # --- what is given ---------------------------------------------------------------------------------------

    def weights(self, layer: int, *indices: Index) -> Symbol:
        """W⁽ˡ⁻¹⁾, which leads into layer l; with row and column an entry."""
        return Symbol(W, self.case.traced(layer).weights, layer - 1, indices)

    def bias(self, layer: int, *indices: Index) -> Symbol:
        """b⁽ˡ⁻¹⁾, which leads into layer l."""
        return Symbol(B, self.case.traced(layer).bias, layer - 1, indices)

    def targets(self, *unit: Index) -> Symbol:
        """y."""
        return self._of_example(Y, self.case.batch.targets, None, unit)

    def count(self) -> Symbol:
        """N, the number of examples."""
        return Symbol(COUNT, np.array(float(self.case.examples)))

    def width(self) -> Symbol:
        """d, the number of output units."""
        return Symbol(WIDTH, np.array(float(self.case.width(self.case.top))))

    # --- forward ---------------------------------------------------------------------------------------------

    def preactivation(self, layer: int, *unit: Index) -> Symbol:
        """z̃⁽ˡ⁾."""
        inexact = partial(self.case.inexact.preactivation, layer)
        return self._of_example(Z_TILDE, self.case.traced(layer).preactivation, layer, unit, inexact_at=inexact)

    def activation(self, layer: int, *unit: Index) -> Symbol:
        """z⁽ˡ⁾; z⁽⁰⁾ is the input, and at the output it is ŷ."""
        if layer == 0:
            return self._of_example(Z, self.case.batch.inputs, 0, unit)
        array, inexact = self.case.traced(layer).activation, partial(self.case.inexact.activation, layer)
        if layer == self.case.top:
            return self._of_example(Y_HAT, array, None, unit, inexact_at=inexact)
        return self._of_example(Z, array, layer, unit, inexact_at=inexact)

    def derivative(self, layer: int, *unit: Index) -> Node:
        """φ′(z̃⁽ˡ⁾), of a layer that is no softmax."""
        array = self.case.traced(layer).derivative
        assert array is not None
        preactivation = self.preactivation(layer, *unit)
        written = Applied(PHI_PRIME, (preactivation,), partial(_derivative, self.case.activation(layer)))
        return Known(written, *self._at(array, unit, partial(self.case.inexact.derivative, layer)))

    # --- loss ------------------------------------------------------------------------------------------------

    def losses(self) -> Symbol:
        """ℓ, the loss of the example."""
        return self._of_example(ELL, self.case.analysis.losses, None, (), inexact_at=self.case.inexact.losses)

    def loss(self) -> Symbol:
        """ℒ, the loss of the batch."""
        return Symbol(LOSS, self.case.analysis.loss, inexact_at=self.case.inexact.batch_loss)

    def loss_by_output(self, *unit: Index) -> Node:
        """∂ℓ/∂ŷ as it is written; it does not evaluate."""
        loss = self._of_example(ELL, self.case.analysis.losses, None, (), PARTIAL)
        return Fraction(loss, self.activation(self.case.top, *unit).differential())

    def output_by_input(self, layer: int, *units: Index) -> Node:
        """∂zᵢ/∂z̃ⱼ of a layer as it is written; it does not evaluate."""
        of, by = self.activation(layer, *units[:1]), self.preactivation(layer, *units[1:])
        return Fraction(of.differential(), by.differential())

    # --- backward --------------------------------------------------------------------------------------------

    def delta(self, layer: int, *unit: Index) -> Symbol:
        """δ⁽ˡ⁾."""
        inexact = partial(self.case.inexact.delta, layer)
        return self._of_example(DELTA, self.case.traced(layer).delta, layer, unit, inexact_at=inexact)

    def weight_gradient(self, layer: int, *indices: Index) -> Symbol:
        """∇W⁽ˡ⁻¹⁾."""
        array = self.case.traced(layer).weight_gradient

        def inexact(i: int, j: int) -> bool:
            return self.case.inexact.weight_gradient(layer, self.case.counting, i, j, float(array[i, j]))

        return Symbol(W, array, layer - 1, indices, NABLA, inexact)

    def bias_gradient(self, layer: int, *indices: Index) -> Symbol:
        """∇b⁽ˡ⁻¹⁾."""
        array = self.case.traced(layer).bias_gradient

        def inexact(i: int) -> bool:
            return self.case.inexact.bias_gradient(layer, self.case.counting, i, float(array[i]))

        return Symbol(B, array, layer - 1, indices, NABLA, inexact)

    # --- which example ---------------------------------------------------------------------------------------

    def _of_example(
        self,
        name: Letter,
        array: Array,
        layer: int | None,
        unit: tuple[Index, ...],
        prefix: Letter | None = None,
        inexact_at: Inexact | None = None,
    ) -> Symbol:
        chosen, indices, inexact_at = self._at(array, unit, inexact_at)
        return Symbol(name, chosen, layer, indices, prefix, inexact_at)

    def _at(
        self, array: Array, unit: tuple[Index, ...], inexact_at: Inexact | None
    ) -> tuple[Array, tuple[Index, ...], Inexact | None]:
        """The part of an array (n, …) that belongs to the example, the indices that are written and choose, and
        which numbers of the part only look exact."""
        if self.case.examples > 1 and (isinstance(self.example, str) or self.numbered):
            return array, (self.example, *unit), inexact_at
        example = self.example if isinstance(self.example, int) and self.case.examples > 1 else 0
        return array[example], unit, inexact_at and partial(inexact_at, example)


def number(value: float) -> Number:
    """A number of any of the engine's types, negative zero as 0."""
    return Number(float(value) + 0.0)
