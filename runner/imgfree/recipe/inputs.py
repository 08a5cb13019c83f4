"""Defaults and --set -> the values that expressions see as `inputs`: typed, checked, and every path found."""

import difflib
import json
import math
import os
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from imgfree import media_types, schema, settings, shell
from imgfree.document import At
from imgfree.errors import ImgfreeError, InputRefused, PathRefused, Position, RecipeInvalid
from imgfree.recipe.files import Access, access, is_file, matches
from imgfree.recipe.model import Inputs, Recipe
from imgfree.schema.patterns import Matcher

_SUFFIXES = {
    "image": media_types.suffixes_of("image"),
    "video": media_types.suffixes_of("video"),
    "audio": media_types.suffixes_of("audio"),
    "file": media_types.LOCAL_SUFFIXES,
}
_ADDRESS = re.compile(r"https?://[^\s/]")
_WHOLE = re.compile(r"[-+]?[0-9]{1,100}")


def resolve_inputs(
    recipe: Recipe,
    sets: Mapping[str, str],
    *,
    cwd: Path,
    allow_read: Sequence[Path] = (),
    within: Sequence[Path] | None = None,
) -> Inputs:
    """Return the recipe's inputs for one run: what `sets` gives, relative to `cwd`, else the defaults.

    Files that `sets` names lie anywhere, or below the folders `within`.

    Raises:
        InputRefused: one value is missing, of the wrong type, or names no file.
        PathRefused: one leads out of the folders that may be read.
        RecipeInvalid: several of these.
    """
    given = None if within is None else Access(tuple(folder.resolve() for folder in within))
    resolving = _Resolving(recipe, cwd, access(recipe, cwd=cwd, allow_read=allow_read), given)
    for name in sets:
        if name not in recipe.inputs:
            hint = _known_inputs(name, recipe)
            resolving.errors.append(InputRefused(f"--set {name}: there is no input '{name}'", hint=hint))
    for name, declared in recipe.inputs.items():
        resolving.resolve(name, declared, sets.get(name))
    if len(resolving.errors) == 1:
        raise resolving.errors[0]
    if resolving.errors:
        raise RecipeInvalid([problem for error in resolving.errors for problem in error.problems])
    return Inputs(resolving.values, tuple(resolving.named), dict(sets))


def with_defaults(recipe: Recipe, values: Mapping[str, Any]) -> Recipe:
    """Return the recipe with other defaults for its inputs: what may be read, and from where, stays the same.

    Raises:
        InputRefused: there is no such input.
    """
    for name in values:
        if name not in recipe.inputs:
            raise InputRefused(f"there is no input '{name}'", hint=_known_inputs(name, recipe))
    inputs = {
        name: {**declared, "default": values[name]} if name in values else declared
        for name, declared in recipe.inputs.items()
    }
    return replace(recipe, inputs=inputs)


def _known_inputs(name: str, recipe: Recipe) -> str:
    close = difflib.get_close_matches(name, recipe.inputs, n=1)
    known = f"known: {', '.join(recipe.inputs)}" if recipe.inputs else "this recipe has no inputs"
    return f"did you mean '{close[0]}'?" if close else known


