"""What a run's time went into, by step: imgfree working, waiting for the backend, or pausing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from imgfree import events, journal, schema

WORKING, BACKEND, WAITING = "working", "backend", "waiting"
_STEP_ENDS = frozenset({events.STEP_FINISHED, events.STEP_FAILED, events.STEP_SKIPPED})
_PAUSES = frozenset({events.WAIT_SCHEDULED, events.STEP_RETRY_SCHEDULED})
_BUSY = frozenset({events.STREAM_OPENED, events.RENDER_SUBMITTED, events.RENDER_POLLED})
_IDLE = frozenset({
    events.STREAM_CLOSED, events.STREAM_INTERRUPTED, events.RENDER_FINISHED, events.RENDER_CANCELLED,
    events.STEP_STARTED,
})  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A stretch of one sort. Seconds since the run began, without the time in which it lay interrupted."""

    start_s: float
    end_s: float
    sort: str


@dataclass(frozen=True)
class Break:
    """Where a run lay interrupted: at which second, and for how long."""

    at_s: float
    length_s: float


@dataclass
class Times:
    """The pieces of every step, in the order of their first event."""

    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    breaks: list[Break] = field(default_factory=list)
    total_s: float = 0.0

    def spent_s(self, step: str, sort: str) -> float:
        """Return how long that step was busy with that."""
        return sum(piece.end_s - piece.start_s for piece in self.pieces.get(step, []) if piece.sort == sort)

    def all_s(self, sort: str) -> float:
        """Return how long the whole run was busy with that."""
        return sum(self.spent_s(step, sort) for step in self.pieces)


def measured(records: Sequence[Mapping[str, Any]]) -> Times:
    """Return where the time went; each gap between two events belongs to the step of the first."""
    found = Times()
    began_s = now_s = _ts_s(records[0]) if records else 0.0
    lost_s = 0.0
    sorts = _Sorts()
    for before, record in zip_longest(records, records[1:]):
        step = before.get("step")
        if isinstance(step, str):
            found.pieces.setdefault(step, [])
        sort = sorts.after(before)
        if record is None:
            break
        then_s = max(now_s, _ts_s(record))  # a clock that was set back counts as no time at all
        if record["event"] == events.RUN_RESUMED:
            found.breaks.append(Break(now_s - began_s - lost_s, then_s - now_s))
            lost_s += then_s - now_s
        elif isinstance(step, str) and before["event"] not in _STEP_ENDS:
            offset_s = began_s + lost_s
            _extend(found.pieces[step], Piece(now_s - offset_s, then_s - offset_s, sort))
        now_s = then_s
    found.total_s = now_s - began_s - lost_s
    return found


class _Sorts:
    """Tells what goes on after each event."""

    def __init__(self) -> None:
        self._backend = False

    def after(self, record: Mapping[str, Any]) -> str:
        event = record["event"]
        if event in _BUSY:
            self._backend = True
        elif event in _IDLE:
            self._backend = False
        if event in _PAUSES or (event == events.STATE_READ and schema.does(str(record.get("kind")), "waits")):
            return WAITING
        return BACKEND if self._backend else WORKING


def _extend(pieces: list[Piece], piece: Piece) -> None:
    if piece.end_s <= piece.start_s:
        return
    last = pieces[-1] if pieces else None
    if last is not None and last.sort == piece.sort and abs(last.end_s - piece.start_s) < 1e-6:
        pieces[-1] = Piece(last.start_s, piece.end_s, piece.sort)
    else:
        pieces.append(piece)


def _ts_s(record: Mapping[str, Any]) -> float:
    try:
        return journal.epoch_s(str(record.get("ts")))
    except ValueError:
        return 0.0
