"""What a subcommand is, and how one ends that went wrong."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass


class CommandError(Exception):
    """What ends a command with one line on the error stream; `code` is the exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Command:
    """One subcommand: what it is for, its options, and the function that runs it and gives the exit code."""

    help: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
