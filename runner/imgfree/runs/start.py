"""Start or resume a run: the journal, the backend, the executor, and what is said at the end."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from imgfree import __version__, events, journal, recipe, settings
from imgfree.artifacts import Artifacts
from imgfree.beforehand import check_sources, check_targets, first_words
from imgfree.cassette.events import Places, story
from imgfree.client import Session
from imgfree.client.auth import credentials
from imgfree.client.transfer.bounds import hosts_of
from imgfree.errors import ImgfreeError, Interrupted, describe
from imgfree.executor import Run, RunResult, execute
from imgfree.journal import Journal
from imgfree.language import detection
from imgfree.recipe import Inputs, Recipe
from imgfree.rights import Rights
from imgfree.runs import agreement, backend, fingerprints, grants
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.cassette import choice_of, taped
from imgfree.runs.order import Order
from imgfree.runs.signals import stoppable


@dataclass(frozen=True)
class Ended:
    """A run that came to its end, well or not."""

    run_id: str
    folder: Path
    backend: str
    result: RunResult


@dataclass(frozen=True)
class Ready:
    """A run that may begin: everything that can be checked beforehand is right."""

    recipe: Recipe
    inputs: Inputs
    choice: backend.Choice
    replays: bool
    order: Order  # as the journal keeps it
    rights: Rights  # those of the order, and what was granted to this recipe's text


def prepare(app: App, order: Order, *, ask: agreement.Ask = agreement.ask) -> Ready:
    """Return what a run begins with; nothing is sent. `ask` decides about the cloud where nothing else does.

    Raises:
        ImgfreeError: the recipe, an input or a target is wrong, or the backend cannot be used here.
    """
    loaded = recipe.with_defaults(recipe.load(order.recipe), order.defaults)
    rights = order.rights.plus(grants.granted(app.settings, loaded))
    permit_environment(app, loaded, rights)
    inputs = recipe.resolve_inputs(loaded, order.sets, cwd=app.settings.cwd, allow_read=rights.allow_read)
    replayed = choice_of(order.tape)
    left_behind = artifacts(app, loaded.path, replays=replayed is not None)
    check_targets(loaded, inputs, order.out, rights, left_behind)
    choice = replayed or _choice(app, order, loaded, ask)
    named = Rights(allow_hosts=tuple(sorted(hosts_given(inputs))))
    order, rights = replace(order, rights=order.rights.plus(named)), rights.plus(named)
    check_sources(loaded, inputs, rights, app.settings.api_url if choice.name == "nemo" else credentials.LOCAL)
    return Ready(loaded, inputs, choice, replayed is not None, order, rights)


def hosts_given(inputs: Inputs) -> set[str]:
    """Return the hosts of the web addresses that --set gave: what the user names may be asked."""
    given = [inputs.values[name] for name in inputs.sets]
    return hosts_of(one for value in given for one in (value if isinstance(value, list) else [value]))


def artifacts(app: App, recipe: Path | None, *, replays: bool = False, run_id: str = "") -> Artifacts:
    """Return what earlier runs left behind, as seen by a run or replay of that recipe; None for a conversation."""
    home, runs_dir = app.home(), app.settings.runs_dir
    digest = fingerprints.sha256(recipe) if recipe else ""
    kept_out = (runs_dir, home, home / "local") if home else (runs_dir,)
    return Artifacts(runs_dir, app.seal(), recipe or Path(), digest, kept_out, replays, run_id)


def permit_environment(app: App, loaded: Recipe, rights: Rights) -> None:
    """Refuse a recipe that asks for more of the environment than `rights` give; mask what it may ask for."""
    recipe.check_environment(loaded, rights)
    for value in settings.environment(loaded.env).values():
        if value not in str(app.settings.cwd):  # else no path could be told any more
            app.redactor.add(value)


def start(app: App, order: Order, audience: Audience, folder: Path | None = None) -> Ended:
    """Run a recipe from its beginning, its events in `folder`, else in a fresh one.

    Raises:
        ImgfreeError: nothing was started: the recipe, an input or a target is wrong.
        Interrupted: Ctrl-C; everything so far is kept.
    """
    ready = prepare(app, order)
    loaded, inputs, choice = ready.recipe, ready.inputs, ready.choice
    order = ready.order
    if order.advise:
        for warning in loaded.warnings:
            audience.tell(describe(warning))
    folder = folder or fresh_folder(app)
    about = {
        "recipe_sha256": fingerprints.sha256(loaded.path),
        "sets": dict(order.sets),
        "files": fingerprints.digests(inputs.values),
        "backend": choice.name,
    }
    if not order.new and not ready.replays:
        known = fingerprints.refuse_second(app.settings.runs_dir, about, app.seal())
        if known:
            audience.tell(known)
    with journaled(app, folder, audience, lasting=not ready.replays) as book:
        keep(book, loaded, inputs.values)
        book.commit(
            events.RUN_STARTED,
            **{**order.to_event(), **about},
            name=loaded.name,
            steps=len(loaded.steps),
            because=choice.because,
            **backend.listener(choice, app.settings, replays=ready.replays),
            cwd=str(app.settings.cwd),
            version=__version__,
        )
        return go(app, book, choice, Plan(loaded, inputs, replace(order, rights=ready.rights), {}, None, ready.replays))


@dataclass(frozen=True)
class Plan:
    """What is left to do: `earlier` and `session` are those of an interrupted run."""

    recipe: Recipe
    inputs: Inputs
    order: Order
    earlier: Mapping[str, journal.Marks]
    session: Session | None
    replays: bool = False


def go(app: App, book: Journal, choice: backend.Choice, plan: Plan) -> Ended:
    """Return how the run ended, its end written to `book`.

    Raises:
        Interrupted: Ctrl-C or SIGTERM; `imgfree resume` goes on.
    """
    told = plan.recipe.session
    words = first_words(plan.recipe, plan.inputs, plan.order.rights)
    left_behind = artifacts(app, plan.recipe.path, replays=plan.replays, run_id=book.run_id)
    try:
        with (
            stoppable(),
            taped(app, plan.order.tape, choice, run_id=book.run_id, emit=book.emit, go_on=plan.session is not None) as (
                app,
                tape,
            ),
            backend.opened(
                choice,
                app,
                emit=book.emit,
                taping=tape,
                task_name=told.task_name or plan.recipe.name or "project",
                language=told.language or detection.detect(words),
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
                    rights=plan.order.rights,
                    artifacts=left_behind,
                    poll_s=opened.poll_s,
                    render_limit_s=opened.render_limit_s,
                    earlier=plan.earlier,
                    strict=plan.order.strict or plan.recipe.strict,
                    told_id=tape.about.get("run_id") if tape else None,
                )
            )
            if tape is not None and plan.session is None:  # what was interrupted and resumed happens in one go again
                tape.tell(story_of(book.folder, ended, plan.recipe, plan.order.out))
            if tape is not None and ended.error is None:
                tape.finish()
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


def _choice(app: App, order: Order, loaded: Recipe, ask: agreement.Ask) -> backend.Choice:
    if order.backend is not None:
        return backend.choose(order.backend, app.settings, ask=ask)
    return backend.choose(loaded.backend or "auto", app.settings, by="the recipe", ask=ask)


def fresh_folder(app: App) -> Path:
    """Return where a new run is kept, not made yet. Its name is the run's id."""
    return app.settings.runs_dir / _run_id(app)


