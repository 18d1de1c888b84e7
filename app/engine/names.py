"""What is said of a name or a number that cannot be taken: which name was probably meant, and all its digits."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

LONGEST = 40
"""Characters of a name in a message."""
NEARLY_THE_SAME = 0.85
"""How similar a name must be to another spelling, which stands for a name that may look quite different."""


class Meant(NamedTuple):
    """A name, and what is to be said with it."""

    name: str
    remark: str = ""


Aliases = Mapping[str, tuple[Meant, ...]]
"""What other spellings mean, by their letters and digits in lower case: of several names the first one known."""


def spelled(*rows: tuple[str, str] | tuple[str, str, str]) -> Aliases:
    """A table of aliases from rows (name, its other spellings with blanks between them, remark)."""
    found: dict[str, tuple[Meant, ...]] = {}
    for name, spellings, *remark in rows:
        for spelling in spellings.split():
            found[letters(spelling)] = (*found.get(letters(spelling), ()), Meant(name, *remark))
    return found


@lru_cache(maxsize=1024)
def letters(name: str) -> str:
    """What spellings of one name have in common: its letters and digits, in lower case."""
    return re.sub(r"[\W_]", "", name.casefold())


def meant(name: str, known: Iterable[str], aliases: Aliases | None = None) -> Meant | None:
    """The known name that was probably meant: the same in other spelling, one with this alias, or a near one."""
    names = {letters(each): each for each in known}
    possible = {
        alias: [each for each in means if each.name in names.values()] for alias, means in (aliases or {}).items()
    }
    others = {alias: means[0] for alias, means in possible.items() if means}
    came = letters(name[:LONGEST])
    if came in names:
        return Meant(names[came])
    if came in others:
        return others[came]
    if close := get_close_matches(came, others, n=1, cutoff=NEARLY_THE_SAME):
        return others[close[0]]
    close = get_close_matches(came, names, n=1)
    return Meant(names[close[0]]) if close else None


def did_you_mean(name: str, known: Iterable[str], aliases: Aliases | None = None) -> str:
    """The end of a message on an unknown name; nothing where no name is near."""
    found = meant(name, known, aliases)
    if found is None:
        return ""
    return f'; did you mean "{found.name}"{", " if found.remark else ""}{found.remark}?'


def unknown_name(name: str, known: Iterable[str], aliases: Aliases | None = None) -> str:
    """The names that were expected and the one that came, with the one that was probably meant."""
    names = list(known)
    return f'expected one of {", ".join(names)}; got "{shortened(name)}"{did_you_mean(name, names, aliases)}'


def exactly(value: float) -> str:
    """A number as it is, in as few digits as tell it from every other, the border that it misses too; with a true
    minus sign, since it stands in a sentence."""
    digits = str(value) if isinstance(value, int) else repr(float(value))
    return digits.removesuffix(".0").replace("inf", "∞").replace("-", "−")


def shortened(name: str) -> str:
    """A name fit for a message: a long one is cut."""
    return name if len(name) <= LONGEST else f"{name[:LONGEST]}…"
