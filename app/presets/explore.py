"""Presets: whole analyze requests that each show one thing, those to be trained last. Tests check what each claims.

Plain data: what a title or a description says must be true of the numbers, so whoever changes a request, an
initializer or a data set runs tests/api/routes/test_presets.py.
"""

from .preset import Preset, drawn, request
from .train import TRAINING_PRESETS

_EXPLORED = (
    Preset(
        "exercise",
        "The exercise",
        "One example, to be worked by hand: x = (1, 2), class 0. Neurons 0 and 2 of layer 1 have z̃ = −1, and "
        "there ReLU′ = 0 blocks the error signal.",
        request(
            [
                {
                    "weights": [[1.0, -1.0], [0.5, 0.5], [-1.0, 0.0]],
                    "bias": [0.0, 0.0, 0.0],
                    "activation": "relu",
                },
                {"weights": [[1.0, 2.0, 3.0], [-1.0, 1.0, 0.0]], "bias": [0.0, 0.0], "activation": "softmax"},
            ],
            {"inputs": [[1.0, 2.0]], "targets": [0]},
        ),
    ),
    Preset(
        "relu_sparsity",
        "ReLU sparsity",
        "On average a ReLU unit is off on about half of the examples, but none is off on all: healthy "
        "sparsity, not death.",
        request(
            [
                drawn(8, "relu", "he_normal"),
                drawn(8, "relu", "he_normal"),
                drawn(2, "softmax", "he_normal"),
            ],
            {"dataset": "moons", "size": 32, "noise": 0.1, "seed": 0},
            seed=2,
        ),
    ),
    Preset(
        "dead_layer",
        "A dead layer",
        "A bias of −10 keeps every unit of layer 2 off on every example. No error signal gets past, so layer "
        "1 starves although its units are on, and gradient descent can never undo it.",
        request(
            [
                drawn(6, "relu", "he_normal"),
                drawn(5, "relu", "he_normal", bias_initializer={"name": "constant", "scale": -10.0}),
                drawn(2, "softmax", "he_normal"),
            ],
            {"dataset": "moons", "size": 32, "noise": 0.1, "seed": 0},
        ),
    ),
    Preset(
        "starved_neuron",
        "A starved neuron",
        "Neuron 1 of layer 1 is on for 9 of 16 examples, yet it gets no error signal: all that it feeds is "
        "neuron 2 of layer 2, which is dead.",
        request(
            [
                {
                    "weights": [[1.0, 1.0], [-1.0, 1.0], [1.0, -1.0]],
                    "bias": [0.5, 0.5, 0.5],
                    "activation": "relu",
                },
                {
                    "weights": [[1.0, 0.0, -1.0], [-0.5, 0.0, 1.0], [0.5, 1.0, 0.5]],
                    "bias": [0.2, 0.1, -6.0],
                    "activation": "relu",
                },
                {
                    "weights": [[1.0, -1.0, 0.5], [-1.0, 1.0, 1.0]],
                    "bias": [0.0, 0.0],
                    "activation": "softmax",
                },
            ],
            {"dataset": "moons", "size": 16, "noise": 0.1, "seed": 0},
        ),
    ),
    Preset(
        "vanishing",
        "Vanishing gradients",
        "σ′ is at most ¼, and 11 sigmoid layers multiply it. No unit is dead, yet the gradient of layer 1 is "
        "less than a millionth of the last layer's.",
        request(
            [drawn(8, "sigmoid", "glorot_normal")] * 11 + [drawn(2, "softmax", "glorot_normal")],
            {"dataset": "moons", "size": 16, "noise": 0.1, "seed": 0},
            seed=1,
        ),
    ),
    Preset(
        "exploding",
        "Exploding gradients",
        "Twelve layers with weights eight times an orthogonal matrix: tanh keeps the activations within ±1, "
        "but the gradient grows with each step down, to more than 10⁴ times the last layer's.",
        request(
            [drawn(20, "tanh", {"name": "orthogonal", "scale": 8.0})] * 11
            + [drawn(2, "softmax", {"name": "orthogonal", "scale": 8.0})],
            {"dataset": "moons", "size": 8, "noise": 0.1, "seed": 0},
            seed=1,
        ),
    ),
    Preset(
        "born_dead",
        "Born dead",
        "Two units a layer are few: in layer 4 both happen to be off on every example, and so is everything "
        "above up to the output, which no longer depends on the input. Nothing was trained yet.",
        request(
            [drawn(2, "relu", "he_normal")] * 11 + [drawn(2, "softmax", "he_normal")],
            {"dataset": "moons", "size": 16, "noise": 0.1, "seed": 0},
            seed=4,
        ),
    ),
    Preset(
        "iris",
        "Iris",
        "Thirty flowers in centimetres, ten of each species. All inputs are positive, so a unit with negative "
        "enough weights is off for all of them: two in each hidden layer are dead before training.",
        request(
            [
                drawn(8, "relu", "he_normal"),
                drawn(8, "relu", "he_normal"),
                drawn(3, "softmax", "he_normal"),
            ],
            {"dataset": "iris", "size": 30, "seed": 0},
        ),
    ),
    Preset(
        "digits",
        "Digits",
        "Handwritten digits of 8 × 8 pixels. Four units of layer 1 are off on all 64 examples here, but each "
        "is on for some of the 1797 that there are: raise the size and see.",
        request(
            [
                drawn(32, "relu", "he_normal"),
                drawn(16, "relu", "he_normal"),
                drawn(10, "softmax", "he_normal"),
            ],
            {"dataset": "digits", "size": 64, "seed": 0},
        ),
    ),
)

PRESETS: tuple[Preset, ...] = (*_EXPLORED, *TRAINING_PRESETS)
"""In the order in which the menu lists them; the first is what a page without a link opens."""
