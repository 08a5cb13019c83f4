"""Every place that lists the kinds lists the same ones."""

import importlib
import inspect
import json
import re
from typing import Any

import pytest

from commandline import ROOT
from imgfree import schema
from imgfree.steps import KINDS
from imgfree.steps.base import ANSWERS, Kind, Needed

SHARED = {"__init__", "base", "foresight", "placing"}  # modules that the kinds have in common
OF_ALL = {"kinds", "new_kind", "foresight"}  # tests


def test_all_places_that_list_kinds_agree() -> None:
    """Registry, modules, schema files, the recipe schema, their tests and docs/ know the same kinds."""
    steps = ROOT / "schemas" / "steps"
    recipe = json.loads((ROOT / "schemas" / "recipe.schema.json").read_text(encoding="utf-8"))
    listed = recipe["$defs"]["step"]["properties"].items()
    language = (ROOT / "docs" / "recipe-language.md").read_text(encoding="utf-8")
    places = {
        "modules": {path.stem for path in (ROOT / "runner" / "imgfree" / "steps").glob("*.py")} - SHARED,
        "schema files": {path.name.removesuffix(".schema.json") for path in steps.glob("*.schema.json")},
        "recipe schema": {name for name, value in listed if str(value.get("$ref", "")).startswith("steps/")},
        "schema.kinds()": set(schema.kinds()),
        "tests": {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "steps").glob("test_*.py")} - OF_ALL,
        "docs": set(re.findall(r"^### (\w+)$", language, re.MULTILINE)),
    }
    assert {name: set(KINDS) for name in places} == places


def test_only_what_does_no_harm_twice_may_be_repeated() -> None:
    """`retry` is for kinds whose schema says that doing them again is safe."""
    assert {"upload", "wait_state", "download", "credits"} == {
        name for name, kind in schema.kinds().items() if kind.repeatable
    }


def asked(function: Any) -> list[Any]:
    """Return the types that a function takes and gives, without a method's own object."""
    shape = inspect.signature(function, eval_str=True)
    return [*(one.annotation for name, one in shape.parameters.items() if name != "self"), shape.return_annotation]


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_answers_what_it_is_asked(name: str) -> None:
    """Each public function of a kind's module is one of the protocol's, and takes and gives what that says."""
    module = importlib.import_module(f"imgfree.steps.{name}")
    own = {key: value for key, value in vars(module).items() if inspect.isfunction(value) and key[0] != "_"}
    told = {key: value for key, value in own.items() if value.__module__ == module.__name__}
    assert set() == set(told) - {"run", "unfinished", *ANSWERS}
    for key, value in told.items():
        assert asked(getattr(Kind, key)) == asked(value), key


def test_what_a_kind_does_not_say_stands_in_the_protocol() -> None:
    """A module with nothing but what is needed is a kind all the same."""
    assert {"run", "unfinished"} == {key for key in vars(Needed) if key[0] != "_"}
    kind = KINDS["credits"]
    assert ((), "", (0, 1)) == (kind.words({}), kind.phase(), kind.usual_s("nemo"))
    assert {"a": 1} == kind.reused({"a": 1}, None)  # type: ignore[arg-type]
