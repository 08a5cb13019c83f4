"""The batch's table as films: what was chosen, and what --set and --matrix give all rows."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree.batches import rows as films_of
from imgfree.batches import table
from imgfree.batches.order import BatchOrder, Choosing
from imgfree.errors import ImgfreeError
from imgfree.recipe import Recipe
from imgfree.runs.app import App


@pytest.fixture
def keys(tmp_path: Path, loaded: Recipe, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return what gives the keys of the films that such an order comes to; without a table the rows are A to E."""
    monkeypatch.chdir(tmp_path)

    def run(given: bytes | None = None, **asked: object) -> list[str]:
        order = BatchOrder(loaded.path, None, key="sku", **asked)  # type: ignore[arg-type]
        text = b"sku,title\n" + b"".join(b"%c,x\n" % letter for letter in b"ABCDE")
        with table.checked(App.open(), order, loaded, io.BytesIO(given or text)) as found:
            with found.path.open("rb") as lines:
                keys = [film.key for film in films_of.read(lines)]
            assert found.count == len(keys)
            return keys

    return run


def test_rows_are_chosen(keys: Callable[..., list[str]]) -> None:
    """All, the first, a few from all over, or some by name."""
    assert ["A", "B", "C", "D", "E"] == keys()
    assert ["A", "B"] == keys(choosing=Choosing(limit=2))
    assert ["A", "C"] == keys(choosing=Choosing(sample=2))
    assert ["B", "D"] == keys(choosing=Choosing(only=("d", "b")))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"sets": {"seconds": "x"}}, "--set seconds: 'x' is not a whole number"),
        ({"matrix": {"aspect": ("1:1", "9:17")}}, "--matrix aspect: 'aspect' cannot be '9:17'"),
        ({"sets": {"nope": "x"}}, "--set nope: there is no input 'nope'"),
    ],
)
def test_what_holds_for_all_rows_is_checked_once(
    keys: Callable[..., list[str]], asked: dict[str, object], told: str
) -> None:
    """And told without a row."""
    with pytest.raises(ImgfreeError) as caught:
        keys(**asked)
    assert told == caught.value.message


def test_a_guessed_encoding_is_told(tmp_path: Path, loaded: Recipe, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks at the films sees whether it was right; this says what to look for."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rows.csv").write_bytes("sku,title\nA,夏日特卖\n".encode("gb18030"))
    order = BatchOrder(loaded.path, Path("rows.csv"), key="sku")
    with table.checked(App.open(), order, loaded) as found:
        assert ("the table was read as simplified Chinese (GBK)",) == found.checked.notes
