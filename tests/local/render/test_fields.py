"""Interlaced clips lose their combs, and nothing else; other clips are left alone."""

import struct
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
import pytest
from render_parts import asset, draft, make, pictures, shot

from imgfree.local.assets import Asset
from imgfree.local.render.fields import whole_pictures
from imgfree.local.render.media import opened, picture_stream

W, H, STEP = 160, 96, 5


def _bar_at(field: int) -> int:
    return 10 + field * STEP % 120


def _clip(path: Path, *, flagged: bool = True, top_first: bool = True, frames: int = 25) -> Asset:
    """Return a clip whose even and odd lines show a black bar at two moments, 50 of them a second."""
    with av.open(str(path), "w") as file:
        options = {"crf": "8", "flags": "+ilme+ildct", "x264-params": f"{'tff' if top_first else 'bff'}=1"}
        video: Any = file.add_stream("libx264", rate=25, options=options if flagged else {"crf": "8"})
        video.width, video.height, video.pix_fmt = W, H, "yuv420p"
        for number in range(frames):
            picture = np.full((H, W, 3), 160, np.uint8)
            for field in (0, 1):
                lines = field if top_first else 1 - field
                picture[lines::2, _bar_at(2 * number + field) :][:, :20] = 16
            file.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")))
        file.mux(video.encode(None))
    return asset(path, "video", duration_s=frames / 25)


def _combs(picture: npt.NDArray[np.uint8]) -> float:
    """Return how much more neighbouring lines differ than those two apart do, in light."""
    light = picture[8:-8].mean(axis=2)
    return float(np.abs(light[1:-1] - light[2:]).mean() - np.abs(light[:-2] - light[2:]).mean())


@pytest.mark.parametrize("top_first", [True, False])
@pytest.mark.parametrize(
    "facts", [{}, {"in_ms": 400, "out_ms": 900}, {"speed": 2.0}, {"reverse": True, "in_ms": 0, "out_ms": 900}]
)
def test_combs_are_gone(tmp_path: Path, top_first: bool, facts: dict[str, object]) -> None:
    """Whichever field comes first, wherever the clip is cut, at any speed and backwards."""
    source = _clip(tmp_path / "clip.mp4", top_first=top_first)
    make(draft(shot(source, 400, **facts), size=(W, H)), [source], tmp_path / "film.mp4")
    found = pictures(tmp_path / "film.mp4")
    assert 1.5 > max(map(_combs, found))
    assert all((one.mean(axis=(0, 2)) < 60).sum() >= 12 for one in found)  # the bar is whole, and not a ghost


def test_the_same_clip_unflagged_has_them(tmp_path: Path) -> None:
    """What nobody flags is shown as it is: stripes may be meant."""
    source = _clip(tmp_path / "clip.mp4", flagged=False)
    make(draft(shot(source, 400), size=(W, H)), [source], tmp_path / "film.mp4")
    assert 3 < max(map(_combs, pictures(tmp_path / "film.mp4")))


def test_a_turned_one_is_made_whole_before_it_is_turned(tmp_path: Path) -> None:
    """Its fields are columns as seen, and gone all the same."""
    source = _clip(tmp_path / "clip.mp4")
    data = bytearray(source.path.read_bytes())
    at = data.index(b"tkhd") + 4 + 4 + 20 + 16
    data[at : at + 36] = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, H << 16, 0, 1 << 30)
    source.path.write_bytes(data)
    make(draft(shot(source, 400), size=(H, W), fit="fill"), [source], tmp_path / "film.mp4")
    assert 1.5 > max(_combs(one.swapaxes(0, 1)) for one in pictures(tmp_path / "film.mp4"))


@pytest.mark.parametrize("flagged", [True, False])
def test_every_frame_keeps_its_time(tmp_path: Path, flagged: bool) -> None:
    """As many pictures come out as went in, each at its own time; without a flag they are the very same frames."""
    source = _clip(tmp_path / "clip.mp4", flagged=flagged)
    with opened(source.path, "clip.mp4") as container:
        stream = picture_stream(container)
        assert stream is not None
        stored = list(container.decode(stream))
    shown = list(whole_pictures(iter(stored), stream))
    assert [round(frame.time or 0, 3) for frame in stored] == [round(frame.time or 0, 3) for frame in shown]
    assert flagged or all(one is other for one, other in zip(stored, shown, strict=True))
