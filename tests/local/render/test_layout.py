"""What is cropped and what is filled."""

import numpy as np
from PIL import Image

from imgfree.local.render.layout import compose, composed, layout
from imgfree.local.render.planes import from_rgb
from imgfree.local.render.reel import Move

STILL = Move("none")


def test_auto_crops_a_quarter_and_no_more() -> None:
    """3:4 on 9:16 loses exactly a quarter and is cropped; 4:3 would lose more than half and is shown whole."""
    assert "nothing" == layout((3000, 4000), (1080, 1920), "auto", STILL).around
    assert "blur" == layout((4000, 3000), (1080, 1920), "auto", STILL).around
    assert "nothing" == layout((4000, 3000), (1080, 1920), "fill", STILL).around


def test_the_whole_photo_is_seen_at_every_moment_of_a_zoom() -> None:
    """With bars, the photo is small enough that the closest view still shows all of it."""
    where = layout((1000, 1000), (1080, 1920), "contain", Move("zoom_in", 0.1))
    left, top, right, bottom = where.place
    assert (1080 - (right - left)) / 2 >= 1080 * (1 - 1 / 1.1) / 2 - 2
    assert abs((right - left) - (bottom - top)) <= 2
    assert (0, 0, 1, 1) == where.crop


def test_both_ways_to_planes_agree() -> None:
    """Scaling plane by plane gives what scaling in RGB gives, in light and in colour, to the last sample's place."""
    soft = np.random.default_rng(5).integers(0, 255, (24, 18, 3), np.uint8)
    picture = Image.fromarray(soft).resize((900, 1200), Image.Resampling.BICUBIC)
    for world in ((300, 532), (450, 600), (1200, 1600)):
        where = layout(picture.size, world, "fill", STILL)
        slow = from_rgb(compose(picture, where, world, "#000000"))
        for one, other in zip(composed(picture, where, world, "#000000"), slow, strict=True):
            inner = np.abs(one.astype(int) - other)[4:-4, 4:-4]
            assert 0.5 > inner.mean()
            assert 5 > inner.max()


def test_alpha_lies_on_the_background() -> None:
    """Half transparent red on white is pink; bars have the background's colour."""
    picture = Image.new("RGBA", (100, 100), (255, 0, 0, 128))
    where = layout(picture.size, (100, 200), "contain", STILL)
    rgb = compose(picture, where, (100, 200), "#ffffff")
    assert (255, 255, 255) == tuple(rgb[5, 50])
    assert np.abs(rgb[100, 50].astype(int) - (255, 127, 127)).max() <= 2


def test_the_blurred_copy_is_dark_and_soft() -> None:
    """Bars of a photo with hard stripes hold no hard edge and less light than the photo."""
    stripes = np.zeros((200, 400, 3), np.uint8)
    stripes[:, ::40] = stripes[:, 1::40] = stripes[:, 2::40] = 255
    picture = Image.fromarray(stripes)
    where = layout(picture.size, (180, 320), "blur", STILL)
    bar = compose(picture, where, (180, 320), "#000000")[: where.place[1], :, 0].astype(int)
    assert 20 > np.abs(np.diff(bar, axis=1)).max()
