"""What the gradient check makes of errors that no wrong gradient causes: it never cries wolf."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.engine.network.activations import ACTIVATIONS
from app.engine.network.losses import LOSSES, loss
from app.engine.network.network import Batch, Network
from tests.engine.analysis.test_properties import ALL, Drawn
from tests.engine.check.test_check import BUDGET, ENTROPY, SQUARES, as_single, checked, example, of, with_layer
from tests.engine.helpers import make_layer, random_network, random_targets

pytestmark = pytest.mark.slow


def test_a_dead_layer_agrees_exactly() -> None:
    network, batch = example("relu")
    result = checked(with_layer(network, 1, bias=np.full(4, -50.0)), batch, ENTROPY)
    assert result.verdict == "agree"
    for layer in (1, 2):
        for quantity in ("weight_gradient", "bias_gradient", "delta"):
            each = of(result, layer, quantity)
            assert (each.relative_error, each.resolution, each.analytic, each.numeric) == (0, 0, 0, 0)


def test_vanishing_gradients_are_not_called_wrong() -> None:
    rng = np.random.default_rng(1)
    network = random_network(rng, [2, *[8] * 11, 2], "sigmoid", "softmax")
    batch = Batch(rng.normal(size=(16, 2)), random_targets(rng, ENTROPY, 16, 2))
    resolutions = [each.resolution for each in checked(network, batch, ENTROPY).quantities]
    assert {each.verdict for each in checked(network, batch, ENTROPY).quantities} <= {"agree", "unresolved"}
    assert resolutions[0] > 100 * resolutions[-1]
    smaller = with_layer(network, 11, weights=network.layers[11].weights * 1e-8)
    result = checked(smaller, batch, ENTROPY)
    assert of(result, 1, "weight_gradient").verdict == result.verdict == "unresolved"
    assert of(result, 12, "delta").verdict == "agree"


def test_confident_outputs_are_not_called_wrong() -> None:
    """σ(40) rounds to 1, so that δ is 0 where a difference of the losses still sees −4e-18."""
    network = Network((make_layer([[1.0]], None, "sigmoid"),))
    result = checked(network, Batch(np.array([[40.0]]), np.array([[1.0]])), loss("binary_cross_entropy"))
    assert {each.verdict for each in result.quantities} == {"unresolved"}
    assert result.verdict == "unresolved"


@pytest.mark.parametrize("budget", [BUDGET, 0], ids=["coordinates", "directions"])
def test_numbers_that_are_not_finite_are_unresolved(budget: int) -> None:
    network, batch = example("softplus", SQUARES)
    result = checked(with_layer(network, 1, weights=np.full((4, 5), 1e308)), batch, SQUARES, budget=budget)
    assert {each.verdict for each in result.quantities} == {result.verdict} == {"unresolved"}
    assert result.max_relative_error is not None
    assert np.isnan(result.max_relative_error)


def test_huge_logits_agree_or_are_unresolved() -> None:
    network, batch = example("relu")
    for scale in (1e3, 1e6, 1e9, 1e15, 1e30):
        weights = network.layers[2].weights * scale
        assert checked(with_layer(network, 2, weights=weights), batch, ENTROPY).verdict != "differ"


def test_a_softmax_of_one_unit_agrees() -> None:
    network = Network((make_layer([[1.0, 2.0]], None, "softmax"),))
    result = checked(network, Batch(np.ones((1, 2)), np.ones((1, 1))), ENTROPY)
    assert (result.verdict, result.max_relative_error) == ("agree", 0)


@pytest.mark.parametrize("budget", [BUDGET, 0], ids=["coordinates", "directions"])
@pytest.mark.parametrize("epsilon", [5e-324, 1e-300, 1e-17, 1e-14, 1.0, 1e3, 1e10, 1e155, 1e300, 1.7e308])
@pytest.mark.parametrize("name", ["relu", "tanh", "silu"])
def test_an_absurd_epsilon_is_never_a_disagreement(name: str, epsilon: float, budget: int) -> None:
    network, batch = example(name)
    result = checked(network, batch, ENTROPY, epsilon=epsilon, budget=budget)
    assert result.verdict != "differ"
    if not 1e-16 < epsilon < 100:
        assert result.verdict == "unresolved"
        assert of(result, 3, "delta").verdict == "unresolved"


@pytest.mark.parametrize("budget", [BUDGET, 0], ids=["coordinates", "directions"])
def test_an_epsilon_that_leaps_over_the_bend_is_not_called_wrong(budget: int) -> None:
    """x/(1 + |x|) of 10²⁷ |x| at x = 10⁻¹⁰: on both sides of any ε that is not lost in rounding it is 1."""
    layers = (
        make_layer([[1.0]], None, "identity"),
        make_layer([[1e27], [-1e27]], None, "silu"),
        make_layer([[1.0, 1.0]], None, "softsign"),
    )
    batch = Batch(np.array([[1e-10]]), np.array([[0.0]]))
    for epsilon in (None, 1e-3):
        result = checked(Network(layers), batch, SQUARES, epsilon=epsilon, budget=budget)
        assert of(result, 1, "delta").verdict == of(result, 1, "bias_gradient").verdict == "unresolved"


@given(
    case=ALL, single=st.booleans(), epsilon=st.none() | st.floats(1e-12, 10), budget=st.sampled_from([0, BUDGET])
)
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_a_right_gradient_is_never_called_wrong(
    case: Drawn, single: bool, epsilon: float | None, budget: int
) -> None:
    network, batch, rule = case
    if single:
        network, batch = as_single(network, batch)
    result = checked(network, batch, rule, epsilon=epsilon, budget=budget)
    assert "differ" not in {each.verdict for each in result.quantities}


@pytest.mark.parametrize("seed", range(60))
def test_nor_at_any_scale(seed: int) -> None:
    rng = np.random.default_rng(seed)
    rule = list(LOSSES.values())[seed % 3]
    names = rng.choice([name for name, row in ACTIVATIONS.items() if row.elementwise], 2)
    network = random_network(rng, [3, 4, 3, 2], names[0], rule.output_activation or names[1])
    for index in range(3):
        scale = 10.0 ** rng.uniform(-9, 9)
        network = with_layer(network, index, weights=network.layers[index].weights * scale)
    batch = Batch(rng.normal(size=(3, 3)) * 10.0 ** rng.uniform(-9, 9), random_targets(rng, rule, 3, 2))
    for epsilon in (None, 1e-5, 1.0):
        assert checked(network, batch, rule, epsilon=epsilon).verdict != "differ"


def test_ties_of_huge_logits_are_not_called_wrong() -> None:
    """Three equal logits of 1e16: to any ε that rounding lets one see, softmax is a maximum with a kink."""
    network = Network((make_layer(np.ones((3, 1)), None, "softmax"),))
    batch = Batch(np.array([[1e16]]), np.array([[1.0, 0.0, 0.0]]))
    for seed in range(20):
        result = checked(network, batch, ENTROPY, budget=0, rng=np.random.default_rng(seed))
        assert result.verdict != "differ"
