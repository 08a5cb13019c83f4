"""Small pictures of what a run made, as JPEG data addresses; made only where the `local` extra is installed."""

import base64
import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree.errors import SetupError

FRAMES = 6
MOST_FILES = 12  # with pictures; a page has no room for more
_BUDGET_BYTES = 110_000  # of all pictures of one film that is alone, in base64
_FIRST_BYTES, _OTHERS_BYTES = 70_000, 80_000  # of the first of several, and of all others together
_MOST_DECODED = 900  # frames between a key frame and the one wanted
# Cover and frames, longer sides in pixels, and their quality: the first that fits the budget is taken.
_COVERS = ((320, 60), (240, 55), (200, 50), (160, 45), (128, 40), (112, 32), (96, 26), (80, 22))
_SIZES = ((720, 220, 72), (720, 220, 55), (560, 200, 45), (420, 160, 40), (320, 130, 35), (240, 100, 30), (160, 80, 25))


@dataclass(frozen=True)
class Picture:
    """One frame. `uri` is a data address, `at_s` its time in the film."""

    uri: str
    at_s: float
    width: int
    height: int


@dataclass(frozen=True)
class Sheet:
    """The cover and a row of frames of one film, no frames of a still; sizes are those of the file."""

    cover: Picture
    frames: tuple[Picture, ...]
    width: int
    height: int
    duration_s: float

    @property
    def tall(self) -> bool:
        """Return whether it is higher than wide."""
        return self.height > self.width


def sheets(paths: Sequence[Path]) -> list[Sheet | None]:
    """Return cover and frames of these files, the first one's largest; None where there is nothing to be seen.

    That is what cannot be read, is not there, or comes after the first MOST_FILES; and all where this installation
    cannot read films.
    """
    others = _OTHERS_BYTES // max(1, min(len(paths), MOST_FILES) - 1)
    budgets = [_BUDGET_BYTES] if len(paths) == 1 else [_FIRST_BYTES] + [min(others, _FIRST_BYTES // 2)] * len(paths)
    return [
        _sheet(path, budget) if number < MOST_FILES else None
        for number, (path, budget) in enumerate(zip(paths, budgets, strict=False))
    ]


def cover(path: Path, budget: int) -> Picture | None:
    """Return one small picture of a film or still, in so many bytes; None where there is none, or nothing to see."""
    found = _glimpse(path) or _still(path)
    if found is None:
        return None
    at_s, image = found[0][0]
    for longer_px, quality in _COVERS:
        picture = _picture(at_s, image, longer_px, quality)
        if len(picture.uri) <= budget:
            return picture
    return None


def _sheet(path: Path, budget: int) -> Sheet | None:
    found = _film(path) or _still(path)
    if found is None:
        return None
    shots, duration_s = found
    width, height = shots[0][1].size
    for cover_px, frame_px, quality in (one for one in _SIZES if one[0] <= 3 * math.sqrt(budget)):
        cover = _picture(*_richest(shots), cover_px, quality)
        frames = tuple(_picture(at_s, image, frame_px, quality) for at_s, image in shots) if len(shots) > 1 else ()
        if sum(len(one.uri) for one in (cover, *frames)) <= budget:
            return Sheet(cover, frames, width, height, duration_s)
    return Sheet(cover, (), width, height, duration_s) if len(cover.uri) <= budget else None


Shots = list[tuple[float, Any]]


def _glimpse(path: Path) -> tuple[Shots, float] | None:
    """Return the key frame before the middle of a film, which is there at once."""
    return _film(path, _key_frame)


def _film(path: Path, look: Callable[[Any], tuple[Shots, float]] | None = None) -> tuple[Shots, float] | None:
    """Return frames of a film or moving picture with their times, and its length; `look` takes others."""
    try:
        from imgfree.local.render import MediaUnreadable
        from imgfree.local.render.media import BROKEN, opened, refuse_giant
    except (ImportError, SetupError):
        return None
    try:
        with opened(path, path.name) as film:
            for stream in film.streams.video:
                refuse_giant(stream, path.name)
            shots, duration_s = (look or _shots)(film)
    except (*BROKEN, MediaUnreadable):
        return None
    return (shots, duration_s) if shots else None


def _still(path: Path) -> tuple[Shots, float] | None:
    """Return a photo as one frame."""
    try:
        from imgfree.local.render import MediaUnreadable
        from imgfree.local.render.photos import decoded, opened
    except (ImportError, SetupError):
        return None
    try:
        with opened(path, path.name) as photo:
            return [(0.0, decoded(photo, path.name, (_SIZES[0][0], _SIZES[0][0])))], 0.0
    except MediaUnreadable:
        return None


def _shots(film: Any) -> tuple[Shots, float]:
    """Return frames from the middle of equal parts of the film, with their times, and the film's length."""
    stream = film.streams.video[0] if film.streams.video else None
    if stream is None:
        return [], 0.0
    stream.thread_type = "AUTO"
    length_s = float(stream.duration * stream.time_base) if stream.duration else (film.duration or 0) / 1_000_000
    found: Shots = []
    for number in range(FRAMES if length_s > 0 else 1):
        wanted_s = length_s * (number + 0.5) / FRAMES
        frame = _at(film, stream, wanted_s)
        if frame is not None and (not found or frame.time != found[-1][0]):
            found.append((float(frame.time or 0.0), frame.to_image()))
    return found, length_s


def _key_frame(film: Any) -> tuple[Shots, float]:
    stream = film.streams.video[0] if film.streams.video else None
    if stream is None:
        return [], 0.0
    length_s = float(stream.duration * stream.time_base) if stream.duration else (film.duration or 0) / 1_000_000
    film.seek(int(length_s / 2 / stream.time_base), stream=stream)
    frame = next(film.decode(stream), None)
    return [] if frame is None else [(float(frame.time or 0.0), frame.to_image())], length_s


def _at(film: Any, stream: Any, wanted_s: float) -> Any:
    film.seek(int(wanted_s / stream.time_base), stream=stream)
    found = None
    for number, frame in enumerate(film.decode(stream)):
        found = frame
        if (frame.time or 0.0) >= wanted_s or number >= _MOST_DECODED:
            break
    return found


def _richest(shots: Shots) -> tuple[float, Any]:
    """Return the frame that compresses worst: it is no fade, and no empty wall."""
    return max(shots, key=lambda shot: len(_jpeg(_small(shot[1], 220), 40)))


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
