"""What is said of data that breaks a schema."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from imgfree import schema
from imgfree.errors import describe

Golden = Callable[[Path | str, str], None]
BROKEN: list[tuple[dict[str, Any], Any]] = [
    ({"type": "integer"}, 1.5),
    ({"type": ["string", "null"]}, []),
    ({"type": "number", "exclusiveMinimum": 0}, 0),
    ({"type": "number", "exclusiveMaximum": 3}, 3),
    ({"type": "number", "multipleOf": 0.5}, 0.75),
    ({"const": "a"}, "b"),
    ({"type": "string", "pattern": "^[A-Z]"}, "abc"),
    ({"type": "string", "minLength": 3}, "ab"),
    ({"type": "array", "uniqueItems": True}, [1, 1]),
    ({"type": "array", "maxItems": 1}, [1, 2]),
    ({"type": "array", "items": {"type": "string"}}, ["a", 2]),
    ({"type": "object", "required": ["a", "b"]}, {"b": 1}),
    ({"type": "object", "properties": {"a": {}}, "additionalProperties": False}, {"b": 1}),
]


def test_says_what_a_value_breaks(golden: Golden) -> None:
    """Each keyword that an input may use has a sentence of its own."""
    told = []
    for declared, value in BROKEN:
        (found,) = schema.value_problems(value, declared, lambda path, key=False: None, "n")
        told.append(f"n: {json.dumps(declared)}\ngiven {json.dumps(value)}\n{describe(found)}\n")
    golden("said/schema-broken.txt", "\n".join(told))


def test_long_values_are_cut_in_messages() -> None:
    """A message stays in one line, whatever the value."""
    found = schema.value_problems("x\n" * 500, {"enum": ["a"]}, lambda path, key=False: None, "n")
    assert len(found[0].message) < 100
    assert "\n" not in found[0].message
