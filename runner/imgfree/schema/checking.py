"""Check data against schemas/, before and after rendering; every problem in words of our own, at its place."""

import contextlib
import difflib
import functools
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Protocol

from imgfree import resources
from imgfree.errors import Position, Problem
from imgfree.schema import words
from imgfree.schema.patterns import Matcher, TooCostly
from imgfree.schema.quick import Check, Quick, Unsupported, frozen

MOST_PROBLEMS = 20_000  # that are counted
MOST_HINTED = 200  # for which the nearest name is looked for; nobody reads more, and it takes its time
RECIPE = "recipe.schema.json"
TEMPLATE = "template.schema.json"
BRAND = "brand.schema.json"
GALLERY = "gallery.schema.json"

At = tuple[str | int, ...]


class Locate(Protocol):
    """Tells where in a file the value at a path stands, or its key."""

    def __call__(self, path: At, /, key: bool = False) -> Position | None: ...


@dataclass(frozen=True)
class After:
    """What has to be done before a step of this kind, unless it gives a parameter; and the words if it was not."""

    does: str
    unless: str
    why: str
    hint: str


@dataclass(frozen=True)
class Kind:
    """What the schema of a step kind says beyond the shape of its value, in its `x-…`: all that a check may ask."""

    name: str
    short: str  # the parameter that the short form stands for
    repeatable: bool
    outputs: Mapping[str, str]  # name -> what it is
    expressions: frozenset[str]  # parameters that are bare expressions, evaluated by the step itself
    does: frozenset[str]  # `brings` files; `edits`, `waits` for, `renders`, `fetches` the film; `counts` credits
    after: After | None
    targets: frozenset[str]  # parameters that name a file to be written below --out
    spoken: frozenset[str]  # parameters in which a '#' may be meant: words, and names of files
    published: Mapping[str, str]  # parameters that others will see -> who
    varies: frozenset[str]  # outputs, and fields of events, that a replay may tell otherwise


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """Return all step kinds, in the order of the recipe schema."""
    step = load(RECIPE)["$defs"]["step"]
    names = [name for name, value in step["properties"].items() if value.get("$ref", "").startswith("steps/")]
    return {name: _kind(name) for name in names}


def _kind(name: str) -> Kind:
    content = load(step_schema(name))
    return Kind(
        name=name,
        short=content["x-short"],
        repeatable=content["x-repeatable"],
        outputs=content["x-outputs"],
        expressions=frozenset(content.get("x-expressions", ())),
        does=frozenset(content.get("x-does", ())),
        after=After(**content["x-after"]) if "x-after" in content else None,
        targets=frozenset(content.get("x-targets", ())),
        spoken=frozenset(content.get("x-spoken", ())),
        published=content.get("x-published", {}),
        varies=frozenset(content.get("x-varies", ())),
    )


def does(kind: str, deed: str) -> bool:
    """Return whether steps of that kind do this (`x-does`); a kind that is not known here does nothing."""
    known = kinds().get(kind)
    return known is not None and deed in known.does


def doing(deed: str) -> str:
    """Return the name of the kind whose steps do this."""
    return next(name for name, kind in kinds().items() if deed in kind.does)


def makes_files(kind: str) -> bool:
    """Return whether what steps of that kind give is of a file: a render, or one that is written; as `does`."""
    known = kinds().get(kind)
    return known is not None and ("renders" in known.does or bool(known.targets))


def step_schema(kind: str) -> str:
    """Return the name of the schema of that kind's value."""
    return f"steps/{kind}.schema.json"


@functools.cache
def load(name: str) -> dict[str, Any]:
    """Return the schema file of that name below schemas/."""
    place = resources.folder("schemas")
    for part in name.split("/"):
        place = place.joinpath(part)
    content: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return content


def long_form(kind: str, value: Any) -> dict[str, Any]:
    """Return the mapping form of a step's value, whichever form it was written in."""
    if value is None:
        return {}
    return dict(value) if isinstance(value, dict) else {kinds()[kind].short: value}


