"""Steps of training a second, against a plain NumPy loop and against PyTorch eager.

All of them draw the same batches and come to the same weights, which is checked before anything is measured. Each
computes on one thread or on one for each core, whichever it is faster with.
"""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import NamedTuple

import numpy as np

from app.engine.arrays import Array
from app.engine.descent.descent import bare_steps
from app.engine.descent.spec import Training
from app.engine.training.training import train
from bench.loops import plain
from bench.tasks import TASKS, Task
from bench.threads import REST, fastest, fastest_numpy
from bench.timing import Comparison
from bench.timing import compare as compare_at_once

BLOCK = 40
"""Steps of one call: whole epochs of every task."""
Loop = Callable[[Training], Iterator[list[Array]]]
"""The weights after each update."""

compare = partial(compare_at_once, rounds=9, rest=REST)


class PyTorch(NamedTuple):
    """What is measured of PyTorch."""

    version: str
    eager: Loop
    use_threads: Callable[[int], None]


def find_pytorch() -> PyTorch | None:
    """PyTorch; or None, which is told with its reason, where it is not installed or does not load."""
    try:
        from bench import pytorch
    except (ImportError, OSError) as error:
        print(f"training: no comparison with PyTorch, which cannot be imported: {error}")
        return None
    return PyTorch(pytorch.VERSION, pytorch.eager, pytorch.use_threads)


def check(training: Training, loops: list[Loop]) -> None:
    """Raises AssertionError unless all loops come to the weights that the engine comes to."""
    *_, network = islice(bare_steps(training), BLOCK)
    for loop in loops:
        *_, weights = islice(loop(training), BLOCK)
        for layer, theirs in zip(network.layers, weights, strict=True):
            assert np.abs(layer.weights - theirs).max() < 1e3 * np.finfo(theirs.dtype).eps


def taking(steps: Iterator[object]) -> Callable[[], object]:
    """A function that takes a block of steps."""
    return lambda: deque(islice(steps, BLOCK), maxlen=0)


def line(name: str, result: Comparison, goal: str = "") -> str:
    """One line of the report: how often a second each takes a step, and their ratio in time."""
    speeds = f"{BLOCK / result.seconds:>8,.0f} against {BLOCK / result.baseline_seconds:>8,.0f} steps/s"
    return f"    {name:<50} {speeds}   ratio {result.ratio:5.2f}   {goal}".rstrip()


def measure(task: Task, pytorch: PyTorch | None) -> None:
    """Print the ratios of a task."""
    training = task.training()
    check(training, [plain, *([pytorch.eager] if pytorch else [])])
    bare, probed = taking(bare_steps(training)), taking(train(training))
    print(f"  {task}; NumPy on {fastest_numpy(bare)}")
    loop = taking(plain(training))
    print(line("against the plain loop", compare(bare, loop), task.goal()))
    print(line("every step probed, against the plain loop", compare(probed, loop)))
    if pytorch:
        eager = taking(pytorch.eager(training))
        name = f"against PyTorch on {fastest(pytorch.use_threads, eager)}"
        print(line(name, compare(bare, eager), "goal 1"))
        print(line(f"every step probed, {name}", compare(probed, eager), "goal 1"))


def report() -> None:
    """Print the ratios."""
    pytorch = find_pytorch()
    others = f"a plain NumPy loop{f' and PyTorch {pytorch.version} eager' if pytorch else ''}"
    print(f"training: steps of SGD, bare and with every step probed for deaths, against {others}")
    for task in TASKS:
        measure(task, pytorch)
