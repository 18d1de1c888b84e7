"""Explaining a number: one rule for each quantity of the contract.

To explain a new quantity, add a row to `quantities.QUANTITIES` and its rule to `RULES`.
"""

from collections.abc import Callable, Mapping

import numpy as np

from ..laws.analyzed import Analyzed
from ..laws.notation import Notation
from .backward import bias_gradient, delta, gradient_norm, weight_gradient
from .explanation import Draft, Explanation
from .forward import activation, derivative, given, preactivation
from .loss import accuracy, gradient_of_loss, jacobian, loss
from .losses import losses
from .quantities import symbol_of, value_of, words_of
from .scene import Scene
from .target import Target

RULES: Mapping[str, Callable[[Scene], None]] = {
    "input": given,
    "targets": given,
    "weights": given,
    "bias": given,
    "preactivation": preactivation,
    "activation": activation,
    "derivative": derivative,
    "losses": losses,
    "loss": loss,
    "loss_gradient": gradient_of_loss,
    "jacobian": jacobian,
    "delta": delta,
    "weight_gradient": weight_gradient,
    "bias_gradient": bias_gradient,
    "gradient_norm": gradient_norm,
    "accuracy": accuracy,
}
"""How each quantity is explained, by its name on the wire."""


def explain(case: Analyzed, target: Target) -> Explanation:
    """A number of the case with its steps and the cells that it was made from.

    Raises IndexError for a place outside the array, and LookupError for what this network does not have: a
    derivative of a softmax, an accuracy of soft targets.
    """
    with np.errstate(all="ignore"):
        value = value_of(case, target)
        draft = Draft(target, symbol_of(case, target), words_of(case, target), value)
        scene = Scene(case, target.place, Notation(case, target.place.example), draft)
        RULES[target.quantity](scene)
        if not np.isfinite(value):
            _tell_where_it_began(scene)
        return draft.finished()


def _tell_where_it_began(scene: Scene) -> None:
    """The sentence on a number that is none: which quantity left the finite numbers first."""
    fault = scene.case.analysis.non_finite
    if fault is not None:
        first = f"{fault.quantity.replace('_', ' ')} of layer {fault.layer}"
        scene.note(
            f"This number is not finite. The first to leave what {scene.precision} holds is the {first}; what is "
            "made from it says nothing about the gradient."
        )
