"""The table of quantities against what a pass gives and what an answer sends."""

import numpy as np
import pytest

from app.engine.analysis.case import Case
from app.engine.analysis.passes import trace
from app.engine.network.losses import LOSSES
from app.engine.network.network import Batch, Network
from app.engine.network.quantities import COMPUTED, GRADIENTS, QUANTITIES
from app.practice.sheet.sheet import RULES
from app.wire.analysis.answer import LayerAnswer
from tests.engine.helpers import random_network

UNITS, EXAMPLES = (3, 4, 2), 5


@pytest.fixture
def network() -> Network:
    return random_network(np.random.default_rng(0), list(UNITS), "tanh", "identity")


@pytest.mark.parametrize("name", QUANTITIES)
def test_its_shape_is_that_of_the_array(name: str, network: Network) -> None:
    batch = Batch(np.ones((EXAMPLES, UNITS[0])), np.zeros((EXAMPLES, UNITS[-1])))
    for number, layer in enumerate(trace(Case(network, batch, LOSSES["mean_squared_error"])).layers, start=1):
        assert getattr(layer, name).shape == QUANTITIES[name].shape(UNITS, EXAMPLES, number)


def test_every_quantity_is_sent_and_every_computed_one_is_marked() -> None:
    assert set(QUANTITIES) <= set(LayerAnswer.__annotations__)
    assert list(RULES) == list(COMPUTED)


def test_gradients_are_what_is_reduced_over_the_examples() -> None:
    assert GRADIENTS == ("weight_gradient", "bias_gradient")
