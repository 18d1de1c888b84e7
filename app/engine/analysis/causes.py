"""Why a neuron has its status: the causes, and the phrase that says each.

A special cause comes before a general one: of two that hold, the one that tells more of what to change.
"""

from enum import IntEnum

from ..network.activations import Activation


class Cause(IntEnum):
    """Why a neuron has its status; `phrase` says it in words."""

    NONE = 0
    PREACTIVATION_NOT_FINITE = 1
    DELTA_NOT_FINITE = 2
    LOWER_FLAT = 3
    UPPER_FLAT = 4
    BOTH_FLATS = 5
    LOSS_FLAT = 6
    MATCHES_TARGET = 7
    ZERO_OUTGOING_WEIGHTS = 8
    FEEDS_DEAD = 9
    FEEDS_SILENT = 10
    FEEDS_INACTIVE = 11
    CANCELS = 12
    SMALL_DERIVATIVE = 13
    UNDERFLOWS = 14
    AT_KINK = 15
    BOTH_FLATS_AND_KINK = 16
    ZERO_WEIGHTS = 17
    NOTHING_COMES_IN = 18
    SOFTMAX_OF_ONE = 19
    FEEDS_SOFTMAX_OF_ONE = 20
    EQUALS_TARGET = 21


SOFTMAX_OF_ONE = (
    "a softmax of one unit is always 1; for two classes use two units, or sigmoid with binary cross-entropy"
)

_PHRASES: dict[Cause, str | None] = {
    Cause.NONE: None,
    Cause.PREACTIVATION_NOT_FINITE: "its preactivation is not finite on some example",
    Cause.DELTA_NOT_FINITE: "its error signal is not finite on some example",
    Cause.LOWER_FLAT: "its preactivation is on the lower flat side on every example",
    Cause.UPPER_FLAT: "its preactivation is on the upper flat side on every example",
    Cause.BOTH_FLATS: "its preactivation is on one or the other flat side on every example",
    Cause.LOSS_FLAT: "the loss is flat there, and its error signal is zero on every example",
    Cause.MATCHES_TARGET: "its output equals the target to rounding on every example",
    Cause.ZERO_OUTGOING_WEIGHTS: "its outgoing weights are zero",
    Cause.FEEDS_DEAD: "what it feeds is dead",
    Cause.FEEDS_SILENT: "what it feeds gets no error signal itself",
    Cause.FEEDS_INACTIVE: "what it feeds passes nothing back on the examples where it is on",
    Cause.CANCELS: "what comes back through its outgoing weights cancels",
    Cause.SMALL_DERIVATIVE: "|φ′| is below 0.001 on every example",
    Cause.UNDERFLOWS: "its error signal is smaller than any number that its precision holds",
    Cause.AT_KINK: "its z̃ is exactly at a kink, where φ′ = 0 by convention, on every example",
    Cause.BOTH_FLATS_AND_KINK: (
        "its preactivation is on one or the other flat side on every example, on some of them exactly at a kink, "
        "where φ′ = 0 by convention"
    ),
    Cause.ZERO_WEIGHTS: "the weights into it are zero",
    Cause.NOTHING_COMES_IN: "all that comes in is 0",
    Cause.SOFTMAX_OF_ONE: SOFTMAX_OF_ONE,
    Cause.EQUALS_TARGET: "its output equals the target on every example, so that no error is left",
    Cause.FEEDS_SOFTMAX_OF_ONE: f"nothing comes back from the output, since {SOFTMAX_OF_ONE}",
}


def phrase(cause: Cause, activation: Activation, lowest: float, highest: float) -> str | None:
    """The cause in words, of a unit whose preactivations go from the lowest to the highest; None for no cause."""
    said = _PHRASES[cause]
    if cause is Cause.AT_KINK:
        return f"its z̃ is {at_kinks(lowest, highest)}, on every example"
    if cause in (Cause.ZERO_WEIGHTS, Cause.NOTHING_COMES_IN):
        where = _where(activation, lowest)
        return f"its z̃ is {where}, on every example, since {said} and its bias is {_number(lowest)}"
    sides = activation.flat_sides or (None, None)
    if (cause is Cause.LOWER_FLAT and highest == sides[0]) or (cause is Cause.UPPER_FLAT and lowest == sides[1]):
        kink = highest if cause is Cause.LOWER_FLAT else lowest
        return f"{said}, on some of them {at_kinks(kink, kink)}"
    return said


def _where(activation: Activation, preactivation: float) -> str:
    """Where a unit lies whose only preactivation blocks it."""
    if preactivation in activation.kinks:
        return at_kinks(preactivation, preactivation)
    assert activation.flat_sides is not None
    side = "lower" if preactivation <= activation.flat_sides[0] else "upper"
    return f"{_number(preactivation)}, on the {side} flat side"


def at_kinks(lowest: float, highest: float) -> str:
    """Exactly at one kink, or at one of two, and what φ′ is there."""
    one, other = _number(lowest), _number(highest)
    if one == other:
        return f"exactly {one}, at the kink, where φ′({one}) = 0 by convention"
    return f"exactly {one} or {other}, at the kinks, where φ′({one}) = φ′({other}) = 0 by convention"


def _number(value: float) -> str:
    """Four significant digits, with a true minus sign and without a negative zero."""
    return f"{value + 0.0:.4g}".replace("-", "−")
