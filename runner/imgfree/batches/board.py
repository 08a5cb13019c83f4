"""What is going on in a batch now, for who shows it; rows tell it from their own threads."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from imgfree import events, wire
from imgfree.batches.ledger import DONE, FAILED, REFUSED, Ended
from imgfree.events import Sink


@dataclass
class Counts:
    """How many rows there are, and how many have which end. `pieces` are those of the films, `painted` the new ones."""

    rows: int = 0
    passed: int = 0
    failed: int = 0
    refused: int = 0
    before: int = 0  # that had passed before this stint
    pieces: int = 0
    painted: int = 0
    credits: float | None = None

    @property
    def left(self) -> int:
        """Return how many have no end yet."""
        return self.rows - self.passed - self.failed - self.refused


class Watcher(Protocol):
    """Shows a batch to somebody."""

    def tell(self, text: str) -> None:
        """Show one whole line."""

    def begin(self, board: "Board") -> None:
        """Show that batch from now on."""

    def ended(self, row: Ended) -> None:
        """Show that a row has ended."""


@dataclass
class Running:
    """A row under way: what it is at, and since when."""

    key: str
    since_s: float
    doing: str = ""


@dataclass
class Board:
    """Counts and running rows, changed under a lock."""

    counts: Counts
    watcher: Watcher
    by_edits: bool = False  # an edit is a credit; else the balance tells
    running: dict[str, Running] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, key: str, now_s: float) -> Sink:
        """Note that a row begins; return what takes its events."""
        with self.lock:
            self.running[key] = Running(key, now_s)
        return partial(self._heard, key)

    def end(self, row: Ended) -> None:
        """Note that a row has ended."""
        with self.lock:
            self.running.pop(row.key, None)
            self.count(row)
        self.watcher.ended(row)

    def count(self, row: Ended) -> None:
        """Add a row's end to the counts."""
        self.counts.passed += row.outcome == DONE
        self.counts.failed += row.outcome == FAILED
        self.counts.refused += row.outcome == REFUSED
        if self.by_edits:
            self.counts.credits = (self.counts.credits or 0.0) + row.edits

    def drop(self, key: str) -> None:
        """Note that a row is under way no more, and has no end."""
        with self.lock:
            self.running.pop(key, None)

    def made(self, film: Any) -> None:
        """Note of how many pieces a film was made, and how many of them were painted for it."""
        with self.lock:
            self.counts.pieces += film.pieces
            self.counts.painted += film.pieces_painted

    def _heard(self, key: str, record: Mapping[str, Any]) -> None:
        doing = ""
        match record["event"]:
            case events.STEP_STARTED:
                doing = str(record.get("name") or record["step"])
            case events.RENDER_POLLED if record.get("status") == wire.PENDING:
                doing = "waiting for the renderer"
            case events.RENDER_POLLED:
                doing = f"rendering {float(record.get('progress_pct') or 0):.0f} %"
        if not doing:
            return
        with self.lock:
            if key in self.running:
                self.running[key].doing = doing
