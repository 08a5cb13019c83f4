"""One stint at a batch: the backend is opened once, rows are run, results are written."""

import contextlib
import gc
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from imgfree import events
from imgfree.batches import ledger, reports, results, rows
from imgfree.batches.board import Board, Counts, Watcher
from imgfree.batches.ledger import DONE, State
from imgfree.batches.order import BatchOrder
from imgfree.batches.pace import Pace
from imgfree.batches.perform import Performance
from imgfree.batches.row import Workshop
from imgfree.batches.rows import Film
from imgfree.batches.summary import Summary
from imgfree.client import Client
from imgfree.errors import BackendError, ImgfreeError, Interrupted
from imgfree.journal import Journal
from imgfree.planning.cost import EDITING_SESSION_CREDITS
from imgfree.recipe import Recipe
from imgfree.runs import backend
from imgfree.runs.app import App
from imgfree.runs.backend import Choice

_LEAST_S = 2.0  # between two writings of the results
_SHARE = 20  # at most this part of the time goes into writing them


@dataclass(frozen=True)
class Stint:
    """What a stint needs. `app` works in the folder where the batch began."""

    app: App
    order: BatchOrder
    recipe: Recipe
    choice: Choice
    book: Journal
    watcher: Watcher

    def hold(self, state: State, *, retry: bool = False, accept_changes: bool = False) -> Summary:
        """Run what is left of the batch, and return how all of it stands.

        Raises:
            Interrupted: Ctrl-C.
            SetupError: ledger or results cannot be written.
        """
        now_s = self.app.system.monotonic_s
        board, began_s = Board(self._counts(state, retry=retry), self.watcher), now_s()
        writing = _Writing(self, state, now_s)
        with self._opened(board) as choice, self._meter(choice, board) as spent:
            gc.freeze()  # what is loaded by now stays: no search for garbage walks over it with each row
            stop = threading.Event()
            folder = self.book.folder
            workshop = Workshop(self.app, self.order, self.recipe, choice, folder, stop, accept_changes)
            guess = EDITING_SESSION_CREDITS if choice.name == "nemo" else 1
            self.watcher.begin(board)
            pace = Pace(self.order.limits, board.counts.rows, now_s, spent, guess)
            performance = Performance(workshop, self.book, state, board, pace, now_s, retry, writing.now_and_then)
            why: ImgfreeError | None = None
            try:
                performance.perform(self.films(state))
                why = performance.why
            except Interrupted as stopped:
                why = stopped
            finally:
                gc.unfreeze()
                writing.write()
            spent()
        took_s, failed = round(now_s() - began_s, 3), tuple(writing.failed)
        summary = Summary(self.book.run_id, folder, self.home, choice.name, board.counts, took_s, why, failed)
        self._report(summary, state)
        if isinstance(why, Interrupted):
            raise why
        return summary

    @property
    def home(self) -> Path:
        """Return the folder of all films, where the results are written."""
        return Path(rows.home_of(self.order.out))

    def films(self, state: State) -> Iterator[Film]:
        """Yield all films of the batch, in the table's order."""
        with (self.book.folder / ledger.rows_file(state.rows_sha256)).open("rb") as lines:
            yield from rows.read(lines)

    def told(self, state: State) -> Iterator[tuple[Film, dict[str, Any]]]:
        """Yield each film, and how it stands, for a script."""
        for film in self.films(state):
            yield film, results.facts(film, state.ended.get(film.key), self.book.run_id)

    def _report(self, summary: Summary, state: State) -> None:
        """Write the page and the test cases; that they cannot be costs the batch nothing."""
        if self.order.report is None and self.order.junitxml is None:
            return
        cwd, began = self.app.settings.cwd, str(state.began.get("ts", ""))
        try:
            reports.write(self.order, summary, self.told(state), self.app.redactor, cwd, began)
        except ImgfreeError as error:
            self.watcher.tell(f"warning: {error.message}")

    def _counts(self, state: State, *, retry: bool) -> Counts:
        """Return how the rows stand before anything is done; with `retry` what failed has its end still to come."""
        counts = Counts()
        for film in self.films(state):
            ended = state.ended.get(film.key)
            counts.rows += 1
            counts.refused += bool(film.refused)
            counts.before += bool(ended and ended.outcome == DONE)
            counts.failed += bool(ended and ended.outcome != DONE and not retry)
        counts.passed = counts.before
        return counts

    @contextlib.contextmanager
    def _opened(self, board: Board) -> Iterator[Choice]:
        """Yield where the rows run: here one server for all of them."""
        if self.choice.name != "local" or not board.counts.left:
            yield self.choice
            return
        within_s = self.order.limits.deadline_s
        with (
            backend.engaged(self.choice, self.book.emit, within_s) as elsewhere,
            backend.begun(self.app, self.book.emit, board.made, elsewhere) as url,
        ):
            if elsewhere is not None:
                self.watcher.tell(elsewhere.words)
            yield replace(self.choice, url=url, elsewhere=elsewhere)

    @contextlib.contextmanager
    def _meter(self, choice: Choice, board: Board) -> Iterator[Callable[[], float | None]]:
        """Yield what tells how many credits this stint has cost: by the balance, here by counting edits."""
        if choice.name == "local":
            board.by_edits, board.counts.credits = True, 0.0
            yield lambda: board.counts.credits
            return
        if not board.counts.left:
            yield lambda: None
            return
        with backend.opened(choice, self.app, emit=events.ignore) as opened:
            begun = _balance(opened.client)

            def spent() -> float | None:
                left = _balance(opened.client)
                if begun is not None and left is not None:
                    board.counts.credits = float(begun - left)
                return board.counts.credits

            yield spent


def _balance(client: Client) -> int | None:
    """Return how many credits there are; None where that is not told at once."""
    with contextlib.suppress(BackendError):
        return client.glance_at_credits()
    return None


class _Writing:
    """Writes the results: at the end, and now and then as long as rows are run."""

    def __init__(self, stint: Stint, state: State, now_s: Callable[[], float]) -> None:
        self._stint = stint
        self._state = state
        self._now_s = now_s
        self._next_s = now_s() + _LEAST_S
        self.failed: list[dict[str, Any]] = []

    def now_and_then(self) -> None:
        """Write them if that was long ago."""
        if self._now_s() >= self._next_s:
            self.write()

    def write(self) -> None:
        """Write them, and remember the rows that failed."""
        began_s = self._now_s()
        told = [row for _, row in self._stint.told(self._state)]
        self.failed = [row for row in told if row["outcome"] in (ledger.FAILED, ledger.REFUSED)]
        results.write(self._stint.app.settings.cwd / self._stint.home, self._stint.app.settings.cwd, told)
        self._next_s = self._now_s() + max(_LEAST_S, _SHARE * (self._now_s() - began_s))
