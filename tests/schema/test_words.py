"""What is said of data that breaks a schema."""

from typing import Any

import pytest

from imgfree import schema


@pytest.mark.parametrize(
    ("declared", "value", "message"),
    [
        ({"type": "integer"}, 1.5, "'n' must be a whole number, not the number 1.5"),
        ({"type": ["string", "null"]}, [], "'n' must be text or empty, not a list"),
        ({"type": "number", "exclusiveMinimum": 0}, 0, "'n' must be more than 0, not 0"),
        ({"type": "number", "exclusiveMaximum": 3}, 3, "'n' must be less than 3, not 3"),
        ({"type": "number", "multipleOf": 0.5}, 0.75, "'n' must be a multiple of 0.5, not 0.75"),
        ({"const": "a"}, "b", "'n' must be a, not 'b'"),
        ({"type": "string", "pattern": "^[A-Z]"}, "abc", "'abc' does not fit 'n'"),
        ({"type": "string", "minLength": 3}, "ab", "'n' needs at least 3 characters, and has 2"),
        ({"type": "array", "uniqueItems": True}, [1, 1], "'n' holds the same item twice"),
        ({"type": "array", "maxItems": 1}, [1, 2], "'n' has 2 items; at most 1 are allowed"),
        ({"type": "array", "items": {"type": "string"}}, ["a", 2], "item 2 of 'n' must be text, not the number 2"),
        ({"type": "object", "required": ["a", "b"]}, {"b": 1}, "'n' needs 'a'"),
        (
            {"type": "object", "properties": {"a": {}}, "additionalProperties": False},
            {"b": 1},
            "'b' is not a key of 'n'",
        ),
    ],
)
def test_says_what_a_value_breaks(declared: dict[str, Any], value: Any, message: str) -> None:
    """Each keyword that an input may use has a sentence of its own."""
    found = schema.value_problems(value, declared, lambda path, key=False: None, "n")
    assert [message] == [problem.message for problem in found]


def test_long_values_are_cut_in_messages() -> None:
    """A message stays in one line, whatever the value."""
    found = schema.value_problems("x\n" * 500, {"enum": ["a"]}, lambda path, key=False: None, "n")
    assert len(found[0].message) < 100
    assert "\n" not in found[0].message
