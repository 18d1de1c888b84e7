"""`python -m bench [engine] [check] [explain] [training] [service] [page]`: all of them, or those named."""

import sys

from bench import check, engine, explain, page, service, training

REPORTS = {
    "engine": engine.report,
    "check": check.report,
    "explain": explain.report,
    "training": training.report,
    "service": service.report,
    "page": page.report,
}


def main(names: list[str]) -> None:
    """Print the reports in order. Raises SystemExit for a name that is none."""
    unknown = [name for name in names if name not in REPORTS]
    if unknown:
        raise SystemExit(f"expected {', '.join(REPORTS)}; got {', '.join(unknown)}")
    for name in names or REPORTS:
        REPORTS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
