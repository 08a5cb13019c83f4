"""Begin a run: check it, begin its journal, and perform it."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from imgfree import __version__, events
from imgfree.client import Session
from imgfree.errors import describe
from imgfree.journal import Journal, RunInUse
from imgfree.results import RunResult
from imgfree.runs import backend, fingerprints, folder, marking
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.order import Order
from imgfree.runs.perform import Earlier, perform
from imgfree.runs.prepare import Ready, Shared, prepare


def start(
    app: App,
    order: Order,
    audience: Audience,
    where: Path | None = None,
    shared: Shared | None = None,
    *,
    rehearsal: bool = False,
    session: Session | None = None,
) -> RunResult:
    """Run a recipe from its beginning, its events in the folder `where`, else in a fresh one.

    A `rehearsal` renders and writes nothing: it has stills of each film in its result. With a `session` the run goes
    on with the film of an earlier one.

    Raises:
        ImgfreeError: nothing was started: the recipe, an input or a target is wrong, or the run began before.
        Interrupted: Ctrl-C; everything so far is kept.
    """
    ready = prepare(app, order, shared)
    if order.advise:
        for warning in ready.recipe.warnings:
            audience.tell(describe(warning))
    identity = fingerprints.identity(ready.recipe.path, ready.inputs, ready.order.sets, ready.choice.name)
    if not order.new and not ready.replays:
        known = fingerprints.refuse_second(app.settings.runs_dir, identity, app.seal())
        if known:
            audience.tell(known)
    if ready.order.marks == "none":
        audience.tell(marking.UNMARKED)
    with folder.journaled(app, where or folder.fresh(app), audience, lasting=not ready.replays) as book:
        if not book.is_new:
            raise RunInUse(f"run {book.run_id} began before", hint=f"imgfree show {book.run_id} tells how far it came")
        folder.keep(book, ready.recipe, ready.inputs.values)
        _write_start(app, book, ready, identity)
        if session is not None:
            book.commit(events.SESSION_OPENED, **asdict(session))
        return perform(app, book, ready, Earlier(session=session), rehearsal=rehearsal)


def _write_start(app: App, book: Journal, ready: Ready, identity: dict[str, Any]) -> None:
    book.commit(
        events.RUN_STARTED,
        **{**ready.order.to_event(app.settings.cwd), **identity},
        name=ready.recipe.name,
        steps=len(ready.recipe.steps),
        because=ready.choice.because,
        **backend.listener(ready.choice, app.settings, replays=ready.replays),
        version=__version__,
    )
