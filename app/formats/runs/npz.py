"""A run of training as NumPy arrays in one file, to be read with `numpy.load` and no pickle.

t recorded step, s snapshot, l layer, n example, i input unit, o output unit. The archive is not compressed: what is
learnt hardly shrinks, and packing it would often take longer than the run.
"""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ...engine.analysis.status import DEAD, STARVED
from ...engine.arrays import Array
from ...engine.network.network import Batch, Network
from ...engine.network.quantities import QUANTITIES
from ...engine.training.recording import Recorded, Whole
from .. import FORMAT

MEDIA_TYPE = "application/octet-stream"
"""And not application/zip, which some browsers unpack as it arrives."""

Named = Iterator[tuple[str, ArrayLike]]


class RunArrays:
    """Gathers the arrays of a run.

    Of the recorded steps: steps (t), loss (t), accuracy (t), learning_rate (t); gradient_norm, update_ratio, dead
    and starved (t, l); status_1 … status_L (t, o), codes in the order of `Status`. NaN is what is not known.

    Of the snapshots: snapshot_steps (s), and by the names of the sheet W_0 … (s, o, i), b_0 … (s, o), grad_W_0 …
    and grad_b_0 … likewise, z_tilde_1 …, z_1 …, phi_prime_1 … (none for softmax) and delta_1 … (s, n, o). They are
    of the probe batch, with inputs z_0 (n, i) and targets y (n, o).

    Of the network: activation_function (l) and activation_parameters (l), the latter as JSON objects, or null.
    format () is the number of this form (see `app.formats.FORMAT`).
    """

    def __init__(self) -> None:
        self.steps: dict[str, list[Array]] = {}
        self.snapshots: dict[str, list[Array]] = {}

    def add_step(self, recorded: Recorded) -> None:
        """A recorded step."""
        _append(self.steps, _of_step(recorded))

    def add_snapshot(self, whole: Whole) -> None:
        """A step as a whole."""
        _append(self.snapshots, _of_snapshot(whole))

    def content(self, network: Network, probe: Batch, reason: str) -> bytes:
        """The file; `reason` says in a word why the run ended."""
        arrays: dict[str, Any] = {"format": np.array(FORMAT), "reason": np.array(reason)}
        arrays |= {"z_0": probe.inputs, "y": probe.targets}
        arrays |= _of_network(network)
        arrays |= {name: np.stack(rows) for name, rows in (self.steps | self.snapshots).items()}
        file = BytesIO()
        np.savez(file, **arrays)
        return file.getvalue()


def _of_network(network: Network) -> Mapping[str, Array]:
    activations = [layer.activation for layer in network.layers]
    parameters = [json.dumps(dict(activation.values) or None) for activation in activations]
    return {
        "activation_function": np.array([activation.name for activation in activations]),
        "activation_parameters": np.array(parameters),
    }


def _append(columns: dict[str, list[Array]], row: Named) -> None:
    """Add copies, since a view would keep the whole stack that was measured with it."""
    for name, value in row:
        columns.setdefault(name, []).append(np.array(value))


def _of_step(recorded: Recorded) -> Named:
    analysis = recorded.analysis
    yield "steps", recorded.step
    yield "loss", analysis.loss
    yield "accuracy", np.nan if analysis.accuracy is None else analysis.accuracy
    yield "learning_rate", np.nan if recorded.learning_rate is None else recorded.learning_rate
    yield "gradient_norm", [float(norm) for norm in analysis.gradient_norms]
    yield "update_ratio", [np.nan if ratio is None else ratio for ratio in recorded.update_ratios]
    for name, status in (("dead", DEAD), ("starved", STARVED)):
        yield name, [int((facts.status == status).sum()) for facts in analysis.neurons]
    for number, facts in enumerate(analysis.neurons, start=1):
        yield f"status_{number}", facts.status


def _of_snapshot(whole: Whole) -> Named:
    yield "snapshot_steps", whole.step
    for number, layer in enumerate(whole.analysis.layers, start=1):
        for quantity in QUANTITIES.values():
            array: Array | None = getattr(layer, quantity.name)
            if array is not None:
                yield f"{quantity.file}_{number - quantity.below}", array
