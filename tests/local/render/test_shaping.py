"""HarfBuzz puts letters together; what is drawn are exactly these glyphs."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from imgfree.local.render.faces import Face, east_asian_bold, western
from imgfree.local.render.shaping import drawn_with, shaped


def test_letters_are_kerned() -> None:
    """A and V stand closer together than their own widths; tracking puts every letter further on."""
    face = western("montserrat")
    alone = shaped("A", face).advance + shaped("V", face).advance
    assert shaped("AV", face).advance < alone - 0.02
    assert 0.2 == pytest.approx(shaped("AV", face, 0.1).advance - shaped("AV", face).advance)


def _drawn(char: str, face: Face) -> np.ndarray:
    row = shaped(char, face)
    picture = Image.new("L", (100, 100))
    ImageDraw.Draw(picture).text((10, 85), row.glyphs[0].char, 255, drawn_with(face, row.glyphs, 80), "ls")
    return np.asarray(picture)


def test_one_file_has_the_shapes_of_every_language() -> None:
    """The same character differs between Chinese and Japanese; a letter that is one for all does not."""
    chinese, japanese = (east_asian_bold(language) for language in ("zh-Hans", "ja"))
    assert (_drawn("直", chinese) != _drawn("直", japanese)).any()
    assert (_drawn("一", chinese) == _drawn("一", japanese)).all()


@pytest.mark.parametrize("char", "AgÖ&")
def test_what_is_drawn_is_what_the_font_has(char: str) -> None:
    """A glyph of the font that is made in memory is the one of the whole font."""
    face = western("montserrat", 900)
    whole = Image.new("L", (100, 100))
    ImageDraw.Draw(whole).text((10, 85), char, 255, face.at_size(80), "ls")
    assert 3 > abs(np.asarray(whole).astype(int) - _drawn(char, face)).mean()
