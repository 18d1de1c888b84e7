"""What became of each neuron on the batch: its status, the evidence and the cause.

k network, n example, o unit of the layer, p unit of the next layer. A status is the first that applies, in the
order of `Status`; a unit that is flat on some examples only is healthy sparsity and never called dead.

Zero to rounding means |δ| ≤ 16 ε s with s⁽ᴸ⁾ = |ŷ| + |y|, times |φ′| where δ is multiplied by it, and
s⁽ˡ⁾ = (|W⁽ˡ⁾|ᵀ s⁽ˡ⁺¹⁾) ⊙ |φ′|: the size the terms of δ had before they cancelled (a running error bound; Higham
2002, "Accuracy and Stability of Numerical Algorithms", section 3.3). s costs as much as a backward pass, so it
is computed only where a bound of its largest value per unit cannot rule starvation out: a unit whose largest
|δ| exceeds that bound is not suspect.
"""

from typing import NamedTuple

import numpy as np

from ..arrays import Array, Codes, Flags
from ..network.network import Batch, Network
from .bounds import certify_flat
from .case import Case
from .causes import Cause
from .magnitudes import EPSILON, ROUNDING, Scales, comes_back
from .passes import LayerTrace, Trace
from .status import ACTIVE, DEAD, SATURATED, SATURATED_BELOW, SETTLED, STARVED, UNKNOWN, NeuronFacts


class _Evidence(NamedTuple):
    """What the statuses of a layer are judged by; one entry for each unit (…, o), `on` for each example too.

    on: φ′ ≠ 0, None for softmax; signal: the largest |δ|; unblocked: φ′ lets something through somewhere, or is
    no factor of δ; suspect: may be anything but active or saturated.
    """

    lowest: Array
    highest: Array
    signal: Array
    on: Flags | None
    active_fraction: Array | None
    unblocked: Flags
    suspect: Flags
    dead: Flags


class _Judged(NamedTuple):
    """One layer before its judge, from 0; `above` are the statuses of the next layer, None at the output."""

    network: Network
    trace: Trace
    number: int
    seen: _Evidence
    above: Codes | None

    @property
    def softmax_of_one(self) -> bool:
        """Is the output a softmax of one unit, of which nothing ever comes back?"""
        output = self.network.layers[-1]
        return output.units == 1 and not output.activation.row.elementwise


def neuron_facts(case: Case, trace: Trace) -> tuple[NeuronFacts, ...]:
    """The facts of layers 1 … L in order, from one trace of the case."""
    network = case.network
    scales = Scales(case, trace)
    evidence = [
        _evidence(layer.activation.flat_sides, traced, scales.largest(index))
        for index, (layer, traced) in enumerate(zip(network.layers, trace.layers, strict=True))
    ]
    certified, permanent = _verdicts(network, case.batch, evidence)
    facts: list[NeuronFacts] = []
    above: Codes | None = None
    for index in range(len(evidence) - 1, -1, -1):
        layer, traced, seen = network.layers[index], trace.layers[index], evidence[index]
        saturates = not layer.activation.row.linear_pieces and traced.factor is not None
        status, cause = _quiet(traced, seen, saturates)
        if np.logical_or.reduce(seen.suspect, axis=None):
            _judge(_Judged(network, trace, index, seen, above), scales, status, cause)
        has_flat_sides = layer.activation.flat_sides is not None
        facts.append(
            NeuronFacts(
                status,
                cause,
                seen.active_fraction,
                seen.lowest,
                seen.highest,
                _dormancy(traced.activation),
                None if certified is None else certified[index],
                permanent[index],
                _dead_examples(seen.on if has_flat_sides else None, traced),
            )
        )
        above = status
    return tuple(reversed(facts))


def _evidence(flat_sides: tuple[float, float] | None, traced: LayerTrace, scale: Array) -> _Evidence:
    """The evidence of one layer; `scale` (…, o) bounds s over the examples."""
    lowest = np.minimum.reduce(traced.preactivation, axis=-2)
    highest = np.maximum.reduce(traced.preactivation, axis=-2)
    signal = np.maximum.reduce(np.abs(traced.delta), axis=-2)
    tolerance = ROUNDING * EPSILON[traced.delta.dtype]
    suspect = ~((signal > tolerance * scale) & np.isfinite(highest - lowest) & np.isfinite(signal))
    if traced.derivative is None:
        return _Evidence(lowest, highest, signal, None, None, signal == signal, suspect, signal < 0)
    on = traced.derivative != 0
    active_fraction = np.add.reduce(on, axis=-2, dtype=signal.dtype) / on.shape[-2]
    ever_on = active_fraction > 0
    never = signal < 0
    finite = np.isfinite(lowest) & np.isfinite(highest) & np.isfinite(signal)
    dead = never if flat_sides is None else ~ever_on & finite
    unblocked = ever_on | (traced.factor is None)
    return _Evidence(lowest, highest, signal, on, active_fraction, unblocked, suspect, dead)


