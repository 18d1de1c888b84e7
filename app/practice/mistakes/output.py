"""Mistakes in the error signals δ⁽ᴸ⁾ of the output.

n example, o output unit. A squared error leaves φ′ in, the entropies cancel it.
"""

from collections.abc import Iterator

import numpy as np

from ...engine.analysis.case import Case
from ...engine.arrays import Array
from ..sheet.sheet import Sheet
from ..sheet.symbols import symbol
from .attempts import Attempt, told


def target_missing(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """δ⁽ᴸ⁾ = ŷ; for a squared error with or without its factor and φ′."""
    case = sheet.case
    if layer != case.top:
        return
    prediction = sheet.value("activation", layer)
    ways: list[tuple[str, Array]] = [("ŷ", prediction)]
    if case.loss.quadratic:
        derivative, factor = sheet.value("derivative", layer), f"(2/{case.width(layer)}) "
        slope = symbol("derivative", layer, case.top)
        scaled = prediction * prediction.dtype.type(2 / case.width(layer))
        ways += [(f"ŷ ⊙ {slope}", prediction * derivative), (f"{factor}ŷ", scaled)]
        ways += [(f"{factor}ŷ ⊙ {slope}", scaled * derivative)]
    for written, array in ways:
        yield Attempt(array, told(case, quantity, layer, f"The target y is missing; this is {written}"))


def class_shifted(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """δ⁽ᴸ⁾ with the class of each example off by one, up or down."""
    case = sheet.case
    if layer != case.top or not is_one_hot(case.batch.targets):
        return
    for how, shifted in shifted_classes(case).items():
        done = f"The class of every example is {how} (are the classes counted from 0?)"
        for signal in _signals(sheet, shifted):
            yield Attempt(sheet.through(signal, layer), told(case, quantity, layer, done))


def shifted_classes(case: Case) -> dict[str, Array]:
    """The targets (n, o), one-hot, with each class off by one, by how far it is.

    The last class is followed by the first (two are off one way then), or by none: where a class leaves the others,
    its row is zeros. Of rows that are all zeros nothing is told; there the target is missing.
    """
    targets = case.batch.targets
    shifts = {"one too high": 1, "one too low": -1} if case.width(case.top) > 2 else {"off by one": 1}
    found = {how: np.roll(targets, shift, axis=-1) for how, shift in shifts.items()}
    up, down = np.zeros_like(targets), np.zeros_like(targets)
    up[:, 1:], down[:, :-1] = targets[:, :-1], targets[:, 1:]
    for how, shifted in (
        ("one too high, with none beyond the last one", up),
        ("one too low, with none before the first", down),
    ):
        if shifted.any() and not shifted.any(axis=-1).all():
            found[how] = shifted
    return found


def _signals(sheet: Sheet, targets: Array) -> Iterator[Array]:
    """What the loss sends down for these targets; of a row of zeros the softmax's ŷ Σy − y is 0, and ŷ − y is ŷ."""
    yield sheet.signal(targets)
    softmax = not sheet.case.layer(sheet.case.top).activation.row.elementwise
    if softmax and not targets.any(axis=-1).all():
        yield sheet.value("activation", sheet.case.top) - targets


def jacobian_missing(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """δ⁽ᴸ⁾ = ∂ℓ/∂ŷ, where softmax or sigmoid still has to be differentiated."""
    case = sheet.case
    if layer != case.top or case.has_factor(layer):
        return
    whose, written = "the softmax's Jacobian", "−y/ŷ"
    if case.layer(layer).activation.row.elementwise:
        whose, written = "φ′ of the sigmoid", "−y/ŷ + (1 − y)/(1 − ŷ)"
    done = f"This is ∂ℓ/∂ŷ = {written} alone, without {whose}"
    yield Attempt(loss_gradient(sheet), told(case, quantity, layer, done))


def jacobian_diagonal_only(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """δ⁽ᴸ⁾ = −y/ŷ · ŷ(1 − ŷ) = −y (1 − ŷ), from the diagonal of the softmax's Jacobian alone."""
    case = sheet.case
    if layer != case.top or case.layer(layer).activation.row.elementwise:
        return
    array = -case.batch.targets * (1 - sheet.value("activation", layer))
    done = "Only the diagonal ŷᵢ (1 − ŷᵢ) of the softmax's Jacobian was used, without its entries −ŷᵢ ŷⱼ beside it"
    yield Attempt(array, told(case, quantity, layer, done))


def output_derivative_added(sheet: Sheet, quantity: str, layer: int) -> Iterator[Attempt]:
    """δ⁽ᴸ⁾ = (ŷ − y) ⊙ ŷ(1 − ŷ), although the entropy cancels the derivative of its output."""
    case = sheet.case
    if layer != case.top or case.has_factor(layer):
        return
    prediction = sheet.value("activation", layer)
    which = "binary cross-entropy" if case.layer(layer).activation.row.elementwise else "cross-entropy"
    done = f"The derivative ŷ (1 − ŷ) of the output was multiplied in, but the {which} cancels it"
    yield Attempt(sheet.signal() * prediction * (1 - prediction), told(case, quantity, layer, done))


def loss_gradient(sheet: Sheet) -> Array:
    """∂ℓ/∂ŷ (n, o) of the entropies; infinite where ŷ has underflowed, 0 where the term has no weight."""
    targets, prediction = sheet.case.batch.targets, sheet.value("activation", sheet.case.top)
    gradient: Array = -_quotient(targets, prediction)
    if sheet.case.layer(sheet.case.top).activation.row.elementwise:
        gradient = gradient + _quotient(1 - targets, 1 - prediction)
    return gradient


def _quotient(weight: Array, probability: Array) -> Array:
    """weight / probability, and 0 where the weight is 0."""
    return np.where(weight == 0, weight, weight / probability)


def is_one_hot(targets: Array) -> bool:
    """Is each row of targets (n, o) a class of several?"""
    return targets.shape[-1] > 1 and bool(((targets == 0) | (targets == 1)).all() and (targets.sum(-1) == 1).all())
