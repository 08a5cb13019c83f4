"""A gallery: recipes in a folder, and the index by which others see them before they take one."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from imgfree import document, recipe, schema
from imgfree.authoring import yaml
from imgfree.errors import Problem, RecipeInvalid
from imgfree.recipe import Recipe
from imgfree.replays import find
from imgfree.sharing import repository

INDEX = "index.yaml"
Words = str | Mapping[str, str]  # a text, or the same by language


@dataclass(frozen=True)
class Entry:
    """One recipe of a gallery. Paths are from the index."""

    path: str
    title: Words = ""
    description: Words = ""
    inputs: tuple[str, ...] = ()
    cover: str = ""
    sheet: str = ""
    cassette: str = ""
    platforms: tuple[str, ...] = ()
    licence: str = ""
    needs: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return how it is called for on a command line."""
        return Path(self.path).stem

    def plain(self) -> dict[str, Any]:
        """Return what the index says, and a script is told."""
        fields = {name: list(value) if isinstance(value, tuple) else value for name, value in vars(self).items()}
        return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True)
class Gallery:
    """What an index says."""

    title: Words = ""
    licence: str = ""
    recipes: tuple[Entry, ...] = field(default_factory=tuple)

    def plain(self) -> dict[str, Any]:
        """Return the index as data."""
        about = {name: value for name, value in (("title", self.title), ("licence", self.licence)) if value}
        return {"version": 1, **about, "recipes": [one.plain() for one in self.recipes]}


def load(folder: Path) -> Gallery:
    """Return the gallery in that folder.

    Raises:
        RecipeUnreadable, RecipeSyntaxError: as for recipes.
        RecipeInvalid: the index says what none can; with every problem, in file order.
    """
    doc = document.read(folder / INDEX)
    problems = schema.problems(doc.data, schema.GALLERY, doc.at, rendered=True, subject=INDEX)
    if not problems:
        problems += _outside(doc)
    if problems:
        raise RecipeInvalid(problems)
    entries = tuple(_entry(one) for one in doc.data["recipes"])
    return Gallery(doc.data.get("title", ""), doc.data.get("licence", ""), entries)


def text_of(gallery: Gallery) -> str:
    """Return the text of the index."""
    head = "# The recipes of this folder as others see them; `imgfree gallery build` fills in what is missing.\n"
    return head + yaml.dump(gallery.plain())


def listed(folder: Path, known: Gallery) -> tuple[list[Entry], list[str]]:
    """Return an entry for each recipe below a folder that has a cassette, those of the index first and in its order.

    What the index says in words stays; what follows from the recipe is as it is now. Second are the recipes that are
    left out, as nothing shows that they work.

    Raises:
        RecipeError: a recipe is wrong.
    """
    said = {one.path: one for one in known.recipes}
    there = {path.relative_to(folder).as_posix(): path for path in find.recipes_below(folder)}
    shown, left_out = list[Entry](), list[str]()
    for name in [*(name for name in said if name in there), *(name for name in there if name not in said)]:
        cassette = find.cassette_of(there[name], ())
        if cassette is None and name not in said:
            left_out.append(name)
        else:
            shown.append(_filled(said.get(name) or Entry(name), recipe.load(there[name]), folder, cassette))
    return shown, left_out


def wanted(gallery: Gallery, words: Sequence[str]) -> list[Entry]:
    """Return the recipes in which all of these words occur, in any of the texts."""
    asked = [word.casefold() for word in words]
    return [one for one in gallery.recipes if all(word in str(one.plain()).casefold() for word in asked)]


def in_language(words: Words, language: str = "en") -> str:
    """Return a text in that language; in another one where there is none."""
    if isinstance(words, str):
        return words
    return words.get(language) or next(iter(words.values()))


def _entry(said: Mapping[str, Any]) -> Entry:
    fields: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in said.items()}
    return Entry(**fields)


def _filled(entry: Entry, loaded: Recipe, folder: Path, cassette: Path | None) -> Entry:
    title = loaded.name.replace("-", " ").replace("_", " ")
    return replace(
        entry,
        title=entry.title or title[:1].upper() + title[1:],
        description=entry.description or loaded.description,
        inputs=tuple(loaded.inputs),
        cassette=_from(folder, cassette) if cassette else "",
    )


def _from(folder: Path, path: Path) -> str:
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()


def licence(folder: Path) -> str:
    """Return the first line of the licence in the folder, or in one of those above it up to the repository's own."""
    for one in (folder.resolve(), *folder.resolve().parents):
        if found := repository.licence(one):
            return found
        if (one / ".git").exists():
            break
    return ""


def _outside(doc: document.Document) -> list[Problem]:
    """Return a problem for each path that leads out of the gallery's folder; a cassette may be beside it."""
    found = []
    for number, one in enumerate(doc.data["recipes"]):
        for name in ("path", "cover", "sheet"):
            path = one.get(name, "")
            if path.startswith(("/", "\\")) or ".." in path.split("/") or ":" in path:
                told = f"'{path}' leads out of the gallery"
                found.append(Problem(told, doc.at(("recipes", number, name)), "write a path below the index"))
    return found


def source_of(entry: Entry, address: str) -> str:
    """Return what `imgfree new --from` takes for a recipe of the gallery at that address: a repository, or a folder."""
    if not address.startswith("git+") or "#" in address:
        return f"{address.rstrip('/')}/{entry.path}"
    return f"{address}#{entry.path}"
