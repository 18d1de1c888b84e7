"""Which units let nothing back through on the example, why, and what follows for their weights.

A unit is blocked where φ′(z̃) = 0; what that means on the batch is judged in `app.engine.analysis.neurons`.
"""

from collections.abc import Iterator

import numpy as np

from ...engine.analysis.status import Status
from ..equations.atoms import Number, Symbol
from ..equations.chain import equation
from ..equations.tree import Node
from ..equations.written import Beside
from ..laws.notation import PHI_PRIME, derivative_name, derivative_of
from ..text.document import Block, Equation, Section, say
from ..text.flatness import at_kink, flat_sides_words, smaller_than_any
from ..text.wording import function_words, listed
from .worked import Worked

MOST_SHOWN = 24
"""Blocked units of all layers that get an equation; the others are counted."""


def blocked(worked: Worked) -> Section:
    """The blocked units of every layer from the top down."""
    blocks: list[Block] = []
    left = MOST_SHOWN
    for layer in range(worked.top, 0, -1):
        units = blocked_units(worked, layer)
        blocks += _layer(worked, layer, units, max(left, 0))
        left -= len(units)
    return Section("blocked", "Blocked units", tuple(blocks) or (say(_none(worked)),))


def blocked_units(worked: Worked, layer: int) -> list[int]:
    """The units of a layer with φ′(z̃) = 0 on the example; none where δ does not pass through φ′."""
    factor = worked.case.traced(layer).factor
    if factor is None:
        return []
    units: list[int] = np.flatnonzero(factor[worked.example] == 0).tolist()
    return units


def _none(worked: Worked) -> str:
    factors = [layer.factor for layer in worked.case.analysis.layers if layer.factor is not None]
    if not factors:
        return "None: the error signal passes through no derivative of an activation here."
    if any(np.isnan(values[worked.example]).any() for values in factors):
        return "No derivative is known to be 0, but some are not numbers."
    return "None: no derivative is 0 on this example, so no unit blocks its error signal."


def _layer(worked: Worked, layer: int, units: list[int], most: int) -> Iterator[Block]:
    """What is blocked in one layer, why, and what follows; of at most so many units one by one."""
    if not units:
        return
    notation = worked.notation
    yield say(
        f"Layer {layer}: {_units(units)} of {worked.case.width(layer)} "
        f"{'lets' if len(units) == 1 else 'let'} nothing back through. ",
        *_why(worked, layer, units),
    )
    name = derivative_name(worked.case.activation(layer))
    for unit in units[:most]:
        before = notation.preactivation(layer, unit)
        slope = derivative_of(worked.case.activation(layer), before, name)
        shown = equation(before, Number(float(before.evaluate()) + 0.0, before.inexact))
        nothing = Number(0, notation.derivative(layer, unit).inexact)
        yield Equation(Beside((shown, equation(notation.derivative(layer, unit), slope, nothing))))
    if not worked.brief(layer):
        yield from _consequence(worked, layer, units)
    remarks = tuple(_on_the_batch(worked, layer, units))
    if remarks:
        yield say(*remarks)


def _units(units: list[int]) -> str:
    return f"{'unit' if len(units) == 1 else 'units'} {listed(units)}"


def _why(worked: Worked, layer: int, units: list[int]) -> Iterator[str | Node]:
    """Why φ′ is 0: a flat side, a kink, or a number smaller than any."""
    activation = worked.case.activation(layer)
    if activation.flat_sides is None:
        yield f"There the derivative is {smaller_than_any(worked.precision)}, and comes out as 0:"
        return
    preactivation = worked.case.traced(layer).preactivation[worked.example]
    bent = [unit for unit in units if preactivation[unit] in activation.kinks]
    if len(bent) < len(units):
        flat = f"A preactivation {flat_sides_words(activation)} is where {function_words(activation)} is flat"
        yield f"{flat}. " if bent else f"{flat}:"
    if bent:
        before, _, after = at_kink(activation, 0).partition("φ′")
        yield f"{_units(bent).capitalize()} {'lies' if len(bent) == 1 else 'lie'} {before}"
        yield Symbol(PHI_PRIME, np.array(0.0))
        yield f"{after}:"


