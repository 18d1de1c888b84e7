"""From a train request to the engine's run: what is asked for, checked and held to the limits."""

from dataclasses import dataclass

import numpy as np

from ...engine.descent.optimizers import Optimizer
from ...engine.descent.schedules import Schedule
from ...engine.training.recording import Recording, is_recorded, recorded_count, spread
from ...engine.training.training import Training
from ...errors import MAX_FIELD_ERRORS, FieldError
from ...settings import Settings
from ...validation import outside
from ..network.costs import Sizes
from ..network.data import DataPlan, plan_data
from ..network.plan import Plan, plan
from ..network.transposes import fitting
from .costs import RunSizes, affordable_changes, affordable_snapshots, hold_run_to_limits, hold_snapshots_to_limits
from .hyperparameters import plan_optimizer, plan_schedule
from .request import TrainRequest


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """A train request whose parts fit together and that keeps within the limits; nothing is computed yet.

    `snapshot_steps` are those of the recorded steps that are sent whole; of the deaths and revivals the first
    `changes` are told.
    """

    request: TrainRequest
    analysis: Plan
    optimizer: Optimizer
    schedule: Schedule
    sizes: RunSizes
    snapshot_steps: tuple[int, ...]
    changes: int

    def build(self) -> Recording:
        """The numbers. Raises InvalidRequest for values that do not fit the loss or the precision."""
        case, request = self.analysis.build(), self.request
        training = Training(
            network=case.network,
            data=case.batch,
            loss=case.loss,
            reduction=case.reduction,
            optimizer=self.optimizer,
            schedule=self.schedule,
            clip_norm=request.clip_norm,
            steps=request.steps,
            batch_size=request.batch_size,
            seed=request.seed,
            probe_examples=self.sizes.probe.examples,
        )
        whole = frozenset(self.snapshot_steps)
        return Recording(training, request.record_every, whole, self.changes, request.example, self.sizes.block)


def plan_training(request: TrainRequest, settings: Settings) -> TrainingPlan:
    """Checks that a train request fits together and keeps within the limits.

    Raises InvalidRequest (422) with a pointer to each culprit, TooLarge (413) with estimate and limit.
    """
    errors: list[FieldError] = []
    optimizer = plan_optimizer(request.optimizer, errors)
    schedule = plan_schedule(request.schedule, errors)
    _check_fields(request, settings, errors)
    analysis = plan(request, settings, sends_arrays=False, beside=errors)
    assert optimizer is not None
    assert schedule is not None
    sizes = _sizes(request, analysis, min(analysis.sizes.examples, settings.probe_examples))
    hold_run_to_limits(sizes, settings)
    return TrainingPlan(
        request=request,
        analysis=analysis,
        optimizer=optimizer,
        schedule=schedule,
        sizes=sizes,
        snapshot_steps=_snapshot_steps(request, sizes, settings),
        changes=affordable_changes(sizes, settings) if request.format == "events" else 0,
    )


def _check_fields(request: TrainRequest, settings: Settings, errors: list[FieldError]) -> None:
    """Faults of what stands beside optimizer and schedule."""
    # Whose own faults are told with those of the network; sized as it would be with what is on its side turned.
    data = plan_data(fitting(request).data, [])
    if data is not None:
        _check_against_data(request, data, settings, errors)
    if request.surface is not None and request.format != "events":
        expected = f"expected none, since the format {request.format} has no surfaces"
        message = f"{expected}; got {request.surface}; leave surface out"
        errors.append(FieldError("/surface", message))
    for index, step in enumerate(request.snapshot_steps or ()):
        message = _snapshot_fault(step, request.steps, request.record_every)
        if message:
            errors.append(FieldError(f"/snapshot_steps/{index}", message))
        if len(errors) >= MAX_FIELD_ERRORS:
            return


def _check_against_data(
    request: TrainRequest, data: DataPlan, settings: Settings, errors: list[FieldError]
) -> None:
    """Faults of what must fit the data; an example that there is not is told with those of the network."""
    if request.batch_size is not None and request.batch_size > data.examples:
        message = f"expected at most {data.examples}, the number of examples; got {request.batch_size}"
        errors.append(FieldError("/batch_size", message))
    probe = settings.probe_examples
    if request.example is not None and probe <= request.example < data.examples:
        first = "the first example" if probe == 1 else f"the first {probe}"
        told = outside("an example", 0, probe - 1, request.example)
        errors.append(FieldError("/example", f"{told} (a run is probed on {first}, NABLASCOPE_PROBE_EXAMPLES)"))
    if request.surface is not None and data.features != 2:
        message = f"expected data with 2 features for a surface; got {data.features}; leave surface out"
        errors.append(FieldError("/surface", message))


def _snapshot_fault(step: int, steps: int, every: int) -> str:
    """What is wrong with a step that is to be sent whole; empty where nothing is."""
    if step > steps:
        return f"expected a step from 0 to {steps}, the last; got {step}"
    if not is_recorded(step, steps, every):
        return f"expected a recorded step, which is a multiple of {every}, or {steps}, the last; got {step}"
    return ""


def _sizes(request: TrainRequest, analysis: Plan, probe: int) -> RunSizes:
    """How large the run is; the arrays of a file are sent as they are."""
    sizes, streamed = analysis.sizes, request.format == "events"
    function = analysis.layers[0].activation
    encodings = {"events": request.encoding, "csv": None, "npz": "base64"}
    return RunSizes(
        probe=Sizes(sizes.units, probe, interference=request.interference, sentences=request.sentences),
        examples=sizes.examples,
        batch=request.batch_size or sizes.examples,
        steps=request.steps,
        recorded=recorded_count(request.steps, request.record_every),
        encoding=encodings[request.format],
        max_cells=request.max_cells if streamed else None,
        surface=request.surface or 0,
        kinks=len(function.kinks) or 1,
        itemsize=np.dtype(request.precision).itemsize,
    )


def _snapshot_steps(request: TrainRequest, sizes: RunSizes, settings: Settings) -> tuple[int, ...]:
    """Those that were asked for, or as many as the budget allows. Raises TooLarge for too many asked for."""
    if request.format == "csv":
        return ()
    if request.snapshot_steps is None:
        return spread(request.steps, request.record_every, affordable_snapshots(sizes, settings))
    chosen = tuple(sorted(set(request.snapshot_steps)))
    hold_snapshots_to_limits(sizes, len(chosen), settings)
    return chosen
