"""Start or resume a run: the journal, the backend, the executor, and what is said at the end."""

import contextlib
import dataclasses
import hashlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import click

from imgfree import __version__, events, journal, log, recipe
from imgfree.client import Client, Session, language
from imgfree.clock import Clock, Ids
from imgfree.commands import backend, result
from imgfree.commands.app import App
from imgfree.commands.screen import Screen
from imgfree.errors import ImgfreeError, Interrupted, RecipeError, SetupError
from imgfree.executor import Run, RunResult, check_targets, execute, first_words
from imgfree.journal import Journal
from imgfree.recipe import Inputs, Recipe


@dataclass(frozen=True)
class Order:
    """What to run, as the user asked for it; what `resume` needs of it is in the journal."""

    recipe: Path
    sets: Mapping[str, str]
    backend: str | None
    out: Path
    allow_read: tuple[Path, ...]


@dataclass(frozen=True)
class Ended:
    """A run that came to its end, well or not."""

    run_id: str
    folder: Path
    backend: str
    result: RunResult


def start(app: App, order: Order, log_format: str) -> Ended:
    """Run a recipe from its beginning.

    Raises:
        ImgfreeError: nothing was started: the recipe, an input or a target is wrong.
        Interrupted: Ctrl-C; everything so far is kept.
    """
    loaded = recipe.load(order.recipe)
    inputs = recipe.resolve_inputs(loaded, order.sets, cwd=app.settings.cwd, allow_read=order.allow_read)
    check_targets(loaded, inputs, order.out)
    wanted, by = _wanted(order, loaded)
    choice = backend.choose(wanted, app.settings, by=by)
    folder = app.settings.runs_dir / _run_id(app)
    with _journal(app, folder, log_format) as book:
        _keep(book, loaded, inputs.values)
        book.commit(
            events.RUN_STARTED,
            recipe=str(loaded.path.absolute()),
            recipe_sha256=_sha256(loaded.path),
            name=loaded.name,
            steps=len(loaded.steps),
            backend=choice.name,
            because=choice.because,
            sets=dict(order.sets),
            out=str(order.out),
            cwd=str(app.settings.cwd),
            allow_read=[str(path) for path in order.allow_read],
            version=__version__,
        )
        return _go(app, book, choice, _Plan(loaded, inputs, order, {}, None))


def resume(app: App, folder: Path, log_format: str) -> Ended | None:
    """Finish an interrupted run; None if it was finished already.

    Raises:
        RecipeError: the recipe has changed since.
    """
    records = journal.read(folder)
    began = next((record for record in records if record["event"] == events.RUN_STARTED), None)
    if began is None:
        raise SetupError(f"run {folder.name} never started", hint="run the recipe anew")
    if _outcome(records) == "passed":
        return None
    order = Order(
        recipe=Path(began["recipe"]),
        sets=began["sets"],
        backend=began["backend"],
        out=Path(began["out"]),
        allow_read=tuple(Path(path) for path in began["allow_read"]),
    )
    there = dataclasses.replace(app, settings=dataclasses.replace(app.settings, cwd=Path(began["cwd"])))
    loaded = recipe.load(order.recipe)
    if _sha256(loaded.path) != began["recipe_sha256"]:
        raise RecipeError(
            f"'{loaded.path}' has changed since run {folder.name} began",
            hint=f"put it back (a copy is {folder / 'recipe.yaml'}), or run it anew",
        )
    inputs = recipe.resolve_inputs(loaded, order.sets, cwd=there.settings.cwd, allow_read=order.allow_read)
    choice = backend.Choice(began["backend"], "the interrupted run used it")
    with _journal(there, folder, log_format) as book:
        book.commit(events.RUN_RESUMED, backend=choice.name, version=__version__)
        return _go(there, book, choice, _Plan(loaded, inputs, order, journal.fold(records), session_of(records)))


