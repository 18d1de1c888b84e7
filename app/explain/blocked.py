"""Why a gradient is zero: which unit lets nothing through, or what else has made it so.

n example, i unit of the layer. The judgement over a whole batch is the engine's (`app.engine.neurons`).
"""

import numpy as np
from numpy.typing import NDArray

from app.engine.activations import Activation
from app.engine.arrays import Array
from app.engine.neurons import EPSILON, ROUNDING, Cause, Status
from app.explain.case import Case
from app.explain.explanation import Blocked
from app.explain.numbers import number_text
from app.explain.scene import Scene
from app.explain.targets import on


def examples_that_count(case: Case) -> NDArray[np.intp]:
    """The examples that ∇W and ∇b are made from."""
    return np.arange(case.examples) if case.example is None else np.array([case.example])


def derivative_that_counts(case: Case, layer: int) -> Array | None:
    """φ′ (n, o) of a layer where it is a factor of δ; None where there is none, or the loss cancels it."""
    if layer == case.top and case.loss.cancels_derivative:
        return None
    return case.traced(layer).derivative


# --- δ ---------------------------------------------------------------------------------------------------------


def tell_blocked_delta(scene: Scene) -> None:
    """What is to be said of a δ of zero: the unit is blocked, gets nothing from above, or is right."""
    case, place = scene.case, scene.place
    layer, n, i = place.layer, place.example, place.row
    derivative = derivative_that_counts(case, layer)
    if derivative is not None and derivative[n, i] == 0:
        z = float(case.traced(layer).preactivation[n, i])
        flat = _why_flat(case.activation(layer), z)
        message = f"{_neuron(layer, i)} is off {on(case, n)}: {flat}, so φ′ = 0 and nothing comes through."
        scene.draft.blocked.append(Blocked(layer, i, n, z, message))
    elif not _tell_status(scene) and scene.draft.value == 0:
        scene.note(_why_nothing_comes(case, layer, n, i))


def _why_nothing_comes(case: Case, layer: int, n: int, i: int) -> str:
    """Why δ of a unit that is not blocked is zero on an example."""
    if layer == case.top:
        return "The output equals the target to the last digit, so there is no error here."
    weights, above = case.traced(layer + 1).weights[:, i], case.traced(layer + 1).delta[n]
    if not weights.any():
        return "All weights that lead out of this neuron are 0, so nothing comes back to it."
    if not above.any():
        return f"Every δ of layer {layer + 1} is 0 {on(case, n)}, so nothing comes back to this neuron."
    if not (weights * above).any():
        return "Wherever a weight leads out of this neuron, the δ above is 0, so nothing comes back to it."
    return "What comes back through the weights that lead out of this neuron cancels to 0."


# --- ∇W and ∇b -------------------------------------------------------------------------------------------------


def tell_blocked_gradient(scene: Scene, terms: Array, below: Array | None) -> None:
    """What is to be said of a gradient of zero; `terms` (n) are what it adds up, `below` (n) the zⱼ in them."""
    case, layer, i = scene.case, scene.place.layer, scene.place.row
    examples = examples_that_count(case)
    derivative = derivative_that_counts(case, layer)
    if derivative is not None and not derivative[examples, i].any():
        scene.draft.blocked.append(_blocked(case, layer, i, examples))
        return
    if _tell_status(scene) or not np.isfinite(terms).all():
        return
    everywhere = "" if len(examples) == 1 else " on every example"
    if below is not None and not below.any():
        scene.note(_nothing_goes_in(scene, everywhere))
    elif scene.draft.value == 0 and not terms.any():
        other = "δ is 0" if below is None else "δ or z is 0"
        scene.note(f"{other}{everywhere}, so this gradient is 0.")
    elif abs(terms.sum()) <= ROUNDING * EPSILON[case.batch.inputs.dtype] * np.abs(terms).sum():
        scene.note("The terms of the examples cancel: each of them pulls, together they do not.")


def _blocked(case: Case, layer: int, i: int, examples: NDArray[np.intp]) -> Blocked:
    """The unit with φ′ = 0 on all examples that count."""
    z = case.traced(layer).preactivation[examples, i]
    largest = float(z.max())
    if len(examples) == 1:
        n = int(examples[0])
        flat = _why_flat(case.activation(layer), largest)
        message = f"{_neuron(layer, i)} is off {on(case, n)}: {flat}, so φ′ = 0, δ = 0 and so is this gradient."
        if case.examples == 1:
            message += " With a single example there is no telling sparsity from death: add examples."
        return Blocked(layer, i, n, largest, message)
    facts = case.analysis.neurons[layer - 1]
    where = f"on all {len(examples)} examples: z̃ is at most {number_text(largest)}"
    if facts.status[i] == Status.DEAD:
        verb = f"is dead on this batch, off {where}. Its φ′, its δ and so this gradient are 0"
        wakes = "cannot wake it" if facts.permanent[i] else "may wake it when layers below move"
        message = f"{_neuron(layer, i)} {verb}; plain gradient descent on this batch {wakes}."
    else:
        message = f"{_neuron(layer, i)} lets nothing through {where}. Its φ′, its δ and so this gradient are 0."
    return Blocked(layer, i, None, largest, message)


def _nothing_goes_in(scene: Scene, everywhere: str) -> str:
    """That z of the unit below is zero, and whether that unit is dead."""
    layer, j = scene.place.layer, scene.place.column
    consequence = "so this weight changes nothing and its gradient is 0."
    if layer == 1:
        return f"Input {j} is 0{everywhere}, {consequence}"
    facts = scene.case.analysis.neurons[layer - 2]
    dead = ", which is dead," if facts.status[j] == Status.DEAD and scene.case.examples > 1 else ""
    return f"{_neuron(layer - 1, j)}{dead} puts out 0{everywhere}, {consequence}"


# --- words -----------------------------------------------------------------------------------------------------


def _tell_status(scene: Scene) -> bool:
    """Says so where the engine has found that a neuron gets no error signal although it is not blocked."""
    facts = scene.case.analysis.neurons[scene.place.layer - 1]
    status = Status(int(facts.status[scene.place.row]))
    if status not in (Status.STARVED, Status.SETTLED):
        return False
    phrase = Cause(int(facts.cause[scene.place.row])).phrase
    scene.note(f"{_neuron(scene.place.layer, scene.place.row)} is {status.name.lower()}: {phrase}.")
    return True


def _why_flat(activation: Activation, z: float) -> str:
    """Why φ′(z̃) is zero."""
    name, shown = activation.name, number_text(z)
    if z in activation.kinks:
        return f"z̃ = {shown} is exactly where {name} has a kink, and φ′ is 0 there by convention"
    if activation.flat_sides is not None:
        below, above = activation.flat_sides
        side = f"z̃ ≤ {number_text(below)}" if z <= below else f"z̃ ≥ {number_text(above)}"
        return f"z̃ = {shown}, and {name} is flat for {side}"
    return f"z̃ = {shown}, where {name} is so flat that φ′ is less than the smallest number"


def _neuron(layer: int, i: int) -> str:
    return f"Neuron {i} of layer {layer}"
