"""Requests shown in the OpenAPI document, one for each way of asking."""

from typing import Any

EXERCISE_NETWORK: dict[str, Any] = {
    "layers": [
        {"weights": [[1, -1], [0.5, 0.5], [-1, 0]], "bias": [0, 0, 0], "activation": "relu"},
        {"weights": [[1, 2, 3], [-1, 1, 0]], "bias": [0, 0], "activation": "softmax"},
    ]
}

TABLE_EXAMPLES: dict[str, Any] = {
    "decimal_comma": {
        "summary": "Decimal commas, points between thousands, and a header",
        "value": {"text": "price;target\n5.840,72;1\n1.000,92;0\n"},
    },
    "classes": {
        "summary": "Class names, and a row with a missing cell that is left out",
        "value": {"text": "x1\tx2\tlabel\n0.5\t1\tno\n?\t2\tyes\n1\t2\tyes\n", "faulty_rows": "leave_out"},
    },
}

ANALYZE_EXAMPLES: dict[str, Any] = {
    "exercise": {
        "summary": "An exercise with explicit weights: one example, class 0",
        "value": {"network": EXERCISE_NETWORK, "data": {"inputs": [[1, 2]], "targets": [0]}},
    },
    "dataset": {
        "summary": "Initialised weights on a data set",
        "value": {
            "network": {
                "layers": [
                    {"units": 8, "activation": "relu", "initializer": "he_normal"},
                    {"units": 2, "activation": "softmax", "initializer": "glorot_uniform"},
                ],
                "seed": 0,
            },
            "data": {"dataset": "moons", "size": 64, "noise": 0.1, "seed": 0},
        },
    },
    "base64": {
        "summary": "Typed arrays in base64, in the request and in the answer",
        "value": {
            "network": EXERCISE_NETWORK,
            "data": {
                "inputs": {"dtype": "f8", "shape": "1, 2", "bdata": "AAAAAAAA8D8AAAAAAAAAQA=="},
                "targets": [0],
            },
            "encoding": "base64",
        },
    },
    "one_example": {
        "summary": "The gradients of example 3 alone",
        "value": {
            "network": {
                "layers": [
                    {
                        "units": 4,
                        "activation": {"name": "leaky_relu", "negative_slope": 0.2},
                        "initializer": {"name": "he_normal", "scale": 1.5},
                        "bias_initializer": {"name": "constant", "scale": 0.1},
                    },
                    {"units": 1, "activation": "sigmoid", "initializer": "glorot_normal"},
                ]
            },
            "data": {"dataset": "xor", "size": 8, "seed": 1},
            "loss": "binary_cross_entropy",
            "example": 3,
        },
    },
    "pooled": {
        "summary": "A large network, its matrices pooled to 64 × 64 cells",
        "value": {
            "network": {
                "layers": [
                    {"units": 128, "activation": "relu", "initializer": "he_normal"},
                    {"units": 10, "activation": "softmax", "initializer": "glorot_uniform"},
                ]
            },
            "data": {"dataset": "digits", "size": 128},
            "encoding": "base64",
            "max_cells": [64, 64],
        },
    },
    "interference": {
        "summary": "How the gradients of single examples go together, and what is sparse",
        "value": {
            "network": {
                "layers": [
                    {"units": 16, "activation": "relu", "initializer": "he_normal"},
                    {"units": 3, "activation": "softmax", "initializer": "glorot_uniform"},
                ]
            },
            "data": {"dataset": "iris", "size": 30},
            "interference": True,
        },
    },
}
"""For the OpenAPI document's `examples` of POST /api/v1/analyze."""

CHECK_EXAMPLES: dict[str, Any] = {
    "exercise": {
        "summary": "Every gradient and error signal of the exercise",
        "value": {"network": EXERCISE_NETWORK, "data": {"inputs": [[1, 2]], "targets": [0]}},
    },
    "epsilon": {
        "summary": "Differences of a width of one's own: so wide that their own error shows",
        "value": {
            "network": {
                "layers": [
                    {"units": 6, "activation": "tanh", "initializer": "glorot_uniform"},
                    {"units": 2, "activation": "softmax", "initializer": "glorot_uniform"},
                ],
                "seed": 0,
            },
            "data": {"dataset": "moons", "size": 32, "noise": 0.1, "seed": 0},
            "epsilon": 0.01,
        },
    },
}
"""For the OpenAPI document's `examples` of POST /api/v1/check."""

