"""What holds for all tests."""

from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests go last: Playwright keeps the thread's event loop while it runs, and coroutines need it too."""
    items.sort(key=lambda item: item.path.is_relative_to(BROWSER))
