"""Explaining a number, its equations printed in all forms, against the analysis that it needs anyway."""

from collections.abc import Callable
from functools import partial

from app.engine.analysis import analyze
from app.engine.network import Batch, Network
from app.explain.case import Case, Target
from app.explain.explain import explain
from app.explain.numbers import printed
from app.explain.tree import math
from bench.engine import ENTROPY, example
from bench.timing import compare, row

SIZES, COUNT = (784, 128, 10), 64
TARGETS = (
    Target("delta", 2, 0, 5),
    Target("delta", 1, 0, 5),
    Target("weight_gradient", 1, None, 5, 300),
    Target("gradient_norm", 1),
)


def explaining(network: Network, batch: Batch, target: Target) -> Callable[[], None]:
    """The analysis, the explanation and its printing, from scratch: no number is remembered as printed."""

    def run() -> None:
        printed.cache_clear()
        case = Case(network, batch, ENTROPY, "mean", None, analyze(network, batch, ENTROPY))
        explanation = explain(case, target)
        for node in (step.equation for step in explanation.steps):
            node.text(), node.latex(), math(node)
        for symbol in (cell.symbol for cell in explanation.inputs):
            symbol.text(), math(symbol)

    return run


def report() -> None:
    """Print the ratios."""
    print(f"explain: one number against one analysis of {'-'.join(map(str, SIZES))} with {COUNT} examples")
    network, batch = example(SIZES, COUNT)
    for target in TARGETS:
        measured = compare(explaining(network, batch, target), partial(analyze, network, batch, ENTROPY))
        goal = "" if target.quantity == "gradient_norm" else "goal 2"
        print(row(f"{target.quantity} of layer {target.layer}", measured, goal))
