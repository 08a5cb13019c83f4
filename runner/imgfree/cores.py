"""How many cores there are for us, and how films share them."""

import os

MOST_PAINTERS = 4  # of one film: more would take more memory than they save time


def available() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def films_at_once(cores: int) -> int:
    """Return how many films are made beside each other, so that all of these cores have something to do."""
    return max(1, cores // MOST_PAINTERS)
