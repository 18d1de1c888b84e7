"""The tables of rules, and what they say together.

To add a rule, write a function that yields its advice, add it to a table here and its code to `advice.Code`; it is
answered, shown and tested on every preset from there. docs/advice.md tells its bound.
"""

from collections.abc import Callable, Iterator

import numpy as np

from ..engine.descent.spec import Training
from . import columns, labels, rates, targets, units
from .advice import Advice, Facts

MOST = 20
"""Pieces of advice that are told."""

RULES: tuple[Callable[[Facts], Iterator[Advice]], ...] = (
    labels.from_one,
    labels.empty,
    targets.unreachable,
    targets.rounded,
    targets.equal,
    targets.contradictory,
    columns.scales,
    columns.constant,
    columns.precision,
    units.softmax_of_one,
    units.equal,
)
"""On a network and its data, in the order in which they are told."""

RULES_OF_A_RUN: tuple[Callable[[Training], Iterator[Advice]], ...] = (rates.beyond_linear,)
"""On how a network is trained, before the first step."""

RULES_OF_DIVERGENCE: tuple[Callable[[Training], Iterator[Advice]], ...] = (rates.beyond_first_curvature,)
"""On a run that left the finite numbers."""


def advice(facts: Facts) -> list[Advice]:
    """What a network and its data give reason to say."""
    with np.errstate(all="ignore"):
        return [one for rule in RULES for one in rule(facts)][:MOST]


def advice_of_run(facts: Facts, training: Training) -> list[Advice]:
    """The same, and what is to be said on how it is trained."""
    return [*advice(facts), *(one for rule in RULES_OF_A_RUN for one in rule(training))][:MOST]


def advice_of_divergence(training: Training) -> list[Advice]:
    """What is to be said on a run that left the finite numbers."""
    return [one for rule in RULES_OF_DIVERGENCE for one in rule(training)][:MOST]
