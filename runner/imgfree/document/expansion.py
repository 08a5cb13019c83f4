"""How big a YAML text is with its aliases written out, told from its events before anything is built."""

from collections.abc import Iterator
from typing import Any

import yaml

DEPTH_LIMIT = 100


class TooBig(Exception):
    """It has more values, more letters or more levels than are allowed."""


def check(events: Iterator[Any], *, nodes: int, letters: int) -> None:
    """Return if the text has no more than that many values and letters, aliases written out.

    Raises:
        TooBig: it has more, or is nested too deeply.
        YAMLError: it is no YAML.
    """
    known: dict[str, tuple[int, int]] = {}  # an anchor -> the values and letters that it stands for
    open_: list[tuple[str | None, int, int]] = []  # anchor, and what was counted when it began
    count = length = 0
    for event in events:
        if isinstance(event, yaml.StreamEndEvent):
            return
        if isinstance(event, yaml.AliasEvent):
            more = known.get(event.anchor or "", (nodes, letters))  # an alias inside its own value has no end
            count, length = count + more[0], length + more[1]
        elif isinstance(event, yaml.ScalarEvent):
            count, length = count + 1, length + len(event.value)
            if event.anchor:
                known[event.anchor] = (1, len(event.value))
        elif isinstance(event, yaml.CollectionStartEvent):
            open_.append((event.anchor, count, length))
            count += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before, letters_before = open_.pop()
            if anchor:
                known[anchor] = (count - before, length - letters_before)
        if count > nodes or length > letters or len(open_) > DEPTH_LIMIT:
            raise TooBig
