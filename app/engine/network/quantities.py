"""The quantities of a layer: one table row each, with how it is called, written and shaped.

n example, i input unit, o output unit. Layer l = 1 … L owns all of them. To add a quantity, add a row, compute it
in `analysis.passes`, and send it in `wire.analysis.answer`; the page has the table from `make types`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class Axes(Enum):
    """What the numbers of a quantity belong to. On paper a row is a unit of the layer, everywhere."""

    EXAMPLE = "example"
    """An example and a unit (n, o), on paper a column for each example."""
    INPUT = "input"
    """A unit and an input of it (o, i)."""
    UNIT = "unit"
    """A unit (o)."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A row of the table.

    `name`: on the wire. `letter`, with `before` in front of it, and a superscript that lies `below` the number of
    the layer, make its symbol: ∇W⁽ˡ⁻¹⁾. `words`: its name, `of` or `into` a layer. `file`: what it is called in
    files and in code; there too the number is the superscript's. `given`: a parameter, not computed by a pass.
    `shown`: the page draws it, and it is explained and handed in; else it is answered, and no more.
    """

    name: str
    letter: str
    axes: Axes
    words: str
    file: str
    of: str = "of"
    before: str = ""
    below: int = 0
    given: bool = False
    shown: bool = True

    def shape(self, units: Sequence[int], examples: int, layer: int) -> tuple[int, ...]:
        """Its shape on the wire, from d₀ … d_L."""
        if self.axes is Axes.EXAMPLE:
            return examples, units[layer]
        return (units[layer], units[layer - 1]) if self.axes is Axes.INPUT else (units[layer],)


_NABLA = "∇"
_ROWS = (
    Quantity("weights", "W", Axes.INPUT, "weights", "W", of="into", below=1, given=True),
    Quantity("bias", "b", Axes.UNIT, "bias", "b", below=1, given=True),
    Quantity("preactivation", "z\u0303", Axes.EXAMPLE, "preactivation", "z_tilde"),
    Quantity("activation", "z", Axes.EXAMPLE, "activation", "z"),
    Quantity("derivative", "φ′", Axes.EXAMPLE, "derivative of the activation function", "phi_prime"),
    Quantity("delta", "δ", Axes.EXAMPLE, "error signal", "delta"),
    Quantity("weight_gradient", "W", Axes.INPUT, "gradient of the weights", "grad_W", "into", _NABLA, below=1),
    Quantity("bias_gradient", "b", Axes.UNIT, "gradient of the bias", "grad_b", before=_NABLA, below=1),
)

QUANTITIES: Mapping[str, Quantity] = {row.name: row for row in _ROWS}
"""Every quantity of a layer by its name on the wire, in the order of computation."""
SHOWN: Mapping[str, Quantity] = {row.name: row for row in _ROWS if row.shown}
"""Those that the page draws."""
COMPUTED = tuple(row.name for row in _ROWS if row.shown and not row.given)
"""Of these, those that a pass computes."""
GRADIENTS = tuple(name for name in COMPUTED if QUANTITIES[name].axes is not Axes.EXAMPLE)
"""Of these, those that are reduced over the examples of a batch."""
