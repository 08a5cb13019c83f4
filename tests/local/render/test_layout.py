"""Grounds and photos, painted."""

import numpy as np
from PIL import Image

from imgfree.local.composition import Way, layout
from imgfree.local.render.layout import compose, composed
from imgfree.local.render.planes import from_rgb

STILL = Way("fill")


def test_both_ways_to_planes_agree() -> None:
    """Scaled and converted at once, a photo is what scaling it in RGB makes, in light and colour, sample for sample."""
    soft = np.random.default_rng(5).integers(0, 255, (24, 18, 3), np.uint8)
    picture = Image.fromarray(soft).resize((900, 1200), Image.Resampling.BICUBIC)
    for world in ((300, 532), (450, 600), (1200, 1600)):
        where = layout(picture.size, world, STILL, None)
        slow = from_rgb(compose(picture, where, world, "#000000"))
        for one, other in zip(composed(picture, where, world, "#000000"), slow, strict=True):
            inner = np.abs(one.astype(int) - other)[4:-4, 4:-4]
            assert 0.5 > inner.mean()
            assert 5 > inner.max()


def test_alpha_lies_on_the_background() -> None:
    """Half transparent red on white is pink; bars have the background's colour."""
    picture = Image.new("RGBA", (100, 100), (255, 0, 0, 128))
    where = layout(picture.size, (100, 200), Way("contain"), None)
    rgb = compose(picture, where, (100, 200), "#ffffff")
    assert (255, 255, 255) == tuple(rgb[5, 50])
    assert np.abs(rgb[100, 50].astype(int) - (255, 127, 127)).max() <= 2


def test_the_blurred_copy_is_dark_and_soft() -> None:
    """Bars of a photo with hard stripes hold no hard edge and less light than the photo."""
    stripes = np.zeros((200, 400, 3), np.uint8)
    stripes[:, ::40] = stripes[:, 1::40] = stripes[:, 2::40] = 255
    picture = Image.fromarray(stripes)
    where = layout(picture.size, (180, 320), Way("blur"), None)
    bar = compose(picture, where, (180, 320), "#000000")[: where.place[1], :, 0].astype(int)
    assert 20 > np.abs(np.diff(bar, axis=1)).max()


def test_cards_and_cut_outs_stand_on_the_ground_that_was_said() -> None:
    """Else cards lie on their own blurred copy; what goes from edge to edge does so in any case."""
    photo = Image.new("RGB", (200, 300), (200, 40, 40))
    for fit, said in (("card", (239, 230, 214)), ("blur", None)):
        where = layout(photo.size, (180, 320), Way(fit), None)
        own, ground = (compose(photo, where, (180, 320), name)[2, 2] for name in ("#000000", "#efe6d6"))
        assert (tuple(ground) == said) == (said is not None)
        assert (tuple(own) == tuple(ground)) == (said is None)
