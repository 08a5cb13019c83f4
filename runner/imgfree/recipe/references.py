"""Whether the names in an expression lead anywhere: as far as that is certain before the run."""

import difflib
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from imgfree import schema
from imgfree.document import At, Document
from imgfree.recipe.model import Group, Step
from imgfree.recipe.walk import FIELDS, STATES, Scope
from imgfree.template import Flaw, Reference

MOST_COMPARED = 300
_TIMELINE = ("duration_s", "width", "height", "fps", "tracks", "video", "audio", "text")
_METHODS = ("get", "items", "keys", "values")


@dataclass(frozen=True)
class Known:
    """A step or group that expressions may meet. `outputs` is None where the kind is not known either."""

    id: str
    path: At
    outputs: Collection[str] | None
    what: str  # "an export", for messages
    group: str | None  # the group that it stands in

    @property
    def level(self) -> At:
        """Return where the steps stand that it is one of."""
        return self.path[:-1]


@dataclass(frozen=True)
class Seen:
    """What an expression in the step `at` sees: its scope, names besides (`more`), and in its `expect` itself."""

    scope: Scope
    at: At
    more: Collection[str] = ()
    itself: str = ""

    @property
    def names(self) -> set[str]:
        """Return every name that may begin an expression."""
        return {*self.scope.names, "range", *self.more}

    @property
    def ids(self) -> set[str]:
        """Return every step that has outputs by then."""
        return self.scope.ids | ({self.itself} if self.itself else set())

    def has(self, id_: str) -> bool:
        """Return whether that step has outputs by then."""
        return id_ == self.itself or self.scope.has(id_)


class References:
    """Tells what is wrong with a name; the recipe's data may be wrong anywhere itself, unless it is `trusted`."""

    def __init__(self, doc: Document, steps: Sequence[Step | Group], *, trusted: bool) -> None:
        self._data: Mapping[str, Any] = doc.data
        self._doc = doc
        self._trusted = trusted
        self._known: dict[str, list[Known]] = {}
        for one in _all(steps):
            self._known.setdefault(one.id, []).append(one)

    def before(self, id_: str, at: At) -> Known | None:
        """Return the last step of that id before `at`, in the same steps or in those around; None if there is none."""
        seen = [one for one in self._known.get(id_, ()) if one.level == at[: len(one.level)] and one.path < at]
        return seen[-1] if seen else None

    def wrong(self, one: Reference, seen: Seen, *, hinted: bool) -> Flaw | None:
        """Return why a name cannot be looked up; with a hint at the nearest one if `hinted`, which takes its time."""
        if one.root not in seen.names:
            return _unknown_root(one, seen.names if hinted else ())
        first = one.parts[0] if one.parts else None
        if not isinstance(first, str):
            return None
        match one.root:
            case "inputs":
                return self._undeclared(one, f"input '{first}' is not declared", hinted)
            case "env":
                return self._undeclared(one, f"the environment variable '{first}' is not listed under 'env:'", hinted)
            case "outputs":
                return self._undeclared(one, f"output '{first}' is not declared", hinted)
            case "steps":
                return self._wrong_step(one, seen, hinted)
            case "timeline":
                misspelt = first not in _TIMELINE and nearest(first, _TIMELINE)
                return _flaw(one, 1, f"timeline has no '{first}'", _TIMELINE if hinted else ()) if misspelt else None
            case "recipe" | "run" | "loop" | "brand" if first not in FIELDS[one.root]:
                return _flaw(one, 1, f"{one.root} has no '{first}'", FIELDS[one.root] if hinted else ())
        return None

    def _undeclared(self, one: Reference, message: str, hinted: bool) -> Flaw | None:
        declared = self._data.get(one.root, {} if self._trusted else None)
        if not isinstance(declared, dict | list) or one.parts[0] in declared or one.parts[0] in _METHODS:
            return None
        flaw = _flaw(one, 1, message, [name for name in declared if isinstance(name, str)] if hinted else ())
        if not flaw.hint or not flaw.hint.startswith("did"):
            flaw.hint = f"add it under '{one.root}:'"
        return flaw

    def _wrong_step(self, one: Reference, seen: Seen, hinted: bool) -> Flaw | None:
        name = str(one.parts[0])
        known = self.before(name, (*seen.at, "expect") if seen.itself else seen.at) if seen.has(name) else None
        if known is None:
            return None if name in _METHODS else self._unreachable(one, seen, hinted)
        if known.outputs is None or len(one.parts) < 2 or not isinstance(one.parts[1], str):
            return None
        if one.parts[1] in known.outputs or one.parts[1] in _METHODS:
            return None
        return _flaw(one, 2, f"{known.what} has no output '{one.parts[1]}'", known.outputs if hinted else ())

    def _unreachable(self, one: Reference, seen: Seen, hinted: bool) -> Flaw:
        name = str(one.parts[0])
        known = next(iter(self._known.get(name, ())), None)
        if known is None:
            return _flaw(one, 1, f"there is no step '{name}'", seen.ids if hinted else ())
        place, width = one.offsets[1], one.width(1)
        if known.group is not None and known.level != seen.at[: len(known.level)]:
            hint = f"use steps.{known.group}.each, a list with one mapping a round"
            return Flaw(f"step '{name}' is inside the group '{known.group}'", place, width, hint)
        if known.path == seen.at:
            return Flaw(f"step '{name}' has no outputs before it has run", place, width)
        line = self._doc.at(known.path).line
        return Flaw(f"step '{name}' runs later, in line {line}", place, width, "only earlier steps have outputs here")


def nearest(name: str, known: Collection[str]) -> str | None:
    """Return the nearest of the known names, if it is near; of a few hundred, since each has to be compared."""
    return next(iter(difflib.get_close_matches(name, list(itertools.islice(known, MOST_COMPARED)), n=1)), None)


def _unknown_root(one: Reference, known: Collection[str]) -> Flaw:
    if one.root in STATES:
        return Flaw(
            f"'{one.root}' is known only in 'until' and 'expect'",
            one.offsets[0],
            one.width(0),
            "elsewhere use steps.<id>.timeline of a step that gives one",
        )
    if one.root == "loop":
        return Flaw("'loop' is known only inside a foreach group", one.offsets[0], one.width(0))
    return _flaw(one, 0, f"'{one.root}' is not known here", known)


def _flaw(one: Reference, number: int, message: str, known: Collection[str]) -> Flaw:
    close = nearest(str((one.root, *one.parts)[number]), known)
    hint = f"did you mean '{close}'?" if close else None
    if hint is None and known:
        hint = f"known: {', '.join(sorted(known)[:12])}"
    return Flaw(message, one.offsets[number], one.width(number), hint)


def _all(steps: Sequence[Step | Group], group: str | None = None) -> Iterator[Known]:
    for step in steps:
        if isinstance(step, Group):
            yield Known(step.id, step.path, ("each",), "a foreach group", group)
            yield from _all(step.steps, step.id)
        elif not step.kind:
            yield Known(step.id, step.path, None, "", group)
        else:
            article = "an" if step.kind[0] in "aeiou" else "a"
            yield Known(step.id, step.path, schema.kinds()[step.kind].outputs, f"{article} {step.kind}", group)
