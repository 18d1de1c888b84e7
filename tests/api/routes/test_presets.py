"""Every preset shows what its title and description say, in the numbers of the analysis."""

import json
from functools import cache

import numpy as np
import pytest

from app.engine.analysis.analysis import Analysis, analysis_of
from app.engine.analysis.causes import Cause
from app.engine.analysis.status import Status
from app.presets.explore import PRESETS
from app.presets.preset import Preset
from app.settings import Settings
from app.wire.network.plan import plan
from app.wire.network.request import AnalyzeRequest

BY_NAME = {preset.name: preset for preset in PRESETS}


def analyzed(preset: Preset, **data: int) -> Analysis:
    """The analysis of a preset, read from its JSON as a request is; `data` overrides fields of its data."""
    request = {**preset.request, "data": {**preset.request["data"], **data}}
    planned = plan(AnalyzeRequest.model_validate_json(json.dumps(request)), Settings())
    return analysis_of(planned.build())


@cache
def shown(name: str) -> Analysis:
    return analyzed(BY_NAME[name])


def statuses(analysis: Analysis) -> list[list[Status]]:
    return [[Status(code) for code in facts.status.tolist()] for facts in analysis.neurons]


def units(analysis: Analysis, status: Status) -> list[list[int]]:
    """Of each layer the indices of the units with a status."""
    return [np.flatnonzero(facts.status == status).tolist() for facts in analysis.neurons]


def norms(analysis: Analysis) -> list[float]:
    return [float(norm) for norm in analysis.gradient_norms]


def test_names_are_unique_and_texts_short() -> None:
    assert len(BY_NAME) == len(PRESETS)
    for preset in PRESETS:
        assert preset.name.isidentifier()
        assert len(preset.title) <= 24
        assert len(preset.description) <= 220
        assert preset.description.endswith(".")


@pytest.mark.parametrize("name", list(BY_NAME))
def test_is_a_request_with_a_finite_analysis(name: str) -> None:
    analysis = shown(name)
    assert analysis.non_finite is None
    assert not any(units(analysis, Status.UNKNOWN))


def test_exercise_has_the_numbers_of_the_sheet() -> None:
    analysis = shown("exercise")
    hidden, output = analysis.layers
    np.testing.assert_allclose(output.activation, [[0.8176, 0.1824]], atol=5e-5)
    np.testing.assert_allclose(output.delta, [[-0.1824, 0.1824]], atol=5e-5)
    np.testing.assert_allclose(output.weight_gradient, [[0, -0.2736, 0], [0, 0.2736, 0]], atol=5e-5)
    np.testing.assert_array_equal(output.bias_gradient, output.delta[0])
    np.testing.assert_allclose(hidden.delta, [[0, -0.1824, 0]], atol=5e-5)
    np.testing.assert_array_equal(hidden.preactivation, [[-1, 1.5, -1]])
    assert units(analysis, Status.DEAD) == [[0, 2], []]
    assert units(analysis, Status.ACTIVE) == [[1], [0, 1]]
    assert analysis.neurons[0].certified_dead is None, "nothing is certified by a single example"


def test_relu_sparsity_is_off_half_the_time_and_nothing_is_dead() -> None:
    analysis = shown("relu_sparsity")
    for facts in analysis.neurons[:-1]:
        assert facts.active_fraction is not None
        assert facts.active_fraction.mean() == pytest.approx(0.5, abs=0.1)
        assert (facts.active_fraction < 1).any()
    assert {status for layer in statuses(analysis) for status in layer} == {Status.ACTIVE}


def test_dead_layer_is_dead_for_good_and_starves_what_is_below() -> None:
    analysis = shown("dead_layer")
    first, second, _ = analysis.neurons
    assert units(analysis, Status.DEAD) == [[], [0, 1, 2, 3, 4], []]
    assert second.permanent.all()
    assert second.certified_dead is not None
    assert second.certified_dead.all()
    assert second.dead_examples.all()
    assert units(analysis, Status.STARVED)[0] == [0, 1, 2, 3, 4, 5]
    assert set(first.cause.tolist()) == {Cause.FEEDS_DEAD}
    assert first.active_fraction is not None
    assert (first.active_fraction > 0).all(), "its units are on"
    assert norms(analysis)[:2] == [0, 0]


def test_starved_neuron_is_exactly_one_and_its_cause_is_named() -> None:
    analysis = shown("starved_neuron")
    assert units(analysis, Status.STARVED) == [[1], [], []]
    assert analysis.neurons[0].cause[1] == Cause.FEEDS_DEAD
    assert units(analysis, Status.DEAD) == [[], [2], []]
    assert units(analysis, Status.ACTIVE) == [[0, 2], [0, 1], [0, 1]]
    assert analysis.neurons[0].active_fraction is not None
    assert analysis.neurons[0].active_fraction[1] == 9 / 16
    np.testing.assert_array_equal(analysis.layers[1].weights[:, 1] != 0, [False, False, True])


def test_vanishing_loses_a_factor_of_a_million_with_no_unit_dead() -> None:
    analysis = shown("vanishing")
    assert len(analysis.layers) == 12
    assert norms(analysis)[0] < 1e-6 * norms(analysis)[-1]
    assert norms(analysis) == sorted(norms(analysis))
    assert {status for layer in statuses(analysis) for status in layer} == {Status.ACTIVE}


def test_exploding_grows_with_each_step_down() -> None:
    analysis = shown("exploding")
    assert len(analysis.layers) == 12
    assert norms(analysis)[0] > 1e4 * norms(analysis)[-1]
    assert norms(analysis) == sorted(norms(analysis), reverse=True)
    assert max(np.abs(layer.activation).max() for layer in analysis.layers[:-1]) <= 1


def test_born_dead_lets_nothing_of_the_input_through() -> None:
    analysis = shown("born_dead")
    assert units(analysis, Status.DEAD) == [[]] * 3 + [[0, 1]] * 8 + [[]]
    assert units(analysis, Status.STARVED)[:3] == [[0, 1]] * 3
    assert all(facts.permanent.all() for facts in analysis.neurons[3:11])
    output = analysis.layers[-1].activation
    np.testing.assert_array_equal(output, np.broadcast_to(output[0], output.shape))


def test_iris_has_dead_units_before_training() -> None:
    analysis = shown("iris")
    assert analysis.inputs.shape == (30, 4)
    assert analysis.targets.sum(axis=0).tolist() == [10, 10, 10]
    assert analysis.inputs.min() > 0
    assert [len(layer) for layer in units(analysis, Status.DEAD)] == [2, 2, 0]
    assert units(analyzed(BY_NAME["iris"], size=150), Status.DEAD) == units(analysis, Status.DEAD), "on all 150 too"


def test_digits_has_units_that_more_examples_wake() -> None:
    analysis = shown("digits")
    assert [len(layer) for layer in units(analysis, Status.DEAD)] == [4, 0, 0]
    certified = analysis.neurons[0].certified_dead
    assert certified is not None
    assert not certified.any()
    assert units(analyzed(BY_NAME["digits"], size=1797), Status.DEAD) == [[], [], []]
