"""A sentence and a remedy for each way in which data can break a schema."""

import difflib
import itertools
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from imgfree import blanks

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "empty",
}


@dataclass
class Fault:
    """What is known of one fault. `own` is the schema that holds the broken keyword, `path` leads to the value.

    `missing` are the required keys that are not there, without those that are only misspelt; `alternatives` are the
    keys of which one is needed.
    """

    keyword: str
    wanted: Any
    value: Any
    own: Mapping[str, Any]
    subject: str  # a name for the whole of the data
    path: tuple[str | int, ...]
    missing: list[str] = field(init=False, default_factory=list)
    alternatives: list[str] = field(init=False, default_factory=list)
    brief: bool = field(init=False, default=False)  # whether the nearest choice need not be looked for
    written: str = field(init=False, default="")  # a number or truth as it stands in the file: 1.10 and not 1.1

    def __post_init__(self) -> None:
        if self.keyword == "required":
            lacking = (name for name in self.wanted if name not in self.value)
            self.missing = list(itertools.islice(lacking, _MOST_NAMED))

    @property
    def key(self) -> str:
        """Return the nearest key above the value."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), self.subject)

    @property
    def name(self) -> str:
        """Return what to call the value."""
        if not self.path:
            return f"'{self.subject}'" if self.subject else "a recipe"
        last = self.path[-1]
        if isinstance(last, str):
            return f"'{last}'"
        return f"item {last + 1} of '{self.key}'" if self.key else f"item {last + 1}"


_MOST_NAMED = 60  # choices that are listed, and compared with what stands there

Told = tuple[str, str | None]


def sentence(keyword: str, fault: Fault) -> Told:
    """Return what is wrong and what to do; a schema's own `x-why` and `x-hint` win."""
    why, hint = fault.own.get("x-why"), fault.own.get("x-hint")
    if why:
        return _filled(why, fault), _filled(hint, fault) if hint else _in_quotes(fault)
    message, remedy = _SENTENCES.get(keyword, _other)(fault)
    return message, _filled(hint, fault) if hint else remedy


def _filled(text: str, fault: Fault) -> str:
    return text.replace("{key}", fault.key).replace("{shown}", fault.written or shown(fault.value))


def _in_quotes(fault: Fault) -> str | None:
    """Return how a number or a truth is written where a text is wanted."""
    wanted = [fault.wanted] if isinstance(fault.wanted, str) else fault.wanted
    if fault.keyword != "type" or "string" not in wanted or not isinstance(fault.value, bool | int | float):
        return None
    return f'put it in quotes: "{fault.written or sample(fault.value)}"'


def sample(value: Any) -> str:
    """Return a value in one line, as it would be written in a recipe."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {sample(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(sample(one) for one in value) + "]"
    if isinstance(value, str) and not value.startswith("{{") and value:
        return value
    return json.dumps(value, ensure_ascii=False)


def shown(value: Any) -> str:
    """Return a value as messages show it: text in quotes, long values cut."""
    text = f"'{value}'" if isinstance(value, str) else sample(value)
    text = blanks.visible(" ".join(re.split(r"[ \t\n]+", text)))
    return text if len(text) <= 60 else f"{text[:57]}…"


def _kind_of(fault: Fault) -> str:
    value = fault.value
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {fault.written or value}"
    return "text" if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"


def _example(fault: Fault) -> str | None:
    examples = fault.own.get("examples")
    if not examples or not fault.key:
        return None
    example = f"for example {fault.key}: {sample(examples[0])}"
    return example if len(example) <= 72 else None


def _type(fault: Fault) -> Told:
    wanted = [fault.wanted] if isinstance(fault.wanted, str) else list(fault.wanted)
    named = " or ".join(_TYPES[one] for one in wanted)
    hint = _example(fault)
    if quoted := _in_quotes(fault):
        hint = quoted
    elif isinstance(fault.value, str) and (blank := blanks.named(fault.value)):
        hint = f"{blank} is in it, where YAML needs a plain space"
    elif wanted == ["object"] and isinstance(fault.value, str) and fault.value.isidentifier():
        hint = f"is a ':' missing after '{fault.value}'?"
    return f"{fault.name} must be {named}, not {_kind_of(fault)}", hint


def _required(fault: Fault) -> Told:
    missing = fault.missing
    examples = fault.own.get("properties", {}).get(missing[0], {}).get("examples", ())
    example = next((one for one in examples if not isinstance(one, dict | list)), None)
    hint = f"add '{missing[0]}: {sample(example)}'" if example is not None else f"add '{missing[0]}:'"
    listed = " and ".join(f"'{name}'" for name in missing)
    return f"{fault.own.get('x-name', fault.name)} needs {listed}", hint if len(missing) == 1 else None


def _not(fault: Fault) -> Told:
    if fault.alternatives:
        return "this step has no action", f"give it one of: {', '.join(fault.alternatives)}"
    return _other(fault)


def _enum(fault: Fault) -> Told:
    known = fault.wanted[:_MOST_NAMED]
    close = [] if fault.brief else difflib.get_close_matches(str(fault.value), [str(one) for one in known], n=1)
    listed = ", ".join(sample(one) for one in known) + (", …" if len(fault.wanted) > len(known) else "")
    hint = f"did you mean {shown(close[0])}?" if close else f"use one of: {listed}"
    return f"{fault.name} cannot be {shown(fault.value)}", hint


def _const(fault: Fault) -> Told:
    return f"{fault.name} must be {sample(fault.wanted)}, not {shown(fault.value)}", None


def _count(words: str, unit: str) -> Callable[[Fault], Told]:
    def told(fault: Fault) -> Told:
        return f"{fault.name} has {len(fault.value)} {unit}; {words} {fault.wanted} are allowed", None

    return told


def _at_least(unit: str) -> Callable[[Fault], Told]:
    def told(fault: Fault) -> Told:
        if not fault.value:
            return f"{fault.name} is empty", _example(fault)
        units = unit if fault.wanted != 1 else unit.removesuffix("s")
        return f"{fault.name} needs at least {fault.wanted} {units}, and has {len(fault.value)}", None

    return told


def _limit(words: str) -> Callable[[Fault], Told]:
    def told(fault: Fault) -> Told:
        return f"{fault.name} must be {words} {sample(fault.wanted)}, not {sample(fault.value)}", None

    return told


def _pattern(fault: Fault) -> Told:
    return f"{shown(fault.value)} does not fit {fault.name}", f"it must match {fault.wanted}"


def _unique(fault: Fault) -> Told:
    return f"{fault.name} holds the same item twice", None


def _other(fault: Fault) -> Told:
    return f"{shown(fault.value)} does not fit {fault.name}", _example(fault)


_SENTENCES: dict[str, Callable[[Fault], Told]] = {
    "type": _type,
    "required": _required,
    "not": _not,
    "enum": _enum,
    "const": _const,
    "maxLength": _count("at most", "characters"),
    "maxItems": _count("at most", "items"),
    "minLength": _at_least("characters"),
    "minItems": _at_least("items"),
    "minProperties": _at_least("keys"),
    "minimum": _limit("at least"),
    "maximum": _limit("at most"),
    "exclusiveMinimum": _limit("more than"),
    "exclusiveMaximum": _limit("less than"),
    "multipleOf": _limit("a multiple of"),
    "pattern": _pattern,
    "uniqueItems": _unique,
}
