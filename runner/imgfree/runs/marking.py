"""What the films of a run say of themselves: of its recipe, its files, and what was generated for it."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from imgfree import __version__, schema
from imgfree.executor import Marking
from imgfree.provenance import Carried, Generated, Level, Mark, Medium
from imgfree.recipe import Recipe, lock
from imgfree.results import StepResult
from imgfree.runs import fingerprints
from imgfree.runs.app import App
from imgfree.runs.placeless import Placeless
from imgfree.runs.prepare import Ready

UNMARKED = (
    "the film will say nothing of how it was made; some laws ask that generated media be marked, "
    "such as Article 50 of the EU's AI Act"
)
_OF_A_CLOUD = ("nemo, or its library", "nemo")  # sound, pictures: it does not tell which of them it generates


def of(app: App, ready: Ready) -> Marking:
    """Return what tells the mark of each film of a run; the same run, gone on with or replayed, tells the same."""
    level = level_of(ready)

    def mark(steps: Sequence[StepResult], render_id: str) -> Mark | None:
        if level == "none":
            return None
        return _Film(app, ready, steps, render_id).mark(carries=level == "recipe")

    return mark


def level_of(ready: Ready) -> Level:
    """Return what the films say of themselves: what the user said, else the recipe."""
    return ready.order.marks or ("recipe" if ready.recipe.carry else "digests")


class _Film:
    """One film, as far as the steps before its render tell."""

    def __init__(self, app: App, ready: Ready, steps: Sequence[StepResult], render_id: str) -> None:
        self._app = app
        self._ready = ready
        ends = (number for number, one in enumerate(steps) if one.outputs.get("render_id") == render_id)
        end = next(ends, len(steps))
        self._steps = [one for one in steps[:end] if one.outputs]
        self._render = steps[end].outputs if end < len(steps) else {}

    def mark(self, *, carries: bool) -> Mark:
        """Return the mark; no secret that is known is in it."""
        ready, files = self._ready, self._files()
        media = [
            Medium(str(one["sha256"]), str(one["file_type"]), str(one["filename"]) if carries else "")
            for one in files
            if one.get("sha256")
        ]
        kinds = [str(one.get("file_type")) for one in files]
        made = Mark(
            imgfree=__version__,
            backend=ready.choice.name,
            encoder={str(name): str(told) for name, told in (self._render.get("encoder") or {}).items()},
            recipe_sha256=hashlib.sha256(ready.recipe.document.text.encode()).hexdigest(),
            inputs_sha256=_digest(_without_folders(ready.inputs.values)),
            own={kind: kinds.count(kind) for kind in sorted({*kinds})},
            media=tuple(dict.fromkeys(media)),
            generated=tuple(_counted(self._generated(files))),
            carried=self._carried() if carries else None,
        )
        return made if carries else made.without_recipe()

    def _files(self) -> list[Mapping[str, Any]]:
        """Return the files that were uploaded before the film."""
        return [
            file
            for step in self._steps
            if schema.does(step.kind, "brings")
            for file in step.outputs.get("files") or ()
            if isinstance(file, Mapping)
        ]

    def _generated(self, files: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
        """Yield what was generated of the film's pictures and sound, and by what."""
        edits = [one.outputs for one in self._steps if schema.does(one.kind, "edits") and one.outputs.get("timeline")]
        timeline = edits[-1]["timeline"] if edits else {}
        own = {name for file in files for key in ("filename", "cdn_url") for name in _names(file.get(key))}
        in_cloud = self._ready.choice.name == "nemo"
        for segment in timeline.get("audio") or ():
            if segment.get("bus") == "voice" and segment.get("provider"):
                yield "voice", str(segment["provider"])
            elif segment.get("made"):
                yield "music", str(segment["made"])
            elif in_cloud and not _is_own(segment, own):
                yield "sound", _OF_A_CLOUD[0]
        for segment in timeline.get("video") or ():
            if in_cloud and not _is_own(segment, own):
                yield "clip", _OF_A_CLOUD[1]

    def _carried(self) -> Carried:
        ready, told = self._ready, self._app.redactor
        recipe, inputs = ready.recipe, ready.inputs
        places = Placeless((recipe.dir, ready.order.out, self._app.settings.cwd, self._app.settings.user_home))
        digests = fingerprints.digests([inputs.values, inputs.brand_files])
        named = _named(digests, recipe.dir)
        account = {
            one.id: one.outputs["clauses"] for one in self._steps if isinstance(one.outputs.get("clauses"), list)
        }
        origin = _origin(recipe)
        carried = {
            "name": recipe.name,
            "recipe": _without_template(recipe.document.text) if origin is None else recipe.document.text,
            "inputs": _with_names(inputs.values, named),
            "lock": origin or {},
            "brand": {"files": _with_names(list(inputs.brand_files), named)} if inputs.brand_files else {},
            "account": account,
        }
        return Carried(**told.data(places.data(carried)))


def _named(digests: Mapping[str, str], folder: Path) -> dict[str, dict[str, str]]:
    """Return how each file is told: by its name, with its way from the recipe where that goes only down."""
    named = {}
    for text, sha256 in digests.items():
        path = Path(text)
        name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
        named[text] = {"name": name, "sha256": sha256}
    return named


def _with_names(value: Any, named: Mapping[str, Mapping[str, str]]) -> Any:
    if isinstance(value, Mapping):
        return {key: _with_names(one, named) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_names(one, named) for one in value]
    if isinstance(value, str) and value in named:
        return dict(named[value])
    return value


def _without_folders(value: Any) -> Any:
    """Return the inputs with files by their names: where they lie is no part of what was given."""
    if isinstance(value, Mapping):
        return {key: _without_folders(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_folders(one) for one in value]
    return Path(value).name if isinstance(value, str) and os.path.isabs(value) else value  # noqa: PTH117 -- any text


def _digest(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()


def _origin(recipe: Recipe) -> dict[str, Any] | None:
    """Return what the lock says of the recipe, {} if it was made after nothing, None if after what only we can see."""
    template = str(recipe.document.data.get("template", ""))
    if template.startswith("git+file:"):
        return None
    taken = lock.read(recipe.dir).get(recipe.path.name) if template else None
    return asdict(taken) if taken else {}


def _without_template(text: str) -> str:
    return re.sub(r"^template:.*\n", "", text, flags=re.MULTILINE)


def _is_own(segment: Mapping[str, Any], own: set[str]) -> bool:
    return any(name in own for key in ("label", "source", "url") for name in _names(segment.get(key)))


def _names(text: object) -> set[str]:
    """Return the names by which something may be spoken of: the last part of a path or address, and its stem."""
    if not isinstance(text, str) or not text:
        return set()
    last = PurePosixPath(unquote(urlsplit(text).path if "://" in text else text))
    return {last.name.lower(), last.stem.lower()}


def _counted(found: Iterator[tuple[str, str]]) -> Iterator[Generated]:
    each = list(found)
    for what, by in dict.fromkeys(each):
        yield Generated(what, by, each.count((what, by)))
