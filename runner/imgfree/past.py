"""A run's events read back: no more than is bearable, every field of its type, and whether we wrote them."""

import json
import math
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from imgfree import disk, events
from imgfree.errors import ImgfreeError, SetupError
from imgfree.seal import MARK_CHARS, Seal

EVENTS_FILE = "events.jsonl"
BATCHES, ROWS = "batches", "rows"  # .imgfree/batches/BATCH/rows/KEY is the run of a row
MOST_BYTES = 128_000_000  # a run of many hours leaves a few
ENDS = {events.RUN_FINISHED: "passed", events.RUN_FAILED: "failed", events.RUN_INTERRUPTED: "interrupted"}
_LONGEST_BEGINNING = 8_000_000
_MOST_FOREIGN_PARTS = 2_000_000  # lists, objects and what is in them: each takes far more memory than its bytes
_DEEPEST = 50
_MARK = b',"mark":"'
_MARKED_BYTES = len(_MARK) + MARK_CHARS + len(b'"}')

Record = dict[str, Any]


class JournalDamaged(ImgfreeError):
    """What lies there is no event log: it is no plain file, too long, or has a line that is not an event."""

    exit_code = 6


class NotOurs(SetupError):
    """The run was not made by this installation, in this place: what it says gives no rights."""


@dataclass(frozen=True)
class Log:
    """The events of a run, in order. `ours`: this installation wrote every one of them, in this very place."""

    records: list[Record]
    ours: bool


def log(folder: Path, seal: Seal) -> Log:
    """Return the run's events; a torn last line is left out.

    Raises:
        JournalDamaged: this is no event log; names what is wrong.
        SetupError: it cannot be read.
    """
    lines, stamp = _lines(folder), seal.at(folder)
    ours = bool(lines) and stamp.fits(*reversed(unmarked(lines[0])))
    if not ours and sum(map(_parts, lines)) > _MOST_FOREIGN_PARTS:
        raise _damaged(f"'{folder / EVENTS_FILE}' is too long for one of another installation")
    records: list[Record] = []
    for number, line in enumerate(lines, start=1):
        body, mark = unmarked(line)
        known = stamp.fits(mark, body)
        record = _parsed(line)
        if record is None or not (known or _is_sound(record, line)):
            raise _damaged(f"{folder / EVENTS_FILE}:{number} is not an event")
        ours = ours and known and record["seq"] > (records[-1]["seq"] if records else -1)
        records.append(record)
    return Log(records, ours)


def our_log(folder: Path, seal: Seal) -> Log:
    """Return the events of a run of ours.

    Raises:
        NotOurs: somebody else wrote them, or some of them, or wrote them for another place.
        JournalDamaged, SetupError: as `log`.
    """
    found = log(folder, seal)
    if found.records and not found.ours:
        raise NotOurs(
            f"run {folder.name} was not made by this installation in this place, so nothing of it is taken over",
            hint="run its recipe anew; a run goes on only in its own place, and with the IMGFREE_HOME it began with",
        )
    return found


def beginning(folder: Path) -> Record | None:
    """Return the first event of a run, whoever wrote it; None if there is none. Reads no more than that."""
    try:
        with disk.opened(folder, base=folder.parent) as room, os.fdopen(room.reopen(EVENTS_FILE), "rb") as file:
            line = file.readline(_LONGEST_BEGINNING)
    except OSError:
        return None
    record = _parsed(line) if line.endswith(b"\n") else None
    return record if record is not None and _is_sound(record, line) else None


def read(folder: Path) -> list[Record]:
    """Return the events of a run that this very process writes or wrote. Raises as `log` does."""
    records = []
    for number, line in enumerate(_lines(folder), start=1):
        record = _parsed(line)
        if record is None:
            raise _damaged(f"{folder / EVENTS_FILE}:{number} is not an event")
        records.append(record)
    return records


