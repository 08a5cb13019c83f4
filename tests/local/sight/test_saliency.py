"""What stands out, and that nothing does where there is nothing."""

import numpy as np

from imgfree.local.sight.saliency import saliency


def test_what_is_shut_off_from_the_edges_stands_out() -> None:
    """A square on a shading of light has the map's highest place in it; the ground is below a fifth."""
    picture = np.repeat(np.linspace(60, 200, 320, dtype=np.uint8)[None, :, None], 240, 0).repeat(3, 2)
    picture[100:150, 200:250] = (220, 40, 40)
    found, sure = saliency(picture)
    assert (60, 80) == found.shape
    y, x = np.unravel_index(found.argmax(), found.shape)
    assert 24 <= y <= 38
    assert 49 <= x <= 63
    assert 0.2 > found[:, :40].max()
    assert 0.5 < sure


def test_without_contrast_nothing_stands_out() -> None:
    """A grey wall, and one with the noise of a sensor, are sure of nothing."""
    flat = np.full((200, 300, 3), 128, np.uint8)
    noise = np.clip(flat + np.random.default_rng(1).normal(0, 4, flat.shape), 0, 255).astype(np.uint8)
    for picture in (flat, noise):
        found, sure = saliency(picture)
        assert (0.0, 0.0) == (float(found.max()), sure)
