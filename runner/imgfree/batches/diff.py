"""What has changed in a table since the batch began, row by row."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from imgfree.batches.rows import Film, read

_SHOWN = 20  # rows of one sort
_LONGEST = 60


@dataclass(frozen=True)
class Diff:
    """Which rows are new, changed, or gone, by their keys; `lines` tell people."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything has changed."""
        return bool(self.added or self.changed or self.removed)


def diff(before: BinaryIO, now: BinaryIO) -> Diff:
    """Return what is different between two files of films."""
    old = {film.key: film for film in read(before)}
    added, changed, told = [], [], []
    for film in read(now):
        was = old.pop(film.key, None)
        if was is None:
            added.append(film.key)
            told.append(f"+ {film.key} (line {film.line})")
        elif was.digest != film.digest:
            changed.append(film.key)
            told.append(f"~ {film.key} (line {film.line}): {_changes(was, film)}")
    gone = [f"- {key} (was line {film.line})" for key, film in old.items()]
    lines = [*_cut(told), *_cut(gone)]
    return Diff(tuple(added), tuple(changed), tuple(old), tuple(lines))


def _cut(lines: list[str]) -> list[str]:
    more = len(lines) - _SHOWN
    return [*lines[:_SHOWN], f"… and {more:,} more rows"] if more > 0 else lines


def _changes(was: Film, now: Film) -> str:
    told = [
        f"{name} {_value(was.sets, name)} → {_value(now.sets, name)}"
        for name in dict.fromkeys((*was.sets, *now.sets))
        if was.sets.get(name) != now.sets.get(name)
    ]
    if was.out != now.out:
        told.append(f"goes to {now.out}")
    if was.refused != now.refused:
        told.append(f"cannot be run: {now.refused}" if now.refused else "can be run now")
    return ", ".join(told)


def _value(sets: Mapping[str, Any], name: str) -> str:
    text = json.dumps(sets[name], ensure_ascii=False) if name in sets else "nothing"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
