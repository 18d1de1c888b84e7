"""What fully determines a run of training."""

from dataclasses import dataclass

from ..network.losses import Loss, Reduction
from ..network.network import Batch, Network
from .optimizers import Optimizer
from .schedules import Schedule


@dataclass(frozen=True, slots=True)
class Training:
    """Network and data before the first step, and how they are trained.

    batch_size: None for the full batch, else from 1 to N; the examples are shuffled anew for each epoch by `seed`,
    and the last batch of an epoch is the smaller rest. A batch of all N is the full batch, in its own order.
    clip_norm: None, or the norm that gradients are clipped to. The probe batch is the first `probe_examples` of the
    data (all of it where it has no more). Network and data are of one precision and have no network axis.
    """

    network: Network
    data: Batch
    loss: Loss
    reduction: Reduction
    optimizer: Optimizer
    schedule: Schedule
    clip_norm: float | None
    steps: int
    batch_size: int | None
    seed: int
    probe_examples: int

    @property
    def examples(self) -> int:
        """N, of all the data."""
        return int(self.data.inputs.shape[0])

    @property
    def examples_of_update(self) -> int:
        """How many an update sees, but for the rest of an epoch."""
        return self.examples if self.batch_size is None else self.batch_size


def probe_batch(training: Training) -> Batch:
    """The first `probe_examples` of the data."""
    inputs, targets = training.data.inputs, training.data.targets
    return Batch(inputs[: training.probe_examples], targets[: training.probe_examples])
