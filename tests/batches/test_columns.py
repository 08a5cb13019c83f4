"""Which column gives which input."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree.batches.columns import columns_of, notes
from imgfree.batches.order import BatchOrder
from imgfree.errors import ImgfreeError
from imgfree.recipe import Recipe


def order(**asked: object) -> BatchOrder:
    """Return an order with these wishes."""
    return BatchOrder(Path("clip.yaml"), Path("rows.csv"), **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("names", "asked", "found"),
    [
        (("title", "photos"), {}, {"title": ("title",), "photos": ("photos",)}),
        (("Title", "PHOTOS "), {}, {"title": ("Title",), "photos": ("PHOTOS ",)}),
        (("headline",), {"columns": {"title": "headline"}}, {"title": ("headline",)}),
        (("title", "logo", "photos.2", "photos.1"), {}, {"logo": ("logo",), "photos": ("photos.1", "photos.2")}),
        (("title", "aspect"), {"sets": {"aspect": "1:1"}}, {"title": ("title",)}),
        (("title", "aspect"), {"matrix": {"aspect": ("1:1",)}}, {"title": ("title",)}),
    ],
)
def test_inputs_find_their_columns(
    loaded: Recipe, names: tuple[str, ...], asked: dict[str, object], found: dict[str, tuple[str, ...]]
) -> None:
    """By name, whatever its capitals, by --map, or numbered; what holds for all rows needs none."""
    assert {"title": ("title",), **found} == columns_of(names, loaded, order(**asked)).by_input


@pytest.mark.parametrize(
    ("names", "asked", "message", "hint"),
    [
        (("titel",), {}, "no column gives the input 'title', which has no default", "--map title=titel"),
        (("title",), {"columns": {"titl": "title"}}, "--map titl: there is no input 'titl'", "did you mean 'title'?"),
        (
            ("title",),
            {"columns": {"logo": "lgo"}},
            "--map logo: there is no column 'lgo'",
            "the table's columns: title",
        ),
        (("title", "sku"), {"key": "skuu"}, "--key: there is no column 'skuu'", "did you mean 'sku'?"),
        (("title",), {"sets": {"x": "1"}}, "--set x: there is no input 'x'", "the recipe's inputs: title, photos"),
        (
            ("title",),
            {"sets": {"aspect": "1:1"}, "matrix": {"aspect": ("1:1",)}},
            "'aspect' is given by --set and by --matrix",
            "leave one",
        ),
    ],
)
def test_what_fits_nothing_is_told(
    loaded: Recipe, names: tuple[str, ...], asked: dict[str, object], message: str, hint: str
) -> None:
    """With what there is instead."""
    with pytest.raises(ImgfreeError) as caught:
        columns_of(names, loaded, order(**asked))
    assert message == caught.value.message
    assert hint in (caught.value.hint or "")


def test_columns_that_nobody_asks_for_are_told(loaded: Recipe, golden: Callable[[str, str], None]) -> None:
    """A likely slip by itself, the others in a line."""
    asked = order(key="sku", sets={"aspect": "1:1"})
    names = ("sku", "title", "photo", "aspect", "price", "stock")
    golden("said/batch-columns.txt", "\n".join(notes(columns_of(names, loaded, asked), loaded, asked)) + "\n")
