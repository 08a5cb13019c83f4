"""The sheet of looks."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from render_parts import song, textured

from imgfree.errors import InputRefused
from imgfree.local.designs import DESIGNS
from imgfree.local.look_sheet import CANVASES, look_sheet


def test_each_look_has_a_row_of_its_own(tmp_path: Path) -> None:
    """As many rows as designs, of one picture a canvas, and no two rows alike."""
    textured(tmp_path / "photo.png")
    with Image.open(io.BytesIO(look_sheet([tmp_path / "photo.png"], "Hi"))) as sheet:
        rows = np.array_split(np.asarray(sheet.convert("L"), np.float32), len(DESIGNS))
    assert 3 == len(CANVASES)
    assert all(np.abs(one - other).mean() > 1 for n, one in enumerate(rows) for other in rows[:n])


def test_a_song_has_no_look(tmp_path: Path) -> None:
    """A file that is no photo is refused by its name."""
    song(tmp_path / "song.wav")
    with pytest.raises(InputRefused, match=r"song\.wav"):
        look_sheet([tmp_path / "song.wav"], "Hi")
