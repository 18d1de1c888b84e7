"""What became of each neuron on the batch: its status, the evidence and the cause.

k network, n example, o unit of the layer, p unit of the next layer. A status is the first that applies, in the
order of `Status`; a unit that is flat on some examples only is healthy sparsity and never called dead.

Zero to rounding means |δ| ≤ 16 ε s with s⁽ᴸ⁾ = |ŷ| + |y| and s⁽ˡ⁾ = (|W⁽ˡ⁾|ᵀ s⁽ˡ⁺¹⁾) ⊙ |φ′|, the size the
terms of δ had before they cancelled (a running error bound; Higham 2002, "Accuracy and Stability of Numerical
Algorithms", section 3.3). s costs as much as a backward pass, so it is computed only where a bound of its
largest value per unit cannot rule starvation out.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from app.engine.arrays import Array, Codes, Flags
from app.engine.bounds import certify_flat
from app.engine.losses import Loss
from app.engine.network import Batch, Network
from app.engine.passes import LayerTrace, Trace

SATURATED_BELOW = 1e-3
ROUNDING = 16


class Status(IntEnum):
    """In the order in which they are tried; the last applies where no other does."""

    UNKNOWN = 0
    DEAD = 1
    SETTLED = 2
    STARVED = 3
    SATURATED = 4
    ACTIVE = 5


class Cause(IntEnum):
    """Why a neuron has its status; `phrase` says it in words."""

    NONE = 0
    PREACTIVATION_NOT_FINITE = 1
    DELTA_NOT_FINITE = 2
    LOWER_FLAT = 3
    UPPER_FLAT = 4
    BOTH_FLATS = 5
    LOSS_FLAT = 6
    MATCHES_TARGET = 7
    ZERO_OUTGOING_WEIGHTS = 8
    FEEDS_DEAD = 9
    FEEDS_SILENT = 10
    FEEDS_INACTIVE = 11
    CANCELS = 12
    SMALL_DERIVATIVE = 13

    @property
    def phrase(self) -> str | None:
        return _PHRASES[self]


_PHRASES: dict[Cause, str | None] = {
    Cause.NONE: None,
    Cause.PREACTIVATION_NOT_FINITE: "its preactivation is not finite on some example",
    Cause.DELTA_NOT_FINITE: "its error signal is not finite on some example",
    Cause.LOWER_FLAT: "its preactivation is on the lower flat side on every example",
    Cause.UPPER_FLAT: "its preactivation is on the upper flat side on every example",
    Cause.BOTH_FLATS: "its preactivation is on one or the other flat side on every example",
    Cause.LOSS_FLAT: "the loss is flat there: its error signal is zero on every example",
    Cause.MATCHES_TARGET: "its output equals the target to rounding on every example",
    Cause.ZERO_OUTGOING_WEIGHTS: "its outgoing weights are zero",
    Cause.FEEDS_DEAD: "what it feeds is dead",
    Cause.FEEDS_SILENT: "what it feeds gets no error signal itself",
    Cause.FEEDS_INACTIVE: "what it feeds passes nothing back on the examples where it is on",
    Cause.CANCELS: "what comes back through its outgoing weights cancels",
    Cause.SMALL_DERIVATIVE: "|φ′| is below 0.001 on every example",
}


@dataclass(frozen=True, slots=True)
class NeuronFacts:
    """The facts of a layer's neurons; a leading network axis may stand before each shape.

    status, cause (o) codes of `Status` and `Cause`; active_fraction (o), the share of examples with φ′ ≠ 0, None
    for softmax; min_preactivation, max_preactivation (o); dormancy (o), the mean of |z| over the layer's average
    of it, 0 in an all-zero layer (Sokar et al. 2023, "The Dormant Neuron Phenomenon in Deep Reinforcement
    Learning"); certified_dead (o), flat for every input in the batch's bounding box, None for one example;
    permanent (o), dead and beyond the reach of plain gradient descent on this batch; dead_examples (n), those on
    which every unit is flat.
    """

    status: Codes
    cause: Codes
    active_fraction: Array | None
    min_preactivation: Array
    max_preactivation: Array
    dormancy: Array
    certified_dead: Flags | None
    permanent: Flags
    dead_examples: Flags


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the statuses of a layer are judged by, each with one entry for each unit (…, o)."""

    lowest: Array
    highest: Array
    signal: Array
    on: Flags | None
    ever_on: Flags
    dead: Flags
    finite: Flags


def neuron_facts(network: Network, batch: Batch, trace: Trace, loss: Loss) -> tuple[NeuronFacts, ...]:
    """The facts of layers 1 … L in order, from one trace of the batch."""
    evidence = [
        _evidence(layer.activation.flat_sides, traced)
        for layer, traced in zip(network.layers, trace.layers, strict=True)
    ]
    certified = _certified(network, batch, evidence)
    all_dead = [seen.dead.all(axis=-1) for seen in evidence]
    scales = _Scales(network, batch, trace, loss)
    facts: list[NeuronFacts] = []
    status_above: Codes | None = None
    for index in reversed(range(len(network.layers))):
        traced, seen = trace.layers[index], evidence[index]
        status, cause = _judge(network, trace, loss, index, seen, scales, status_above)
        facts.append(
            NeuronFacts(
                status,
                cause,
                None if seen.on is None else seen.on.sum(axis=-2) / seen.on.shape[-2],
                seen.lowest,
                seen.highest,
                _dormancy(traced.activation),
                None if certified is None else certified[index],
                _permanent(seen.dead, all_dead, index),
                _dead_examples(seen, network.layers[index].activation.flat_sides is not None, traced),
            )
        )
        status_above = status
    return tuple(reversed(facts))


def _evidence(flat_sides: tuple[float, float] | None, traced: LayerTrace) -> _Evidence:
    lowest, highest = traced.preactivation.min(axis=-2), traced.preactivation.max(axis=-2)
    signal = np.abs(traced.delta).max(axis=-2)
    finite = np.isfinite(lowest + highest + signal)
    if not finite.all():
        finite = np.isfinite(lowest) & np.isfinite(highest) & np.isfinite(signal)
    if traced.derivative is None:
        ever_on = np.ones(lowest.shape, dtype=np.bool_)
        return _Evidence(lowest, highest, signal, None, ever_on, ~ever_on, finite)
    on = traced.derivative != 0
    ever_on = on.any(axis=-2)
    dead = ~ever_on & finite if flat_sides is not None else np.zeros(lowest.shape, dtype=np.bool_)
    return _Evidence(lowest, highest, signal, on, ever_on, dead, finite)


def _judge(
    network: Network,
    trace: Trace,
    loss: Loss,
    index: int,
    seen: _Evidence,
    scales: "_Scales",
    status_above: Codes | None,
) -> tuple[Codes, Codes]:
    """Status and cause of each unit of one layer: later assignments are those that come first in the table."""
    traced = trace.layers[index]
    status = np.full(seen.signal.shape, Status.ACTIVE, dtype=np.int8)
    cause = np.zeros(seen.signal.shape, dtype=np.int8)
    at_output = index == len(network.layers) - 1
    unblocked = seen.ever_on | (at_output and loss.cancels_derivative)

    row = network.layers[index].activation.row
    if row.elementwise and not row.linear_pieces and not (at_output and loss.cancels_derivative):
        assert traced.derivative is not None
        saturated = np.abs(traced.derivative).max(axis=-2) < SATURATED_BELOW
        status[saturated], cause[saturated] = Status.SATURATED, Cause.SMALL_DERIVATIVE

    starved = _starved(traced, seen, unblocked, scales, index)
    if starved is not None:
        status[starved] = Status.STARVED
        why = _why_starved(network, trace, index, seen, status_above)
        cause[starved] = why[starved]

    if at_output:
        settled = unblocked & (seen.signal == 0)
        status[settled], cause[settled] = Status.SETTLED, Cause.LOSS_FLAT
    if seen.dead.any():
        status[seen.dead] = Status.DEAD
        cause[seen.dead] = _which_flat(network.layers[index].activation.flat_sides, seen)[seen.dead]
    if not seen.finite.all():
        unknown = ~seen.finite
        preactivation = np.isfinite(seen.lowest) & np.isfinite(seen.highest)
        why = np.where(preactivation, Cause.DELTA_NOT_FINITE, Cause.PREACTIVATION_NOT_FINITE)
        status[unknown], cause[unknown] = Status.UNKNOWN, why[unknown]
    return status, cause


def _starved(traced: LayerTrace, seen: _Evidence, unblocked: Flags, scales: "_Scales", index: int) -> Flags | None:
    """Which units (…, o) get no more than rounding, or None where a bound already rules all out."""
    tolerance = ROUNDING * np.finfo(traced.delta.dtype).eps
    candidates = unblocked & ~(seen.signal > tolerance * scales.largest(index))
    if not candidates.any():
        return None
    return candidates & (np.abs(traced.delta) <= tolerance * scales.exact(index)).all(axis=-2)


class _Scales:
    """s⁽ˡ⁾ from the top down, each layer's computed when first asked for."""

    def __init__(self, network: Network, batch: Batch, trace: Trace, loss: Loss) -> None:
        self._network, self._trace, self._loss = network, trace, loss
        self._targets = batch.targets
        top = len(network.layers) - 1
        magnitude = np.abs(trace.layers[top].activation) + np.abs(batch.targets)
        self._exact: dict[int, Array] = {top: magnitude}
        self._largest: dict[int, Array] = {top: magnitude.max(axis=-2)}

    def largest(self, index: int) -> Array:
        """An upper bound (…, o) of s over the examples: (|W|ᵀ max s) ⊙ max |φ′|, a product with a vector."""
        if index not in self._largest:
            above = self.largest(index + 1)
            derivative = self._trace.layers[index].derivative
            assert derivative is not None
            weights = np.abs(self._trace.layers[index + 1].weights)
            through = (above[..., None, :] @ weights)[..., 0, :]
            self._largest[index] = through * np.abs(derivative).max(axis=-2)
        return self._largest[index]

    def exact(self, index: int) -> Array:
        """s⁽ˡ⁾ itself (…, n, o)."""
        if index not in self._exact:
            derivative = self._trace.layers[index].derivative
            assert derivative is not None
            weights = np.abs(self._trace.layers[index + 1].weights)
            self._exact[index] = (self.exact(index + 1) @ weights) * np.abs(derivative)
        return self._exact[index]


def _why_starved(network: Network, trace: Trace, index: int, seen: _Evidence, status_above: Codes | None) -> Codes:
    """The cause (…, o) that would hold for each unit if it is starved; the first that applies."""
    if status_above is None:
        return np.full(seen.signal.shape, Cause.MATCHES_TARGET, dtype=np.int8)
    weights = network.layers[index + 1].weights
    signal_above = np.abs(trace.layers[index + 1].delta)
    feeds = weights != 0
    dead = (status_above == Status.DEAD)[..., :, None]
    silent = dead | np.isin(status_above, (Status.SETTLED, Status.STARVED))[..., :, None]
    contributions = signal_above @ np.abs(weights)
    nothing_back = contributions == 0 if seen.on is None else (contributions == 0) | ~seen.on
    conditions = (
        (~feeds.any(axis=-2), Cause.ZERO_OUTGOING_WEIGHTS),
        ((~feeds | dead).all(axis=-2), Cause.FEEDS_DEAD),
        ((~feeds | silent).all(axis=-2), Cause.FEEDS_SILENT),
        (nothing_back.all(axis=-2), Cause.FEEDS_INACTIVE),
    )
    shape = seen.signal.shape
    return np.select(
        [np.broadcast_to(condition, shape) for condition, _ in conditions],
        [np.int8(cause) for _, cause in conditions],
        np.int8(Cause.CANCELS),
    )


def _which_flat(flat_sides: tuple[float, float] | None, seen: _Evidence) -> Codes:
    """The side (…, o) on which a dead unit's preactivations lie."""
    assert flat_sides is not None
    below, above = flat_sides
    sides = np.where(seen.lowest >= above, Cause.UPPER_FLAT, Cause.BOTH_FLATS)
    return np.where(seen.highest <= below, Cause.LOWER_FLAT, sides).astype(np.int8)


def _dormancy(activation: Array) -> Array:
    """Mean |z| of each unit over the layer's average of it (…, o); 0 in an all-zero layer."""
    mean = np.abs(activation).sum(axis=-2)
    average = mean.sum(axis=-1, keepdims=True) / mean.shape[-1]
    return np.where(average == 0, average, mean / average)


def _permanent(dead: Flags, all_dead: list[Flags], index: int) -> Flags:
    """Dead for good (…, o) under plain gradient descent on this batch.

    Nothing can move the unit's preactivations: it is fed by the inputs themselves, or some layer from the one
    below it upwards lets no gradient through to what lies beneath.
    """
    if index == 0:
        return dead
    blocked = all_dead[index - 1]
    for flags in all_dead[index:]:
        blocked = blocked | flags
    return dead & blocked[..., None]


def _dead_examples(seen: _Evidence, has_flat_sides: bool, traced: LayerTrace) -> Flags:
    """The examples (…, n) on which every unit of the layer is on a flat side."""
    if seen.on is None or not has_flat_sides:
        return np.zeros(traced.delta.shape[:-1], dtype=np.bool_)
    return ~seen.on.any(axis=-1)


def _certified(network: Network, batch: Batch, evidence: list[_Evidence]) -> list[Flags] | None:
    """Which units of each layer (…, o) are flat on the whole bounding box; None for one example.

    The batch lies in its box, so only a unit that is dead on the batch can be certified.
    """
    if batch.inputs.shape[-2] == 1:
        return None
    if not any(seen.dead.any() for seen in evidence):
        return [seen.dead for seen in evidence]
    flat = certify_flat(network, batch.inputs.min(axis=-2), batch.inputs.max(axis=-2))
    return [seen.dead & proved for seen, proved in zip(evidence, flat, strict=True)]
