"""The loop over rows: as many under way as may be, each end in the ledger, and everything that stops them."""

import concurrent.futures
import contextlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from imgfree import cores, events, past
from imgfree.batches import ledger
from imgfree.batches.board import Board
from imgfree.batches.ledger import DONE, Ended, State
from imgfree.batches.order import Limits
from imgfree.batches.pace import LimitReached, Pace
from imgfree.batches.row import Stopped, Workshop
from imgfree.batches.rows import Film
from imgfree.errors import ImgfreeError, Interrupted
from imgfree.journal import Journal
from imgfree.runs.backend import Choice

CLOUD_JOBS = 4
_LOOK_S = 0.5  # how often somebody looks whether another row may begin


def jobs_of(limits: Limits, choice: Choice) -> int:
    """Return how many rows are under way at a time: in the cloud a few, else as many as keep all cores busy."""
    if limits.jobs is not None:
        return limits.jobs
    if choice.name == "nemo":
        return CLOUD_JOBS
    return (choice.elsewhere.cores if choice.elsewhere else cores.available()) + 1


@dataclass
class Performance:
    """One stint at a batch. `retry` says whether rows that failed before are run again."""

    workshop: Workshop
    book: Journal
    state: State
    board: Board
    pace: Pace
    now_s: Callable[[], float]
    retry: bool = False
    note: Callable[[], None] = lambda: None  # called now and then, and when nothing is left to do
    why: ImgfreeError | None = field(default=None, init=False)  # what ended it before all rows had their end

    def perform(self, films: Iterable[Film]) -> None:
        """Run all rows that have no good end yet; `why` says afterwards what stopped it, if anything has.

        Raises:
            Interrupted: Ctrl-C; rows under way have stopped in order.
        """
        jobs = jobs_of(self.workshop.order.limits, self.workshop.choice)
        running: dict[Future[Ended], str] = {}
        with ThreadPoolExecutor(jobs, thread_name_prefix="imgfree-row") as pool, self._stopping(running):
            for film, name in self._to_run(films):
                self._await_turn(running, jobs)
                if self.why is not None:
                    break
                self._begin(pool, running, film, name)
            while running:
                self._collect(running, _LOOK_S)
        if self.why is None:
            self.book.commit(events.BATCH_FINISHED, **self._counted())
        else:
            self.book.commit(events.BATCH_STOPPED, reason=self.why.message, **self._counted())
        self.note()

    def _to_run(self, films: Iterable[Film]) -> Iterator[tuple[Film, str]]:
        """Yield each film that is to be run, and the name of its run."""
        rows = self.workshop.folder / past.ROWS
        for film in films:
            ended, run = self.state.ended.get(film.key), self.state.runs.get(film.key)
            if film.refused:
                continue
            if run is None:
                yield film, ledger.next_run(rows, film.key)
            elif ended is None or (self.retry and ended.outcome != DONE):
                yield film, run

    def _begin(self, pool: Executor, running: dict[Future[Ended], str], film: Film, name: str) -> None:
        if self.state.runs.get(film.key) != name or film.key in self.state.ended:
            self.book.commit(events.ROW_STARTED, key=film.key, run=name, row=film.number)
            self.state.runs[film.key] = name
            self.state.ended.pop(film.key, None)
        self.pace.begin()
        sink = self.board.begin(film.key, self.now_s())
        running[pool.submit(self.workshop.run, film, name, (sink,))] = film.key

    def _await_turn(self, running: dict[Future[Ended], str], jobs: int) -> None:
        """Return when another row may begin, or `why` says that none may."""
        while self.why is None:
            try:
                self._collect(running, 0)
                wait_s = self.pace.wait_s()
                if len(running) < jobs and not wait_s and self.pace.may_begin(len(running)):
                    return
                self._collect(running, min(_LOOK_S, wait_s or _LOOK_S))
            except LimitReached as reached:
                self.why = self.why or reached

    def _collect(self, running: dict[Future[Ended], str], wait_s: float) -> None:
        """Take in what has ended, within that time."""
        if not running:
            self.workshop.stop.wait(wait_s)
            return
        done, _ = concurrent.futures.wait(running, wait_s, concurrent.futures.FIRST_COMPLETED)
        for one in done:
            key = running.pop(one)
            try:
                self._take(one.result())
            except Stopped as stopped:
                self.board.drop(key)
                self.why = self.why or stopped.why
            except Interrupted:
                self.board.drop(key)
        if done:
            self.note()

    def _take(self, row: Ended) -> None:
        self.book.commit(events.ROW_ENDED, **row.to_event())
        self.state.ended[row.key] = row
        self.pace.end(good=row.outcome == DONE)
        self.board.end(row)

    @contextlib.contextmanager
    def _stopping(self, running: dict[Future[Ended], str]) -> Iterator[None]:
        """Let Ctrl-C, and what the ledger cannot take, end the rows under way in order."""
        try:
            yield
        except KeyboardInterrupt:
            self.workshop.stop.set()
            with contextlib.suppress(ImgfreeError):
                while running:
                    self._collect(running, _LOOK_S)
                self.book.commit(events.BATCH_STOPPED, reason="interrupted", **self._counted())
            self.note()
            hint = f"go on with: imgfree resume {self.book.run_id}"
            raise Interrupted("interrupted", hint=hint) from None
        except BaseException:
            self.workshop.stop.set()
            raise

    def _counted(self) -> dict[str, int]:
        counts = self.board.counts
        return {
            "rows": counts.rows,
            "passed": counts.passed,
            "failed": counts.failed,
            "refused": counts.refused,
            "pieces": counts.pieces,
            "painted": counts.painted,
        }
