"""What a request will cost: estimated from its sizes before anything is allocated, and held to the limits."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...errors import too_large
from ...settings import Settings
from ..arrays import Encoding

MATRIX_PRODUCTS = 6
"""Operations for each weight and example: a multiplication and an addition in each of three products."""
ELEMENTWISE = 40
"""Operations for each unit and example in the activations, their derivatives and the neuron states."""
QR = 20
"""Operations of a QR factorisation over max(m, n) · min(m, n)²; more than it has, since it runs slower."""
INTERMEDIATES = 6
"""Arrays of the size of a layer's activations that are held at once: z̃, z, φ′, δ and two temporary ones."""
LIST_BYTES = 21
"""Of a number with its comma in a nested list: seventeen digits, a sign, a point and an exponent at the most."""
NEURON_BYTES = 260
"""Of the JSON object of one neuron."""
SENTENCES_BYTES = 1200
"""Of the sentences on it, which are longest for a dead one."""
SENTENCES_FLOPS = 20_000
"""What writing them takes, in operations."""
SPARSITY_BYTES = 200
"""Of the JSON object of one layer's sparsity, and of that of all layers."""
PAIRWISE = 60
"""Operations for each pair of examples and layer that their cosines take beside the products, and sending them."""
PAIR_ARRAYS = 4
"""Arrays of examples × examples that their cosines take at once."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes d₀ … d_L of the layers with the input's first, the number of examples, the shapes of the weights
    that an initializer draws through a QR factorisation, and whether the answer has interference and sparsity, and
    sentences."""

    units: tuple[int, ...]
    examples: int
    factorised: tuple[tuple[int, int], ...] = ()
    interference: bool = False
    sentences: bool = False

    @property
    def weights(self) -> int:
        return sum(below * above for below, above in zip(self.units, self.units[1:], strict=False))

    @property
    def parameters(self) -> int:
        return self.weights + sum(self.units[1:])

    @property
    def activations(self) -> int:
        """Entries of all layers' activations, the input's among them."""
        return self.examples * sum(self.units)

    @property
    def flops(self) -> int:
        """Floating-point operations of one analysis, the drawing of its weights included."""
        drawn = QR * sum(max(shape) * min(shape) ** 2 for shape in self.factorised)
        passes = MATRIX_PRODUCTS * self.examples * self.weights + ELEMENTWISE * self.activations
        written = SENTENCES_FLOPS * sum(self.units[1:]) if self.sentences else 0
        return passes + drawn + written + (self._interference_flops if self.interference else 0)

    @property
    def _interference_flops(self) -> int:
        """Operations of the cosines between all examples: two products of examples × examples for each layer."""
        terms = sum(below + 1 + above for below, above in zip(self.units, self.units[1:], strict=False))
        return self.examples**2 * (2 * terms + PAIRWISE * (len(self.units) - 1))

    def working_bytes(self, itemsize: int) -> int:
        """Bytes of all arrays that an analysis holds at once."""
        entries = INTERMEDIATES * self.activations + 4 * self.parameters
        if self.interference:
            entries += PAIR_ARRAYS * self.examples**2 + 4 * (self.activations + self.examples * len(self.units))
        return itemsize * entries

    def answer_bytes(self, encoding: Encoding, itemsize: int, max_cells: Sequence[int] | None) -> int:
        """Bytes of the answer to an analysis."""
        cells = _cells(self.examples, self.units[0], max_cells) + _cells(self.examples, self.units[-1], max_cells)
        for below, above in zip(self.units, self.units[1:], strict=False):
            cells += 4 * _cells(self.examples, above, max_cells)
            cells += 2 * (_cells(above, below, max_cells) + _cells(above, 1, max_cells))
        objects = (NEURON_BYTES + SENTENCES_BYTES * self.sentences) * sum(self.units[1:])
        if self.interference:
            cells += _cells(self.examples, self.examples, max_cells)
            objects += SPARSITY_BYTES * len(self.units)
        number = LIST_BYTES if encoding == "list" else -(-itemsize * 4 // 3)
        return number * (cells + self.examples) + objects


def _cells(rows: int, columns: int, max_cells: Sequence[int] | None) -> int:
    """Cells of a matrix as sent."""
    if max_cells is None:
        return rows * columns
    return min(rows, max_cells[0]) * min(columns, max_cells[1])


def hold_to_limits(
    sizes: Sizes, settings: Settings, *, encoding: Encoding | None, itemsize: int, max_cells: Sequence[int] | None
) -> None:
    """Raises TooLarge with the estimate, the limit and its setting for the first limit that is passed.

    `encoding` is None where the arrays are not sent.
    """
    units, features = max(sizes.units[1:]), sizes.units[0]
    estimates = (
        ("layers", len(sizes.units) - 1, settings.max_layers, "max_layers"),
        ("units of a layer", units, settings.max_units, "max_units"),
        ("input features", features, settings.max_units, "max_units"),
        ("parameters", sizes.parameters, settings.max_parameters, "max_parameters"),
        ("examples", sizes.examples, settings.max_batch, "max_batch"),
        ("estimated floating-point operations", sizes.flops, settings.max_flops, "max_flops"),
        (
            "estimated bytes of memory",
            sizes.working_bytes(itemsize),
            settings.max_working_bytes,
            "max_working_bytes",
        ),
        (
            "estimated bytes of the answer",
            sizes.answer_bytes(encoding, itemsize, max_cells) if encoding else 0,
            settings.max_answer_bytes,
            "max_answer_bytes",
        ),
    )
    for what, estimate, limit, setting in estimates:
        if estimate > limit:
            raise too_large(what, estimate, limit, setting)
