"""Faces: ours go together, and claim no letters that they lack."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from imgfree.local.render.faces import Face, east_asian, european


@pytest.mark.parametrize("word", ["Hamburgefonstiv", "MINIMUM", "quick brown"])
def test_both_faces_look_alike(word: str) -> None:
    """A word has the same height, length and blackness in either, to a twentieth."""
    boxes, inks = [], []
    for face in (east_asian("ko"), european()):
        picture = Image.new("L", (2400, 400))
        ImageDraw.Draw(picture).text((40, 280), word, font=face.at_size(200), fill=255, anchor="ls")
        box = picture.getbbox()
        assert box is not None
        boxes.append((box[2] - box[0], box[3] - box[1]))
        inks.append(float(np.asarray(picture).sum()))
    assert boxes[0] == pytest.approx(boxes[1], rel=0.05)
    assert inks[0] == pytest.approx(inks[1], rel=0.05)


def test_what_a_face_says_it_has_is_never_its_sign_for_a_missing_one() -> None:
    """Every letter that it lists is drawn; nothing is claimed for a file that is not there."""
    for face in (east_asian("ko"), european()):
        font = face.at_size(40)
        missing = bytes(font.getmask("\U0010ffff"))
        listed = [char for char in map(chr, range(0x21, 0x2200, 7)) if char.isalpha() and face.has(char)]
        assert 50 < len(listed)
        assert [] == [char for char in listed if bytes(font.getmask(char)) == missing], face.path.name
    assert not Face(Path("/nowhere.ttf")).has("a")
