"""Targets: out of the output's reach, rounded, all alike, or at odds with each other.

n example, i input unit, o output unit.
"""

from collections.abc import Iterator
from math import inf

import numpy as np

from ..engine.names import exactly
from ..engine.network.losses import Targets
from ..engine.network.ranges import Range
from ..explain.equations.numbers import number_text
from ..explain.text.wording import counted, function_words
from .advice import Advice, Facts

FEWEST = 5
"""Examples from which on it is no chance that all targets are equal."""
SLACK = 1e-6
"""How far past an end of the range a target may lie, relative to the end or to 1: rounding is no mistake."""


def unreachable(facts: Facts) -> Iterator[Advice]:
    """Numbers that the output's activation never gives; an end that it only approaches is no reason to speak."""
    if facts.loss.targets is not Targets.NUMBERS:
        return
    activation, targets = facts.network.layers[-1].activation, facts.batch.targets
    found = activation.range
    if found.low == -inf and found.high == inf:
        return
    low, high = found.low - SLACK * max(1, abs(found.low)), found.high + SLACK * max(1, abs(found.high))
    outside = (targets < low) | (targets > high)
    if not outside.any():
        return
    places = np.argwhere(outside)
    n, o = (int(part) for part in places[0])
    what = f"{exactly(float(targets[n, o]))} of example {n}"
    many = f"{len(places)} of {counted(targets.size, 'target')}, the first"
    what = f"{many if len(places) > 1 else 'the target'} {what}"
    message = (
        f"{function_words(activation)} cannot give {what}: {values(found)}; take another activation at the output "
        "(identity gives all numbers), or scale the targets"
    )
    yield Advice("unreachable_target", facts.target(n, o), message)


def values(found: Range) -> str:
    """A range in words."""
    low, high = number_text(found.low), number_text(found.high)
    if found.high == inf:
        return f"its values are at least {low}" if found.low_given else f"its values are more than {low}"
    if found.low_given:
        return f"its values go from {low} to {high}"
    return f"its values lie between {low} and {high}"


def rounded(facts: Facts) -> Iterator[Advice]:
    """A probability or a class index that was taken as the number it misses by rounding."""
    if facts.targets is None or facts.loss.targets is Targets.NUMBERS:
        return
    given = facts.targets.reshape(len(facts.targets), -1)
    indices = facts.are_classes and facts.targets.ndim == 1
    probability_above = (given > 1) & (not facts.are_classes)
    places = np.argwhere(given != np.rint(given) if indices else (given < 0) | probability_above)
    if len(places):
        n, o = (int(part) for part in places[0])
        taken = exactly(float(np.rint(given[n, o]) if indices else facts.batch.targets[n, o]) + 0)
        others = f", and {counted(len(places) - 1, 'other target')} likewise" if len(places) > 1 else ""
        message = (
            f"the target {exactly(float(given[n, o]))} of example {n} is taken as {taken}{others}: it misses it "
            "by no more than single precision rounds"
        )
        yield Advice("rounded_target", facts.target(n, o), message)


def equal(facts: Facts) -> Iterator[Advice]:
    """The same numbers for every example: nothing depends on the inputs."""
    targets = facts.batch.targets
    if facts.are_classes or len(targets) < FEWEST or not (targets == targets[0]).all():
        return
    message = (
        f"the targets of all {len(targets)} examples are equal: the biases of the output alone can fit them, and "
        "the network learns nothing of the inputs"
    )
    yield Advice("equal_targets", facts.at_targets, message)


def contradictory(facts: Facts) -> Iterator[Advice]:
    """Examples with the same inputs, but another class or probability: no network fits them all."""
    if facts.loss.targets is Targets.NUMBERS:
        return
    pairs = contradictions(facts)
    if pairs:
        first, other = pairs[0]
        more = f" (and {counted(len(pairs) - 1, 'more pair')} like that)" if len(pairs) > 1 else ""
        message = (
            f"examples {first} and {other} have the same inputs{_only_here(facts, first, other)} and different "
            f"targets{more}: no network can fit both, so the loss cannot come down to 0"
        )
        yield Advice("contradictory_examples", facts.target(other, 0), message)


def _only_here(facts: Facts, first: int, other: int) -> str:
    """Where two examples have the same inputs in the precision alone, and not as they came."""
    given = facts.inputs
    if given is None or np.array_equal(given[first], given[other]):
        return ""
    return f" in {facts.batch.inputs.dtype.name}, though not as they came (float64 tells them apart),"


def contradictions(facts: Facts) -> list[tuple[int, int]]:
    """Pairs of examples, each with the first that has its inputs, whose targets differ.

    Equal rows have equal sums, so only rows whose sum occurs twice are looked at.
    """
    inputs, targets = facts.batch.inputs, facts.batch.targets
    with np.errstate(all="ignore"):
        sums = np.add.reduce(inputs, axis=1)
    _, inverse, counts = np.unique(sums, return_inverse=True, return_counts=True)
    first: dict[bytes, int] = {}
    pairs = []
    for n in np.flatnonzero(counts[inverse] > 1).tolist():
        like = first.setdefault((inputs[n] + 0).tobytes(), n)
        if (targets[like] != targets[n]).any():
            pairs.append((like, n))
    return pairs
