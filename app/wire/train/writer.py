"""What happens in a run, as it is told: the engine's happenings as the data of events."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel

from ...advice.advice import Advice
from ...advice.rules import advice_of_divergence, advice_of_run
from ...engine.analysis import surface as engine
from ...engine.analysis.analysis import Analysis
from ...engine.analysis.status import DEAD, STARVED
from ...engine.training.recording import End, Happening, Recorded, Recording, Whole
from ...engine.training.transitions import Transition
from ..analysis.advice import advice_answer, facts_of
from ..analysis.answer import answer
from ..analysis.interference import interference_summary
from ..analysis.surface import Surface, surface_answer
from .events import DoneEvent, LayerNames, LifeEvent, NonFiniteStep, Shares, SnapshotEvent, StartEvent, StepEvent
from .plan import TrainingPlan

EventName = Literal["start", "step", "snapshot", "death", "revival", "done", "error"]

START_ID = 1
"""The id of the first event; a happening's is its number and this."""


def start_event(plan: TrainingPlan, recording: Recording) -> StartEvent:
    """The run as it will be, with advice on it."""
    training = recording.training
    facts = facts_of(plan.analysis, training.network, training.data)
    layers = plan.analysis.layers
    return StartEvent(
        layers=[
            LayerNames(index=index, units=layer.units, activation_function=layer.activation.name)
            for index, layer in enumerate(layers, start=1)
        ],
        steps=plan.request.steps,
        record_every=plan.request.record_every,
        batch_size=plan.sizes.batch,
        examples=plan.sizes.examples,
        probe_examples=plan.sizes.probe.examples,
        recorded=plan.sizes.recorded,
        snapshot_steps=list(plan.snapshot_steps),
        max_life_changes=plan.changes,
        advice=advice_answer(advice_of_run(facts, training)),
    )


class EventWriter:
    """Writes the happenings of one run as events."""

    def __init__(self, plan: TrainingPlan, recording: Recording) -> None:
        self.plan, self.training = plan, recording.training
        self.within = engine.box(recording.training.data.inputs) if plan.request.surface else None

    def event(self, happening: Happening, seconds: float) -> tuple[EventName, BaseModel]:
        """The name and the data of the event that tells a happening, after so many seconds of work."""
        if isinstance(happening, Transition):
            return happening.kind, life_event(happening)
        if isinstance(happening, Recorded):
            return "step", step_event(happening, interference=self.plan.request.interference)
        if isinstance(happening, Whole):
            return "snapshot", self._snapshot(happening)
        diverged = happening.fault is not None
        return "done", done_event(happening, seconds, advice_of_divergence(self.training) if diverged else [])

    def _snapshot(self, whole: Whole) -> SnapshotEvent:
        request = self.plan.request
        content = answer(
            whole.network,
            whole.analysis,
            request.encoding,
            request.max_cells,
            interference=request.interference,
            sentences=request.sentences,
        )
        return SnapshotEvent.model_construct(step=whole.step, analysis=content, surface=self._surface(whole))

    def _surface(self, whole: Whole) -> Surface | None:
        points, within = self.plan.request.surface, self.within
        if points is None or within is None:
            return None
        dead = whole.analysis.neurons[0].status == DEAD
        return surface_answer(engine.surface(whole.network, within, points, dead), self.plan.request.encoding)


def step_event(recorded: Recorded, *, interference: bool) -> StepEvent:
    """A recorded step in numbers."""
    analysis = recorded.analysis
    codes = [facts.status for facts in analysis.neurons]
    return StepEvent.model_construct(
        step=recorded.step,
        loss=float(analysis.loss),
        accuracy=None if analysis.accuracy is None else float(analysis.accuracy),
        learning_rate=recorded.learning_rate,
        gradient_norms=[float(norm) for norm in analysis.gradient_norms],
        update_ratios=list(recorded.update_ratios),
        dead=[int((status == DEAD).sum()) for status in codes],
        starved=[int((status == STARVED).sum()) for status in codes],
        statuses=digits(analysis),
        interference=interference_summary(analysis) if interference else None,
    )


def digits(analysis: Analysis) -> list[str]:
    """Of each layer the statuses of its units, a digit each."""
    return [bytes(facts.status.astype("u1") + ord("0")).decode() for facts in analysis.neurons]


def life_event(change: Transition) -> LifeEvent:
    """A death or a revival."""
    return LifeEvent.model_construct(
        step=change.step,
        layer=change.layer,
        neuron=change.unit,
        example=change.example,
        side=change.side,
        before=change.before,
        after=change.after,
        change=change.change,
        shares=Shares(bias=change.bias_share, weights=change.weights_share, inputs=change.inputs_share),
        learning_rate=change.learning_rate,
        update_ratio=change.update_ratio,
    )


def done_event(end: End, seconds: float, advice: Sequence[Advice]) -> DoneEvent:
    """The end of a run that took so long, with advice on it."""
    fault = end.fault
    return DoneEvent(
        reason=end.reason,
        step=end.step,
        non_finite=None
        if fault is None
        else NonFiniteStep(step=fault.step, layer=fault.layer, quantity=fault.quantity, count=fault.count),
        deaths=end.deaths,
        revivals=end.revivals,
        seconds=seconds,
        steps_per_second=end.step / seconds if end.step and seconds > 0 else None,
        advice=advice_answer(advice),
    )
