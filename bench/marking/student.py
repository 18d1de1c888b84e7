"""A student who works a task out by hand, makes the mistakes that he is told to make, and goes on with what he has.

n example, i input unit, o output unit.
"""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

import numpy as np

from bench.marking.tasks import FUNCTIONS, Array, Task, softmax

Place = tuple[str, int]
"""A quantity by its name on the wire, and its layer."""
Change = Callable[[Array], Array]


class Slip(NamedTuple):
    """A mistake made at a place; `how` says which of its ways, where there are several."""

    code: str
    quantity: str
    layer: int
    how: float = 1.0

    @property
    def place(self) -> Place:
        return self.quantity, self.layer


def unchanged(array: Array) -> Array:
    """What a careful student makes of his result."""
    return array


def worked_out(
    task: Task,
    slips: Collection[Slip] = (),
    *,
    rounding: Change = unchanged,
    errors: Mapping[Place, Change] | None = None,
) -> dict[Place, Array]:
    """Every array as the student hands it in; each step is made from his own results.

    rounding: what he does with each result; errors: what goes wrong with the results of some places only.
    """
    with np.errstate(all="ignore"):
        return _Student(task, slips, rounding, errors or {}).work()


class _Student:
    def __init__(
        self, task: Task, slips: Collection[Slip], rounding: Change, errors: Mapping[Place, Change]
    ) -> None:
        self.task = task
        self.slips = {(slip.code, *slip.place): slip.how for slip in slips}
        self.rounding = rounding
        self.errors = errors
        self.paper: dict[Place, Array] = {("activation", 0): task.inputs}

    def work(self) -> dict[Place, Array]:
        layers = range(1, self.task.top + 1)
        for layer in layers:
            self._write("preactivation", layer, self._preactivation(layer))
            self._write("activation", layer, self._activation(layer))
        for layer in filter(self.task.has_slope, layers):
            self._write("derivative", layer, self._slope("derivative", layer))
        for layer in reversed(layers):
            self._write("delta", layer, self._output_delta() if layer == self.task.top else self._delta(layer))
            self._write("weight_gradient", layer, self._weight_gradient(layer))
            self._write("bias_gradient", layer, self._bias_gradient(layer))
        return {place: self._copied(place) for place in self.paper if place[1]}

    def _how(self, code: str, quantity: str, layer: int) -> float | None:
        """In which way a mistake is made at a place; None where it is not."""
        return self.slips.get((code, quantity, layer))

    def _makes(self, code: str, quantity: str, layer: int) -> bool:
        return self._how(code, quantity, layer) is not None

    def _write(self, quantity: str, layer: int, array: Array) -> None:
        """Onto the paper, with the mistakes that any array allows, and rounded."""
        place = quantity, layer
        if self._makes("sign_flipped", *place):
            array = -array
        if self._makes("mean_extra", *place):
            array = array / self.task.examples
        array = array * (self._how("constant_factor", *place) or 1.0)
        self.paper[place] = self.errors.get(place, unchanged)(self.rounding(array))

    def _copied(self, place: Place) -> Array:
        """What is handed in: what stands on the paper, or that with rows for columns."""
        return self.paper[place].T if self._makes("transposed", *place) else self.paper[place]

    # --- forward -------------------------------------------------------------------------------------------------

    def _preactivation(self, layer: int) -> Array:
        below = self._how("wrong_layer_input", "preactivation", layer)
        z = self.paper["activation", layer - 1 if below is None else int(below)]
        weights = self.task.weights[layer - 1]
        if self._makes("weights_transposed_forward", "preactivation", layer):
            weights = weights.T
        bias = 0 if self._makes("bias_missing", "preactivation", layer) else self.task.biases[layer - 1]
        return z @ weights.T + bias

    def _activation(self, layer: int) -> Array:
        z = self.paper["preactivation", layer]
        if not self.task.has_slope(layer):
            return softmax(z, axis=0 if self._makes("softmax_over_batch", "activation", layer) else 1)
        return FUNCTIONS[self.task.activations[layer - 1]][0](z)

    def _slope(self, quantity: str, layer: int) -> Array:
        """φ′, made anew for φ′ itself, and for δ where that is where the mistake is made; else from the paper."""
        other = self._how("mask_of_wrong_layer", quantity, layer)
        own = layer if other is None else int(other)
        at_activation = self._makes("derivative_at_activation", quantity, layer)
        at_zero = self._makes("relu_derivative_at_zero", quantity, layer)
        if quantity == "delta" and other is None and not at_activation and not at_zero:
            return self.paper["derivative", layer]
        at = self.paper["activation" if at_activation else "preactivation", own]
        slope = FUNCTIONS[self.task.activations[own - 1]][1](at)
        made: Array = np.where(at == 0, 1.0, slope) if at_zero else slope
        return made

    # --- backward ------------------------------------------------------------------------------------------------

    def _output_delta(self) -> Array:
        top = self.task.top
        prediction, y = self.paper["activation", top], self._target()
        diagonal: Array = prediction * (1 - prediction)
        if self._makes("jacobian_diagonal_only", "delta", top):
            through: Array = -y / prediction * diagonal
            return through
        if self._makes("jacobian_missing", "delta", top):
            return self._loss_gradient(y)
        if self._makes("derivative_at_activation", "delta", top) and self.task.cancels:
            return self._loss_gradient(y) * self._slope("delta", top)
        if self.task.cancels:
            added = self._makes("output_derivative_added", "delta", top)
            return (prediction - y) * (diagonal if added else 1)
        return self._squared_delta(prediction - y)

    def _target(self) -> Array:
        """y (n, o): as given, left out, or with the classes counted from elsewhere."""
        top = self.task.top
        shift = self._how("class_shifted", "delta", top)
        y = self.task.targets if shift is None else np.roll(self.task.targets, int(shift), axis=1)
        return np.zeros_like(y) if self._makes("target_missing", "delta", top) else y

    def _loss_gradient(self, y: Array) -> Array:
        """∂ℓ/∂ŷ (n, o) of an entropy."""
        prediction = self.paper["activation", self.task.top]
        first = np.where(y == 0, 0, -y / prediction)
        if not self.task.has_slope(self.task.top):
            return first
        return first + np.where(y == 1, 0, (1 - y) / (1 - prediction))

    def _squared_delta(self, error: Array) -> Array:
        """δ⁽ᴸ⁾ (n, o) of the squared error."""
        top = self.task.top
        signal = 2 / self.task.width(top) * error
        return (
            signal
            if self._makes("activation_derivative_missing", "delta", top)
            else signal * self._slope("delta", top)
        )

    def _delta(self, layer: int) -> Array:
        weights, above = self.task.weights[layer], self.paper["delta", layer + 1]
        rate = self._how("updated_weights", "delta", layer)
        if rate is not None:
            weights = weights - rate * self.paper["weight_gradient", layer + 1]
        if self._makes("weights_not_transposed", "delta", layer):
            back = above @ weights.reshape(weights.shape[::-1]).T
        else:
            back = above @ weights
        return (
            back
            if self._makes("activation_derivative_missing", "delta", layer)
            else back * self._slope("delta", layer)
        )

    def _weight_gradient(self, layer: int) -> Array:
        place = "weight_gradient", layer
        below = self._how("wrong_layer_input", *place)
        z = self.paper["activation", layer - 1 if below is None else int(below)]
        if self._makes("preactivation_in_outer_product", *place):
            z = self.paper["preactivation", layer - 1]
        return self._reduced(place, self.paper["delta", layer].T @ z)

    def _bias_gradient(self, layer: int) -> Array:
        place = "bias_gradient", layer
        delta, z = self.paper["delta", layer], self.paper["activation", layer - 1]
        how = self._how("bias_gradient_of_inputs", *place)
        if how is not None:
            made = (delta.T @ z.sum(axis=1), z.sum(axis=0), (delta * z).sum(axis=0) if how == 2 else delta)
            return self._reduced(place, made[int(how)])
        if self._makes("bias_gradient_summed_over_classes", *place):
            return self._reduced(place, np.full(delta.shape[1], delta.sum()))
        return self._reduced(place, delta.sum(axis=0))

    def _reduced(self, place: Place, total: Array) -> Array:
        """The sum over the examples as it is, or divided by their number."""
        sums = self.task.reduction == "sum" or self._makes("mean_missing", *place)
        return total if sums else total / self.task.examples
