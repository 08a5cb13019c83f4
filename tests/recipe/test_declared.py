"""What inputs and test cases declare, and whether it fits."""

from imgfree import document
from imgfree.recipe.declared import declared, trials

TEXT = """\
inputs:
  code: {type: string, pattern: "^(?=a)", default: x}
  many: {type: array, items: {type: integer}, maxItems: 1, default: [1, "*"]}
  few: {type: integer, default: many}
tests:
  one: {inputs: {cod: x, few: 3}, outputs: {film: a.mp4}}
  none:
"""


def told(text: str) -> list[tuple[int, str]]:
    """Return the line and the words of each problem with a recipe that fits its schema."""
    found = declared(document.parse(text, "r.yaml"), trusted=True)
    return [(one.at.line if one.at else 0, one.message) for one in found]


def test_a_pattern_that_cannot_be_used_is_told_instead_of_the_defaults() -> None:
    """Where a pattern is wrong nothing is compared with it; what test cases name is looked at all the same."""
    pattern, cod, film = told(TEXT)
    assert 2 == pattern[0]
    assert "look-around" in pattern[1]
    assert [(6, "input 'cod' is not declared"), (6, "output 'film' is not declared")] == [cod, film]


def test_a_default_fits_its_declaration() -> None:
    """A wildcard stands for any number of files, so that they are not counted; each item is looked at."""
    assert [3, 4, 6, 6] == [line for line, _ in told(TEXT.replace("(?=a)", "x"))]


def test_only_cases_that_say_something_are_trials() -> None:
    """An empty case gives and expects nothing."""
    assert [("tests", "one")] == [at for _, at in trials(document.parse(TEXT, "r.yaml"))]
