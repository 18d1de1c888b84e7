"""Whole runs: PyTorch's numbers, deaths against analyses, faults, and repetition."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pytest

from app.engine.analysis.analysis import analyze
from app.engine.analysis.passes import forward
from app.engine.analysis.status import DEAD
from app.engine.arrays import Array
from app.engine.descent.optimizers import optimizer
from app.engine.descent.parameters import flatten, update_ratio
from app.engine.network.activations import activation
from app.engine.network.losses import reduce
from app.engine.network.network import Batch, Network
from app.engine.training.training import Fault, Moment, Training, bare_steps, probe_batch, train
from tests.engine.helpers import close, from_request
from tests.engine.training_cases import optimizer_of, schedule_of, training_cases
from tests.engine.training_runs import run_of, with_weights

pytestmark = pytest.mark.slow


def training_of(request: dict[str, Any]) -> Training:
    """The run that a recorded request asks for, made without app.schemas."""
    network, batch, rule = from_request(request)
    return Training(
        network=network,
        data=batch,
        loss=rule,
        reduction=request["reduction"],
        optimizer=optimizer_of(request),
        schedule=schedule_of(request),
        clip_norm=request.get("clip_norm"),
        steps=request["steps"],
        batch_size=request.get("batch_size"),
        seed=request.get("seed", 0),
        probe_examples=len(batch.inputs),
    )


@pytest.mark.parametrize("case", training_cases(), ids=lambda case: case["name"])
def test_pytorch_agrees_at_every_step(case: dict[str, Any]) -> None:
    training, expected = training_of(case["request"]), case["expected"]
    moments, networks = kept(train(training))
    assert close([loss_of(training, network) for network in networks], expected["losses"])
    assert moments[0].learning_rate is None
    assert close([moment.learning_rate for moment in moments[1:]], expected["learning_rates"])
    for layer, weights, bias in zip(networks[-1].layers, expected["weights"], expected["biases"], strict=True):
        assert close(layer.weights, weights)
        assert close(layer.bias, bias)
    assert moments[-1].fault is None


def kept(moments: Iterator[Moment]) -> tuple[list[Moment], list[Network]]:
    """All moments, and the networks read in time."""
    pairs = [(moment, moment.network) for moment in moments]
    return [moment for moment, _ in pairs], [network for _, network in pairs]


def loss_of(training: Training, network: Network) -> float:
    preactivations, activations = forward(network, training.data.inputs)
    losses = training.loss.of_example(preactivations[-1], activations[-1], training.data.targets)
    return float(reduce(losses, training.reduction))


def dead_units(training: Training, network: Network) -> set[tuple[int, int]]:
    """By the statuses of an analysis of the probe batch."""
    analysis = analyze(network, probe_batch(training), training.loss, reduction=training.reduction)
    return {
        (number, int(unit))
        for number, facts in enumerate(analysis.neurons, start=1)
        for unit in np.flatnonzero(facts.status == DEAD)
    }


RUNS = [
    pytest.param(
        hidden, rule, batch_size, probe, dtype, id=f"{hidden} {rule} {batch_size} {probe} {dtype.__name__}"
    )
    for hidden in ("relu", "relu6", "hardtanh", "elu")
    for rule in ("cross_entropy", "mean_squared_error")
    for batch_size, probe in ((None, 11), (None, 7), (11, 11), (4, 11), (4, 3), (1, 11))
    for dtype in (np.float64, np.float32)
]


@pytest.mark.parametrize(("hidden", "rule", "batch_size", "probe", "dtype"), RUNS)
def test_the_changes_add_up_to_the_statuses_of_every_step(
    hidden: str, rule: str, batch_size: int | None, probe: int, dtype: Any
) -> None:
    for seed in range(2):
        training = replace(
            run_of(hidden, rule=rule, seed=seed, rate=1.5 if rule == "cross_entropy" else 0.3, dtype=dtype),
            batch_size=batch_size,
            probe_examples=probe,
        )
        dead = dead_units(training, training.network)
        for moment in train(training):
            if moment.fault:
                break
            places = [(change.layer, change.unit) for change in moment.changes]
            assert places == sorted(places)
            for change in moment.changes:
                place = (change.layer, change.unit)
                assert (place in dead) == (change.kind == "revival")
                dead ^= {place}
            assert dead == dead_units(training, moment.network), moment.step


def test_an_output_with_flat_sides_can_die() -> None:
    training = run_of("tanh", rule="mean_squared_error", rate=0.5)
    top = training.network.layers[-1]
    layers = (*training.network.layers[:-1], replace(top, activation=activation("relu"), bias=np.full(2, 0.1)))
    training = replace(
        training,
        network=Network(layers),
        data=Batch(training.data.inputs, training.data.targets - 20),
    )
    deaths = [change for moment in train(training) for change in moment.changes]
    assert sorted((change.kind, change.layer, change.unit) for change in deaths) == [
        ("death", 3, 0),
        ("death", 3, 1),
    ]


def test_without_flat_sides_nobody_dies_and_nothing_is_probed() -> None:
    training = replace(run_of("tanh"), batch_size=4)
    assert all(moment.changes == () for moment in train(training))


@pytest.mark.parametrize("batch_size", [None, 11, 4, 1])
@pytest.mark.parametrize("name", ["sgd", "nesterov", "adam"])
def test_probing_and_reading_change_nothing(name: str, batch_size: int | None) -> None:
    training = replace(run_of("relu", seed=3), optimizer=optimizer(name, 0.1), batch_size=batch_size, clip_norm=0.5)
    bare = [flatten(network) for network in bare_steps(training)]
    for _ in range(2):
        read = [flatten(moment.network) for moment in train(training)]
        assert len(read) == training.steps + 1
        assert all((one == other).all() for one, other in zip(read[1:], bare, strict=True))
    *_, unread = train(training)
    assert (flatten(unread.network) == bare[-1]).all()


def test_update_ratios_are_those_of_the_update_that_led_here() -> None:
    training = replace(run_of("relu"), batch_size=4)
    before = training.network
    for moment in train(training):
        network, ratios = moment.network, moment.update_ratios
        if moment.step == 0:
            assert ratios == (None, None, None)
        else:
            pairs = zip(before.layers, network.layers, strict=True)
            assert ratios == tuple(update_ratio(was.weights, became.weights) for was, became in pairs)
        before = network


def test_a_layer_of_zeros_has_no_update_ratio() -> None:
    training = with_weights(run_of("relu"), 3, 0, 0)
    _, first, second = islice(train(training), 3)
    assert first.update_ratios[2] is None
    assert second.update_ratios[2] is not None


def test_a_moment_that_was_overwritten_refuses_to_be_read() -> None:
    moments = list(islice(train(run_of("relu")), 4))
    assert [flatten(moment.network).size for moment in moments[1:]] == [71, 71, 71]
    with pytest.raises(RuntimeError, match="expected step 0 to be read at once; the run is at 3"):
        _ = moments[0].network
    assert None not in moments[2].update_ratios
    with pytest.raises(RuntimeError, match="expected step 1"):
        _ = moments[1].update_ratios


def test_a_state_is_computed_when_it_is_asked_for() -> None:
    run = train(replace(run_of("relu"), steps=10**12))
    assert [next(run).step for _ in range(5)] == [0, 1, 2, 3, 4]


def first_fault(training: Training, networks: list[Network]) -> tuple[int, Any] | None:
    """The first of these states whose analysis of all data is not finite, and what is not."""
    for step, network in enumerate(networks):
        found = analyze(network, training.data, training.loss, reduction=training.reduction).non_finite
        if found is not None:
            return step, found
    return None


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("hidden", ["relu", "tanh", "leaky_relu", "softplus"])
@pytest.mark.parametrize("rate", [1e3, 1e60, 1e200, 1e308])
def test_an_explosion_ends_where_an_analysis_first_finds_it(
    rate: float, hidden: str, name: str, dtype: Any
) -> None:
    """A run of bare steps goes on blindly; the states that it goes through are the witness."""
    training = run_of(hidden, rule="mean_squared_error", dtype=dtype)
    training = replace(training, optimizer=optimizer(name, rate), steps=60)
    with np.errstate(all="ignore"):
        networks = [training.network, *(copied(network) for network in bare_steps(training))]
    expected = first_fault(training, networks)
    *_, last = train(training)
    if expected is None:
        assert last.fault is None
        assert last.step == training.steps
        return
    step, found = expected
    assert last.fault == Fault(step, found.layer, found.quantity, found.count)
    assert last.step == step - 1
    assert last.changes == ()
    assert (flatten(last.network) == flatten(networks[step - 1])).all()
    assert last.learning_rate == (None if step == 1 else rate)
    if step > 1:
        pairs = zip(networks[step - 2].layers, networks[step - 1].layers, strict=True)
        assert last.update_ratios == tuple(update_ratio(was.weights, became.weights) for was, became in pairs)


def copied(network: Network) -> Network:
    return Network(tuple(replace(la, weights=la.weights.copy(), bias=la.bias.copy()) for la in network.layers))


def test_the_last_good_state_is_told_before_and_repeated_with_the_fault() -> None:
    training = replace(run_of("relu", rule="mean_squared_error"), optimizer=optimizer("sgd", 1e80))
    moments, networks = kept(train(training))
    assert [moment.step for moment in moments] == [*range(len(moments) - 1), len(moments) - 2]
    assert [moment.fault for moment in moments[:-1]] == [None] * (len(moments) - 1)
    assert (flatten(networks[-1]) == flatten(networks[-2])).all()
    assert moments[-1].update_ratios == moments[-2].update_ratios


def only(training: Training) -> Moment:
    (moment,) = train(training)
    return moment


@pytest.mark.parametrize("batch_size", [None, 4])
def test_a_state_that_is_not_finite_to_begin_with_is_step_0_and_the_end(batch_size: int | None) -> None:
    training = replace(run_of("relu"), batch_size=batch_size)
    moment = only(with_weights(training, 1, 1e308, 0))
    assert (moment.step, moment.learning_rate, moment.changes) == (0, None, ())
    assert moment.fault is not None
    assert (moment.fault.step, moment.fault.layer, moment.fault.quantity) == (0, 1, "preactivation")


def test_a_loss_past_the_largest_number_is_a_fault() -> None:
    training = run_of("relu", rule="mean_squared_error")
    far = replace(training, data=Batch(training.data.inputs, np.full((11, 2), 1e200)))
    assert only(far).fault == Fault(0, 3, "losses", 11)


def test_weights_that_overflow_are_the_fault_of_the_step_that_they_led_to() -> None:
    training = run_of("tanh", rule="mean_squared_error")
    training = replace(training, optimizer=optimizer("sgd", 1e308, weight_decay=1e5), batch_size=4)
    assert [moment.step for moment in train(training)] == [0, 0]
    *_, last = train(training)
    assert last.fault is not None
    assert (last.fault.step, last.fault.layer, last.fault.quantity) == (1, 1, "weights")


@pytest.mark.parametrize("steps", [1, 2])
def test_the_last_state_of_all_is_looked_at_too(steps: int) -> None:
    training = replace(run_of("tanh", rule="mean_squared_error"), batch_size=4, steps=steps)
    training = replace(training, optimizer=optimizer("sgd", 1e308, weight_decay=1e5))
    *_, last = train(training)
    assert last.fault is not None
    assert last.fault.step == 1


def test_what_is_huge_but_finite_does_not_stop_a_run() -> None:
    """Squares overflow, so every step raises the alarm, and nothing is found."""
    training = run_of("relu", rule="cross_entropy")
    training = with_weights(training, 3, np.linspace(-1, 1, 10).reshape(2, 5) * 1e160, 0)
    training = replace(training, steps=5, optimizer=optimizer("sgd", 0))
    moments = list(train(training))
    assert [moment.step for moment in moments] == [0, 1, 2, 3, 4, 5]
    assert moments[-1].fault is None


@pytest.mark.parametrize("hidden", ["relu", "leaky_relu"])
def test_an_example_that_only_the_probe_sees_can_be_at_fault(hidden: str) -> None:
    """The one mini-batch knows nothing of the example whose preactivations overflow after its update."""
    training = replace(run_of(hidden, rule="cross_entropy"), batch_size=1, steps=1)
    training = replace(training, optimizer=optimizer("sgd", 1e10))
    rows = np.random.default_rng(training.seed).permutation(11)
    inputs: Array = training.data.inputs.copy()
    inputs[0 if rows[0] else 1] = 1e300
    *_, last = train(replace(training, data=Batch(inputs, training.data.targets)))
    assert last.fault is not None
    assert (last.fault.step, last.fault.layer, last.fault.quantity) == (1, 1, "preactivation")


def test_the_last_state_is_finite_in_all_that_an_analysis_tells() -> None:
    """Its weights and hidden units are, and no update comes after it; the losses of the probe batch are not."""
    training = run_of("relu", rule="mean_squared_error", dtype=np.float32)
    training = replace(training, optimizer=optimizer("sgd", 1e7), batch_size=4, steps=1)
    *_, last = train(training)
    assert last.fault == Fault(1, 3, "losses", 5)
    assert last.step == 0


def test_hyperparameters_past_the_precision_are_infinite_without_a_warning() -> None:
    training = run_of("relu", dtype=np.float32)
    endless = optimizer("adagrad", 0.1, initial_accumulator_value=1e300)
    assert only(replace(training, optimizer=endless)).fault == Fault(0, 1, "optimizer_state", 6 * 3 + 6)
    fault = only(run_of(activation("leaky_relu", negative_slope=1e300), dtype=np.float32)).fault
    assert fault is not None
    assert (fault.step, fault.layer, fault.quantity) == (0, 1, "activation")


@pytest.mark.parametrize("batch_size", [None, 4])
@pytest.mark.parametrize("name", ["rmsprop", "adam", "adamw", "adagrad"])
def test_squared_gradients_past_the_largest_number_end_a_run(name: str, batch_size: int | None) -> None:
    """Else the update would be g/∞ = 0 for ever: a unit that never moves again for no reason that one sees."""
    training = replace(run_of("relu", rule="mean_squared_error"), batch_size=batch_size, steps=3)
    far = replace(training, data=Batch(training.data.inputs * 1e100, training.data.targets * 1e100))
    moments = list(train(replace(far, optimizer=optimizer(name, 1e-120))))
    assert [moment.step for moment in moments] == [0, 0]
    fault = moments[-1].fault
    assert fault is not None
    assert (fault.step, fault.layer, fault.quantity) == (1, 1, "optimizer_state")
    descent = replace(far, optimizer=optimizer("sgd", 1e-300))
    assert [moment.fault for moment in train(descent)] == [None] * 4


@pytest.mark.parametrize("name", ["rmsprop", "adam", "adagrad"])
def test_a_weight_decay_whose_square_overflows_ends_a_run(name: str) -> None:
    """Here no pass sees it: the input that the huge weight belongs to is 0."""
    training = run_of("relu", dtype=np.float32)
    inputs = training.data.inputs.copy()
    inputs[:, 0] = 0
    first = training.network.layers[0]
    weights = first.weights.copy()
    weights[2, 0] = 1e25
    far = with_weights(replace(training, data=Batch(inputs, training.data.targets)), 1, weights, first.bias)
    *_, last = train(replace(far, optimizer=optimizer(name, 0.01, weight_decay=0.01), steps=3))
    assert last.fault == Fault(1, 1, "optimizer_state", 1)
    *_, last = train(replace(far, optimizer=optimizer(name, 0.01), steps=3))
    assert last.fault is None


@pytest.mark.parametrize("hidden", ["relu", "softplus"])
def test_a_run_ends_as_soon_as_any_example_of_the_probe_batch_overflows(hidden: str) -> None:
    """Between the first step and the last, above every flat side, and where no update has seen it yet."""
    training = replace(run_of(hidden, rule="mean_squared_error"), batch_size=1, steps=9)
    training = with_weights(with_weights(training, 3, 0, 0), 2, 1, 0)
    order = np.random.default_rng(training.seed).permutation(11)
    inputs: Array = training.data.inputs.copy()
    inputs[order[10]] = 1e160
    far = replace(training, data=Batch(inputs, training.data.targets))
    *_, last = train(far)
    with np.errstate(all="ignore"):
        networks = [far.network, *(copied(network) for network in bare_steps(far))]
    found = first_fault(far, networks)
    assert found is not None
    step, told = found
    assert 0 < step < 9
    assert last.fault == Fault(step, told.layer, told.quantity, told.count)
    assert told.count == 1


def test_a_run_that_is_dropped_leaves_nothing() -> None:
    run = train(run_of("relu"))
    next(run)
    run.close()
    with pytest.raises(StopIteration):
        next(run)


def test_nothing_of_the_error_state_leaks_into_the_caller() -> None:
    before = np.geterr()
    for moment in train(replace(run_of("relu"), steps=3)):
        assert np.geterr() == before
        assert moment.network is not None


def test_the_probe_batch_is_the_first_examples() -> None:
    training = replace(run_of("relu"), probe_examples=4)
    assert (probe_batch(training).inputs == training.data.inputs[:4]).all()
    assert (probe_batch(training).targets == training.data.targets[:4]).all()
    assert len(probe_batch(replace(training, probe_examples=100)).inputs) == 11
