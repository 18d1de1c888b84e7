"""Cases to be explained, every number of them, and whether what is written evaluates to what it says."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any
from xml.etree import ElementTree

import numpy as np

from app.engine.analysis.case import Case
from app.engine.network.losses import Loss, Reduction
from app.engine.network.network import Batch, Network
from app.explain.equations.chain import Chain
from app.explain.equations.tree import Node
from app.explain.equations.tree import math as as_math
from app.explain.laws.analyzed import Analyzed, analyzed
from app.explain.number.explanation import Explanation
from app.explain.number.quantities import QUANTITIES
from app.explain.number.target import Target
from tests.engine.helpers import from_request


def case_of(
    network: Network, batch: Batch, loss: Loss, reduction: Reduction = "mean", example: int | None = None
) -> Analyzed:
    """A network and batch with their analysis."""
    return analyzed(Case(network, batch, loss, reduction, example))


def recorded(reference: dict[str, Any]) -> Analyzed:
    """The case of a recorded request."""
    request = reference["request"]
    return case_of(*from_request(request), request.get("reduction", "mean"), request.get("example"))


def has(case: Analyzed, quantity: str, layer: int | None) -> bool:
    """Whether this network has the quantity."""
    if quantity == "derivative" and layer == case.top:
        return not case.softmax
    return quantity != "accuracy" or case.analysis.accuracy is not None


def every_target(case: Analyzed) -> Iterator[Target]:
    """The address of every number of a case."""
    for quantity, entry in QUANTITIES.items():
        layers = range(1, case.top + 1) if "layer" in entry.fields else [0 if quantity == "input" else None]
        for layer in layers:
            if not has(case, quantity, layer):
                continue
            above = case.width(case.top if layer is None else layer)
            below = above if quantity == "jacobian" else case.width((layer or 1) - 1)
            counts = {"example": case.examples, "row": above, "column": below}
            axes = [range(counts[f]) if f in entry.fields else [None] for f in ("example", "row", "column")]
            for example, row, column in product(*axes):
                yield Target(quantity, layer, example, row, column)  # type: ignore[arg-type]  # a name of the table


def close(got: Any, wanted: Any, tolerance: float = 1e-12) -> bool:
    """|a − b| ≤ tolerance · max(1, |b|) everywhere; what is not finite must be the same."""
    a, b = np.broadcast_arrays(np.asarray(got, np.float64), np.asarray(wanted, np.float64))
    finite = np.isfinite(a) & np.isfinite(b)
    if not np.array_equal(a[~finite], b[~finite], equal_nan=True):
        return False
    scale = max(1.0, float(np.abs(b[finite]).max(initial=0)))
    return bool((np.abs(a[finite] - b[finite]) <= tolerance * scale).all())


def holds(chain: Chain, tolerance: float = 1e-12) -> bool:
    """Whether all sides of an equation are worth the same."""
    with np.errstate(all="ignore"):
        values = [side.evaluate() for side in chain.sides]
    return all(close(value, values[0], tolerance) for value in values[1:])


def assert_true(explanation: Explanation, tolerance: float = 1e-12) -> None:
    """Every equation holds, those of the number itself evaluate to it, and it ends with the number, unless that
    is a quotient that is not finite."""
    value = explanation.value
    for step in explanation.steps:
        assert holds(step.equation, tolerance), step.equation.text()
        if step.equation.sides[0] is explanation.symbol:
            assert close(step.equation.evaluate(), value, tolerance), step.equation.text()
    if explanation.steps and not (explanation.target.quantity == "loss_gradient" and np.isinf(value)):
        assert explanation.steps[-1].kind == "result"
        assert explanation.steps[-1].equation.sides[0] is explanation.symbol
    assert close(explanation.symbol.evaluate(), value, tolerance)


LATEX_COMMANDS = {
    *(
        "frac",
        "sum",
        "cdot",
        "odot",
        "top",
        "nabla",
        "partial",
        "delta",
        "varphi",
        "sigma",
        "lambda",
        "alpha",
        "pi",
    ),
    *("tilde", "hat", "ell", "mathcal", "mathbf", "mathrm", "operatorname", "underbrace", "text", "times", "infty"),
    *("left", "right", "sqrt", "begin", "end", "ln", "max", "min", "tanh", "Phi", "approx", "le", "ge", "cdots"),
    *("vdots", "ddots", ",", "\\", "|"),
}


def assert_printable(node: Node) -> None:
    """MathML that parses, LaTeX in ASCII that is balanced and knows its commands, text without leftovers."""
    ElementTree.fromstring(as_math(node))
    latex = node.latex()
    assert latex.isascii(), latex
    depth = 0
    for mark in re.findall(r"\\[{}]|[{}]", latex):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        assert depth >= 0, latex
    assert depth == 0, latex
    for opening, closing in ((r"\left", r"\right"), (r"\begin", r"\end")):
        ends = len(re.findall(re.escape(closing) + r"(?![a-z])", latex))
        assert len(re.findall(re.escape(opening) + r"(?![a-z])", latex)) == ends, latex
    commands = {name for pair in re.findall(r"\\([A-Za-z]+\*?)|\\([^A-Za-z])", latex) for name in pair if name}
    assert commands <= LATEX_COMMANDS | {"operatorname*"}, commands - LATEX_COMMANDS
    assert not re.search(r"\^\{[^{}]*\}\^", latex), latex
    text = node.text()
    assert text
    assert "nan" not in text
    assert "inf" not in text
