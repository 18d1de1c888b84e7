"""What a train request may not ask for, and that nothing it does ask for is a fault of the server."""

import random
from typing import Any

import pytest

from app.engine.descent.optimizers import OPTIMIZERS
from app.engine.descent.schedules import SCHEDULES
from app.engine.network.activations import ACTIVATIONS
from app.main import create_app
from app.presets.explore import PRESETS
from app.settings import Settings
from app.wire.train.plan import plan_training
from app.wire.train.request import TrainRequest
from tests.api.asking import settings
from tests.api.http.test_refusals import MISSING, put
from tests.api.streaming import asked, events, exploding, moons, named, told

pytestmark = pytest.mark.slow

ADAM = {"name": "adam", "learning_rate": 0.01, "betas": [0.9, 0.999], "epsilon": 1e-8, "weight_decay": 0}
NAMES = "expected one of learning_rate, betas, epsilon, weight_decay"

REFUSED: list[tuple[str, Any, str, str]] = [
    # where it is wrong, what stands there, where the error points, what it says
    ("/optimizer", "adm", "/optimizer", 'got "adm"; did you mean "adam"?'),
    ("/optimizer", 3, "/optimizer", "expected a text or an object; got 3"),
    ("/optimizer", None, "/optimizer", "expected a text or an object; got null"),
    ("/optimizer/name", "Adam", "/optimizer/name", 'got "Adam"; did you mean "adam"?'),
    ("/optimizer/name", MISSING, "/optimizer/name", "missing"),
    ("/optimizer/name", 1, "/optimizer/name", "expected a text; got 1"),
    ("/optimizer/name", "sgd", "/optimizer/betas", 'expected one of learning_rate, weight_decay; got "betas"'),
    ("/optimizer/learning_rate", -0.1, "/optimizer/learning_rate", "at least 0; got −0.1"),
    ("/optimizer/learning_rate", "0.1", "/optimizer/learning_rate", 'expected a number; got the text "0.1"'),
    ("/optimizer/learning_rate", True, "/optimizer/learning_rate", "expected a number; got true"),
    ("/optimizer/learning_rate", None, "/optimizer/learning_rate", "expected a number; got null"),
    ("/optimizer/learning_rate", [0.1], "/optimizer/learning_rate", "expected a number; got a list of 1 entry"),
    ("/optimizer/learning_rate", {"a": 1}, "/optimizer/learning_rate", "expected a number; got an object"),
    ("/optimizer/learning_rate", float("nan"), "/optimizer/learning_rate", "finite number; got NaN"),
    ("/optimizer/learning_rate", float("inf"), "/optimizer/learning_rate", "finite number; got infinity"),
    ("/optimizer/learning_rate", 10**400, "/optimizer/learning_rate", "finite number"),
    ("/optimizer/betas", 0.9, "/optimizer/betas", "expected a list of 2 numbers; got 0.9"),
    ("/optimizer/betas", [0.9], "/optimizer/betas", "expected 2 numbers; got 1 number"),
    ("/optimizer/betas", [0.9, 0.9, 0.9], "/optimizer/betas", "expected 2 numbers; got 3 numbers"),
    ("/optimizer/betas", [0.9, 1], "/optimizer/betas/1", "less than 1; got 1"),
    ("/optimizer/betas", [-0.1, 0.9], "/optimizer/betas/0", "at least 0"),
    ("/optimizer/betas", [0.9, "x"], "/optimizer/betas/1", 'expected a number; got the text "x"'),
    ("/optimizer/betas", [0.9, False], "/optimizer/betas/1", "expected a number; got false"),
    ("/optimizer/epsilon", -1, "/optimizer/epsilon", "at least 0"),
    ("/optimizer/weight_decay", -1, "/optimizer/weight_decay", "at least 0"),
    ("/optimizer/lr", 0.1, "/optimizer/lr", f'{NAMES}; got "lr"'),
    ("/optimizer/beta1", 0.9, "/optimizer/beta1", f'{NAMES}; got "beta1"; did you mean "betas"?'),
    ("/optimizer/~a", 0.9, "/optimizer/~0a", NAMES),
    ("/schedule", [], "/schedule", "expected a text or an object; got a list of 0 entries"),
    ("/schedule", "cosin", "/schedule", 'did you mean "cosine"?'),
    ("/schedule", {"name": "stair"}, "/schedule/name", "expected one of constant, step, cosine, warm_up"),
    ("/schedule", {"name": "step", "gamma": -1}, "/schedule/gamma", "at least 0"),
    ("/schedule", {"name": "step", "step_size": 0.5}, "/schedule/step_size", "whole"),
    ("/schedule", {"name": "step", "step_size": 1.5}, "/schedule/step_size", "whole"),
    ("/schedule", {"name": "step", "size": 1}, "/schedule/size", 'did you mean "step_size"?'),
    ("/schedule", {"name": "cosine", "minimum": [1]}, "/schedule/minimum", "expected a number"),
    ("/schedule", {"name": "constant", "warm_up": -1}, "/schedule/warm_up", "at least 0"),
    ("/clip_norm", 0, "/clip_norm", "above 0"),
    ("/clip_norm", -1, "/clip_norm", "above 0"),
    ("/clip_norm", True, "/clip_norm", "expected a number"),
    ("/steps", 0, "/steps", "at least 1"),
    ("/steps", 1.5, "/steps", "whole number"),
    ("/steps", True, "/steps", "whole number"),
    ("/steps", None, "/steps", "whole number"),
    ("/batch_size", 0, "/batch_size", "at least 1"),
    ("/batch_size", 17, "/batch_size", "expected at most 16, the number of examples; got 17"),
    ("/record_every", 0, "/record_every", "at least 1"),
    ("/seed", -1, "/seed", "at least 0"),
    ("/snapshot_steps", [3, 13], "/snapshot_steps/1", "expected a step from 0 to 12, the last; got 13"),
    ("/snapshot_steps", [-1], "/snapshot_steps/0", "at least 0"),
    ("/snapshot_steps", 3, "/snapshot_steps", "list"),
    ("/surface", 1, "/surface", "at least 2"),
    ("/surface", 201, "/surface", "at most 200"),
    ("/format", "xlsx", "/format", '"events", "csv" or "npz"'),
    ("/example", 16, "/example", "expected an example from 0 to 15; got 16"),
    ("/interference", 1, "/interference", "true or false"),
    ("/what_if", {}, "/what_if", "unknown field"),
    ("/loss", "hinge", "/loss", "hinge"),
    ("/network/layers/0/activation", 3, "/network/layers/0/activation", "expected a text or an object; got 3"),
    ("/network/layers/0/initializer", True, "/network/layers/0/initializer", "a text or an object; got true"),
    ("/network/layers/0/activation", "rellu", "/network/layers/0/activation", "relu"),
]


