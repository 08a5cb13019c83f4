"""A gallery's index: what it says stays, what follows from recipes is filled in, and no path leads out of it."""

from pathlib import Path

import pytest

from commandline import ROOT
from imgfree.errors import RecipeInvalid
from imgfree.sharing import gallery
from imgfree.sharing.gallery import Entry, Gallery

RECIPE = """\
version: 1
name: {name}
description: One photo becomes a clip.
inputs:
  photo: {{type: string}}
steps:
  - credits: {{}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two recipes, one of them with a cassette, and a licence above it."""
    reels = tmp_path / "repository" / "reels"
    (reels / "cassettes").mkdir(parents=True)
    (reels.parent / ".git").mkdir()
    (reels.parent / "LICENSE").write_text("\n  MIT License\n\nCopyright\n")
    for name in ("summer-sale", "winter"):
        (reels / f"{name}.yaml").write_text(RECIPE.format(name=name))
    (reels / "cassettes" / "summer-sale.yaml").write_text("interactions: []\n")
    return reels


def test_an_index_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Words in one language or several, lists, and nothing that is empty."""
    entry = Entry(
        "a.yaml", {"en": "A", "zh": "甲"}, "a: b", ("photo",), "c.jpg", platforms=("tiktok",), needs=("voice",)
    )
    known = Gallery({"en": "Ours"}, "MIT", (entry, Entry("b.yaml")))
    (tmp_path / gallery.INDEX).write_text(gallery.text_of(known), encoding="utf-8")
    assert known == gallery.load(tmp_path)
    assert "sheet" not in gallery.text_of(known)


def test_what_is_missing_is_filled_in(folder: Path) -> None:
    """From the recipe, its cassette and the repository's licence; what somebody wrote stays, but for what is so now."""
    [entry], left_out = gallery.listed(folder, Gallery())
    assert ["winter.yaml"] == left_out
    assert Entry(
        "summer-sale.yaml", "Summer sale", "One photo becomes a clip.", ("photo",),
        cassette="cassettes/summer-sale.yaml",
    ) == entry  # fmt: skip
    said = Entry("winter.yaml", title={"zh": "冬"}, inputs=("old",), platforms=("reels",), licence="CC0")
    found, left_out = gallery.listed(folder, Gallery(recipes=(said, Entry("gone.yaml"))))
    assert [] == left_out
    assert ["winter.yaml", "summer-sale.yaml"] == [one.path for one in found]
    assert ({"zh": "冬"}, ("photo",), ("reels",), "CC0") == (
        found[0].title, found[0].inputs, found[0].platforms, found[0].licence
    )  # fmt: skip
    assert "MIT License" == gallery.licence(folder)


def test_all_words_are_wanted() -> None:
    """In any text, in any language, in capitals or not."""
    known = Gallery(
        recipes=(Entry("a.yaml", {"en": "Summer", "zh": "夏日"}), Entry("b.yaml", "Summer", needs=("voice",)))
    )
    assert ["a", "b"] == [one.name for one in gallery.wanted(known, ["summer"])]
    assert ["b"] == [one.name for one in gallery.wanted(known, ["SUMMER", "voice"])]
    assert ["a"] == [one.name for one in gallery.wanted(known, ["夏日"])]
    assert "夏日" == gallery.in_language(known.recipes[0].title, "zh")
    assert "Summer" == gallery.in_language(known.recipes[0].title, "fr")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("version: 1\nrecipes: [{path: ../a.yaml}]\n", "leads out of the gallery"),
        ("version: 1\nrecipes: [{path: a.yaml, cover: /etc/x.jpg}]\n", "leads out of the gallery"),
        ("version: 1\nrecipes: [{path: a.yaml, colour: red}]\n", "colour"),
        ("version: 1\nrecipes: [{title: A}]\n", "path"),
        ("version: 1\n", "recipes"),
    ],
)
def test_what_no_gallery_can_say_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """With its place in the index."""
    (tmp_path / gallery.INDEX).write_text(text)
    with pytest.raises(RecipeInvalid, match=said) as refused:
        gallery.load(tmp_path)
    assert refused.value.problems[0].at


def test_where_a_recipe_is_taken_from() -> None:
    """From a folder by its path; from a repository behind '#', within a folder of it or not."""
    entry = Entry("reels/a.yaml")
    assert "team/reels/a.yaml" == gallery.source_of(entry, "team/")
    assert "git+https://h/r@v1#reels/a.yaml" == gallery.source_of(entry, "git+https://h/r@v1")
    assert "git+https://h/r@v1#sub/reels/a.yaml" == gallery.source_of(entry, "git+https://h/r@v1#sub")


def test_the_shipped_recipes_are_a_gallery() -> None:
    """Each with a cover and a sheet, and with the inputs that it has now."""
    folder = ROOT / "recipes"
    known = gallery.load(folder)
    shown, left_out = gallery.listed(folder, known)
    assert [(one.path, one.inputs) for one in known.recipes] == [(one.path, one.inputs) for one in shown]
    assert [] == left_out
    assert all((folder / one.cover).is_file() and (folder / one.sheet).is_file() for one in known.recipes)
