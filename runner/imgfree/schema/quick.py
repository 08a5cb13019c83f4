"""A quick yes: is all well with this data? Loading a whole JSON Schema library to hear it takes longer than the rest.

Only the yes counts. Everything else (a no, or a keyword that is not known here) is left to the library, which finds
the faults for our messages; a test holds both to the same answer.
"""

import posixpath
import re
from collections.abc import Callable, Mapping, Sized
from typing import Any

Check = Callable[[Any], bool]
Load = Callable[[str], Any]
Fits = Callable[[str, str], bool]  # a pattern and a text

_SAYS_NOTHING = frozenset(
    {"$schema", "$comment", "$defs", "title", "description", "default", "examples", "then", "else"}
)
_TYPES: dict[str, Check] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: (
        not isinstance(value, bool) and (isinstance(value, int) or (isinstance(value, float) and value.is_integer()))
    ),
}


class Unsupported(Exception):
    """The schema says something that this file cannot check."""


class Quick:
    """Checks made from schemas: each is a chain of small functions, built once and kept."""

    def __init__(self, load: Load, fits: Fits = lambda pattern, text: re.search(pattern, text) is not None) -> None:
        """Find schemas by `load`; `fits` compares with patterns, those of our own schemas if not told otherwise."""
        self._load = load
        self._fits = fits
        self._made: dict[tuple[str, str], Check] = {}

    def named(self, reference: str, base: str = "") -> Check:
        """Return the check of the schema that `reference` means inside the file `base`.

        Raises:
            Unsupported: it, or one that it refers to, cannot be checked here.
        """
        file, _, pointer = reference.partition("#")
        file = posixpath.normpath(posixpath.join(posixpath.dirname(base), file)) if file else base
        key = (file, pointer)
        if key not in self._made:
            self._made[key] = lambda value: self._made[key](value)  # for a schema that holds itself
            content = self._load(file)
            for part in pointer.split("/")[1:]:
                content = content[part]
            self._made[key] = self.check(content, file)
        return self._made[key]

    def check(self, schema: Any, base: str = "") -> Check:
        """Return the check of a schema that stands in the file `base`; raises as `named` does."""
        if isinstance(schema, bool):
            return lambda value: schema
        checks = [
            self._keyword(keyword, wanted, schema, base)
            for keyword, wanted in schema.items()
            if keyword not in _SAYS_NOTHING and not keyword.startswith("x-")
        ]
        return checks[0] if len(checks) == 1 else _every(checks)

    def _keyword(self, keyword: str, wanted: Any, schema: Mapping[str, Any], base: str) -> Check:
        if keyword in _PLAIN:
            return _PLAIN[keyword](wanted)
        match keyword:
            case "pattern":
                return lambda value: not isinstance(value, str) or self._fits(wanted, value)
            case "$ref":
                return self.named(wanted, base)
            case "if":
                return self._either(schema, base)
            case "not":
                refused = self.check(wanted, base)
                return lambda value: not refused(value)
            case "allOf" | "anyOf":
                parts = [self.check(part, base) for part in wanted]
                decide = all if keyword == "allOf" else any
                return lambda value: decide(part(value) for part in parts)
            case "items" | "propertyNames":
                each, kind = self.check(wanted, base), list if keyword == "items" else dict
                return lambda value: not isinstance(value, kind) or all(map(each, value))
            case "properties" | "patternProperties":
                return self._below(keyword, wanted, base)
            case "additionalProperties":
                return self._others(wanted, schema, base)
        raise Unsupported(keyword)

    def _either(self, schema: Mapping[str, Any], base: str) -> Check:
        test = self.check(schema["if"], base)
        then, other = self.check(schema.get("then", True), base), self.check(schema.get("else", True), base)
        return lambda value: then(value) if test(value) else other(value)

    def _below(self, keyword: str, wanted: Mapping[str, Any], base: str) -> Check:
        checks = {name: self.check(one, base) for name, one in wanted.items()}
        if keyword == "properties":
            return lambda value: (
                not isinstance(value, dict)
                or all(name not in checks or checks[name](one) for name, one in value.items())
            )
        return lambda value: (
            not isinstance(value, dict)
            or all(
                check(one) for name, one in value.items() for made, check in checks.items() if self._fits(made, name)
            )
        )

    def _others(self, wanted: Any, schema: Mapping[str, Any], base: str) -> Check:
        check = self.check(wanted, base)
        listed = frozenset(schema.get("properties", ()))
        patterns = list(schema.get("patternProperties", ()))
        return lambda value: (
            not isinstance(value, dict)
            or all(
                name in listed or any(self._fits(pattern, name) for pattern in patterns) or check(one)
                for name, one in value.items()
            )
        )


def _every(checks: list[Check]) -> Check:
    def check(value: Any) -> bool:
        for one in checks:  # noqa: SIM110 -- all() would build a generator for each value of each recipe
            if not one(value):
                return False
        return True

    return check


def _type(wanted: Any) -> Check:
    if isinstance(wanted, str):
        return _TYPES[wanted]
    checks = [_TYPES[one] for one in wanted]
    return lambda value: any(check(value) for check in checks)


def _among(wanted: list[Any]) -> Check:
    """Return a check for equality as JSON has it: true is not 1, but 1 is 1.0."""
    known = set(map(frozen, wanted))
    return lambda value: frozen(value) in known


def _size(kind: type[Sized], wanted: int, *, least: bool) -> Check:
    return lambda value: not isinstance(value, kind) or (len(value) >= wanted if least else len(value) <= wanted)


def _number(holds: Check) -> Check:
    return lambda value: not _TYPES["number"](value) or holds(value)


def frozen(value: Any) -> Any:
    """Return something that can be in a set, and is equal for values that are the same."""
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, list):
        return ("list", *map(frozen, value))
    if isinstance(value, dict):
        return frozenset((key, frozen(one)) for key, one in value.items())
    return value


_PLAIN: dict[str, Callable[[Any], Check]] = {
    "type": _type,
    "const": lambda wanted: _among([wanted]),
    "enum": lambda wanted: _among(wanted),
    "format": lambda wanted: lambda value: True,  # what a text stands for is found out elsewhere
    "required": lambda wanted: lambda value: not isinstance(value, dict) or all(name in value for name in wanted),
    "uniqueItems": lambda wanted: (
        lambda value: not wanted or not isinstance(value, list) or len(set(map(frozen, value))) == len(value)
    ),
    "minLength": lambda wanted: _size(str, wanted, least=True),
    "maxLength": lambda wanted: _size(str, wanted, least=False),
    "minItems": lambda wanted: _size(list, wanted, least=True),
    "maxItems": lambda wanted: _size(list, wanted, least=False),
    "minProperties": lambda wanted: _size(dict, wanted, least=True),
    "minimum": lambda wanted: _number(lambda value: value >= wanted),
    "maximum": lambda wanted: _number(lambda value: value <= wanted),
    "exclusiveMinimum": lambda wanted: _number(lambda value: value > wanted),
    "exclusiveMaximum": lambda wanted: _number(lambda value: value < wanted),
}