def problems(data: Any, name: str, locate: Locate, *, rendered: bool = False, subject: str = "") -> list[Problem]:
    """Return everything that schema `name` finds wrong with `data`, in file order; empty if all is well.

    Before rendering any value may be a template; after it (`rendered`) none may. `subject` names the whole of the
    data in messages about it.
    """
    if _conforms(name, rendered)(data):
        return []
    return _worded(_validator(name, rendered).iter_errors(data), locate, subject)


def step_problems(kind: str, params: Mapping[str, Any], locate: Locate) -> list[Problem]:
    """Return what is wrong with a step's rendered parameters, in their mapping form."""
    return problems(params, step_schema(kind), locate, rendered=True, subject=kind)


def value_problems(
    value: Any, declared: Mapping[str, Any], locate: Locate, subject: str, matcher: Matcher | None = None
) -> list[Problem]:
    """Return what an input's declared schema finds wrong with a value for it.

    The inputs of a recipe share a `matcher`, so that all of their patterns together take no longer than one may.
    """
    matcher = matcher or Matcher()
    try:
        quick = quick_check(declared, matcher.fits)
        if quick is not None and quick(value):
            return []
        return _worded(_strangers(matcher)(declared).iter_errors(value), locate, subject)
    except TooCostly:
        hint = "shorten the text, or make the pattern simpler"
        return [Problem(f"'{subject}' takes too long to compare with its pattern", locate(()), hint)]


def quick_check(declared: Mapping[str, Any], fits: Callable[[str, str], bool]) -> Check | None:
    """Return what says quickly that a value is all right, for many values; its no is to be asked `value_problems`.

    None where the schema says something that only the library knows.
    """
    try:
        check = Quick(load, fits).check(declared)
    except Unsupported:
        return None

    def quick(value: Any) -> bool:
        try:
            return check(value)
        except TooCostly:
            return False

    return quick


@functools.cache
def _conforms(name: str, rendered: bool) -> Check:
    return Quick(lambda one: False if rendered and one == TEMPLATE else load(one)).named(name)


@functools.cache
def _validator(name: str, rendered: bool) -> Any:
    # Imported here: it takes longer than everything else that `imgfree --help` loads.
    from jsonschema import Draft202012Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    names = [RECIPE, TEMPLATE, BRAND, GALLERY, *(step_schema(kind) for kind in kinds())]
    contents: dict[str, Any] = {one: load(one) for one in names}
    if rendered:
        contents[TEMPLATE] = False  # one schema, two checks: now nothing counts as a template any more
    registry: Registry[Any] = Registry().with_resources(
        (one, DRAFT202012.create_resource(content)) for one, content in contents.items()
    )
    return Draft202012Validator({"$ref": name}, registry=registry)


def _strangers(matcher: Matcher) -> Any:
    """Return the library's validator, with what is ours where its own way could take for ever."""
    from jsonschema import Draft202012Validator, ValidationError, validators

    known: dict[int, set[Any]] = {}  # each list of an enum, made ready once

    def pattern(validator: Any, wanted: str, value: Any, schema: Any) -> Iterator[ValidationError]:
        if isinstance(value, str) and not matcher.fits(wanted, value):
            yield ValidationError("does not match")

    def unique(validator: Any, wanted: bool, value: Any, schema: Any) -> Iterator[ValidationError]:
        if wanted and isinstance(value, list) and len(set(map(frozen, value))) < len(value):
            yield ValidationError("has an item twice")

    def among(validator: Any, wanted: list[Any], value: Any, schema: Any) -> Iterator[ValidationError]:
        if id(wanted) not in known:
            known[id(wanted)] = set(map(frozen, wanted))
        if frozen(value) not in known[id(wanted)]:
            yield ValidationError("is none of these")

    def multiple(validator: Any, wanted: float, value: Any, schema: Any) -> Iterator[ValidationError]:
        if validator.is_type(value, "number") and not _is_multiple(value, wanted):
            yield ValidationError("is no multiple")

    own = {"pattern": pattern, "uniqueItems": unique, "enum": among, "multipleOf": multiple}
    return validators.extend(Draft202012Validator, own)  # type: ignore[no-untyped-call]


