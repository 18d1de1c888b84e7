"""What went wrong, counted once however many answers it shows in."""

from collections.abc import Sequence

from ..mistakes.table import CARRIED_FORWARD
from ..mistakes.updated_weights import UPDATED_WEIGHTS
from .diagnosis import Cause, Diagnosis

Alternatives = Sequence[Diagnosis]
"""What one answer was diagnosed with: either … or …"""


def agreed(told: Sequence[Alternatives]) -> list[tuple[Diagnosis, ...]]:
    """The diagnoses of several answers without those that are not certain where no other answer says the same.

    Beside something certain they stay: it may be either.
    """
    causes = [{diagnosis.causes for diagnosis in alternatives} for alternatives in told]
    return [
        tuple(alternatives)
        if any(diagnosis.certain for diagnosis in alternatives)
        else tuple(
            diagnosis
            for diagnosis in alternatives
            if any(diagnosis.causes in others for m, others in enumerate(causes) if m != n)
        )
        for n, alternatives in enumerate(told)
    ]


def mistakes(told: Sequence[Alternatives]) -> int:
    """How many mistakes these answers show, all of them wrong by themselves.

    The same mistake in several answers is one, mistakes made together are as many as they are, and an answer
    without a diagnosis is one of its own. Of alternatives that counts which adds the fewest.
    """
    known: set[Cause] = set()
    for alternatives in sorted(filter(None, told), key=len):
        known |= min((_new(diagnosis, known) for diagnosis in alternatives), key=len)
    return len(known) + sum(not alternatives for alternatives in told)


def _new(diagnosis: Diagnosis, known: set[Cause]) -> set[Cause]:
    """The mistakes of a diagnosis that are not known yet.

    Weights updated too early are one, at any rate: the same η looks N times as large where sums stand for means.
    """
    causes = {(code, None if code == UPDATED_WEIGHTS else detail) for code, detail in diagnosis.causes}
    return {cause for cause in causes if cause[0] != CARRIED_FORWARD} - known
