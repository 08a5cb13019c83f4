"""What an agent sees of a film: one picture, and in a few lines what is wrong with it."""

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from imgfree import past
from imgfree.agents import progress
from imgfree.agents.desk import Desk
from imgfree.agents.progress import Progress
from imgfree.errors import InputRefused
from imgfree.runs.agreement import lacks_local
from imgfree.runs.films import Films, RunFilm, films_of

if TYPE_CHECKING:
    from imgfree.local.inspection.findings import Inspection

MOST_PICTURE_BYTES = 150_000
MOST_FINDINGS_BYTES = 1000
_MOST = 6
_PATIENCE_S = 25.0  # for findings: clients give up on a call after about a minute
_KEPT = 40  # films whose findings are remembered
_LATER = ["not looked through yet: `look` again for what is wrong with it"]

_found: "dict[tuple[object, ...], Future[Inspection]]" = {}


def look(desk: Desk, run_id: str, what: str | float, film: int = 1) -> tuple[bytes, dict[str, Any]]:
    """Return a JPEG of a film of that run (its `sheet`, its `cover`, or that second), and what is wrong with it.

    Raises:
        InputRefused: there is no such film, or not yet, or no such second of it.
        SetupError: the `local` extra is not installed.
    """
    try:
        from imgfree.local.inspection.findings import line
        from imgfree.local.sandbox.inspector import glimpsed
    except ImportError as error:
        raise lacks_local(error.name) from error
    folder = progress.folder_of(desk.app, run_id)
    now = progress.of(desk.app, folder)
    run = films_of(desk.app, folder) if past.beginning(folder) is not None else None
    if run is None or not 1 <= film <= len(run.films):
        raise _nothing(now, film, len(run.films) if run else 0)
    shown = run.films[film - 1]
    if not shown.path.is_file():
        raise InputRefused(f"'{shown.path}' is not there any more", hint="it was moved or removed")
    looked = _inspected(desk, run, shown, progress.voice(desk.app, folder))
    picture = glimpsed(shown.path, what, MOST_PICTURE_BYTES)
    found = _ready(looked)
    told = {
        "film": str(shown.path),
        "seconds": round(found.duration_s, 2) if found else 0,
        "films": len(run.films),
        "findings": [line(one) for one in found.findings[:_MOST]] if found else _LATER,
        "more": max(0, len(found.findings) - _MOST) if found else 0,
        "cropped": list(found.crops if found else ()) or (now.told or {}).get("cropped", []),
        "not_done": (now.told or {}).get("not_done", []),
    }
    return picture, {name: value for name, value in told.items() if value not in (0, [])}


def _nothing(now: Progress, film: int, films: int) -> InputRefused:
    """Return why there is nothing to see."""
    if not now.is_over:
        hint = f"it is at {now.step}: `wait` for it" if now.step else "it has just begun: `wait` for it"
    else:
        hint = f"it has {films}: film={films}, say" if films else f"{now.state}: `wait` tells what became of it"
    return InputRefused(f"run {now.run_id} has no film {film} to look at", hint=hint)


def _inspected(desk: Desk, run: Films, film: RunFilm, voice: str) -> "Future[Inspection]":
    """Return what will be found in a film: it is looked through once, however often that is asked for."""
    known = film.path.stat()
    key = film.path, known.st_mtime_ns, known.st_size, known.st_ino
    if key not in _found:
        for old in list(_found)[:-_KEPT]:
            _found.pop(old, None)
        future = _found[key] = Future()
        threading.Thread(target=_look_through, args=(future, desk, run, film, voice), daemon=True).start()
        future.add_done_callback(lambda looked: _found.pop(key, None) if looked.exception() else None)
        return future
    return _found[key]


def _look_through(future: "Future[Inspection]", desk: Desk, run: Films, film: RunFilm, voice: str) -> None:
    from imgfree.local.sandbox.inspector import How
    from imgfree.runs.inspections import of_film

    try:
        future.set_result(of_film(desk.app, run, film, How(voice=voice)).inspection)
    except BaseException as error:
        future.set_exception(error)


def _ready(looked: "Future[Inspection]") -> "Inspection | None":
    """Return what was found; None where that takes longer than a client waits."""
    try:
        return looked.result(_PATIENCE_S)
    except TimeoutError:
        return None
