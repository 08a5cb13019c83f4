"""A few small frames of a film as JPEG data addresses; made only where the `local` extra is installed."""

import base64
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree.errors import SetupError

FRAMES = 6
_COVER_PX = 720  # the longer side
_FRAME_PX = 220
_BUDGET_BYTES = 110_000  # of all pictures, in base64
_MOST_DECODED = 900  # frames between a key frame and the one wanted
_QUALITIES = (72, 55, 40, 25)


@dataclass(frozen=True)
class Picture:
    """One frame. `uri` is a data address, `at_s` its time in the film."""

    uri: str
    at_s: float
    width: int
    height: int


@dataclass(frozen=True)
class Sheet:
    """The cover and a row of frames of one film; sizes are those of the film."""

    cover: Picture
    frames: tuple[Picture, ...]
    width: int
    height: int
    duration_s: float


def sheet(path: Path) -> Sheet | None:
    """Return cover and frames of that film; None if it cannot be read, or this installation cannot read films."""
    try:
        from imgfree.local.render import MediaUnreadable
        from imgfree.local.render.media import BROKEN, opened, refuse_giant
    except (ImportError, SetupError):
        return None
    try:
        with opened(path, path.name) as film:
            for stream in film.streams.video:
                refuse_giant(stream, path.name)
            shots, duration_s = _shots(film)
    except (*BROKEN, MediaUnreadable):
        return None
    if not shots:
        return None
    width, height = shots[0][1].size
    for quality in _QUALITIES:
        found = Sheet(_cover(shots, quality), _frames(shots, quality), width, height, duration_s)
        if sum(len(one.uri) for one in (found.cover, *found.frames)) <= _BUDGET_BYTES:
            return found
    return None


def _shots(film: Any) -> tuple[list[tuple[float, Any]], float]:
    """Return frames from the middle of equal parts of the film, with their times, and the film's length."""
    stream = film.streams.video[0] if film.streams.video else None
    if stream is None:
        return [], 0.0
    stream.thread_type = "AUTO"
    length_s = float(stream.duration * stream.time_base) if stream.duration else (film.duration or 0) / 1_000_000
    found: list[tuple[float, Any]] = []
    for number in range(FRAMES if length_s > 0 else 1):
        wanted_s = length_s * (number + 0.5) / FRAMES
        frame = _at(film, stream, wanted_s)
        if frame is not None and (not found or frame.time != found[-1][0]):
            found.append((float(frame.time or 0.0), frame.to_image()))
    return found, length_s


def _at(film: Any, stream: Any, wanted_s: float) -> Any:
    film.seek(int(wanted_s / stream.time_base), stream=stream)
    found = None
    for number, frame in enumerate(film.decode(stream)):
        found = frame
        if (frame.time or 0.0) >= wanted_s or number >= _MOST_DECODED:
            break
    return found


def _cover(shots: list[tuple[float, Any]], quality: int) -> Picture:
    """Return the richest of the frames: the one that compresses worst is no fade, and no empty wall."""
    at_s, image = max(shots, key=lambda shot: len(_jpeg(_small(shot[1], _FRAME_PX), 40)))
    return _picture(at_s, image, _COVER_PX, quality)


def _frames(shots: list[tuple[float, Any]], quality: int) -> tuple[Picture, ...]:
    return tuple(_picture(at_s, image, _FRAME_PX, quality) for at_s, image in shots)


def _picture(at_s: float, image: Any, longer_px: int, quality: int) -> Picture:
    small = _small(image, longer_px)
    coded = base64.b64encode(_jpeg(small, quality)).decode()
    return Picture(f"data:image/jpeg;base64,{coded}", at_s, *small.size)


def _small(image: Any, longer_px: int) -> Any:
    scale = min(1.0, longer_px / max(image.size))
    return image.resize(tuple(max(1, round(side * scale)) for side in image.size))


def _jpeg(image: Any, quality: int) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
