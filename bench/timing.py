"""Two pieces of work measured side by side, so that a busy machine slows both alike."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, sleep


@dataclass(frozen=True, slots=True)
class Comparison:
    """Median seconds of one call of each, and the median of the ratios of neighbouring rounds."""

    seconds: float
    baseline_seconds: float
    ratio: float


def per_call(work: Callable[[], object], calls: int, rest: float = 0) -> float:
    """Seconds of one call, over so many, after so many seconds of rest."""
    if rest:
        sleep(rest)
    start = perf_counter()
    for _ in range(calls):
        work()
    return (perf_counter() - start) / calls


def compare(
    work: Callable[[], object],
    baseline: Callable[[], object],
    *,
    rounds: int = 15,
    seconds: float = 0.1,
    rest: float = 0,
) -> Comparison:
    """`work` against `baseline`, in turns; a round takes about `seconds` for the slower of the two.

    rest: seconds before each turn, in which threads that the other one left waiting go to sleep.
    """
    work()
    baseline()
    calls = max(1, int(seconds / max(per_call(work, 1), per_call(baseline, 1), 1e-7)))
    times = [(per_call(work, calls, rest), per_call(baseline, calls, rest)) for _ in range(rounds)]
    return Comparison(
        median(mine for mine, _ in times),
        median(theirs for _, theirs in times),
        median(mine / theirs for mine, theirs in times),
    )


def in_words(seconds: float) -> str:
    """Seconds with a unit that suits them."""
    for limit, factor, unit in ((1e-3, 1e6, "µs"), (1.0, 1e3, "ms")):
        if seconds < limit:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds:.3g} s"


def row(name: str, result: Comparison, goal: str = "") -> str:
    """One line of a report."""
    times = f"{in_words(result.seconds):>9} against {in_words(result.baseline_seconds):>9}"
    return f"  {name:<44} {times}   ratio {result.ratio:5.2f}   {goal}".rstrip()
