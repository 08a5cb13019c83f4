"""What a take is made of: photos at the size its motion needs, clips and animations as they play."""

import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from render_parts import asset, clip, plain

from imgfree.local.render import MediaUnreadable
from imgfree.local.render.animation import Animation
from imgfree.local.render.clips import Clip
from imgfree.local.render.motion import View
from imgfree.local.render.planes import blank, warp
from imgfree.local.render.reel import Move, Reel, Take
from imgfree.local.render.sources import OVERSAMPLING, Scales, Still, photo, scales, source, unchanged

WIDTH, HEIGHT = 720, 1280


def _take(name: str, kind: str = "none", amount: float = 0.0) -> Take:
    return Take(name, 0, 30, Move(kind, amount))


def _reel(width: int = WIDTH, height: int = HEIGHT) -> Reel:
    return Reel(width, height, 30, 30, ())


@pytest.mark.parametrize("amount", [0.08, 0.18])
def test_a_zoom_stays_sharp(tmp_path: Path, amount: float) -> None:
    """Fine noise keeps 93 % of the contrast that an ideal Lanczos zoom gives it."""
    noise = np.random.default_rng(3).normal(128, 40, (2 * HEIGHT, 2 * WIDTH)).clip(0, 255).astype(np.uint8)
    picture = Image.fromarray(noise)
    picture.save(tmp_path / "noise.png", compress_level=1)
    world = photo(asset(tmp_path / "noise.png"), _reel(), _take("noise", "zoom_in", amount), None).world(0)
    target = blank(WIDTH, HEIGHT)
    for zoom in (1.0, 1 + amount / 2, 1 + amount):
        warp(world, View(zoom=zoom), target)
        left, top = WIDTH * (1 - 1 / zoom), HEIGHT * (1 - 1 / zoom)
        box = (left, top, 2 * WIDTH - left, 2 * HEIGHT - top)
        ideal = np.asarray(picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, box=box)).astype(np.float64)
        assert 0.93 <= target.y[50:-50, 50:-50].std() * 255 / 219 / ideal[50:-50, 50:-50].std()


def test_only_what_moves_is_larger_than_the_frame() -> None:
    """A still shot has the frame's size, a gentle zoom a packed world of twice that, a strong one an unpacked one; a
    film beyond 1080p no more than memory allows."""
    assert Scales(1.0, 1.0) == scales(_reel(), _take("a"))
    gentle, strong = (scales(_reel(), _take("a", "zoom_in", amount)) for amount in (0.08, 0.5))
    assert (True, False) == (gentle.packs, strong.packs)
    assert OVERSAMPLING == pytest.approx(gentle.world, rel=0.1)
    large = scales(_reel(2160, 3840), _take("a", "zoom_in", 0.08))
    assert large.world < gentle.world


def test_what_is_in_a_file_decides_how_it_plays(tmp_path: Path) -> None:
    """A clip, a GIF of several pictures and a photo are each shown in their own way."""
    greys = [Image.new("RGB", (16, 16), (light,) * 3) for light in (40, 120)]
    greys[0].save(tmp_path / "plays.gif", save_all=True, append_images=greys[1:], duration=100)
    greys[0].save(tmp_path / "stands.gif")
    film = clip(tmp_path / "clip.mp4", times_ms=(0, 40), size=(32, 48), sound=False)
    found = []
    for one in (film, asset(tmp_path / "plays.gif"), asset(tmp_path / "stands.gif")):
        made = source(one, _reel(32, 48), _take(one.id), None)
        found.append(type(made))
        made.close()
    assert [Clip, Animation, Still] == found


def test_a_file_has_to_be_the_one_that_came(tmp_path: Path) -> None:
    """One that was changed or is gone is named; one of which no digest is known is taken as it is."""
    photo = plain(tmp_path / "a.png", size=(8, 8))
    known = replace(photo, sha256=hashlib.sha256(photo.path.read_bytes()).hexdigest())
    unchanged(known)
    photo.path.write_bytes(photo.path.read_bytes() + b"!")
    unchanged(photo)
    with pytest.raises(MediaUnreadable, match=r"'a\.png' was changed or damaged where it is kept"):
        unchanged(known)
    photo.path.unlink()
    with pytest.raises(MediaUnreadable, match=r"'a\.png' is gone"):
        unchanged(known)
