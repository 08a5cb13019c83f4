"""The films of a run, and what each was made from, as far as this machine still knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from imgfree import disk, events, past, schema
from imgfree.language import detection
from imgfree.media_types import by_suffix, suffix_of
from imgfree.runs.app import App

if TYPE_CHECKING:
    from imgfree.local.sandbox.inspector import Made


@dataclass(frozen=True)
class RunFilm:
    """One film of a run. `render_id` leads to its draft; None where the run does not tell which render it is."""

    path: Path
    shown: str  # as the run names it
    render_id: str | None
    sha256: str = ""  # of the file as it came


@dataclass(frozen=True)
class Films:
    """The films of one run, each once, in their order; `voice` is the language of its words, en or zh."""

    films: tuple[RunFilm, ...]
    voice: Literal["en", "zh"]
    ours: bool


def films_of(app: App, folder: Path) -> Films:
    """Return the films of the run in that folder; of a stranger's run only those below the working folder.

    Raises:
        SetupError, JournalDamaged: its events cannot be read.
    """
    log = past.log(folder, app.seal())
    cwd = Path(str(past.start_of(log.records).get("cwd") or folder))
    found = {one.path: one for one in _films(log.records, cwd)}
    kept = [one for one in found.values() if log.ours or _is_below(one.path, app.settings.cwd)]
    words = list(_words(log.records))
    voice: Literal["en", "zh"] = "zh" if words and detection.detect(words).startswith("zh") else "en"
    return Films(tuple(kept), voice, log.ours)


def made_from(app: App, film: RunFilm) -> "Made | None":
    """Return what a film was made from; None where that happened elsewhere or is forgotten, or the file is another."""
    home = app.home()
    if film.render_id is None or home is None or not (home / "local").is_dir():
        return None
    if film.sha256 and disk.sha256(film.path) != film.sha256:
        return None
    import json

    from imgfree.local.output import Output
    from imgfree.local.sandbox.inspector import Made
    from imgfree.local.store import Store

    store = Store(home / "local")
    try:
        query = "SELECT session_id, draft, output FROM renders WHERE render_id = ?"
        rows = store.rows(query, film.render_id)
        if len(rows) != 1:
            return None
        assets = {asset.id: asset for asset in store.assets(rows[0]["session_id"])}
        return Made(json.loads(rows[0]["draft"]), assets, Output(**json.loads(rows[0]["output"])))
    finally:
        store.close()


def _films(records: Sequence[Mapping[str, Any]], cwd: Path) -> Iterator[RunFilm]:
    renders: dict[str, str] = {}  # by address
    last, params = "", dict[str, Mapping[str, Any]]()
    for record in records:
        step, kind = str(record.get("step")), str(record.get("kind"))
        if record["event"] == events.STEP_RENDERED:
            params[step] = record.get("params") or {}
        if record["event"] != events.STEP_FINISHED:
            continue
        outputs = record.get("outputs") or {}
        if schema.does(kind, "renders") and outputs.get("url"):
            last = str(outputs["url"])
            renders[last] = str(outputs.get("render_id"))
        path = outputs.get("path")
        if isinstance(path, str) and "\0" not in path and _is_film(path):
            render_id = renders.get(str(params.get(step, {}).get("from") or last))
            yield RunFilm(cwd / path, path, render_id, str(outputs.get("sha256") or ""))


def _is_film(path: str) -> bool:
    known = by_suffix(suffix_of(path))
    return known is not None and (known.file_type == "video" or path.lower().endswith(".gif"))


def _words(records: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for record in records:
        if record["event"] == events.STEP_RENDERED and schema.does(str(record.get("kind")), "edits"):
            yield str((record.get("params") or {}).get("text") or "")


def _is_below(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False
