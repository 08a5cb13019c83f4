"""Logos: as large as each other, clear of buttons, seen on any wall."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from render_parts import asset

from imgfree.colors import contrast
from imgfree.local.assets import Asset
from imgfree.local.render.arrangement import settled
from imgfree.local.render.layers import Layer
from imgfree.local.render.logo import logo_box, logo_layer
from imgfree.local.render.palette import color
from imgfree.local.render.places import safe_box
from imgfree.local.render.reel import Card, Lettering, Logo, Reel


def _laid(path: Path, picture: Image.Image, corner: str = "top_right", platform: str | None = None) -> Layer:
    picture.save(path)
    film = Reel(1080, 1920, 30, 90, (), logo=Logo(path.stem, corner, 0, 90), platform=platform)
    return logo_layer(film, {path.stem: asset(path)})


def _ring(color: tuple[int, int, int]) -> Image.Image:
    ring = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ImageDraw.Draw(ring).ellipse((30, 30, 270, 270), outline=(*color, 255), width=40)
    return ring


def test_wide_and_square_logos_weigh_the_same(tmp_path: Path) -> None:
    """A logo three times as wide as high covers as much of the frame as a square one."""
    areas = [
        int((_laid(tmp_path / f"{size[0]}.png", Image.new("RGB", size, (20, 90, 60))).opacity > 0.5).sum())
        for size in ((900, 300), (300, 300))
    ]
    assert areas[0] == pytest.approx(areas[1], rel=0.05)


@pytest.mark.parametrize("platform", [None, "tiktok", "story"])
@pytest.mark.parametrize("corner", ["top_left", "top_right", "bottom_left", "bottom_right", "center"])
def test_a_logo_stands_in_the_safe_box(tmp_path: Path, corner: str, platform: str | None) -> None:
    """Whatever the corner and the platform, all of its ink does."""
    made = _laid(tmp_path / "logo.png", _ring((255, 255, 255)), corner, platform)
    left, top, right, bottom = safe_box(1080, 1920, platform)
    rows, columns = np.where(made.opacity > 0.9)
    assert left <= made.left + columns.min() < made.left + columns.max() <= right
    assert top <= made.top + rows.min() < made.top + rows.max() <= bottom


def test_only_a_bright_logo_without_ground_has_a_shadow(tmp_path: Path) -> None:
    """White ink is lifted off a white wall; dark ink and a logo with its own ground are left as they are."""
    white, dark = (_laid(tmp_path / f"{one[0]}.png", _ring(one)) for one in ((255, 255, 255), (20, 20, 20)))
    ground = _laid(tmp_path / "ground.png", Image.new("RGB", (300, 300), (255, 255, 255)))
    soft = [((one.opacity > 0.1) & (one.opacity < 0.6)).mean() for one in (white, dark, ground)]
    assert soft[0] > 0.1 > max(soft[1:])


def test_size_and_opacity(tmp_path: Path) -> None:
    """Half the size is a quarter of the area, half the opacity half the ink; never more than the frame holds."""
    path = tmp_path / "logo.png"
    Image.new("RGB", (300, 300), (20, 90, 60)).save(path)
    made = [
        logo_layer(
            Reel(1080, 1920, 30, 90, (), logo=Logo("logo", "center", 0, 90, size, opacity)), {"logo": asset(path)}
        )
        for size, opacity in ((1.0, 1.0), (0.5, 1.0), (1.0, 0.5), (3.0, 1.0))
    ]
    usual, half, faint, large = ((one.opacity > 0).sum() for one in made)
    assert (0.25, 1.0) == (pytest.approx(half / usual, abs=0.01), faint / usual)
    assert 0.5 == pytest.approx(made[2].opacity.max() / made[0].opacity.max(), abs=0.01)
    assert usual < large < 1080 * 1080


@pytest.mark.parametrize(
    ("ink", "ground", "card"),
    [
        ((20, 60, 120, 255), None, "#ffffff"),
        ((250, 250, 240, 255), None, "#141414"),
        ((20, 60, 120, 255), (200, 180, 90, 255), "#c8b45a"),
    ],
)
def test_an_end_card_goes_with_its_logo(
    tmp_path: Path, ink: tuple[int, ...], ground: tuple[int, ...] | None, card: str
) -> None:
    """Dark marks stand on white and bright ones on black; one with a ground of its own on that."""
    picture = Image.new("RGBA", (300, 200), ground or (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((80, 40, 220, 160), fill=ink)
    picture.save(tmp_path / "logo.png")
    asset = Asset("l", "logo.png", "image", tmp_path / "logo.png", 300, 200, 0.0, 1, "0" * 64, "")
    words = Lettering("Order today", 60, 30, "text", "lower_third")
    reel = Reel(540, 960, 30, 90, (), (words,), logo=Logo("l", "center", 60, 30), card=Card(60, "#141414"))
    found = settled(reel, {"l": asset})
    assert found.card is not None
    assert card == found.card.color
    box = logo_box(found, {"l": asset})
    spot = found.words[0].spot
    assert spot is not None
    assert box[3] < spot.box[1] < box[3] + 120
    assert contrast(color(found.words[0].style["color"]), color(card)) >= 4.5
