"""A file -> a checked recipe, or everything that is wrong with it."""

from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from imgfree import document, schema, template
from imgfree.document import At, Document
from imgfree.errors import RecipeInvalid
from imgfree.recipe import lock
from imgfree.recipe.advice import advice, leaks
from imgfree.recipe.checks import problems_beyond_schema
from imgfree.recipe.model import Group, Recipe, Session, Step, Trial
from imgfree.recipe.outline import outline, several


def load(path: Path | str) -> Recipe:
    """Return the recipe in that file.

    Raises:
        RecipeUnreadable: no such file, no permission, not UTF-8 text.
        RecipeSyntaxError: not YAML, a duplicate key, or too big.
        RecipeInvalid: with every problem, in file order.
    """
    doc, path = document.read(path), Path(path)
    loaded = _checked(doc, path)
    if "template" not in doc.data:
        return loaded
    found = list(lock.problems(doc, path))
    if errors := [one for one in found if not one.warning]:
        raise RecipeInvalid(errors)
    return replace(loaded, warnings=(*loaded.warnings, *found))


def parse(text: str, path: Path | str) -> Recipe:
    """Return the recipe that `text` holds, as if it stood in the file `path`; raises as `load` does."""
    return _checked(document.parse(text, str(path)), Path(path))


def _checked(doc: Document, path: Path) -> Recipe:
    with template.limited():
        return _found_right(doc, path)


def _found_right(doc: Document, path: Path) -> Recipe:
    problems = schema.problems(doc.data, schema.RECIPE, doc.at)
    steps: tuple[Step | Group, ...] = ()
    if isinstance(doc.data, dict):
        steps = outline(doc.data.get("steps"), trusted=not problems)
        problems += problems_beyond_schema(doc, steps, trusted=not problems)
        problems += leaks(doc, steps)
    if problems:
        raise RecipeInvalid(sorted(problems, key=attrgetter("place")))
    return replace(_built(doc, steps, path), warnings=tuple(advice(doc, steps)))


def _built(doc: Document, steps: tuple[Step | Group, ...], path: Path) -> Recipe:
    data: dict[str, Any] = doc.data
    return Recipe(
        version=data["version"],
        name=data.get("name", path.name.split(".")[0]),
        description=data.get("description", ""),
        inputs=data.get("inputs", {}),
        env=tuple(data.get("env", ())),
        backend=data.get("backend"),
        strict=data.get("strict", False),
        carry=data.get("carry", False),
        session=Session(**data.get("session", {})),
        steps=steps,
        outputs=data.get("outputs", {}),
        path=path,
        dir=path.absolute().parent,
        document=doc,
        trials={name: _trial(item or {}, ("tests", name)) for name, item in data.get("tests", {}).items()},
    )


def _trial(item: dict[str, Any], path: At) -> Trial:
    return Trial(
        inputs=item.get("inputs", {}),
        cassette=item.get("cassette"),
        outputs=item.get("outputs", {}),
        expect=several(item.get("expect", ())),
        path=path,
    )
