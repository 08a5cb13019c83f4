"""Pages in a real browser: `apt-get install chromium`, then `pytest -m browser tests/browser`."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools import Tab, browser


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this group out of every run that does not ask for it."""
    return True if "browser" not in config.getoption("markexpr") else None


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    """Yield a tab of a browser of our own."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("there is no chromium here")
    with browser(program) as found:
        yield found
