"""Which files a path means, and whether they may be read."""

import json
from pathlib import Path

import pytest

from imgfree import recipe
from imgfree.errors import InputRefused, PathRefused
from imgfree.recipe import Inputs, Recipe
from imgfree.recipe.files import Access, is_file, matches


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


@pytest.mark.parametrize("text", ["x" * 300 + ".jpg", "x" * 5000, "x/" * 3000 + "*.jpg"], ids=["name", "more", "path"])
def test_nothing_has_a_name_that_is_too_long(tmp_path: Path, text: str) -> None:
    """It is told like any file that is not there, as a path and as part of a list."""
    with pytest.raises(InputRefused, match="does not exist|no file fits"):
        matches(text, tmp_path, None)
    assert not is_file(text, tmp_path)


def test_a_link_to_itself_is_no_file(home: Path) -> None:
    """It is told like any file that is not there, whoever names it."""
    (home / "work" / "loop.jpg").symlink_to("loop.jpg")
    with pytest.raises(InputRefused, match="does not exist"):
        matches("loop.jpg", home / "work", Access((home / "work",)))
    made = loaded(home, "{type: array, items: {type: string, format: image}}")
    with pytest.raises(InputRefused, match="does not exist"):
        recipe.resolve_inputs(made, {"x": "loop.jpg"}, cwd=home / "work")


def test_a_long_list_of_files_is_one(home: Path) -> None:
    """In a text that is longer than any path may be; another such text begins as a path does, and is none."""
    made = loaded(home, "{type: array, items: {type: string, format: image}}")
    key = str(home / "secret" / "key.jpg")
    assert [key] * 300 == recipe.resolve_inputs(made, {"x": json.dumps([key] * 300)}, cwd=home / "work").values["x"]
    text = f"/{'x' * 5000}"
    assert text == recipe.resolve_inputs(loaded(home, "{type: string}"), {"x": text}, cwd=home / "work").values["x"]
