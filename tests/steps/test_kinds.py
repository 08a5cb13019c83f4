"""Every place that lists the kinds lists the same ones."""

import json
import re

from commandline import ROOT
from imgfree import schema
from imgfree.steps import KINDS

SHARED = {"__init__", "base", "foresight", "placement"}  # modules that the kinds have in common
OF_ALL = SHARED | {"kinds", "new_kind"}  # tests


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
