"""Why φ′(z̃) is 0, in words: a flat side, a kink, or a number smaller than any."""

import numpy as np

from ...engine.analysis.causes import at_kinks
from ...engine.arrays import Array
from ...engine.network.activations import Activation
from ..equations.numbers import number_text
from .wording import function_words

MASK = "nothing comes through whatever comes back, even what is not finite: δ is 0 there, not 0 · ∞"


def why_flat(activation: Activation, z: float, precision: str) -> str:
    """Why φ′ is 0 at one z̃."""
    name, shown = function_words(activation), number_text(z)
    if z in activation.kinks:
        return f"z̃ = {shown} is {at_kink(activation, 0)}"
    if activation.flat_sides is not None:
        below, above = activation.flat_sides
        side = f"z̃ ≤ {number_text(below)}" if z <= below else f"z̃ ≥ {number_text(above)}"
        return f"z̃ = {shown}, and {name} is flat for {side}, so φ′ = 0"
    return f"z̃ = {shown}, where {name} is so flat that φ′ is {smaller_than_any(precision)}"


def at_kink(activation: Activation, slope: float) -> str:
    """What holds of a z̃ exactly at a kink."""
    where = f"exactly at a kink of {function_words(activation)}, where the slopes of its two sides differ"
    return f"{where}; by convention φ′ = {number_text(slope)} there"


def smaller_than_any(precision: str) -> str:
    """What is said of a number that has come out as 0 though it is none."""
    return f"smaller than any number that {precision} holds"


def flat_sides_words(activation: Activation) -> str:
    """Where an activation function with flat sides is flat: at 0 and below or at 6 and above."""
    assert activation.flat_sides is not None
    below, above = activation.flat_sides
    sides = [f"at {number_text(below)} and below"] if below > -np.inf else []
    sides += [f"at {number_text(above)} and above"] if above < np.inf else []
    return " or ".join(sides)


def on_all(activation: Activation, z: Array) -> str:
    """The evidence that φ′ is 0 at all of several z̃ (n): how far on which side they lie."""
    if np.isin(z, activation.kinks).all():
        return f"z̃ is {at_kinks(float(z.min()), float(z.max()))}"
    below, above = activation.flat_sides or (0, 0)
    lower, upper = z[z <= below], z[z >= above]
    sides = [f"at most {number_text(lower.max())}"] if lower.size else []
    sides += [f"at least {number_text(upper.min())}"] if upper.size else []
    return f"z̃ is {' or '.join(sides)}"
