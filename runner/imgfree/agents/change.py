"""A sentence for the film there is: a run of its own that goes on where the film's last run ended."""

import contextlib
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import events, media_types, past, schema
from imgfree.agents import claims, progress, start
from imgfree.agents.asked import named
from imgfree.agents.claims import Claim
from imgfree.agents.desk import Desk
from imgfree.agents.names import Names
from imgfree.agents.plan import Told, planned, unpaid
from imgfree.agents.progress import folder_of
from imgfree.agents.replies import reply
from imgfree.answers import wish
from imgfree.answers.wants import Want, wanted
from imgfree.authoring import acts, yaml
from imgfree.client import Session
from imgfree.errors import ImgfreeError, InputRefused, StepFailed
from imgfree.rights import Rights
from imgfree.runs import folder as run_folder
from imgfree.runs.app import App
from imgfree.runs.films import films_of
from imgfree.runs.order import Order

Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class _Asked:
    """What is said to a film: the words, the files with them, and what both come to."""

    sentence: str
    files: Sequence[str]
    want: Want
    wished: wish.Wish
    names: Names


def change(desk: Desk, run_id: str, sentence: str, files: Sequence[str], max_credits: int | None) -> Told:
    """Return the run that makes the changed film, begun if it was not; where paying was not allowed, its plan.

    A film's runs are a chain: the same sentence to the same run is the same run, another one belongs to its newest.
    `not_had` is what was wished of the file and cannot be met.

    Raises:
        ImgfreeError: nothing was begun.
    """
    if not sentence.strip():
        raise InputRefused("there are no words", hint="sentence='change the title to \"Sale\"', say")
    app = desk.app
    folder = folder_of(app, run_id)
    now = progress.of(app, folder)
    if now.state in ("starting", "running"):
        raise InputRefused(f"run {folder.name} is not over", hint="`wait` for it, then change its film")
    if now.state in ("stopped", "interrupted"):
        raise InputRefused(f"run {folder.name} was cut off", hint="`resume` it, then change its film")
    records = past.our_log(folder, app.seal()).records if past.beginning(folder) is not None else []
    if Session.last_of(records) is None or not (now.state == "passed" or _timeline(app, folder, records)):
        raise InputRefused(
            f"run {folder.name} made no film that could be changed", hint="`wait` tells what became of it"
        )
    want = wanted(sentence)
    if not files and (said := reply(app, folder, records, want, sentence)) is not None:
        return said
    wished = wish.read(want.errand.wish, _timeline(app, folder, records)) if want.errand.exports else wish.Wish()
    if wished.refused:
        raise StepFailed(" ".join(wished.notes))
    key, digest = f"after {folder}", hashlib.sha256(json.dumps([sentence, list(files)]).encode()).hexdigest()
    claim = _known(desk, key, digest)
    if claim is None:
        new = run_folder.fresh(app)
        home, names = start.home_of(desk, new), Names(app, new)
        with start.unless_begun(home, new, names):
            order = _order(desk, folder, records, _Asked(sentence, files, want, wished, names), home)
            found = planned(desk, order, sentence)
            if lacking := unpaid(found, max_credits):
                return lacking
            about = {"after": folder, "voice": progress.voice(app, folder, sentence)}
            claim = start.begun(desk, key, digest, order, found, new, **about)
    told = start.at_work(desk, claim)
    return {**told, "not_had": wished.notes} if wished.notes else told


def _known(desk: Desk, key: str, digest: str) -> Claim | None:
    try:
        return claims.find(desk.app, key, digest)
    except InputRefused as error:
        taken = claims.holder(desk.app, key)
        raise InputRefused(
            f"this film has been changed already, by run {taken}",
            hint=f"say it to the newest: change(run_id='{taken}')",
        ) from error


def _order(desk: Desk, parent: Path, records: Records, asked: _Asked, home: Path) -> Order:
    """Return the order of the run that does what the sentence asks for, its recipe written to `home`."""
    began = past.start_of(records)
    paths, urls = named(desk, asked.files)
    steps: list[dict[str, Any]] = []
    outputs: dict[str, str] = {}
    if paths or urls:
        upload = {**({"files": "{{ inputs.files }}"} if paths else {}), **({"urls": urls} if urls else {})}
        steps.append({acts.BRING: upload})
    if asked.want.deed == "edit":
        steps.append({acts.EDIT: yaml.literal(asked.sentence)})
    if asked.want.deed in ("edit", "export"):
        params = {**_exported(records), **asked.wished.params}
        target = _target(desk, parent, str(params.get("format") or "mp4"), asked.names)
        steps += [{acts.RENDER: params}, {acts.FETCH: {"to": yaml.literal(target)}}]
        outputs["video"] = f"{{{{ steps.{acts.FETCH}.path }}}}"
    about = {
        "name": home.stem,
        "description": yaml.literal(f"A change to the film of run {parent.name}."),
        "inputs": yaml.file_inputs(paths, home.parent),
    }
    yaml.save(home, yaml.recipe_text(about, steps, outputs), overwrite=True, private=desk.app.settings.cwd)
    sets = {"files": json.dumps([str(path) for path in paths])} if paths else {}
    rights = Rights(allow_read=desk.roots)
    return Order(home, sets, str(began["backend"]), desk.out, rights, within=desk.roots)


def _exported(records: Records) -> dict[str, Any]:
    """Return how the film's file was asked for last, so that the changed one is of the same sort."""
    asked: dict[str, Any] = {}
    for record in records:
        if record["event"] == events.STEP_RENDERED and schema.does(str(record.get("kind")), "renders"):
            asked = dict(record.get("params") or {})
    return {name: value for name, value in asked.items() if name in ("format", "quality", "resolution", "fps")}


def _timeline(app: App, folder: Path, records: Records) -> Mapping[str, Any]:
    """Return the timeline that a run left: its own, or that of an earlier run whose film it only exported."""
    session = Session.last_of(records)
    for earlier in past.folders(app.settings.runs_dir):  # the newest first
        if earlier.name > folder.name:
            continue
        with contextlib.suppress(ImgfreeError, OSError):  # another's, or damaged
            records = past.our_log(earlier, app.seal()).records
            if Session.last_of(records) == session and (found := _timelines(records)):
                return found[-1]
    return {}


def _timelines(records: Records) -> list[Mapping[str, Any]]:
    outputs = [record.get("outputs") for record in records if record["event"] == events.STEP_FINISHED]
    return [one["timeline"] for one in outputs if isinstance(one, dict) and isinstance(one.get("timeline"), dict)]


def _target(desk: Desk, parent: Path, suffix: str, names: Names) -> str:
    """Return a free name below `out`, after that of the film there is."""
    films, out = films_of(desk.app, parent).films, desk.out
    last = films[-1].path if films else out / f"film.{suffix}"
    home = last.parent if last.is_relative_to(out) else out
    stem, number = _counted(last.stem) if media_types.suffix_of(last.name) else (last.name, 1)
    while True:
        number += 1
        path = home / f"{stem}-{number}.{suffix}"
        if not path.exists() and names.take(path.with_suffix("")):
            return path.relative_to(out).as_posix()


def _counted(stem: str) -> tuple[str, int]:
    """Return a name without the number that we put behind it, and that number: reel-2 is reel and 2."""
    bare, dash, number = stem.rpartition("-")
    return (bare, int(number)) if dash and number.isdecimal() and bare else (stem, 1)
