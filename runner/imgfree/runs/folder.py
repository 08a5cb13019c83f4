"""The folder of a run: its name, its journal, and what lies beside the events."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from imgfree.journal import Journal
from imgfree.recipe import Recipe
from imgfree.runs import fingerprints
from imgfree.runs.app import App
from imgfree.runs.audience import Audience


def fresh(app: App) -> Path:
    """Return where a new run is kept, not made yet; its name is the run's id."""
    return app.settings.runs_dir / _run_id(app)


def _run_id(app: App) -> str:
    """Return a fresh run id: when it began, to 1/256 s so that names sort by it, and four random characters."""
    from datetime import datetime

    begun = datetime.fromtimestamp(app.clock.now_s())
    return f"{begun:%Y%m%d-%H%M%S}-{begun.microsecond * 256 // 1_000_000:02x}{app.ids.uuid()[:4]}"


@contextlib.contextmanager
def journaled(app: App, folder: Path, audience: Audience, *, lasting: bool = True) -> Iterator[Journal]:
    """Yield the journal of that run. One that is not `lasting`, of a replay, leaves nothing in the home."""
    sealed = app.seal(lasting=lasting)
    book = Journal(
        folder, clock=app.clock, redactor=app.redactor, sinks=audience.sinks, sealed=sealed, base=app.settings.cwd
    )
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
