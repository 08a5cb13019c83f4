"""One small picture of a finished film: its contact sheet, its cover, or a moment."""

import io
import tempfile
from pathlib import Path

from PIL import Image

from imgfree.local.inspection.watch import picture_at
from imgfree.local.render.failures import MediaUnreadable
from imgfree.local.render.media import length_s, opened
from imgfree.local.render.stills import contact_sheet, cover

_LONGEST_PX = 1280
_QUALITIES = (85, 75, 60, 45)
_SMALLER = 0.8


def glimpse(film: Path, what: str | float, most_bytes: int) -> bytes:
    """Return a JPEG of no more than so many bytes: the `sheet`, the `cover`, or what is seen at that second.

    Raises:
        MediaUnreadable: it is no film, or has no picture at that second.
    """
    if isinstance(what, str):
        with tempfile.TemporaryDirectory(prefix="imgfree-glimpse-") as folder:
            target = Path(folder) / "picture.jpg"
            (contact_sheet if what == "sheet" else cover)(film, target)
            with Image.open(target) as drawn:
                return small(drawn.convert("RGB"), most_bytes)
    with opened(film, film.name) as container:
        long_s = length_s(container)
    if not 0 <= what <= long_s:
        raise MediaUnreadable(f"'{film.name}' has no {what:g} s: it is {long_s:.1f} s long")
    picture = picture_at(film, what)
    if picture is None:
        raise MediaUnreadable(f"'{film.name}' has no picture at {what:g} s")
    return small(picture, most_bytes)


def small(picture: Image.Image, most_bytes: int) -> bytes:
    """Return a JPEG of no more than so many bytes, as large and as good as that allows."""
    scale = min(1.0, _LONGEST_PX / max(picture.size))
    while True:
        size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        shown = picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            file = io.BytesIO()
            shown.save(file, "JPEG", quality=quality, optimize=True)
            if file.tell() <= most_bytes or max(size) == 1:
                return file.getvalue()
        scale *= _SMALLER
