"""Looks and effects change what they say and nothing else."""

import numpy as np
import pytest

from imgfree.local.render import RenderError, effects, look
from imgfree.local.render.film import Film
from imgfree.local.render.planes import Planes, color, from_rgb

FILM = Film(90, 160, 30, 60, ())


def _picture(red: int = 150, green: int = 110, blue: int = 80) -> Planes:
    return from_rgb(np.full((160, 90, 3), (red, green, blue), np.uint8))


@pytest.mark.parametrize("name", [name for name in look.LOOKS if name != "natural"])
def test_every_look_is_seen_and_keeps_range(name: str) -> None:
    """A look changes the picture and leaves it within limited range."""
    picture = _picture()
    before = [plane.copy() for plane in picture]
    look.apply(look.named(name), picture)
    assert any((old != new).any() for old, new in zip(before, picture, strict=True))
    assert 16 <= picture.y.min() <= picture.y.max() <= 235


def test_black_and_white_has_no_colour_and_keeps_both_ends() -> None:
    """Grey is neutral; black stays black and white stays white."""
    picture = _picture()
    look.apply(look.named("black_and_white"), picture)
    assert {128} == set(np.unique(picture.u)) | set(np.unique(picture.v))
    for light in (0, 255):
        end = _picture(light, light, light)
        expected = end.y.copy()
        look.apply(look.named("cinematic"), end)
        assert (expected == end.y).all()
        assert {128} == set(np.unique(end.u))


def test_warm_goes_red_and_cool_goes_blue() -> None:
    """The two temperatures move colour in opposite directions."""
    warm, cool, plain = _picture(), _picture(), _picture()
    look.apply(look.named("warm"), warm)
    look.apply(look.named("cool"), cool)
    assert int(warm.v[0, 0]) > int(plain.v[0, 0]) > int(cool.v[0, 0])
    assert int(warm.u[0, 0]) < int(plain.u[0, 0]) < int(cool.u[0, 0])


@pytest.mark.parametrize("name", effects.EFFECTS)
def test_effects_change_the_picture_the_same_way_each_time(name: str) -> None:
    """An effect is seen, and the same frame gets the same one."""
    x = np.linspace(20, 240, 90).astype(np.uint8)
    picture = np.repeat(np.repeat(x[None, :, None], 160, axis=0), 3, axis=2)
    first, second, plain = (from_rgb(picture) for _ in range(3))
    effects.named(name, FILM)(first, 40)
    effects.named(name, FILM)(second, 40)
    assert all((one == other).all() for one, other in zip(first, second, strict=True))
    assert (first.y != plain.y).any()


def test_unknown_names_are_refused() -> None:
    """A look or an effect that does not exist is named."""
    with pytest.raises(RenderError, match="'x-ray' is not a look"):
        look.named("x-ray")
    with pytest.raises(RenderError, match="'fireball' is not an effect"):
        effects.named("fireball", FILM)


def test_colours_are_bt709() -> None:
    """The eight corners of RGB have the codes that BT.709 gives them in limited range."""
    assert (16, 128, 128) == color(0, 0, 0)
    assert (235, 128, 128) == color(255, 255, 255)
    assert (63, 102, 240) == color(255, 0, 0)
    assert (173, 42, 26) == color(0, 255, 0)
    assert (32, 240, 118) == color(0, 0, 255)
