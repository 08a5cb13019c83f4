"""The event log as the run's memory: append, read back, fold into what each step has already done."""

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imgfree import disk, events, past, seal
from imgfree.clock import Clock
from imgfree.disk import PRIVATE_FILE, PRIVATE_FOLDER, System
from imgfree.errors import NotDone, SetupError
from imgfree.events import Record, Sink
from imgfree.past import EVENTS_FILE as EVENTS_FILE
from imgfree.past import JournalDamaged as JournalDamaged
from imgfree.past import epoch_s as epoch_s
from imgfree.past import read as read
from imgfree.redaction import Redactor
from imgfree.seal import Seal

if TYPE_CHECKING:
    from imgfree.log import RunLog

LOCK_FILE = "events.lock"
_TEXT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # once: `dumps` makes one for each event


class RunInUse(SetupError):
    """Another process writes this run."""


class Journal:
    """The one writer of a run's event log. Every event is with the kernel when `emit` returns.

    `ts` follows the machine's clock and may fall where that is set back; `seq` alone gives the order. Each line bears
    the mark of `sealed`, and a log that lacks it is not gone on with; without a seal, nobody can tell later whose the
    log is. Folder and files are their owner's alone; below `base` no link is followed to them.

    Raises:
        SetupError: the folder or the log cannot be written, or another process writes this run.
        NotOurs: somebody else began it.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock,
        redactor: Redactor,
        sinks: Sequence[Sink] = (),
        sealed: Seal | None = None,
        base: Path | None = None,
        system: System = os,
    ) -> None:
        from imgfree import log  # only who writes one: it brings structlog

        self.folder = folder
        self.run_id = past.run_id(folder)
        self._system = system
        self._redactor = redactor
        self._log = log.chain(self, run_id=self.run_id, clock=clock, redactor=redactor, sinks=sinks)
        self._news = _News()
        self._broken: OSError | None = None
        self._sealed = sealed
        self._stamp = (sealed or seal.passing()).at(folder)
        with contextlib.ExitStack() as held:
            try:
                self._room = held.enter_context(
                    disk.opened(folder, base=base or folder.parent, make=True, mode=PRIVATE_FOLDER, system=system)
                )
                held.callback(os.close, _take_lock(self._room))
                self._fd, self._seq = self._opened()
            except OSError as error:
                raise SetupError(
                    f"the run folder '{folder}' cannot be written: {error.strerror}",
                    hint="set IMGFREE_RUNS_DIR to a folder that can",
                ) from error
            held.callback(os.close, self._fd)
            self._size_bytes = os.fstat(self._fd).st_size
            self._held = held.pop_all()

    @property
    def is_new(self) -> bool:
        """Return whether nothing was ever written to it."""
        return self._seq == 0

    def emit(self, event: str, /, **fields: Any) -> None:
        """Write one event, then show it. Progress, and a poll without news, are only shown, without `seq`."""
        if event in events.DURABLE:
            self.commit(event, **fields)
        else:
            self._log.emit(event, **fields)

    def commit(self, event: str, /, **fields: Any) -> None:
        """Write one event, and show it and return when it is on the disk (before a paid action, and after it)."""
        self._log.commit(event, **fields)

    @contextlib.contextmanager
    def step(self, step: str, kind: str) -> Iterator[None]:
        """Bind `step` and `kind` to every event of the block."""
        outer: RunLog = self._log
        self._log = outer.bind(step=step, kind=kind)
        try:
            yield
        finally:
            self._log = outer

    def write(self, record: Record) -> Record:
        """Return the record as it was written, numbered and marked; as it came where it says nothing to keep."""
        if record["event"] in events.TRANSIENT or not self._news.is_news(record):
            return record
        numbered = {"ts": record["ts"], "seq": self._seq, **record}
        self._seq += 1  # before the write: an interrupt in between costs a number, never gives it twice
        return {**numbered, "mark": self._append(numbered)}

    def sync(self) -> None:
        """Return when all that was written is on the disk.

        Raises:
            SetupError: nobody can tell whether it is.
        """
        try:
            self._system.fsync(self._fd)
        except OSError as error:
            self._broken = error  # syncing again may succeed, and mean nothing
            raise _unwritable(error) from error

    def masked(self, value: Any) -> Any:
        """Return JSON-shaped `value` as it may be written beside the events, without secrets."""
        return self._redactor.data(value)

    def keep(self, name: str, content: bytes) -> None:
        """Put a file beside the events, for its owner alone, in the place of what had that name.

        Raises:
            SetupError: it cannot be written.
        """
        try:
            disk.write_in(self._room, name, content, replace=True, mode=PRIVATE_FILE)
        except OSError as error:
            raise SetupError(f"the run folder '{self.folder}' cannot be written: {error.strerror}") from error

    def close(self) -> None:
        """Give the run free for another writer."""
        self._held.close()

    def _opened(self) -> tuple[int, int]:
        """Return the log, open at its end, and the next `seq`; an unfinished last line is cut off.

        Nothing was done on the strength of such a line.
        """
        try:
            fd = self._room.create(EVENTS_FILE, PRIVATE_FILE)
        except FileExistsError:
            fd = self._room.reopen(EVENTS_FILE, os.O_RDWR)
        try:
            self._room.sync()  # also of a log that is there: who made it may have died before this
            records = past.our_log(self.folder, self._sealed).records if self._sealed else read(self.folder)
            self._system.ftruncate(fd, _whole_bytes(fd))
            os.lseek(fd, 0, os.SEEK_END)
        except BaseException:
            os.close(fd)
            raise
        return fd, records[-1]["seq"] + 1 if records else 0

    def _append(self, record: Record) -> str:
        if self._broken is not None:  # nothing may follow a line that is not there
            raise _unwritable(self._broken)
        text = _TEXT.encode(record)
        body = text.encode(errors="backslashreplace")  # half a surrogate, of an odd file name, is written as JSON does
        mark = self._stamp.mark(body)
        line = past.marked(body, mark) + b"\n"
        left = memoryview(line)
        try:
            while left:
                left = left[self._system.write(self._fd, left) :]
        except OSError as error:
            self._broken = error
            with contextlib.suppress(OSError):  # the next writer would cut it off, too
                self._system.ftruncate(self._fd, self._size_bytes)
            raise _unwritable(error) from error
        self._size_bytes += len(line)
        return mark


class _News:
    """Tells whether a poll says something new: an hour of polling leaves as many lines as things that happened."""

    def __init__(self) -> None:
        self._last: dict[str, Any] = {}

    def is_news(self, fields: Record) -> bool:
        event = fields["event"]
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
                said = {name: value for name, value in fields.items() if name not in ("ts", "polls")}
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
    refused: str = ""  # why a strict run took its answer for a failure

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
            case events.STEP_FAILED if fields.get("error") == NotDone.__name__:
                self.refused = str(fields.get("reason"))
            case _:
                return
        self.touched_s = ts_s

    @property
    def unfinished(self) -> bool:
        """Return whether something of it may have left, and its end is not known."""
        return self.intended is not None and self.finished is None

    def quiet_s(self, now_s: float) -> float:
        """Return for how long nothing has been done; a clock that was set back counts as no time at all."""
        return max(0.0, now_s - self.touched_s)

    def _settle(self, *, accept: bool) -> None:
        self.settled = accept
        if not accept:
            self.planned, self.intended, self.sent, self.accepted = None, None, False, []
            self.refused = ""


def kinds(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the kind of each step that the run came to, by step id."""
    return {str(record["step"]): str(record["kind"]) for record in records if "step" in record}


