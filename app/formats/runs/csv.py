"""A run of training as a table: one row for each recorded step, as RFC 4180 wants it."""

from collections.abc import Iterable, Iterator
from math import isnan

from ...engine.analysis.interference import interference, summary
from ...engine.analysis.status import DEAD, STARVED
from ...engine.training.recording import Recorded

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
Cell = float | int | None


class RunTable:
    """Writes the rows of a run of so many layers.

    Columns: step, loss, accuracy, learning_rate; of each layer l gradient_norm_l, then update_ratio_l, dead_l and
    starved_l likewise; with `interference` also mean_cosine and conflicting. What is not known is empty; what is
    not finite is NaN, Infinity or -Infinity.
    """

    def __init__(self, layers: int, *, interference: bool) -> None:
        self.layers = layers
        self.interference = interference

    def header(self) -> str:
        """The row of the columns' names."""
        groups = ("gradient_norm", "update_ratio", "dead", "starved")
        names = ["step", "loss", "accuracy", "learning_rate"]
        names += [f"{group}_{layer}" for group in groups for layer in range(1, self.layers + 1)]
        return _line([*names, *(("mean_cosine", "conflicting") if self.interference else ())])

    def row(self, recorded: Recorded) -> str:
        """The row of a recorded step."""
        return _line(_written(cell) for cell in self._cells(recorded))

    def _cells(self, recorded: Recorded) -> Iterator[Cell]:
        analysis = recorded.analysis
        yield recorded.step
        yield float(analysis.loss)
        yield None if analysis.accuracy is None else float(analysis.accuracy)
        yield recorded.learning_rate
        yield from (float(norm) for norm in analysis.gradient_norms)
        yield from recorded.update_ratios
        for status in (DEAD, STARVED):
            yield from (int((facts.status == status).sum()) for facts in analysis.neurons)
        if self.interference:
            told = summary(interference(analysis))
            for share in (told.mean_cosine, told.conflicting):
                yield float(share) if told.pairs else None


def _line(cells: Iterable[str]) -> str:
    return ",".join(cells) + "\r\n"


def _written(cell: Cell) -> str:
    """A number as it reads back the same; empty for none."""
    if cell is None:
        return ""
    if isinstance(cell, float) and isnan(cell):
        return "NaN"
    return repr(cell).replace("inf", "Infinity")
