"""What a schema cannot say: names that lead nowhere, steps that come too late, paths that leave their folder."""

import difflib
import functools
import itertools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from imgfree import schema, template
from imgfree.document import At, Document
from imgfree.errors import Problem
from imgfree.recipe import targets
from imgfree.schema.patterns import BadPattern, Matcher, TooCostly
from imgfree.template import Flaw, Reference

_FIELDS = {"recipe": ("name", "dir"), "run": ("id", "dir"), "loop": ("index", "index0", "length")}
_TIMELINE = ("duration_s", "width", "height", "fps", "tracks", "video", "audio", "text")
_METHODS = ("get", "items", "keys", "values")
_ALWAYS = frozenset({"inputs", "steps", "recipe", "run", "env", "range"})
MOST_COMPARED = 300
_STATES = frozenset({"state", "timeline"})


def problems_beyond_schema(doc: Document, *, trusted: bool) -> list[Problem]:
    """Return what else is wrong with a recipe; `trusted` says that the schema found nothing.

    Looks at parts that make sense even where others do not, so that all problems come at once.
    """
    checks = _Checks(doc, trusted)
    checks.run()
    return checks.problems


@dataclass(frozen=True)
class _Known:
    """A step or group that expressions may meet. `outputs` is None where the kind is not known either."""

    id: str
    path: At
    outputs: Collection[str] | None
    what: str  # "an export", for messages
    group: str | None = None  # the group that it stands in


@dataclass(frozen=True)
class _Scope:
    """What an expression may see."""

    done: Mapping[str, _Known] = field(default_factory=dict)
    names: frozenset[str] = _ALWAYS  # besides these, the current item
    group: str | None = None
    current: At = ()  # the step that asks
    exported: bool = False

    def after(self, known: _Known, *, exported: bool = False) -> "_Scope":
        """Return the scope with one more step done."""
        return replace(self, done={**self.done, known.id: known}, exported=self.exported or exported)

    def seeing(self, *names: str) -> "_Scope":
        """Return the scope with more names."""
        return replace(self, names=self.names | set(names))


