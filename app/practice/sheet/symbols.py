"""How the quantities are written in a sentence, δ⁽²⁾ or ∇W⁽⁰⁾, and what each should be."""

from functools import cache

from ...engine.analysis.case import Case
from ...engine.network.quantities import QUANTITIES
from ...explain.equations.numbers import SUPERSCRIPTS
from ...explain.laws.notation import PHI_PRIME, Y_HAT


@cache
def symbol(quantity: str, layer: int, top: int) -> str:
    """The quantity of a layer as it is written; `top` is the number L of the output layer."""
    if quantity == "derivative":
        return f"{PHI_PRIME.text}({symbol('preactivation', layer, top)})"
    if quantity == "activation" and layer == top:
        return Y_HAT.text
    row = QUANTITIES[quantity]
    return f"{row.before}{row.letter}⁽{str(layer - row.below).translate(SUPERSCRIPTS)}⁾"


def formula(case: Case, quantity: str, layer: int) -> str:
    """What the quantity should be, in symbols: δ⁽²⁾ z⁽¹⁾ᵀ."""

    def written(other: str, of: int) -> str:
        return symbol(other, of, case.top)

    derivative = written("derivative", layer)
    if quantity == "derivative":
        return derivative
    if quantity == "preactivation":
        return f"{written('weights', layer)} {written('activation', layer - 1)} + {written('bias', layer)}"
    if quantity == "activation":
        return f"φ({written('preactivation', layer)})"
    if quantity == "delta":
        if layer < case.top:
            return f"({written('weights', layer + 1)}ᵀ {written('delta', layer + 1)}) ⊙ {derivative}"
        if not case.has_factor(layer):
            return "ŷ − y"
        rule = case.loss.signal_formula.removeprefix("δ⁽ᴸ⁾ = ").replace("/d)", f"/{case.width(layer)})")
        return rule.replace("φ′(z̃⁽ᴸ⁾)", derivative)
    of_example = written("delta", layer)
    if quantity == "weight_gradient":
        of_example += f" {written('activation', layer - 1)}ᵀ"
    if case.examples == 1:
        return of_example
    if case.example is not None:
        return f"{of_example} of example {case.example}"
    return f"the {case.reduction} of {of_example} over the examples"