def start_of(records: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the event that says how the run began; nothing for one that never did."""
    return next((one for one in records if one["event"] == events.RUN_STARTED), {})


def end_of(records: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the event that ended the run; nothing for one that goes on, or was cut short."""
    turns = [one for one in records if one["event"] in ENDS or one["event"] == events.RUN_RESUMED]
    return turns[-1] if turns and turns[-1]["event"] in ENDS else {}


def folders(runs_dir: Path) -> list[Path]:
    """Return the folders in which there is an event log, or something that has its name; the last by name first."""
    try:
        found = [path for path in runs_dir.iterdir() if os.path.lexists(path / EVENTS_FILE)]
    except OSError:
        return []
    return sorted(found, reverse=True)


def batches_dir(runs_dir: Path) -> Path:
    """Return where batches are kept: beside the runs, in the folder that is ours."""
    return runs_dir.with_name(BATCHES) if runs_dir.name == "runs" else runs_dir / BATCHES


def run_id(folder: Path) -> str:
    """Return what the run in that folder is called: by its folder, a row of a batch by the batch's, too."""
    batch = folder.parent.parent
    is_row = folder.parent.name == ROWS and batch.parent.name == BATCHES
    return f"{batch.name}/{folder.name}" if is_row else folder.name


def marked(line: bytes, mark: str) -> bytes:
    """Return an event's line, a JSON object, with the mark as its last field."""
    return line[:-1] + _MARK + mark.encode() + b'"}'


def unmarked(line: bytes) -> tuple[bytes, bytes]:
    """Return an event's line as it was before it was marked, and the mark; an empty one if it has none."""
    end = line[-_MARKED_BYTES:]
    if not end.startswith(_MARK):
        return line, b""
    return line[:-_MARKED_BYTES] + b"}", end[len(_MARK) : -2]


def epoch_s(ts: str) -> float:
    """Return an event's `ts` as seconds since the epoch."""
    return datetime.fromisoformat(ts).timestamp()


def _lines(folder: Path) -> list[bytes]:
    path = folder / EVENTS_FILE
    try:
        raw = disk.read(path, most_bytes=MOST_BYTES, base=folder.parent)
    except disk.NotPlain as error:
        raise _damaged(f"{error.strerror}, no event log") from error
    except OSError as error:
        raise SetupError(f"'{path}' cannot be read: {error.strerror}") from error
    return raw.split(b"\n")[:-1]


def _damaged(message: str) -> JournalDamaged:
    return JournalDamaged(message, hint="the run cannot be resumed; run it anew")


def _parsed(line: bytes) -> Record | None:
    """Return the event in that line, without its mark; None if it is none."""
    try:
        found = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not isinstance(found.get("event"), str):
        return None
    found.pop("mark", None)
    return found


def _is_sound(found: Record, line: bytes) -> bool:
    """Return whether an event that anyone may have written has what its readers ask for, of the types they expect."""
    event = found["event"]
    needed = _NEEDED_IN_A_STEP if "step" in found or event.startswith("step.") else _NEEDED
    return (
        all(name in found for name in (*needed, *_NEEDED_BY.get(event, ())))
        and all(check(found[name]) for name, check in _FIELDS.items() if name in found)
        and not _is_too_deep(line, found)
    )


def _parts(line: bytes) -> int:
    return line.count(b"[") + line.count(b"{") + line.count(b",")


def _is_too_deep(line: bytes, found: Record) -> bool:
    """Return whether things lie in things so deep that those who walk through them would fall."""
    if _parts(line) <= _DEEPEST:
        return False
    level: list[Any] = [found]
    for _ in range(_DEEPEST):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return bool(level)


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no JSON")


Check = Callable[[Any], bool]


def _is(*types: type) -> Check:
    return lambda value: isinstance(value, types) and not (isinstance(value, bool) and bool not in types)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _texts_by_name(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values())


def _time(value: Any) -> bool:
    try:
        return isinstance(value, str) and math.isfinite(epoch_s(value))
    except (ValueError, OverflowError, OSError):
        return False


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


def _seconds(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -1e12 < value < 1e12


_text, _maybe_text, _object = _is(str), _is(str, type(None)), _is(dict)
_FIELDS: dict[str, Check] = {
    "ts": _time, "seq": _count, "event": _text, "run_id": _text, "step": _text, "kind": _text,
    "recipe": _text, "recipe_sha256": _text, "backend": _text, "because": _text, "name": _maybe_text, "version": _text,
    "ear": _text, "steps": _count, "cwd": _text, "out": _text, "report": _maybe_text, "brand": _maybe_text,
    "record": _maybe_text, "replay": _maybe_text,
    "allow_read": _texts, "within": _texts, "saved": _texts, "sets": _texts_by_name, "files": _texts_by_name,
    "outcome": _text, "attempt": _count, "outputs": _object, "params": _object, "duration_s": _seconds,
    "wait_s": _seconds, "idle_s": _seconds, "error": _text, "reason": _text, "at": _maybe_text, "hint": _maybe_text,
    "exit_code": _is(int), "how": _text, "render_id": _text, "message_kind": _text,
    "session_id": _text, "task_id": _maybe_text, "user_id": _maybe_text, "path": _text, "part": _text,
}  # fmt: skip
_NEEDED = ("ts", "seq", "event", "run_id")
_NEEDED_IN_A_STEP = (*_NEEDED, "step", "kind")
_NEEDED_BY = {
    "session.opened": ("session_id",),
    "download.begun": ("path", "part"),
    "download.received": ("path", "sha256"),
}
