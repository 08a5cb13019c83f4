"""Do what was prepared: open backend and cassette, execute the recipe, write how it ended."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from imgfree import events, journal
from imgfree.artifacts import Artifacts
from imgfree.cassette import Taping
from imgfree.cassette.events import Places, story
from imgfree.client import Client, Preview, Session, exportable
from imgfree.errors import ImgfreeError, Interrupted
from imgfree.executor import Run, execute
from imgfree.journal import Journal
from imgfree.language import detection
from imgfree.recipe import Recipe
from imgfree.results import RunResult
from imgfree.runs import backend, marking
from imgfree.runs.app import App
from imgfree.runs.beforehand import first_words
from imgfree.runs.cassette import taped
from imgfree.runs.prepare import Ready, artifacts

_COUNTED = ("passed", "failed", "skipped", "reused")


@dataclass(frozen=True)
class Earlier:
    """What an interrupted run has done already: its marks by step id, and its session if it had one."""

    marks: Mapping[str, journal.Marks] = field(default_factory=dict)
    session: Session | None = None

    @property
    def uploads(self) -> list[dict[str, Any]]:
        """Return what the backend has accepted of files."""
        return [mark for marks in self.marks.values() for mark in marks.accepted if "file" in mark]


@dataclass(frozen=True)
class _Stage:
    """What a run works with: `app` as it sees it, where a cassette may stand in for the clock and the home."""

    app: App
    opened: backend.Opened
    tape: Taping | None
    artifacts: Artifacts  # of the real home


def perform(
    app: App, book: Journal, ready: Ready, earlier: Earlier | None = None, *, rehearsal: bool = False
) -> RunResult:
    """Return how the run ended, its end written to `book`; a `rehearsal` renders and writes nothing.

    Raises:
        Interrupted: Ctrl-C or SIGTERM; `imgfree resume` goes on.
    """
    earlier = earlier or Earlier()
    try:
        with _staged(app, book, ready, earlier.session) as stage:
            if earlier.session is not None:
                stage.opened.client.restore(earlier.session, earlier.uploads)
            ended = execute(replace(_run(stage, book, ready, earlier), rehearsal=rehearsal))
            if rehearsal and not ended.previews:
                ended.previews = _as_it_stands(stage.opened.client)
            _finish_tape(stage.tape, book, ready, ended, resumed=earlier.session is not None)
    except KeyboardInterrupt:
        book.commit(events.RUN_INTERRUPTED)
        raise Interrupted("interrupted", hint=f"go on with: imgfree resume {book.run_id}") from None
    except ImgfreeError as error:
        ended = RunResult(book.run_id, book.folder, ready.choice.name, "failed", error=error)
    _write_end(book, ended)
    return ended


def story_of(ended: RunResult, loaded: Recipe, out: Path) -> tuple[str, ...]:
    """Return what a run did, in lines that are the same in each of its replays."""
    return story(journal.read(ended.run_dir), ended.outputs, Places(out=out, recipe=loaded.dir, run=ended.run_dir))


@contextlib.contextmanager
def _staged(app: App, book: Journal, ready: Ready, session: Session | None) -> Iterator[_Stage]:
    told = ready.recipe.session
    language = told.language or detection.detect(first_words(ready.recipe, ready.inputs, ready.rights))
    tape, go_on = ready.order.tape, session is not None
    left_behind = artifacts(app, ready.recipe.path, replays=ready.replays, run_id=book.run_id, earlier=ready.earlier)
    with (
        taped(app, tape, ready.choice, run_id=book.run_id, emit=book.emit, go_on=go_on) as (seen, taping),
        backend.opened(
            ready.choice,
            seen,
            emit=book.emit,
            taping=taping,
            task_name=told.task_name or ready.recipe.name or "project",
            language=language,
        ) as opened,
    ):
        yield _Stage(seen, opened, taping, left_behind)


def _as_it_stands(client: Client) -> list[Preview]:
    """Return stills of the film that there is, for a recipe that would export none, or never came to it."""
    if client.session is None or not exportable(draft := client.state().draft):
        return []
    return [client.preview(draft, {})]


def _run(stage: _Stage, book: Journal, ready: Ready, earlier: Earlier) -> Run:
    app, tape = stage.app, stage.tape
    return Run(
        recipe=ready.recipe,
        inputs=ready.inputs,
        client=stage.opened.client,
        journal=book,
        clock=app.clock,
        ids=app.ids,
        out=ready.order.out,
        cwd=app.settings.cwd,
        rights=ready.rights,
        artifacts=stage.artifacts,
        poll_s=stage.opened.poll_s,
        render_limit_s=stage.opened.render_limit_s,
        earlier=earlier.marks,
        strict=ready.order.strict or ready.recipe.strict,
        backend=ready.choice.name,
        told_id=tape.about.get("run_id") if tape else None,
        marking=marking.of(app, ready),
    )


def _finish_tape(tape: Taping | None, book: Journal, ready: Ready, ended: RunResult, *, resumed: bool) -> None:
    if tape is not None and not resumed:  # what was interrupted and resumed happens in one go again
        tape.tell(story_of(ended, ready.recipe, ready.order.out))
    if tape is not None and ended.error is None:
        tape.finish()


def _write_end(book: Journal, ended: RunResult) -> None:
    told: dict[str, Any] = {"outcome": ended.outcome, "duration_s": ended.duration_s}
    counts = {f"steps_{one}": sum(1 for step in ended.steps if step.outcome == one) for one in _COUNTED}
    error = ended.error
    if error is None:
        book.commit(events.RUN_FINISHED, **told, outputs=ended.outputs, saved=ended.saved, **counts)
        return
    book.commit(
        events.RUN_FAILED,
        **told,
        error=type(error).__name__,
        reason=error.message,
        at=str(error.at) if error.at else None,
        hint=error.hint,
        exit_code=error.exit_code,
        **counts,
    )
