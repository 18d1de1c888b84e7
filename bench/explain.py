"""Explaining a number, its equations printed in all forms, against analyzing: as answers to requests, where analyze
writes out its arrays, and in the engine alone, where the analysis is all that explaining adds to."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from fastapi import Response

from app.api.routes import analyze as analyze_api
from app.api.routes import explain as explain_api
from app.engine.analysis.analysis import analyze
from app.engine.analysis.case import Case
from app.engine.network.network import Batch, Network
from app.explain.equations.numbers import printed
from app.explain.equations.tree import math
from app.explain.laws.analyzed import analyzed
from app.explain.number.explain import explain
from app.explain.number.target import Target
from app.settings import Settings
from app.wire.explain.request import ExplainRequest
from app.wire.network.request import AnalyzeRequest
from bench.engine import ENTROPY, example
from bench.timing import compare, row

SETTINGS = Settings()
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
        case = analyzed(Case(network, batch, ENTROPY))
        explanation = explain(case, target)
        for node in (step.equation for step in explanation.steps):
            node.text(), node.latex(), math(node)
        for symbol in (cell.symbol for cell in explanation.inputs):
            symbol.text(), math(symbol)

    return run


def answering(network: Network, batch: Batch, target: Target | None) -> Callable[[], Response]:
    """The whole answer of /explain, or without a target of /analyze in base64; the request is parsed already."""
    layers = [
        {"weights": layer.weights.tolist(), "bias": layer.bias.tolist(), "activation": layer.activation.name}
        for layer in network.layers
    ]
    data = {"inputs": batch.inputs.tolist(), "targets": batch.targets.tolist()}
    asked: dict[str, object] = {"network": {"layers": layers}, "data": data, "encoding": "base64"}
    if target is None:
        request = AnalyzeRequest.model_validate(asked)
        return lambda: analyze_api.prepare(request, SETTINGS).run()
    wanted = ExplainRequest.model_validate({**asked, "target": asdict(target)})

    def run() -> Response:
        printed.cache_clear()
        return explain_api.prepare(wanted, SETTINGS).run()

    return run


def report() -> None:
    """Print the ratios."""
    print(f"explain: one number against one analysis of {'-'.join(map(str, SIZES))} with {COUNT} examples")
    network, batch = example(SIZES, COUNT)
    for target in TARGETS:
        name = f"{target.quantity} of layer {target.layer}"
        answers = compare(answering(network, batch, target), answering(network, batch, None))
        print(row(f"{name}: answers", answers, "goal 2"))
        alone = compare(explaining(network, batch, target), partial(analyze, network, batch, ENTROPY))
        print(row(f"{name}: in the engine", alone, ""))
