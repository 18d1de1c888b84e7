"""The address of a number in an analysis."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

QuantityName = Literal[
    "input",
    "targets",
    "weights",
    "bias",
    "preactivation",
    "activation",
    "derivative",
    "losses",
    "loss",
    "loss_gradient",
    "jacobian",
    "delta",
    "weight_gradient",
    "bias_gradient",
    "gradient_norm",
    "accuracy",
]
"""The quantities of the contract, and besides them ∂ℓ/∂ŷ and the entries of a layer's Jacobian ∂z/∂z̃."""


class Place(NamedTuple):
    """Where a number stands in its array; 0 for what its quantity does not have."""

    layer: int
    example: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Target:
    """A number of an analysis, addressed as on the wire; what a quantity does not have is None."""

    quantity: QuantityName
    layer: int | None = None
    example: int | None = None
    row: int | None = None
    column: int | None = None

    @property
    def place(self) -> Place:
        """The same as whole numbers only."""
        return Place(self.layer or 0, self.example or 0, self.row or 0, self.column or 0)
