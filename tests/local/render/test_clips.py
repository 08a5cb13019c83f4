"""Clips: the right picture at each moment."""

import struct
from pathlib import Path

import numpy as np
import pytest
from render_parts import clip, draft, lights, make, pictures, shot

from imgfree.local.probe import probe
from imgfree.local.render import MediaUnreadable

STEPS = tuple(range(0, 2000, 100))


def _steps(found: list[float]) -> list[int]:
    """Return which of the clip's frames each film frame shows; frame k is grey 30 + 8k."""
    return [round((light - 30) / 8) for light in found]


def test_a_clip_keeps_its_pace(tmp_path: Path) -> None:
    """Ten pictures a second are shown for three frames each."""
    source = clip(tmp_path / "clip.mp4", times_ms=STEPS)
    make(draft(shot(source, 1000)), [source], tmp_path / "film.mp4")
    assert [n // 3 for n in range(30)] == _steps(lights(tmp_path / "film.mp4"))


def test_uneven_frames_keep_their_times(tmp_path: Path) -> None:
    """Pictures that come at 0, 400 and 500 ms are shown from then on, not evenly."""
    source = clip(tmp_path / "clip.mp4", times_ms=(0, 400, 500, 800))
    make(draft(shot(source, 800)), [source], tmp_path / "film.mp4")
    assert [0] * 12 + [1] * 3 + [2] * 9 == _steps(lights(tmp_path / "film.mp4"))


@pytest.mark.parametrize(
    ("facts", "first", "last"),
    [
        ({"in_ms": 500, "out_ms": 1500}, 5, 14),
        ({"speed": 2.0}, 0, 19),
        ({"speed": 0.5}, 0, 4),
        ({"reverse": True, "in_ms": 0, "out_ms": 1000}, 9, 0),
        ({"reverse": True, "in_ms": 600, "out_ms": 1600}, 15, 6),
    ],
)
def test_trim_speed_and_reverse(tmp_path: Path, facts: dict[str, object], first: int, last: int) -> None:
    """One second of film begins and ends with the pictures that the cut asks for, in steps of one direction."""
    source = clip(tmp_path / "clip.mp4", times_ms=STEPS)
    make(draft(shot(source, 1000, **facts)), [source], tmp_path / "film.mp4")
    found = _steps(lights(tmp_path / "film.mp4"))
    assert (first, last) == (found[0], found[-1])
    assert len({np.sign(step) for step in np.diff(found)} - {0}) == 1


def test_the_last_picture_is_held(tmp_path: Path) -> None:
    """A slot longer than the clip ends with its last frame, not with black."""
    source = clip(tmp_path / "clip.mp4", times_ms=(0, 100, 200))
    make(draft(shot(source, 1000)), [source], tmp_path / "film.mp4")
    assert [2] * 20 == _steps(lights(tmp_path / "film.mp4"))[10:]


def test_a_probe_knows_clip_song_and_damage(tmp_path: Path) -> None:
    """Size, length and rate of a clip; a cut-off one is refused by name."""
    source = clip(tmp_path / "clip.mp4", times_ms=tuple(range(0, 1000, 40)))
    found = probe(source.path)
    assert ("video", 96, 160) == (found.file_type, found.width, found.height)
    assert 0.1 > abs(1 - found.duration_s)
    assert 1 > abs(25 - found.fps)
    (tmp_path / "cut.mp4").write_bytes(source.path.read_bytes()[:900])
    with pytest.raises(MediaUnreadable, match=r"cut\.mp4"):
        probe(tmp_path / "cut.mp4")


def test_clips_have_bars_like_photos(tmp_path: Path) -> None:
    """A square clip on a tall frame is whole between bars of the background."""
    source = clip(tmp_path / "clip.mp4", size=(96, 96), light=lambda index: 200)
    make(draft(shot(source, 200), fit="contain", background="#0000ff"), [source], tmp_path / "film.mp4")
    picture = pictures(tmp_path / "film.mp4")[2]
    assert np.abs(picture[10, 90].astype(int) - (0, 0, 255)).max() < 12
    assert np.abs(picture[160, 90].astype(int) - 200).max() < 12


def test_a_phones_rotation_is_obeyed(tmp_path: Path) -> None:
    """A clip whose header says "turn a quarter clockwise to view" is seen and shown upright."""
    source = clip(tmp_path / "clip.mp4", size=(160, 96), left=220)
    data = bytearray(source.path.read_bytes())
    matrix = data.index(b"tkhd") + 4 + 4 + 20 + 16  # version and flags, times and ids, layer and volume
    data[matrix : matrix + 36] = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 96 << 16, 0, 1 << 30)
    source.path.write_bytes(data)
    found = probe(source.path)
    assert (96, 160) == (found.width, found.height)
    make(draft(shot(source, 200), fit="fill"), [source], tmp_path / "film.mp4")
    picture = pictures(tmp_path / "film.mp4")[2]
    # What was stored at the left is at the top after a turn clockwise.
    assert picture[:80].mean() > 180
    assert picture[200:].mean() < 80