def problem_of(body: Any, status: int = 422, **values: Any) -> dict[str, Any]:
    """The problem of a train request that must be refused."""
    answer = asked(body, **values)
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    content: dict[str, Any] = answer.json()
    return content


@pytest.mark.parametrize(("place", "value", "pointer", "message"), REFUSED, ids=lambda part: str(part)[:40])
def test_bad_input_is_refused_at_its_place(place: str, value: Any, pointer: str, message: str) -> None:
    problem = problem_of(put(moons(optimizer=ADAM), place, value))
    assert problem["errors"][0]["pointer"] == pointer
    assert message in problem["errors"][0]["message"]


def test_several_faults_are_told_together() -> None:
    body = moons(optimizer={**ADAM, "learning_rate": -1, "betas": [1, 2]}, schedule="x", batch_size=99)
    pointers = [error["pointer"] for error in problem_of(body)["errors"]]
    betas = ["/optimizer/betas/0", "/optimizer/betas/1"]
    assert pointers == ["/optimizer/learning_rate", *betas, "/schedule", "/batch_size"]
    body["example"], body["loss"], body["network"]["layers"][0]["activation"] = 99, "hinge", "rellu"
    found = [error["pointer"] for error in problem_of(body, max_parameters=1)["errors"]]
    assert found == ["/loss", "/network/layers/0/activation", "/example", *pointers], "and not what is too large"
    body["data"]["dataset"] = "moon"
    found = [error["pointer"] for error in problem_of(body)["errors"]]
    fitting = ["/loss", "/data/dataset", "/network/layers/0/activation"]
    assert found == [*fitting, *pointers[:-1]], "no batch is larger than data that there are not"
    many = problem_of(moons(snapshot_steps=list(range(100, 1000))))
    assert len(many["errors"]) == 20


