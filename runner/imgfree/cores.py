"""How many cores there are for us, and how films share them."""

import os

MOST_PAINTERS = 4  # of one film: more would take more memory than they save time


def available() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def films_at_once(cores: int) -> int:
    """Return how many films are made beside each other: two at least, so that no core waits for a join."""
    return max(min(2, cores), cores // MOST_PAINTERS)


def painters(cores: int, films: int) -> int:
    """Return how many of these cores paint a film while so many films are made."""
    return max(1, min(MOST_PAINTERS, cores // films))
