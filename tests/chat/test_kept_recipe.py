"""The recipe that a conversation leaves behind."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree.chat.kept_recipe import KeptRecipe
from imgfree.errors import PathRefused
from imgfree.redaction import Redactor
from nemo import Nemo
from piped import piped

Photo = Callable[[str], Path]


@pytest.mark.parametrize("there", ["file", "folder"])
def test_a_recipe_that_cannot_be_kept_is_refused_before_anything_is_sent(
    tmp_path: Path, photo: Photo, nemo: Nemo, there: str
) -> None:
    """--save is looked at first: a name that is taken, a folder that cannot be made."""
    photo("a.jpg")
    (tmp_path / "kept").write_text("mine")
    ran = piped(tmp_path, nemo, "make a clip\n", "a.jpg", "--save", "kept" if there == "file" else "kept/reel.yaml")
    assert (3 if there == "file" else 6) == ran.returncode
    assert [] == nemo.requests
    assert "mine" == (tmp_path / "kept").read_text()


def test_only_its_own_recipe_is_replaced(tmp_path: Path) -> None:
    """A conversation that goes on may write what it left anew; nothing else of that name, and no new one may."""
    mine, ours = tmp_path / "mine.yaml", tmp_path / "ours.yaml"
    mine.write_text("version: 1\n", encoding="utf-8")
    ours.write_text("# left by imgfree chat; it is written anew after every turn\nversion: 1\n", encoding="utf-8")
    KeptRecipe(ours, Redactor()).check(begun=True)
    KeptRecipe(None, Redactor()).check(begun=False)
    KeptRecipe(tmp_path / "new" / "recipe.yaml", Redactor()).check(begun=False)
    assert [] == list((tmp_path / "new").iterdir())
    for path, begun in ((mine, True), (ours, False)):
        with pytest.raises(PathRefused):
            KeptRecipe(path, Redactor()).check(begun=begun)
