"""Say what was asked for, what was recorded instead, and where the two differ."""

import difflib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from imgfree.cassette.asked import Asked, recorded
from imgfree.cassette.form import Interaction, Recording
from imgfree.errors import CassetteMismatch, Position

_SHOWN = 60  # characters of a value
_CANDIDATES = 50


def unmatched(
    request: tuple[Asked, str], recording: Recording, unplayed: Iterable[Interaction], times_played: int
) -> CassetteMismatch:
    """Return the error for a request (what is asked for, and its body) that the cassette has no answer for."""
    wanted, body = request
    hint = "record it again with --record"
    if not recording.finished:
        hint = f"this recording was cut short, it ends after {len(recording.interactions)} requests; {hint}"
    if times_played:
        message = f"'{wanted}' was recorded {_times(times_played)} and is asked for once more"
        return CassetteMismatch(_of(recording, message), hint=hint)
    nearest = _nearest(wanted, body, list(unplayed)) or _nearest(wanted, body, recording.interactions)
    if nearest is None:
        return CassetteMismatch(_of(recording, f"'{wanted}' was not recorded"), hint=hint)
    number = recording.interactions.index(nearest) + 1
    place = f"interaction {number} of {len(recording.interactions)}"
    message = f"'{wanted}' was not recorded; nearest is '{recorded(nearest)}' ({place}), whose "
    return CassetteMismatch(
        _of(recording, message + difference(wanted, body, nearest)), at=position(recording, nearest), hint=hint
    )


def position(recording: Recording, made: Interaction) -> Position | None:
    """Return where an interaction's address stands in the file, if that is known."""
    if not made.line:
        return None
    text = f"    uri: {json.dumps(made.uri, ensure_ascii=False)}"
    return Position(str(recording.path), made.line + 2, 10, width=len(text) - 9, text=text)


def difference(wanted: Asked, body: str, made: Interaction) -> str:
    """Return in words what differs first: method, path, query, range, or a place in the body."""
    was = recorded(made)
    for name in ("method", "path", "range"):
        then, now = getattr(was, name), getattr(wanted, name)
        if then != now:
            return f"{name} was {_quoted(then)} and is {_quoted(now)}"
    if was.query != wanted.query:
        then, now = dict(was.query), dict(wanted.query)
        name = next(name for name in [*then, *now] if then.get(name) != now.get(name)) if then != now else "order"
        return f"query '{name}' was {_quoted(then.get(name))} and is {_quoted(now.get(name))}"
    return body_difference(made.request_body or "", body)


def body_difference(then: str, now: str) -> str:
    """Return in words where two bodies differ first."""
    try:
        return _json_difference(json.loads(then), json.loads(now), "")
    except (ValueError, RecursionError):
        pass
    for number, (old, new) in enumerate(zip(then.split("\n"), now.split("\n"), strict=False)):
        if old != new:
            part = f"part {number} of the upload" if then.startswith("multipart\n") else "body"
            return f"{part} {_was(old, new)}"
    if then.startswith("multipart\n"):
        return f"upload had {_parts(then)} and has {_parts(now)}"
    return f"body {_was(then, now)}"


def _parts(body: str) -> str:
    count = body.count("\n")
    return "one part" if count == 1 else f"{count} parts"


def _json_difference(then: Any, now: Any, path: str) -> str:
    if isinstance(then, dict) and isinstance(now, dict):
        for key in [*then, *(key for key in now if key not in then)]:
            if key not in then or key not in now or then[key] != now[key]:
                below = f"{path}.{key}" if path else str(key)
                if key in then and key in now:
                    return _json_difference(then[key], now[key], below)
                return f"body has no '{below}' any more" if key in then else f"body had no '{below}'"
    if isinstance(then, list) and isinstance(now, list):
        for index, (old, new) in enumerate(zip(then, now, strict=False)):
            if old != new:
                return _json_difference(old, new, f"{path}[{index}]")
        return f"body '{path}' had {len(then)} items and has {len(now)}"
    return f"body '{path or 'value'}' {_was(then, now)}"


def _was(then: Any, now: Any) -> str:
    """Return both values, cut so that what differs is seen."""
    old, new = (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in (then, now))
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = max(0, same - _SHOWN // 3)
    return f"was {_quoted(old, start)} and is {_quoted(new, start)}"


def _quoted(text: str | None, start: int = 0) -> str:
    if text is None:
        return "not there"
    shown = text[start : start + _SHOWN].replace("\n", " ")
    return f"'{'…' if start else ''}{shown}{'…' if len(text) > start + _SHOWN else ''}'"


def _nearest(wanted: Asked, body: str, made: Sequence[Interaction]) -> Interaction | None:
    """Return the interaction most like the request; the same address counts most, then the same path, then the body."""

    def likeness(other: Interaction) -> tuple[float, ...]:
        was = recorded(other)
        alike = difflib.SequenceMatcher(None, was.path, wanted.path).quick_ratio()
        return was.path == wanted.path, was.method == wanted.method, alike

    best = sorted(made, key=likeness, reverse=True)[:_CANDIDATES]
    if not best or likeness(best[0])[2] < 0.5:
        return None
    rank = likeness(best[0])
    equal = [other for other in best if likeness(other) == rank]
    return max(equal, key=lambda other: _alike(other.request_body or "", body))


def _alike(then: str, now: str) -> float:
    return difflib.SequenceMatcher(None, then[:2000], now[:2000], autojunk=True).quick_ratio()


def _of(recording: Recording, message: str) -> str:
    return f"the cassette '{recording.path.name}' does not fit: {message}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
