"""The loss of a worked solution, for each kind: ℓ and ∂ℓ/∂ŷ in symbols and with numbers.

i output unit. Logarithms are taken from the logits, as the engine takes them; where ŷ is smaller than any number,
the quotient by it has no finite value, and the text says so.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from ...engine.arrays import Array
from ..equations.atoms import Known, Number, Symbol
from ..equations.chain import equation
from ..equations.functions import Exponential, Magnitude
from ..equations.operations import Negative, Sum
from ..equations.sums import shortened, total
from ..equations.tree import Environment, Node, Value, scalar
from ..equations.writing import ONE, ZERO, largest, logarithm, minus, nearly_whole, over, plus, times
from ..equations.written import Written
from ..laws.losses import MEANS
from ..laws.notation import MAXIMUM
from ..number.losses import averaged
from ..number.output import beyond, complement, log_complement, log_prediction, loss_gradient
from ..text.document import Block, Equation, say
from ..text.wording import few_digits, listed
from .worked import Worked

LARGEST = float(np.finfo(np.float64).max)
"""A logarithm below all numbers counts as the lowest, so that its product with y = 0 is 0."""

Part = Callable[[Worked], Iterator[Block]]


class LossParts(NamedTuple):
    """What is written about one loss: ℓ of the example, and its derivative by ŷ."""

    loss: Part
    gradient: Part


def lost(worked: Worked) -> list[int]:
    """The output units whose −y/ŷ or (1 − y)/(1 − ŷ) is beyond the numbers."""
    return beyond(worked.case, worked.example)


def loss_by_output(worked: Worked) -> Array:
    """∂ℓ/∂ŷ (o)."""
    with np.errstate(all="ignore"):
        return loss_gradient(worked.case, worked.example)


def gradient_symbol(worked: Worked, *unit: str) -> Known:
    """∂ℓ/∂ŷ, whole or of a unit."""
    inexact = partial(worked.case.inexact.loss_gradient, worked.example)
    return Known(worked.notation.loss_by_output(*unit), loss_by_output(worked), unit, inexact)


def too_small(worked: Worked) -> Iterator[Block]:
    """The remark on the units whose quotient is beyond the numbers, where there are any."""
    units = lost(worked)
    if units:
        what = "unit" if len(units) == 1 else "units"
        cause = "the denominator is" if len(units) == 1 else "the denominators are"
        yield say(
            f"At {what} {listed(units)} {cause} too small for {worked.precision}: the quotient is not finite, or "
            "has lost its digits. That does no harm: in the product with the next derivative the denominator "
            "cancels, and what remains needs no quotient."
        )


def weighted(weights: Array, logs: Array, entries: list[Node]) -> Node:
    """Σ weight · ln of what is given, of a weight of 1 the logarithm alone; shortened where it is long."""

    def term(i: int) -> Node:
        return entries[i] if weights[i] == 1 else times(Number(float(weights[i])), entries[i])

    return total(shortened(weights * logs, term))


def _loss_is(worked: Worked, *sides: Node) -> Equation:
    loss = worked.notation.losses()
    return Equation(equation(loss, *sides, Number(float(loss.array) + 0.0, loss.inexact)))


def _in_logarithms(worked: Worked, rule: Node, numbers: Node) -> Iterator[Block]:
    """ℓ by its rule and by the logarithms of numbers, and the remark on digits that they have and ℓ has lost."""
    yield _loss_is(worked, rule, numbers)
    remark = few_digits(numbers, float(worked.notation.losses().array), worked.precision)
    if remark:
        yield say(remark)


def _share(worked: Worked, i: int) -> Number:
    """ŷ of a unit in numbers."""
    return Number(float(worked.prediction()[i]), worked.case.inexact.activation(worked.top, worked.example, i))


# --- cross-entropy -----------------------------------------------------------------------------------------


def _cross_entropy(worked: Worked) -> Iterator[Block]:
    notation, target, logits = worked.notation, worked.target(), worked.logits()
    logs = np.maximum(log_prediction(worked.case, worked.example), -LARGEST)
    log = Known(logarithm(notation.activation(worked.top, "i")), logs, ("i",))
    rule = Negative(Sum("i", len(target), times(notation.targets("i"), log)))
    places = np.flatnonzero(target)
    if len(places) < len(target):
        yield say("Terms with ", notation.targets("i"), " = 0 are 0; with numbers they are left out.")
    if not lost(worked):
        rest = complement(worked.case, worked.example)
        entries = [logarithm(nearly_whole(_share(worked, i), float(rest[i]))) for i in places.tolist()]
        yield from _in_logarithms(worked, rule, Negative(weighted(target[places], logs[places], entries)))
        return
    shift = float(logits.max())
    mass = Number(float(np.exp(logits - shift).sum()), inexact=True)
    maximum = Symbol(MAXIMUM, np.array(shift))
    logit = notation.preactivation(worked.top, "i")
    power = Exponential(minus(notation.preactivation(worked.top, "j"), maximum))
    yield Equation(equation(worked.notation.losses(), rule))
    yield say("An output is too small for the numbers, but its logarithm is not, taken from the logits:")
    from_logits = plus(minus(logit, maximum), Negative(logarithm(Sum("j", len(target), power))))
    yield Equation(equation(log, from_logits), (("i", len(target)),))
    entries = [minus(Number(float(logits[i]) - shift), logarithm(mass)) for i in places]
    yield _loss_is(worked, Negative(weighted(target[places], logs[places], entries)))


def _cross_entropy_gradient(worked: Worked) -> Iterator[Block]:
    target, prediction, beyond_numbers = worked.target(), worked.prediction(), lost(worked)

    def quotient(i: int) -> Node:
        if target[i] == 0 and not np.isnan(prediction[i]):
            return ZERO
        below = worked.notation.activation(worked.top, i) if i in beyond_numbers else _share(worked, i)
        return Negative(over(Number(float(target[i])), below))

    rule = Negative(over(worked.notation.targets("i"), worked.notation.activation(worked.top, "i")))
    yield from _gradient(worked, rule, worked.column(len(target), quotient))


def _gradient(worked: Worked, rule: Node, numbers: Node) -> Iterator[Block]:
    """∂ℓ/∂ŷᵢ by its rule, then all of it with numbers; a quotient that is beyond them stays as it is."""
    values = loss_by_output(worked)

    def known(environment: Environment) -> Value:
        return scalar(float(values[environment["i"]]))

    with np.errstate(all="ignore"):
        safe = all(np.isfinite(rule.evaluate({"i": i})) for i in range(len(values)))
    written = rule if safe else Written(rule, known)
    yield Equation(equation(gradient_symbol(worked, "i"), written), (("i", len(values)),))
    whole = gradient_symbol(worked)
    yield Equation(equation(whole, numbers, *([] if lost(worked) else [worked.numbers(whole)])))
    yield from too_small(worked)


# --- binary cross-entropy ----------------------------------------------------------------------------------


def _binary_cross_entropy(worked: Worked) -> Iterator[Block]:
    notation, target, case, n = worked.notation, worked.target(), worked.case, worked.example
    logs, other_logs = log_prediction(case, n), log_complement(case, n)
    y, prediction = notation.targets("i"), notation.activation(worked.top, "i")
    log = Known(logarithm(prediction), logs, ("i",))
    other = Known(logarithm(minus(ONE, prediction)), other_logs, ("i",))
    rule = Negative(Sum("i", len(target), plus(times(y, log), times(minus(ONE, y), other))))
    if lost(worked):
        logit = notation.preactivation(worked.top, "i")
        bend = logarithm(plus(ONE, Exponential(Negative(Magnitude(logit)))))
        yield Equation(equation(worked.notation.losses(), rule))
        yield say("An output is too close to 0 or 1 for the numbers; the logits give the same sum:")
        yield _loss_is(worked, Sum("i", len(target), plus(largest(ZERO, logit), Negative(times(y, logit)), bend)))
        return
    if ((target == 0) | (target == 1)).any():
        yield say("With numbers, terms with a factor 0 are left out.")
    weights = np.stack([target, 1 - target], axis=-1).ravel()
    all_logs = np.stack([logs, other_logs], axis=-1).ravel()
    rest = complement(case, n)

    def share(place: int) -> Node:
        unit, of_rest = divmod(place, 2)
        of_unit = _share(worked, unit)
        if of_rest:
            return nearly_whole(Number(float(rest[unit]), of_unit.inexact), of_unit.value)
        return nearly_whole(of_unit, float(rest[unit]))

    places = np.flatnonzero(weights)
    entries = [logarithm(share(place)) for place in places.tolist()]
    yield from _in_logarithms(worked, rule, Negative(weighted(weights[places], all_logs[places], entries)))


def _binary_cross_entropy_gradient(worked: Worked) -> Iterator[Block]:
    notation, target = worked.notation, worked.target()
    others, beyond_numbers = complement(worked.case, worked.example), lost(worked)

    def quotients(i: int) -> Node:
        share, symbol = _share(worked, i), worked.notation.activation(worked.top, i)
        below: tuple[Node, Node] = (share, Number(float(others[i]), share.inexact))
        if i in beyond_numbers:
            below = (symbol, Known(minus(ONE, symbol), others, (i,)))
        first = Negative(over(Number(float(target[i])), below[0]))
        second = over(Number(float(1 - target[i])), below[1])
        if target[i] == 0:
            return second
        return first if target[i] == 1 else plus(first, second)

    y, output = notation.targets("i"), notation.activation(worked.top, "i")
    rest = Known(minus(ONE, output), others, ("i",))
    rule = plus(Negative(over(y, output)), over(minus(ONE, y), rest))
    yield from _gradient(worked, rule, worked.column(len(target), quotients))


# --- means over the outputs --------------------------------------------------------------------------------


def _mean_over_outputs(worked: Worked) -> Iterator[Block]:
    law, target, prediction = MEANS[worked.case.loss.name], worked.target(), worked.prediction()

    def term(i: int) -> Node:
        return law.term(minus(_share(worked, i), Number(float(target[i]))))

    s, terms = worked.notation, total(shortened(law.value(prediction - target), term))
    rule = law.loss(s.width(), len(target), s.activation(worked.top, "i"), s.targets("i"))
    yield _loss_is(worked, rule, averaged(terms, len(target)))


def _mean_over_outputs_gradient(worked: Worked) -> Iterator[Block]:
    law, s, top = MEANS[worked.case.loss.name], worked.notation, worked.top
    output, targets = worked.numbers(s.activation(top)), worked.numbers(s.targets())
    numbers = law.gradient_in_numbers(worked.outputs, output, targets)
    yield from _gradient(worked, law.gradient(s.width(), s.activation(top, "i"), s.targets("i")), numbers)


_PARTS: Mapping[str, LossParts] = {
    "cross_entropy": LossParts(_cross_entropy, _cross_entropy_gradient),
    "binary_cross_entropy": LossParts(_binary_cross_entropy, _binary_cross_entropy_gradient),
}


def parts_of(loss: str) -> LossParts:
    """What is written about the loss of that name."""
    return _PARTS.get(loss, LossParts(_mean_over_outputs, _mean_over_outputs_gradient))
