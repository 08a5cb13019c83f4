"""The recipe that a run keeps, as far as it can still be read."""

from pathlib import Path

from imgfree.report.recipe import Line, in_recipe, read
from pastruns import PastRun

RECIPE = """\
version: 1
description: Two shots.
env: [SHOP]
steps:
  - id: shots
    foreach: [a, b]
    as: name
    steps:
      - id: cut
        instruct: "{{ name }}"
"""


def test_a_round_is_found_where_it_is_written(tmp_path: Path) -> None:
    """Whichever round it was: its step stands once in the recipe, with its parameters in their long form."""
    kept = read(PastRun(tmp_path).begin().write(RECIPE))
    assert ("Two shots.", ("SHOP",)) == (kept.description, kept.env)
    assert {"text": "{{ name }}"} == kept.params("shots[1].cut")
    assert ("shots.cut", {}) == (in_recipe("shots[12].cut"), kept.params("nowhere"))


def test_a_line_stands_between_its_neighbours(tmp_path: Path) -> None:
    """The word at the column is marked; a line that is not there is none."""
    kept = read(PastRun(tmp_path).begin().write(RECIPE))
    first, second = kept.around(1, 1)
    assert (Line(1, "version: 1", "", "version", ": 1"), "description: Two shots.") == (first, second.text)
    assert () == kept.around(99, 1) == kept.around(0, 1)


def test_a_recipe_that_is_gone_says_nothing(tmp_path: Path) -> None:
    """A report is written all the same."""
    kept = read(PastRun(tmp_path).begin().write())
    assert ("", {}, (), None) == (kept.description, kept.steps, kept.lines, kept.step("cut"))
