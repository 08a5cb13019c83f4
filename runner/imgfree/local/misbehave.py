"""Faults on request, so that tests and demos can see how a client takes them."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from imgfree import durations
from imgfree.errors import ImgfreeError, InputRefused


class MisbehaviourUnknown(ImgfreeError):
    """The text after --misbehave names no fault we have, or gives it a value it cannot take."""

    exit_code = 2


@dataclass(frozen=True)
class Misbehave:
    """What goes wrong, and how often. The default is a backend that behaves."""

    silent: float = 0.0  # share of edits that end without a word
    cut: float = 0.0  # share of streams cut mid-way, while the work goes on
    fail_render: float = 0.0  # share of renders that fail
    heartbeat_s: float = 10.0
    slow_s: float = 0.0  # thinking time before each edit
    credits: int | None = None  # what a new account gets, never refilled
    expire_s: float | None = None  # life of a token
    gone: int | None = None  # messages after which a session is lost
    rate: int = 0  # how many token requests are answered 429 first
    envelope: bool = False  # body codes travel on HTTP 200
    seed: int = 0


def parse(text: str) -> Misbehave:
    """Return the faults that `silent=0.3,heartbeat=1s,cut=0.1` asks for; the empty text asks for none.

    Raises:
        MisbehaviourUnknown: a name or value that is not known; the message lists the names.
    """
    faults = Misbehave()
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = (part.strip() for part in entry.partition("="))
        if name not in _READERS:
            raise MisbehaviourUnknown(f"'{name}' is no misbehaviour", hint=f"known are {', '.join(sorted(_READERS))}")
        field, read, takes = _READERS[name]
        setting = read(value)
        if setting is None:
            raise MisbehaviourUnknown(f"'{name}' cannot be '{value}'", hint=f"it takes {takes}")
        faults = replace(faults, **{field: setting})
    return faults


class Dice:
    """Decides which message or render is struck. The same seed strikes the same ones again."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._sources: dict[str, random.Random] = {}

    def strikes(self, fault: str, share: float) -> bool:
        """Return whether `fault` happens this time; each fault has its own row of throws."""
        source = self._sources.setdefault(fault, random.Random(f"{self._seed}:{fault}"))
        return source.random() < share


def _share(value: str) -> float | None:
    try:
        share = float(value)
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None


def _count(value: str) -> int | None:
    return int(value) if re.fullmatch(r"[0-9]{1,9}", value) else None


def _duration(value: str) -> float | None:
    try:
        return durations.duration_s(value) or None
    except InputRefused:
        return None


def _carrier(value: str) -> bool | None:
    return {"envelope": True, "http": False}.get(value)


_READERS: dict[str, tuple[str, Callable[[str], Any], str]] = {
    "silent": ("silent", _share, "a share from 0 to 1"),
    "cut": ("cut", _share, "a share from 0 to 1"),
    "fail_render": ("fail_render", _share, "a share from 0 to 1"),
    "heartbeat": ("heartbeat_s", _duration, "a duration such as 1s"),
    "slow": ("slow_s", _duration, "a duration such as 2s"),
    "credits": ("credits", _count, "a whole number"),
    "expire": ("expire_s", _duration, "a duration such as 10s"),
    "gone": ("gone", _count, "a whole number of messages"),
    "rate": ("rate", _count, "a whole number of requests"),
    "status": ("envelope", _carrier, "'envelope' or 'http'"),
    "seed": ("seed", _count, "a whole number"),
}
