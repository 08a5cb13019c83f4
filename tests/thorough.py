"""How much of what has no end is tried: a sample with every run of the tests, all of it in the gate (THOROUGH=1)."""

import os

THOROUGH = os.environ.get("THOROUGH") == "1"


def many(sample: int, whole: int) -> int:
    """Return how many are tried."""
    return whole if THOROUGH else sample
