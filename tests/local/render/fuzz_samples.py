"""Small sound files of every kind that is taken, and seeded ways to break them."""

import io
import wave
import zlib
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
import pillow_heif
from PIL import Image

SIZE = (48, 64)
RATE = 48_000
_TICKS = 8  # pictures in a sample that plays


class Sample(NamedTuple):
    """A whole file of one kind."""

    kind: str
    suffix: str
    data: bytes


def samples(folder: Path) -> list[Sample]:
    """Return one of each kind; `folder` is where the ones with tracks are written and read back."""
    return [*_pictures(), *_tracks(folder)]


def _picture(index: int = 0) -> Image.Image:
    noise = np.random.default_rng(index).integers(0, 255, (SIZE[1] // 8, SIZE[0] // 8, 3), np.uint8)
    return Image.fromarray(noise).resize(SIZE, Image.Resampling.BICUBIC)


def _pictures() -> list[Sample]:
    first, *rest = (_picture(index) for index in range(4))
    exif = Image.Exif()
    exif[0x0112] = 6
    plays: dict[str, object] = {"save_all": True, "append_images": rest, "duration": 80, "loop": 0}
    made: list[tuple[str, str, str, Image.Image, Mapping[str, object]]] = [
        ("jpeg", "jpg", "JPEG", first, {}),
        ("progressive", "jpg", "JPEG", first, {"progressive": True, "exif": exif}),
        ("png", "png", "PNG", first.convert("RGBA"), {}),
        ("palette", "png", "PNG", first.quantize(16), {"transparency": 3}),
        ("apng", "png", "PNG", first, plays),
        ("webp", "webp", "WEBP", first, {}),
        ("awebp", "webp", "WEBP", first, plays),
        ("gif", "gif", "GIF", first, plays),
    ]
    found = [Sample(kind, suffix, _saved(picture, form, facts)) for kind, suffix, form, picture, facts in made]
    heic = io.BytesIO()
    pillow_heif.from_pillow(first).save(heic, quality=80)
    return [*found, Sample("heic", "heic", heic.getvalue())]


def _saved(picture: Image.Image, form: str, facts: Mapping[str, object]) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, **facts)
    return target.getvalue()


def _tracks(folder: Path) -> list[Sample]:
    made: list[tuple[str, str, str, str]] = [
        ("mp4", "mp4", "libx264", "aac"),
        ("mov", "mov", "libx264", "aac"),
        ("mkv", "mkv", "libx264", "aac"),
        ("webm", "webm", "libvpx", "libopus"),
        ("avi", "avi", "mpeg4", "libmp3lame"),
        ("m4a", "m4a", "", "aac"),
        ("aac", "aac", "", "aac"),
        ("mp3", "mp3", "", "libmp3lame"),
    ]
    return [*(Sample(kind, suffix, _film(folder, suffix, video, audio)) for kind, suffix, video, audio in made), _wav()]


def _film(folder: Path, suffix: str, video: str, audio: str) -> bytes:
    path = folder / f"sample.{suffix}"
    form = {"m4a": "ipod", "aac": "adts", "mkv": "matroska"}.get(suffix)
    with av.open(str(path), "w", format=form, container_options={"fflags": "+bitexact"}) as file:
        seen = file.add_stream(video, rate=20) if video else None
        heard = file.add_stream(audio, rate=RATE, layout="stereo")
        if seen is not None:
            seen.width, seen.height, seen.pix_fmt = *SIZE, "yuv420p"
            for index in range(_TICKS):
                frame = av.VideoFrame.from_image(_picture(index))
                frame.pts, frame.time_base = index, Fraction(1, 20)
                file.mux(seen.encode(frame))
            file.mux(seen.encode(None))
        tone = np.tile(_tone(), (2, 1)).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(tone, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = RATE, 0
        file.mux(heard.encode(frame))
        file.mux(heard.encode(None))
    return path.read_bytes()


def _tone() -> np.ndarray:  # type: ignore[type-arg]
    return 0.4 * np.sin(2 * np.pi * 330 * np.arange(RATE * _TICKS // 20) / RATE)


def _wav() -> Sample:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((_tone() * 32767).astype("<i2").tobytes())
    return Sample("wav", "wav", target.getvalue())


class Wounded(NamedTuple):
    """A broken file, and how it was broken."""

    name: str
    kind: str
    wound: str
    data: bytes


Wound = Callable[[bytes, np.random.Generator], bytes]


def _truncated(data: bytes, dice: np.random.Generator) -> bytes:
    return data[: int(dice.integers(1, len(data)))]


def _flipped(data: bytes, dice: np.random.Generator) -> bytes:
    hurt = bytearray(data)
    for _ in range(int(dice.integers(1, 24))):
        hurt[int(dice.integers(0, len(hurt)))] ^= int(dice.integers(1, 256))
    return bytes(hurt)


def _zeroed(data: bytes, dice: np.random.Generator) -> bytes:
    start, end = _part(data, dice)
    return data[:start] + bytes(end - start) + data[end:]


def _doubled(data: bytes, dice: np.random.Generator) -> bytes:
    start, end = _part(data, dice)
    return data[:end] + data[start:end] + data[end:]


def _swapped(data: bytes, dice: np.random.Generator) -> bytes:
    first, second, third, fourth = sorted(int(at) for at in dice.integers(0, len(data) + 1, 4))
    return data[:first] + data[third:fourth] + data[second:third] + data[first:second] + data[fourth:]


def _part(data: bytes, dice: np.random.Generator) -> tuple[int, int]:
    start = int(dice.integers(0, len(data)))
    return start, min(len(data), start + int(dice.integers(1, max(2, len(data) // 3))))


def _emptied(data: bytes, dice: np.random.Generator) -> bytes:
    return b""


# Where a header says how large or how long something is: a marker, how far behind it the number is, its bytes.
_CLAIMS: tuple[tuple[bytes, int, int], ...] = (
    (b"\xff\xc0", 5, 2),
    (b"\xff\xc2", 7, 2),
    (b"\xff\xdb", 2, 2),
    (b"IHDR", 4, 4),
    (b"IHDR", 8, 4),
    (b"IDAT", -4, 4),
    (b"acTL", 4, 4),
    (b"fcTL", 8, 4),
    (b"GIF89a", 6, 2),
    (b"GIF89a", 8, 2),
    (b"RIFF", 4, 4),
    (b"VP8X", 12, 3),
    (b"VP8 ", 14, 2),
    (b"ANMF", 14, 3),
    (b"ispe", 8, 4),
    (b"iloc", 4, 4),
    (b"avc1", 28, 2),
    (b"avc1", 30, 2),
    (b"tkhd", 80, 4),
    (b"mvhd", 16, 4),
    (b"mvhd", 20, 4),
    (b"mdhd", 16, 4),
    (b"stsz", 12, 4),
    (b"stts", 8, 4),
    (b"stts", 16, 4),
    (b"stco", 12, 4),
    (b"mdat", -4, 4),
    (b"moov", -4, 4),
    (b"\x44\x89\x88", 3, 4),
    (b"\x1f\x43\xb6\x75", 4, 4),
    (b"\x18\x53\x80\x67", 4, 8),
    (b"\xb0\x81", 2, 1),
    (b"\xba\x81", 2, 1),
    (b"avih", 8, 4),
    (b"avih", 40, 4),
    (b"strf", 12, 4),
    (b"fmt ", 10, 2),
    (b"fmt ", 12, 4),
    (b"fmt ", 20, 2),
    (b"data", 4, 4),
    (b"Info", 8, 4),
    (b"Xing", 8, 4),
    (b"mp4a", 24, 2),
)


def _lying(data: bytes, dice: np.random.Generator) -> bytes:
    """Return the file with one or two of its numbers replaced; a PNG's check sums are made right again."""
    claims = [claim for claim in _CLAIMS if claim[0] in data] or [(data[:4], 4, 4)]
    hurt = bytearray(data)
    for _ in range(int(dice.integers(1, 3))):
        marker, offset, length = claims[int(dice.integers(0, len(claims)))]
        at = max(0, hurt.find(marker) + offset)
        value = int(dice.choice([0, 1, 255, 9999, 30_000, 65_535, 2**24 - 1, 2**31 - 1, 2**32 - 1]))
        order = "little" if data[:3] in (b"RIF", b"GIF") else "big"
        hurt[at : at + length] = (value % 256**length).to_bytes(length, order)  # type: ignore[arg-type]
    if data[:4] == b"\x89PNG":
        hurt[29:33] = zlib.crc32(hurt[12:29]).to_bytes(4, "big")
    return bytes(hurt)


WOUNDS: Mapping[str, Wound] = {
    "truncated": _truncated,
    "flipped": _flipped,
    "zeroed": _zeroed,
    "doubled": _doubled,
    "swapped": _swapped,
    "lying": _lying,
    "empty": _emptied,
}
_ALL = (*WOUNDS, "misnamed", "glued", "none")


def wounded(whole: Sequence[Sample], seed: int, count: int) -> list[Wounded]:
    """Return `count` files: each kind with each wound in turn, then kinds with several wounds."""
    broken = []
    for index in range(count):
        dice = np.random.default_rng([seed, index])
        sample = whole[index % len(whole)]
        turn = index // len(whole)
        wounds = [_ALL[turn]] if turn < len(_ALL) else [str(dice.choice(list(WOUNDS)[:6])) for _ in range(3)]
        other = whole[int(dice.integers(0, len(whole)))]
        data, suffix = sample.data, sample.suffix
        for wound in wounds:
            data = WOUNDS[wound](data, dice) if wound in WOUNDS and data else data
        if "glued" in wounds:
            data = data + other.data if dice.random() < 0.5 else data[: len(data) // 2] + other.data
        if "misnamed" in wounds:
            suffix = other.suffix
        broken.append(Wounded(f"file-{index}.{suffix}", sample.kind, "+".join(wounds), data))
    return broken
