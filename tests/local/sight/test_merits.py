"""The merits of a clip's parts, measured on clips that are soft, restless and silent in known places."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image, ImageFilter

from imgfree.local.probe import probe

_SECONDS, _FPS, _RATE = 6, 25, 48_000
Picture = np.ndarray[Any, np.dtype[np.uint8]]


def _clip(path: Path, picture: Callable[[float], Picture], level: Callable[[float], float] | None = None) -> Path:
    """Return a clip of 6 s whose picture, and a tone's level, follow the time."""
    with av.open(str(path), "w") as file:
        video = file.add_stream("libx264", rate=_FPS, options={"crf": "18", "g": "10"})
        video.width, video.height, video.pix_fmt = 192, 108, "yuv420p"
        tone = file.add_stream("aac", rate=_RATE, layout="mono") if level else None
        for number in range(_SECONDS * _FPS):
            file.mux(video.encode(av.VideoFrame.from_ndarray(picture(number / _FPS), format="rgb24")))
        file.mux(video.encode(None))
        if tone and level:
            times = np.arange(_SECONDS * _RATE) / _RATE
            heard = np.sin(2 * np.pi * 330 * times) * np.array([level(at) for at in range(_SECONDS)])[times.astype(int)]
            block = av.AudioFrame.from_ndarray(heard[None].astype(np.float32), format="fltp", layout="mono")
            block.sample_rate, block.time_base, block.pts = _RATE, Fraction(1, _RATE), 0
            file.mux(tone.encode(block))
            file.mux(tone.encode(None))
    return path


def _scene(soft: float = 0.0, shift: int = 0) -> Picture:
    noise = np.random.default_rng(1).integers(0, 255, (14, 24, 3), np.uint8)
    picture = Image.fromarray(noise).resize((192, 108), Image.Resampling.NEAREST).filter(ImageFilter.GaussianBlur(soft))
    return np.ascontiguousarray(np.roll(np.asarray(picture), shift, axis=1))


def _mean(merits: tuple[float, ...], first: float, last: float) -> float:
    each = _SECONDS / len(merits)
    return float(np.mean(merits[round(first / each) : round(last / each)]))


def test_sharp_and_steady_parts_are_better(tmp_path: Path) -> None:
    """Two seconds each out of focus, sharp, and sharp but shaken: the middle ones have the highest merits."""

    def picture(at_s: float) -> Picture:
        return _scene(5.0) if at_s < 2 else _scene() if at_s < 4 else _scene(shift=round(at_s * _FPS) * 13 % 40)

    merits = probe(_clip(tmp_path / "clip.mp4", picture)).merits
    soft, sharp, shaken = (_mean(merits, first, first + 2) for first in (0, 2, 4))
    assert (12, True, True) == (len(merits), sharp > 1.3 * soft, sharp > 1.3 * shaken)


def test_loud_parts_are_better(tmp_path: Path) -> None:
    """Where the picture is the same throughout, the part in which something is to be heard has the highest merit."""
    merits = probe(_clip(tmp_path / "clip.mp4", lambda at_s: _scene(), lambda at_s: 0.5 * (at_s == 4))).merits
    assert _mean(merits, 4, 5) > 1.3 * _mean(merits, 0, 4)


def test_a_short_clip_has_no_parts(tmp_path: Path) -> None:
    """A clip of less than a second has no better part, and a photo none at all."""
    Image.fromarray(_scene()).save(tmp_path / "photo.png")
    assert () == probe(tmp_path / "photo.png").merits
