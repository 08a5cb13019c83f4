"""What the films of a run say of themselves: of its recipe, its files, and what was generated for it."""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from imgfree import __version__, schema
from imgfree.executor import Marking
from imgfree.provenance import Carried, Level, Mark, Medium
from imgfree.recipe import Recipe, lock
from imgfree.redaction import Redactor
from imgfree.results import StepResult
from imgfree.runs import fingerprints
from imgfree.runs.app import App
from imgfree.runs.generated import generated, own, sort_of
from imgfree.runs.placeless import Placeless
from imgfree.runs.prepare import Ready
from imgfree.steps.base import Conversation

UNMARKED = (
    "the film will say nothing of how it was made; some laws ask that generated media be marked, "
    "such as Article 50 of the EU's AI Act"
)

_LONGEST, _MOST = 100, 10  # letters of a name or version, and those of an encoder that are told
_SHA256 = re.compile("[0-9a-f]{64}")


def of(app: App, ready: Ready) -> Marking:
    """Return what tells the mark of each film of a run; the same run, gone on with or replayed, tells the same."""
    level = level_of(ready)

    def mark(steps: Sequence[StepResult], render_id: str) -> Mark | None:
        if level == "none":
            return None
        return _Film(app, ready, steps, render_id).mark(carries=level == "recipe")

    return mark


def of_conversation(backend: str, redactor: Redactor) -> Callable[[Conversation, str], Mark | None]:
    """Return what tells the mark of a conversation's film, which has no recipe."""

    def mark(conversation: Conversation, render_id: str) -> Mark | None:
        files, state = list(conversation.uploaded.values()), conversation.state
        made = Mark(
            imgfree=__version__,
            backend=backend,
            encoder=_encoder(conversation.export or {}),
            recipe_sha256="",
            inputs_sha256="",
            own=own(files),
            media=tuple(dict.fromkeys(_media(files))),
            generated=generated(state.timeline if state else {}, files, in_cloud=backend == "nemo"),
        )
        return _masked(made.without_recipe(), redactor)

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
        made = Mark(
            imgfree=__version__,
            backend=ready.choice.name,
            encoder=_encoder(self._render),
            recipe_sha256=hashlib.sha256(ready.recipe.document.text.encode()).hexdigest(),
            inputs_sha256=_digest(_without_folders(ready.inputs.values)),
            own=own(files),
            media=tuple(dict.fromkeys(_media(files))),
            generated=generated(self._timeline(), files, in_cloud=ready.choice.name == "nemo"),
            carried=self._carried() if carries else None,
        )
        return _masked(made if carries else made.without_recipe(), self._app.redactor)

    def _files(self) -> list[Mapping[str, Any]]:
        """Return the files that were uploaded before the film."""
        return [
            file
            for step in self._steps
            if schema.does(step.kind, "brings")
            for file in step.outputs.get("files") or ()
            if isinstance(file, Mapping)
        ]

    def _timeline(self) -> Mapping[str, Any]:
        edits = [one.outputs for one in self._steps if schema.does(one.kind, "edits") and one.outputs.get("timeline")]
        return edits[-1]["timeline"] if edits else {}

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


def _encoder(render: Mapping[str, Any]) -> dict[str, str]:
    told = list((render.get("encoder") or {}).items())
    return {str(name)[:_LONGEST]: str(value)[:_LONGEST] for name, value in told[:_MOST]}


def _masked(mark: Mark, redactor: Redactor) -> Mark:
    """Return the mark without secrets in what the backend told."""
    made = tuple(replace(one, by=redactor.text(one.by)) for one in mark.generated)
    media = tuple(replace(one, name=redactor.text(Path(one.name).name)) for one in mark.media)
    return replace(mark, encoder=redactor.data(mark.encoder), generated=made, media=media)


def _media(files: Sequence[Mapping[str, Any]]) -> Iterator[Medium]:
    for one in files:
        if _SHA256.fullmatch(str(one.get("sha256"))):
            yield Medium(str(one["sha256"]), sort_of(one), str(one["filename"]))


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
    if isinstance(value, str) and os.path.isabs(value) and os.path.exists(value):  # noqa: PTH110, PTH117 -- any text
        return Path(value).name
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
