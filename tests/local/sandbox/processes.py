"""The processes of a sandbox, as the tests see them."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any


def children(of: int) -> list[int]:
    """Return the processes that this one has begun and not yet waited for, those that have ended left out."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = entry.read_text().rpartition(") ")
        except OSError:
            continue
        state, parent = rest.split()[:2]
        if int(parent) == of and state != "Z":
            found.append(int(entry.parent.name))
    return found


def until(fact: Callable[[], object]) -> None:
    """Return when the fact holds; fail after four minutes."""
    end_s = time.monotonic() + 240
    while not fact():
        assert time.monotonic() < end_s
        time.sleep(0.01)


@contextmanager
def standing(endless: dict[str, Any]) -> Iterator[None]:
    """Give the block once the task stands at its pipe, and keep it there for that long."""
    held: list[int] = []

    def read() -> bool:
        with suppress(OSError):  # nobody reads yet
            held.append(os.open(endless["assets"]["pipe"]["path"], os.O_WRONLY | os.O_NONBLOCK))
        return bool(held)

    until(read)
    try:
        yield
    finally:
        os.close(held[0])
