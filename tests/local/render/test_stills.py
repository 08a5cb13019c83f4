"""Cover, contact sheet, thumbnail."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from render_parts import asset, clip, draft, make, plain, shot

from imgfree.local.render import MediaUnreadable
from imgfree.local.render.stills import THUMBNAIL_PX, contact_sheet, cover, thumbnail

COLORS = ((200, 60, 40), (40, 160, 60), (40, 60, 200))


def near(picture: Image.Image, place: tuple[int, int], color: tuple[int, int, int]) -> bool:
    """Return whether the pixel has about this colour."""
    return bool(np.abs(np.array(picture.convert("RGB").getpixel(place)) - color).max() < 16)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film of three plain colours, two seconds each."""
    photos = [plain(tmp_path / f"p{number}.png", color) for number, color in enumerate(COLORS)]
    return make(draft(*(shot(one, 2000) for one in photos)), photos, tmp_path / "film.mp4").path


def test_the_cover_is_the_film_at_one_and_a_half_seconds(film: Path, tmp_path: Path) -> None:
    """At full size, in the colours of that moment."""
    cover(film, tmp_path / "cover.jpg")
    with Image.open(tmp_path / "cover.jpg") as picture:
        assert ((180, 320), "JPEG") == (picture.size, picture.format)
        assert near(picture, (90, 160), COLORS[0])


def test_the_cover_of_a_short_film_is_its_middle(tmp_path: Path) -> None:
    """Half a second of red and half of green: the cover is not past the end."""
    photos = [plain(tmp_path / f"p{number}.png", color) for number, color in enumerate(COLORS[:2])]
    short = make(draft(shot(photos[0], 300), shot(photos[1], 700)), photos, tmp_path / "film.mp4").path
    cover(short, tmp_path / "cover.jpg")
    with Image.open(tmp_path / "cover.jpg") as picture:
        assert near(picture, (90, 160), COLORS[1])


def test_the_sheet_shows_every_shot_in_order(film: Path, tmp_path: Path) -> None:
    """Three cells from left to right, one a shot."""
    contact_sheet(film, tmp_path / "sheet.jpg")
    with Image.open(tmp_path / "sheet.jpg") as picture:
        cell = (picture.width - 12) // 3
        assert [True] * 3 == [near(picture, (cell * n + cell // 2, 100), color) for n, color in enumerate(COLORS)]


@pytest.mark.parametrize("name", ["mov", "webm", "gif"])
def test_every_format_has_them(tmp_path: Path, name: str) -> None:
    """Whatever the film's container, there is a cover and a sheet, and nothing else is left."""
    photo = plain(tmp_path / "a.png")
    made = make(draft(shot(photo, 500)), [photo], tmp_path / "out" / f"film.{name}").path
    cover(made, made.with_suffix(".cover.jpg"))
    contact_sheet(made, made.with_suffix(".sheet.jpg"))
    assert {f"film.{name}", "film.cover.jpg", "film.sheet.jpg"} == {path.name for path in made.parent.iterdir()}


def test_thumbnails_are_small_upright_and_opaque(tmp_path: Path) -> None:
    """A turned photo, one with alpha and a clip: at most 320 pixels, as seen."""
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (800, 400), (200, 60, 40)).save(tmp_path / "turned.jpg", exif=exif)
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    film = clip(tmp_path / "clip.mp4", light=lambda index: 180)
    found = {}
    for one in (asset(tmp_path / "turned.jpg"), asset(tmp_path / "clear.png"), film):
        thumbnail(one, tmp_path / "small.jpg")
        with Image.open(tmp_path / "small.jpg") as picture:
            found[one.id] = picture.size
            middle = picture.width // 2, picture.height // 2
            color = {"turned": (200, 60, 40), "clear": (255, 255, 255), "clip": (180, 180, 180)}[one.id]
            assert near(picture, middle, color)
    assert {"turned": (160, THUMBNAIL_PX), "clear": (320, 320), "clip": (96, 160)} == found


def test_a_damaged_photo_has_no_thumbnail(tmp_path: Path) -> None:
    """The error names the file, and nothing is left behind."""
    (tmp_path / "cut.jpg").write_bytes(b"\xff\xd8\xff" + bytes(50))
    with pytest.raises(MediaUnreadable, match=r"cut\.jpg"):
        thumbnail(asset(tmp_path / "cut.jpg"), tmp_path / "small.jpg")
    assert ["cut.jpg"] == [path.name for path in tmp_path.iterdir()]
