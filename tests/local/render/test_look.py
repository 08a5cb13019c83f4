"""Looks change what they say and nothing else."""

import cv2
import numpy as np
import pytest

from imgfree.local.render import RenderError, look
from imgfree.local.render.planes import Planes, from_rgb


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


def _lab(picture: Planes) -> tuple[float, float, float]:
    """Return CIE L*, a*, b* of the middle of a picture, seen as sRGB."""
    y, u, v = (float(np.median(plane)) for plane in picture)
    light, blue, red = (y - 16) / 219, (u - 128) / 224 * 1.8556, (v - 128) / 224 * 1.5748
    r, b = light + red, light + blue
    g = (light - 0.2126 * r - 0.0722 * b) / 0.7152
    lab = cv2.cvtColor(np.clip(np.array([[[r, g, b]]], np.float32), 0, 1), cv2.COLOR_RGB2LAB)[0, 0]
    return float(lab[0]), float(lab[1]), float(lab[2])


def _graded(name: str, *color: int) -> tuple[float, float, float]:
    picture = _picture(*color)
    look.apply(look.named(name), picture)
    return _lab(picture)


GREY, DARK, BRIGHT = (128, 128, 128), (60, 60, 60), (200, 200, 200)
SKIN, TEAL = (224, 172, 140), (40, 140, 140)
CHROMA = slice(1, 3)
# What a name promises: at which colour, which part of L*a*b* (or how colourful), and the least change of it.
PROMISES = [
    ("warm", GREY, "b", 3),
    ("cool", GREY, "b", -3),
    ("cinematic", DARK, "b", -1),
    ("cinematic", BRIGHT, "b", 1),
    ("cinematic", DARK, "L", -2),
    ("bold", SKIN, "c", 4),
    ("bold", DARK, "L", -2),
    ("elegant", TEAL, "c", -2),
    ("elegant", DARK, "L", 1),
    ("playful", SKIN, "c", 3),
    ("playful", DARK, "L", 2),
    ("vintage", GREY, "b", 3),
    ("vintage", TEAL, "c", -4),
    ("nostalgic", GREY, "b", 2),
    ("black_white", SKIN, "c", -20),
    ("sepia", GREY, "b", 5),
    ("sepia", GREY, "a", 2),
    ("vivid", SKIN, "c", 4),
    ("brighter", GREY, "L", 4),
    ("darker", GREY, "L", -4),
    ("more_contrast", DARK, "L", -3),
    ("more_contrast", BRIGHT, "L", 2),
    ("less_contrast", DARK, "L", 2),
    ("less_contrast", BRIGHT, "L", -1),
    ("moody", GREY, "L", -3),
    ("moody", DARK, "b", -2),
    ("clean", GREY, "L", 2),
    ("fresh", GREY, "L", 2),
    ("dreamy", DARK, "L", 3),
    ("soft", DARK, "L", 2),
    ("muted", SKIN, "c", -6),
    ("luxury", BRIGHT, "b", 1),
    ("luxury", DARK, "L", -2),
]


@pytest.mark.parametrize(("name", "color", "part", "least"), PROMISES)
def test_a_look_does_what_its_name_says(name: str, color: tuple[int, int, int], part: str, least: float) -> None:
    """Warm is yellower, cool bluer, vivid more colourful, and so on, each by as much as an eye sees."""
    before, after = _graded("natural", *color), _graded(name, *color)
    found = {"L": after[0] - before[0], "a": after[1] - before[1], "b": after[2] - before[2]}
    found["c"] = float(np.hypot(*after[CHROMA]) - np.hypot(*before[CHROMA]))
    assert found[part] / least >= 1


def test_every_look_promises_something() -> None:
    """No look is left out of the list above."""
    assert set(look.LOOKS) - {"natural"} == {name for name, *_ in PROMISES}


@pytest.mark.parametrize("name", look.LOOKS)
def test_black_and_white_stay_neutral_and_skin_stays_skin(name: str) -> None:
    """Both ends have no tint. Skin keeps its hue within 30 degrees unless the look is without colour of its own."""
    for light in (0, 255):
        assert 1.5 > np.hypot(*_graded(name, light, light, light)[CHROMA])
    _, a, b = _graded(name, *SKIN)
    if name not in ("black_white", "sepia"):
        _, a_before, b_before = _graded("natural", *SKIN)
        assert 30 >= abs(np.degrees(np.arctan2(b, a) - np.arctan2(b_before, a_before)))


@pytest.mark.parametrize("name", look.LOOKS)
def test_a_look_never_turns_light_around(name: str) -> None:
    """What was brighter stays at least as bright, and no step of a ramp grows to a visible band of five levels."""
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None].repeat(2, axis=0), 3, axis=2)
    picture = from_rgb(ramp)
    look.apply(look.named(name), picture)
    steps = np.diff(picture.y[0].astype(int))
    assert 0 <= steps.min()
    assert 5 > steps.max()


def test_black_and_white_has_no_colour() -> None:
    """Grey is neutral to the last level."""
    picture = _picture()
    look.apply(look.named("black_and_white"), picture)
    assert {128} == set(np.unique(picture.u)) | set(np.unique(picture.v))


def test_looks_in_a_row_are_one_after_the_other() -> None:
    """Composed they show what they show applied in turn, but for rounding; grey at the end is grey."""
    for names in (("warm", "brighter"), ("more_contrast", "vintage"), ("sepia", "black_and_white")):
        once, turn = _picture(), _picture()
        whole = look.composed(names)
        assert whole is not None
        look.apply(whole, once)
        for name in names:
            look.apply(look.named(name), turn)
        assert max(abs(int(a[0, 0]) - int(b[0, 0])) for a, b in zip(once, turn, strict=True)) <= 3
    assert look.composed(()) is None


def test_colour_goes_with_the_light() -> None:
    """A darker picture is no more saturated than before, a brighter one not paler: colour over light hardly changes."""
    for name in ("darker", "brighter"):
        before, after = (_graded(one, 141, 85, 52) for one in ("natural", name))
        saturation = [np.hypot(*one[CHROMA]) / one[0] for one in (before, after)]
        assert 0.15 > abs(saturation[1] / saturation[0] - 1)


def test_an_unknown_look_is_refused() -> None:
    """A look that does not exist is named."""
    with pytest.raises(RenderError, match="'x-ray' is not a look"):
        look.named("x-ray")
