"""What a run of training will cost: estimated from its sizes before it begins, and held to the limits."""

from dataclasses import dataclass

from ...errors import too_large
from ...settings import Settings
from ..arrays import Encoding
from ..network.costs import ELEMENTWISE, INTERMEDIATES, LIST_BYTES, Sizes

UPDATE = 20
"""Operations for each parameter in an update, with what watches over it."""
COPIES = 12
"""Arrays of the size of the parameters that are held: present and past ones, gradients, the optimizer's state."""
MOST_IN_A_BLOCK = 32
BLOCK_FLOPS = 2_000_000
"""Of the analyses that are made in one go: where there are more, calling NumPy costs little beside them."""
STEP_BYTES, LAYER_BYTES, HINGE_BYTES = 300, 90, 160
"""Of the JSON of a recorded step, of each layer in it, and of a unit's hinge line in a surface."""
CHANGE_BYTES = 450
"""Of the event of a death or a revival."""
SNAPSHOT_BYTES, SNAPSHOT_LAYER_BYTES, EXAMPLE_BYTES = 500, 800, 5
"""Of the names around the numbers of a snapshot and of each layer in it, and of the index of an example."""


@dataclass(frozen=True, slots=True)
class RunSizes:
    """How large a run is: the probe batch's sizes, and how many steps of what kind there are.

    `batch` counts the examples of an update; `surface` the points of a side, 0 for none; `kinks` those of a unit of
    the first layer. `encoding` is None where there are no snapshots.
    """

    probe: Sizes
    examples: int
    batch: int
    steps: int
    recorded: int
    encoding: Encoding | None
    max_cells: list[int] | None
    surface: int
    kinks: int
    itemsize: int

    @property
    def layers(self) -> int:
        return len(self.probe.units) - 1

    @property
    def block(self) -> int:
        """How many steps are measured together."""
        return max(1, min(MOST_IN_A_BLOCK, BLOCK_FLOPS // self.probe.flops))

    @property
    def flops(self) -> int:
        """Operations of the updates, of probing each step and of measuring the recorded ones."""
        update = Sizes(self.probe.units, self.batch).flops + UPDATE * self.probe.parameters
        probing = self.probe.examples * (2 * self.probe.weights + ELEMENTWISE * sum(self.probe.units))
        return self.steps * (update + probing) + self.recorded * self.probe.flops

    def snapshot_flops(self, snapshots: int) -> int:
        """Operations of analyses of one example and of surfaces."""
        points = self.surface**2 * (2 * self.probe.weights + ELEMENTWISE * sum(self.probe.units))
        return snapshots * (self.probe.flops + points)

    @property
    def working_bytes(self) -> int:
        """Bytes of all that is held at once."""
        stepping = COPIES * self.probe.parameters + INTERMEDIATES * self.batch * sum(self.probe.units)
        data = (self.examples + 2 * self.probe.examples) * sum(self.probe.units)
        return self.itemsize * (stepping + data) + self.block * self.probe.working_bytes(self.itemsize)

    @property
    def steps_bytes(self) -> int:
        """Bytes of all recorded steps as they are told."""
        return self.recorded * (STEP_BYTES + LAYER_BYTES * self.layers + sum(self.probe.units[1:]))

    @property
    def snapshot_bytes(self) -> int:
        """Bytes of one snapshot, its surface included."""
        if self.encoding is None:
            return 0
        analysis = self.probe.answer_bytes(self.encoding, self.itemsize, self.max_cells)
        number = LIST_BYTES if self.encoding == "list" else 11
        names = SNAPSHOT_BYTES + self.layers * (SNAPSHOT_LAYER_BYTES + EXAMPLE_BYTES * self.probe.examples)
        points = 2 * number * self.surface * (self.surface + 1)
        hinges = HINGE_BYTES * self.kinks * self.probe.units[1] if self.surface else 0
        return analysis + names + points + hinges


def hold_run_to_limits(sizes: RunSizes, settings: Settings) -> None:
    """Raises TooLarge with the estimate, the limit and its setting for the first limit that a run passes, whatever
    its snapshots are."""
    told = "with a larger record_every there are fewer"
    estimates = (
        ("steps", sizes.steps, settings.max_steps, "max_steps"),
        (f"recorded steps ({told})", sizes.recorded, settings.max_recorded_steps, "max_recorded_steps"),
        (
            f"estimated bytes of the recorded steps ({told})",
            sizes.steps_bytes,
            settings.max_answer_bytes,
            "max_answer_bytes",
        ),
        ("estimated bytes of a snapshot", sizes.snapshot_bytes, settings.max_answer_bytes, "max_answer_bytes"),
        (
            "estimated floating-point operations of the run",
            sizes.flops,
            settings.max_train_flops,
            "max_train_flops",
        ),
        (
            "estimated bytes of memory of the run",
            sizes.working_bytes,
            settings.max_working_bytes,
            "max_working_bytes",
        ),
    )
    for what, estimate, limit, setting in estimates:
        if estimate > limit:
            raise too_large(what, estimate, limit, setting)


def affordable_changes(sizes: RunSizes, settings: Settings) -> int:
    """How many deaths and revivals are told at most: as many as the settings allow, as far as their bytes have room
    beside the recorded steps; at least two."""
    room = settings.max_answer_bytes - sizes.steps_bytes
    return max(2, min(settings.max_life_changes, room // CHANGE_BYTES))


def affordable_snapshots(sizes: RunSizes, settings: Settings) -> int:
    """How many snapshots keep within their budget of bytes and within what is left of the operations; at least two,
    the first and the last."""
    by_bytes = settings.snapshot_bytes // max(1, sizes.snapshot_bytes)
    by_flops = (settings.max_train_flops - sizes.flops) // sizes.snapshot_flops(1)
    return max(2, min(by_bytes, by_flops))


def hold_snapshots_to_limits(sizes: RunSizes, snapshots: int, settings: Settings) -> None:
    """Raises TooLarge for more snapshots than can be had, that were asked for by number."""
    if snapshots > affordable_snapshots(sizes, settings):
        total = sizes.snapshot_bytes * snapshots
        if total > settings.snapshot_bytes:
            what = f"estimated bytes of {snapshots:,} snapshots"
            raise too_large(what, total, settings.snapshot_bytes, "snapshot_bytes")
        flops = sizes.flops + sizes.snapshot_flops(snapshots)
        raise too_large(
            f"estimated floating-point operations of the run with {snapshots:,} snapshots",
            flops,
            settings.max_train_flops,
            "max_train_flops",
        )
