"""Colours: tuned, and read on what they stand on."""

import pytest

from imgfree.colors import READABLE, contrast, opposite
from imgfree.local.render import RenderError
from imgfree.local.render.palette import color, gray_limit


def test_names_are_tuned_and_numbers_are_exact() -> None:
    """Red is the palette's, #ff0000 is what it says; what is no colour is named."""
    assert (229, 48, 58) == color("red")
    assert (255, 0, 0) == color("#ff0000")
    with pytest.raises(RenderError, match="'greenish' is not a colour"):
        color("greenish")


@pytest.mark.parametrize("name", ["white", "yellow", "gold", "red", "blue", "gray", "black", "#777777"])
def test_a_ground_at_the_limit_is_dark_or_light_enough(name: str) -> None:
    """On a gray at the limit a colour is read; a ground of the opposite always has room for that, or comes near."""
    own = color(name)
    gray = round(255 * gray_limit(own))
    towards = gray - 1 if opposite(own)[0] < 128 else gray + 1
    ground = (max(0, min(255, towards)),) * 3
    assert contrast(own, ground) >= min(READABLE, contrast(own, (0, 0, 0)), contrast(own, (255, 255, 255)) + 20) - 0.15
