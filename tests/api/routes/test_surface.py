"""The decision surface as JSON, in both encodings."""

import json
from typing import Any

import numpy as np
import pytest

from app.engine.analysis.surface import Box, surface
from app.engine.network.network import Network
from app.wire.analysis.surface import surface_answer
from tests.api.asking import array
from tests.engine.helpers import make_layer, random_network

SQUARE = Box(np.array([-1.0, -2.0]), np.array([1.0, 2.0]))


@pytest.mark.parametrize("encoding", ["list", "base64"])
def test_a_surface_is_told_whole(encoding: Any) -> None:
    network = random_network(np.random.default_rng(3), [2, 4, 3], "relu", "softmax")
    found = surface(network, SQUARE, 5, np.array([False, True, False, False]))
    sent = json.loads(surface_answer(found, encoding).model_dump_json())
    assert found.classes is not None
    for name in ("x", "y", "values", "classes"):
        assert (array(sent[name]) == getattr(found, name)).all(), name
    assert sent["hinges"] == [each._asdict() for each in found.hinges]
    assert [each["dead"] for each in sent["hinges"]] == [False, True, False, False]


def test_one_output_has_no_classes() -> None:
    found = surface(Network((make_layer([[1, 1]], None, "tanh"),)), SQUARE, 2, np.array([False]))
    sent = surface_answer(found, "list")
    assert sent.classes is None
    assert sent.x == [-1, 1]


def test_numbers_that_are_none_are_told_as_such() -> None:
    network = Network(
        (make_layer([[1e308, 1], [-1e308, 1]], [0, 0], "relu"), make_layer(np.eye(2) * 10, None, "softmax"))
    )
    found = surface(network, SQUARE, 3, np.zeros(2, dtype=bool))
    sent = json.loads(surface_answer(found, "list").model_dump_json())
    assert sent["values"][0] == ["NaN", 0.5, "NaN"]
    assert sent["classes"][0] == ["NaN", 0, "NaN"]