@dataclass(frozen=True)
class Room:
    """What a conversation is held in: a journal, a client, and a line to the person."""

    journal: Journal
    client: Client
    clock: Clock
    ids: Ids
    poll_s: float
    render_limit_s: float
    say: Callable[[str], None]


@contextlib.contextmanager
def conversation(app: App, wanted: str | None, log_format: str, words: Sequence[str]) -> Iterator[Room]:
    """Yield a room for a run without a recipe; the run is journaled like any other."""
    choice = backend.choose(wanted or "auto", app.settings)
    folder = app.settings.runs_dir / _run_id(app)
    with _journal(app, folder, log_format) as book:
        book.commit(
            events.RUN_STARTED, recipe="", steps=0, backend=choice.name, because=choice.because, version=__version__
        )
        try:
            with (
                _signals(),
                backend.opened(
                    choice,
                    app.settings,
                    clock=app.clock,
                    ids=app.ids,
                    emit=book.emit,
                    redactor=app.redactor,
                    language=language.detect(words),
                ) as opened,
            ):
                yield Room(
                    book,
                    opened.client,
                    app.clock,
                    app.ids,
                    opened.poll_s,
                    opened.render_limit_s,
                    lambda text: click.echo(app.redactor.text(text), err=True),
                )
        except KeyboardInterrupt:
            book.commit(events.RUN_INTERRUPTED)
            raise
        book.commit(events.RUN_FINISHED, outcome="passed", outputs={}, saved=[])


@dataclass(frozen=True)
class _Plan:
    recipe: Recipe
    inputs: Inputs
    order: Order
    earlier: Mapping[str, journal.Marks]
    session: Session | None


def _go(app: App, book: Journal, choice: backend.Choice, plan: _Plan) -> Ended:
    told = plan.recipe.session
    words = first_words(plan.recipe, plan.inputs)
    try:
        with (
            _signals(),
            backend.opened(
                choice,
                app.settings,
                clock=app.clock,
                ids=app.ids,
                emit=book.emit,
                redactor=app.redactor,
                task_name=told.task_name or plan.recipe.name or "project",
                language=told.language or language.detect(words),
            ) as opened,
        ):
            if plan.session is not None:
                opened.client.restore(plan.session, _uploads(plan.earlier))
            ended = execute(
                Run(
                    recipe=plan.recipe,
                    inputs=plan.inputs,
                    client=opened.client,
                    journal=book,
                    clock=app.clock,
                    ids=app.ids,
                    out=plan.order.out,
                    cwd=app.settings.cwd,
                    allow_read=plan.order.allow_read,
                    poll_s=opened.poll_s,
                    render_limit_s=opened.render_limit_s,
                    earlier=plan.earlier,
                )
            )
    except KeyboardInterrupt:
        book.commit(events.RUN_INTERRUPTED)
        raise Interrupted("interrupted", hint=f"go on with: imgfree resume {book.run_id}") from None
    except ImgfreeError as error:
        ended = RunResult("failed", error=error)
    _close(book, ended)
    return Ended(book.run_id, book.folder, choice.name, ended)


def _close(book: Journal, ended: RunResult) -> None:
    counts = {
        f"steps_{outcome}": sum(1 for step in ended.steps if step.outcome == outcome)
        for outcome in ("passed", "failed", "skipped", "reused")
    }
    if ended.error is None:
        book.commit(
            events.RUN_FINISHED,
            outcome=ended.outcome,
            duration_s=ended.duration_s,
            outputs=ended.outputs,
            saved=ended.saved,
            **counts,
        )
        return
    place = ended.error.at
    book.commit(
        events.RUN_FAILED,
        outcome="failed",
        duration_s=ended.duration_s,
        error=type(ended.error).__name__,
        reason=ended.error.message,
        at=f"{place.file}:{place.line}:{place.column}" if place else None,
        hint=ended.error.hint,
        exit_code=ended.error.exit_code,
        **counts,
    )


