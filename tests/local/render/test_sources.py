"""What a take is made of: photos at the size its motion needs, clips and animations as they play."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from render_parts import asset, clip, plain

from imgfree.local.render import MediaUnreadable
from imgfree.local.render.animation import Animation
from imgfree.local.render.clips import Clip
from imgfree.local.render.reel import Move, Reel, Take
from imgfree.local.render.sources import Played, Still, source, unchanged

WIDTH, HEIGHT = 720, 1280


def _take(name: str, kind: str = "none", amount: float = 0.0) -> Take:
    return Take(name, 0, 30, Move(kind, amount))


def _reel(width: int = WIDTH, height: int = HEIGHT) -> Reel:
    return Reel(width, height, 30, 30, ())


def test_what_is_in_a_file_decides_how_it_plays(tmp_path: Path) -> None:
    """A clip, a GIF of several pictures and a photo are each shown in their own way."""
    greys = [Image.new("RGB", (16, 16), (light,) * 3) for light in (40, 120)]
    greys[0].save(tmp_path / "plays.gif", save_all=True, append_images=greys[1:], duration=100)
    greys[0].save(tmp_path / "stands.gif")
    film = clip(tmp_path / "clip.mp4", times_ms=(0, 40), size=(32, 48), sound=False)
    found = []
    for one in (film, asset(tmp_path / "plays.gif"), asset(tmp_path / "stands.gif")):
        made = source({one.id: one}, _reel(32, 48), _take(one.id), None)
        found.append(type(made.playing if isinstance(made, Played) else made))
        made.close()
    assert [Clip, Animation, Still] == found


def test_a_file_has_to_be_the_one_that_came(tmp_path: Path) -> None:
    """One that was changed or is gone is named; one of which no digest is known is taken as it is."""
    photo = plain(tmp_path / "a.png", size=(8, 8))
    known = replace(photo, sha256=hashlib.sha256(photo.path.read_bytes()).hexdigest())
    unchanged(known)
    photo.path.write_bytes(photo.path.read_bytes() + b"!")
    unchanged(photo)
    with pytest.raises(MediaUnreadable, match=r"'a\.png' was changed"):
        unchanged(known)
    photo.path.unlink()
    with pytest.raises(MediaUnreadable, match=r"'a\.png' is gone"):
        unchanged(known)
