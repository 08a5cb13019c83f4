"""The frame of each finding, with its place marked: a PNG beside the film's others."""

import io
import itertools
from pathlib import Path

from PIL import Image, ImageDraw

from imgfree import disk
from imgfree.local.inspection.findings import Finding, Inspection
from imgfree.local.inspection.watch import picture_at

_MARK, _EDGE = (255, 59, 48), (255, 255, 255)


def marked(film: Path, found: Inspection, folder: Path) -> list[Path]:
    """Write the frame in the middle of each finding into the folder and return where they are; earlier ones go."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number, one in zip(itertools.count(1), found.findings, strict=False):
        picture = picture_at(film, (one.at_s + one.end_s) / 2)
        if picture is None:
            continue
        path = folder / f"{film.stem}-{number}-{one.fault}.png"
        disk.write(path, png(_boxed(picture, one)), replace=True)
        written.append(path)
    return written


def _boxed(picture: Image.Image, one: Finding) -> Image.Image:
    pen, width = ImageDraw.Draw(picture), max(2, min(picture.size) // 180)
    for box in one.boxes:
        left, top, right, bottom = (edge + by * width for edge, by in zip(box, (-4, -4, 4, 4), strict=True))
        left, right = sorted((max(0, left), min(picture.width - 1, right)))
        top, bottom = sorted((max(0, top), min(picture.height - 1, bottom)))
        pen.rectangle((left, top, right, bottom), outline=_EDGE, width=width + 2)
        pen.rectangle((left, top, right, bottom), outline=_MARK, width=width)
    return picture


def png(picture: Image.Image) -> bytes:
    """Return a picture as a PNG."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
