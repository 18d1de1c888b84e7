"""What became of a neuron, in sentences: its status, the evidence, the cause, and whether it could wake.

n example, i input unit, o output unit; of one network, without a leading axis. Page, report and notebook say the
same words. A sentence that depends on which example is looked at leaves `{example}` to be filled in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite, isnan

import numpy as np

from ...engine.analysis.analysis import Analysis
from ...engine.analysis.causes import Cause, phrase
from ...engine.analysis.status import SATURATED_BELOW, Status
from ...engine.arrays import Flags
from ...engine.network.activations import Activation
from ...engine.network.network import Network
from ...engine.network.quantities import QUANTITIES
from ..equations.numbers import SUPERSCRIPTS, number_text

FOUR_DIGITS = Context(prec=4, rounding=ROUND_HALF_UP)
NEVER = "Plain gradient descent on this batch can never wake it"


@dataclass(frozen=True, slots=True)
class Sentences:
    """On one neuron.

    headline: the status in a few words. why: the evidence, the cause and what follows. inactive: the headline, and
    what is to be added, for an example on which φ′ = 0 though it is not dead, None where there is none. waking:
    could a dead one wake, and why.
    certificate: what shows that a dead one is dead for other inputs too, or why nothing does.
    """

    headline: str
    why: tuple[str, ...]
    inactive: tuple[str, str] | None
    waking: str | None
    certificate: str | None


@dataclass(frozen=True, slots=True)
class _Neuron:
    """The facts of one neuron of layer l, and what they are read against."""

    layer: int
    layers: int
    examples: int
    activation: Activation
    all_dead: Sequence[bool]
    status: Status
    cause: str | None
    share: float | None
    lowest: float
    highest: float
    certified: bool | None
    permanent: bool
    column_is_zero: bool
    ever_off: bool

    @property
    def because(self) -> str:
        return f": {self.cause}" if self.cause else ""


def sentences(network: Network, analysis: Analysis) -> list[list[Sentences]]:
    """On each neuron of layers 1 … L in order."""
    return [[_of(neuron) for neuron in layer] for layer in _neurons(network, analysis)]


def layer_sentence(analysis: Analysis, number: int) -> str:
    """Why layer l has dead units, what that makes zero, and which examples none learns from; "" where there is
    nothing to tell."""
    facts, count = analysis.neurons[number - 1], len(analysis.losses)
    dead = np.flatnonzero(facts.status == Status.DEAD).tolist()
    said = [_on_dead(dead, _zero_columns(analysis, number), number, count)] if dead else []
    blocked = np.flatnonzero(facts.dead_examples).tolist()
    if blocked and count > 1:
        which = "any example" if len(blocked) == count else _listed("example", blocked, 4)
        learns = "" if len(blocked) == count else f" from {'it' if len(blocked) == 1 else 'them'}"
        said.append(f"No unit is on for {which}, so nothing up to here learns{learns}.")
    return " ".join(said)


def _neurons(network: Network, analysis: Analysis) -> Iterator[list[_Neuron]]:
    """The facts of each layer, bottom up."""
    all_dead = [bool((facts.status == Status.DEAD).all()) for facts in analysis.neurons]
    for number, (layer, traced, facts) in enumerate(
        zip(network.layers, analysis.layers, analysis.neurons, strict=True), start=1
    ):
        zero, off = _zero_columns(analysis, number), np.zeros(layer.units, np.bool_)
        if traced.derivative is not None:
            off = (traced.derivative == 0).any(axis=0)
        yield [
            _Neuron(
                number,
                len(network.layers),
                len(analysis.losses),
                layer.activation,
                all_dead,
                Status(facts.status[unit]),
                phrase(Cause(facts.cause[unit]), layer.activation, lowest, highest) if facts.cause[unit] else None,
                None if facts.active_fraction is None else float(facts.active_fraction[unit]),
                lowest,
                highest,
                None if facts.certified_dead is None else bool(facts.certified_dead[unit]),
                bool(facts.permanent[unit]),
                bool(zero[unit]),
                bool(off[unit]),
            )
            for unit, (lowest, highest) in enumerate(
                zip((facts.min_preactivation + 0.0).tolist(), (facts.max_preactivation + 0.0).tolist(), strict=True)
            )
        ]


def _zero_columns(analysis: Analysis, number: int) -> Flags:
    """Of which units (o) of layer l the column of the next ∇W is exactly zero; of the last layer none."""
    if number == len(analysis.layers):
        return np.zeros(len(analysis.neurons[number - 1].status), np.bool_)
    zero: Flags = np.logical_and.reduce(analysis.layers[number].weight_gradient == 0, axis=0)
    return zero


def _of(neuron: _Neuron) -> Sentences:
    label, dead = neuron.status.name.lower(), neuron.status is Status.DEAD
    headline = label if neuron.status is Status.ACTIVE else f"{label} on this batch"
    if dead and neuron.examples == 1:
        headline = "off on the only example"
    inactive = None
    if neuron.ever_off and not dead:
        off = "On example {example} φ′ = 0, so δ = 0 there and it learns nothing from that example"
        inactive = f"{label}, but inactive on example {{example}}", f"{off}; others still teach it."
    return Sentences(
        headline,
        tuple(_WHY[neuron.status](neuron)),
        inactive,
        _waking(neuron) if dead else None,
        _certificate(neuron) if dead else None,
    )


def _why_dead(neuron: _Neuron) -> Iterator[str]:
    if neuron.examples == 1:
        yield f"It is off on the only example ({_range(neuron)}): add examples to tell sparsity from death."
    else:
        yield f"It is off on all {neuron.examples} examples: {_range(neuron)}."
    if neuron.cause:
        yield f"{neuron.cause[0].upper()}{neuron.cause[1:]}."
    zero = (
        f"φ′ = 0, so δ = 0, and its row of {_plain('weight_gradient', neuron.layer)} and its entry of "
        f"{_plain('bias_gradient', neuron.layer)} are exactly zero"
    )
    column = f"its column of {_plain('weight_gradient', neuron.layer + 1)}"
    if neuron.layer == neuron.layers:
        yield f"{zero}."
    elif neuron.column_is_zero:
        yield f"{zero}; so is {column}."
    else:
        yield f"{zero}. Its activation is not zero, so {column} need not be."


def _range(neuron: _Neuron) -> str:
    """Where the z̃ of a dead unit lie."""
    low, high = neuron.lowest, neuron.highest
    below, above = neuron.activation.flat_sides or (low, high)
    if neuron.examples == 1:
        return f"z̃ = {_number(high)}"
    if low == high:
        return f"z̃ = {_number(high)} on every one"
    if high <= below:
        return f"z̃ ≤ {_number(high)} on every one"
    if low >= above:
        return f"z̃ ≥ {_number(low)} on every one"
    return f"z̃ ≤ {_number(below)} or z̃ ≥ {_number(above)} on every one"


def _why_starved(neuron: _Neuron) -> Iterator[str]:
    passes = "φ′ is not zero everywhere, so it could pass a gradient on, yet δ is zero to rounding on every example"
    yield f"{passes}{neuron.because}."
    yield "Nothing is wrong with the neuron itself; what stands behind it sends no error signal back."


def _why_saturated(neuron: _Neuron) -> Iterator[str]:
    low, high = _number(neuron.lowest), _number(neuron.highest)
    flat = f"where {neuron.activation.name.replace('_', ' ')} is almost flat"
    yield f"|φ′| < {SATURATED_BELOW:g} on every example: z̃ lies between {low} and {high}, {flat}."
    yield "Almost no gradient gets through it, so it learns very slowly."


def _why_settled(neuron: _Neuron) -> Iterator[str]:
    yield f"δ = 0 on every example although φ′ does not block it{neuron.because}."
    yield "There is nothing left for it to learn from this batch."


def _why_unknown(neuron: _Neuron) -> Iterator[str]:
    yield f"A number that is not finite reached it{neuron.because}, so neither alive nor dead can be said."


def _why_active(neuron: _Neuron) -> Iterator[str]:
    count = neuron.examples
    if neuron.share is None:
        yield "A softmax output has no φ′ of its own: its δ is ŷ − y, which nothing blocks."
        return
    on = round(neuron.share * count)
    if count == 1:
        yield "φ′ ≠ 0 on the only example." if on else "φ′ = 0 on the only example, yet δ is not blocked by it."
    elif on == count:
        yield f"φ′ ≠ 0 on all {count} examples."
    else:
        yield f"φ′ ≠ 0 on {on} of {count} examples; on the others it is off, which is healthy sparsity."


_WHY = {
    Status.DEAD: _why_dead,
    Status.STARVED: _why_starved,
    Status.SATURATED: _why_saturated,
    Status.SETTLED: _why_settled,
    Status.UNKNOWN: _why_unknown,
    Status.ACTIVE: _why_active,
}


def _waking(neuron: _Neuron) -> str:
    """Whether a dead neuron could wake again, and why."""
    if not neuron.permanent:
        moves = "its own weights get no gradient, but the layers below still move and can change what reaches it"
        return f"It may wake again: {moves}."
    if neuron.layer == 1:
        return f"{NEVER}: its own weights get no gradient, and what it reads is the data, which does not change."
    first = max(neuron.layer - 2, 0)
    blocked = first + 1 + neuron.all_dead[first:].index(True)
    if blocked == neuron.layer - 1:
        return f"{NEVER}: all of layer {blocked} below it is dead, so what it reads never changes."
    layer = "its whole layer is dead" if blocked == neuron.layer else f"all of layer {blocked} is dead"
    past = "no error signal gets past it to the layers below, and nothing this neuron reads will change"
    return f"{NEVER}: {layer}, so {past}."


def _certificate(neuron: _Neuron) -> str:
    """What certifies a death, or why nothing does."""
    if neuron.certified is None:
        return "Not certified either way: one example spans no range of inputs."
    if neuron.certified:
        within = "for every input whose features lie within the ranges this batch spans"
        return f"Certified: interval bounds show it flat {within}."
    room = "the interval bounds leave room for an input within the ranges this batch spans that turns it on"
    return f"Not certified: it is off on every example seen, but {room}."


def _on_dead(dead: list[int], zero_columns: Flags, number: int, examples: int) -> str:
    """Why the units of a layer are dead, and what that makes zero."""
    one = len(dead) == 1
    off = f"{'is' if one else 'are'} dead: off on all {examples} examples."
    if examples == 1:
        off = f"{'is' if one else 'are'} off on the only example: add examples to tell sparsity from death."
    zero = (
        f"φ′ = 0, so δ = 0, and {'its row' if one else 'their rows'} of {_plain('weight_gradient', number)} and "
        f"{'entry' if one else 'entries'} of {_plain('bias_gradient', number)} are zero"
    )
    columns = [unit for unit in dead if zero_columns[unit]]
    also = ""
    if columns:
        following = _plain("weight_gradient", number + 1)
        own = f"{'its column' if one else 'their columns'} of {following} too"
        also = f", and {own}" if len(columns) == len(dead) else f", and of {following} {_listed('column', columns)}"
    return f"{_listed('Neuron', dead)} {off} {zero}{also}."


def _listed(noun: str, indices: list[int], most: int = 5) -> str:
    """Neuron 2, neurons 0 and 2, neurons 0, 1, 2 and 5 more: of more than one over `most` the rest is counted."""
    if len(indices) == 1:
        return f"{noun} {indices[0]}"
    names = [str(index) for index in indices]
    named = names if len(names) <= most + 1 else [*names[:most], f"{len(names) - most} more"]
    return f"{noun}s {', '.join(named[:-1])} and {named[-1]}"


def _plain(quantity: str, layer: int) -> str:
    """The symbol of a quantity: ∇W⁽⁰⁾."""
    row = QUANTITIES[quantity]
    return f"{row.before}{row.letter}⁽{str(layer - row.below).translate(SUPERSCRIPTS)}⁾"


def _number(value: float) -> str:
    """Four digits, in little room: 0.8176, −1.234e−5."""
    if isnan(value) or not isfinite(value) or value == 0:
        return number_text(value)
    rounded = FOUR_DIGITS.create_decimal(Decimal(value)).normalize()
    exponent = rounded.adjusted()
    if not -4 <= exponent < 4:
        mantissa = rounded.scaleb(-exponent)
        return f"{mantissa:f}e{exponent}".replace("-", "−")
    return f"{rounded:f}".replace("-", "−")
