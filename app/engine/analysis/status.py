"""What a neuron can be on a batch, and the facts by which it is told."""

from enum import IntEnum
from typing import NamedTuple

from ..arrays import Array, Codes, Flags

SATURATED_BELOW = 1e-3


class Status(IntEnum):
    """In the order in which they are tried; the last applies where no other does."""

    UNKNOWN = 0
    DEAD = 1
    SETTLED = 2
    STARVED = 3
    SATURATED = 4
    ACTIVE = 5


UNKNOWN, DEAD, SETTLED, STARVED, SATURATED, ACTIVE = Status
"""By name without the look-up in the enumeration, which is slow in Python 3.11."""


class NeuronFacts(NamedTuple):
    """The facts of a layer's neurons; a leading network axis may stand before each shape.

    status, cause (o) codes of `Status` and `Cause`; active_fraction (o), the share of examples with φ′ ≠ 0, None
    for softmax; min_preactivation, max_preactivation (o); dormancy (o), the mean of |z| over the layer's average
    of it, 0 in an all-zero layer (Sokar et al. 2023, "The Dormant Neuron Phenomenon in Deep Reinforcement
    Learning"); certified_dead (o), flat for every input in the batch's bounding box, None for one example;
    permanent (o), dead and beyond the reach of plain gradient descent on this batch; dead_examples (n), those on
    which every unit is flat.
    """

    status: Codes
    cause: Codes
    active_fraction: Array | None
    min_preactivation: Array
    max_preactivation: Array
    dormancy: Array
    certified_dead: Flags | None
    permanent: Flags
    dead_examples: Flags
