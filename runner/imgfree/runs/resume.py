"""Finish an interrupted run: what it was asked for, whether that still holds, and what the user has settled."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import __version__, disk, events, journal, past, recipe, schema
from imgfree.client import Session
from imgfree.engine import Engine
from imgfree.errors import RecipeError, SetupError
from imgfree.journal import Journal
from imgfree.provenance import Level
from imgfree.results import RunResult
from imgfree.rights import Rights
from imgfree.runs import backend, fingerprints, grants, marking
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.folder import journaled, keep
from imgfree.runs.order import Order
from imgfree.runs.perform import Earlier, perform
from imgfree.runs.prepare import Ready, Shared, inputs_of, permit_environment
from imgfree.runs.prospects import Prospect, prospects

Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Wishes:
    """What the user says about the run: steps whose unknown outcome counts as done, or shall be sent again."""

    accept: tuple[str, ...] = ()
    resend: tuple[str, ...] = ()
    accept_changes: bool = False
    rights: Rights = field(default_factory=Rights)  # what is given on top of those that the run began with
    engine: Engine | None = None  # instead of the one that it began with
    marks: Level | None = None  # what its films say of themselves, instead of what was said when it began


@dataclass(frozen=True)
class _Begun:
    """A run as it was begun. `app` works in the folder where it began."""

    app: App
    folder: Path
    ready: Ready


def resume(
    app: App, folder: Path, wishes: Wishes, audience: Audience, shared: Shared | None = None
) -> RunResult | None:
    """Finish an interrupted run; None if it was finished already.

    Raises:
        NotOurs: this installation did not make it.
        RunInUse: another process is at it.
        RecipeChanged: the recipe, its inputs or a file are different now; shows how.
        RecipeError: a step to be settled is not in doubt.
    """
    records = _ours(app, folder)
    if is_finished(records):
        return None
    begun = _begun(app, folder, records, wishes, shared)
    with journaled(begun.app, folder, audience) as book:
        records = _ours(app, folder)  # once more: only now can nobody else write it
        if is_finished(records):
            return None
        changed = _changes(begun, records)
        if changed and not wishes.accept_changes:
            raise _changed(folder, changed)
        settled, kinds = _doubted(records, wishes), journal.kinds(records)
        _note(book, begun, wishes, changed=changed, records=records)
        for step, how in settled.items():
            with book.step(step, kinds[step]):
                book.commit(events.STEP_SETTLED, how=how)
        records = _ours(app, folder)
        if begun.ready.order.marks == "none":
            audience.tell(marking.UNMARKED)
        return perform(begun.app, book, begun.ready, Earlier(journal.fold(records), Session.last_of(records)))


def report_target(app: App, folder: Path) -> Path | None:
    """Return where the run shall be told as a page when it ends; None if nowhere, or if it is over already.

    Raises:
        NotOurs: this installation did not make it.
    """
    records = _ours(app, folder)
    began = past.start_of(records)
    if not began or not began["recipe"] or began.get("replay") or is_finished(records):
        return None
    return Order.from_event(began, cwd=app.settings.cwd).report


def explain(app: App, folder: Path, rights: Rights) -> tuple[list[Prospect], list[str]] | None:
    """Return what a resume would do with each step and what has changed since; None if the run is finished."""
    records = _ours(app, folder)
    if is_finished(records):
        return None
    begun = _begun(app, folder, records, Wishes(rights=rights))
    about, ready = {"id": folder.name, "dir": str(folder)}, begun.ready
    found = prospects(ready.recipe, ready.inputs, journal.fold(records), about, ready.rights)
    return found, _changes(begun, records)


def _ours(app: App, folder: Path) -> Records:
    return past.our_log(folder, app.seal()).records


def is_finished(records: Records) -> bool:
    """Return whether the run has come to its good end."""
    return any(record["event"] == events.RUN_FINISHED and record.get("outcome") == "passed" for record in records)


def _begun(app: App, folder: Path, records: Records, wishes: Wishes, shared: Shared | None = None) -> _Begun:
    began = past.start_of(records)
    if not began:
        raise SetupError(f"run {folder.name} never started", hint="run the recipe anew")
    if not began["recipe"]:
        raise SetupError(f"run {folder.name} was a conversation", hint="go on with: imgfree chat --continue")
    if began.get("replay"):
        raise SetupError("a replay is not resumed", hint="run it again with --replay; that costs nothing")
    resumed = (record for record in records if record["event"] == events.RUN_RESUMED)
    order = Order.from_event(began, *resumed, cwd=app.settings.cwd)
    there = dataclasses.replace(app, settings=dataclasses.replace(app.settings, cwd=Path(began["cwd"])))
    loaded = shared.recipe if shared else recipe.load(order.recipe)
    rights = order.rights.plus(wishes.rights).plus(grants.granted(app.settings, loaded))
    permit_environment(app, loaded, rights)
    inputs = inputs_of(loaded, order, cwd=there.settings.cwd, rights=rights)
    choice = shared.choice if shared else backend.Choice(began["backend"], "the interrupted run used it")
    order = order if wishes.marks is None else dataclasses.replace(order, marks=wishes.marks)
    choice = choice if shared else backend.with_engine(choice, wishes.engine or order.engine)
    earlier = shared.earlier if shared else None
    return _Begun(there, folder, Ready(loaded, inputs, choice, order, rights, earlier=earlier))


def _changes(begun: _Begun, records: Records) -> list[str]:
    path, inputs = begun.ready.recipe.path, begun.ready.inputs.values
    values = fingerprints.as_kept(begun.app.redactor.data(dict(inputs)))
    found = fingerprints.changes(begun.folder, records, path, values)
    known = [record["recipe_sha256"] for record in records if "recipe_sha256" in record]
    if not found and known[-1] != disk.sha256(path):
        found = [f"{path}: its content has changed"]
    return found


def _changed(folder: Path, changed: list[str]) -> fingerprints.RecipeChanged:
    return fingerprints.RecipeChanged(
        f"run {folder.name} began with something else:",
        details=[line for change in changed for line in change.split("\n")],
        hint="put it back, or add --accept-changes (steps that are done stay as they are), or run it anew with --new",
    )


def _doubted(records: Records, wishes: Wishes) -> dict[str, str]:
    """Return the steps that are to be settled, and how."""
    kinds = journal.kinds(records)
    doubted = [
        step
        for step, marks in journal.fold(records).items()
        if schema.does(kinds[step], "edits") and marks.unfinished and not marks.settled
    ]
    settled = dict.fromkeys(wishes.accept, "accept") | dict.fromkeys(wishes.resend, "resend")
    for step in settled:
        if step not in doubted:
            known = f"in doubt: {', '.join(doubted)}" if doubted else "no step of this run is"
            raise RecipeError(f"step '{step}' is not in doubt", hint=known)
    return settled


def _note(book: Journal, begun: _Begun, wishes: Wishes, *, changed: list[str], records: Records) -> None:
    """Write that the run goes on, and with what if that is different."""
    ready = begun.ready
    about: dict[str, Any] = wishes.rights.to_event() if wishes.rights != Rights() else {}
    about |= wishes.engine.to_event() if wishes.engine else {}
    about |= {"marks": wishes.marks} if wishes.marks else {}
    if changed:
        paths = [path for path in fingerprints.known_files(records) if Path(path).is_file()]
        files = fingerprints.digests(paths) | fingerprints.digests(ready.inputs.values)
        about |= {"recipe_sha256": disk.sha256(ready.recipe.path), "files": files, "changes": changed}
        keep(book, ready.recipe, ready.inputs.values)
    about |= backend.listener(ready.choice, begun.app.settings)
    book.commit(events.RUN_RESUMED, backend=ready.choice.name, version=__version__, **about)
