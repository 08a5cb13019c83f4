"""Animated pictures play at their own pace, in a circle."""

from pathlib import Path

import pytest
from PIL import Image
from render_parts import asset, draft, lights, make, shot

from imgfree.local.render import MediaUnreadable

CANVAS = (72, 96)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_animations_play(tmp_path: Path, form: str) -> None:
    """Three pictures of 100 ms are shown in turn, for three frames each, again and again."""
    greys = [Image.new("RGB", CANVAS, (light,) * 3) for light in (40, 120, 200)]
    greys[0].save(tmp_path / "a", form, save_all=True, append_images=greys[1:], duration=100, loop=0)
    one = asset(tmp_path / "a")
    make(draft(shot(one, 600), size=CANVAS), [one], tmp_path / "film.mp4")
    assert [0, 0, 0, 1, 1, 1, 2, 2, 2] * 2 == [round((light - 40) / 80) for light in lights(tmp_path / "film.mp4")]


def test_an_animation_that_grows_is_refused(tmp_path: Path) -> None:
    """A GIF whose second picture claims to be 65535 wide and high names itself, before memory is taken for it."""
    frames = [Image.new("RGB", CANVAS, (light,) * 3) for light in (40, 200)]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:], duration=100)
    data = bytearray((tmp_path / "a.gif").read_bytes())
    second = data.rindex(b"\x2c" + bytes(4))
    data[second + 5 : second + 9] = b"\xff" * 4
    (tmp_path / "a.gif").write_bytes(data)
    one = asset(tmp_path / "a.gif")
    with pytest.raises(MediaUnreadable, match=r"'a\.gif' is 65535x65535"):
        make(draft(shot(one, 300), size=CANVAS), [one], tmp_path / "film.mp4")
