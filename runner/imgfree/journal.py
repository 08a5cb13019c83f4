"""The event log as the run's memory: append, read back, fold into what each step has already done."""

import contextlib
import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from imgfree import events
from imgfree.clock import Clock
from imgfree.errors import ImgfreeError, SetupError
from imgfree.redaction import Redactor

EVENTS_FILE = "events.jsonl"
LOCK_FILE = "events.lock"
Sink = Callable[[Mapping[str, Any]], None]


class JournalDamaged(ImgfreeError):
    """A line in the middle of the event log is not an event."""

    exit_code = 6


class Journal:
    """The one writer of a run's event log. Every event is with the kernel when `emit` returns.

    Raises:
        SetupError: the folder or the log cannot be written, or another process writes this run.
    """

    def __init__(self, folder: Path, *, clock: Clock, redactor: Redactor, sinks: Sequence[Sink] = ()) -> None:
        self.folder = folder
        self.run_id = folder.name
        self._clock = clock
        self._redactor = redactor
        self._sinks = tuple(sinks)
        self._guard = threading.Lock()
        self._step: dict[str, str] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _take_lock(folder / LOCK_FILE)
            self._seq = _mend_tail(folder / EVENTS_FILE)
            self._fd = os.open(folder / EVENTS_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        except OSError as error:
            raise SetupError(
                f"the run folder '{folder}' cannot be written: {error.strerror}",
                hint="set IMGFREE_RUNS_DIR to a folder that can",
            ) from error

    def emit(self, event: str, /, **fields: Any) -> None:
        """Write one event, then show it; transient events (progress) are only shown."""
        with self._guard:
            record = {
                "ts": _timestamp(self._clock.now_s()),
                "seq": self._seq,
                "event": event,
                "run_id": self.run_id,
                **self._step,
                **self._redactor.data(fields),
            }
            if event not in events.TRANSIENT:
                self._append(record)
                self._seq += 1
        for sink in self._sinks:
            sink(record)

    def commit(self, event: str, /, **fields: Any) -> None:
        """Write one event and return when it is on the disk (before a paid action, and after it)."""
        self.emit(event, **fields)
        try:
            os.fsync(self._fd)
        except OSError as error:
            raise _unwritable(error) from error

    @contextlib.contextmanager
    def step(self, step: str, kind: str) -> Iterator[None]:
        """Bind `step` and `kind` to every event of the block."""
        outer, self._step = self._step, {"step": step, "kind": kind}
        try:
            yield
        finally:
            self._step = outer

    def masked(self, value: Any) -> Any:
        """Return JSON-shaped `value` as it may be written beside the events, without secrets."""
        return self._redactor.data(value)

    def close(self) -> None:
        """Give the run free for another writer."""
        os.close(self._fd)
        os.close(self._lock)

    def _append(self, record: Mapping[str, Any]) -> None:
        line = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        try:
            while line:
                line = line[os.write(self._fd, line) :]
        except OSError as error:
            raise _unwritable(error) from error


@dataclass
class Marks:
    """What one step has already done, by its events. `intended_s` is the epoch time of the newest intent."""

    planned: dict[str, Any] | None = None
    intended: dict[str, Any] | None = None
    intended_s: float = 0.0
    accepted: list[dict[str, Any]] = field(default_factory=list)
    finished: dict[str, Any] | None = None
    skipped: bool = False

    def take(self, event: str, fields: Mapping[str, Any], ts_s: float) -> None:
        """Remember one event of the step; a fresh intent forgets what the one before it came to."""
        if event == events.STEP_PLANNED:
            self.planned = dict(fields)
        elif event == events.STEP_INTENDED:
            self.intended, self.intended_s = dict(fields), ts_s
        elif event == events.STEP_ACCEPTED:
            self.accepted.append(dict(fields))
        elif event == events.STEP_FINISHED:
            self.finished = dict(fields.get("outputs") or {})
        elif event == events.STEP_SKIPPED:
            self.skipped = True


def read(folder: Path) -> list[dict[str, Any]]:
    """Return the run's events in order; a torn last line is left out.

    Raises:
        JournalDamaged: a line before the last is not an event; names the line.
        SetupError: the log cannot be read.
    """
    path = folder / EVENTS_FILE
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SetupError(f"'{path}' cannot be read: {error.strerror}") from error
    *lines, _tail = raw.split(b"\n")
    records = []
    for number, line in enumerate(lines, start=1):
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if not isinstance(record, dict) or "event" not in record:
            raise JournalDamaged(f"{path}:{number} is not an event", hint="the run cannot be resumed; run it anew")
        records.append(record)
    return records


def fold(records: Iterable[Mapping[str, Any]]) -> dict[str, Marks]:
    """Return what each step has done, by step id."""
    marks: dict[str, Marks] = {}
    for record in records:
        if "step" in record:
            marks.setdefault(str(record["step"]), Marks()).take(record["event"], record, epoch_s(record["ts"]))
    return marks


def epoch_s(ts: str) -> float:
    """Return an event's `ts` as seconds since the epoch."""
    return datetime.fromisoformat(ts).timestamp()


def _timestamp(now_s: float) -> str:
    return datetime.fromtimestamp(now_s, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _unwritable(error: OSError) -> SetupError:
    return SetupError(f"the event log cannot be written: {error.strerror}", hint="free some disk space, then resume")


def _mend_tail(path: Path) -> int:
    """Cut off an unfinished last line (nothing was done on its strength) and return the next `seq`."""
    if not path.exists():
        return 0
    raw = path.read_bytes()
    whole = raw.rfind(b"\n") + 1
    if whole < len(raw):
        os.truncate(path, whole)
    last = raw[:whole].rstrip(b"\n").rpartition(b"\n")[2]
    try:
        return int(json.loads(last)["seq"]) + 1 if last else 0
    except (ValueError, KeyError, TypeError):
        return raw.count(b"\n")


def _take_lock(path: Path) -> int:
    """Return an open, locked file; the lock dies with the process."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(fd)
        raise SetupError(
            f"another imgfree is working on run {path.parent.name}", hint="wait for it, or end that process first"
        ) from error
    return fd
