"""Long sums: of more than twelve terms the eight largest are shown, and what the others add up to."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ...engine.arrays import Array
from .operations import Rest, Terms
from .tree import Node

MOST_TERMS = 12
LEADING_TERMS = 8
BLOCK = 256


class Shortened(NamedTuple):
    """A sum as it is shown: its terms, the places of those that are shown whole, and how many are not."""

    terms: tuple[Node, ...]
    places: list[int]
    hidden: int


def shortened(values: Array, term: Callable[[int], Node]) -> Shortened:
    """The sum of `values` (i); `term` makes the node of a place.

    The terms of largest magnitude, in the order of their places; one that is not finite counts as largest.
    """
    if len(values) <= MOST_TERMS:
        places = list(range(len(values)))
        return Shortened(tuple(map(term, places)), places, 0)
    chosen = leading(values)
    rest = values.astype(np.float64)
    rest[chosen] = 0
    hidden = len(values) - len(chosen)
    return Shortened((*map(term, chosen), Rest(hidden, float(rest.sum()))), chosen, hidden)


def leading(values: Array) -> list[int]:
    """The places (i) of the eight values of largest magnitude, in their order; the first on ties.

    They lie in the eight blocks with the largest maxima, so that a long array need not be sorted.
    """
    sizes = np.abs(values)
    sizes[np.isnan(sizes)] = np.inf
    starts = np.arange(0, len(sizes), BLOCK)
    blocks = np.argsort(-np.maximum.reduceat(sizes, starts), kind="stable")[:LEADING_TERMS]
    candidates = (starts[np.sort(blocks)][:, None] + np.arange(BLOCK)).ravel()
    candidates = candidates[candidates < len(sizes)]
    largest = np.argsort(-sizes[candidates], kind="stable")[:LEADING_TERMS]
    places: list[int] = np.sort(candidates[largest]).tolist()
    return places


def total(shown: Shortened, *more: Node) -> Node:
    """The sum as a node, with what else is added."""
    return Terms((*shown.terms, *more))
