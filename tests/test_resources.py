"""Where schemas/, recipes/ and skills/ are found."""

from pathlib import Path

import pytest

from commandline import ROOT
from imgfree import resources


@pytest.mark.parametrize("name", ["schemas", "recipes", "skills"])
def test_what_is_found_is_what_the_repository_has(name: str) -> None:
    """In a wheel as in a checkout."""
    found = {path.name for path in Path(str(resources.folder(name))).iterdir()}
    assert {path.name for path in (ROOT / name).iterdir()} == found


def test_recipes_are_known_by_their_names() -> None:
    """Sorted, without what their photos lie in, and without their index."""
    names = {path.stem for path in (ROOT / "recipes").glob("*.yaml")}
    assert sorted(names - {"index"}) == resources.recipe_names()