class _Resolving:
    """Gathers values and errors, input by input."""

    def __init__(self, recipe: Recipe, cwd: Path, allowed: Access, given: Access | None) -> None:
        self.recipe = recipe
        self.cwd = cwd
        self.allowed = allowed
        self.given = given  # what --set may name; None: anything
        self.values: dict[str, Any] = {}
        self.named: list[Path] = []
        self.errors: list[ImgfreeError] = []
        self.matcher = Matcher()

    def resolve(self, name: str, declared: Mapping[str, Any], text: str | None) -> None:
        """Add the value of one input, or what is wrong with it."""
        if text is None and "default" not in declared:
            self.errors.append(self._missing(name, declared))
            return
        place = _Place(self, name, from_set=text is not None)
        try:
            if text is None:
                found = self._found(declared["default"], declared, place)
            else:
                found = self._given(text, declared, place)
        except (InputRefused, PathRefused) as error:
            self.errors.append(place.told(error))
            return
        problems = schema.value_problems(found, declared, place.at, name, self.matcher)
        for problem in problems:
            self.errors.append(place.told(InputRefused(problem.message, at=problem.at, hint=problem.hint)))
        if not problems:
            self.values[name] = found

    def _given(self, text: str, declared: Mapping[str, Any], place: "_Place") -> Any:
        """Return what a text from the command line means; a comma in it may part names, or be part of one."""
        form = declared.get("items", {}).get("format", "uri")
        if declared.get("type") != "array" or form == "uri" or "," not in text or is_file(text, self.cwd):
            value = [text] if form != "uri" and "," in text and is_file(text, self.cwd) else typed(text, declared)
            return self._found(value, declared, place)
        try:
            return self._found(typed(text, declared), declared, place)
        except InputRefused as parted:
            try:
                return self._found([text], declared, place)
            except InputRefused:
                example = shlex.quote(f"{place.name}={json.dumps(['Smith, John.jpg'])}")
                about = f"{parted.hint}; " if parted.hint else ""
                parted.hint = f"{about}names with a comma in them are written as a list: --set {example}"
                raise parted from None

    def _missing(self, name: str, declared: Mapping[str, Any]) -> ImgfreeError:
        examples = declared.get("examples") or declared.get("enum") or ["…"]
        example = examples[0] if isinstance(examples[0], str) else json.dumps(examples[0], ensure_ascii=False)
        at = self.recipe.document.at(("inputs", name), key=True)
        hint = f"add --set {shell.word(f'{name}={example}')}"
        return InputRefused(f"input '{name}' is not given, and it has no default", at=at, hint=hint)

    def _found(self, value: Any, declared: Mapping[str, Any], place: "_Place") -> Any:
        """Return the value with every path in it found and made absolute."""
        if isinstance(value, str):
            files = self._files(value, declared, place)
            if len(files) > 1:
                raise InputRefused(f"'{value}' fits {len(files)} files", hint=f"'{place.name}' takes one")
            return files[0]
        if isinstance(value, list) and isinstance(declared.get("items"), dict):
            found: list[Any] = []
            for number, one in enumerate(value):
                below = place.below(number)
                if isinstance(one, str):
                    found += self._files(one, declared["items"], below)
                else:
                    found.append(self._found(one, declared["items"], below))
            return found
        if isinstance(value, dict):
            rules = declared.get("properties", {})
            return {key: self._found(one, rules.get(key, {}), place.below(key)) for key, one in value.items()}
        return value

    def _files(self, text: str, declared: Mapping[str, Any], place: "_Place") -> list[str]:
        """Return the absolute paths that a text of this declaration means; the text itself if it is none."""
        try:
            return self._meant(text, declared.get("format"), place)
        except (InputRefused, PathRefused) as error:
            raise place.told(error) from None

    def _meant(self, text: str, form: str | None, place: "_Place") -> list[str]:
        if form == "uri":
            check_address(text)
        if form == "uri" or form is None:
            self._note(text, place)
            return [text]
        base = self.cwd if place.from_set else self.recipe.dir
        given = str(settings.expanded(text)) if place.from_set and text.startswith("~") else text
        paths = matches(given, base, self.given if place.from_set else self.allowed, folders=form == "path")
        for path in paths:
            check_suffix(path, form)
        if place.from_set:
            self.named += paths
        return [str(path) for path in paths]

    def _note(self, text: str, place: "_Place") -> None:
        """Remember a file that was named through an input without a format."""
        if not (place.from_set and text.startswith("/") and "\0" not in text):
            return
        path = Path(text)
        if (self.given is None or self.given.allows(path)) and os.path.isfile(path):  # noqa: PTH113 -- any text may come
            self.named.append(path)


