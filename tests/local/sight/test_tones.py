"""How light pictures are, and their strongest colours."""

import numpy as np
from PIL import Image

from imgfree.local.assets import Focus
from imgfree.local.sight.tones import GRID, accent, at, tones

MIDDLE = Focus((0.3, 0.3, 0.4, 0.4), 0.9, "saliency")


def _picture(ground: tuple[int, int, int], thing: tuple[int, int, int]) -> Image.Image:
    pixels = np.full((120, 120, 3), ground, np.uint8)
    pixels[42:78, 42:78] = thing
    return Image.fromarray(pixels)


def test_each_part_has_its_own_light() -> None:
    """A dark thing on a pale ground: its cells are dark, those beside it pale, whatever part is asked for."""
    grid = tones(_picture((240, 240, 240), (20, 20, 20)))
    assert 2 * GRID * GRID == len(grid)
    assert max(at(grid, (0.45, 0.45, 0.55, 0.55))) < 40
    assert min(at(grid, (0.0, 0.0, 1.0, 0.2))) > 230
    assert len(at(grid, (0.5, 0.5, 0.5, 0.5))) == 1


def test_the_thing_gives_the_accent_and_not_the_wood_around_it() -> None:
    """A teal mug on a table is teal, wood alone is brown, and grey has no colour."""
    wood, teal = (150, 105, 65), (30, 110, 105)
    assert abs(int(accent(_picture(wood, teal), MIDDLE)[5:], 16) - 105) < 12
    assert "#96" == accent(_picture(wood, wood), MIDDLE)[:3]
    assert "" == accent(_picture((90, 90, 90), (200, 200, 200)), MIDDLE)


def test_what_is_cut_out_gives_its_own_colour() -> None:
    """What is behind a cut-out is not seen, and counts for nothing."""
    cut = _picture((200, 0, 0), (0, 60, 200)).convert("RGBA")
    alpha = np.zeros((120, 120), np.uint8)
    alpha[42:78, 42:78] = 255
    cut.putalpha(Image.fromarray(alpha))
    assert "c8" == accent(cut, MIDDLE)[5:]
