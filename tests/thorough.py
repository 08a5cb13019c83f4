"""How much of what has no end, or is dear, is tried: a sample with every run, all of it in the gate (THOROUGH=1)."""

import os
from collections.abc import Iterable
from typing import TypeVar

THOROUGH = os.environ.get("THOROUGH") == "1"
Value = TypeVar("Value")


def many(sample: int, whole: int) -> int:
    """Return how many are tried."""
    return whole if THOROUGH else sample


def some(values: Iterable[Value], sample: int) -> list[Value]:
    """Return those that are tried: about so many of them, evenly spread, and always the same."""
    whole = list(values)
    return whole[:: 1 if THOROUGH else max(1, len(whole) // sample)]
