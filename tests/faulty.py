"""Small films with faults built in, made in code: what is wrong with each is known, and so is when."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from PIL import Image

from imgfree.local.assets import Asset, Focus
from imgfree.local.inspection.findings import Finding, Inspection
from imgfree.local.render.frames import planes_of, tag
from imgfree.local.render.picture import Painter
from imgfree.local.render.planes import copy, from_rgb
from imgfree.local.render.reel import Lettering, Move, Reel, Take

U8 = npt.NDArray[np.uint8]
F64 = npt.NDArray[np.float64]
SIZE = 240, 426
RATE = 48_000
Paint = Callable[[float], U8]


def alive(at_s: float, size: tuple[int, int] = SIZE) -> U8:
    """Return a picture that moves all over: soft waves of some colour."""
    across, down = 40 * np.sin(np.arange(size[0]) / 17 + at_s * 3), 35 * np.sin(np.arange(size[1]) / 23 - at_s * 2)
    waves, picture = 110 + across + down[:, None], np.empty((size[1], size[0], 3), np.uint8)
    for channel, share in enumerate((1.0, 0.9, 0.8)):
        picture[..., channel] = waves * share
    return picture


def gray(level: int, size: tuple[int, int] = SIZE) -> U8:
    """Return a picture of one gray."""
    return np.full((size[1], size[0], 3), level, np.uint8)


def during(first_s: float, end_s: float, inside: Paint, outside: Paint = alive) -> Paint:
    """Return what shows one thing for a while, and another before and after."""
    return lambda at_s: inside(at_s) if first_s <= at_s < end_s else outside(at_s)


def flicker(hertz: float, one: int, other: int, share: float = 1.0) -> Paint:
    """Return what alternates between two grays, over a share of the picture's height."""

    def paint(at_s: float) -> U8:
        picture = alive(0.0)
        picture[: round(share * len(picture))] = one if int(at_s * 2 * hertz + 1e-6) % 2 else other
        return picture

    return paint


def film(path: Path, paint: Paint, seconds: float = 4.0, *, fps: int = 30, sound: F64 | None = None) -> Path:
    """Write a film of what `paint` shows at each moment, with mono sound if there is any."""
    _write(path, (_frame(paint(n / fps)) for n in range(round(seconds * fps))), fps, sound)
    return path


def _frame(rgb: U8) -> VideoFrame:
    """Return a frame in our own films' colours."""
    made = VideoFrame(rgb.shape[1], rgb.shape[0], "yuv420p")
    tag(made)
    copy(from_rgb(np.ascontiguousarray(rgb)), planes_of(made))
    return made


def shot(reel: Reel, assets: Mapping[str, Asset], path: Path, sound: F64 | None = None) -> Path:
    """Write the film that a reel describes, as it stands: nothing is arranged for it."""
    with closing(Painter(reel, assets)) as painter:
        _write(path, painter.frames(0, reel.frames), reel.fps, sound)
    return path


def _write(path: Path, frames: Any, fps: int, sound: F64 | None) -> None:
    with av.open(str(path), "w") as container:
        stream = None
        heard = container.add_stream("aac", rate=RATE, layout="mono") if sound is not None else None
        for number, frame in enumerate(frames):
            if stream is None:
                stream = container.add_stream("libx264", rate=fps, options={"crf": "16", "preset": "ultrafast"})
                assert isinstance(stream, VideoStream)
                stream.width, stream.height, stream.pix_fmt = frame.width, frame.height, "yuv420p"
                tag(stream.codec_context)
            frame.pts, frame.time_base = number, Fraction(1, fps)
            container.mux(stream.encode(frame))
        assert stream is not None
        container.mux(stream.encode(None))
        if heard is not None and sound is not None:
            assert isinstance(heard, AudioStream)
            whole = AudioFrame.from_ndarray(sound.astype(np.float32).reshape(1, -1), format="fltp", layout="mono")
            whole.sample_rate, whole.pts, whole.time_base = RATE, 0, Fraction(1, RATE)
            container.mux(heard.encode(whole))
            container.mux(heard.encode(None))


def tone(level: float, seconds: float = 4.0, *, most: float = 1.0) -> F64:
    """Return chords that come and go, cut off at `most`."""
    at = np.arange(round(seconds * RATE)) / RATE
    chord = sum(np.sin(2 * np.pi * hertz * at) for hertz in (220.0, 277.2, 329.6)) / 3
    wave: F64 = np.clip(level * chord * (0.75 + 0.25 * np.sin(2 * np.pi * 2 * at)), -most, most)
    return wave


def photo(path: Path, color: str | U8, size: tuple[int, int] = (480, 852), focus: Focus | None = None) -> Asset:
    """Return a photo of one colour, or of that picture, as a session would know it."""
    picture = Image.new("RGB", size, color) if isinstance(color, str) else Image.fromarray(color)
    picture.save(path)
    width, height = picture.size
    return Asset(path.stem, path.name, "image", path, width, height, 0.0, 0, "", "", focus=focus)


def reel(
    assets: Sequence[Asset],
    words: Sequence[Lettering] = (),
    *,
    each: int = 60,
    size: tuple[int, int] = (360, 640),
    move: Move | None = None,
    **facts: Any,
) -> Reel:
    """Return a film of these photos, one after the other, with a slow zoom."""
    takes = tuple(
        Take(one.id, number * each, each, move or Move("zoom_in", 0.1), focus=one.focus)
        for number, one in enumerate(assets)
    )
    return replace(Reel(*size, 30, each * len(takes), takes, tuple(words)), **facts)


def of_fault(found: Inspection, fault: str) -> list[Finding]:
    """Return the findings of one kind."""
    return [one for one in found.findings if one.fault == fault]


def text(words: str, position: str = "center", role: str = "text", **style: Any) -> Lettering:
    """Return a text for two seconds."""
    return Lettering(words, 0, 60, role, position, style)
