"""What an agent asks for, a recipe or a sentence, as an order for a run."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from imgfree import recipe, settings
from imgfree.agents.desk import Desk
from imgfree.authoring import yaml
from imgfree.authoring.sentence import film_stem, recipe_of
from imgfree.chat import named_paths
from imgfree.errors import ImgfreeError, InputRefused, PathRefused
from imgfree.recipe.files import Access, matches
from imgfree.rights import Rights
from imgfree.runs.order import Order

_OF_FILES = ("image", "video", "audio", "file")


@dataclass(frozen=True)
class Asked:
    """A recipe by its name or path, or a sentence; the files that it is about, and values of inputs."""

    recipe: str | None = None
    sentence: str | None = None
    files: Sequence[str] = ()
    set: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Return what tells this from anything else that may be asked."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def order_of(desk: Desk, asked: Asked, home: Path, free: Callable[[Path], bool] = lambda film: True) -> Order:
    """Return the order for what is asked; the recipe of a sentence is written to `home`.

    `free` tells whether its film may have a name, which is a path without a suffix.

    Raises:
        ImgfreeError: neither or both are there, or something is named that may not be read, or is not there.
    """
    sentence = (asked.sentence or "").strip()
    if bool(asked.recipe) == bool(sentence):
        raise InputRefused("name a recipe, or say a sentence: one of them", hint="recipe='product-reel', say")
    rights = Rights(allow_read=desk.roots)
    if asked.recipe:
        path = desk.recipe(asked.recipe)
        within = (*desk.roots, path.parent)
        return Order(path, _sets(asked, path), desk.backend, desk.out, rights, within=within)
    files, urls = named(desk, asked.files)
    if not (files or urls):
        raise InputRefused("a sentence needs files to work with", hint="files=['a.jpg', 'b.jpg'], say")
    text = recipe_of(str(asked.sentence), files, urls, film_stem(files, urls, desk.out, free), home.parent)
    yaml.save(home, text, overwrite=True, private=desk.app.settings.cwd)
    sets = {"files": json.dumps([str(path) for path in files])} if files else {}
    return Order(home, sets, desk.backend, desk.out, rights, within=desk.roots)


def named(desk: Desk, texts: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Return the files that paths, patterns and folders mean, and the web addresses among them.

    Raises:
        InputRefused: there is no such file.
        PathRefused: it lies outside the roots; nobody asked the disk whether it is there.
    """
    files: list[Path] = []
    urls = [text for text in texts if text.startswith(("http://", "https://"))]
    for text in texts:
        if text not in urls:
            files += _files(text, desk)
    return files, urls


def reworded(error: ImgfreeError, desk: Desk) -> ImgfreeError:
    """Return a refusal to read in the words of who has no command line."""
    if not isinstance(error, PathRefused) or "--allow-read" not in (error.hint or ""):
        return error
    told = desk.refusal("")
    error.hint = told.hint
    return error


def _files(text: str, desk: Desk) -> list[Path]:
    access = desk.access
    try:
        found = matches(str(settings.expanded(text)) if text else text, desk.roots[0], access, folders=True)
    except PathRefused:
        raise desk.refusal(text) from None
    inside = [one for path in found for one in named_paths.media(path)]
    if not inside:
        raise InputRefused(f"there is no media file in '{text}'")
    return [_readable(one, access, desk) for one in inside]


def _readable(path: Path, access: Access, desk: Desk) -> Path:
    if not access.allows(path):
        raise desk.refusal(path.name)
    return path.absolute()


def _sets(asked: Asked, path: Path) -> dict[str, str]:
    """Return the values of inputs as --set takes them; `files` go to the one input that takes files."""
    values = {name: value for name, value in asked.set.items() if value is not None}
    inputs = recipe.load(path).inputs if asked.files or any(_has_parts(value) for value in values.values()) else {}
    for name in inputs.keys() & values.keys():
        if _has_parts(values[name]) and inputs[name].get("type", "string") == "string":
            raise InputRefused(f"the input '{name}' is one text", hint="give a text, no list or object")
    if asked.files:
        takers = [name for name, declared in inputs.items() if _takes_files(declared)]
        free = [name for name in takers if name not in values]
        if len(free) != 1:
            known = f"inputs that take files: {', '.join(takers)}" if takers else "it has no input that takes files"
            raise InputRefused("`files` fit no input of this recipe, or several", hint=f"use `set`; {known}")
        values[free[0]] = list(asked.files)
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in values.items()}


def _has_parts(value: object) -> bool:
    return isinstance(value, Mapping | list | tuple)


def _takes_files(declared: Mapping[str, Any]) -> bool:
    items = declared.get("items")
    return isinstance(items, Mapping) and items.get("format") in _OF_FILES
