"""A recipe's films as stills: everything is done but what would cost time or leave files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import SHIPPED
from imgfree.client import Preview
from imgfree.errors import ImgfreeError
from imgfree.planning.preview import preview, written
from imgfree.rights import Rights
from imgfree.runs.app import App
from imgfree.runs.audience import NOBODY
from imgfree.runs.order import Order
from thorough import some

STEPS = """\
version: 1
steps:
  - upload: a.jpg
  - instruct: a 4-second vertical clip with the title "Hi"
    expect: timeline.duration_s == {seconds}
{more}"""
FILMS = """\
  - id: film
    export: {quality: high}
    expect: steps.film.size_bytes > 1000
  - download: {from: "{{ steps.film.url }}", to: "out/film.{{ steps.film.format }}"}
  - id: wide
    export: {resolution: 1920x1080}
  - {id: sheet, download: {from: "{{ steps.wide.sheet_url }}", to: wide.jpg}}
outputs:
  film: "{{ steps.download.path }}"
"""


@pytest.fixture
def here(tmp_path: Path, photo: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    photo("a.jpg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IMGFREE_HOME", str(tmp_path / "home"))
    return tmp_path


def order(folder: Path, more: str = "", seconds: int = 4) -> Order:
    path = folder / "clip.yaml"
    path.write_text(STEPS.replace("{seconds}", str(seconds)).replace("{more}", more), encoding="utf-8")
    return Order(path, {}, "local", Path(), Rights())


def test_each_film_of_a_recipe_is_seen(here: Path) -> None:
    """In the shape of its export; what the recipe expects of files that were not made is nobody's concern."""
    ended = preview(App.open(), order(here, FILMS), NOBODY)
    assert ("passed", 2) == (ended.outcome, len(ended.previews))
    assert [(360, 640), (640, 360)] == [(one.told["width"], one.told["height"]) for one in ended.previews]
    assert ["Hi"] == ended.previews[0].told["stills"][0]["texts"]


def test_nothing_is_left_behind(here: Path) -> None:
    """Neither a run, nor an upload, nor a film; one that is in the way of the film stays as it is."""
    (here / "wide.jpg").write_bytes(b"mine")
    before = sorted([*here.rglob("*")])
    wanted = order(here, FILMS)
    preview(App.open(), wanted, NOBODY)
    assert sorted([*before, here / "clip.yaml"]) == sorted([*here.rglob("*")])
    assert b"mine" == (here / "wide.jpg").read_bytes()


@pytest.mark.parametrize("seconds", [4, 5])
def test_a_recipe_without_a_film_shows_what_there_is(here: Path, seconds: int) -> None:
    """Also one that fails after its words: why can be seen."""
    ended = preview(App.open(), order(here, seconds=seconds), NOBODY)
    assert ("passed" if seconds == 4 else "failed", 1) == (ended.outcome, len(ended.previews))


def test_a_broken_recipe_is_told_before_anything_is_done(here: Path) -> None:
    """As by a run."""
    with pytest.raises(ImgfreeError):
        preview(App.open(), order(here, "  - uplaod: a.jpg\n"), NOBODY)


def test_the_same_stills_are_written_once(tmp_path: Path) -> None:
    """Further films get a number; an earlier sheet is replaced."""
    one, two = Preview(b"\xff\xd8\xff\xe0one", {}), Preview(b"\xff\xd8\xff\xe0two", {})
    for _ in range(2):
        found = written([one, two, one], tmp_path / "s.jpg")
    assert ["s.jpg", "s-2.jpg"] == [sheet.path.name for sheet in found]
    assert two.jpeg == (tmp_path / "s-2.jpg").read_bytes()


@pytest.mark.parametrize("recipe", some(SHIPPED, 3), ids=lambda path: path.stem)
def test_every_shipped_recipe_can_be_seen(here: Path, recipe: Path) -> None:
    """Each film of it, as it would be made."""
    ended = preview(App.open(), Order(recipe, {}, None, Path(), Rights()), NOBODY)
    assert "passed" == ended.outcome, ended.error
    assert ended.previews