def _quiet(traced: LayerTrace, seen: _Evidence, saturates: bool) -> tuple[Codes, Codes]:
    """Status and cause (…, o) of a layer in which no unit is suspect: active, or saturated."""
    status = np.full(seen.signal.shape, ACTIVE, dtype=np.int8)
    cause = np.zeros(seen.signal.shape, dtype=np.int8)
    if saturates and traced.factor is not None:
        saturated = np.maximum.reduce(np.abs(traced.factor), axis=-2) < SATURATED_BELOW
        status[saturated], cause[saturated] = SATURATED, Cause.SMALL_DERIVATIVE
    return status, cause


def _judge(judged: _Judged, scales: "Scales", status: Codes, cause: Codes) -> None:
    """Overwrites status and cause (…, o) of the suspects; what comes first in the table is assigned last."""
    dead = judged.seen.dead
    living = judged.seen.suspect & ~dead
    if np.logical_or.reduce(living, axis=None):
        _judge_living(judged, living, scales, status, cause)
    if np.logical_or.reduce(dead, axis=None):
        status[dead], cause[dead] = DEAD, _why_dead(judged, dead)[dead]


def _judge_living(judged: _Judged, suspects: Flags, scales: "Scales", status: Codes, cause: Codes) -> None:
    """Overwrites status and cause of those suspects that are not dead."""
    seen, delta = judged.seen, judged.trace.layers[judged.number].delta
    starved = suspects & seen.unblocked
    starved &= (np.abs(delta) <= ROUNDING * EPSILON[delta.dtype] * scales.exact(judged.number)).all(axis=-2)
    if starved.any():
        status[starved], cause[starved] = STARVED, _why_starved(judged)[starved]
    if judged.above is None:
        settled = suspects & seen.unblocked & (seen.signal == 0)
        status[settled] = SETTLED
        flat = np.where(scales.equal(), Cause.EQUALS_TARGET, Cause.LOSS_FLAT)
        flat = np.where(judged.softmax_of_one, Cause.SOFTMAX_OF_ONE, flat)
        cause[settled] = np.where(scales.misses, Cause.UNDERFLOWS, flat)[settled]
    preactivation = np.isfinite(seen.lowest) & np.isfinite(seen.highest)
    unknown = ~(preactivation & np.isfinite(seen.signal))
    why = np.where(preactivation, Cause.DELTA_NOT_FINITE, Cause.PREACTIVATION_NOT_FINITE)
    status[unknown], cause[unknown] = UNKNOWN, why[unknown]


def _why_starved(judged: _Judged) -> Codes:
    """The cause (…, o) that would hold for each unit if it is starved; the first that applies."""
    seen, above = judged.seen, judged.above
    if judged.softmax_of_one:
        return np.full(seen.signal.shape, Cause.FEEDS_SOFTMAX_OF_ONE, dtype=np.int8)
    if above is None:
        return np.full(seen.signal.shape, Cause.MATCHES_TARGET, dtype=np.int8)
    next_layer = judged.trace.layers[judged.number + 1]
    weights, signal_above = next_layer.weights, next_layer.delta
    feeds = weights != 0
    dead = (above == DEAD)[..., :, None]
    silent = dead | np.isin(above, (SETTLED, STARVED))[..., :, None]
    assert seen.on is not None
    nothing_back = ~seen.on | ((signal_above != 0).astype(np.float32) @ feeds.astype(np.float32) == 0)
    lost = seen.on & comes_back(signal_above, weights) & (seen.signal == 0)[..., None, :]
    conditions = (
        (~feeds.any(axis=-2), Cause.ZERO_OUTGOING_WEIGHTS),
        ((~feeds | dead).all(axis=-2), Cause.FEEDS_DEAD),
        ((~feeds | silent).all(axis=-2), Cause.FEEDS_SILENT),
        (nothing_back.all(axis=-2), Cause.FEEDS_INACTIVE),
        (lost.any(axis=-2), Cause.UNDERFLOWS),
    )
    shape = seen.signal.shape
    return np.select(
        [np.broadcast_to(condition, shape) for condition, _ in conditions],
        [np.int8(cause) for _, cause in conditions],
        np.int8(Cause.CANCELS),
    )


