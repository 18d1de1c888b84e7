"""Every row of the loss table: its signal against central differences, exactness for huge logits, accuracy."""

import numpy as np
import pytest

from app.engine.network.activations import activation
from app.engine.network.losses import LOSSES, accuracy, loss, reduce
from tests.engine.helpers import random_targets


@pytest.mark.parametrize("name", LOSSES)
def test_signal_is_the_central_difference(name: str) -> None:
    rule = loss(name)
    rng = np.random.default_rng(3)
    z, step = rng.normal(size=(5, 4)), 1e-6
    targets = random_targets(rng, rule, 5, 4)
    function = activation(rule.output_activation or "identity").function
    numeric = np.empty_like(z)
    for index in np.ndindex(z.shape):
        up, down = z.copy(), z.copy()
        up[index] += step
        down[index] -= step
        n = index[0]
        difference = (
            rule.of_example(up, function(up), targets)[n] - rule.of_example(down, function(down), targets)[n]
        )
        numeric[index] = difference / (2 * step)
    assert np.abs(rule.signal(z, function(z), targets) - numeric).max() < 1e-8


def test_cross_entropy_of_huge_logits_is_exact() -> None:
    z = np.array([[1000.0, 0.0], [-1e308, 1e308]])
    y = np.array([[0.0, 1.0], [0.0, 1.0]])
    with np.errstate(over="ignore", invalid="ignore"):
        losses = loss("cross_entropy").of_example(z, activation("softmax").function(z), y)
    assert losses.tolist() == [1000.0, 0.0]


def test_binary_cross_entropy_of_huge_logits_is_exact() -> None:
    z = np.array([[1000.0], [-1000.0], [1000.0], [0.0]])
    y = np.array([[1.0], [1.0], [0.0], [0.5]])
    losses = loss("binary_cross_entropy").of_example(z, activation("sigmoid").function(z), y)
    assert losses.tolist() == pytest.approx([0, 1000, 1000, np.log(2)], rel=1e-15)


def test_cross_entropy_signal_of_soft_targets_counts_their_sum() -> None:
    p, y = np.array([[0.5, 0.5]]), np.array([[0.25, 0.25]])
    assert loss("cross_entropy").signal(p, p, y).tolist() == [[0.0, 0.0]]


def test_an_absolute_error_sends_down_signs_and_nothing_where_the_target_is_met() -> None:
    prediction, targets = np.array([[3.0, 1.0, -2.0, np.nan]]), np.array([[1.0, 1.0, 4.0, 0.0]])
    rule = loss("mean_absolute_error")
    assert rule.of_example(prediction, prediction[:, :3], targets[:, :3]).tolist() == [8 / 3]
    assert rule.signal(prediction, prediction, targets).tolist()[0][:3] == [0.25, 0, -0.25]
    assert np.isnan(rule.signal(prediction, prediction, targets)[0, 3])


def test_reduction() -> None:
    losses = np.array([1.0, 2.0, 6.0])
    assert reduce(losses, "mean") == 3
    assert reduce(losses, "sum") == 9


def test_a_mean_within_the_numbers_is_found_where_the_sum_is_not() -> None:
    losses = np.array([[1e308, 1e308, 1e308, 1e308], [1, 2, 3, 5], [np.inf, 0, 0, 0]])
    with np.errstate(over="ignore"):
        assert reduce(losses, "mean").tolist() == [1e308, 2.75, np.inf]
        assert reduce(losses[0], "mean") == 1e308
        assert reduce(losses[0], "sum") == np.inf


def test_accuracy_takes_the_first_of_equal_predictions() -> None:
    p = np.array([[0.5, 0.5], [0.5, 0.5], [0.2, 0.8]])
    share = accuracy(loss("cross_entropy"), p, np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]]))
    assert share == pytest.approx(2 / 3)


def test_accuracy_of_binary_targets_counts_entries_and_half_is_neither() -> None:
    p = np.array([[0.9, 0.5], [0.1, 0.4]])
    assert accuracy(loss("binary_cross_entropy"), p, np.array([[1.0, 1.0], [0.0, 1.0]])) == 0.5


@pytest.mark.parametrize(
    ("name", "targets"),
    [
        ("mean_squared_error", [[0.0, 1.0]]),
        ("cross_entropy", [[0.4, 0.6]]),
        ("binary_cross_entropy", [[0.4, 1.0]]),
    ],
)
def test_accuracy_is_none_where_it_has_no_sense(name: str, targets: list[list[float]]) -> None:
    assert accuracy(loss(name), np.array([[0.3, 0.7]]), np.array(targets)) is None


def test_accuracy_of_predictions_that_are_no_numbers_is_no_number() -> None:
    share = accuracy(loss("cross_entropy"), np.array([[np.nan, 1.0]]), np.array([[1.0, 0.0]]))
    assert share is not None
    assert np.isnan(share)


def test_unknown_loss_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of cross_entropy"):
        loss("hinge")
