"""Stills of a film that nobody rendered: which moments, and what the sheet shows."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from render_parts import clip, draft, plain, shot

from imgfree.local.output import Output
from imgfree.local.render.preview import MOST_STILLS, SHORTER_PX, preview, stills
from imgfree.local.render.reel import Fade, Lettering, Logo, Reel, Take, Transition


def reel(count: int, *, each: int = 60, **more: object) -> Reel:
    """Return a film of so many shots, one after the other."""
    takes = tuple(Take("a", number * each, each) for number in range(count))
    return replace(Reel(360, 640, 30, count * each, takes), **more)  # type: ignore[arg-type]


def test_each_shot_is_seen_once_and_alone() -> None:
    """A still lies clear of transitions and of the film's own fades."""
    film = reel(3)
    joined = replace(film.takes[1], start=40, transition=Transition("crossfade", 20))
    film = replace(film, takes=(film.takes[0], joined, film.takes[2]), fade=Fade(20, 20))
    assert [(1, 30), (2, 80), (3, 140)] == [(one.shot, one.frame) for one in stills(film)]


def test_a_still_is_where_most_lies_on_the_shot() -> None:
    """Title, price and logo that are seen together for a while are seen together on the sheet."""
    words = (Lettering("Sale", 0, 50, fade_frames=6), Lettering("$12", 30, 30), Lettering(" ", 0, 180))
    film = reel(3, words=words, logo=Logo("a", "top_right", 36, 100))
    first = stills(film)[0]
    assert (1, ("Sale", "$12")) == (first.shot, first.texts)
    assert 36 <= first.frame < 44


def test_every_text_is_on_some_still() -> None:
    """Three captions on one shot make three stills of it."""
    words = tuple(Lettering(str(number), number * 20, 20) for number in range(3))
    found = stills(reel(1, words=words))
    assert {("0",), ("1",), ("2",)} == {one.texts for one in found}
    assert [1, 1, 1] == [one.shot for one in found]


@pytest.mark.parametrize(("shots", "captions"), [(100, 0), (100, 300), (1, 500)])
def test_a_sheet_has_an_end(shots: int, captions: int) -> None:
    """Of very many shots or captions some from all over are shown."""
    words = tuple(Lettering(str(number), number * 10, 10) for number in range(captions))
    found = stills(reel(shots, each=30 if shots > 1 else 6000, words=words))
    assert MOST_STILLS == len(found)
    assert found[-1].frame > 0.9 * (3000 if shots > 1 else 5000)


def test_a_boomerang_shows_its_shots_on_the_way_there() -> None:
    """It is played through in half of its time."""
    assert [15, 45] == [one.frame for one in stills(reel(2, loop="boomerang"))]


def test_the_sheet_shows_the_film(tmp_path: Path) -> None:
    """A photo, a clip and a text on it are painted at 360 pixels, side by side, with their names and times."""
    photo = plain(tmp_path / "a.png", (200, 60, 40))
    moving = clip(tmp_path / "b.mp4", sound=False)
    what = draft(shot(photo, 1000), shot(moving, 800), texts=[{"d": 1000, "m": {"text": "Hi"}}], size=(540, 960))
    found = preview(what, {"a": photo, "b": moving}, Output(), tmp_path / "sheet.jpg")
    assert (SHORTER_PX, 640, 2) == (found.width, found.height, found.shots)
    assert [(1, "a.png", ["Hi"]), (2, "b.mp4", [])] == [(s["shot"], s["title"], s["texts"]) for s in found.stills]
    with Image.open(tmp_path / "sheet.jpg") as sheet:
        assert sheet.width > 2 * SHORTER_PX
        assert sheet.height > 640
        red, green, _ = sheet.getpixel((100, 600))  # type: ignore[misc]
        assert red - green > 100


@pytest.mark.parametrize(
    ("output", "size"),
    [
        (Output(height=1080), (360, 640)),
        (Output(width=1920, height=1080), (640, 360)),
        (Output(height=180), (180, 320)),
        (Output("gif", width=200, height=200), (200, 200)),
    ],
)
def test_stills_have_the_shape_of_the_export(tmp_path: Path, output: Output, size: tuple[int, int]) -> None:
    """A film that is laid out anew for its export is previewed so; none is enlarged."""
    photo = plain(tmp_path / "a.png")
    found = preview(draft(shot(photo, 500), size=(1080, 1920)), {"a": photo}, output, tmp_path / "sheet.jpg")
    assert size == (found.width, found.height)


def test_a_long_name_keeps_its_ends(tmp_path: Path) -> None:
    """Below a narrow still the middle of a name is left out, not its ending."""
    photo = plain(tmp_path / f"{'一张很长名字的照片' * 6}.png")
    preview(draft(shot(photo, 500)), {photo.id: photo}, Output(height=100), tmp_path / "sheet.jpg")
    with Image.open(tmp_path / "sheet.jpg") as sheet:
        assert 124 == sheet.width
