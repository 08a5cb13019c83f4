"""The event log as the run's memory: append, read back, fold into what each step has already done."""

import contextlib
import errno
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


class RunInUse(SetupError):
    """Another process writes this run."""


class Journal:
    """The one writer of a run's event log. Every event is with the kernel when `emit` returns.

    `ts` follows the machine's clock and may fall where that is set back; `seq` alone gives the order.

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
        self._news = _News()
        self._broken: OSError | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = _take_lock(folder / LOCK_FILE)
            self._seq = _mend_tail(folder / EVENTS_FILE)
            self._fd = os.open(folder / EVENTS_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            self._size_bytes = os.fstat(self._fd).st_size
        except OSError as error:
            raise SetupError(
                f"the run folder '{folder}' cannot be written: {error.strerror}",
                hint="set IMGFREE_RUNS_DIR to a folder that can",
            ) from error

    def emit(self, event: str, /, **fields: Any) -> None:
        """Write one event, then show it. Progress, and a poll without news, are only shown, without `seq`."""
        with self._guard:
            written = event not in events.TRANSIENT and self._news.is_news(event, fields)
            record = {
                "ts": _timestamp(self._clock.now_s()),
                **({"seq": self._seq} if written else {}),
                "event": event,
                "run_id": self.run_id,
                **self._step,
                **self._redactor.data(fields),
            }
            if written:
                self._seq += 1  # before the write: an interrupt in between costs a number, never gives it twice
                self._append(record)
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
        if self._broken is not None:  # nothing may follow a line that is not there
            raise _unwritable(self._broken)
        line = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
        left = memoryview(line)
        try:
            while left:
                left = left[os.write(self._fd, left) :]
        except OSError as error:
            self._broken = error
            with contextlib.suppress(OSError):  # the next writer would cut it off, too
                os.ftruncate(self._fd, self._size_bytes)
            raise _unwritable(error) from error
        self._size_bytes += len(line)


class _News:
    """Tells whether a poll says something new: an hour of polling leaves as many lines as things that happened."""

    def __init__(self) -> None:
        self._last: dict[str, Any] = {}

    def is_news(self, event: str, fields: Mapping[str, Any]) -> bool:
        if event == events.STEP_STARTED:
            self._last.clear()
        match event:
            case events.REQUEST_SENT | events.RESPONSE_RECEIVED:
                said: Any = (fields.get("method"), fields.get("path"), fields.get("status"))
                repeats = fields.get("method") == "GET"
            case events.RENDER_POLLED:
                said = (fields.get("render_id"), fields.get("status"), int(fields.get("progress_pct") or 0) // 10)
                repeats = True
            case events.STATE_READ:
                said = {name: value for name, value in fields.items() if name != "polls"}
                repeats = True
            case _:
                return True
        known = self._last.get(event) == said
        self._last[event] = said
        return not (known and repeats)


@dataclass
class Marks:
    """What one step has already done, by its events.

    `intended_s` is the epoch time of the newest intent, `touched_s` that of the newest mark of any sort; `sent` says
    that all the words of that intent may have left, `settled` that the user took an unknown outcome for done.
    """

    planned: dict[str, Any] | None = None
    intended: dict[str, Any] | None = None
    intended_s: float = 0.0
    touched_s: float = 0.0
    sent: bool = False
    accepted: list[dict[str, Any]] = field(default_factory=list)
    finished: dict[str, Any] | None = None
    skipped: bool = False
    settled: bool = False

    def take(self, event: str, fields: Mapping[str, Any], ts_s: float) -> None:
        """Remember one event of the step."""
        match event:
            case events.STEP_PLANNED:
                self.planned = dict(fields)
            case events.STEP_INTENDED:
                self.intended, self.intended_s, self.sent = dict(fields), ts_s, False
            case events.STEP_SENT:
                self.sent = True
            case events.STEP_ACCEPTED:
                self.accepted.append(dict(fields))
            case events.STEP_WITHDRAWN:
                self.intended, self.sent = None, False
            case events.STEP_SETTLED:
                self._settle(accept=fields.get("how") == "accept")
            case events.STEP_FINISHED:
                self.finished = dict(fields.get("outputs") or {})
            case events.STEP_SKIPPED:
                self.skipped = True
            case _:
                return
        self.touched_s = ts_s

    def quiet_s(self, now_s: float) -> float:
        """Return for how long nothing has been done; a clock that was set back counts as no time at all."""
        return max(0.0, now_s - self.touched_s)

    def _settle(self, *, accept: bool) -> None:
        self.settled = accept
        if not accept:
            self.planned, self.intended, self.sent, self.accepted = None, None, False, []


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


def in_use(folder: Path) -> bool:
    """Return whether a process writes this run now."""
    try:
        os.close(_take_lock(folder / LOCK_FILE))
    except RunInUse:
        return True
    except OSError:
        return False
    return False


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
        if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            raise  # a file system without locks, say
        raise RunInUse(
            f"another imgfree is working on run {path.parent.name}", hint="wait for it, or end that process first"
        ) from error
    return fd
