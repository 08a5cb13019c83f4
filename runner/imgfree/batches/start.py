"""Begin a batch: all rows are checked first, then its ledger begins."""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from imgfree import __version__, events, journal, past, recipe, report
from imgfree.batches import ledger, results, rows, table
from imgfree.batches.board import Watcher
from imgfree.batches.ledger import State
from imgfree.batches.order import BatchOrder
from imgfree.batches.stint import Stint
from imgfree.batches.summary import Summary
from imgfree.batches.table import Films
from imgfree.errors import ImgfreeError, RecipeError
from imgfree.journal import Journal
from imgfree.recipe import Recipe, brand
from imgfree.runs import folder as run_folder
from imgfree.runs import marking
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.prepare import choice_for, permit_environment


class BatchUnfinished(RecipeError):
    """The same batch is under way, or can be resumed; another one would be paid again."""


def start(app: App, order: BatchOrder, watcher: Watcher, given: BinaryIO | None = None) -> Summary:
    """Run a recipe over the rows of a table, from the beginning. `given` is stdin, where the rows come from there.

    Raises:
        ImgfreeError: nothing was started: recipe, table or a row is wrong.
        Interrupted: Ctrl-C; everything so far is kept.
    """
    loaded = recipe.load(order.recipe)
    permit_environment(app, loaded, order.rights)
    order = replace(order, brand=brand.found(loaded, order.brand, cwd=app.settings.cwd))
    if order.brand is not None:
        brand.load(order.brand, cwd=app.settings.cwd, allow_read=order.rights.allow_read)
    with table.checked(app, order, loaded, given) as films:
        for note in films.checked.notes:
            watcher.tell(note)
        home = app.settings.cwd / rows.home_of(order.out)
        results.check_targets(home, overwrite=order.rights.overwrite)
        if order.report is not None:
            report.check_target(order.report)
        choice = choice_for(app, order.backend, loaded, order.engine)
        about = {"recipe_sha256": digest(loaded, order.brand), "rows_sha256": films.sha256, "backend": choice.name}
        _refuse_second(app, about, home, watcher, new=order.new)
        folder = past.batches_dir(app.settings.runs_dir) / run_folder.fresh(app).name
        with ledgered(app, folder) as book:
            keep(book, order, films)
            order = replace(order, backend=choice.name)
            told = {**order.to_event(app.settings.cwd), **about, "rows": films.count, "version": __version__}
            book.commit(events.BATCH_STARTED, **told, because=choice.because, home=str(home))
            if order.marks == "none":
                watcher.tell(marking.UNMARKED)
            watcher.tell(f"batch {book.run_id}: backend {choice.name} ({choice.because})")
            state = State(told, films.sha256)
            return Stint(app, order, loaded, choice, book, watcher).hold(state)


@contextlib.contextmanager
def ledgered(app: App, folder: Path) -> Iterator[Journal]:
    """Yield the ledger of that batch; who else writes it is refused."""
    try:
        with run_folder.journaled(app, folder, Audience()) as book:
            yield book
    except journal.RunInUse as error:
        if error.message.endswith(f" {folder.name}"):
            told = f"batch {folder.name} is going on in another imgfree"
            raise journal.RunInUse(told, hint="wait for it, or end that process first") from error
        raise


def keep(book: Journal, order: BatchOrder, films: Films) -> None:
    """Put the films beside the ledger, and what came from stdin."""
    book.keep(ledger.rows_file(films.sha256), films.path.read_bytes())
    if order.table is None and films.source != book.folder / ledger.TABLE_FILE:
        book.keep(ledger.TABLE_FILE, films.source.read_bytes())


def digest(loaded: Recipe, branded: Path | None) -> str:
    """Return the digest of a recipe as it was read, with its brand."""
    text = loaded.document.text.encode(errors="surrogatepass")
    return hashlib.sha256(text + (branded.read_bytes() if branded else b"")).hexdigest()


def _refuse_second(app: App, about: dict[str, Any], home: Path, watcher: Watcher, *, new: bool) -> None:
    """Refuse to begin what an unfinished batch may have paid for, and to write where another one writes now.

    Raises:
        BatchUnfinished: names that batch, and how to go on with it.
    """
    for folder in ledger.folders(app.settings.runs_dir):
        try:
            state = ledger.read(folder, app.seal())
        except (ImgfreeError, KeyError):
            continue  # not ours, or nothing that we could go on with
        began = state.began
        if journal.in_use(folder):
            if began.get("home") == str(home):
                raise BatchUnfinished(
                    f"batch {folder.name} is going on, and writes its results to '{home}', too",
                    hint="wait for it, or give this one another folder with --out",
                )
            continue
        same = all(began.get(name) == about[name] for name in ("recipe_sha256", "backend"))
        if new or not same or state.rows_sha256 != about["rows_sha256"] or state.finished or not state.runs:
            continue
        if about["backend"] == "local":
            watcher.tell(
                f"batch {folder.name} of these rows did not come to its end; it cost nothing, so this one begins afresh"
            )
            return
        raise BatchUnfinished(
            f"batch {folder.name} of these very rows is unfinished, and some of it may be paid for",
            hint=f"go on with it: imgfree resume {folder.name} · or begin afresh, and pay again, with --new",
        )
