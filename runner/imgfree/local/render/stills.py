"""Pictures of a film and of what it is made of: a cover, a contact sheet, a thumbnail."""

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.video.frame import VideoFrame
from PIL import Image, ImageDraw

from imgfree.durations import moment
from imgfree.local import disk
from imgfree.local.assets import Asset
from imgfree.local.cache import part_of
from imgfree.local.render.fonts import face_for
from imgfree.local.render.media import BROKEN, broken, opened, picture_stream, refuse_giant
from imgfree.local.render.photos import decoded
from imgfree.local.render.photos import opened as opened_photo
from imgfree.local.render.turn import turn_of

COVER_S = 1.5  # by then a title that begins the film has faded in
MOST_CELLS = 24
THUMBNAIL_PX = 320  # of the longer side
_CELL_PX = 270  # of a cell's shorter side
_GAP_PX = 12


@dataclass(frozen=True)
class _Moment:
    picture: Image.Image
    at_s: float


def cover(film: Path, target: Path) -> None:
    """Write the film's picture at 1.5 s, or in the middle of a shorter one, at full size."""
    with opened(film, film.name) as container:
        wanted_s = min(COVER_S, float(container.duration or 0) / av.time_base / 2)
        for frame in container.decode(video=0):
            chosen = frame
            if (frame.time or 0.0) >= wanted_s:
                break
        save(_picture(chosen), target)


def contact_sheet(film: Path, target: Path) -> None:
    """Write small pictures from all over the film, in order, each with its time: at most 24 of its key frames."""
    moments = list(_key_frames(film))
    step = max(1, math.ceil(len(moments) / MOST_CELLS))
    shown = moments[::step]
    width, height = shown[0].picture.size
    rows = math.ceil(len(shown) / (6 if height > width else 4))
    columns = math.ceil(len(shown) / rows)
    sheet = Image.new("RGB", (columns * (width + _GAP_PX) + _GAP_PX, rows * (height + _GAP_PX) + _GAP_PX), (24, 24, 24))
    for number, one in enumerate(shown):
        across, down = number % columns, number // columns
        place = _GAP_PX + across * (width + _GAP_PX), _GAP_PX + down * (height + _GAP_PX)
        sheet.paste(_timed(one), place)
    save(sheet, target)


def thumbnail(asset: Asset, target: Path) -> None:
    """Write a small picture of a photo, or of a clip's first frame. Raises MediaUnreadable."""
    if asset.file_type == "video":
        with opened(asset.path, asset.filename) as container:
            stream = picture_stream(container)
            if stream is not None:
                refuse_giant(stream, asset.filename)
            try:
                frame = next(container.decode(stream), None) if stream else None
            except BROKEN as error:
                raise broken(asset.filename) from error
            if frame is None:
                raise broken(asset.filename)
            picture = Image.fromarray(turn_of(frame).upright(np.asarray(_picture(frame))))
    else:
        with opened_photo(asset.path, asset.filename) as photo:
            picture = decoded(photo, asset.filename, (THUMBNAIL_PX, THUMBNAIL_PX))
    if picture.mode == "RGBA":
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    save(_shrunk(picture.convert("RGB"), THUMBNAIL_PX / max(picture.size)), target)


def _key_frames(film: Path) -> Iterator[_Moment]:
    """Yield the frames that can be decoded by themselves, small."""
    with opened(film, film.name) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(stream):
            scale = min(1.0, _CELL_PX / min(frame.width, frame.height))
            small = frame.reformat(width=round(frame.width * scale), height=round(frame.height * scale), format="rgb24")
            yield _Moment(_picture(small), frame.time or 0.0)


def _timed(shown: _Moment) -> Image.Image:
    """Return the picture with its time in the corner."""
    words = moment(shown.at_s)
    face = face_for(words)
    font = face.at_size(20)
    picture = shown.picture.copy()
    pen = ImageDraw.Draw(picture)
    box = pen.textbbox((8, picture.height - 8), words, font=font, anchor="lb")
    pen.rectangle((box[0] - 4, box[1] - 3, box[2] + 4, box[3] + 3), fill=(0, 0, 0))
    pen.text((8, picture.height - 8), words, font=font, anchor="lb", fill=(255, 255, 255))
    return picture


def _picture(frame: VideoFrame) -> Image.Image:
    return Image.fromarray(frame.to_ndarray(format="rgb24"))


def _shrunk(picture: Image.Image, scale: float) -> Image.Image:
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture if scale >= 1 else picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def jpeg(picture: Image.Image) -> bytes:
    """Return the picture as a file."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=88, optimize=True)
    return file.getvalue()


def save(picture: Image.Image, target: Path) -> None:
    """Write the file whole or not at all."""
    part = part_of(target)
    try:
        part.write_bytes(jpeg(picture))
        disk.settle(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
