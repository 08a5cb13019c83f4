"""Files as people write their names, and patterns that stay in their folder."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree import recipe
from imgfree.errors import InputRefused
from imgfree.recipe import wildcards

RECIPE = """\
version: 1
inputs:
  photos: {type: array, items: {type: string, format: image}}
steps:
  - upload: "{{ inputs.photos }}"
"""
DECOMPOSED = unicodedata.normalize("NFD", "Café.jpg")
THERE = (
    "IMG_1.JPG", "b1.jpg", "b2.jpeg", "photo[1].jpg", ".hidden.jpg", "Smith, John.jpg", "a [x]/p.jpg", "[z]/[1].jpg",
    "one, two/3.jpg", DECOMPOSED, unicodedata.normalize("NFD", "é/r.JPG"), "d/e/f.Jpg",
)  # fmt: skip


@pytest.fixture
def found(tmp_path: Path) -> Callable[[str], list[str]]:
    """Return what `--set photos=TEXT` finds, as paths from the folder, letters composed."""
    for name in THERE:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "r.yaml").write_text(RECIPE, encoding="utf-8")
    loaded = recipe.load(tmp_path / "r.yaml")

    def find(text: str) -> list[str]:
        paths = recipe.resolve_inputs(loaded, {"photos": text}, cwd=tmp_path).values["photos"]
        return [unicodedata.normalize("NFC", Path(path).relative_to(tmp_path).as_posix()) for path in paths]

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("*.jpg", ["b1.jpg", "Café.jpg", "IMG_1.JPG", "photo[1].jpg", "Smith, John.jpg"]), ("I*.jpg", ["IMG_1.JPG"]),
        ("b*.JPG", ["b1.jpg"]), ("b1.JPG", ["b1.jpg"]), ("b[12].jp*g", ["b1.jpg", "b2.jpeg"]),
        ("photo[1].jpg", ["photo[1].jpg"]), ("a [x]/*.jpg", ["a [x]/p.jpg"]), ("[z]/[1].jpg", ["[z]/[1].jpg"]),
        ("Café.jpg", ["Café.jpg"]), (DECOMPOSED, ["Café.jpg"]), ("C*é.jpg", ["Café.jpg"]), ("é/*.jpg", ["é/r.JPG"]),
        ("Smith, John.jpg", ["Smith, John.jpg"]), ("*, *.jpg", ["Smith, John.jpg"]), ("one, two/*", ["one, two/3.jpg"]),
        ("b1.jpg,b2.jpeg", ["b1.jpg", "b2.jpeg"]), ("b1.jpg, I*.jpg", ["b1.jpg", "IMG_1.JPG"]),
        (json.dumps(["Smith, John.jpg", "b1.jpg"]), ["Smith, John.jpg", "b1.jpg"]), ("d/**/*.jpg", ["d/e/f.Jpg"]),
        ("./b1.jpg", ["b1.jpg"]), (".h*.jpg", [".hidden.jpg"]),
    ],
)  # fmt: skip
def test_files_are_found_as_they_are_written(found: Callable[[str], list[str]], text: str, names: list[str]) -> None:
    """Suffixes in any case, letters composed or not, and brackets and commas in names that are there."""
    assert names == found(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("*.png", "there are: b1.jpg, b2.jpeg"), ("nowhere/*.jpg", "there is no folder"),
        ("Cafe.jpg", "did you mean 'Caf"),
        ("b1.jpg,Smith, John.jpg", "written as a list"),
        ("no, never.jpg", """--set 'photos=["Smith, John.jpg"]'"""),
    ],
)  # fmt: skip
def test_what_is_not_found_says_what_there_is(found: Callable[[str], list[str]], text: str, said: str) -> None:
    """The hint names the folder, what is in it, or the way to write it."""
    with pytest.raises(InputRefused) as refused:
        found(text)
    assert said in (refused.value.hint or "")


def test_a_huge_folder_ends_the_search(tmp_path: Path) -> None:
    """So many names are looked at, and no more."""
    for number in range(30):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    with pytest.raises(InputRefused, match="more than 20 files"):
        list(wildcards.found(tmp_path, "**/*.jpg", limit=20))
