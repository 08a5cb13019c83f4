"""What an agent sees of a film: one picture, and in a few lines what is wrong with it."""

from typing import Any

from imgfree import past
from imgfree.agents import progress
from imgfree.agents.desk import Desk
from imgfree.errors import InputRefused
from imgfree.runs.agreement import lacks_local
from imgfree.runs.films import films_of

MOST_PICTURE_BYTES = 150_000
MOST_FINDINGS_BYTES = 1000
_MOST = 6


def look(desk: Desk, run_id: str, what: str | float, film: int = 1) -> tuple[bytes, dict[str, Any]]:
    """Return a JPEG of a film of that run (its `sheet`, its `cover`, or that second), and what is wrong with it.

    Raises:
        InputRefused: there is no such film, or not yet.
        SetupError: the `local` extra is not installed.
    """
    try:
        from imgfree.local.inspection.findings import line
        from imgfree.local.sandbox.inspector import How, glimpsed
        from imgfree.runs.inspections import of_film
    except ImportError as error:
        raise lacks_local(error.name) from error
    folder = progress.folder_of(desk.app, run_id)
    now = progress.of(desk.app, folder)
    run = films_of(desk.app, folder) if past.beginning(folder) is not None else None
    films = [one for one in run.films if one.path.is_file()] if run else []
    if run is None or not 1 <= film <= len(films):
        hint = f"its films: {len(films)}" if now.is_over else f"it is at {now.line}: `wait` for it"
        raise InputRefused(f"run {folder.name} has no film {film} to look at", hint=hint)
    shown = films[film - 1]
    picture = glimpsed(shown.path, what, MOST_PICTURE_BYTES)
    found = of_film(desk.app, run, shown, How(voice=run.voice)).inspection
    told = {
        "film": str(shown.path),
        "seconds": round(found.duration_s, 2),
        "films": len(films),
        "findings": [line(one) for one in found.findings[:_MOST]],
        "more": max(0, len(found.findings) - _MOST),
        **{name: (now.told or {}).get(name, []) for name in ("cropped", "not_done")},
    }
    return picture, {name: value for name, value in told.items() if value not in (0, [])}
