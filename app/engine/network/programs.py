"""One spelling of a function for two uses: an array now, and a program that writes into arrays given.

A rule takes `run`, which makes each call, then its arrays, and the array to write into, or None for a new one.
`operator.call` makes the calls as they come. A `Tape` also keeps them: a program is a fixed list of NumPy calls on
fixed arrays, so that what training repeats in every step allocates nothing and spends nothing between the calls.
"""

from collections.abc import Callable
from functools import partial
from operator import call
from typing import Any

import numpy as np

from ..arrays import Array

Program = tuple[Callable[[], object], ...]
"""Calls to make in order."""
Run = Callable[..., Array]
"""run(function, *arguments) makes a NumPy call and gives its result. Where the arguments name no array to write
into, the result is a new one."""

OUT_OF_REDUCE = 3
"""Where `out` stands among the arguments of a ufunc's reduce."""
BY_KEYWORD = (np.maximum, np.minimum)
"""Ufuncs that take `out` by its name alone; the others are called faster without it."""


def written(rule: Callable[..., Array]) -> Callable[..., Array]:
    """The function of a rule: function(*arrays, **parameters) is a new array. The arrays have axes: of those
    without, NumPy makes scalars, into which no call can write."""
    return partial(rule, call)


def program(
    function: Callable[..., Array], arguments: tuple[Array, ...], out: Array, **parameters: float
) -> Program:
    """The calls that write function(*arguments, **parameters) into `out`, of its shape and dtype, bit for bit.

    Of what is no rule it is the ordinary function, and a copy.
    """
    if not (isinstance(function, partial) and function.args == (call,)):
        return copied(function, arguments, out, **parameters)
    tape = Tape()
    with np.errstate(all="ignore"):
        function.func(tape, *arguments, out, **parameters)
    return tuple(tape.calls)


def copied(
    function: Callable[..., Array], arguments: tuple[Array, ...], out: Array, **parameters: float
) -> Program:
    """An ordinary function, whose result is copied into `out`."""

    def copy() -> None:
        np.copyto(out, function(*arguments, **parameters))

    return (copy,)


class Tape:
    """Makes calls, and keeps each so that it can be made again on the same arrays; what was new is kept with it."""

    def __init__(self) -> None:
        self.calls: list[Callable[[], object]] = []

    def __call__(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        if isinstance(function, np.ufunc) or function is np.copyto:
            arguments = _constants(arguments)
        result = function(*arguments, **named)
        if isinstance(function, np.ufunc):
            arguments = arguments[: function.nin]
            if function in BY_KEYWORD:
                named = {**named, "out": result}
            else:
                arguments = *arguments, result
        elif function is not np.copyto:
            arguments = *arguments[:OUT_OF_REDUCE], result, *arguments[OUT_OF_REDUCE + 1 :]
        self.calls.append(partial(function, *arguments, **named))
        return result


def _constants(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Numbers as arrays without axes, which a call takes without looking for their dtype."""
    dtype = next(each.dtype for each in arguments if isinstance(each, np.ndarray))
    return tuple(np.array(each, dtype) if isinstance(each, int | float) else each for each in arguments)