class _Checks:
    """One walk over a recipe, in the order in which it runs."""

    def __init__(self, doc: Document, trusted: bool) -> None:
        self.doc = doc
        self.trusted = trusted
        self.problems: list[Problem] = []
        self.matcher = Matcher()
        self.data: dict[str, Any] = doc.data
        self.all = {known.id: known for known in reversed(list(_all_steps(self.data.get("steps"))))}

    def run(self) -> None:
        """Fill `problems`."""
        self._patterns(self.data.get("inputs"), ("inputs",))
        if self.trusted and not self.problems:
            self._defaults()
        scope = self._steps(self.data.get("steps"), ("steps",), _Scope())
        self._texts(self.data.get("outputs"), ("outputs",), scope)
        trials = self.data.get("tests")
        for name, item in trials.items() if isinstance(trials, dict) else ():
            if isinstance(item, dict):
                self._trial(item, ("tests", name), scope)

    def _trial(self, item: dict[str, Any], at: At, scope: _Scope) -> None:
        for part in ("inputs", "outputs"):
            given = item.get(part)
            for name, value in given.items() if isinstance(given, dict) else ():
                self._named(part, name, value, (*at, part, name))
        expect = item.get("expect")
        for number, expression in enumerate(expect if isinstance(expect, list) else [expect]):
            self._bare(expression, (*at, "expect", number), scope.seeing("outputs"))

    def _named(self, part: str, name: str, value: Any, at: At) -> None:
        """Check that a test case names an input or output that there is, and gives an input a fitting value."""
        declared = self.data.get(part) or {}
        if not isinstance(declared, dict):
            return
        if name not in declared:
            close = _close(name, declared if self._hints() else ())
            hint = f"did you mean '{close[0]}'?" if close else f"known: {', '.join(declared) or 'none'}"
            self._problem(f"{part[:-1]} '{name}' is not declared", at, hint=hint, key=True)
        elif self.trusted and part == "inputs":
            self._value(value, declared[name], at, name)

    def _patterns(self, declared: Any, at: At) -> None:
        """Check the pattern of each declaration, and of those inside it."""
        for name, rule in declared.items() if isinstance(declared, dict) else ():
            if not isinstance(rule, dict):
                continue
            pattern = rule.get("pattern")
            if isinstance(pattern, str):
                try:
                    self.matcher.check(pattern)
                except BadPattern as bad:
                    self._problem(bad.message, (*at, name, "pattern"), hint=bad.hint)
                except TooCostly:
                    self._problem("the patterns up to here take too long", (*at, name, "pattern"), hint="use fewer")
                    return
            self._patterns(rule.get("properties"), (*at, name, "properties"))
            self._patterns({"items": rule.get("items")}, (*at, name))

    def _defaults(self) -> None:
        for name, declared in self.data.get("inputs", {}).items():
            if "default" in declared:
                self._value(declared["default"], declared, ("inputs", name, "default"), f"{name}.default")

    def _value(self, value: Any, declared: Mapping[str, Any], at: At, name: str) -> None:
        rule = _without_counts(declared) if _has_glob(value) else declared
        self.problems += schema.value_problems(value, rule, functools.partial(self._below, at), name, self.matcher)

    def _below(self, base: At, path: At, key: bool = False) -> Any:
        return self.doc.at((*base, *path), key and bool(path))

    def _steps(self, items: Any, path: At, scope: _Scope) -> _Scope:
        here: dict[str, _Known] = {}
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if not isinstance(item, dict):
                continue
            at = (*path, number)
            known = _known(item, at, scope.group)
            self._unique(known, {**scope.done, **here})
            if "foreach" in item:
                scope = self._group(item, at, scope)
            else:
                self._step(item, at, scope)
            here[known.id] = known
            scope = scope.after(known, exported="export" in item)
        return scope

    def _unique(self, known: _Known, before: Mapping[str, _Known]) -> None:
        first = before.get(known.id)
        if first is None:
            return
        line = self.doc.at(first.path).line
        at = self.doc.at((*known.path, "id")) if self._has_id(known) else self._action(known)
        hint = f"the first is in line {line}; give this one {'another' if self._has_id(known) else 'an'} id"
        self.problems.append(Problem(f"two steps are called '{known.id}'", at, hint))

    def _has_id(self, known: _Known) -> bool:
        return "id" in self._item(known)

    def _item(self, known: _Known) -> dict[str, Any]:
        value: Any = self.data
        for step in known.path:
            value = value[step]
        return dict(value)

    def _action(self, known: _Known) -> Any:
        item = self._item(known)
        action = next((name for name in ("foreach", *schema.kinds()) if name in item), None)
        return self.doc.at((*known.path, action), key=True) if action else self.doc.at(known.path)

    def _group(self, item: dict[str, Any], at: At, scope: _Scope) -> _Scope:
        self._bare(item.get("if"), (*at, "if"), scope)
        self._texts(item["foreach"], (*at, "foreach"), scope)
        named = item.get("as")
        inner = replace(scope, group=_id(item)).seeing("loop", *([named] if isinstance(named, str) else []))
        after = self._steps(item.get("steps"), (*at, "steps"), inner)
        return replace(scope, exported=after.exported)

    def _step(self, item: dict[str, Any], at: At, scope: _Scope) -> None:
        scope = replace(scope, current=at)
        self._bare(item.get("if"), (*at, "if"), scope)
        kind = _kind(item)
        if kind is not None:
            self._params(kind, item[kind], (*at, kind), scope)
            if kind == "download":
                self._download(item[kind], (*at, kind), scope)
        after = scope.after(_known(item, at, scope.group)).seeing(*_STATES)
        expect = item.get("expect")
        for number, expression in enumerate(expect if isinstance(expect, list) else [expect]):
            self._bare(expression, (*at, "expect", number), after)

    def _params(self, kind: str, value: Any, at: At, scope: _Scope) -> None:
        about = schema.kinds()[kind]
        if not isinstance(value, dict):
            if about.short in about.expressions:
                self._bare(value, at, scope.seeing(*_STATES))
            else:
                self._texts(value, at, scope)
            return
        for name, one in value.items():
            if name in about.expressions:
                self._bare(one, (*at, name), scope.seeing(*_STATES))
            else:
                self._texts(one, (*at, name), scope)

    def _download(self, value: Any, at: At, scope: _Scope) -> None:
        params = schema.long_form("download", value)
        if "from" not in params and not scope.exported:
            hint = "put an export before it, or say where to fetch from with 'from:'"
            self._problem("there is no export before this download", at, hint=hint, key=True)
        target = params.get("to")
        if not isinstance(target, str) or target.endswith(("/", "\\")):  # no name at all: the schema says so
            return
        where = (*at, "to") if isinstance(value, dict) else at
        if targets.leaves_its_folder(target):
            self._problem(
                f"'{target}' leaves the output folder", where, hint="write it relative to --out, like out/reel.mp4"
            )
        elif refused := targets.refusal_as_written(target):
            self._problem(refused[0], where, hint=refused[1])

    def _problem(self, message: str, at: At, *, hint: str | None = None, key: bool = False) -> None:
        self.problems.append(Problem(message, self.doc.at(at, key=key), hint))

    def _texts(self, value: Any, at: At, scope: _Scope) -> None:
        if isinstance(value, dict):
            for key, one in value.items():
                self._texts(one, (*at, key), scope)
        elif isinstance(value, list):
            for number, one in enumerate(value):
                self._texts(one, (*at, number), scope)
        elif isinstance(value, str):
            self._expressions(value, at, scope, bare=False)

    def _bare(self, value: Any, at: At, scope: _Scope) -> None:
        if isinstance(value, str):
            self._expressions(value, at, scope, bare=True)

    def _expressions(self, text: str, at: At, scope: _Scope, *, bare: bool) -> None:
        flaws = []
        try:
            for reference in template.names(text, bare=bare):
                wrong = self._wrong(reference, scope)
                flaws += [wrong] if wrong else []
        except Flaw as malformed:
            flaws.append(malformed)
        for flaw in flaws:
            self.problems.append(Problem(flaw.message, self.doc.at_offset(at, flaw.offset, flaw.width), flaw.hint))

    def _wrong(self, one: Reference, scope: _Scope) -> Flaw | None:
        """Return why a name cannot be looked up, as far as that is certain before the run."""
        if one.root not in scope.names:
            return self._unknown_root(one, scope)
        first = one.parts[0] if one.parts else None
        if not isinstance(first, str):
            return None
        match one.root:
            case "inputs":
                return self._undeclared(one, f"input '{first}' is not declared")
            case "env":
                return self._undeclared(one, f"the environment variable '{first}' is not listed under 'env:'")
            case "outputs":
                return self._undeclared(one, f"output '{first}' is not declared")
            case "steps":
                return self._wrong_step(one, scope)
            case "timeline":
                lacks = first not in _TIMELINE and difflib.get_close_matches(first, _TIMELINE, n=1)
                return self._flaw(one, 1, f"timeline has no '{first}'", _TIMELINE) if lacks else None
            case "recipe" | "run" | "loop":
                known = _FIELDS[one.root]
                return None if first in known else self._flaw(one, 1, f"{one.root} has no '{first}'", known)
        return None

    def _unknown_root(self, one: Reference, scope: _Scope) -> Flaw:
        if one.root in _STATES:
            return Flaw(
                f"'{one.root}' is known only in 'until' and 'expect'",
                one.offsets[0],
                one.width(0),
                "elsewhere use steps.<id>.timeline of a step that gives one",
            )
        if one.root == "loop":
            return Flaw("'loop' is known only inside a foreach group", one.offsets[0], one.width(0))
        return self._flaw(one, 0, f"'{one.root}' is not known here", scope.names)

    def _undeclared(self, one: Reference, message: str) -> Flaw | None:
        declared = self.data.get(one.root, {} if self.trusted else None)
        if not isinstance(declared, dict | list) or one.parts[0] in declared or one.parts[0] in _METHODS:
            return None
        flaw = self._flaw(one, 1, message, [name for name in declared if isinstance(name, str)])
        if not flaw.hint or not flaw.hint.startswith("did"):
            flaw.hint = f"add it under '{one.root}:'"
        return flaw

    def _wrong_step(self, one: Reference, scope: _Scope) -> Flaw | None:
        name = one.parts[0]
        known = scope.done.get(str(name))
        if known is None:
            return None if name in _METHODS else self._unreachable(one, scope)
        if known.outputs is None or len(one.parts) < 2 or not isinstance(one.parts[1], str):
            return None
        if one.parts[1] in known.outputs or one.parts[1] in _METHODS:
            return None
        return self._flaw(one, 2, f"{known.what} has no output '{one.parts[1]}'", known.outputs)

    def _unreachable(self, one: Reference, scope: _Scope) -> Flaw:
        name = str(one.parts[0])
        known = self.all.get(name)
        if known is None:
            return self._flaw(one, 1, f"there is no step '{name}'", scope.done)
        place, width = one.offsets[1], one.width(1)
        if known.group is not None and known.group != scope.group:
            hint = f"use steps.{known.group}.each, a list with one mapping a round"
            return Flaw(f"step '{name}' is inside the group '{known.group}'", place, width, hint)
        if known.path == scope.current:
            return Flaw(f"step '{name}' has no outputs before it has run", place, width)
        line = self.doc.at(known.path).line
        return Flaw(f"step '{name}' runs later, in line {line}", place, width, "only earlier steps have outputs here")

    def _hints(self) -> bool:
        """Return whether the nearest name is still looked for, which takes longer than finding the problem."""
        return len(self.problems) < schema.MOST_HINTED

    def _flaw(self, one: Reference, number: int, message: str, known: Collection[str]) -> Flaw:
        return _flaw(one, number, message, known if self._hints() else ())


