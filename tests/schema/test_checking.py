"""One schema, two checks; complete for people, editors and other tools."""

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from commandline import SHIPPED
from imgfree import document, recipe, schema
from imgfree.errors import Problem, RecipeInvalid

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
FILES = [ROOT / "schemas" / "recipe.schema.json", *sorted((ROOT / "schemas" / "steps").glob("*.json"))]
VALID = [*sorted((CASES / "accepted").glob("*.yaml")), *SHIPPED]


def problems(kind: str, value: Any, *, rendered: bool) -> list[Problem]:
    """Return what the schema of a kind says of a value that comes from no file."""
    return schema.problems(
        value, schema.step_schema(kind), lambda path, key=False: None, rendered=rendered, subject=kind
    )


@pytest.mark.parametrize(
    ("value", "before", "after"),
    [(True, True, True), ("{{ inputs.x }}", True, False), ("true", False, False), (1, False, False)],
)
def test_a_template_counts_only_before_rendering(value: Any, before: bool, after: bool) -> None:
    """A value of the right type passes both checks, a template the first, anything else neither."""
    params = {"to": "a.mp4", "overwrite": value}
    assert before == (problems("download", params, rendered=False) == [])
    assert after == (problems("download", params, rendered=True) == [])


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_accepts_every_valid_recipe(path: Path) -> None:
    """Each form of each kind, each key, each place for a template, and all shipped recipes load."""
    assert recipe.load(path).steps


@functools.cache
def elsewhere() -> Any:
    """Return a validator built as another tool would: files by address, nothing known of imgfree."""

    def fetched(address: str) -> Any:
        content = json.loads(Path(address.removeprefix("file://")).read_text(encoding="utf-8"))
        return DRAFT202012.create_resource(content)

    registry: Registry[Any] = Registry(retrieve=fetched)  # type: ignore[call-arg]
    return Draft202012Validator({"$ref": FILES[0].as_uri()}, registry=registry)  # patterns are asked of our engine


