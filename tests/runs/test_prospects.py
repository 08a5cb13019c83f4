"""What a resume would do, from the marks that a run left."""

from pathlib import Path
from typing import Any

from imgfree import recipe
from imgfree.journal import Marks
from imgfree.recipe import Inputs
from imgfree.rights import Rights
from imgfree.runs.prospects import prospects

STEPS = """\
version: 1
steps:
  - id: words
    instruct: x
  - id: each
    foreach: "{{ steps.words.changes }}"
    as: change
    steps:
      - id: say
        if: loop.index > 1
        instruct: "{{ change }}"
  - id: last
    if: steps.each.each | length > 5
    instruct: y
"""


def told(marks: dict[str, Marks]) -> list[tuple[str, str, str]]:
    """Return each prospect of a run that left these marks."""
    made = recipe.parse(STEPS, Path("clip.yaml"))
    found = prospects(made, Inputs({}, (), {}), marks, {"id": "1", "dir": "runs/1"}, Rights())
    return [(one.step, one.will, one.because) for one in found]


def finished(**outputs: Any) -> Marks:
    """Return the marks of a step that came to these outputs."""
    return Marks(finished=outputs)


def test_what_follows_from_steps_that_have_not_run_is_not_known() -> None:
    """A group without its list is named and not gone into; a condition over it is given as it is written."""
    assert [
        ("words", "run", "nothing of it was sent yet"),
        ("each", "run", "its items follow from steps that have not run yet"),
        ("last", "run", "if the steps before it make this true: steps.each.each | length > 5"),
    ] == told({})


def test_what_has_run_decides_about_the_rest() -> None:
    """Outputs of finished steps give the rounds and answer conditions; what was cut off is told in its kind's words."""
    marks = {"words": finished(changes=["a", "b"]), "each[1].say": Marks(planned={}, intended={"key": "1"}, sent=True)}
    words, *rest = told(marks)
    assert ("words", "reuse") == words[:2]
    assert [
        ("each[0].say", "skip", "if: loop.index > 1"),
        ("each[1].say", "continue"),
        ("last", "skip", "if: steps.each.each | length > 5"),
    ] == [rest[0], rest[1][:2], rest[2]]


def test_a_group_that_cannot_be_done_is_told() -> None:
    """A list that is none is what the resume would fail on."""
    assert ("each", "run", "it will fail: `foreach` needs a list, this is 3") == told({"words": finished(changes=3)})[1]
