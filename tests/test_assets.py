"""The shipped photos are what the recipes promise, and the script beside them makes them again."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from thorough import some

ASSETS = Path(__file__).parents[1] / "recipes" / "assets"
SIZES = {
    "bottle.jpg": (1440, 2160),
    "candle.jpg": (1440, 2160),
    "landscape.jpg": (1920, 1080),
    "mug-1.jpg": (1440, 2160),
    "mug-2.jpg": (1440, 2160),
    "mug-3.jpg": (1440, 2160),
}


def test_hold_exactly_the_declared_photos() -> None:
    """The folder has the six photos, and no picture nobody speaks of."""
    assert sorted(SIZES) == sorted(path.name for path in ASSETS.glob("*.jpg"))


@pytest.mark.parametrize("name", SIZES)
def test_are_plain_jpegs_of_their_size(name: str) -> None:
    """A photo is an 8-bit colour JPEG; without a profile of its own that means sRGB."""
    with Image.open(ASSETS / name) as photo:
        assert ("JPEG", "RGB", SIZES[name]) == (photo.format, photo.mode, photo.size)
        assert "icc_profile" not in photo.info


@pytest.mark.parametrize("name", SIZES)
def test_stay_small_and_say_nothing_about_their_making(name: str) -> None:
    """A photo has at most 300 kB and carries neither Exif nor comments."""
    path = ASSETS / name
    assert 300_000 >= path.stat().st_size
    with Image.open(path) as photo:
        assert {} == dict(photo.getexif())
        assert not {"comment", "xmp", "photoshop"} & photo.info.keys()


@pytest.mark.parametrize("name", SIZES)
def test_are_pictures_and_not_flat_colour(name: str) -> None:
    """A photo uses most of the range from dark to bright, so that an empty render cannot slip in."""
    with Image.open(ASSETS / name) as photo:
        tones = photo.convert("L").resize((200, 200))
    dark, bright = sorted(tones.tobytes())[400], sorted(tones.tobytes())[-400]
    assert bright - dark > 120


@pytest.mark.slow
def test_come_out_the_same_twice(tmp_path: Path) -> None:
    """The script gives the same bytes for the same arguments, from two processes."""
    made, names = [], some(["candle", "landscape"], 1)
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        command = [
            sys.executable,
            Path(__file__).parent / "photos" / "make_photos.py",
            *names,
            "--width",
            "16",
            "--samples",
            "1",
        ]
        made.append(subprocess.Popen([*command, "--out", folder], stderr=subprocess.PIPE))
    for process in made:
        assert b"candle" in process.communicate(timeout=200)[1]
        assert 0 == process.returncode
    for name in names:
        assert (tmp_path / "one" / f"{name}.jpg").read_bytes() == (tmp_path / "two" / f"{name}.jpg").read_bytes()
