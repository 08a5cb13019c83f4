"""Effects are seen, and are the same each time."""

import numpy as np
import pytest

from imgfree.local.render import RenderError, effects
from imgfree.local.render.planes import from_rgb
from imgfree.local.render.reel import Reel

FILM = Reel(90, 160, 30, 60, ())


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
    assert 16 - 14 <= first.y.min() <= first.y.max() <= 235 + 14  # grain alone may leave the range a little


def test_an_unknown_effect_is_refused() -> None:
    """It is named, with those that there are."""
    with pytest.raises(RenderError, match="'fireball'") as caught:
        effects.named("fireball", FILM)
    assert "vignette, grain" in (caught.value.hint or "")


def test_a_vignette_darkens_the_corners_and_not_the_middle() -> None:
    """What is looked at keeps its light; corners lose half of theirs, and their colour with it."""
    picture = from_rgb(np.full((160, 90, 3), (200, 120, 80), np.uint8))
    light, blue = int(picture.y[80, 45]), int(picture.u[0, 0])
    effects.named("vignette", FILM)(picture, 0)
    assert light == picture.y[80, 45]
    assert 0.6 > (picture.y[0, 0] - 16) / (light - 16) > 0.4
    assert abs(128 - int(picture.u[0, 0])) < abs(128 - blue)