def test_only_recorded_steps_are_sent_whole() -> None:
    (error,) = problem_of(moons(record_every=5, snapshot_steps=[10, 7]))["errors"]
    assert error["pointer"] == "/snapshot_steps/1"
    assert error["message"] == "expected a recorded step, which is a multiple of 5, or 12, the last; got 7"


def test_a_surface_takes_two_features() -> None:
    layers = [{"units": 3, "activation": "softmax", "initializer": "zeros"}]
    body = moons(network={"layers": layers}, data={"dataset": "iris", "size": 30}, surface=10)
    (error,) = problem_of(body)["errors"]
    assert error == {
        "pointer": "/surface",
        "message": "expected data with 2 features for a surface; got 4; leave surface out",
    }


@pytest.mark.parametrize("form", ["csv", "npz"])
def test_a_file_has_no_surfaces(form: str) -> None:
    (error,) = problem_of(moons(surface=10, format=form))["errors"]
    assert error == {
        "pointer": "/surface",
        "message": f"expected none, since the format {form} has no surfaces; got 10; leave surface out",
    }


def test_an_example_past_the_probe_batch() -> None:
    (error,) = problem_of(moons(example=4), probe_examples=4)["errors"]
    assert (
        error["message"]
        == "expected an example from 0 to 3; got 4 (a run is probed on the first 4, NABLASCOPE_PROBE_EXAMPLES)"
    )


def test_numbers_that_do_not_fit_are_refused_before_the_first_event() -> None:
    problem = problem_of(moons(data={"inputs": [[1, 2]], "targets": [7]}))
    assert problem["errors"][0]["pointer"] == "/data/targets/0"


@pytest.mark.parametrize(
    ("values", "fields", "setting", "what"),
    [
        ({"max_steps": 10}, {}, "MAX_STEPS", "steps: 12 is more than the limit of 10"),
        ({"max_recorded_steps": 5}, {}, "MAX_RECORDED_STEPS", "record_every"),
        ({"max_train_flops": 100_000}, {}, "MAX_TRAIN_FLOPS", "operations of the run"),
        ({"max_answer_bytes": 2000}, {"snapshot_steps": []}, "MAX_ANSWER_BYTES", "record_every"),
        ({"max_answer_bytes": 10_000}, {}, "MAX_ANSWER_BYTES", "bytes of a snapshot"),
        ({"snapshot_bytes": 60_000}, {"snapshot_steps": list(range(13))}, "SNAPSHOT_BYTES", "of 13 snapshots"),
        ({"max_working_bytes": 50_000}, {}, "MAX_WORKING_BYTES", "bytes of memory of the run"),
        ({"max_batch": 10}, {}, "MAX_BATCH", "examples"),
        (
            {"max_train_flops": 3_000_000},
            {"snapshot_steps": [0, 4, 8, 12], "surface": 100},
            "MAX_TRAIN_FLOPS",
            "with 4 snapshots",
        ),
    ],
)
def test_what_is_too_large_is_refused_before_the_first_event(
    values: dict[str, Any], fields: dict[str, Any], setting: str, what: str
) -> None:
    problem = problem_of(moons(**fields), 413, **values)
    assert f"(NABLASCOPE_{setting})" in problem["detail"]
    assert what in problem["detail"]
    assert asked(moons(**fields)).status_code == 200


def test_two_snapshots_are_affordable_always() -> None:
    run = told(moons(), snapshot_bytes=1024)
    assert [data["step"] for data in named(run, "snapshot")] == [0, 12]
    dear = told(moons(surface=100), max_train_flops=3_000_000)
    assert [data["step"] for data in named(dear, "snapshot")] == [0, 12]


