"""Pictures that are the same to the eye, and pictures that are not."""

import numpy as np

from imgfree.local.comparison.pictures import apart
from imgfree.local.render.planes import Planes, from_rgb


def picture(seed: int = 1) -> np.ndarray:
    """Return a picture with soft detail."""
    rows, columns = np.mgrid[0:160, 0:96]
    wave = 120 + 60 * np.sin(rows / 9 + seed) + 40 * np.sin(columns / 7)
    return np.stack([wave, wave * 0.9, wave * 0.8], axis=-1).astype(np.uint8)


def planes(rgb: np.ndarray) -> Planes:
    """Return it as a film has it."""
    return from_rgb(np.ascontiguousarray(np.clip(rgb, 0, 255).astype(np.uint8)))


def test_noise_is_no_difference() -> None:
    """As a coder leaves it."""
    noise = np.random.default_rng(1).integers(-6, 7, (160, 96, 3))
    assert apart(planes(picture()), planes(picture() + noise)) is None


def test_a_small_thing_is_found_where_it_is() -> None:
    """A letter of ten pixels."""
    changed = picture()
    changed[80:90, 40:46] = 255
    box = apart(planes(picture()), planes(changed))
    assert box is not None
    assert box[0] <= 40 < 46 <= box[2]
    assert box[1] <= 80 < 90 <= box[3]
    assert box[2] - box[0] < 30


def test_another_look_is_everywhere() -> None:
    """However little each place changed."""
    assert (0, 0, 96, 160) == apart(planes(picture()), planes(picture() + np.array([9, 3, -9])))
