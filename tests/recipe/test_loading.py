"""A file, and the recipe in it."""

from pathlib import Path

import pytest

from imgfree import recipe
from imgfree.errors import RecipeError, RecipeInvalid
from imgfree.recipe import Group, Recipe, Retry, Session, Step

STEPS = "steps:\n  - credits: 1\n"


def loaded(home: Path, text: str) -> Recipe:
    """Return a recipe that stands in `book/`."""
    path = home / "book" / "r.yaml"
    path.write_text("version: 1\n" + text, encoding="utf-8")
    return recipe.load(path)


def test_a_recipe_is_frozen_data(home: Path) -> None:
    """Everything that was written is there, with its type, and paths that lead back to the file."""
    made = loaded(
        home,
        """
name: whole
description: All of it.
backend: local
env: [SHOP]
session: {language: en, task_name: Summer}
inputs:
  n: {type: integer, default: 3}
steps:
  - id: cut
    name: Cut it
    if: inputs.n > 2
    upload: [a.jpg]
    retry: {attempts: 3, delay: 1m30s, backoff: 1.5}
    timeout: 500ms
    expect: inputs.n == 3
    continue_on_error: true
  - id: each
    foreach: "{{ range(3) }}"
    as: number
    steps:
      - export:
outputs: {n: "{{ inputs.n }}"}
""",
    )
    assert (1, "whole", "All of it.", "local") == (made.version, made.name, made.description, made.backend)
    assert (("SHOP",), Session("en", "Summer")) == (made.env, made.session)
    assert (home / "book" / "r.yaml", home / "book") == (made.path, made.dir)
    assert {"n": {"type": "integer", "default": 3}} == made.inputs
    assert {"n": "{{ inputs.n }}"} == made.outputs
    step, group = made.steps
    assert step == Step(
        id="cut",
        kind="upload",
        name="Cut it",
        params=["a.jpg"],
        if_="inputs.n > 2",
        retry=Retry(3, 90.0, 1.5),
        timeout_s=0.5,
        expect=("inputs.n == 3",),
        continue_on_error=True,
        path=("steps", 0),
    )
    assert isinstance(group, Group)
    assert ("each", "{{ range(3) }}", "number", ("steps", 1)) == (group.id, group.foreach, group.as_, group.path)
    assert [("export", "export", None, ("steps", 1, "steps", 0))] == [
        (one.id, one.kind, one.params, one.path) for one in group.steps
    ]


def test_what_is_not_written_has_its_default(home: Path) -> None:
    """A short recipe is named after its file; its steps after their kinds."""
    made = loaded(home, "steps:\n  - credits: 1\n    retry: {attempts: 2}\n    if: false\n")
    assert ("r", "", None, Session(), {}, ()) == (
        made.name,
        made.description,
        made.backend,
        made.session,
        made.inputs,
        made.env,
    )
    (step,) = made.steps
    assert isinstance(step, Step)
    assert ("credits", None, "false", Retry(2, 1.0, 2.0), None, ()) == (
        step.id,
        step.name,
        step.if_,
        step.retry,
        step.timeout_s,
        step.expect,
    )


def test_one_mistake_is_told_once(home: Path) -> None:
    """A misspelt `inputs:` or `id:` does not make every use of it a second problem."""
    text = "inptus: {title: {}}\nsteps:\n  - instruct: 'say {{ inputs.title }}'\n"
    with pytest.raises(RecipeInvalid) as caught:
        loaded(home, text)
    assert ["'inptus' is not a key of a recipe"] == [problem.message for problem in caught.value.problems]


def test_parse_reads_text_as_if_it_were_a_file(home: Path) -> None:
    """A recipe can be checked before it is written."""
    made = recipe.parse("version: 1\n" + STEPS, home / "new.yaml")
    assert ("new", home) == (made.name, made.dir)


def test_an_endless_file_is_not_read_to_its_end() -> None:
    """Reading stops at the limit, whatever kind of file it is."""
    with pytest.raises(RecipeError, match="bigger than 1 MiB"):
        recipe.load(Path("/dev/zero"))