@dataclass(frozen=True)
class _Place:
    """Where a value came from: a default in the recipe, or the command line."""

    resolving: _Resolving
    name: str
    from_set: bool
    path: At = ()

    def below(self, step: str | int) -> "_Place":
        """Return the place of a part of this value."""
        return _Place(self.resolving, self.name, self.from_set, (*self.path, step))

    def at(self, path: At, key: bool = False) -> Position | None:
        """Return the position in the recipe; None for what came from the command line."""
        if self.from_set:
            return None
        base: At = ("inputs", self.name, "default", *self.path)
        return self.resolving.recipe.document.at((*base, *path), key and bool(path))

    def told(self, error: ImgfreeError) -> ImgfreeError:
        """Return the error with its place in it."""
        if self.from_set and not error.message.startswith("--set "):
            return type(error)(f"--set {self.name}: {error.message}", hint=error.hint)
        error.at = error.at or self.at(())
        return error


def check_address(text: str) -> None:
    """Refuse a text that is no web address.

    Raises:
        InputRefused: says how one begins.
    """
    if not _ADDRESS.match(text):
        raise InputRefused(f"'{text}' is not a web address", hint="it begins with https://")


def check_suffix(path: Path, form: str) -> None:
    """Refuse a file whose name is not one of that format.

    Raises:
        InputRefused: names the formats.
    """
    formats = _SUFFIXES.get(form)
    if formats is not None and media_types.suffix_of(path.name) not in formats:
        article = "an" if form[0] in "aeiou" else "a"
        what = "a media file" if form == "file" else f"{article} {form}"
        raise InputRefused(f"'{path.name}' is not {what}", hint=f"known formats: {media_types.usual(formats)}")


def typed(text: str, declared: Mapping[str, Any]) -> Any:
    """Return what a text from the command line means for an input of this declaration.

    Raises:
        InputRefused: it cannot mean that.
    """
    told = declared.get("type", "string")
    kinds = [told] if isinstance(told, str) else list(told)
    for kind in (one for one in ("null", "boolean", "integer", "number") if one in kinds):
        value = _SCALARS[kind](text)
        if value is not _NOT_THAT:
            return value
    if "string" in kinds:
        return text
    if "array" in kinds:
        return _list(text, declared)
    if "object" in kinds:
        return _json(text, dict, 'a mapping, such as {"name": "x"}')
    wanted = " or ".join(_WANTED.get(kind, kind) for kind in kinds)
    raise InputRefused(f"'{text}' is not {wanted}")


class _NotThat:
    """The answer of a reading that does not fit."""


_NOT_THAT = _NotThat()
_WANTED = {"integer": "a whole number", "number": "a number", "boolean": "true or false", "null": "null"}


def _null(text: str) -> Any:
    return None if text == "null" else _NOT_THAT


def _boolean(text: str) -> Any:
    return {"true": True, "false": False}.get(text.lower(), _NOT_THAT)


def _integer(text: str) -> Any:
    return int(text) if _WHOLE.fullmatch(text.strip()) else _NOT_THAT


def _number(text: str) -> Any:
    try:
        value = float(text)
    except ValueError:
        return _NOT_THAT
    whole = _integer(text)
    return (value if whole is _NOT_THAT else whole) if math.isfinite(value) and "_" not in text else _NOT_THAT


_SCALARS = {"null": _null, "boolean": _boolean, "integer": _integer, "number": _number}


def _list(text: str, declared: Mapping[str, Any]) -> list[Any]:
    """Return a list from JSON, or from parts between commas."""
    items = declared.get("items", {})
    if text.lstrip().startswith("["):
        try:
            return list(_json(text, list, "a list"))
        except InputRefused:
            if items.get("format") in (None, "uri"):
                raise  # else it is a glob like [ab]*.jpg
    return [typed(part.strip(), items) for part in text.split(",")] if text.strip() else []


def _json(text: str, wanted: type, what: str) -> Any:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise InputRefused(f"'{text}' is not {what}", hint="write it as JSON") from None
    if not isinstance(value, wanted):
        raise InputRefused(f"'{text}' is not {what}", hint="write it as JSON")
    return value
