"""What is said of a name that is none of those there are."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 40
"""Characters of a name in a message."""


def unknown_name(name: str, known: Iterable[str]) -> str:
    """The names that were expected and the one that came, with the nearest where one is near."""
    names = list(known)
    came = name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
    close = get_close_matches(name[:LONGEST].lower(), names, n=1)
    hint = f'; did you mean "{close[0]}"?' if close else ""
    return f'expected one of {", ".join(names)}; got "{came}"{hint}'