@pytest.mark.parametrize(
    "path",
    [*VALID, *sorted((CASES / "rejected").glob("[!y]*.yaml"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_other_tools_agree(path: Path) -> None:
    """A plain JSON Schema validator finds fault exactly where our schema check does."""
    doc = document.read(path)
    ours = schema.problems(doc.data, schema.RECIPE, doc.at)
    assert bool(ours) == (not elsewhere().is_valid(doc.data))


def described(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property of a schema with its path."""
    if not isinstance(node, dict):
        return
    for name, value in node.get("properties", {}).items():
        if "description" in node or path == "then":  # properties inside a condition describe nothing anew
            yield f"{path}/{name}", value
    for word in ("properties", "patternProperties", "$defs"):
        for name, value in node.get(word, {}).items():
            yield from described(value, f"{path}/{name}")
    for word in ("if", "then", "else", "items", "additionalProperties"):
        yield from described(node.get(word), f"{path}/{word}")


def resolved(value: dict[str, Any]) -> dict[str, Any]:
    """Return what an editor shows of a property that refers to a step's schema."""
    reference = value.get("$ref", "")
    return schema.load(reference) if reference.startswith("steps/") else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_property_says_what_it_is(path: Path) -> None:
    """Editors can show a description and an example for everything that may be written."""
    content = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(content)
    found = {name: resolved(value) for name, value in described(content | {"description": "whole"})}
    found |= dict(described(content.get("then"), "then"))
    lacking = [name for name, value in found.items() if not value.get("description") or "examples" not in value]
    assert [] == lacking
    assert content.get("description") or path.name == schema.checking.TEMPLATE  # which editors would show instead


def keywords(node: Any) -> set[str]:
    """Return every keyword that is used anywhere."""
    if isinstance(node, dict):
        return set(node) | {word for value in node.values() for word in keywords(value)}
    return {word for value in node for word in keywords(value)} if isinstance(node, list) else set()


def test_never_asks_for_one_of() -> None:
    """`oneOf` makes messages that say nothing; if/then is used instead."""
    assert [] == [path.name for path in FILES if "oneOf" in keywords(json.loads(path.read_text(encoding="utf-8")))]


def test_every_example_is_valid() -> None:
    """What the schemas show as examples of a kind is what they accept."""
    for kind in schema.kinds():
        for example in schema.load(schema.step_schema(kind))["examples"]:
            assert [] == problems(kind, example, rendered=False), (kind, example)


def test_kinds_are_listed_once_and_the_same() -> None:
    """Schema files and step keys name the same kinds; every other key of a step is one that all steps share."""
    files = {path.name.removesuffix(".schema.json") for path in FILES[1:]}
    step = schema.load(schema.RECIPE)["$defs"]["step"]
    shared = step["allOf"][0]["not"]["propertyNames"]["enum"]
    assert files == set(schema.kinds())
    assert set(shared) == set(step["properties"]) - files


def test_any_two_actions_in_one_step_are_refused() -> None:
    """Whichever two kinds meet in one step, the second is named."""
    kinds = list(schema.kinds())
    values = {
        "upload": "a.jpg",
        "instruct": "x",
        "wait_state": "true",
        "export": "mp4",
        "download": "a.mp4",
        "credits": 1,
    }
    for first in kinds:
        for second in kinds[kinds.index(first) + 1 :]:
            text = f"version: 1\nsteps:\n  - {first}: {values[first]}\n    {second}: {values[second]}\n"
            doc = document.parse(text, "r.yaml")
            told = [problem.message for problem in schema.problems(doc.data, schema.RECIPE, doc.at)]
            assert len(told) == 1
            assert told[0].startswith(f"'{second}' is a second action")


@pytest.mark.parametrize("kind", ["upload", "wait_state", "download", "credits", "instruct", "export"])
def test_retry_is_for_repeatable_kinds(kind: str) -> None:
    """`retry` is allowed exactly where the kind's schema says that doing it twice does no harm."""
    value = {"upload": "a.jpg", "instruct": "x", "wait_state": "true", "export": "mp4", "credits": "1"}.get(
        kind, "a.mp4"
    )
    text = f"version: 1\nsteps:\n  - {kind}: {value}\n    retry: {{attempts: 2}}\n"
    doc = document.parse(text, "r.yaml")
    found = schema.problems(doc.data, schema.RECIPE, doc.at)
    assert schema.kinds()[kind].repeatable == (found == [])


def test_every_misspelt_key_is_answered_with_the_right_one() -> None:
    """Leave one letter out of any key of any mapping form, and the hint names the key."""
    for kind in schema.kinds():
        for name in schema.load(schema.step_schema(kind))["then"]["properties"]:
            if len(name) > 3:
                found = problems(kind, {name[:-2] + name[-1]: "x"}, rendered=False)
                assert f"did you mean '{name}'?" in [problem.hint for problem in found]


def test_the_long_form_names_the_short_forms_parameter() -> None:
    """However a step is written, its module gets a mapping."""
    assert {"files": ["a", "b"]} == schema.long_form("upload", ["a", "b"])
    assert {"to": "a.mp4"} == schema.long_form("download", "a.mp4")
    assert {"at_least": 5} == schema.long_form("credits", 5)
    assert {} == schema.long_form("export", None)
    assert {"text": "x"} == schema.long_form("instruct", {"text": "x"})


def test_rendered_parameters_are_checked_in_their_long_form() -> None:
    """After rendering, the mapping form is what is checked, whatever was written."""
    assert [] == schema.step_problems("upload", {"files": ["a.jpg", ["b.jpg"]]}, lambda path, key=False: None)
    found = schema.step_problems("instruct", {"text": " \n"}, lambda path, key=False: None)
    assert ["there are no words to send"] == [problem.message for problem in found]
    found = schema.step_problems("export", {"format": "{{ x }}"}, lambda path, key=False: None)
    assert ["'format' cannot be '{{ x }}'"] == [problem.message for problem in found]


def test_multiples_of_numbers_beyond_floats_are_told() -> None:
    """A number of hundreds of digits is compared exactly."""
    for value, problems in ((10**900, 0), (10**900 + 1, 1), (1e308, 0)):
        declared = {"type": "number", "multipleOf": 0.5 if value == 1e308 else 2.0}
        assert problems == len(schema.value_problems(value, declared, lambda path, key=False: None, "n"))


def test_the_misspelt_key_explains_the_missing_one() -> None:
    """Where `txt` stands for `text`, nobody is told that `text` is missing too."""
    with pytest.raises(RecipeInvalid) as caught:
        recipe.parse("version: 1\nsteps:\n  - instruct: {txt: hi}\n", "r.yaml")
    assert ["'txt' is not a key of instruct"] == [problem.message for problem in caught.value.problems]
