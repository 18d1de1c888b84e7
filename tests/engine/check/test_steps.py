"""The steps of a pass in float32: rounding is never called anything else, and nothing else is called rounding."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.analysis.case import Case
from app.engine.analysis.passes import Trace, trace
from app.engine.check.steps import Sound, sound_steps
from app.engine.network.losses import LOSSES, loss
from app.engine.network.network import Batch, Layer, Network
from tests.engine.analysis.test_passes import PAIRS
from tests.engine.analysis.test_properties import ALL, Drawn, thorough
from tests.engine.check.test_check import as_single, example
from tests.engine.helpers import make_layer, random_network, random_targets

pytestmark = pytest.mark.slow


def as_double(network: Network, batch: Batch) -> tuple[Network, Batch]:
    layers = [
        Layer(la.weights.astype(np.float64), la.bias.astype(np.float64), la.activation) for la in network.layers
    ]
    return Network(tuple(layers)), Batch(batch.inputs.astype(np.float64), batch.targets.astype(np.float64))


def judged(
    case: Drawn, traced: Trace | None = None, reduction: Any = "mean", one: int | None = None
) -> list[Sound]:
    """The steps of the case's pass in float32, or of a trace that is said to be that."""
    network, batch = as_single(*case[:2])
    with np.errstate(all="ignore"):
        seen = traced or trace(Case(network, batch, case[2], reduction, one))
        return list(sound_steps(Case(*as_double(network, batch), case[2], reduction, one), seen))


def all_sound(steps: list[Sound]) -> bool:
    return all(all(step) for step in steps)


@given(drawn=ALL, reduction=st.sampled_from(["mean", "sum"]), one=st.booleans())
@thorough
def test_a_pass_is_sound(drawn: Drawn, reduction: Any, one: bool) -> None:
    assert all_sound(judged(drawn, None, reduction, len(drawn[1].inputs) - 1 if one else None))


@pytest.mark.parametrize(("hidden", "output", "rule_name"), PAIRS)
def test_at_any_scale(hidden: str, output: str, rule_name: str) -> None:
    for seed in range(6):
        rng = np.random.default_rng(seed)
        rule, scale = loss(rule_name), 10.0 ** rng.uniform(-20, 20)
        network = random_network(rng, [3, 9, 4, 2], hidden, output)
        layers = [
            replace(layer, weights=layer.weights * 10.0 ** rng.uniform(-9, 9), bias=layer.bias * scale)
            for layer in network.layers
        ]
        batch = Batch(rng.normal(size=(20, 3)) * scale, random_targets(rng, rule, 20, 2))
        assert all_sound(judged((Network(tuple(layers)), batch, rule)))


def test_long_sums_of_equal_terms() -> None:
    """0.1 over and over: every addition is off to the same side."""
    network = Network((make_layer(np.full((2, 3000), 0.1), [0.1, 0.1], "sigmoid"),))
    batch = Batch(np.full((5000, 3000), 1e-3), np.ones((5000, 2)))
    assert all_sound(judged((network, batch, LOSSES["binary_cross_entropy"])))


def test_what_overflows_in_float32_alone_tells_nothing() -> None:
    """3·10³⁸ + 3·10³⁸ − 6·10³⁸ may be anything in float32."""
    network = Network((make_layer([[3.0, 3.0, -3.0, -3.0]], None, "tanh"), make_layer([[1.0]], None, "identity")))
    batch = Batch(np.full((1, 4), 1e38), np.ones((1, 1)))
    assert all_sound(judged((network, batch, LOSSES["mean_squared_error"])))


def test_what_underflows_in_float32_alone_is_rounding() -> None:
    """10³⁰ · e⁻¹⁰⁴ is 10⁻¹⁵, but e⁻¹⁰⁴ is 0 in float32."""
    network = Network((make_layer([[1.0]], None, "elu", alpha=1e30), make_layer([[1.0]], None, "identity")))
    batch = Batch(np.array([[-104.0], [-95.0]]), np.ones((2, 1)))
    assert all_sound(judged((network, batch, LOSSES["mean_squared_error"])))


DOWN_FROM_2 = [(False, False, False), (False, False, False), (True, True, True)]
NOTHING = [(False, False, False)] * 3


@pytest.mark.parametrize("rule_name", LOSSES)
@pytest.mark.parametrize(
    ("quantity", "layer", "expected"),
    [
        ("preactivation", 1, NOTHING),
        ("activation", 2, NOTHING),
        ("activation", 3, NOTHING),
        ("derivative", 2, DOWN_FROM_2),
        ("delta", 2, DOWN_FROM_2),
        ("delta", 3, NOTHING),
        ("weight_gradient", 2, [(True, True, True), (True, False, True), (True, True, True)]),
        ("bias_gradient", 1, [(True, True, False), (True, True, True), (True, True, True)]),
    ],
)
def test_a_step_that_is_off_spoils_what_it_leads_to(
    quantity: str, layer: int, expected: list[tuple[bool, ...]], rule_name: str
) -> None:
    rule = loss(rule_name)
    network, batch = example("tanh", rule)
    seen = trace(Case(*as_single(network, batch), rule))
    layers = list(seen.layers)
    array = getattr(layers[layer - 1], quantity).copy()
    array.flat[-1] *= np.float32(1.001)
    changed: Any = {quantity: array}
    if quantity == "derivative":  # of a hidden layer, so that it is the factor of δ
        changed["factor"] = changed["derivative"]
    layers[layer - 1] = layers[layer - 1]._replace(**changed)
    assert judged((network, batch, rule), seen._replace(layers=tuple(layers))) == expected
