"""Clips as phones, screen recorders and editors write them, made in code."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from av.stream import Disposition
from PIL import Image
from render_parts import RATE, asset

from imgfree.local.assets import Asset, Probe
from imgfree.local.probe import probe

F32 = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Kind:
    """How a clip is written. Picture `index` is grey 30 + 8 x index, shown from `times_ms[index]` on."""

    times_ms: Sequence[int] = tuple(range(0, 1000, 40))
    size: tuple[int, int] = (48, 64)
    video: str = "libx264"
    pixels: str = "yuv420p"
    shape: Fraction | None = None  # of a pixel
    sound: F32 | None = None  # channels by samples
    audio: str = "aac"
    rate: int = RATE
    layout: str = "stereo"
    sound_ms: int = 0  # when the sound sets in


def written(path: Path, kind: Kind) -> tuple[Asset, Probe]:
    """Return the clip as an upload makes it, and what the probe says of it."""
    with av.open(str(path), "w") as file:
        video: Any = file.add_stream(kind.video, rate=25, options={"bf": "0", "crf": "5", "b": "1M"})
        video.width, video.height, video.pix_fmt = *kind.size, kind.pixels
        video.codec_context.time_base = Fraction(1, 1000)
        if kind.shape:
            video.codec_context.sample_aspect_ratio = kind.shape
        audio: Any = file.add_stream(kind.audio, rate=kind.rate, layout=kind.layout) if kind.sound is not None else None
        for index, at_ms in enumerate(kind.times_ms):
            frame = av.VideoFrame.from_image(Image.new("RGB", kind.size, (30 + 8 * (index % 28),) * 3))
            frame = frame.reformat(format=kind.pixels)
            frame.pts, frame.time_base = at_ms, Fraction(1, 1000)
            file.mux(video.encode(frame))
        file.mux(video.encode(None))
        if audio is not None and kind.sound is not None:
            block = av.AudioFrame.from_ndarray(np.ascontiguousarray(kind.sound), format="fltp", layout=kind.layout)
            block.sample_rate, block.time_base = kind.rate, Fraction(1, kind.rate)
            block.pts = kind.sound_ms * kind.rate // 1000
            file.mux(audio.encode(block))
            file.mux(audio.encode(None))
    seen = probe(path)
    one = asset(path, "video", duration_s=seen.duration_s)
    return replace(one, width=seen.width, height=seen.height, fps=seen.fps), seen


def tone(seconds: float, *, rate: int = RATE, channels: int = 2, hertz: float = 330, level: float = 0.3) -> F32:
    """Return a sine, the same in all channels."""
    one = level * np.sin(2 * np.pi * hertz * np.arange(round(rate * seconds)) / rate)
    return np.tile(one, (channels, 1)).astype(np.float32)


def noise(seconds: float, *, level: float = 0.1, seed: int = 1) -> F32:
    """Return noise without what codecs leave out above 12 kHz, the same in both channels."""
    white = np.random.default_rng(seed).normal(0, level * 2, round(RATE * seconds) + 8)
    return np.tile(np.convolve(white, np.hanning(9)[1:-1] / 4, "same")[: round(RATE * seconds)], (2, 1)).astype(
        np.float32
    )


def two_tracks(path: Path, marked: str) -> None:
    """Write a clip with a quiet French and a loud English track; `marked` is the default one."""
    with av.open(str(path), "w") as file:
        video: Any = file.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
        sounds: dict[str, Any] = {name: file.add_stream("aac", rate=44100, layout="mono") for name in ("fra", "eng")}
        for name, stream in sounds.items():
            stream.metadata["language"] = name
            stream.disposition = Disposition.default if name == marked else Disposition(0)
        for _ in range(10):
            file.mux(video.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")))
        file.mux(video.encode(None))
        for name, level in (("fra", 0.02), ("eng", 0.5)):
            samples = (level * np.sin(np.arange(17640) / 20)).astype(np.float32)
            block = av.AudioFrame.from_ndarray(samples[None], format="fltp", layout="mono")
            block.sample_rate = 44100
            file.mux(sounds[name].encode(block))
            file.mux(sounds[name].encode(None))
