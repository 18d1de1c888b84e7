"""Labels counted from 1 and classes without examples: told at their bounds, and not before."""

import numpy as np
import pytest

from tests.advice.helpers import classes, facts, said


@pytest.mark.parametrize("labels", [[1, 2, 3], [3, 1, 2, 2], [1, 2] * 5])
def test_labels_from_one(labels: list[int]) -> None:
    units = max(labels) + 1
    told = said(classes(labels, units))["labels_from_one"]
    assert told.pointer == "/data/targets"
    assert told.remedy == "labels_from_zero"
    assert f"the labels are 1 to {units - 1}" in told.message
    assert f"(it has {units})" in told.message


@pytest.mark.parametrize("labels", [[1, 2], [1, 2] * 4, [0, 1, 2], [2, 3, 4], [1, 3, 4], [1, 1, 1]])
def test_labels_that_need_not_be_counted_from_one(labels: list[int]) -> None:
    assert "labels_from_one" not in said(classes(labels, 5))


def test_one_hot_rows_are_not_counted() -> None:
    rows = np.eye(4)[[1, 2, 3]]
    assert said(facts("softmax", "cross_entropy", [[1, 2], [2, 1], [3, 5]], rows)) == {}


def test_empty_classes() -> None:
    told = said(classes([0, 1, 3, 3] * 5, 4))["empty_class"]
    assert "class 2 of 4 has no example: from 20 examples" in told.message
    two = said(classes([0, 3] * 13, 5))["empty_class"]
    assert "classes 1, 2 and 4 of 5 have no example" in two.message


def test_few_examples_may_leave_classes_out() -> None:
    assert said(classes([0, 1, 3] * 6, 4)) == {}


def test_the_class_0_of_labels_from_one_is_told_once() -> None:
    assert list(said(classes([1, 2, 3] * 10, 4))) == ["labels_from_one"]
    both = said(classes([1, 2, 3] * 10, 5))
    assert "class 4 of 5 has no example" in both["empty_class"].message
