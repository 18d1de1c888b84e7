"""In which ways each mistake can be made on a task: one function a code, from the code's name alone."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

import numpy as np

from bench.marking.student import Place, Slip
from bench.marking.tasks import Task

GRADIENTS = ("weight_gradient", "bias_gradient")
RATES = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0)
Ways = Callable[[Task], Iterator[Slip]]


def _layers(task: Task, lowest: int = 1) -> range:
    return range(lowest, task.top + 1)


def _hidden(task: Task) -> range:
    return range(1, task.top)


def places(task: Task) -> Iterator[Place]:
    """All arrays that there are to hand in."""
    for layer in _layers(task):
        for quantity in ("preactivation", "activation", "derivative", "delta", *GRADIENTS):
            if quantity != "derivative" or task.has_slope(layer):
                yield quantity, layer


def _transposed(task: Task) -> Iterator[Slip]:
    return (Slip("transposed", *place) for place in places(task) if place[0] != "bias_gradient")


def _sign_flipped(task: Task) -> Iterator[Slip]:
    return (Slip("sign_flipped", name, layer) for layer in _layers(task) for name in ("delta", *GRADIENTS))


def _at_the_output(code: str, wanted: Callable[[Task], bool], *hows: float) -> Ways:
    """A mistake in δ⁽ᴸ⁾, where the task allows it."""

    def ways(task: Task) -> Iterator[Slip]:
        return (Slip(code, "delta", task.top, how) for how in hows or (1.0,) if wanted(task))

    return ways


def _with_slope(task: Task) -> range:
    """The layers in whose δ a φ′ stands."""
    return range(1, task.top + (not task.cancels))


def _activation_derivative_missing(task: Task) -> Iterator[Slip]:
    return (Slip("activation_derivative_missing", "delta", layer) for layer in _with_slope(task))


def _derivative_at_activation(task: Task) -> Iterator[Slip]:
    for layer in filter(task.has_slope, _layers(task)):
        yield Slip("derivative_at_activation", "derivative", layer)
        yield Slip("derivative_at_activation", "delta", layer)


def _relu_derivative_at_zero(task: Task) -> Iterator[Slip]:
    for layer in _layers(task):
        if task.activations[layer - 1] == "relu":
            yield Slip("relu_derivative_at_zero", "derivative", layer)
            if layer in _with_slope(task):
                yield Slip("relu_derivative_at_zero", "delta", layer)


def _mask_of_wrong_layer(task: Task) -> Iterator[Slip]:
    for layer in filter(task.has_slope, _layers(task)):
        for other in filter(task.has_slope, task.others(layer)):
            yield Slip("mask_of_wrong_layer", "derivative", layer, other)
            if layer in _with_slope(task):
                yield Slip("mask_of_wrong_layer", "delta", layer, other)


def _weights_not_transposed(task: Task) -> Iterator[Slip]:
    return (Slip("weights_not_transposed", "delta", layer) for layer in _hidden(task))


def _updated_weights(task: Task) -> Iterator[Slip]:
    return (Slip("updated_weights", "delta", layer, rate) for layer in _hidden(task) for rate in RATES)


def _weights_transposed_forward(task: Task) -> Iterator[Slip]:
    square = (layer for layer in _layers(task) if task.width(layer) == task.width(layer - 1))
    return (Slip("weights_transposed_forward", "preactivation", layer) for layer in square)


def _bias_missing(task: Task) -> Iterator[Slip]:
    return (Slip("bias_missing", "preactivation", layer) for layer in _layers(task))


def _softmax_over_batch(task: Task) -> Iterator[Slip]:
    if task.loss == "cross_entropy" and task.examples > 1:
        yield Slip("softmax_over_batch", "activation", task.top)


def _preactivation_in_outer_product(task: Task) -> Iterator[Slip]:
    return (Slip("preactivation_in_outer_product", "weight_gradient", layer) for layer in _layers(task, 2))


def _wrong_layer_input(task: Task) -> Iterator[Slip]:
    for layer in _layers(task):
        for other in task.others(layer - 1, lowest=0):
            yield Slip("wrong_layer_input", "weight_gradient", layer, other)
            if other < layer - 1:
                yield Slip("wrong_layer_input", "preactivation", layer, other)


def _mean_missing(task: Task) -> Iterator[Slip]:
    if task.reduction == "mean" and task.examples > 1:
        yield from (Slip("mean_missing", name, layer) for layer in _layers(task) for name in GRADIENTS)


def _mean_extra(task: Task) -> Iterator[Slip]:
    if task.examples > 1:
        yield from (Slip("mean_extra", name, layer) for layer in _layers(task) for name in ("delta", *GRADIENTS))


def _bias_gradient_of_inputs(task: Task) -> Iterator[Slip]:
    for layer in _layers(task):
        hows = (0, 1, 2) if task.width(layer) == task.width(layer - 1) else (0,)
        yield from (Slip("bias_gradient_of_inputs", "bias_gradient", layer, how) for how in hows)


def _bias_gradient_summed_over_classes(task: Task) -> Iterator[Slip]:
    yield Slip("bias_gradient_summed_over_classes", "bias_gradient", task.top)


def _constant_factor(task: Task) -> Iterator[Slip]:
    """½, 2 and 1/d; where N or 1/N would have a name of its own, not these."""
    taken = {1.0} if task.examples == 1 else {1.0, float(task.examples), 1 / task.examples}
    for layer in _layers(task):
        for factor in {0.5, 2.0, 1 / task.width(layer)} - taken:
            yield from (Slip("constant_factor", name, layer, factor) for name in ("delta", *GRADIENTS))


def _is_hard(task: Task) -> bool:
    """Are the targets classes?"""
    return task.loss == "cross_entropy" and bool(np.isin(task.targets, (0, 1)).all())


WAYS: Mapping[str, Ways] = {
    "transposed": _transposed,
    "sign_flipped": _sign_flipped,
    "target_missing": _at_the_output("target_missing", lambda task: True),
    "jacobian_missing": _at_the_output("jacobian_missing", lambda task: task.cancels),
    "jacobian_diagonal_only": _at_the_output("jacobian_diagonal_only", lambda task: task.loss == "cross_entropy"),
    "activation_derivative_missing": _activation_derivative_missing,
    "derivative_at_activation": _derivative_at_activation,
    "mask_of_wrong_layer": _mask_of_wrong_layer,
    "weights_not_transposed": _weights_not_transposed,
    "preactivation_in_outer_product": _preactivation_in_outer_product,
    "wrong_layer_input": _wrong_layer_input,
    "mean_missing": _mean_missing,
    "mean_extra": _mean_extra,
    "bias_gradient_of_inputs": _bias_gradient_of_inputs,
    "constant_factor": _constant_factor,
    "weights_transposed_forward": _weights_transposed_forward,
    "updated_weights": _updated_weights,
    "relu_derivative_at_zero": _relu_derivative_at_zero,
    "bias_missing": _bias_missing,
    "class_shifted": _at_the_output("class_shifted", _is_hard, 1, -1),
    "softmax_over_batch": _softmax_over_batch,
    "output_derivative_added": _at_the_output("output_derivative_added", lambda task: task.cancels),
    "bias_gradient_summed_over_classes": _bias_gradient_summed_over_classes,
}
"""By code: every way of making it on a task."""


def all_ways(task: Task) -> list[Slip]:
    """Every mistake that can be made on a task, in every way."""
    return list(chain.from_iterable(ways(task) for ways in WAYS.values()))
