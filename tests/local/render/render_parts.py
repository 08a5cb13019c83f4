"""Real photos, clips and songs for the renderer's tests, and eyes and ears for what it made."""

import wave
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from PIL import Image

from imgfree.local.assets import Asset
from imgfree.local.render import Output, Rendered, render

F64 = npt.NDArray[np.float64]
RATE = 48_000


STORED = {  # how a picture lies in a file of that orientation, where it does not stand
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def asset(path: Path, file_type: str = "image", *, duration_s: float = 0.0) -> Asset:
    """Return an asset whose id is the file's stem."""
    size = path.stat().st_size if path.exists() else 0
    return Asset(path.stem, path.name, file_type, path, 0, 0, duration_s, size, "", "")  # type: ignore[arg-type]


def plain(path: Path, color: tuple[int, int, int] = (200, 60, 40), size: tuple[int, int] = (180, 320)) -> Asset:
    """Return a photo of one colour."""
    Image.new("RGB", size, color).save(path)
    return asset(path)


def textured(path: Path, size: tuple[int, int] = (360, 640), seed: int = 1) -> Asset:
    """Return a photo with soft random detail."""
    noise = np.random.default_rng(seed).integers(0, 255, (size[1] // 8, size[0] // 8, 3), np.uint8)
    Image.fromarray(noise).resize(size, Image.Resampling.BICUBIC).save(path, quality=95)
    return asset(path)


def song(path: Path, *, seconds: float = 2.0, hertz: float = 440.0, level: float = 0.5) -> Asset:
    """Return a tone, mono, 44.1 kHz, 16 bit."""
    samples = level * np.sin(2 * np.pi * hertz * np.arange(int(44_100 * seconds)) / 44_100)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return asset(path, "audio", duration_s=seconds)


def clip(
    path: Path,
    *,
    times_ms: Sequence[int] = tuple(range(0, 1000, 40)),
    size: tuple[int, int] = (96, 160),
    sound: bool = True,
    light: Callable[[int], int] = lambda index: 30 + 8 * index,
    left: int | None = None,
) -> Asset:
    """Return an H.264 clip whose frame `index` is one grey, shown from `times_ms[index]` on; with a quiet tone.

    `left` is the light of its left third, where that differs.
    """
    with av.open(str(path), "w") as file:
        video = file.add_stream("libx264", rate=25, options={"crf": "5", "bf": "0"})
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        video.codec_context.time_base = Fraction(1, 1000)
        tone = file.add_stream("aac", rate=RATE, layout="stereo") if sound else None
        for index, at_ms in enumerate(times_ms):
            picture = Image.new("RGB", size, (light(index),) * 3)
            if left is not None:
                picture.paste((left,) * 3, (0, 0, size[0] // 3, size[1]))
            frame = av.VideoFrame.from_image(picture)
            frame.pts, frame.time_base = at_ms, Fraction(1, 1000)
            file.mux(video.encode(frame))
        file.mux(video.encode(None))
        if tone is not None:
            length = times_ms[-1] + 40
            wave_ = 0.3 * np.sin(2 * np.pi * 330 * np.arange(RATE * length // 1000) / RATE).astype(np.float32)
            block = av.AudioFrame.from_ndarray(np.vstack([wave_, wave_]), format="fltp", layout="stereo")
            block.sample_rate, block.pts = RATE, 0
            file.mux(tone.encode(block))
            file.mux(tone.encode(None))
    return asset(path, "video", duration_s=(times_ms[-1] + 40) / 1000)


def shot(source: Asset, ms: int, **facts: Any) -> dict[str, Any]:
    """Return a segment of the video track."""
    return {"d": ms, "m": {"source": source.id, "title": source.filename, **facts}}


def draft(
    *shots: dict[str, Any],
    texts: Sequence[dict[str, Any]] = (),
    music: Sequence[dict[str, Any]] = (),
    size: tuple[int, int] = (180, 320),
    **facts: Any,
) -> dict[str, Any]:
    """Return a draft; shots with a transition overlap the one before."""
    at = 0
    for one in shots:
        at -= (one["m"].get("transition") or {}).get("ms", 0)
        one["m"].setdefault("start", at)
        at = one["m"]["start"] + one["d"]
    tracks = [{"tt": 0, "sg": list(shots)}, {"tt": 1, "sg": list(music)}, {"tt": 7, "sg": list(texts)}]
    return {"d": at, "m": {"width": size[0], "height": size[1], "fps": 30, **facts}, "t": tracks}


def make(
    what: Mapping[str, Any], assets: Sequence[Asset], target: Path, output: Output | None = None, **seams: Any
) -> Rendered:
    """Return the rendered draft."""
    seams = {"on_progress": lambda share: None, "cancelled": lambda: False} | seams
    return render(what, {one.id: one for one in assets}, output or Output(target.suffix[1:]), target, **seams)  # type: ignore[arg-type]


def pictures(path: Path) -> list[npt.NDArray[np.uint8]]:
    """Return all frames as RGB."""
    with av.open(str(path)) as file:
        return [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]


def lights(path: Path) -> list[float]:
    """Return each frame's mean light, 0 to 255."""
    return [float(picture.mean()) for picture in pictures(path)]


def heard(path: Path) -> F64:
    """Return the sound's left channel."""
    with av.open(str(path)) as file:
        blocks = [frame.to_ndarray()[0] for frame in file.decode(audio=0)]
    return np.concatenate(blocks).astype(np.float64)


def loudness_db(samples: F64) -> float:
    """Return the RMS level in dB below full scale."""
    return float(10 * np.log10(np.mean(samples * samples)))
