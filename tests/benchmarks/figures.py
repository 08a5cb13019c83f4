"""What a benchmark says: a figure, and beside it what it is compared with in the same run."""

import os
from typing import Protocol

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))


class Figure(Protocol):
    """Notes one row of the table: `figure("wall", "9.95 s", ratio=1.05, of="the encoder alone")`."""

    def __call__(self, what: str, value: str, *, ratio: float | None = None, of: str = "") -> None: ...