def _consequence(worked: Worked, layer: int, units: list[int]) -> Iterator[Block]:
    """What follows on this example."""
    notation, delta = worked.notation, worked.notation.delta(layer)
    one = len(units) == 1
    if not (delta.array[units] == 0).all():
        yield say("What comes back to them is not finite, so that not even the product with 0 is a number.")
        return
    yield say(
        "So ",
        delta,
        f" is 0 there, and with it on this example {'row' if one else 'rows'} {listed(units)} of ",
        notation.weight_gradient(layer),
        f" and {'entry' if one else 'entries'} {listed(units)} of ",
        notation.bias_gradient(layer),
        f": the weights into {'it' if one else 'them'} learn nothing from it.",
    )
    if len(units) == worked.case.width(layer):
        yield say(
            "No unit of the layer is left: on this example neither it nor any layer below it learns anything."
        )


def _on_the_batch(worked: Worked, layer: int, units: list[int]) -> Iterator[str]:
    """What the units are on the whole batch, as the analysis judges them."""
    facts, count = worked.case.analysis.neurons[layer - 1], worked.case.examples
    dead = [unit for unit in units if facts.status[unit] == Status.DEAD]
    if dead and count == 1:
        yield "With one example, a unit that is blocked on it cannot be told from a dead one; more would tell. "
    elif dead:
        verb = "is" if len(dead) == 1 else "are"
        yield f"{_units(dead).capitalize()} {verb} blocked on each of the {count} examples, dead on this batch, "
        yield f"and so {'its row is' if len(dead) == 1 else 'their rows are'} 0 in the gradient of the batch too. "
    yield from _waking(worked, layer, dead)
    if count > 1:
        yield from _elsewhere(worked, layer, [unit for unit in units if facts.status[unit] != Status.DEAD])


def _elsewhere(worked: Worked, layer: int, units: list[int]) -> Iterator[str]:
    """On how many examples of the batch units that are not dead pass anything; nothing of what is unknown."""
    facts, count = worked.case.analysis.neurons[layer - 1], worked.case.examples
    assert facts.active_fraction is not None
    on = {
        unit: round(float(facts.active_fraction[unit]) * count)
        for unit in units
        if facts.status[unit] != Status.UNKNOWN
    }
    never, sometimes = [unit for unit in on if on[unit] == 0], [unit for unit in on if on[unit] > 0]
    if never:
        yield f"Of {_units(never)} it is so on each of the {count} examples. "
    if sometimes:
        counts = sorted({on[unit] for unit in sometimes})
        share = f"{counts[0]} to {counts[-1]}" if len(counts) > 1 else f"{counts[0]}"
        verb = "lets its error signal" if len(sometimes) == 1 else "each let their error signals"
        yield f"{_units(sometimes).capitalize()} {verb} through on {share} of the {count} examples: "
        yield "blocked here, not dead."


def _waking(worked: Worked, layer: int, dead: list[int]) -> Iterator[str]:
    """Whether gradient descent on this batch could move a dead unit."""
    permanent = worked.case.analysis.neurons[layer - 1].permanent
    never = [unit for unit in dead if permanent[unit]]
    perhaps = [unit for unit in dead if not permanent[unit]]
    if never:
        on = "this example" if worked.case.examples == 1 else "this batch"
        yield f"Plain gradient descent on {on} alone could never wake {_units(never)}: "
        made = "its preactivation is" if len(never) == 1 else "their preactivations are"
        yield f"it moves nothing that {made} made of. "
    if perhaps:
        yield f"{_units(perhaps).capitalize()} may wake when the layers below move. "
