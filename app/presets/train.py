"""The presets that are to be trained: how units die and come back, and how gradients vanish, explode and interfere.

What a description says can be read off the page, and must be true of the run, and of the second run with `what_if`:
whoever changes a request, an initializer, a data set or an optimizer runs
tests/api/routes/train/test_training_presets.py.
"""

from typing import Any

from .preset import Preset, drawn, request

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
        "At learning rate 10 each unit that dies does so in an update larger than its weights and bias: six of the "
        "eight in layer 1 by step 3, a seventh at step 8, and none comes back. At rate 1 none dies.",
        request([drawn(8, "relu", "he_normal"), drawn(2, "softmax", "he_normal")], _MOONS, seed=2),
        _descent(10.0, 60, **_what_if("learning_rate", 1.0)),
    ),
    Preset(
        "dying_bias_drift",
        "Dying by bias drift",
        "All targets lie near −8, and no example pushes a bias of layer 1 up. From step 7 to 48 its six units die, "
        "each in an update of under 5 %; over four fifths of each fall is the bias’s. With leaky ReLU none dies.",
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
        "layer 1 below it learns, and at step 9 that alone brings it back. At rate 0.03 it is dead to the end.",
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
        "Layer 2 is dead, so that only the output’s bias has a gradient that is not zero, and nothing else moves. "
        "It learns that a quarter of the examples are of class 1: ŷ comes to 0.25, the loss from 0.693 to 0.562.",
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
        "At step 0 layer 1 has less than a thousandth of the last layer’s ‖∇W‖, and never has more than 0.0003. By "
        "step 25 the loss comes down from 0.948 to 0.693, ln 2, and stays there; with tanh it falls to 0.278.",
        request(
            [*[drawn(6, "sigmoid", "glorot_normal")] * 5, drawn(2, "softmax", "glorot_normal")], _MOONS, seed=4
        ),
        _descent(0.1, 100, **_what_if("activation", "tanh")),
    ),
    Preset(
        "exploding_training",
        "Exploding",
        "At learning rate 1 every step overshoots: the loss grows more than twentyfold from step to step, and at "
        "step 7 the run leaves the finite numbers. At rate 0.1 the loss falls at every step.",
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
        "Neuron 1 of layer 1 dies at step 4, and its gradient is zero. But Adam’s momentum moves its weights on, "
        "until at step 13 it is on for another example. Plain gradient descent kills it at step 1, for good.",
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
        "With ReLU the gradients of 55 % of the pairs of examples conflict at step 100, with tanh of 70 %; of the "
        "δ of layer 1 ReLU has 49 % that are exactly zero, tanh none. On other data it may differ.",
        request(
            [drawn(8, "relu", "he_normal"), drawn(2, "softmax", "he_normal")],
            {"dataset": "gaussian_xor", "size": 32, "seed": 0},
        ),
        _descent(0.1, 100, interference=True, **_what_if("activation", "tanh")),
    ),
)
"""In the order in which the menu lists them."""
