"""Limits that a process sets itself, which may only be lower than those it was started with."""

import resource  # there is none on Windows; who imports this looks first
from collections.abc import Mapping


def lower(limits: Mapping[str, int]) -> None:
    """Set each limit, by its name in `resource`, to that many units, or leave the lower one that holds already."""
    for name, most in limits.items():
        number = getattr(resource, name)
        there = resource.getrlimit(number)[1]
        value = most if there == resource.RLIM_INFINITY else min(most, there)
        resource.setrlimit(number, (value, value))
