"""The quick yes and the JSON Schema library agree."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from commandline import ROOT, SHIPPED
from imgfree import document, schema
from imgfree.errors import RecipeError
from imgfree.schema import checking
from imgfree.schema.quick import Quick, Unsupported

FILES = sorted([*SHIPPED, *(ROOT / "tests" / "cases").glob("*ed/*.yaml")])
STRANGE: tuple[Any, ...] = (
    None,
    True,
    0,
    1.0,
    -1,
    "",
    "x",
    "{{ x }}",
    "5m",
    [],
    ["a", "a"],
    {},
    {"foreach": 1},
    {"to": 3},
)


def read(path: Path) -> Any:
    try:
        return document.read(path).data
    except RecipeError:
        return None


@pytest.mark.parametrize("rendered", [False, True])
def test_recipes_get_the_same_answer(rendered: bool) -> None:
    """All recipes here, and hundreds of broken copies of each: both say yes, or both say no."""
    chance = random.Random(7)
    quick, library = checking._conforms(schema.RECIPE, rendered), checking._validator(schema.RECIPE, rendered)
    answers = set()
    for path in FILES:
        for data in [whole := read(path), *(broken(whole, chance) for _ in range(15))]:
            answer = library.is_valid(data)
            answers.add(answer)
            assert answer == quick(data), f"{path.name}: {data}"
    assert {True, False} == answers


def broken(data: Any, chance: random.Random) -> Any:
    """Return a copy with one value somewhere replaced, doubled, renamed or gone."""
    made = copy.deepcopy(data)
    places = list(below(made))
    if not places:
        return chance.choice(STRANGE)
    holder, key = chance.choice(places)
    match chance.randrange(4):
        case 0 if isinstance(holder, dict):
            holder[chance.choice(["x-y", "id", "retry", "export", "if", "colour"])] = holder.pop(key)
        case 1:
            del holder[key]
        case 2 if isinstance(holder, list):
            holder.append(holder[key])
        case _:
            holder[key] = copy.deepcopy(chance.choice(STRANGE))
    return made


def below(data: Any) -> Any:
    if isinstance(data, dict | list):
        for key in list(data) if isinstance(data, dict) else range(len(data)):
            yield data, key
            yield from below(data[key])


@pytest.mark.parametrize(
    "declared",
    [
        {"enum": [1, "a", None, [1, {"b": True}]]},
        {"const": True},
        {"uniqueItems": True},
        {"type": "integer", "minimum": 1, "exclusiveMaximum": 3},
        {"type": ["string", "null"], "minLength": 2, "maxLength": 3, "pattern": "a"},
        {"properties": {"a": {"type": "number"}}, "additionalProperties": False, "required": ["a"], "minProperties": 1},
    ],
)
def test_values_get_the_same_answer(declared: dict[str, Any]) -> None:
    """Every keyword of an input's declaration, against values that are easily mistaken for each other."""
    values = [
        *STRANGE,
        1,
        2,
        3,
        2.5,
        False,
        "ab",
        "abcd",
        [1, True],
        [1, 1.0],
        [{"b": 1}, {"b": True}],
        [1, {"b": True}],
    ]
    values += [{"a": 1}, {"a": "1"}, {"a": 1, "b": 2}]
    for value in values:
        assert Draft202012Validator(declared).is_valid(value) == Quick(schema.load).check(declared)(value), value


def test_an_unknown_keyword_is_left_to_the_library() -> None:
    """What this file cannot check it does not pass."""
    with pytest.raises(Unsupported, match="multipleOf"):
        Quick(schema.load).check(json.loads('{"type": "number", "multipleOf": 0.1}'))
