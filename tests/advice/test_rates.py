"""Rates: what is said to be too large diverges and what is not does not; the curvature is that of the loss."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.advice import rates
from app.advice.rules import advice_of_divergence
from app.engine.analysis.case import Case
from app.engine.analysis.passes import trace
from app.engine.descent.descent import batches
from app.engine.descent.optimizers import optimizer
from app.engine.descent.parameters import flatten, views
from app.engine.descent.schedules import schedule
from app.engine.network.network import Batch, Layer, Network
from app.engine.training.training import bare_steps
from app.explain.equations.numbers import number_text
from tests.advice.helpers import linear
from tests.engine.training_runs import run_of


def inputs(examples: int, features: int, seed: int = 0) -> Any:
    return np.random.default_rng(seed).normal(size=(examples, features)) * 3 + 1


def distance(training: Any) -> float:
    """How far the last state of a run is from where it began."""
    with np.errstate(all="ignore"):
        *_, last = (flatten(network) for network in bare_steps(training))
        return float(np.linalg.norm(last - flatten(training.network)))


@pytest.mark.parametrize(("examples", "features", "outputs"), [(12, 2, 1), (3, 5, 2), (1, 3, 1)])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_two_over_lambda_is_where_it_begins_to_diverge(
    examples: int, features: int, outputs: int, reduction: Any
) -> None:
    data = inputs(examples, features)
    limit = 2 / rates.curvature_of_inputs(linear(data, 1, outputs=outputs, reduction=reduction))
    below = linear(data, limit * 0.98, outputs=outputs, reduction=reduction, steps=2000)
    above = linear(data, limit * 1.02, outputs=outputs, reduction=reduction, steps=2000)
    assert distance(below) < 100
    assert not distance(above) < 1e6
    assert list(rates.beyond_linear(below)) == []
    (said,) = rates.beyond_linear(above)
    assert (said.code, said.pointer) == ("learning_rate_too_large", "/optimizer/learning_rate")


def test_the_numbers_are_told() -> None:
    (said,) = rates.beyond_linear(linear([[3], [-3]], 0.5))
    assert "the learning rate 0.5 is beyond 2/λ = 0.1111, where λ = 18 " in said.message
    assert "each step multiplies the error by −8" in said.message
    (close,) = rates.beyond_linear(linear([[3], [-3]], 0.11112))
    assert "0.11112 is beyond 2/λ = 0.1111111111" in close.message


@pytest.mark.parametrize(
    "changes",
    [
        {"optimizer": optimizer("adam", 9)},
        {"optimizer": optimizer("momentum", 9)},
        {"optimizer": optimizer("sgd", 9, weight_decay=0.1)},
        {"schedule": schedule("cosine")},
        {"schedule": schedule("warm_up")},
        {"schedule": schedule("constant", warm_up=5)},
        {"clip_norm": 1.0},
    ],
)
def test_only_plain_gradient_descent_is_judged(changes: dict[str, Any]) -> None:
    plain = linear(inputs(8, 2), 9)
    assert len(list(rates.beyond_linear(plain))) == len(advice_of_divergence(plain)) == 1
    other = replace(plain, **changes)
    assert list(rates.beyond_linear(other)) == []
    assert advice_of_divergence(other) == []


def test_mini_batches_and_bent_networks_have_no_two_over_lambda() -> None:
    assert list(rates.beyond_linear(linear(inputs(8, 2), 9, batch_size=3))) == []
    assert list(rates.beyond_linear(run_of("relu", rule="mean_squared_error", rate=1e6))) == []


def test_the_largest_of_many_eigenvalues_is_approached_from_below() -> None:
    matrix = inputs(200, 150, seed=4)
    exact = float(np.linalg.norm(matrix, 2)) ** 2
    assert exact * (1 - 1e-6) <= rates.largest_square(matrix) <= exact * (1 + 1e-12)


@pytest.mark.parametrize("outputs", [1, 3])
def test_the_first_curvature_of_a_quadratic_loss(outputs: int) -> None:
    """Against gᵀHg/gᵀg with the Hessian written out: it acts on the columns of each output unit alike."""
    training = linear(inputs(9, 2), 1, outputs=outputs)
    rows = np.hstack([training.data.inputs, np.ones((9, 1))])
    hessian = 2 / outputs / 9 * rows.T @ rows
    layer = training.network.layers[0]
    error = rows @ np.hstack([layer.weights, layer.bias[:, None]]).T - training.data.targets
    gradient = (2 / outputs / 9 * rows.T @ error).T
    expected = np.sum(gradient @ hessian * gradient) / np.sum(gradient**2)
    assert rates.first_curvature(training) == pytest.approx(expected, rel=1e-7)


def loss_after(training: Any, rate: float) -> float:
    """The loss of the whole batch after one step, in float64."""
    (network,) = bare_steps(replace(training, optimizer=optimizer("sgd", rate), steps=1))
    traced = trace(Case(network, training.data, training.loss, training.reduction, None))
    return float(traced.losses.mean())


@pytest.mark.parametrize("rule", ["mean_squared_error", "cross_entropy", "binary_cross_entropy"])
def test_the_first_curvature_of_a_bent_network(rule: str) -> None:
    """Against the second difference of the loss along the step."""
    training = run_of("tanh", rule=rule)
    small = 1e-4
    before, half, after = (loss_after(training, rate) for rate in (0.0, small, 2 * small))
    slope = (before - loss_after(training, 1e-7)) / 1e-7  # gᵀg
    expected = (after - 2 * half + before) / small**2 / slope
    assert rates.first_curvature(training) == pytest.approx(expected, rel=2e-2)


def test_the_first_batch_of_mini_batches_is_the_one_that_the_run_has() -> None:
    training = linear(inputs(8, 2), 9, batch_size=3, seed=5)
    rows = next(batches(8, 3, 5))
    alone = replace(training, data=Batch(*(array[rows] for array in (training.data.inputs, training.data.targets))))
    assert rates.first_curvature(training) == rates.first_curvature(replace(alone, batch_size=None))


def test_single_precision_is_judged_in_double() -> None:
    training = linear(inputs(8, 2), 9)
    data = Batch(training.data.inputs.astype(np.float32), training.data.targets.astype(np.float32))
    network = views(flatten(training.network).astype(np.float32), training.network)
    assert rates.first_curvature(replace(training, data=data, network=network)) == pytest.approx(
        rates.first_curvature(training), rel=1e-5
    )


def test_both_notes_on_a_linear_model_tell_the_same_bound() -> None:
    training = linear(inputs(8, 2), 9)
    (start,), (done,) = rates.beyond_linear(training), advice_of_divergence(training)
    bound = f"take less than {number_text(2 / rates.curvature_of_inputs(training))}"
    assert start.message.endswith(bound)
    assert done.message.endswith(bound.replace("than ", "than 2/λ = "))


def test_a_rate_that_the_first_curvature_allows_is_told_as_such() -> None:
    training = run_of("tanh", rule="mean_squared_error")
    limit = 2 / rates.first_curvature(training)
    (above,) = advice_of_divergence(replace(training, optimizer=optimizer("sgd", 2 * limit)))
    assert above.message.endswith("; take less")
    (below,) = advice_of_divergence(replace(training, optimizer=optimizer("sgd", limit / 2)))
    assert below.message.endswith("the loss bends more further on, so take a smaller one still")


def test_where_there_is_no_gradient_nothing_is_said() -> None:
    training = linear([[0.0], [0.0]], 1)
    layer = training.network.layers[0]
    flat = replace(
        training,
        network=Network((Layer(layer.weights, layer.bias, layer.activation),)),
        data=Batch(training.data.inputs, np.zeros((2, 1))),
    )
    assert advice_of_divergence(flat) == []
    huge = replace(training, data=Batch(np.full((2, 1), 1e300), training.data.targets))
    assert advice_of_divergence(huge) == []
    assert list(rates.beyond_linear(huge)) == []
