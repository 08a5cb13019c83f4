"""A file -> a checked recipe, or everything that is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from imgfree import document, schema, template
from imgfree.document import At, Document
from imgfree.durations import duration_s
from imgfree.errors import Problem, RecipeInvalid
from imgfree.recipe.advice import advice, leaks
from imgfree.recipe.checks import problems_beyond_schema
from imgfree.recipe.model import Group, Recipe, Retry, Session, Step, Trial


def load(path: Path | str) -> Recipe:
    """Return the recipe in that file.

    Raises:
        RecipeUnreadable: no such file, no permission, not UTF-8 text.
        RecipeSyntaxError: not YAML, a duplicate key, or too big.
        RecipeInvalid: with every problem, in file order.
    """
    return _checked(document.read(path), Path(path))


def parse(text: str, path: Path | str) -> Recipe:
    """Return the recipe that `text` holds, as if it stood in the file `path`; raises as `load` does."""
    return _checked(document.parse(text, str(path)), Path(path))


def _checked(doc: Document, path: Path) -> Recipe:
    with template.limited():
        return _found_right(doc, path)


def _found_right(doc: Document, path: Path) -> Recipe:
    problems = schema.problems(doc.data, schema.RECIPE, doc.at)
    if isinstance(doc.data, dict):
        problems += problems_beyond_schema(doc, trusted=not problems)
        problems += leaks(doc)
    if problems:
        raise RecipeInvalid(sorted(problems, key=_place))
    return replace(_built(doc, path), warnings=tuple(advice(doc)))


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.at.line, problem.at.column) if problem.at else (0, 0)


def _built(doc: Document, path: Path) -> Recipe:
    data: dict[str, Any] = doc.data
    return Recipe(
        version=data["version"],
        name=data.get("name", path.name.split(".")[0]),
        description=data.get("description", ""),
        inputs=data.get("inputs", {}),
        env=tuple(data.get("env", ())),
        backend=data.get("backend"),
        strict=data.get("strict", False),
        session=Session(**data.get("session", {})),
        steps=tuple(_step_or_group(item, ("steps", number)) for number, item in enumerate(data["steps"])),
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
        expect=_several(item.get("expect", ())),
        path=path,
    )


def _step_or_group(item: dict[str, Any], path: At) -> Step | Group:
    if "foreach" not in item:
        return _step(item, path)
    return Group(
        id=item.get("id", "foreach"),
        name=item.get("name"),
        foreach=item["foreach"],
        as_=item["as"],
        if_=_expression(item.get("if")),
        steps=tuple(_step(inner, (*path, "steps", number)) for number, inner in enumerate(item["steps"])),
        path=path,
    )


def _step(item: dict[str, Any], path: At) -> Step:
    kind = next(name for name in schema.kinds() if name in item)
    return Step(
        id=item.get("id", kind),
        kind=kind,
        name=item.get("name"),
        params=item[kind],
        if_=_expression(item.get("if")),
        retry=_retry(item.get("retry")),
        timeout_s=duration_s(item["timeout"]) if "timeout" in item else None,
        expect=_several(item.get("expect", ())),
        continue_on_error=item.get("continue_on_error", False),
        path=path,
    )


def _several(expect: str | Sequence[str]) -> tuple[str, ...]:
    return (expect,) if isinstance(expect, str) else tuple(expect)


def _expression(value: str | bool | None) -> str | None:
    return str(value).lower() if isinstance(value, bool) else value


def _retry(value: dict[str, Any] | None) -> Retry | None:
    if value is None:
        return None
    given = {"delay_s": duration_s(value["delay"])} if "delay" in value else {}
    given |= {"backoff": float(value["backoff"])} if "backoff" in value else {}
    return Retry(attempts=value["attempts"], **given)
