"""Faces are found, and only faces."""

import numpy as np
import pytest
from PIL import Image

from imgfree.local.sight.faces import faces
from local.sight.library import Picture, person, pictures
from thorough import some


@pytest.fixture(scope="module")
def every() -> list[Picture]:
    """Return the library."""
    return some(pictures(), 20)


def test_every_drawn_face_is_found_at_its_place(every: list[Picture]) -> None:
    """The middle of each true face lies in one that was found, and as many are found as there are."""
    for picture in every:
        if not picture.faces:
            continue
        found, (height, width) = faces(picture.rgb), picture.rgb.shape[:2]
        assert len(picture.faces) == len(found), picture.name
        for left, top, right, bottom in picture.faces:
            x, y = (left + right) / 2 * width, (top + bottom) / 2 * height
            assert any(one.left < x < one.right and one.top < y < one.bottom for one in found), picture.name


def test_things_are_no_faces(every: list[Picture]) -> None:
    """Balls, crates, mugs and candles are none."""
    assert [] == [picture.name for picture in every if not picture.faces and faces(picture.rgb)]


def test_small_faces_in_a_crowd_count() -> None:
    """Of forty people in five rows, at least thirty are found, each once."""
    picture = Image.new("RGB", (512, 384), (120, 140, 150))
    for n in range(40):
        person(picture, (34 + n % 8 * 63, 46 + n // 8 * 70), 34, n)
    found = faces(np.asarray(picture))
    assert 30 <= len(found) <= 40


def test_pictures_without_room_for_a_face_have_none() -> None:
    """A line of pixels is looked at without an error."""
    assert [] == faces(np.zeros((1, 400, 3), np.uint8))
    assert [] == faces(np.zeros((31, 31, 3), np.uint8))