GRADE_EXAMPLES: dict[str, Any] = {
    "sign_flipped": {
        "summary": "y − ŷ for δ⁽²⁾, carried into ∇W⁽¹⁾: one mistake; ŷ is rounded, which is right",
        "value": {
            "network": EXERCISE_NETWORK,
            "data": {"inputs": [[1, 2]], "targets": [0]},
            "answers": [
                {"layer": 2, "quantity": "activation", "values": [[0.8176, 0.1824]]},
                {"layer": 2, "quantity": "delta", "values": [[0.1824, -0.1824]]},
                {"layer": 2, "quantity": "weight_gradient", "values": [[0, 0.2736, 0], [0, -0.2736, 0]]},
            ],
        },
    },
    "fractions": {
        "summary": "Fractions, and a tolerance of one's own",
        "value": {
            "network": {"layers": [{"weights": [[1, -1], [0, 0]], "activation": "softmax"}]},
            "data": {"inputs": [[2, 2]], "targets": [1]},
            "answers": [
                {"layer": 1, "quantity": "activation", "values": ["1/2", "1/2"]},
                {"layer": 1, "quantity": "delta", "values": [["1/2", "-1/2"]]},
                {"layer": 1, "quantity": "bias_gradient", "values": [["1/2"], ["-1/2"]]},
            ],
            "tolerance": 1e-9,
        },
    },
}
"""For the OpenAPI document's `examples` of POST /api/v1/grade."""

EXPLAIN_EXAMPLES: dict[str, Any] = {
    "delta": {
        "summary": "The error signal of the one hidden unit of the exercise that is on",
        "value": {
            "network": EXERCISE_NETWORK,
            "data": {"inputs": [[1, 2]], "targets": [0]},
            "target": {"quantity": "delta", "layer": 1, "example": 0, "row": 1},
        },
    },
    "blocked": {
        "summary": "A gradient that is zero, and the unit that blocks it",
        "value": {
            "network": EXERCISE_NETWORK,
            "data": {"inputs": [[1, 2]], "targets": [0]},
            "target": {"quantity": "weight_gradient", "layer": 1, "row": 0, "column": 1},
        },
    },
    "long_sum": {
        "summary": "A sum over 64 examples: the largest terms, and what the others add up to",
        "value": {
            "network": {
                "layers": [
                    {"units": 32, "activation": "tanh", "initializer": "glorot_uniform"},
                    {"units": 10, "activation": "softmax", "initializer": "glorot_uniform"},
                ],
            },
            "data": {"dataset": "digits", "size": 64},
            "target": {"quantity": "weight_gradient", "layer": 2, "row": 3, "column": 5},
        },
    },
}
"""For the OpenAPI document's `examples` of POST /api/v1/explain."""

DERIVATION_EXAMPLES: dict[str, Any] = {
    "exercise": {
        "summary": "The exercise, for a page",
        "value": {"network": EXERCISE_NETWORK, "data": {"inputs": [[1, 2]], "targets": [0]}},
    },
    "latex": {
        "summary": "Example 3 of a batch, as a LaTeX article",
        "value": {
            "network": {
                "layers": [
                    {"units": 4, "activation": "tanh", "initializer": "glorot_normal"},
                    {"units": 1, "activation": "sigmoid", "initializer": "glorot_normal"},
                ]
            },
            "data": {"dataset": "xor", "size": 8, "seed": 1},
            "loss": "binary_cross_entropy",
            "example": 3,
            "format": "latex",
        },
    },
}
"""For the OpenAPI document's `examples` of POST /api/v1/derivation."""

TRAIN_EXAMPLES: dict[str, Any] = {
    "dying": {
        "summary": "A learning rate that kills: seven of eight units die",
        "value": {
            "network": {
                "layers": [
                    {"units": 8, "activation": "relu", "initializer": "he_normal"},
                    {"units": 2, "activation": "softmax", "initializer": "he_normal"},
                ],
                "seed": 2,
            },
            "data": {"dataset": "moons", "size": 64, "noise": 0.1, "seed": 0},
            "optimizer": {"name": "sgd", "learning_rate": 10},
            "steps": 20,
            "snapshot_steps": [0, 20],
        },
    },
    "adam": {
        "summary": "Adam on mini-batches with a schedule and clipping, every tenth step, and the decision surface",
        "value": {
            "network": {
                "layers": [
                    {"units": 16, "activation": "relu", "initializer": "he_normal"},
                    {"units": 16, "activation": "relu", "initializer": "he_normal"},
                    {"units": 3, "activation": "softmax", "initializer": "glorot_uniform"},
                ],
            },
            "data": {"dataset": "spirals", "size": 200, "noise": 0.05},
            "optimizer": {"name": "adam", "learning_rate": 0.01, "betas": [0.9, 0.999]},
            "schedule": {"name": "cosine", "warm_up": 20},
            "clip_norm": 1,
            "batch_size": 20,
            "steps": 200,
            "record_every": 10,
            "snapshot_steps": [200],
            "surface": 20,
        },
    },
    "csv": {
        "summary": "The steps of a run as a table",
        "value": {
            "network": {
                "layers": [
                    {"units": 6, "activation": "tanh", "initializer": "glorot_normal"},
                    {"units": 3, "activation": "softmax", "initializer": "glorot_normal"},
                ],
            },
            "data": {"dataset": "iris", "size": 60},
            "optimizer": {"name": "momentum", "learning_rate": 0.05},
            "steps": 100,
            "record_every": 10,
            "format": "csv",
        },
    },
}
"""For the OpenAPI document's `examples` of POST /api/v1/train."""
