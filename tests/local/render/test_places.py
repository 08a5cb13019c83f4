"""Rooms for words and logos."""

import tomllib
from pathlib import Path

import pytest

from imgfree.local.render import safe_areas
from imgfree.local.render.places import room, safe_box

TABLE = tomllib.loads(Path(safe_areas.__file__).with_name("safe_areas.toml").read_text("utf-8"))


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1080, 1080), (1080, 1350), (1080, 1440)])
@pytest.mark.parametrize("platform", [None, *TABLE["platforms"]])
def test_corners_are_corners(size: tuple[int, int], platform: str | None) -> None:
    """On every canvas, each named corner lies in its quarter of the frame and inside the safe box."""
    left, top, right, bottom = safe_box(*size, platform)
    assert 0 < left < right < size[0]
    assert 0 < top < bottom < size[1]
    for position in ("top_left", "top_right", "bottom_left", "bottom_right"):
        x, y = room(position, *size, platform).corner(100, 60)
        assert left <= x <= right - 100
        assert top <= y <= bottom - 60
        assert ("left" in position) == (x + 50 < size[0] / 2)
        assert ("top" in position) == (y + 30 < (top + bottom) / 2)


def test_a_film_without_platform_keeps_clear_of_the_usual_buttons() -> None:
    """The box of an upright film is x 65 to 1000, y 170 to 1575, and so is that of a platform nobody measured."""
    assert (65, 170, 1000, 1575) == safe_box(1080, 1920) == safe_box(1080, 1920, "pinterest")


def test_insets_scale_with_the_film() -> None:
    """Half the size, half the insets; another shape than the platform's own has the usual margins."""
    assert (60, 150, 940, 1344) == safe_box(1080, 1920, "tiktok")
    assert (30, 75, 470, 672) == safe_box(540, 960, "tiktok")
    assert safe_box(1080, 1080) == safe_box(1080, 1080, "tiktok")