def _run_id(app: App) -> str:
    """Return a fresh run id: when it began, to 1/256 s so that names sort by it, and four random characters."""
    from datetime import datetime

    begun = datetime.fromtimestamp(app.clock.now_s())
    return f"{begun:%Y%m%d-%H%M%S}-{begun.microsecond * 256 // 1_000_000:02x}{app.ids.uuid()[:4]}"


@contextlib.contextmanager
def journaled(app: App, folder: Path, audience: Audience, *, lasting: bool = True) -> Iterator[Journal]:
    """Yield the journal of that run. One that is not `lasting`, of a replay, leaves nothing in the home."""
    sinks = audience.sinks
    sealed = app.seal(lasting=lasting)
    book = Journal(folder, clock=app.clock, redactor=app.redactor, sinks=sinks, sealed=sealed, base=app.settings.cwd)
    if lasting and not sealed.lasting:
        told = "there is no home that can be written, so this run cannot be resumed; set IMGFREE_HOME to a folder"
        audience.warn(f"warning: {told}")
    with contextlib.closing(book):
        yield book


def keep(book: Journal, loaded: Recipe, values: Mapping[str, Any]) -> None:
    """Put the recipe as run and its inputs beside the events."""
    book.keep(fingerprints.RECIPE_FILE, loaded.path.read_bytes())
    inputs = fingerprints.as_kept(book.masked(dict(values)))
    book.keep(fingerprints.INPUTS_FILE, inputs.encode(errors="backslashreplace"))


def story_of(folder: Path, ended: RunResult, loaded: Recipe, out: Path) -> tuple[str, ...]:
    """Return what a run did, in lines that are the same in each of its replays."""
    return story(journal.read(folder), ended.outputs, Places(out=out, recipe=loaded.dir, run=folder))


def _uploads(earlier: Mapping[str, journal.Marks]) -> list[dict[str, Any]]:
    return [mark for marks in earlier.values() for mark in marks.accepted if "file" in mark]