@pytest.mark.parametrize(
    "preset", [preset for preset in PRESETS if preset.training], ids=lambda preset: preset.name
)
def test_presets_that_are_to_be_trained_can_be(preset: Any) -> None:
    training = {name: value for name, value in preset.training.items() if name != "what_if"}
    plan = plan_training(TrainRequest.model_validate({**preset.request, **training}), Settings())
    assert len(plan.snapshot_steps) == plan.sizes.recorded


def by_turns() -> list[dict[str, Any]]:
    """Every optimizer with every activation, schedules, losses, precisions and odd sizes in turn."""
    elementwise = [name for name, row in ACTIVATIONS.items() if row.elementwise]
    rng = random.Random(0)
    found = []
    for index, (optimizer, hidden) in enumerate((o, h) for o in OPTIMIZERS for h in elementwise):
        form = rng.choice(["events", "events", "csv", "npz"])
        output, loss = [("softmax", "cross_entropy"), ("sigmoid", "binary_cross_entropy"),
                        (rng.choice(elementwise), "mean_squared_error")][index % 3]  # fmt: skip
        examples = rng.choice([1, 2, 7])
        layers = [
            {"units": rng.choice([1, 3]), "activation": hidden, "initializer": rng.choice(["he_normal", "zeros"])},
            {"units": 2, "activation": output, "initializer": "glorot_uniform"},
        ]
        inputs = [[rng.choice([0.0, 1.0, 1e-300, 1e30]), rng.uniform(-2, 2)] for _ in range(examples)]
        found.append(
            {
                "network": {"layers": layers, "seed": index},
                "data": {"inputs": inputs, "targets": [[1.0, 0.0]] * examples},
                "loss": loss,
                "reduction": rng.choice(["mean", "sum"]),
                "precision": rng.choice(["float64", "float32"]),
                "optimizer": {"name": optimizer, "learning_rate": rng.choice([0, 0.1, 1e3, 1e300])},
                "schedule": rng.choice(list(SCHEDULES)),
                "clip_norm": rng.choice([None, 1e-300, 1.0]),
                "steps": rng.choice([1, 5]),
                "batch_size": rng.choice([None, 1, examples]),
                "record_every": rng.choice([1, 2, 9]),
                "example": rng.choice([None, 0]),
                "interference": rng.choice([True, False]),
                "surface": rng.choice([None, 3]) if form == "events" else None,
                "encoding": rng.choice(["list", "base64"]),
                "max_cells": rng.choice([None, [1, 1]]),
                "format": form,
            }
        )
    return found


def test_every_optimizer_trains_every_activation_to_some_end() -> None:
    app = create_app(Settings())
    reasons = set()
    for body in by_turns():
        answer = asked(body, app)
        assert answer.status_code == 200, (body, answer.text)
        if body["format"] == "events":
            run = events(answer.text)
            assert run[-1].name == "done", (body, run[-1])
            reasons.add(run[-1].data["reason"])
    assert reasons == {"steps", "non_finite"}
    assert app.state.runs.active == 0


NONSENSE: list[Any] = [
    *(None, True, -1, 0, 1.5, 10**400, -(10**400), 1e308, -1e-308, float("nan"), "", "x" * 3000, "\u0000"),
    *([], [[]], [None], [1] * 3000, {}, {"": {}}, {"name": "adam"}, {"name": "sgd", "learning_rate": {}}),
]


def test_nonsense_in_any_field_is_no_fault_of_the_server() -> None:
    app = create_app(settings(max_steps=100, max_train_seconds=5))
    bodies = [exploding(), moons(optimizer=ADAM, schedule={"name": "step", "gamma": 0.5}, batch_size=3)]
    for body in bodies:
        for field in [*TrainRequest.model_fields, "optimizer/learning_rate", "optimizer/name", "schedule/gamma"]:
            for value in NONSENSE:
                if "/" in field and not isinstance(body.get(field.partition("/")[0]), dict):
                    continue
                answer = asked(put(body, f"/{field}", value), app)
                assert answer.status_code in (200, 413, 422), (field, value, answer.text)
    deep: Any = 1
    for _ in range(500):
        deep = {"name": deep}
    assert asked(moons(optimizer=deep), app).status_code == 422
    assert app.state.runs.active == 0
