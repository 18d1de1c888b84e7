"""The command `nablascope`: one subcommand a row of `COMMANDS`.

Nothing that computes is imported here: the number of threads of the linear algebra library is decided by the
environment at its import, and `serve` sets it first.
"""

import argparse
import sys
from collections.abc import Sequence

from .. import __version__
from ..settings import settings_table
from .command import Command, CommandError
from .serve import serve, serve_options


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; gives the exit code: 0, 1 for what went wrong, 2 for a wrong command line or setting."""
    parsed = parser().parse_args(arguments)
    try:
        return COMMANDS[parsed.command].run(parsed)
    except CommandError as error:
        print(f"nablascope: {error}", file=sys.stderr)
        return error.code


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    root = argparse.ArgumentParser(
        prog="nablascope", description="Explore every quantity of one forward and one backward pass."
    )
    root.add_argument("--version", action="version", version=f"nablascope {__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="command")
    for name, command in COMMANDS.items():
        command.add_options(commands.add_parser(name, help=command.help, description=command.help))
    return root


def no_options(options: argparse.ArgumentParser) -> None:
    """For a command without options."""


def print_settings(parsed: argparse.Namespace) -> int:
    """`nablascope settings`: the table of every setting, in Markdown."""
    print(settings_table())
    return 0


COMMANDS: dict[str, Command] = {
    "serve": Command("start the server", serve_options, serve),
    "settings": Command("print every setting as a Markdown table", no_options, print_settings),
}


if __name__ == "__main__":
    sys.exit(main())