def _is_multiple(value: float, of: float) -> bool:
    """Return whether a number is a multiple, as the library says; beyond what a float holds, exactly."""
    if not isinstance(of, float):
        return value % of == 0
    with contextlib.suppress(OverflowError):
        quotient = value / of
        return quotient == int(quotient)
    from fractions import Fraction  # only where a number is asked for steps

    return Fraction(value) % Fraction(of) == 0


def _worded(errors: Iterable[Any], locate: Locate, subject: str) -> list[Problem]:
    found = [_Found(error, subject) for error in itertools.islice(errors, MOST_PROBLEMS)]
    told: dict[tuple[str, Position | None], Problem] = {}
    explained: set[tuple[At, str]] = set()  # keys that are missing because they are misspelt
    for number, one in enumerate(found):
        one.brief = number >= MOST_HINTED
        for problem, meant in _unknown_keys(one, locate):
            told.setdefault((problem.message, problem.at), problem)
            explained.add((one.path, meant))
    for one in found:
        if one.keyword == "additionalProperties" or _is_explained(one, explained):
            continue
        at = locate(one.path, one.at_key)
        if at is not None and isinstance(one.value, bool | int | float):
            one.written = at.text[at.column - 1 : at.column - 1 + at.width].rpartition(" ")[2]
        message, hint = words.sentence(one.keyword, one)
        if one.value is None and at is not None and re.search(r"(?:^|\s)#", at.text[at.column - 1 :]):
            hint = "what follows the '#' is a comment; put the text in quotes"
        told.setdefault((message, at), Problem(message, at, hint))
    return sorted(told.values(), key=attrgetter("place"))


class _Found(words.Fault):
    """One of the library's errors, reduced to what our sentences need."""

    def __init__(self, error: Any, subject: str) -> None:
        path: At = tuple(error.absolute_path)
        own = error.schema if isinstance(error.schema, dict) else {}
        in_name = "propertyNames" in error.absolute_schema_path
        super().__init__(
            keyword=str(error.validator),
            wanted=error.validator_value,
            value=error.instance,
            own=own,
            subject=subject,
            path=(*path, error.instance) if in_name else path,
        )
        # A fault of the key, or of the whole mapping below it, is shown at the key.
        self.at_key = in_name or self.keyword in ("required", "minProperties", "not", "anyOf")
        self.alternatives = _lacking(own, error.instance)


def _lacking(own: Mapping[str, Any], value: Any) -> list[str]:
    """Return all step kinds, if this is a step and none of them is there."""
    lacks = own.get("x-needs") == "kind" and isinstance(value, dict) and not any(kind in value for kind in kinds())
    return list(kinds()) if lacks else []


def _is_explained(one: _Found, explained: set[tuple[At, str]]) -> bool:
    """Return whether a fault is only the consequence of a misspelt key."""
    if one.keyword != "required":
        return False
    one.missing = [name for name in one.missing if (one.path, name) not in explained]
    return not one.missing


def _unknown_keys(one: _Found, locate: Locate) -> list[tuple[Problem, str]]:
    """Return a problem for each key that is not known here, with the key that was probably meant."""
    if one.keyword != "additionalProperties" or not isinstance(one.value, dict):
        return []
    known = list(one.own.get("properties", {}))
    told: list[tuple[Problem, str]] = []
    for key in itertools.islice(one.value, MOST_HINTED):
        if key in known or (key.startswith("x-") and "patternProperties" in one.own):
            continue
        free = [name for name in known if name not in one.value]
        brief = one.brief or len(told) >= MOST_HINTED
        close = [] if brief else difflib.get_close_matches(key.replace("-", "_"), free, n=1)
        meant = close[0] if close else ""
        if one.alternatives and (meant in one.alternatives or not meant):
            message, choice = f"'{key}' is not a step kind", one.alternatives
        else:
            message, choice = f"'{key}' is not a key of {one.own.get('x-name', one.name)}", known
        hint = f"did you mean '{meant}'?" if meant else f"known: {', '.join(choice)}"
        told.append((Problem(message, locate((*one.path, key), True), hint), meant))
    return told
