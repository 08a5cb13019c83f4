"""Recipes that are refused, and the words for it: one .yaml and one .err file each; a new case needs no Python."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree import recipe
from imgfree.errors import RecipeError, describe

Golden = Callable[[Path | str, str], None]
CASES = Path(__file__).parent / "cases" / "rejected"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda case: case.stem)
def test_is_refused_in_these_words(case: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    """Every problem is named, in file order, at its line and column, with the text of the .err file."""
    monkeypatch.chdir(CASES)
    with pytest.raises(RecipeError) as caught:
        recipe.load(case.name)
    told = "\n\n".join(describe(problem) for problem in caught.value.problems) + "\n"
    golden(case.with_suffix(".err"), told)
    assert 3 == caught.value.exit_code


def test_words_belong_to_a_case() -> None:
    """No .err file outlives its recipe."""
    assert [] == [words.name for words in CASES.glob("*.err") if not words.with_suffix(".yaml").exists()]


def test_what_is_said_is_said_in_a_test() -> None:
    """No file of words outlives the test that compares with it."""
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.rglob("test_*.py"))
    assert [] == [file.name for file in (CASES.parent / "said").iterdir() if f'"said/{file.name}"' not in tests]
