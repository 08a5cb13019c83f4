"""A batch as it goes: on a terminal a line for the whole and one for each row under way, else a few quiet lines."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from imgfree.batches.board import Board
from imgfree.batches.ledger import DONE, Ended
from imgfree.console.block import Block
from imgfree.console.live import clock
from imgfree.runs.app import App

_MOST_ROWS = 12  # under way, each with its line
_EACH_ROW = 50  # rows; of no more than so many, each that is done has its line
_QUIET_S = 30.0  # between two lines where nobody watches
_FIRST = 2  # rows that have to be done before it is told how long the rest takes


@contextlib.contextmanager
def watched(app: App) -> "Iterator[BatchScreen]":
    """Yield who shows a batch on stderr while the block runs."""
    live = sys.stderr.isatty() and not app.settings.dumb_terminal
    screen = BatchScreen(sys.stderr, live=live, color=live and app.settings.color, now_s=app.system.monotonic_s)
    with contextlib.closing(screen):
        yield screen


class BatchScreen:
    """A watcher that tells a person how a batch goes."""

    def __init__(self, stream: TextIO, *, live: bool, color: bool, now_s: Callable[[], float]) -> None:
        self._block = Block(stream, self._lines, live=live, color=color)
        self._live = live
        self._now_s = now_s
        self._board: Board | None = None
        self._began_s = self._told_s = now_s()

    def tell(self, text: str) -> None:
        """Write one whole line."""
        self._block.line(text)

    def begin(self, board: Board) -> None:
        """Show that batch from now on."""
        self._board = board
        self._began_s = self._told_s = self._now_s()
        self._block.open()

    def ended(self, row: Ended) -> None:
        """Tell of a row that has ended: a bad end always, a good one where there are few rows."""
        assert self._board is not None
        if row.outcome != DONE:
            place = f" ({row.at})" if row.at else ""
            self._block.line(f"  {row.key} · {row.error}{place}", mark=f"{'FAILED':>7}", color="31")
        elif self._board.counts.rows <= _EACH_ROW:
            self._block.line(f"  {row.key}  {row.duration_s:.1f} s", mark=f"{'ok':>7}", color="32")
        if not self._live and self._board.counts.rows > _EACH_ROW and self._now_s() - self._told_s >= _QUIET_S:
            self._told_s = self._now_s()
            self._block.line(self._whole(self._board))

    def close(self) -> None:
        """Leave nothing half-written on the terminal."""
        self._block.close()

    def _lines(self) -> list[str]:
        board = self._board
        if board is None:
            return []
        with board.lock:
            running = sorted(board.running.values(), key=lambda row: row.since_s)
        now_s = self._now_s()
        rows = [f"  {row.key} · {row.doing or 'begins'}  {clock(now_s - row.since_s)}" for row in running[:_MOST_ROWS]]
        more = [f"  … and {len(running) - _MOST_ROWS} more"] if len(running) > _MOST_ROWS else []
        return [*rows, *more, self._whole(board)]

    def _whole(self, board: Board) -> str:
        counts = board.counts
        spent_s = self._now_s() - self._began_s
        told = f"{counts.passed:,} of {counts.rows:,} done, {len(board.running)} running"
        told += f", {counts.failed:,} failed" if counts.failed else ""
        told += f", {counts.refused:,} refused" if counts.refused else ""
        waiting = counts.left - len(board.running)
        told += f", {waiting:,} left" if waiting > 0 else ""
        told += f" · {clock(spent_s)}"
        done = counts.passed + counts.failed - counts.before
        if done >= _FIRST and counts.left:
            told += f", about {clock(spent_s / done * counts.left)} left"
        credits = counts.credits
        return f"{told} · {credits:g} credit{'s' if credits != 1 else ''}" if credits else told
