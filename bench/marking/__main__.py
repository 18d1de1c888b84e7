"""`python -m bench.marking [--answers N] [--networks M] [--seed S]`: the confusion table of the marking."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping

from app.practice.mistakes.table import MISTAKES
from bench.marking.confusion import Table, markdown, marked, reproduction
from bench.marking.wrong_answers import generator

MOST_SHOWN = 20
"""Wrong names whose requests are printed."""


def measure(answers: int, networks: int, seed: int) -> tuple[Table, Mapping[str, int]]:
    """The table of so many wrong answers, and how many that do not show were left out, by row."""
    made, table = generator([mistake.code for mistake in MISTAKES], networks, seed), Table()
    for answer in made.answers(answers):
        table.add(marked(answer))
    return table, Counter(made.left_out)


def main() -> None:
    """Print the table, then how to reproduce what got a wrong name. Raises SystemExit where there is one."""
    parser = ArgumentParser(prog="python -m bench.marking", description="how well the marking names mistakes")
    parser.add_argument("--answers", type=int, default=5000)
    parser.add_argument("--networks", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    table, left_out = measure(chosen.answers, chosen.networks, chosen.seed)
    print(markdown(table, left_out))
    for one in table.wrong[:MOST_SHOWN]:
        print(f"\n{reproduction(one)}")
    if table.wrong:
        raise SystemExit(f"\n{len(table.wrong)} wrong names")


if __name__ == "__main__":
    main()
