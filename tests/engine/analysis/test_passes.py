"""The passes against recorded PyTorch numbers, against central differences, and for stacks of networks."""

from typing import Any

import numpy as np
import pytest

from app.engine.analysis.analysis import analyze
from app.engine.analysis.passes import forward
from app.engine.network.activations import ACTIVATIONS, activation
from app.engine.network.losses import LOSSES, Loss, loss, reduce
from app.engine.network.network import Batch, Layer, Network, stack
from tests.engine.helpers import cases, close, from_request, random_network, random_targets

ELEMENTWISE = [name for name, row in ACTIVATIONS.items() if row.elementwise]
PAIRS = [(name, "softmax", "cross_entropy") for name in ELEMENTWISE]
PAIRS += [(name, "sigmoid", "binary_cross_entropy") for name in ELEMENTWISE]
PAIRS += [(name, name, "mean_squared_error") for name in ELEMENTWISE]
PAIRS += [(name, name, "mean_absolute_error") for name in ELEMENTWISE]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_reference(case: dict[str, Any]) -> None:
    network, batch, rule = from_request(case["request"])
    analysis = analyze(network, batch, rule, reduction=case["request"]["reduction"])
    expected = case["expected"]
    assert close(analysis.loss, expected["loss"])
    assert close(analysis.losses, expected["losses"])
    for traced, quantities in zip(analysis.layers, expected["layers"], strict=True):
        for name, values in quantities.items():
            assert close(getattr(traced, name), values), name


def total_loss(network: Network, batch: Batch, rule: Loss) -> float:
    preactivations, activations = forward(network, batch.inputs)
    return float(reduce(rule.of_example(preactivations[-1], activations[-1], batch.targets), "mean"))


@pytest.mark.parametrize(("hidden", "output", "rule_name"), PAIRS)
def test_gradients_are_central_differences(hidden: str, output: str, rule_name: str) -> None:
    rng = np.random.default_rng(11)
    rule = loss(rule_name)
    network = random_network(rng, [3, 4, 3], hidden, output)
    batch = Batch(rng.normal(size=(3, 3)), random_targets(rng, rule, 3, 3))
    analysis = analyze(network, batch, rule)
    step = 1e-6
    for index, (layer, traced) in enumerate(zip(network.layers, analysis.layers, strict=True)):
        for name, gradient in (("weights", traced.weight_gradient), ("bias", traced.bias_gradient)):
            array = getattr(layer, name)
            numeric = np.empty_like(array)
            for place in np.ndindex(array.shape):
                ends = []
                for sign in (1, -1):
                    moved = array.copy()
                    moved[place] += sign * step
                    weights, bias = (moved, layer.bias) if name == "weights" else (layer.weights, moved)
                    layers = list(network.layers)
                    layers[index] = Layer(weights, bias, layer.activation)
                    ends.append(total_loss(Network(tuple(layers)), batch, rule))
                numeric[place] = (ends[0] - ends[1]) / (2 * step)
            assert np.abs(numeric - gradient).max() < 1e-8, (index, name)


