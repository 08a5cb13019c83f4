"""A cell becomes what --set would take: typed, checked, its files found."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imgfree.batches.cells import Cells
from imgfree.errors import ImgfreeError
from imgfree.recipe import Recipe
from imgfree.recipe.files import Access

Read = Callable[..., str]


@pytest.fixture
def read(tmp_path: Path, loaded: Recipe, photo: Callable[[str], Path]) -> Read:
    """Return what reads cells for an input: `read("seconds", "8")`; the table lies in `shop`."""
    photo("shop/x 1.jpg")
    photo("shop/x 2.jpg")
    photo("elsewhere/y.jpg")
    (tmp_path / "shop" / "link.jpg").symlink_to(tmp_path / "elsewhere" / "y.jpg")
    base = tmp_path / "shop"
    cells = Cells(loaded, base, Access((base.resolve(),)), ";")
    return lambda name, *given: cells.text(name, given)


@pytest.mark.parametrize(
    ("name", "cells", "text"),
    [
        ("title", ("Sale",), "Sale"),
        ("title", ("true",), "true"),
        ("title", (2026,), "2026"),
        ("seconds", ("8",), "8"),
        ("seconds", (8,), "8"),
        ("aspect", ("1:1",), "1:1"),
    ],
)
def test_values_keep_their_meaning(read: Read, name: str, cells: tuple[Any, ...], text: str) -> None:
    """From a text as from JSON."""
    assert text == read(name, *cells)


@pytest.mark.parametrize(
    "cells", [("x 1.jpg; x 2.jpg;",), ("x 1.jpg", "x 2.jpg"), (["x 1.jpg", "x 2.jpg"],), ("x*.jpg",)]
)
def test_lists_are_cells_parts_or_several(read: Read, tmp_path: Path, cells: tuple[Any, ...]) -> None:
    """By the separator, in columns of their own, as JSON, or by a pattern; files are relative to the table."""
    shop = tmp_path / "shop"
    assert [str(shop / "x 1.jpg"), str(shop / "x 2.jpg")] == json.loads(read("photos", *cells))


@pytest.mark.parametrize(
    ("name", "cells", "message"),
    [
        ("seconds", ("eight",), "'eight' is not a whole number"),
        ("seconds", ("0",), "'seconds' must be at least 1, not 0"),
        ("title", ("x" * 21,), "'title' has 21 characters; at most 20 are allowed"),
        ("aspect", ("9:17",), "'aspect' cannot be '9:17'"),
        ("aspect", ("9:16", "1:1"), "there are 2 cells for it, and it takes one value"),
        ("title", (["a"],), "'title' must be text, not a list"),
        ("photos", (";",), "'photos' is empty"),
        ("logo", ("gone.jpg",), "'gone.jpg' does not exist"),
        ("logo", ("x*.jpg",), "'x*.jpg' fits 2 files, and it takes one"),
        ("logo", ("../clip.yaml",), "'../clip.yaml' leads out of the table's folder"),
        ("logo", ("link.jpg",), "'link.jpg' leads out of the table's folder"),
        ("logo", ("/etc/hostname",), "'/etc/hostname' leads out of the table's folder"),
        ("title", ("/etc/hostname",), "'/etc/hostname' leads out of the table's folder"),
        ("logo", ("https://x.org/a.jpg",), "'https://x.org/a.jpg' is a web address, not a file"),
    ],
)
def test_what_cannot_be_is_told(read: Read, name: str, cells: tuple[Any, ...], message: str) -> None:
    """Types, rules, and files that are missing or lie where a table may not read."""
    with pytest.raises(ImgfreeError) as caught:
        read(name, *cells)
    assert message == caught.value.message


@pytest.mark.parametrize("cell", ["photo.jpg", "https://", "https:///a.jpg", "https:// x.org/a.jpg"])
def test_an_address_is_checked_as_a_run_would(tmp_path: Path, loaded: Recipe, cell: str) -> None:
    """What the row's run would refuse is refused before the first row is run."""
    recipe = dataclasses.replace(loaded, inputs={"song": {"type": "string", "format": "uri"}})
    cells = Cells(recipe, tmp_path, Access((tmp_path,)), ";")
    assert "https://x.org/a.mp3" == cells.text("song", ["https://x.org/a.mp3"])
    with pytest.raises(ImgfreeError) as caught:
        cells.text("song", [cell])
    assert f"'{cell}' is not a web address" == caught.value.message


def test_a_pattern_that_takes_too_long_is_told(tmp_path: Path, loaded: Recipe) -> None:
    """As a run tells it: the cell is refused, and nothing breaks."""
    costly = r"^\w{1,900}\w{1,900}\w{1,900}\w{1,900}$"
    recipe = dataclasses.replace(loaded, inputs={"title": {"type": "string", "pattern": costly}})
    cells = Cells(recipe, tmp_path, Access((tmp_path,)), ";")
    with pytest.raises(ImgfreeError) as caught:
        cells.text("title", ["x" * 30_000])
    assert caught.value.message.startswith("'title' takes too long")
