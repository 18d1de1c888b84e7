"""Write docs/tables.md: every name that a request may take, with its formula, from the tables of the code.

python -m tools.tables            (make types)
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from app.engine.network.quantities import QUANTITIES
from app.presets.explore import PRESETS
from app.wire.catalogue import (
    ParameterEntry,
    activations,
    datasets,
    initializers,
    losses,
    optimizers,
    schedules,
)

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "tables.md"
HEAD = """\
# What a request may name

Every name with its formula, made from the tables of the code by `make types`; a test compares. The same tables are
answered as JSON by `GET /api/v1/activations`, `losses`, `initializers`, `optimizers`, `schedules`, `datasets` and
`presets`.
"""


def document() -> str:
    """The text of docs/tables.md for the tables as they are now."""
    return HEAD + "".join(chain.from_iterable(_section(*each) for each in _sections()))


def _sections() -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Title, heads and rows of each table."""
    yield (
        "Activations",
        ("name", "φ(z̃)", "φ′(z̃)", "parameters", "weights are usually drawn from"),
        [
            (
                f"`{row.name}`",
                row.formula,
                row.derivative,
                _parameters(_defaults(row.parameters)),
                f"`{row.default_initializer}`",
            )
            for row in activations()
        ],
    )
    yield (
        "Losses",
        ("name", "of an example", "output", "targets"),
        [
            (f"`{row.name}`", row.formula, f"`{row.output_activation or 'any but softmax'}`", row.targets)
            for row in losses()
        ],
    )
    yield (
        "Initializers",
        ("name", "weights", "`scale`", "source"),
        [(f"`{row.name}`", row.formula, row.scale or "", row.source) for row in initializers()],
    )
    yield (
        "Optimizers",
        ("name", "update", "hyperparameters", "source"),
        [
            (
                f"`{row.name}`",
                row.formula,
                _parameters(
                    [("learning_rate", row.learning_rate), *((h.name, h.default) for h in row.hyperparameters)]
                ),
                row.source,
            )
            for row in optimizers()
        ],
    )
    yield (
        "Learning-rate schedules",
        ("name", "factor", "hyperparameters"),
        [(f"`{row.name}`", row.formula, _parameters(_defaults(row.hyperparameters))) for row in schedules()],
    )
    yield (
        "Data sets",
        ("name", "is", "examples", "inputs"),
        [
            (f"`{row.name}`", row.description, f"{row.default_size}{up_to(row.max_size)}", str(len(row.features)))
            for row in datasets()
        ],
    )
    yield (
        "Quantities",
        ("name", "symbol", "is", "one number for each"),
        [
            (f"`{row.name}`", f"{row.before}{row.letter}", row.words, BELONG[row.axes.value])
            for row in QUANTITIES.values()
        ],
    )
    yield (
        "Presets",
        ("name", "title", "shows"),
        [(f"`{row.name}`", row.title, row.description) for row in PRESETS],
    )


BELONG = {"example": "example and unit", "input": "unit and input of it", "unit": "unit"}


def up_to(most: int | None) -> str:
    return "" if most is None else f", up to {most}"


def _defaults(known: Iterable[ParameterEntry]) -> list[tuple[str, float]]:
    return [(each.name, each.default) for each in known]


def _parameters(known: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"`{name}` ({default:g})" for name, default in known)


def _section(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"\n## {title}\n\n"
    for cells in (heads, ("---",) * len(heads), *rows):
        yield f"| {' | '.join(str(cell).replace('|', '&#124;') for cell in cells)} |\n"


if __name__ == "__main__":
    sys.exit(TARGET.write_text(document(), encoding="utf-8") == 0)