def _close(name: str, known: Collection[str]) -> list[str]:
    """Return the nearest of the known names, if it is near; of a few hundred, since each has to be compared."""
    return difflib.get_close_matches(name, list(itertools.islice(known, MOST_COMPARED)), n=1)


def _flaw(one: Reference, number: int, message: str, known: Collection[str]) -> Flaw:
    close = _close(str((one.root, *one.parts)[number]), known)
    hint = f"did you mean '{close[0]}'?" if close else None
    if hint is None and known:
        hint = f"known: {', '.join(sorted(known)[:12])}"
    return Flaw(message, one.offsets[number], one.width(number), hint)


def _kind(item: Mapping[str, Any]) -> str | None:
    return next((name for name in schema.kinds() if name in item), None)


def _id(item: Mapping[str, Any]) -> str:
    return str(item.get("id", "foreach" if "foreach" in item else _kind(item) or "?"))


def _known(item: Mapping[str, Any], at: At, group: str | None) -> _Known:
    if "foreach" in item:
        return _Known(_id(item), at, ("each",), "a foreach group", group)
    kind = _kind(item)
    if kind is None:
        return _Known(_id(item) if "id" in item else f"?{at}", at, None, "", group)
    article = "an" if kind[0] in "aeiou" else "a"
    return _Known(_id(item), at, schema.kinds()[kind].outputs, f"{article} {kind}", group)


def _all_steps(items: Any) -> Iterator[_Known]:
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if not isinstance(item, dict):
            continue
        at: At = ("steps", number)
        yield _known(item, at, None)
        inner = item.get("steps") if "foreach" in item else None
        for below, one in enumerate(inner if isinstance(inner, list) else ()):
            if isinstance(one, dict):
                yield _known(one, (*at, "steps", below), _id(item))


def _has_glob(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, str) and set(one) & set("*?[") for one in value)


def _without_counts(declared: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema without limits on the number of items, which only the files behind a glob can break."""
    return {key: one for key, one in declared.items() if key not in ("minItems", "maxItems", "uniqueItems")}