def finish(ctx: click.Context, ended: Ended, *, as_json: bool, log_format: str) -> None:
    """Print a run's result and leave with its exit code."""
    app = ctx.find_object(App)
    assert app is not None
    error = ended.result.error
    if as_json:
        result.print_json(app.redactor.data(_object(ended)))
    elif error is None:
        for path in _paths(ended.result):
            click.echo(path)
    if error is not None and log_format != "json":  # as JSON the run.failed event has said it
        click.echo(app.redactor.text(result.error_text(error)), err=True)
    ctx.exit(error.exit_code if error else 0)


def _object(ended: Ended) -> dict[str, Any]:
    found: dict[str, Any] = {
        "run_id": ended.run_id,
        "outcome": ended.result.outcome,
        "backend": ended.backend,
        "outputs": ended.result.outputs,
        "steps": [_step_object(step) for step in ended.result.steps],
        "duration_s": ended.result.duration_s,
        "run_dir": str(ended.folder),
    }
    if ended.result.error is not None:
        found["error"] = result.error_object(ended.result.error)
    return found


def _step_object(step: Any) -> dict[str, Any]:
    found = {
        name: getattr(step, name) for name in ("id", "kind", "name", "outcome", "attempts", "duration_s", "outputs")
    }
    if step.error is not None:
        found["error"] = result.error_object(step.error)
    return found


def _paths(ended: RunResult) -> list[str]:
    """Return the paths a run promised in `outputs`; every download if it promised none."""
    promised = [value for item in ended.outputs.values() for value in (item if isinstance(item, list) else [item])]
    chosen = [str(value) for value in promised if value in ended.saved]
    return chosen or ended.saved


def _wanted(order: Order, loaded: Recipe) -> tuple[str, str]:
    if order.backend is not None:
        return order.backend, "--backend"
    return loaded.backend or "auto", "the recipe"


def _run_id(app: App) -> str:
    from datetime import datetime

    begun = datetime.fromtimestamp(app.clock.now_s())
    return f"{begun:%Y%m%d-%H%M%S}-{app.ids.uuid()[:4]}"


@contextlib.contextmanager
def _journal(app: App, folder: Path, log_format: str) -> Iterator[Journal]:
    screen = None
    if log_format == "json":
        sink: journal.Sink = log.json_lines(sys.stderr)
    else:
        sink = screen = Screen(sys.stderr, live=sys.stderr.isatty() and os.name == "posix")
    book = Journal(folder, clock=app.clock, redactor=app.redactor, sinks=[sink])
    try:
        yield book
    finally:
        book.close()
        if screen is not None:
            screen.close()


def _keep(book: Journal, loaded: Recipe, values: Mapping[str, Any]) -> None:
    """Put the recipe as run and its inputs beside the events."""
    try:
        shutil.copyfile(loaded.path, book.folder / "recipe.yaml")
        text = json.dumps(book.masked(values), ensure_ascii=False, indent=2, default=str)
        (book.folder / "inputs.json").write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise SetupError(f"the run folder '{book.folder}' cannot be written: {error.strerror}") from error


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """Let the first Ctrl-C or SIGTERM end the run in order, and the second at once."""
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            os._exit(130)
        asked = True
        raise KeyboardInterrupt

    former = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _outcome(records: list[dict[str, Any]]) -> str | None:
    ends = [record for record in records if record["event"] in (events.RUN_FINISHED, events.RUN_FAILED)]
    return str(ends[-1]["outcome"]) if ends else None


def session_of(records: list[dict[str, Any]]) -> Session | None:
    """Return the session that a run used last; None if it never opened one."""
    opened = [record for record in records if record["event"] == events.SESSION_OPENED]
    if not opened:
        return None
    newest = opened[-1]
    return Session(newest["session_id"], newest.get("task_id") or "", newest.get("user_id"))


def _uploads(earlier: Mapping[str, journal.Marks]) -> list[dict[str, Any]]:
    return [mark for marks in earlier.values() for mark in marks.accepted if "file" in mark]
