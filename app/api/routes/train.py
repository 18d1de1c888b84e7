"""POST /api/v1/train: a run of training as a stream of events, or as a file."""

import re
from functools import partial

from fastapi import APIRouter, Request, Response

from ...errors import InvalidRequest
from ...settings import Settings
from ...validation import described
from ...wire.examples import TRAIN_EXAMPLES
from ...wire.problem import PROBLEM_RESPONSES
from ...wire.train.events import TrainEvents
from ...wire.train.plan import TrainingPlan, plan_training
from ...wire.train.request import TrainRequest
from ..docs.openapi import EVENTS
from ..http.body import read_json_body
from ..http.computing import SMALL, body_of, parse, schema_of
from ..http.deps import compute_of, runs_of
from ..http.run_file import RunFile
from ..http.run_stream import RunStream

router = APIRouter(tags=["train"])

LAST_EVENT_ID = {
    "name": "Last-Event-ID",
    "in": "header",
    "required": False,
    "schema": {"type": "integer", "minimum": 0},
    "description": "the id of the last event that came, where a stream is taken up again: the run is repeated, and "
    "what it tells up to that event is left out, but never `done`",
}
WHOLE_NUMBER = re.compile(r"[0-9]{1,18}")

RUN_END = {
    "description": "of a file: why the run ended (all steps, numbers that are not finite, or time), and its last "
    "good step",
    "required": False,
    "schema": {"type": "string", "pattern": "^(steps|non_finite|time); step=[0-9]+$"},
    "example": "steps; step=200",
}

ANSWERS = {
    "description": "The run. As events: start; a step for each that is recorded, before it a death or a revival "
    "for each unit that died or came back since the last, after it a snapshot where one is due; done, or error "
    "where the server met a fault. As a file: a table of the recorded steps, or arrays of it all for NumPy.",
    "headers": {"Run-End": RUN_END},
    "content": {
        "text/event-stream": {EVENTS: schema_of(TrainEvents)},
        "text/csv": {"schema": {"type": "string"}},
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
    },
}


@router.post(
    "/train",
    summary="Training, step by step, with every death and its cause",
    response_model=None,
    response_class=Response,
    responses={200: ANSWERS, **PROBLEM_RESPONSES},
    openapi_extra={**body_of(TrainRequest, TRAIN_EXAMPLES), "parameters": [LAST_EVENT_ID]},
)
async def post_train(request: Request) -> Response:
    """Trains the network of an analyze request and tells the run step by step as server-sent events: loss,
    accuracy, gradient norms, update ratios and the status of every neuron; who died or came back in which update,
    and what that was due to; and some steps whole.

    The same request gives the same events, so that a stream which broke off is taken up again with the header
    `Last-Event-ID`. A client that leaves stops its run.

    A run whose numbers leave the finite range is no error: it ends with `done`, which says where, and its last good
    state is sent whole. So it is with a run whose time is up."""
    settings: Settings = request.app.state.settings
    after = last_event_id(request.headers.get("last-event-id"))
    body = await read_json_body(request, settings)
    if len(body) > SMALL:
        plan = await compute_of(request).run(partial(read, body, settings))
    else:
        plan = read(body, settings)
    if plan.request.format == "events":
        return RunStream(plan, runs_of(request), settings, after)
    return RunFile(plan, runs_of(request), settings)


def read(body: bytes, settings: Settings) -> TrainingPlan:
    """The run that a body asks for. Raises what `parse` and `plan_training` raise."""
    return plan_training(parse(body, TrainRequest), settings)


def last_event_id(header: str | None) -> int:
    """The id of the last event that the client has; 0 for none. Raises InvalidRequest for what is no id."""
    if header is None:
        return 0
    if not WHOLE_NUMBER.fullmatch(header):
        message = f"header parameter Last-Event-ID: expected the id of an event; got {described(header)}"
        raise InvalidRequest.at("", message)
    return int(header)
