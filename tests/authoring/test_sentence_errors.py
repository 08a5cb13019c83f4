"""A failure of `make` speaks of the sentence, of no recipe."""

import pytest

from imgfree.authoring.sentence_errors import for_sentence
from imgfree.errors import ImgfreeError, InputRefused, NothingToExport, PathRefused, Position, Problem, RecipeInvalid

PLACE = Position("made.yaml", 3, 1)


@pytest.mark.parametrize(
    ("error", "kind", "hint"),
    [
        (RecipeInvalid([Problem("it is empty", PLACE)]), InputRefused, None),
        (NothingToExport("nothing to export", at=PLACE), NothingToExport, "say in the sentence what to make"),
        (NothingToExport("the project is exported", at=PLACE), NothingToExport, "-o film.mp4"),
        (PathRefused("taken", at=PLACE, hint="choose another --out"), PathRefused, "another name with -o"),
    ],
)
def test_there_is_no_place_and_a_way_on(error: ImgfreeError, kind: type[ImgfreeError], hint: str | None) -> None:
    """What `make` cannot point at is left out; what helps is said in its own options."""
    told = for_sentence(error)
    assert (kind, None) == (type(told), told.at)
    assert hint is None or hint in (told.hint or "")