def fold(records: Iterable[Mapping[str, Any]]) -> dict[str, Marks]:
    """Return what each step has done, by step id."""
    marks: dict[str, Marks] = {}
    for record in records:
        if "step" in record:
            marks.setdefault(str(record["step"]), Marks()).take(record["event"], record, epoch_s(record["ts"]))
    return marks


def in_use(folder: Path) -> bool:
    """Return whether a process writes this run now."""
    try:
        with disk.opened(folder, base=folder.parent) as room:
            os.close(_take_lock(room))
    except RunInUse:
        return True
    except OSError:
        return False
    return False


def _unwritable(error: OSError) -> SetupError:
    return SetupError(f"the event log cannot be written: {error.strerror}", hint="free some disk space, then resume")


def _whole_bytes(fd: int) -> int:
    """Return how far the log consists of whole lines."""
    end = os.fstat(fd).st_size
    while end:
        start = max(0, end - 65536)
        os.lseek(fd, start, os.SEEK_SET)
        found = os.read(fd, end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _take_lock(room: disk.Folder) -> int:
    """Return an open, locked file; the lock dies with the process."""
    try:
        fd = room.create(LOCK_FILE, PRIVATE_FILE)
    except FileExistsError:
        fd = room.reopen(LOCK_FILE, os.O_RDWR)
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
            f"another imgfree is working on run {past.run_id(room.path)}", hint="wait for it, or end that process first"
        ) from error
    return fd
