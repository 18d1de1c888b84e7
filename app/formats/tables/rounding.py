"""Numbers of which float64 keeps less than their cell says: told, since two of them may become one."""

import re

from .cells.marks import Marks
from .faults import shown

LARGEST_EXACT = 2**53
"""Up to here float64 holds every whole number."""

SMALL_ENOUGH = 15
"""Digits of a whole number that float64 always holds."""

NOT_ZERO = re.compile("[eE].*")


def what_is_lost(text: str, value: float, marks: Marks) -> str | None:
    """What a tidy cell says and its number does not: a whole number is rounded, or one is so small that it is 0."""
    if value != 0 and len(text) <= SMALL_ENOUGH:
        return None
    if not marks.fits(text):
        return None
    plain = marks.plain(text)
    if value == 0:
        there = any(digit in "123456789" for digit in NOT_ZERO.sub("", plain))
        return f"{shown(text)} is read as 0, since float64 holds nothing so small" if there else None
    whole, _, fraction = plain.partition(".")
    if abs(value) < LARGEST_EXACT or not whole.lstrip("+-").isdigit() or fraction.strip("0"):
        return None
    if int(whole) == int(value):
        return None
    return (
        f"{shown(text)} is read as {int(value)}, since float64 holds each whole number only up to {LARGEST_EXACT}"
    )
