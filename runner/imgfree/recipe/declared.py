"""What a schema cannot say of `inputs:` and `tests:`: patterns that cost too much, values that do not fit."""

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from imgfree import schema
from imgfree.document import At, Document
from imgfree.errors import Problem
from imgfree.recipe.references import nearest
from imgfree.schema.patterns import BadPattern, Matcher, TooCostly


def declared(doc: Document, *, trusted: bool) -> list[Problem]:
    """Return what is wrong with the inputs' patterns and defaults, and with what test cases give and expect."""
    checks = _Declared(doc)
    checks.patterns(doc.data.get("inputs"), ("inputs",))
    if trusted and not checks.problems:
        checks.defaults()
    for item, at in trials(doc):
        for part in ("inputs", "outputs"):
            given = item.get(part)
            for name, value in given.items() if isinstance(given, dict) else ():
                checks.named(part, name, value, (*at, part, name), trusted=trusted)
    return checks.problems


def trials(doc: Document) -> Iterator[tuple[dict[str, Any], At]]:
    """Yield each case under `tests:` with its place."""
    cases = doc.data.get("tests")
    for name, item in cases.items() if isinstance(cases, dict) else ():
        if isinstance(item, dict):
            yield item, ("tests", name)


class _Declared:
    """Gathers problems; all patterns together take no longer than one may."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.problems: list[Problem] = []
        self.matcher = Matcher()

    def patterns(self, declared: Any, at: At) -> None:
        """Check the pattern of each declaration, and of those inside it."""
        for name, rule in declared.items() if isinstance(declared, dict) else ():
            if not isinstance(rule, dict):
                continue
            pattern = rule.get("pattern")
            if isinstance(pattern, str):
                try:
                    self.matcher.check(pattern)
                except BadPattern as bad:
                    self._problem(bad.message, (*at, name, "pattern"), bad.hint)
                except TooCostly:
                    self._problem("the patterns up to here take too long", (*at, name, "pattern"), "use fewer")
                    return
            self.patterns(rule.get("properties"), (*at, name, "properties"))
            self.patterns({"items": rule.get("items")}, (*at, name))

    def defaults(self) -> None:
        """Check that each default fits its declaration."""
        for name, rule in self.doc.data.get("inputs", {}).items():
            if "default" in rule:
                self._value(rule["default"], rule, ("inputs", name, "default"), f"{name}.default")

    def named(self, part: str, name: str, value: Any, at: At, *, trusted: bool) -> None:
        """Check that a test case names an input or output that there is, and gives an input a fitting value."""
        known = self.doc.data.get(part) or {}
        if not isinstance(known, dict):
            return
        if name not in known:
            close = nearest(name, known) if len(self.problems) < schema.MOST_HINTED else None
            hint = f"did you mean '{close}'?" if close else f"known: {', '.join(known) or 'none'}"
            self._problem(f"{part[:-1]} '{name}' is not declared", at, hint, key=True)
        elif trusted and part == "inputs":
            self._value(value, known[name], at, name)

    def _value(self, value: Any, rule: Mapping[str, Any], at: At, name: str) -> None:
        rule = without_counts(rule) if _has_glob(value) else rule
        self.problems += schema.value_problems(value, rule, functools.partial(self._below, at), name, self.matcher)

    def _below(self, base: At, path: At, key: bool = False) -> Any:
        return self.doc.at((*base, *path), key and bool(path))

    def _problem(self, message: str, at: At, hint: str | None, *, key: bool = False) -> None:
        self.problems.append(Problem(message, self.doc.at(at, key=key), hint))


def _has_glob(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, str) and set(one) & set("*?[") for one in value)


def without_counts(rule: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema without limits on the number of items, which only the files behind a glob can break."""
    return {key: one for key, one in rule.items() if key not in ("minItems", "maxItems", "uniqueItems")}
