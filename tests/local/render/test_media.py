"""Which files are opened, and which of their streams are used."""

import io
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from odd_clips import Kind, two_tracks, written
from PIL import Image
from render_parts import asset, clip, draft, make, shot

from imgfree.local.assets import SoundChoice
from imgfree.local.probe import probe
from imgfree.local.render import MediaUnreadable
from imgfree.local.render.sound import decoded

CANVAS = (48, 64)


def test_a_photo_glued_to_a_clip_is_refused(tmp_path: Path) -> None:
    """An MP4 with a HEIC behind it, which ffmpeg would read for ever, names itself at once; so does the film."""
    written(tmp_path / "clip.mp4", Kind())
    photo = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64))).save(photo)
    (tmp_path / "both.mp4").write_bytes((tmp_path / "clip.mp4").read_bytes() + photo.getvalue())
    with pytest.raises(MediaUnreadable, match=r"both\.mp4"):
        probe(tmp_path / "both.mp4")
    both = asset(tmp_path / "both.mp4", "video", duration_s=1)
    with pytest.raises(MediaUnreadable, match=r"both\.mp4"):
        make(draft(shot(both, 100), size=CANVAS), [both], tmp_path / "film.mp4")


def test_a_giant_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    """A clip of 9000x4100 names itself, its size and what to do, at the door and in the film."""
    kind = Kind((0,), size=(9000, 4100), video="mjpeg", pixels="yuvj420p")
    with pytest.raises(MediaUnreadable, match=r"'giant\.mov' is 9000x4100"):
        written(tmp_path / "giant.mov", kind)
    giant = asset(tmp_path / "giant.mov", "video", duration_s=0.1)
    with pytest.raises(MediaUnreadable, match=r"'giant\.mov' is 9000x4100"):
        make(draft(shot(giant, 100), size=CANVAS), [giant], tmp_path / "film.mp4")


def test_a_playlist_under_a_clips_name_opens_nothing(tmp_path: Path) -> None:
    """Text that tells decoders to read other files is refused, and its target is not read."""
    clip(tmp_path / "secret.mp4")
    (tmp_path / "list.mp4").write_text(f"ffconcat version 1.0\nfile '{tmp_path}/secret.mp4'\n")
    (tmp_path / "hls.mp4").write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{tmp_path}/secret.mp4\n")
    for name in ("list.mp4", "hls.mp4"):
        with pytest.raises(MediaUnreadable, match=name):
            probe(tmp_path / name)


@pytest.mark.parametrize(("marked", "number", "level"), [("fra", 1, 0.02), ("eng", 2, 0.5)])
def test_of_several_sound_tracks_the_marked_one_is_used(tmp_path: Path, marked: str, number: int, level: float) -> None:
    """The probe says which one that is, and what is heard is that one."""
    path = tmp_path / "clip.mkv"
    two_tracks(path, marked)
    assert SoundChoice(number, 2, marked) == probe(path).sound
    loudest = max(float(np.abs(block).max()) for block in decoded(path, "clip.mkv"))
    assert loudest == pytest.approx(level, rel=0.2)
