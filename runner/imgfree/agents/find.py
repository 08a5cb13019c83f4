"""Recipes, runs, and parts of the schema, found by a word of their names."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imgfree import recipe, resources
from imgfree.agents.desk import Desk
from imgfree.errors import RecipeError
from imgfree.recipe.files import natural
from imgfree.runs import history

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_MOST = 8  # of each sort
_MOST_READ = 40  # recipes of a folder
_ENDING = ".schema.json"


def find(desk: Desk, query: str, what: str) -> dict[str, Any]:
    """Return what has the words of `query` in its name or its description; `what` is recipes, runs, schema or all."""
    words = query.lower().split()
    found: dict[str, Any] = {}
    if what in ("all", "recipes"):
        found["recipes"] = [one for one in _recipes(desk) if _fits(one, words)][:_MOST]
    if what in ("all", "runs"):
        found["runs"] = [one for one in _runs(desk) if _fits(one, words)][:_MOST]
    if what in ("all", "schema") and words:
        found["schema"] = _schema(words)
    return {name: value for name, value in found.items() if value} or {"found": "nothing", "query": query}


def _fits(one: Mapping[str, Any], words: list[str]) -> bool:
    text = json.dumps(one, ensure_ascii=False, default=str).lower()
    return all(word in text for word in words)


def _recipes(desk: Desk) -> Iterator[dict[str, Any]]:
    for name in resources.recipe_names():
        yield from _recipe(name, desk.recipe(name))
    access, base = desk.access, desk.roots[0]
    for folder in (place for root in desk.roots for place in (root, root / "recipes")):
        for path in sorted(folder.glob("*.yaml"), key=natural)[:_MOST_READ]:
            if access.allows(path) and path.is_file():
                yield from _recipe(str(path.relative_to(base) if path.is_relative_to(base) else path), path)


def _recipe(name: str, path: Path) -> Iterator[dict[str, Any]]:
    """Yield what a recipe makes, and what it is given; nothing of a file that is none."""
    with contextlib.suppress(RecipeError):
        found = recipe.load(path)
        inputs = {key: taken(declared) for key, declared in found.inputs.items()}
        yield {"recipe": name, "does": found.description or "", "inputs": inputs}


def schema_files() -> dict[str, "Traversable"]:
    """Return the files of all schemas by their names: those of step kinds, of a recipe, and of what belongs to one."""
    folder = resources.folder("schemas")
    files = (*folder.joinpath("steps").iterdir(), *folder.iterdir())
    return {one.name.removesuffix(_ENDING): one for one in files if one.name.endswith(_ENDING)}


def taken(declared: Mapping[str, Any]) -> str:
    """Return in a few words what an input takes."""
    items = declared.get("items")
    form = declared.get("format") or (items.get("format") if isinstance(items, Mapping) else None)
    choice = "|".join(map(str, declared.get("enum", ())))
    kind = " of ".join(filter(None, (str(declared.get("type", "string")), form)))
    return (choice or kind) + ("" if "default" in declared else ", required")


def _runs(desk: Desk) -> Iterator[dict[str, Any]]:
    for run in history.every(desk.app.settings.runs_dir, desk.app.seal()):
        if run.ours:
            films = [str(one) for one in run.saved]
            yield {"run_id": run.run_id, "state": run.outcome, "recipe": Path(run.recipe).stem, "films": films}


def _schema(words: list[str]) -> list[dict[str, Any]]:
    """Return the parts of the schemas whose name holds every word: step kinds, and properties of any of them."""
    found: list[dict[str, Any]] = []
    for name, file in schema_files().items():
        if name == "event":
            continue
        told = json.loads(file.read_text(encoding="utf-8"))
        for key, value in told.get("properties", {}).items():
            if _named(f"{name}.{key}", words):
                found.append({"part": f"{name}.{key}", **_plain(value)})
        if _named(name, words):
            found.insert(0, {"part": name, "resource": f"imgfree://schema/{name}", **_plain(told)})
    return found[:_MOST]


def _named(name: str, words: list[str]) -> bool:
    return all(word in name.lower() for word in words)


def _plain(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a schema says of a value in one level: what it is, of which type, its choices, its parts."""
    kept = {name: told[name] for name in ("description", "type", "enum", "pattern", "examples") if name in told}
    parts = list(told.get("properties", {}))
    return {**kept, **({"parts": parts} if parts else {})}
