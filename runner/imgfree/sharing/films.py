"""A film that somebody hands on: what it says of itself, and the recipe in it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from imgfree import media_types, provenance, recipe, shell
from imgfree.authoring.new import Template
from imgfree.errors import InputRefused
from imgfree.provenance import Carried, Found
from imgfree.recipe.lock import Taken
from imgfree.terminal import one_line, size

_STATES = {
    "whole": "as it was made, to the last byte",
    "rewrapped": "its pictures and sound are as they were made; another program changed what is around them",
    "changed": "another film than was made: encoded anew, cut, or with other sound; take what follows for a hint",
    "unknown": "",
}
_LEFT_OUT = "platforms, editors and messengers often leave such things out"
_SHOWN = 60  # letters of an input's value


def is_film(path: Path) -> bool:
    """Return whether there is a file of that name, and it is called as films are."""
    kind = media_types.by_suffix(media_types.suffix_of(path.name))
    return kind is not None and kind.file_type == "video" and path.is_file()


def template(path: Path) -> Template:
    """Return the recipe that a film carries, with the inputs that it was made with as defaults.

    It is a stranger's text, checked as any other; its rights are asked for as for any other.

    Raises:
        InputRefused: the film carries none.
        RecipeError: what it carries is none.
    """
    found = provenance.look(path)
    carried = found.mark.carried if found.mark else None
    if carried is None:
        why = f"'{path}' carries no recipe"
        raise InputRefused(why if found.mark else f"{why}: {unmarked(found)}", hint=f"imgfree show {path}")
    declared = recipe.parse(carried.recipe, path).inputs
    return Template(carried.recipe, carried.name, values=_defaults(carried, declared))


def as_json(found: Found) -> dict[str, Any]:
    """Return what a film says of itself, for a script."""
    return {**asdict(found), "path": str(found.path)}


def lines(found: Found) -> Iterator[str]:
    """Yield what a film says of itself, for people. It is a stranger's, and shown as such."""
    yield from (one_line(line) for line in _lines(found))


def _lines(found: Found) -> Iterator[str]:
    mark = found.mark
    yield f"{found.path}  {found.kind or 'no film'}"
    if mark is None:
        yield f"  {unmarked(found)}"
        return
    yield f"  state: {_STATES[found.state]}"
    yield f"  made by: imgfree {mark.imgfree}, backend {mark.backend}{_listed(mark.encoder)}"
    own = ", ".join(f"{count} {_several(kind, count)}" for kind, count in mark.own.items())
    yield f"  the maker's own: {own or 'no files'}"
    made = [f"{one.what if one.count == 1 else f'{one.count} × {one.what}'} by {one.by}" for one in mark.generated]
    yield f"  generated: {'; '.join(made) or 'nothing that is known'}"
    if mark.carried is not None:
        yield from _recipe(mark.carried)
        yield f"  yours: {shell.command('imgfree', 'new', 'NAME', '--from', found.path)}"
    elif mark.recipe_sha256:
        yield f"  recipe: not in the film; its digest is {mark.recipe_sha256[:12]}"
    else:
        yield "  recipe: none; it was made in a conversation"


def _recipe(carried: Carried) -> Iterator[str]:
    yield f"  recipe: {carried.name}, {size(len(carried.recipe.encode(errors='replace')))}"
    for name, value in carried.inputs.items():
        yield f"    {name}: {_shown(value)}"
    if carried.lock:
        try:
            yield f"  made after: {Taken(**carried.lock).template}"
        except TypeError:
            yield "  made after: a template that it does not name"
    outcomes = Counter(
        str(clause.get("outcome"))
        for clauses in carried.account.values()
        if isinstance(clauses, list)
        for clause in clauses
        if isinstance(clause, Mapping)
    )
    if outcomes:
        yield f"  its words: {', '.join(f'{count} {outcome}' for outcome, count in outcomes.items())}"


def unmarked(found: Found) -> str:
    """Return why a film says nothing of how it was made."""
    if found.damaged:
        return f"something in it was a mark of imgfree's, and {found.damaged}"
    return f"it says nothing of how it was made; {_LEFT_OUT}"


def _listed(encoder: Mapping[str, str]) -> str:
    return "".join(f", {name} {told}" for name, told in encoder.items())


def _several(kind: str, count: int) -> str:
    return kind if count == 1 or kind in ("audio", "captions") else f"{kind}s"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value[:8]) + (f" and {len(value) - 8} more" if len(value) > 8 else "")
    if names_file(value):
        return f"{value['name']} ({str(value['sha256'])[:12]})"
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def names_file(value: Any) -> bool:
    """Return whether a value of what is carried stands for a file."""
    return isinstance(value, Mapping) and value.keys() == {"name", "sha256"}


def _defaults(carried: Carried, declared: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the values that differ from the recipe's own defaults; a file is its name."""
    named = {name: plain(value) for name, value in carried.inputs.items() if name in declared}
    return {name: value for name, value in named.items() if declared[name].get("default") != value}


def plain(value: Any) -> Any:
    """Return a carried value as recipes take it: a file is its name."""
    if names_file(value):
        return value["name"]
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    return value
