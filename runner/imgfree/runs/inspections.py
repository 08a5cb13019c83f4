"""The films of a run, or one film by its path, inspected."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from imgfree import past
from imgfree.errors import InputRefused
from imgfree.local.sandbox.inspector import How, Inspected, inspected
from imgfree.runs import history
from imgfree.runs.app import App
from imgfree.runs.films import Films, RunFilm, films_of, made_from


def inspections(
    app: App,
    film_or_run: str | None,
    *,
    platform: str | None = None,
    frames: Path | None = None,
    on_progress: Callable[[float], None] = lambda share: None,
) -> list[Inspected]:
    """Return what is wrong with each film: the one at this path, or all of the run of that id (default: the newest).

    Raises:
        InputRefused: the file is no film.
        RecipeError, SetupError: there is no such run, or it cannot be read.
    """
    if film_or_run is not None and Path(film_or_run).is_file():
        return [inspected(Path(film_or_run), None, How(platform, "en", frames), on_progress=on_progress)]
    runs_dir = app.settings.runs_dir
    if film_or_run is None:
        folder = history.newest(runs_dir, app.seal())
    elif any(one.name.startswith(film_or_run) for one in past.folders(runs_dir)):
        folder = history.find(runs_dir, film_or_run)
    else:
        raise InputRefused(f"there is no file or run '{film_or_run}'", hint="`imgfree runs` lists the runs")
    return of_run(app, folder, platform=platform, frames=frames, on_progress=on_progress)


def of_run(
    app: App,
    folder: Path,
    *,
    platform: str | None = None,
    frames: Path | None = None,
    most: int | None = None,
    on_progress: Callable[[float], None] = lambda share: None,
) -> list[Inspected]:
    """Return what is wrong with the films of the run in that folder that are still there, in their order."""
    run = films_of(app, folder)
    found = []
    for film in [film for film in run.films if film.path.is_file()][:most]:
        found.append(of_film(app, run, film, How(platform, run.voice, frames), on_progress=on_progress))
    return found


def of_film(
    app: App, run: Films, film: RunFilm, how: How, *, on_progress: Callable[[float], None] = lambda share: None
) -> Inspected:
    """Return what is wrong with one film of that run."""
    made = made_from(app, film) if run.ours else None
    found = inspected(film.path, made, how, on_progress=on_progress)
    return replace(found, inspection=replace(found.inspection, name=film.shown))
