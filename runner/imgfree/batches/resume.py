"""Go on with a batch: rows that are done are not touched, and a table that changed is told row by row."""

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path

from imgfree import __version__, disk, events, past, recipe
from imgfree.batches import ledger, start, table
from imgfree.batches.board import Watcher
from imgfree.batches.diff import Diff, diff
from imgfree.batches.ledger import State
from imgfree.batches.order import BatchOrder, Limits
from imgfree.batches.stint import Stint
from imgfree.batches.summary import Summary
from imgfree.batches.table import Films
from imgfree.engine import Engine
from imgfree.errors import SetupError
from imgfree.journal import Journal
from imgfree.provenance import Level
from imgfree.recipe import Recipe
from imgfree.rights import Rights
from imgfree.runs import marking
from imgfree.runs.app import App
from imgfree.runs.backend import Choice, with_engine
from imgfree.runs.fingerprints import RecipeChanged
from imgfree.runs.prepare import permit_environment


@dataclass(frozen=True)
class Wishes:
    """What the user says when a batch is gone on with."""

    retry: bool = False  # run the rows again that failed
    accept_changes: bool = False
    rights: Rights = field(default_factory=Rights)
    limits: Limits = field(default_factory=Limits)
    engine: Engine | None = None  # instead of the one that the batch began with
    marks: Level | None = None  # what films say of themselves from here on


def resume(app: App, folder: Path, wishes: Wishes, watcher: Watcher) -> Summary:
    """Run what is left of a batch, and return how all of it stands.

    Raises:
        NotOurs: this installation did not make it.
        RunInUse: another process is at it.
        RecipeChanged: recipe or table are different now; shows how.
        Interrupted: Ctrl-C.
    """
    began = ledger.read(folder, app.seal()).began
    order = BatchOrder.from_event(began)
    rights, limits = order.rights.plus(wishes.rights), order.limits.with_those_of(wishes.limits)
    order = dataclasses.replace(order, rights=rights, limits=limits, engine=wishes.engine or order.engine)
    order = dataclasses.replace(order, marks=wishes.marks or order.marks)
    there = dataclasses.replace(app, settings=dataclasses.replace(app.settings, cwd=Path(began["cwd"])))
    loaded = recipe.load(order.recipe)
    permit_environment(there, loaded, order.rights)
    kept = folder / ledger.TABLE_FILE if order.table is None else None
    with (
        table.checked(there, order, loaded, kept) as films,
        start.ledgered(there, folder) as book,
    ):
        state = ledger.fold(past.our_log(folder, app.seal()).records)
        found = _diff(folder, state, films)
        digest = start.digest(loaded, order.brand)
        changed = [] if state.recipe_sha256 == digest else [_changed_file(loaded, order)]
        if (found or changed) and not wishes.accept_changes:
            raise _changed(folder, [*changed, *found.lines])
        for line in found.lines:
            watcher.tell(line)
        state = _note(book, order, films, found, digest=digest)
        choice = with_engine(Choice(began["backend"], "the interrupted batch used it"), order.engine)
        if order.marks == "none":
            watcher.tell(marking.UNMARKED)
        watcher.tell(f"batch {folder.name}: backend {choice.name} ({choice.because})")
        return Stint(there, order, loaded, choice, book, watcher).hold(
            state, retry=wishes.retry, accept_changes=wishes.accept_changes
        )


def _diff(folder: Path, state: State, films: Films) -> Diff:
    if state.rows_sha256 == films.sha256:
        return Diff()
    kept = folder / ledger.rows_file(state.rows_sha256)
    if not kept.is_file() or disk.sha256(kept) != state.rows_sha256:
        raise SetupError(f"the rows of batch {folder.name} are not as they were kept", hint="run it anew")
    with kept.open("rb") as before, films.path.open("rb") as now:
        return diff(before, now)


def _changed_file(loaded: Recipe, order: BatchOrder) -> str:
    return f"{loaded.path}{f' or {order.brand}' if order.brand else ''}: its content has changed"


def _changed(folder: Path, lines: list[str]) -> RecipeChanged:
    return RecipeChanged(
        f"batch {folder.name} began with something else:",
        details=lines,
        hint="put it back, or add --accept-changes: new rows are run, and changed ones again",
    )


def _note(book: Journal, order: BatchOrder, films: Films, found: Diff, *, digest: str) -> State:
    """Write that the batch goes on, and with which rows; return what is known of it then."""
    start.keep(book, order, films)
    told = {"limits": order.limits.to_event(), **order.rights.to_event()}
    told |= order.engine.to_event() if order.engine else {}
    told |= {"marks": order.marks} if order.marks else {}
    book.commit(
        events.BATCH_RESUMED,
        **told,
        rows_sha256=films.sha256,
        recipe_sha256=digest,
        changed=list(found.changed),
        removed=list(found.removed),
        version=__version__,
    )
    return ledger.fold(past.read(book.folder))
