"""Data sets: shapes, balance, seeds, and that the real data is what its sources say."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.arrays import Array
from app.engine.data import sets as data
from app.engine.data.sets import DATASETS, Dataset, load

ROOT = Path(__file__).resolve().parents[3]
NAMES = list(DATASETS)
GENERATED = [name for name, row in DATASETS.items() if row.max_size is None]
REAL = [name for name, row in DATASETS.items() if row.max_size is not None]


@pytest.mark.parametrize("name", NAMES)
def test_default_is_what_the_row_says(name: str) -> None:
    row, dataset = DATASETS[name], load(name)
    assert dataset.inputs.shape == (row.default_size, len(row.features))
    assert dataset.labels.shape == (row.default_size,)
    assert dataset.inputs.dtype == np.float64
    assert dataset.labels.dtype == np.int64
    assert set(dataset.labels.tolist()) == set(range(len(row.classes)))
    assert (dataset.features, dataset.classes) == (row.features, row.classes)
    assert np.isfinite(dataset.inputs).all()


@given(name=st.sampled_from(NAMES), size=st.integers(1, 150), seed=st.integers(0, 2**64))
@settings(deadline=None, derandomize=True)
def test_every_size_spreads_over_the_classes_and_mixes_them(name: str, size: int, seed: int) -> None:
    classes = len(DATASETS[name].classes)
    labels = load(name, size=size, seed=seed).labels
    counts = np.bincount(labels, minlength=classes)
    assert counts.sum() == size
    assert counts.max() - counts.min() <= 1
    if size >= classes:
        assert len(set(labels[:classes].tolist())) == classes


@pytest.mark.parametrize("name", NAMES)
def test_the_seed_decides(name: str) -> None:
    noise = 0.1 if name in GENERATED else None
    first, again, other = (load(name, size=40, noise=noise, seed=seed) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first.inputs, again.inputs)
    np.testing.assert_array_equal(first.labels, again.labels)
    assert not np.array_equal(first.inputs, other.inputs)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_handed_out_is_the_callers_own(name: str) -> None:
    load(name).inputs[:] = 7
    load(name).labels[:] = 7
    assert load(name).inputs.max() != 7 or load(name).labels.max() != 7


@pytest.mark.parametrize("name", GENERATED)
def test_noise_is_a_standard_deviation_about_the_exact_points(name: str) -> None:
    exact, noisy = (load(name, size=4000, noise=noise, seed=1) for noise in (0.0, 0.25))
    np.testing.assert_array_equal(exact.labels, noisy.labels)
    assert np.std(noisy.inputs - exact.inputs) == pytest.approx(0.25, rel=0.05)


def test_xor_is_exactly_its_four_corners() -> None:
    dataset = load("xor", size=4, noise=0)
    np.testing.assert_array_equal(dataset.inputs, [[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_array_equal(dataset.labels, [0, 1, 1, 0])
    np.testing.assert_array_equal(load("xor").inputs, dataset.inputs)


def test_gaussian_xor_has_its_clouds_where_the_signs_say() -> None:
    dataset = load("gaussian_xor", noise=0)
    np.testing.assert_array_equal(np.abs(dataset.inputs), 1.0)
    np.testing.assert_array_equal(dataset.labels, dataset.inputs.prod(axis=1) < 0)


def distance(dataset: Dataset, label: int, centre: tuple[float, float]) -> Array:
    x, y = (dataset.inputs[dataset.labels == label] - centre).T
    radius: Array = np.hypot(x, y)
    return radius


def test_moons_are_half_circles_with_both_ends() -> None:
    dataset = load("moons", noise=0)
    np.testing.assert_allclose(distance(dataset, 0, (0.0, 0.0)), 1.0)
    np.testing.assert_allclose(distance(dataset, 1, (1.0, 0.5)), 1.0)
    assert dataset.inputs[dataset.labels == 0, 1].min() >= 0
    assert dataset.inputs[dataset.labels == 1, 1].max() <= 0.5
    assert dataset.inputs[:, 0].min() == pytest.approx(-1)
    assert dataset.inputs[:, 0].max() == pytest.approx(2)


def test_circles_have_no_point_twice() -> None:
    dataset = load("circles", noise=0)
    np.testing.assert_allclose(distance(dataset, 0, (0.0, 0.0)), 1.0)
    np.testing.assert_allclose(distance(dataset, 1, (0.0, 0.0)), 0.5)
    assert len({tuple(point) for point in dataset.inputs.round(9).tolist()}) == len(dataset.inputs)


def test_spirals_run_outwards_and_are_each_others_rotation() -> None:
    dataset = load("spirals", size=90, noise=0)
    arms = [dataset.inputs[dataset.labels == arm] @ [1, 1j] for arm in range(3)]
    arms = [arm[np.argsort(np.abs(arm))] for arm in arms]
    np.testing.assert_allclose(np.abs(arms[0])[[0, -1]], [0.1, 1.0])
    np.testing.assert_allclose(arms[1], arms[0] * np.exp(2j * np.pi / 3))
    np.testing.assert_allclose(arms[2], arms[0] * np.exp(4j * np.pi / 3))


def test_blobs_stand_on_a_triangle() -> None:
    dataset = load("blobs", noise=0)
    centres = np.unique(dataset.inputs.round(9), axis=0)
    np.testing.assert_allclose(np.hypot(*centres.T), 2.0)
    assert len(centres) == 3


@pytest.mark.parametrize("name", REAL)
def test_whole_of_a_real_set_is_every_example_once(name: str) -> None:
    unit = {"iris": 1, "digits": 16}[name]
    everything = data.packaged(name)
    whole = load(name, size=DATASETS[name].max_size, seed=5)
    ours = np.column_stack([whole.inputs * unit, whole.labels])
    theirs = np.column_stack([everything.inputs, everything.labels])
    assert not np.array_equal(ours, theirs), "expected another order than the file's"
    np.testing.assert_array_equal(np.sort(ours, axis=0), np.sort(theirs, axis=0))
    assert sorted(map(tuple, ours.tolist())) == sorted(map(tuple, theirs.tolist()))


@pytest.mark.parametrize("name", REAL)
def test_smaller_choice_is_the_beginning_of_a_larger_one(name: str) -> None:
    small, large = load(name, size=20, seed=2), load(name, size=90, seed=2)
    np.testing.assert_array_equal(small.inputs, large.inputs[:20])
    np.testing.assert_array_equal(small.labels, large.labels[:20])


def test_iris_is_fishers() -> None:
    inputs, labels = data.packaged("iris")
    assert inputs.shape == (150, 4)
    np.testing.assert_array_equal(np.bincount(labels), [50, 50, 50])
    np.testing.assert_array_equal(inputs[0], [5.1, 3.5, 1.4, 0.2])
    np.testing.assert_array_equal(inputs[-1], [5.9, 3.0, 5.1, 1.8])
    # The two examples that a widespread copy has wrong.
    np.testing.assert_array_equal(inputs[[34, 37]], [[4.9, 3.1, 1.5, 0.2], [4.9, 3.6, 1.4, 0.1]])
    np.testing.assert_allclose(inputs.mean(axis=0), [5.8433, 3.0573, 3.7580, 1.1993], atol=5e-5)
    assert DATASETS["iris"].classes[labels[0]] == "setosa"


def test_digits_are_the_test_set_of_the_source() -> None:
    inputs, labels = data.packaged("digits")
    assert inputs.shape == (1797, 64)
    np.testing.assert_array_equal(np.bincount(labels), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    np.testing.assert_array_equal(inputs[0, :16], [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0])
    np.testing.assert_array_equal(labels[:10], np.arange(10))
    assert (float(inputs.min()), float(inputs.max())) == (0, 16)
    whole = load("digits", size=1797).inputs
    assert (float(whole.min()), float(whole.max())) == (0, 1)


@pytest.mark.parametrize("name", REAL)
def test_file_has_the_checksum_that_the_documentation_records(name: str) -> None:
    checksum = hashlib.sha256((ROOT / f"app/engine/data/datasets/{name}.npz").read_bytes()).hexdigest()
    assert f"`{checksum}`" in (ROOT / "docs/data.md").read_text(encoding="utf-8")


def test_documentation_has_every_data_set_and_its_defaults() -> None:
    text = (ROOT / "docs/data.md").read_text(encoding="utf-8")
    for row in DATASETS.values():
        assert f"`{row.name}`" in text
        if row.noise is not None:
            line = re.search(rf"^\| `{row.name}` .*$", text, re.MULTILINE)
            assert line is not None
            assert line[0].endswith(f"| {len(row.classes)} | {row.default_size} | {row.noise:g} |")


@pytest.mark.parametrize("name", REAL)
def test_cached_arrays_are_read_only(name: str) -> None:
    for array in data.packaged(name):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: load("mnist"), 'expected one of xor, moons, .*; got "mnist"'),
        (lambda: load("moons", size=0), "at least 1; got 0"),
        (lambda: load("iris", size=151), "at least 1 and at most 150, all that iris has; got 151"),
        (lambda: load("iris", noise=0.0), "real data and takes no noise"),
        (lambda: load("moons", noise=-0.1), "a finite noise of at least 0; got −0.1"),
        (lambda: load("moons", noise=float("nan")), "a finite noise of at least 0; got nan"),
        (lambda: load("moons", noise=1.7e308), "keeps the inputs finite; got 1.7e"),
        (lambda: load("moons", seed=-1), "seed of at least 0; got -1"),
    ],
)
def test_what_cannot_be_loaded_is_refused_in_words(call: Callable[[], Dataset], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
