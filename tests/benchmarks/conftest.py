"""All benchmarks in one command, and one table of their figures at the end.

    pytest -m benchmark

A figure is told beside what it is compared with in the same run, since a time alone says more of the machine than of
the program. `BENCH_ROUNDS` (default 3) says how often rounds are repeated.
"""

from pathlib import Path

import pytest
from figures import Figure

ROWS = pytest.StashKey[list[tuple[str, str, str, str]]]()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this group out of every run that does not ask for it."""
    return True if "benchmark" not in config.getoption("markexpr") else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark this group, and give each benchmark the time it needs."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.benchmark)
            item.add_marker(pytest.mark.timeout(1800))


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """Return what notes a row of the table."""
    rows = request.config.stash.setdefault(ROWS, [])
    group = request.path.stem.removeprefix("bench_")

    def note(what: str, value: str, *, ratio: float | None = None, of: str = "") -> None:
        rows.append((group, what, value, f"{ratio:.2f} x {of}" if ratio is not None else ""))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table."""
    rows = config.stash.get(ROWS, [])
    if not rows:
        return
    terminalreporter.section("figures")
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        terminalreporter.write_line(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )
