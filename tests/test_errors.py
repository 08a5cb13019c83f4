"""Every failure has its exit code and its form."""

from imgfree import errors
from imgfree.errors import ImgfreeError, Position, Problem, describe


def every(kind: type[ImgfreeError] = ImgfreeError) -> set[type[ImgfreeError]]:
    """Return a class and all classes below it."""
    return {kind}.union(*(every(below) for below in kind.__subclasses__()))


def test_a_problem_points_at_the_users_own_line() -> None:
    """Sentence, place, the line, carets under the offending characters, remedy."""
    at = Position("recipes/clip.yaml", 14, 5, 6, "  - uplaod: assets/*.jpg")
    expected = """\
error: 'uplaod' is not a step kind
  --> recipes/clip.yaml:14:5
   |
14 |   - uplaod: assets/*.jpg
   |     ^^^^^^ did you mean 'upload'?"""
    assert expected == describe(Problem("'uplaod' is not a step kind", at, "did you mean 'upload'?"))


def test_carets_stand_under_wide_characters() -> None:
    """Chinese characters take two columns, before and under the carets."""
    shown = describe(Problem("m", Position("f", 1, 4, 2, "标题：错误"), None))
    assert "  |       ^^^^" == shown.splitlines()[-1]


def test_exit_codes_are_the_contracts() -> None:
    """Only the documented codes occur among our errors."""
    codes = {kind.exit_code for kind in every() if kind.__module__ == errors.__name__}
    assert {1, 3, 4, 5, 6, 70, 130} == codes
