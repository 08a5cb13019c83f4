"""Begin a run: check it, begin its journal, and perform it."""

from pathlib import Path
from typing import Any

from imgfree import __version__, disk, events
from imgfree.errors import describe
from imgfree.journal import Journal
from imgfree.results import RunResult
from imgfree.runs import backend, fingerprints, folder
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.order import Order
from imgfree.runs.perform import perform
from imgfree.runs.prepare import Ready, Shared, prepare


def start(
    app: App,
    order: Order,
    audience: Audience,
    where: Path | None = None,
    shared: Shared | None = None,
    *,
    rehearsal: bool = False,
) -> RunResult:
    """Run a recipe from its beginning, its events in the folder `where`, else in a fresh one.

    A `rehearsal` renders and writes nothing: it has stills of each film in its result.

    Raises:
        ImgfreeError: nothing was started: the recipe, an input or a target is wrong.
        Interrupted: Ctrl-C; everything so far is kept.
    """
    ready = prepare(app, order, shared)
    if order.advise:
        for warning in ready.recipe.warnings:
            audience.tell(describe(warning))
    identity = _identity(ready)
    if not order.new and not ready.replays:
        known = fingerprints.refuse_second(app.settings.runs_dir, identity, app.seal())
        if known:
            audience.tell(known)
    with folder.journaled(app, where or folder.fresh(app), audience, lasting=not ready.replays) as book:
        folder.keep(book, ready.recipe, ready.inputs.values)
        _write_start(app, book, ready, identity)
        return perform(app, book, ready, rehearsal=rehearsal)


def _identity(ready: Ready) -> dict[str, Any]:
    """Return what makes two runs the same: the recipe, what it is given, and where it runs."""
    return {
        "recipe_sha256": disk.sha256(ready.recipe.path),
        "sets": dict(ready.order.sets),
        "files": fingerprints.digests([ready.inputs.values, ready.inputs.brand_files]),
        "backend": ready.choice.name,
    }


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
