"""The presets that are to be trained: how units die and come back, and how gradients vanish, explode and interfere.

What a description says must be true of the run, and of the second run with `what_if`: whoever changes a request, an
initializer, a data set or an optimizer runs tests/api/test_training_presets.py.
"""

from typing import Any

from app.schemas.preset import Preset, drawn, request

_MOONS = {"dataset": "moons", "size": 64, "noise": 0.1, "seed": 0}


def _descent(learning_rate: float, steps: int, **others: Any) -> dict[str, Any]:
    """Training by plain gradient descent, on the whole batch."""
    return {"optimizer": {"name": "sgd", "learning_rate": learning_rate}, "steps": steps, **others}


def _what_if(change: str, value: Any) -> dict[str, Any]:
    """The one thing that a second run changes."""
    return {"what_if": {"change": change, "value": value}}


def _lattice(coordinates: tuple[float, ...]) -> list[list[float]]:
    """All points of the plane with these coordinates."""
    return [[x, y] for x in coordinates for y in coordinates]


_NARROW = _lattice((-0.3, -0.1, 0.1, 0.3))
_WIDE = _lattice((-1.5, -0.5, 0.5, 1.5))

TRAINING_PRESETS: tuple[Preset, ...] = (
    Preset(
        "dying_learning_rate",
        "Dying by learning rate",
        "At learning rate 10 a step changes units by more than their own weights: after three, six of the eight in "
        "layer 1 are dead, a seventh follows, and none comes back. At rate 1 none dies.",
        request([drawn(8, "relu", "he_normal"), drawn(2, "softmax", "he_normal")], _MOONS, seed=2),
        _descent(10.0, 60, **_what_if("learning_rate", 1.0)),
    ),
    Preset(
        "dying_bias_drift",
        "Dying by bias drift",
        "All targets lie near −8, so that every example pushes every bias down. One by one all six units of layer "
        "1 die, in small steps, and at least 85 % of each fall is the bias’s. With leaky ReLU none dies.",
        request(
            [
                drawn(6, "relu", "he_normal", bias_initializer={"name": "constant", "scale": 0.2}),
                {"weights": [[1.0] * 6], "bias": [0.0], "activation": "identity"},
            ],
            {"inputs": _NARROW, "targets": [[round(x - y - 8, 1)] for x, y in _NARROW]},
            loss="mean_squared_error",
        ),
        _descent(0.01, 60, **_what_if("activation", "leaky_relu")),
    ),
    Preset(
        "revival_below",
        "Revival from below",
        "Neuron 0 of layer 2 begins dead: no gradient reaches its weights and bias, and they stand still. But "
        "layer 1 below it learns, and at step 9 that brings it back. At a tenth of the rate it stays dead.",
        request(
            [drawn(3, "relu", "he_normal"), drawn(4, "relu", "he_normal"), drawn(2, "softmax", "he_normal")],
            {"dataset": "gaussian_xor", "size": 64, "seed": 0},
            seed=18,
        ),
        _descent(0.3, 60, **_what_if("learning_rate", 0.03)),
    ),
    Preset(
        "dead_layer_output_bias",
        "Only one bias survives",
        "Layer 2 is dead, so that only the output’s bias has a gradient that is not zero. It learns that a quarter "
        "of the examples are of class 1: the loss falls from 0.693 to 0.562, and nothing else moves.",
        request(
            [
                drawn(6, "relu", "he_normal"),
                drawn(5, "relu", "he_normal", bias_initializer={"name": "constant", "scale": -10.0}),
                drawn(2, "softmax", "he_normal"),
            ],
            {"inputs": _WIDE, "targets": [int(x > 0 and y > 0) for x, y in _WIDE]},
        ),
        _descent(0.5, 60, **_what_if("bias_initializer", "zeros")),
    ),
    Preset(
        "vanishing_sigmoid",
        "Vanishing sigmoid",
        "Through five sigmoid layers less than a thousandth of the gradient arrives: in 100 steps layer 1 changes "
        "by 0.1 %, the last layer by 19 %, and the loss stays at ln 2. With tanh it falls to 0.28.",
        request(
            [*[drawn(6, "sigmoid", "glorot_normal")] * 5, drawn(2, "softmax", "glorot_normal")], _MOONS, seed=4
        ),
        _descent(0.1, 100, **_what_if("activation", "tanh")),
    ),
    Preset(
        "exploding_training",
        "Exploding",
        "At learning rate 1 each step overshoots by more than the last: the loss grows more than twentyfold from "
        "step to step, and after step 6 it is no finite number. At rate 0.1 it falls.",
        request(
            [drawn(8, "leaky_relu", "he_normal"), drawn(1, "identity", "he_normal")],
            _MOONS,
            seed=1,
            loss="mean_squared_error",
        ),
        _descent(1.0, 100, **_what_if("learning_rate", 0.1)),
    ),
    Preset(
        "adam_wakes_corpse",
        "Adam wakes a corpse",
        "Neuron 1 of layer 1 dies at step 4 and has no gradient from then on. But Adam’s momentum moves it on, "
        "until at step 13 it is on for another example. Plain gradient descent kills it too, for good.",
        request(
            [drawn(6, "relu", "he_normal"), drawn(2, "softmax", "he_normal")],
            {"dataset": "gaussian_xor", "size": 32, "seed": 0},
            seed=5,
        ),
        {
            "optimizer": {"name": "adam", "learning_rate": 0.2},
            "steps": 60,
            **_what_if("optimizer", {"name": "sgd", "learning_rate": 2.0}),
        },
    ),
    Preset(
        "interference",
        "Interference",
        "In the end 55 % of the pairs of examples have gradients that conflict with ReLU, 70 % with tanh; half of "
        "ReLU’s δ are exactly zero, none of tanh’s. So it is on these data: others may differ.",
        request(
            [drawn(8, "relu", "he_normal"), drawn(2, "softmax", "he_normal")],
            {"dataset": "gaussian_xor", "size": 32, "seed": 0},
        ),
        _descent(0.1, 100, interference=True, **_what_if("activation", "tanh")),
    ),
)
"""In the order in which the menu lists them."""
