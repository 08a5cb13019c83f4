"""A film made again from the recipe that it carries: apart from everything else here, and with no right at all."""

import fnmatch
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from imgfree import recipe, shell
from imgfree.errors import InputRefused, RightMissing
from imgfree.media_types import by_suffix, suffix_of
from imgfree.planning import trust
from imgfree.provenance import Carried, Mark
from imgfree.recipe import Recipe
from imgfree.results import RunResult
from imgfree.rights import Rights
from imgfree.runs.app import App
from imgfree.runs.audience import Audience
from imgfree.runs.order import Order
from imgfree.runs.start import start
from imgfree.sharing import films, found_media

_STEM = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Source:
    """A film with the recipe that it carries. Its files are looked for in the folder `media`, else beside the film."""

    film: Path
    mark: Mark
    carried: Carried
    media: Path | None = None


@dataclass(frozen=True)
class Again:
    """A film that a recipe made again: its timeline, what encoded it, and by step what became of each clause."""

    path: Path
    timeline: Mapping[str, Any]
    encoder: Mapping[str, str]
    account: Mapping[str, Any]


def again(app: App, source: Source, folder: Path, who: Audience) -> list[Again]:
    """Return the films that the recipe in a film makes of the files that are found by their digests.

    It is a stranger's: it runs in `folder`, reads nothing but these files, asks nobody but the local backend, and hears
    no model's and no voice's endpoint.

    Raises:
        InputRefused: files are missing.
        RightMissing: it needs what a stranger's recipe is not given.
        ImgfreeError: it fails.
    """
    project, carried = folder / "project", source.carried
    project.mkdir()
    path = project / f"{carried.name if _STEM.fullmatch(carried.name) else 'recipe'}.yaml"
    path.write_text(carried.recipe, encoding="utf-8")
    values = films.plain(carried.inputs)
    loaded = recipe.with_defaults(recipe.load(path), values)
    _bring(_places(loaded, source), source, project)
    _check(loaded, source.film, project)
    brand = next((project / one["name"] for one in _named(carried.brand)), None)
    order = Order(path, {}, "local", folder / "out", new=True, defaults=values, brand=brand, marks="none")
    ended = start(_apart(app, folder, project), order, who)
    if ended.error is not None:
        raise ended.error
    return list(_films(ended))


def _apart(app: App, folder: Path, project: Path) -> App:
    apart = app.apart(folder)
    alone = replace(apart.settings, cwd=project, token=None, client_id=None, model=None, voice=None)
    return replace(apart, settings=alone)


def _named(value: Any) -> Iterator[Mapping[str, str]]:
    """Yield the files in inputs."""
    if films.names_file(value):
        yield value
    elif isinstance(value, list | Mapping):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _named(one)


def _places(loaded: Recipe, source: Source) -> dict[str, str]:
    """Return which file, by its digest, belongs where below the recipe's folder.

    Inputs and brand say so; what the recipe itself names, as a path or a pattern, is found by the name's end.

    Raises:
        InputRefused: a place is none, or that of the recipe.
    """
    named = [*_named(source.carried.inputs), *_named(source.carried.brand)]
    places = {one["name"]: one["sha256"] for one in named}
    known = set(places.values())
    reads = [PurePosixPath(one) for one in trust.sheet(loaded, Rights(), cwd=loaded.dir).reads if "‹" not in one]
    for medium in source.mark.media:
        if medium.sha256 not in known:
            folders = [one.parent for one in reads if fnmatch.fnmatchcase(medium.name, one.name)] or [PurePosixPath()]
            places |= {(folder / medium.name).as_posix(): medium.sha256 for folder in folders}
    for place in places:
        if not _plain(place) or place == loaded.path.name:
            raise InputRefused(f"'{source.film}' was made of '{place}', which is no file below its recipe")
    return places


def _bring(places: Mapping[str, str], source: Source, project: Path) -> None:
    """Put the files where the recipe expects them; raises InputRefused for those that are not to be found."""
    wanted = {sha256: PurePosixPath(place).name for place, sha256 in places.items()}
    folder = source.media or source.film.absolute().parent
    found = found_media.find(wanted, folder, below=source.media is not None)
    missing = [f"{name}  sha256 {sha256}" for sha256, name in wanted.items() if sha256 not in found]
    if missing:
        there = f"in '{source.media}'" if source.media else f"beside '{source.film}'"
        hint = "say in which folder they are: --with DIR"
        raise InputRefused(f"files that the film was made of are not {there}:", hint=hint, details=missing)
    for place, sha256 in places.items():
        target = project / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found[sha256], target)


def _plain(place: str) -> bool:
    parts = PurePosixPath(place).parts
    return bool(parts) and not {"..", "/"} & set(parts) and "\\" not in place and "\0" not in place


def _check(loaded: Recipe, film: Path, project: Path) -> None:
    """Refuse a recipe that needs a right, or asks anybody on the network."""
    hint = f"look at it: {shell.command('imgfree', 'new', 'NAME', '--from', film)}; then run it with what you give it"
    inputs = recipe.resolve_inputs(loaded, {}, cwd=project, allow_read=())
    found = trust.sheet(loaded, Rights(), cwd=project, inputs=inputs)
    asks = [f"{need.option} {need.value}" for need in found.missing]
    asks += [f"to ask {host}" for host in (*found.hosts, *found.fetched)]
    if asks:
        raise RightMissing(f"the recipe in '{film}' needs {', '.join(asks)}; to verify, it is given nothing", hint=hint)


def _films(ended: RunResult) -> Iterator[Again]:
    """Yield each film that was downloaded, with what was known at the render before it, which is its own."""
    account: dict[str, Any] = {}
    timeline: Mapping[str, Any] = {}
    made: tuple[Mapping[str, Any], Mapping[str, str], Mapping[str, Any]] = ({}, {}, {})
    for step in ended.steps:
        told = step.outputs
        timeline = told.get("timeline") or timeline
        account |= {step.id: told["clauses"]} if told.get("clauses") else {}
        if told.get("render_id"):
            made = (timeline, told.get("encoder") or {}, dict(account))
        kind = by_suffix(suffix_of(told["path"])) if isinstance(told.get("path"), str) else None
        if kind is not None and kind.file_type == "video":
            yield Again(Path(told["path"]), *made)
