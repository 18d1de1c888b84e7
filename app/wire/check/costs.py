"""What a gradient check will cost, estimated before it begins and held to the limits."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...engine.check.check import DIRECTIONS, QUANTITIES, methods
from ...engine.check.comparison import NARROWER
from ...engine.check.differences import Method, Quantity, copies_at_once, copy_bytes
from ...errors import too_large
from ...settings import Settings
from ..network.costs import ELEMENTWISE, Sizes

COPIES_BYTES = 2**26
"""Of the copies of a network that a gradient check makes at once."""
CHECKED_ARRAYS = 8
"""Arrays of the size of a quantity that comparing it takes."""


CHECK_SHARE = 10
"""Fewer things are moved one by one where a check would take more than such a part of the operations allowed."""


@dataclass(frozen=True, slots=True)
class CheckCost:
    """What a gradient check will cost: how many things it may move one by one, and its operations in all."""

    budget: int
    flops: int


def plan_check(sizes: Sizes, settings: Settings, itemsize: int, *, repeats: bool) -> CheckCost:
    """The cost of a check of a network and batch that keep within the limits themselves. `repeats`: the check may
    choose a narrower ε and go over it all again.

    Raises TooLarge with the estimate, the limit and its setting for the first limit that is passed.
    """
    budgets = _budgets(settings.max_check_parameters)
    costs = [CheckCost(budget, _check_flops(sizes, budget, repeats)) for budget in budgets]
    cheap = (cost for cost in costs if cost.flops <= settings.max_flops // CHECK_SHARE)
    chosen = next(cheap, min(costs, key=lambda cost: cost.flops))
    memory = _check_bytes(sizes, chosen.budget, itemsize)
    for what, estimate, limit, setting in (
        ("estimated floating-point operations of the check", chosen.flops, settings.max_flops, "max_flops"),
        ("estimated bytes of memory of the check", memory, settings.max_working_bytes, "max_working_bytes"),
    ):
        if estimate > limit:
            raise too_large(what, estimate, limit, setting)
    return chosen


def _budgets(most: int) -> Iterator[int]:
    """Ever smaller ones."""
    while most:
        yield most
        most //= 4
    yield 0


def _check_flops(sizes: Sizes, budget: int, repeats: bool) -> int:
    """Operations of a check: two copies for each move, which begin at the layer that is moved."""
    units, chosen = sizes.units, methods(sizes.units, budget)
    flops = (4 if repeats else 3) * sizes.flops
    for number in range(1, len(units)):
        below, own = units[number - 1], units[number]
        whole = ELEMENTWISE * own + sum(
            (2 * lower + ELEMENTWISE) * upper
            for lower, upper in zip(units[number:], units[number + 1 :], strict=False)
        )
        # Of a single unit that is moved, the product with the weights above is one with a column.
        column = whole if number == len(units) - 1 else whole - (ELEMENTWISE + 2 * units[number + 1]) * (own - 1)
        for quantity in QUANTITIES:
            size = below * own if quantity == "weight_gradient" else own
            if chosen[number, quantity] == "coordinates":
                moves, copy = size, sizes.examples * (column + 2 * below)
            else:
                moves, copy = DIRECTIONS, sizes.examples * (whole + 2 * size) + ELEMENTWISE * size
            flops += 2 * copy * ((2 if repeats else 1) * moves + len(NARROWER))
    return flops


def _check_bytes(sizes: Sizes, budget: int, itemsize: int) -> int:
    """Bytes that a check holds at once: the passes in both precisions, a chunk of copies, and what it compares."""
    largest = 0
    for (number, quantity), method in methods(sizes.units, budget).items():
        copy = copy_bytes(sizes.units, sizes.examples, number, quantity, method)
        copies = copy * copies_at_once(copy, method, COPIES_BYTES)
        largest = max(largest, copies + 8 * CHECKED_ARRAYS * _compared(sizes, number, quantity, method))
    passes = sizes.working_bytes(8) + (sizes.working_bytes(itemsize) if itemsize != 8 else 0)
    return passes + largest


def _compared(sizes: Sizes, number: int, quantity: Quantity, method: Method) -> int:
    """Numbers that are compared."""
    if method == "directions":
        return DIRECTIONS * (sizes.examples if quantity == "delta" else 1)
    rows = {"weight_gradient": sizes.units[number - 1], "bias_gradient": 1, "delta": sizes.examples}
    return rows[quantity] * sizes.units[number]
