"""What two films show where they first differ: a PNG, the film on the left, made again on the right."""

from pathlib import Path

from PIL import Image, ImageDraw

from imgfree import disk
from imgfree.local.comparison.compare import Difference
from imgfree.local.inspection.pictures import png
from imgfree.local.inspection.watch import picture_at

_GAP = 8
_MARK = (255, 59, 48)


def side_by_side(film: Path, other: Path, found: Difference, target: Path) -> None:
    """Write both pictures of that moment into the file `target`, the place marked on both."""
    pictures = [_picture(one, found) for one in (film, other)]
    wide, high = sum(one.width for one in pictures) + _GAP, max(one.height for one in pictures)
    sheet = Image.new("RGB", (wide, high), "white")
    sheet.paste(pictures[0], (0, 0))
    sheet.paste(pictures[1], (pictures[0].width + _GAP, 0))
    target.parent.mkdir(parents=True, exist_ok=True)
    disk.write(target, png(sheet), replace=True)


def _picture(film: Path, found: Difference) -> Image.Image:
    """Return what the film shows then, at its end what it showed last."""
    picture = picture_at(film, found.at_s)
    if picture is None:
        return Image.new("RGB", (16, 16))
    if found.box is not None:
        left, top, right, bottom = found.box
        pen = ImageDraw.Draw(picture)
        pen.rectangle((left, top, right - 1, bottom - 1), outline=_MARK, width=max(2, min(picture.size) // 180))
    return picture