@pytest.mark.parametrize("hidden", ["relu", "gelu", "relu6"])
def test_a_stack_of_networks_equals_a_loop(hidden: str) -> None:
    rng = np.random.default_rng(5)
    networks = [random_network(rng, [3, 6, 4, 2], hidden, "softmax") for _ in range(7)]
    networks[2] = Network(
        (Layer(networks[2].layers[0].weights, np.full(6, -50.0), activation(hidden)), *networks[2].layers[1:])
    )
    batch = Batch(rng.normal(size=(9, 3)), random_targets(rng, loss("cross_entropy"), 9, 2))
    together = analyze(stack(networks), batch, loss("cross_entropy"))
    for k, network in enumerate(networks):
        alone = analyze(network, batch, loss("cross_entropy"))
        assert close(together.losses[k], alone.losses)
        assert together.accuracy is not None
        assert alone.accuracy is not None
        assert together.accuracy[k] == alone.accuracy
        for of_stack, of_one in zip(together.layers, alone.layers, strict=True):
            for name in ("preactivation", "activation", "delta", "weight_gradient", "bias_gradient"):
                one = getattr(of_one, name)
                assert np.abs(getattr(of_stack, name)[k] - one).max() <= 1e-12 * max(1, np.abs(one).max()), name
        for facts_of_stack, facts in zip(together.neurons, alone.neurons, strict=True):
            assert facts_of_stack.status[k].tolist() == facts.status.tolist()
            assert facts_of_stack.cause[k].tolist() == facts.cause.tolist()
            assert facts_of_stack.permanent[k].tolist() == facts.permanent.tolist()
            assert facts_of_stack.dead_examples[k].tolist() == facts.dead_examples.tolist()
            assert facts.certified_dead is not None
            assert facts_of_stack.certified_dead is not None
            assert facts_of_stack.certified_dead[k].tolist() == facts.certified_dead.tolist()
            assert close(facts_of_stack.dormancy[k], facts.dormancy, 1e-12) or not facts.dormancy.any()


def test_one_examples_gradients_add_up_to_the_sum() -> None:
    rng = np.random.default_rng(2)
    network = random_network(rng, [3, 5, 2], "tanh", "softmax")
    batch = Batch(rng.normal(size=(4, 3)), random_targets(rng, loss("cross_entropy"), 4, 2))
    total = analyze(network, batch, loss("cross_entropy"), reduction="sum")
    single = [analyze(network, batch, loss("cross_entropy"), example=n) for n in range(4)]
    for index in range(2):
        summed = sum(analysis.layers[index].weight_gradient for analysis in single)
        assert close(summed, total.layers[index].weight_gradient, 1e-12)
        outer = np.outer(
            single[1].layers[index].delta[1], single[1].layers[0].activation[1] if index else batch.inputs[1]
        )
        assert close(single[1].layers[index].weight_gradient, outer, 1e-12)


def test_an_example_outside_the_batch_is_refused() -> None:
    network = random_network(np.random.default_rng(0), [1, 1], "tanh", "identity")
    batch = Batch(np.ones((2, 1)), np.ones((2, 1)))
    with pytest.raises(IndexError, match="from 0 to 1; got 2"):
        analyze(network, batch, loss("mean_squared_error"), example=2)


def test_no_argument_is_changed() -> None:
    rng = np.random.default_rng(8)
    network = random_network(rng, [3, 4, 2], "relu", "softmax")
    batch = Batch(rng.normal(size=(5, 3)), random_targets(rng, loss("cross_entropy"), 5, 2))
    arrays = [batch.inputs, batch.targets, *(a for layer in network.layers for a in (layer.weights, layer.bias))]
    before = [array.copy() for array in arrays]
    for array in arrays:
        array.flags.writeable = False
    analyze(network, batch, loss("cross_entropy"))
    assert all((array == copy).all() for array, copy in zip(arrays, before, strict=True))


@pytest.mark.parametrize("rule_name", LOSSES)
def test_float32_stays_float32(rule_name: str) -> None:
    rng = np.random.default_rng(4)
    rule = loss(rule_name)
    double = random_network(rng, [3, 4, 2], "gelu", rule.output_activation or "elu")
    network = Network(
        tuple(
            Layer(la.weights.astype(np.float32), la.bias.astype(np.float32), la.activation) for la in double.layers
        )
    )
    batch = Batch(rng.normal(size=(5, 3)).astype(np.float32), random_targets(rng, rule, 5, 2).astype(np.float32))
    analysis = analyze(network, batch, rule)
    arrays = [analysis.losses, analysis.loss, *analysis.gradient_norms]
    for traced, facts in zip(analysis.layers, analysis.neurons, strict=True):
        arrays += [array for array in traced if array is not None]
        arrays += [facts.dormancy, facts.min_preactivation]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}