def _why_dead(judged: _Judged, dead: Flags) -> Codes:
    """The cause (…, o) that holds for each dead unit; the first that applies."""
    layer, below = judged.trace.layers[judged.number], judged.trace.inputs
    if judged.number:
        below = judged.trace.layers[judged.number - 1].activation
    nothing_in = ~np.logical_or.reduce(below, axis=(-2, -1))[..., None]
    causes = np.where(nothing_in, Cause.NOTHING_COMES_IN, _which_flat(judged, dead))
    no_weights = ~np.logical_or.reduce(layer.weights, axis=-1)
    return np.where(no_weights, Cause.ZERO_WEIGHTS, causes).astype(np.int8)


def _which_flat(judged: _Judged, dead: Flags) -> Codes:
    """The side (…, o) on which a dead unit's preactivations lie, or that all of them are at a kink."""
    seen, flat_sides = judged.seen, judged.network.layers[judged.number].activation.flat_sides
    assert flat_sides is not None
    below, above = flat_sides
    sides = np.where(seen.lowest >= above, Cause.UPPER_FLAT, _of_both_sides(judged, dead, flat_sides))
    sides = np.where(seen.highest <= below, Cause.LOWER_FLAT, sides)
    at_one = (seen.lowest == seen.highest) & np.isin(seen.lowest, flat_sides)
    return np.where(at_one, Cause.AT_KINK, sides).astype(np.int8)


def _of_both_sides(judged: _Judged, dead: Flags, flat_sides: tuple[float, float]) -> Codes:
    """Whether (…, o) those that lie on both flat sides are at a kink on every example, on some, or on none."""
    seen, kinked = judged.seen, np.full(dead.shape, Cause.BOTH_FLATS, dtype=np.int8)
    if not (dead & (seen.lowest <= flat_sides[0]) & (seen.highest >= flat_sides[1])).any():
        return kinked
    at_kink = np.isin(judged.trace.layers[judged.number].preactivation, flat_sides)
    kinked[np.logical_or.reduce(at_kink, axis=-2)] = Cause.BOTH_FLATS_AND_KINK
    kinked[np.logical_and.reduce(at_kink, axis=-2)] = Cause.AT_KINK
    return kinked


def _dormancy(activation: Array) -> Array:
    """Mean |z| of each unit over the layer's average of it (…, o); 0 in an all-zero layer."""
    sums = np.add.reduce(np.abs(activation), axis=-2)
    total = np.add.reduce(sums, axis=-1, keepdims=True)
    dormancy: Array = sums / (total + (total == 0)) * sums.shape[-1]
    return dormancy


def _dead_examples(on: Flags | None, traced: LayerTrace) -> Flags:
    """The examples (…, n) on which every unit is on a flat side; none where there are no flat sides."""
    if on is None:
        return np.zeros(traced.delta.shape[:-1], dtype=np.bool_)
    dead: Flags = ~np.logical_or.reduce(on, axis=-1)
    return dead


def _verdicts(network: Network, batch: Batch, evidence: list[_Evidence]) -> tuple[list[Flags] | None, list[Flags]]:
    """For each layer, which units (…, o) are certified dead (None for one example) and which permanently dead.

    The batch lies in its bounding box, so only a unit that is dead on the batch can be certified.
    """
    dead = [seen.dead for seen in evidence]
    single = batch.inputs.shape[-2] == 1
    if not any(np.logical_or.reduce(flags, axis=None) for flags in dead):
        return (None if single else dead), dead
    certified = None
    if not single:
        proofs = certify_flat(network, batch.inputs.min(axis=-2), batch.inputs.max(axis=-2))
        certified = [flags & proved for flags, proved in zip(dead, proofs, strict=True)]
    return certified, [_permanent(dead, index) for index in range(len(dead))]


def _permanent(dead: list[Flags], index: int) -> Flags:
    """Dead for good (…, o) under plain gradient descent on this batch.

    Nothing can move the unit's preactivations: it is fed by the inputs themselves, or some layer from the one
    below it upwards has only dead units and so lets no gradient through to what lies beneath.
    """
    if index == 0:
        return dead[0]
    blocked = np.zeros(dead[index].shape[:-1], dtype=np.bool_)
    for flags in dead[index - 1 :]:
        blocked = blocked | np.logical_and.reduce(flags, axis=-1)
    return dead[index] & blocked[..., None]
