"""All quantities of one network and batch as a worksheet on which some entries may be somebody else's.

n example, i input unit, o output unit. A quantity that was written onto the sheet is taken as it stands; every
other one is worked out by the engine's formulas from what the sheet has of the quantities it is made of. So the
sheet answers both what is right and what follows from a mistake.
"""

from collections.abc import Callable, Mapping

from ...engine.analysis.case import Case
from ...engine.analysis.magnitudes import through
from ...engine.analysis.passes import affine, gradients
from ...engine.arrays import Array

Place = tuple[str, int]
"""A quantity by its name on the wire, and its layer."""
FORWARD = ("preactivation", "activation", "derivative")


class Sheet:
    """The quantities of a case, each worked out when it is first asked for; `given` are those written onto it."""

    def __init__(self, case: Case, given: Mapping[Place, Array] | None = None) -> None:
        self.case = case
        self.given = dict(given or {})
        self.used: set[Place] = set()
        self._known: dict[Place, Array] = {}

    def value(self, quantity: str, layer: int) -> Array:
        """The quantity of a layer from 1 to L, in its shape; the activation of layer 0 is the input."""
        place = quantity, layer
        if place in self.given:
            self.used.add(place)
            return self.given[place]
        if place not in self._known:
            self._known[place] = RULES[quantity](self, layer)
        return self._known[place]

    def with_given(self, place: Place, array: Array) -> "Sheet":
        """This sheet with one more quantity written onto it."""
        return Sheet(self.case, {**self.given, place: array})

    def signal(self, targets: Array | None = None) -> Array:
        """What the loss sends down (n, o): δ⁽ᴸ⁾ itself where it cancels φ′, else ∂ℓ/∂ŷ; of other targets, too."""
        top = self.case.top
        targets = self.case.batch.targets if targets is None else targets
        return self.case.loss.signal(self.value("preactivation", top), self.value("activation", top), targets)

    def backpropagated(self, layer: int) -> Array:
        """What comes back to a hidden layer before φ′: W⁽ˡ⁾ᵀ δ⁽ˡ⁺¹⁾ (n, o)."""
        return self.value("delta", layer + 1) @ self.case.layer(layer + 1).weights

    def through(self, back: Array, layer: int, slope: Array | None = None) -> Array:
        """What comes back to a layer (n, o), times φ′ where δ has that factor, or times `slope`; 0 where φ′ = 0
        blocks it, even if it is not finite."""
        if slope is None:
            if not self.case.has_factor(layer):
                return back
            slope = self.value("derivative", layer)
        return through(back.copy(), slope, self.case.layer(layer).activation)

    def outer(self, delta: Array, below: Array) -> Array:
        """∇W (o, i) from δ (n, o) and z⁽ˡ⁻¹⁾ (n, i), reduced over the examples as the case wants it."""
        return gradients(delta, below, self.case.reduction, self.case.example)[0]

    def summed(self, delta: Array) -> Array:
        """∇b (o) from δ (n, o), reduced over the examples as the case wants it."""
        return gradients(delta, delta[..., :0], self.case.reduction, self.case.example)[1]


def _preactivation(sheet: Sheet, layer: int) -> Array:
    return affine(sheet.case.layer(layer), sheet.value("activation", layer - 1))


def _activation(sheet: Sheet, layer: int) -> Array:
    if layer == 0:
        return sheet.case.batch.inputs
    return sheet.case.layer(layer).activation.function(sheet.value("preactivation", layer))


def _derivative(sheet: Sheet, layer: int) -> Array:
    preactivation = sheet.value("preactivation", layer)
    return sheet.case.layer(layer).activation.derivative(preactivation, sheet.value("activation", layer))


def _delta(sheet: Sheet, layer: int) -> Array:
    return sheet.through(sheet.backpropagated(layer) if layer < sheet.case.top else sheet.signal(), layer)


def _weight_gradient(sheet: Sheet, layer: int) -> Array:
    return sheet.outer(sheet.value("delta", layer), sheet.value("activation", layer - 1))


def _bias_gradient(sheet: Sheet, layer: int) -> Array:
    return sheet.summed(sheet.value("delta", layer))


RULES: Mapping[str, Callable[[Sheet, int], Array]] = {
    "preactivation": _preactivation,
    "activation": _activation,
    "derivative": _derivative,
    "delta": _delta,
    "weight_gradient": _weight_gradient,
    "bias_gradient": _bias_gradient,
}
"""How each quantity is made, by its name on the wire."""
