"""Which files a path means, and whether they may be read."""

from pathlib import Path

import pytest

from imgfree import recipe
from imgfree.errors import InputRefused, PathRefused
from imgfree.recipe import Inputs, Recipe
from imgfree.recipe.files import matches


def loaded(home: Path, declared: str) -> Recipe:
    """Return a recipe with this input, as if it stood in `book/`."""
    text = f"version: 1\ninputs:\n  x: {declared}\nsteps:\n  - credits: 1\n"
    return recipe.parse(text, home / "book" / "r.yaml")


def test_a_folder_can_be_named_as_a_path(home: Path) -> None:
    """`format: path` takes a folder; what --set named may then be read below it."""
    made = loaded(home, "{type: string, format: path}")
    inputs = recipe.resolve_inputs(made, {"x": "../secret"}, cwd=home / "work")
    found = recipe.readable(f"{inputs.values['x']}/*.jpg", made, inputs, cwd=home / "work", allow_read=[])
    assert [home / "secret" / "key.jpg"] == found


def test_readable_paths_of_a_step(home: Path) -> None:
    """A step reads below the recipe's folder and the working folder, and what --set named; nothing else."""
    made = loaded(home, "{type: string}")
    key = home / "secret" / "key.jpg"
    inputs = recipe.resolve_inputs(made, {"x": str(key)}, cwd=home / "work")

    def read(text: str, known: Inputs) -> list[str]:
        found = recipe.readable(text, made, known, cwd=home / "work", allow_read=[])
        return [str(path.relative_to(home)) for path in found]

    assert ["book/assets/clip.mp4"] == read("assets/*.mp4", inputs)
    assert ["book/assets/clip.mp4"] == read("./assets/../assets/**/clip.mp4", inputs)
    assert ["work/own.png"] == read(str(home / "work" / "own.png"), inputs)
    assert ["secret/key.jpg"] == read(str(key), inputs)
    with pytest.raises(PathRefused):
        read(str(key), Inputs({}, (), {}))
    with pytest.raises(InputRefused, match="'assets/' is a folder"):
        read("assets/", inputs)


def test_links_lead_nowhere(tmp_path: Path) -> None:
    """`**` neither leaves its folder through a link nor goes round in one; a link that is named is followed."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "private.jpg").write_bytes(b"x")
    inside = tmp_path / "inside"
    (inside / "more").mkdir(parents=True)
    (inside / "more" / "a.jpg").write_bytes(b"x")
    (inside / "link").symlink_to(tmp_path / "outside", target_is_directory=True)
    (inside / "more" / "round").symlink_to(inside, target_is_directory=True)
    assert [inside / "more" / "a.jpg"] == matches("**/*.jpg", inside, None)
    assert [inside / "more" / "a.jpg"] == matches("**", inside, None)
    assert [inside / "link" / "private.jpg"] == matches("link/*.jpg", inside, None)
