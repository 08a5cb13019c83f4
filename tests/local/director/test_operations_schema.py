"""The schema of operations: complete, sound, and what the director itself says."""

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from imgfree import schema
from imgfree.local.director.table import BY_NAME
from imgfree.local.platforms import CANVASES, PLATFORMS
from imgfree.local.render.effects import EFFECTS
from imgfree.local.render.reel import TRANSITIONS
from local.director.score import OURS, Verdict, rows

CONTENT: dict[str, Any] = schema.load("operations.schema.json")
OPERATIONS = [one["$ref"].rpartition("/")[2] for one in CONTENT["$defs"]["operation"]["oneOf"]]
CHECK = Draft202012Validator(CONTENT)


def test_is_a_sound_schema() -> None:
    """It is valid by its own standard, and what it shows as examples is what it accepts."""
    Draft202012Validator.check_schema(CONTENT)
    shown = [*CONTENT["examples"], *(one for name in OPERATIONS for one in CONTENT["$defs"][name]["examples"])]
    assert [] == [one for one in shown if not CHECK.is_valid(one)]


def test_describes_every_operation_and_no_other() -> None:
    """The operations are those of the director's table."""
    assert sorted(OPERATIONS) == sorted(BY_NAME)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_argument_says_what_it_is(name: str) -> None:
    """An operation is closed, and each of its arguments has a description and examples that are allowed."""
    operation = CONTENT["$defs"][name]
    assert operation["description"]
    assert operation["additionalProperties"] is False
    assert {"const": name} == {"const": operation["properties"]["op"]["const"]}
    for argument, value in operation["properties"].items():
        assert value["description"], argument
        allowed = Draft202012Validator(value | {"$defs": CONTENT["$defs"]})
        assert value["examples"], argument
        assert [] == [one for one in value["examples"] if not allowed.is_valid(one)], argument


def test_knows_the_words_of_the_renderer() -> None:
    """Ratios, platforms, transitions and effects are all those there are."""

    def words(operation: str, argument: str) -> list[str]:
        return list(CONTENT["$defs"][operation]["properties"][argument]["enum"])

    assert words("aspect", "ratio") == list(CANVASES)
    assert words("platform", "name") == list(PLATFORMS)
    assert words("transition", "kind") == list(TRANSITIONS)
    assert words("effect", "name") == list(EFFECTS)


@pytest.mark.parametrize("name", OURS)
def test_expects_nothing_else_of_a_sentence(name: str) -> None:
    """What the cases expect are arguments of the schema; they name only those that matter."""
    for row in rows(name):
        for op in row["ops"]:
            properties = CONTENT["$defs"][op["op"]]["properties"]
            for argument, value in op.items():
                allowed = Draft202012Validator(properties[argument] | {"$defs": CONTENT["$defs"]})
                assert allowed.is_valid(value), (row["id"], argument)


def test_accepts_what_the_director_does(judged: Callable[[str], list[Verdict]]) -> None:
    """Every operation of every reply to the sentences of one set is one of the schema."""
    known = {name: Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": CONTENT["$defs"]}) for name in OPERATIONS}
    heard = ((one.row["id"], op) for one in judged("develop") for op in one.heard)
    wrong = [(row, op) for row, op in heard if not (op["op"] in known and known[op["op"]].is_valid(op))]
    assert [] == wrong
