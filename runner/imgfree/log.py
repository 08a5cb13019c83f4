"""The one chain that every event of a run goes through, structlog's: redacted, stamped, written, then shown.

Importing it costs more than a whole validation: only who logs does.
"""

import threading
from collections.abc import MutableMapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol, TextIO

import structlog

from imgfree.clock import Clock
from imgfree.events import Record, Sink
from imgfree.redaction import Redactor

_Event = MutableMapping[str, Any]


class Store(Protocol):
    """Where events last: it filters nothing but what says nothing new, and loses nothing."""

    def write(self, record: Record) -> Record:
        """Return the record as it was written, numbered and marked; as it came where it is only shown."""

    def sync(self) -> None:
        """Return when all that was written is on the disk."""


class RunLog(structlog.BoundLoggerBase):
    """Takes a run's events. `bind(step=…, kind=…)` returns one whose events all say so."""

    def emit(self, event: str, /, **fields: Any) -> None:
        """Write one event, then show it."""
        self._proxy_to_logger("emit", event, **fields)

    def commit(self, event: str, /, **fields: Any) -> None:
        """Write one event, and show it and return when it is on the disk."""
        self._proxy_to_logger("commit", event, **fields)


class _Shown:
    """The end of the chain: what was written is shown, a committed event when it is on the disk."""

    def __init__(self, store: Store, sinks: Sequence[Sink]) -> None:
        self._store = store
        self._sinks = tuple(sinks)

    def emit(self, record: Record) -> None:
        for sink in self._sinks:
            sink(record)

    def commit(self, record: Record) -> None:
        self._store.sync()
        self.emit(record)


def chain(store: Store, *, run_id: str, clock: Clock, redactor: Redactor, sinks: Sequence[Sink]) -> RunLog:
    """Return the log of a run: each event is redacted, stamped with time and run, stored, and goes to the sinks."""
    guard = threading.Lock()

    def redact(_: Any, __: str, event: _Event) -> _Event:
        name = event.pop("event")
        return {"event": name, **redactor.data(event)}

    def stamp(_: Any, __: str, event: _Event) -> _Event:
        head = {"event": event.pop("event"), "run_id": run_id}
        bound = {name: event.pop(name) for name in ("step", "kind") if name in event}
        return {"ts": timestamp(clock.now_s()), **head, **bound, **event}

    def write(_: Any, __: str, event: _Event) -> tuple[tuple[Record], dict[str, Any]]:
        with guard:
            return (store.write(event),), {}

    wrapped = structlog.wrap_logger(
        _Shown(store, sinks), processors=[redact, stamp, write], wrapper_class=RunLog, context_class=dict
    )
    log: RunLog = wrapped.bind()
    return log


def json_lines(stream: TextIO) -> Sink:
    """Return a sink that writes each event as one JSON object a line; what is only shown is left out."""
    logger = structlog.wrap_logger(
        structlog.PrintLogger(stream), processors=[structlog.processors.JSONRenderer(ensure_ascii=False)]
    )

    def show(record: Record) -> None:
        if "seq" in record:
            logger.msg(**record)

    return show


def timestamp(now_s: float) -> str:
    """Return an epoch time as events carry it: ISO 8601, UTC, milliseconds."""
    return datetime.fromtimestamp(now_s, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
