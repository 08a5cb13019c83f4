"""What letters are painted with."""

import numpy as np
import pytest
from PIL import ImageDraw

from imgfree.colors import READABLE, contrast
from imgfree.local.render import RenderError
from imgfree.local.render.ink import ink, painted
from imgfree.local.render.letters import blank_sheet
from imgfree.local.render.palette import color

NAMES = ("white", "yellow", "gold", "red", "blue", "green", "pink", "black", "navy", "gray", "purple")


@pytest.mark.parametrize("name", NAMES)
def test_every_colour_has_something_to_stand_on(name: str) -> None:
    """Bright and dark letters have a soft ground; those between have a line that they are read on."""
    how = ink({"color": name}, tag=False, caption=False)
    assert (how.ground is None) != (how.line is None)
    assert how.plate is None
    if how.line is not None:
        assert contrast(how.color, how.line) >= READABLE - 0.2


@pytest.mark.parametrize("name", NAMES)
def test_a_tag_is_one_that_its_letters_are_read_on(name: str) -> None:
    """Black on white where nothing is said; a colour is the letters', on white or black; a tag may have its own."""
    assert (17, 17, 17) == ink({}, tag=True, caption=False).color
    for how in (ink({"color": name}, tag=True, caption=False), ink({"background": name}, tag=True, caption=False)):
        assert how.plate
        assert contrast(how.color, how.plate[:3]) >= READABLE - 0.3
    assert color(name) == ink({"background": name}, tag=True, caption=False).plate[:3]  # type: ignore[index]


def test_captions_have_a_line_and_no_box_unless_it_is_wished() -> None:
    """White in black; a box, or a colour for it, takes the line's place."""
    assert (17, 17, 17) == ink({}, tag=False, caption=True).line
    assert ink({}, tag=False, caption=True).plate is None
    assert ink({"box": True}, tag=False, caption=True).plate
    assert (255, 219, 31) == ink({"background": "yellow"}, tag=False, caption=True).plate[:3]  # type: ignore[index]
    assert ink({"box": False}, tag=True, caption=False).plate is None


def test_letters_that_their_plate_hides_get_a_line() -> None:
    """Yellow was said for the letters, and white for the box."""
    assert ink({"color": "yellow", "background": "white"}, tag=False, caption=False).line
    with pytest.raises(RenderError, match="is not a colour"):
        ink({"outline": "greenish"}, tag=False, caption=False)


def test_the_ground_lies_beside_the_letters() -> None:
    """It is whole within a thirtieth of their size and gone far away; the line is as wide as it says."""
    sheet = blank_sheet(300, 200)
    ImageDraw.Draw(sheet).rectangle((140, 80, 160, 120), fill=255)
    picture, shade = painted(sheet, 100, ink({}, tag=False, caption=False))
    assert shade is not None
    assert 255 == shade.mask[100, 138]
    assert 0 == shade.mask[5, 5]
    assert (255, 255, 255, 255) == picture.getpixel((150, 100))
    outlined, none = painted(sheet, 100, ink({"outline": "black"}, tag=False, caption=False))
    assert none is None
    assert 4 <= int((np.asarray(outlined)[100, :140, 3] > 128).sum()) <= 6
