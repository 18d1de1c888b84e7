"""What is explained: a case together with its analysis."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property

from ...engine.analysis.analysis import Analysis, analysis_of
from ...engine.analysis.case import Case
from ...engine.analysis.passes import LayerTrace
from ...engine.arrays import Array
from ..equations.short import short_numbers
from .inexact import InexactNumbers


@dataclass(frozen=True)
class Analyzed(Case):
    """A case (no leading network axis) and its analysis."""

    analysis: Analysis = field(kw_only=True)

    def traced(self, layer: int) -> LayerTrace:
        """The quantities of layer l from 1 to L."""
        return self.analysis.layers[layer - 1]

    def below(self, layer: int) -> Array:
        """z⁽ˡ⁻¹⁾ (n, i), what goes into layer l."""
        return self.traced(layer - 1).activation if layer > 1 else self.batch.inputs

    @cached_property
    def inexact(self) -> InexactNumbers:
        """Which numbers of the analysis only look exact."""
        return InexactNumbers(self, self.analysis)

    def short_numbers(self) -> AbstractContextManager[None]:
        """While it lasts, its numbers are printed as short fractions and logarithms where they are such."""
        return short_numbers(self.network, self.batch, self.traced(self.top).preactivation)


def analyzed(case: Case) -> Analyzed:
    """The case with its analysis. Raises IndexError for an example outside the batch."""
    parts = case.network, case.batch, case.loss, case.reduction, case.example
    return Analyzed(*parts, analysis=analysis_of(case))
