"""Is this what was run before? Digests of what a run is given, and what has changed since it began."""

import difflib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from imgfree import disk, events, journal, past, schema, shell
from imgfree.errors import ImgfreeError, RecipeError
from imgfree.recipe import Inputs
from imgfree.seal import Seal

RECIPE_FILE = "recipe.yaml"
INPUTS_FILE = "inputs.json"
_MOST_LINES = 60  # of a diff, in an error text


class RecipeChanged(RecipeError):
    """The recipe, its inputs or a file are no longer what the run began with."""


class RunUnfinished(RecipeError):
    """The same recipe has a run that can be resumed; another one would be paid again."""


def digests(values: Any) -> dict[str, str]:
    """Return the digest of every file that the inputs name, by its path."""
    return {text: disk.sha256(Path(text)) for text in _texts(values) if os.path.isabs(text) and os.path.isfile(text)}  # noqa: PTH113, PTH117 -- any text may be asked


def identity(recipe: Path, inputs: Inputs, sets: Mapping[str, str], backend: str) -> dict[str, Any]:
    """Return what makes two runs the same: the recipe, what it is given, and where it runs."""
    files = digests([inputs.values, inputs.brand_files])
    return {"recipe_sha256": disk.sha256(recipe), "sets": dict(sets), "files": files, "backend": backend}


def as_kept(values: Any) -> str:
    """Return the inputs as they lie beside the events."""
    text = json.dumps(values, ensure_ascii=False, indent=2, default=str) + "\n"
    return text.encode(errors="backslashreplace").decode()  # a file's name may hold bytes that are no letter


def changes(folder: Path, records: Iterable[Mapping[str, Any]], recipe: Path, inputs: str) -> list[str]:
    """Return as lines what is different from what the run began, or was last resumed, with; empty if nothing is."""
    found = _diff(folder / RECIPE_FILE, recipe.read_text(encoding="utf-8"), str(recipe))
    found += _diff(folder / INPUTS_FILE, inputs, "inputs now")
    for path, digest in known_files(records).items():
        if not Path(path).is_file():
            found.append(f"{path}: is gone")
        elif disk.sha256(Path(path)) != digest:
            found.append(f"{path}: its content has changed")
    return found


def known_files(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the digest of every file that the run was given or has sent, by its path."""
    known: dict[str, str] = {}
    for record in records:
        if record["event"] in (events.RUN_STARTED, events.RUN_RESUMED):
            known |= record.get("files") or {}
        elif record["event"] == events.STEP_ACCEPTED and "path" in record and "sha256" in record:
            known[record["path"]] = record["sha256"]
    return known


def refuse_second(runs_dir: Path, about: Mapping[str, Any], seal: Seal) -> str:
    """Refuse to begin what an unfinished run may have paid for already. `about` is what run.started would say.

    Return what the user may want to know of an unfinished run that cost nothing; an empty text if there is none.

    Raises:
        RunUnfinished: names that run and how to go on with it.
    """
    for folder in past.folders(runs_dir):
        began = past.beginning(folder)
        if began is None or began.get("replay") or any(began.get(name) != about[name] for name in _IDENTITY):
            continue
        log = _log(folder, seal)
        if not paid(log.records) or any(record["event"] == events.RUN_FINISHED for record in log.records):
            return ""
        if journal.in_use(folder):
            raise RunUnfinished(
                f"run {folder.name} of this very recipe is still going on",
                hint="wait for it, or begin another one beside it with --new",
            )
        if about["backend"] == "local":
            return (
                f"run {folder.name} of this recipe did not come to its end; it cost nothing, so this one begins afresh"
            )
        again = f"go on with it: {shell.command('imgfree', 'resume', folder.name)} · or " if log.ours else ""
        raise RunUnfinished(
            f"run {folder.name} of this very recipe is unfinished, and some of it may be paid for",
            hint=f"{again}begin afresh, and pay again, with --new",
        )
    return ""


def _log(folder: Path, seal: Seal) -> past.Log:
    """Return what a run left of its events.

    Raises:
        RunUnfinished: that cannot be told any more.
    """
    try:
        return past.log(folder, seal)
    except ImgfreeError as error:
        raise RunUnfinished(
            f"run {folder.name} of this very recipe cannot be read any more, and some of it may be paid for",
            hint="begin afresh, and maybe pay again, with --new",
        ) from error


def paid(records: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether something that costs credits was done, or may be."""
    kinds = journal.kinds(records)
    return any(
        schema.does(kinds[step], "edits") and (marks.intended is not None or marks.finished is not None)
        for step, marks in journal.fold(records).items()
    )


_IDENTITY = ("recipe_sha256", "sets", "files", "backend")


def _diff(kept: Path, now: str, name: str) -> list[str]:
    try:
        before = disk.read(kept, most_bytes=past.MOST_BYTES, base=kept.parent).decode(errors="replace")
    except OSError:
        return []  # killed before it was written: the digest in the journal still tells
    lines = list(difflib.unified_diff(before.splitlines(), now.splitlines(), str(kept), name, lineterm="", n=1))
    return lines[:_MOST_LINES] + ([f"… and {len(lines) - _MOST_LINES} more lines"] if len(lines) > _MOST_LINES else [])


def _texts(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, Mapping):
        for value in values.values():
            yield from _texts(value)
    elif isinstance(values, list | tuple):
        for value in values:
            yield from _texts(value)
