"""The whole worked solution of one network and one example, in the order of the exercise."""

from dataclasses import dataclass

import numpy as np

from ..laws.analyzed import Analyzed
from ..text.document import Block, Section
from ..text.wording import loss_words
from .backward import batch, delta_hidden, gradients
from .blocked import blocked
from .forward import forward, given, output
from .losses import parts_of
from .output import delta_output, jacobian
from .worked import Worked, worked

MOST_SIZES = 6
"""Layers whose sizes a title names."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """A worked solution: its title, the example that it is about, and its sections in order."""

    title: str
    example: int
    sections: tuple[Section, ...]


def derive(case: Analyzed, example: int) -> Derivation:
    """The worked solution of one example of a case, whose analysis is of the whole batch (`case.example` None).

    What left the finite numbers is shown as it is, with a remark on where the numbers stop. Raises IndexError for
    an example outside the batch.
    """
    with np.errstate(all="ignore"):
        it = worked(case, example)
        sections = [given(it), forward(it), output(it), *_loss(it), jacobian(it), delta_output(it)]
        sections.append(gradients(it, case.top))
        for layer in range(case.top - 1, 0, -1):
            sections += [delta_hidden(it, layer), gradients(it, layer)]
        sections.append(blocked(it))
        if case.examples > 1:
            sections.append(batch(it))
    return Derivation(_title(case), example, tuple(sections))


def _title(case: Analyzed) -> str:
    sizes = [case.width(layer) for layer in range(case.top + 1)]
    network = f"a {'-'.join(map(str, sizes))} network"
    if len(sizes) > MOST_SIZES:
        network = f"a network of {case.top} layers"
    return f"Backpropagation through {network}, worked out"


def _loss(it: Worked) -> tuple[Section, Section]:
    """ℓ and ∂ℓ/∂ŷ."""
    parts = parts_of(it.case.loss.name)
    blocks: list[Block] = [*parts.loss(it), *it.stopped("losses", it.top, it.notation.losses())]
    return (
        Section("loss", loss_words(it.case.loss).capitalize(), tuple(blocks)),
        Section(
            "loss_gradient", "The derivative of the loss with respect to the output", tuple(parts.gradient(it))
        ),
    )
