"""Facts to hold against the rules: small networks, and batches made for one rule."""

from typing import Any

import numpy as np

from app.advice.advice import Advice, Facts
from app.advice.rules import advice
from app.engine.descent.optimizers import optimizer
from app.engine.descent.schedules import schedule
from app.engine.descent.spec import Training
from app.engine.network.activations import Activation, activation
from app.engine.network.losses import loss
from app.engine.network.network import Batch, Layer, Network


def facts(
    output: str | Activation,
    rule: str,
    inputs: Any,
    targets: Any,
    *,
    given: Any = None,
    dtype: Any = np.float64,
) -> Facts:
    """One layer of random weights on a batch of one's own; `targets` are dense rows, `given` how they came."""
    rows, dense = np.array(inputs, dtype=np.float64), np.array(targets, dtype=np.float64)
    rng = np.random.default_rng(0)
    weights = rng.normal(size=(dense.shape[1], rows.shape[1])).astype(dtype)
    named = activation(output) if isinstance(output, str) else output
    network = Network((Layer(weights, np.zeros(dense.shape[1], dtype=dtype), named),))
    came = dense if given is None else np.array(given, dtype=np.float64)
    return Facts(network, Batch(rows.astype(dtype), dense.astype(dtype)), loss(rule), rows, came)


def classes(labels: Any, units: int) -> Facts:
    """Class indices under a softmax, with inputs that give no reason to speak."""
    rng = np.random.default_rng(1)
    rows = np.eye(units)[np.array(labels)]
    return facts("softmax", "cross_entropy", rng.normal(size=(len(labels), 2)), rows, given=labels)


def numbers(output: str | Activation, targets: Any, inputs: Any = None) -> Facts:
    """Numbers as targets of one output."""
    column = np.array(targets, dtype=np.float64).reshape(-1, 1)
    rng = np.random.default_rng(1)
    return facts(
        output, "mean_squared_error", rng.normal(size=(len(column), 2)) if inputs is None else inputs, column
    )


def said(found: Facts) -> dict[str, Advice]:
    """What is said, by its code."""
    return {one.code: one for one in advice(found)}


def linear(
    inputs: Any, rate: float, *, outputs: int = 1, reduction: Any = "mean", steps: int = 200, **fields: Any
) -> Training:
    """Gradient descent on all examples for one linear layer under the squared error."""
    rng = np.random.default_rng(3)
    rows = np.array(inputs, dtype=np.float64)
    layer = Layer(rng.normal(size=(outputs, rows.shape[1])), np.zeros(outputs), activation("identity"))
    chosen: dict[str, Any] = {
        "network": Network((layer,)),
        "data": Batch(rows, rng.normal(size=(len(rows), outputs))),
        "loss": loss("mean_squared_error"),
        "reduction": reduction,
        "optimizer": optimizer("sgd", rate),
        "schedule": schedule("constant"),
        "clip_norm": None,
        "steps": steps,
        "batch_size": None,
        "seed": 0,
        "probe_examples": len(rows),
    }
    return Training(**{**chosen, **fields})
