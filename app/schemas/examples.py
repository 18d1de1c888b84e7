"""Requests shown in the OpenAPI document, one for each way of asking."""

from typing import Any

EXERCISE_NETWORK: dict[str, Any] = {
    "layers": [
        {"weights": [[1, -1], [0.5, 0.5], [-1, 0]], "bias": [0, 0, 0], "activation": "relu"},
        {"weights": [[1, 2, 3], [-1, 1, 0]], "bias": [0, 0], "activation": "softmax"},
    ]
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
}
"""For the OpenAPI document's `examples` of POST /api/v1/analyze."""
