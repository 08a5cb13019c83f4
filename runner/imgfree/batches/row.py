"""Run one row: an ordinary run, begun or gone on with, and how it ended in a few words."""

import dataclasses
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import events, past, schema
from imgfree.batches import ledger
from imgfree.batches.clock import RowClock
from imgfree.batches.ledger import DONE, FAILED, Ended
from imgfree.batches.order import BatchOrder
from imgfree.batches.rows import Film
from imgfree.errors import AuthRejected, BackendUnreachable, CreditsExhausted, ImgfreeError, SetupError
from imgfree.events import Sink
from imgfree.journal import RunInUse
from imgfree.recipe import Recipe
from imgfree.results import RunResult, StepResult
from imgfree.runs import history, resume
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.backend import Choice
from imgfree.runs.prepare import Shared
from imgfree.runs.start import start

# What holds for every row to come: the batch stops, and goes on later.
HOLDS_FOR_ALL = (AuthRejected, BackendUnreachable, CreditsExhausted, SetupError)


class Stopped(Exception):
    """The row did not come to its end, and no other would: `why` says what is in the way of all."""

    def __init__(self, why: ImgfreeError) -> None:
        super().__init__(why.message)
        self.why = why


@dataclass(frozen=True)
class Workshop:
    """What all rows of a batch share. `app` works in the folder where the batch began."""

    app: App
    order: BatchOrder
    recipe: Recipe
    choice: Choice
    folder: Path
    stop: threading.Event
    accept_changes: bool = False  # go on with runs although files are others now

    def run(self, film: Film, name: str, sinks: Sequence[Sink] = ()) -> Ended:
        """Return how the run of that name, begun now or gone on with, ended.

        Raises:
            Interrupted: the batch is to stop; the run can be resumed.
            Stopped: something is in the way of all rows.
        """
        folder = self.folder / past.ROWS / name
        try:
            ended = self._result(film, folder, Audience(sinks))
        except RunInUse as error:
            return _failed(film.key, name, error)
        except ImgfreeError as error:
            if self.lost or isinstance(error, HOLDS_FOR_ALL):
                raise Stopped(self.lost or error) from error
            if error.exit_code == 130:
                raise
            return _failed(film.key, name, error)
        if ended.error is not None and (self.lost or isinstance(ended.error, HOLDS_FOR_ALL)):
            raise Stopped(self.lost or ended.error)
        return _ended(film.key, name, ended)

    @property
    def lost(self) -> ImgfreeError | None:
        """Return why no more films can be made, if what makes their pieces is gone."""
        return self.choice.elsewhere.lost if self.choice.elsewhere else None

    def _result(self, film: Film, folder: Path, audience: Audience) -> RunResult:
        clock = RowClock(self.app.system, self.stop, self.order.limits.deadline_s)
        app = dataclasses.replace(App.of(self.app.settings, clock, self.app.ask), ids=self.app.ids)
        earlier = ledger.runs_of(self.app.settings.runs_dir, film.key)
        shared = Shared(self.recipe, self.choice, tuple(dict.fromkeys((folder, *earlier))))
        begun = _begun(app, folder)
        if begun == "passed":
            return _as_before(app, folder, self.choice.name)
        if begun:
            order = self.order
            wishes = resume.Wishes(accept_changes=self.accept_changes, engine=order.engine, marks=order.marks)
            return resume.resume(app, folder, wishes, audience, shared) or _as_before(app, folder, self.choice.name)
        return start(app, film.order(self.order, self.choice.name), audience, folder, shared)


def _begun(app: App, folder: Path) -> str:
    """Return how far a run has come: "" if it never began, passed, or begun."""
    try:
        records = past.our_log(folder, app.seal()).records
    except past.NotOurs:
        if not (folder / past.EVENTS_FILE).stat().st_size:
            return ""  # killed before its first line
        raise
    except SetupError:
        return ""
    if resume.is_finished(records):
        return "passed"
    return "begun" if any(one["event"] == events.RUN_STARTED for one in records) else ""


def _as_before(app: App, folder: Path, backend: str) -> RunResult:
    """Return the result of a run that had come to its good end."""
    run = history.load(folder, app.seal())
    ended = RunResult(run.run_id, folder, backend, saved=list(run.saved), outputs=dict(run.outputs))
    ended.duration_s = run.duration_s
    ended.steps = [
        StepResult(one["id"], one["kind"], None, one["outcome"], outputs=one.get("outputs") or {}) for one in run.steps
    ]
    return ended


def _ended(key: str, name: str, ended: RunResult) -> Ended:
    edits = sum(1 for step in ended.steps if step.outcome in ("passed", "reused") and schema.does(step.kind, "edits"))
    found = Ended(
        key,
        name,
        DONE if ended.error is None else FAILED,
        ended.duration_s,
        tuple(ended.paths),
        edits,
        history.credits_spent([{"outputs": step.outputs} for step in ended.steps]),
    )
    return found if ended.error is None else dataclasses.replace(found, **_told(ended.error))


def _failed(key: str, name: str, error: ImgfreeError) -> Ended:
    return Ended(key, name, FAILED, **_told(error))


def _told(error: ImgfreeError) -> dict[str, Any]:
    return {"error": error.message, "at": str(error.at or ""), "hint": error.hint or ""}
