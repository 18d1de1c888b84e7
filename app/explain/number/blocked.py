"""Why a gradient is zero: which unit lets nothing through, or what else has made it so.

n example, i unit of the layer. The judgement over a whole batch is the engine's (`app.engine.analysis.neurons`).
"""

import numpy as np
from numpy.typing import NDArray

from ...engine.analysis.causes import Cause, phrase
from ...engine.analysis.magnitudes import EPSILON, ROUNDING, comes_back
from ...engine.analysis.status import Status
from ...engine.arrays import Array
from ..laws.analyzed import Analyzed
from ..text.flatness import MASK, on_all, smaller_than_any, why_flat
from .explanation import Blocked
from .quantities import on
from .scene import Scene

OFF = "is off"


# --- δ ---------------------------------------------------------------------------------------------------------


def tell_blocked_delta(scene: Scene) -> None:
    """What is to be said of a δ of zero: the unit is blocked, gets nothing from above, or is right."""
    case, place = scene.case, scene.place
    layer, n, i = place.layer, place.example, place.row
    factor = case.traced(layer).factor
    if factor is not None and factor[n, i] == 0 and scene.draft.value == 0:
        z = float(case.traced(layer).preactivation[n, i])
        why = why_flat(case.activation(layer), z, scene.precision)
        verb = _is_off(case, layer, i, np.array([n]))
        ending = ", and nothing comes through" if verb == OFF else ""
        message = f"{_neuron(layer, i)} {verb} {on(case, n)}: {why}{ending}."
        scene.draft.blocked.append(Blocked(layer, i, n, z, message))
        if not _finite_comes_back(scene):
            scene.note(f"Where φ′ = 0, {MASK}.")
        return
    told = _tell_status(scene)
    if scene.draft.value != 0:
        return
    if layer == case.top:
        _tell_match(scene, told)
    elif not told:
        scene.note(_why_nothing_comes(scene))


def _finite_comes_back(scene: Scene) -> bool:
    """Is what φ′ of a unit is multiplied by a number?"""
    case, n, i = scene.case, scene.place.example, scene.place.row
    with np.errstate(all="ignore"):
        if scene.place.layer == case.top:
            output = case.traced(case.top)
            back = case.loss.signal(output.preactivation, output.activation, case.batch.targets)[n, i]
        else:
            above = case.traced(scene.place.layer + 1)
            back = above.delta[n] @ above.weights[:, i]
    return bool(np.isfinite(back))


def _tell_match(scene: Scene, told: bool) -> None:
    """That an output equals its target, or (also where its status is `told`) only in the numbers' precision."""
    case, n, i = scene.case, scene.place.example, scene.place.row
    output = scene.s.activation(case.top, i)
    traced = case.traced(case.top)
    if traced.factor is not None and traced.activation[n, i] != case.batch.targets[n, i]:
        if not told:
            scene.note(f"The product is {smaller_than_any(scene.precision)}, and comes out as 0.")
    elif output.inexact:
        scene.note(f"{output.text()} rounds to the target in {scene.precision}, so that no error is left here.")
    elif not told:
        scene.note("The output equals the target to the last digit, so there is no error here.")


def _why_nothing_comes(scene: Scene) -> str:
    """Why δ of a hidden unit that is not blocked is zero on an example."""
    case, layer, n = scene.case, scene.place.layer, scene.place.example
    weights, above = case.traced(layer + 1).weights[:, scene.place.row], case.traced(layer + 1).delta[n]
    if not weights.any():
        return "All weights that lead out of this neuron are 0, so nothing comes back to it."
    if not above.any():
        return f"Every δ of layer {layer + 1} is 0 {on(case, n)}, so nothing comes back to this neuron."
    if not ((weights != 0) & (above != 0)).any():
        return "Wherever a weight leads out of this neuron, the δ above is 0, so nothing comes back to it."
    if comes_back(above, weights[:, None]).any():
        return f"The product of what comes back and φ′ is {smaller_than_any(scene.precision)}, and comes out as 0."
    return "What comes back through the weights that lead out of this neuron cancels to 0."


# --- ∇W and ∇b -------------------------------------------------------------------------------------------------


def tell_blocked_gradient(scene: Scene, terms: Array, below: Array | None) -> None:
    """What is to be said of a gradient of zero; `terms` (n) are what it adds up, `below` (n) the zⱼ in them."""
    case, layer, i = scene.case, scene.place.layer, scene.place.row
    examples = case.counting
    factor = case.traced(layer).factor
    if factor is not None and not factor[examples, i].any() and scene.draft.value == 0:
        scene.draft.blocked.append(_blocked(case, layer, i, examples))
        return
    if _tell_status(scene) or not np.isfinite(terms).all():
        return
    everywhere = "" if len(examples) == 1 else " on every example"
    if below is not None and not below.any():
        scene.note(_nothing_goes_in(scene, everywhere))
    elif scene.draft.value == 0 and not terms.any():
        delta = case.traced(layer).delta[examples, i]
        if below is not None and ((delta != 0) & (below != 0)).any():
            scene.note(f"The product of δ and z is {smaller_than_any(scene.precision)}, and comes out as 0.")
            return
        other = "δ is 0" if below is None else "δ or z is 0"
        scene.note(f"{other}{everywhere}, so this gradient is 0.")
    elif abs(terms.sum()) <= ROUNDING * EPSILON[case.batch.inputs.dtype] * np.abs(terms).sum():
        scene.note("The terms of the examples cancel: each of them pulls, together they do not.")


def _blocked(case: Analyzed, layer: int, i: int, examples: NDArray[np.intp]) -> Blocked:
    """The unit with φ′ = 0 on all examples that count."""
    activation, z = case.activation(layer), case.traced(layer).preactivation[examples, i].astype(np.float64)
    largest, verb = float(z.max()), _is_off(case, layer, i, examples)
    if len(examples) == 1:
        n = int(examples[0])
        why = why_flat(activation, largest, case.batch.inputs.dtype.name)
        message = f"{_neuron(layer, i)} {verb} {on(case, n)}: {why}, and with it δ and this gradient."
        if case.examples == 1:
            message += " With a single example there is no telling sparsity from death: add examples."
        return Blocked(layer, i, n, largest, message)
    facts = case.analysis.neurons[layer - 1]
    where = f"on all {len(examples)} examples: {on_all(activation, z)}. Its φ′, its δ and so this gradient are 0"
    if facts.status[i] == Status.DEAD:
        wakes = "cannot wake it" if facts.permanent[i] else "may wake it when layers below move"
        where = f"{where}; plain gradient descent on this batch {wakes}"
        verb = f"is dead on this batch and {verb}"
    return Blocked(layer, i, None, largest, f"{_neuron(layer, i)} {verb} {where}.")


def _is_off(case: Analyzed, layer: int, i: int, examples: NDArray[np.intp]) -> str:
    """The verb for a unit with φ′ = 0 on examples: only where it puts out 0 too it is off."""
    off = case.activation(layer).flat_sides is not None and not case.traced(layer).activation[examples, i].any()
    return OFF if off else "lets nothing through"


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
    activation, i = scene.case.activation(scene.place.layer), scene.place.row
    lowest, highest = float(facts.min_preactivation[i]), float(facts.max_preactivation[i])
    why = phrase(Cause(int(facts.cause[i])), activation, lowest, highest)
    scene.note(f"{_neuron(scene.place.layer, scene.place.row)} is {status.name.lower()}: {why}.")
    return True


def _neuron(layer: int, i: int) -> str:
    return f"Neuron {i} of layer {layer}"
