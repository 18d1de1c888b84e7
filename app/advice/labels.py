"""Classes: labels that are counted from 1, and classes without an example.

n example, o output unit.
"""

from collections.abc import Iterator

import numpy as np

from ..explain.text.wording import counted, listed
from .advice import Advice, Facts

EXAMPLES_A_CLASS = 5
"""From so many examples for each class on, a class without any is no chance."""
FEWEST = 3
"""Labels 1 … K that are all there are counted from 1 whatever their number, if there are so many classes."""


def from_one(facts: Facts) -> Iterator[Advice]:
    """Class indices 1 … K, all there, where the output has a unit for class 0 too."""
    if counted_from_one(facts):
        most, units = int(np.flatnonzero(facts.batch.targets.any(axis=0))[-1]), facts.network.output_size
        message = (
            f"the labels are 1 to {most}, all of them there, and class 0 has no example: if they are counted from "
            f"1, take 1 from each and give the output {counted(most, 'unit')}, one for each class (it has {units})"
        )
        yield Advice("labels_from_one", facts.at_targets, message, "labels_from_zero")


def counted_from_one(facts: Facts) -> bool:
    """Are the given class indices 1 … K, each of them there, of enough classes or examples?"""
    if not facts.are_classes or facts.targets is None or facts.targets.ndim != 1:
        return False
    found = np.flatnonzero(facts.batch.targets.any(axis=0))
    classes, examples = found.size, len(facts.batch.targets)
    enough = classes >= FEWEST or (classes > 1 and examples >= EXAMPLES_A_CLASS * classes)
    return bool(enough and np.array_equal(found, np.arange(1, classes + 1)))


def empty(facts: Facts) -> Iterator[Advice]:
    """Classes that no target has any share of."""
    targets = facts.batch.targets
    examples, classes = targets.shape
    if not facts.are_classes or classes < 2 or examples < EXAMPLES_A_CLASS * classes:
        return
    without = np.flatnonzero(~targets.any(axis=0))
    without = without[1:] if counted_from_one(facts) else without
    if without.size:
        one = without.size == 1
        message = (
            f"{'class' if one else 'classes'} {listed(without.tolist())} of {classes} "
            f"{'has' if one else 'have'} no example: from {examples} examples without any, the network learns only "
            f"to never give {'it' if one else 'them'}"
        )
        yield Advice("empty_class", facts.at_targets, message)
