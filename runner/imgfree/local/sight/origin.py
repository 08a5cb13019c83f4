"""When and where a picture was taken, by what the camera or its owner wrote into the file."""

import html
import re
from collections.abc import Mapping
from datetime import datetime

from PIL import Image

_EXIF, _TAKEN, _DIGITISED = 0x8769, 0x9003, 0x9004
_MOST_XMP = 200_000  # bytes; a packet is padded, and some carry thumbnails
_PLACE = ("Iptc4xmpCore:Location", "photoshop:City", "photoshop:State", "photoshop:Country")
_MOST_PLACE = 60  # characters of a place that is to be read on a picture
_XMP_DATES = ("exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate")


def origin(picture: Image.Image) -> tuple[str, str]:
    """Return when the picture was taken, like 2024-06-01T12:30:00, and where; "" for what the file does not say."""
    packet = _packet(picture.info)
    return _exif_date(picture) or _xmp_date(packet), _place(packet)


def moment(text: str) -> str:
    """Return a moment as ISO writes it, to the second and without a zone; "" for anything that is none."""
    plain = text.strip().replace("\x00", "")
    found = re.match(r"(\d{4})[:\-](\d\d)[:\-](\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?", plain)
    if found is None:
        return ""
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return datetime(year, month, day, hour, minute, min(59, second)).isoformat()
    except ValueError:
        return ""


def _exif_date(picture: Image.Image) -> str:
    try:
        notes = picture.getexif().get_ifd(_EXIF)
    except Exception:
        return ""
    dates = (moment(str(notes.get(tag, ""))) for tag in (_TAKEN, _DIGITISED))
    return next(filter(None, dates), "")


def _packet(info: Mapping[str | tuple[int, int], object]) -> str:
    found = info.get("xmp") or info.get("XML:com.adobe.xmp") or b""
    text = found if isinstance(found, bytes) else str(found).encode()
    return text[:_MOST_XMP].decode("utf-8", "replace")


def _xmp_date(packet: str) -> str:
    return next(filter(None, (moment(_field(packet, name)) for name in _XMP_DATES)), "")


def _place(packet: str) -> str:
    """Return city, country and what is known between, each once, as they are written."""
    parts = [_field(packet, name) for name in _PLACE]
    named = list(dict.fromkeys(part for part in parts if part))
    return ", ".join(named if len(", ".join(named)) <= _MOST_PLACE else named[:1])[:_MOST_PLACE]


def _field(packet: str, name: str) -> str:
    """Return a field of an XMP packet, be it an attribute or an element of its own."""
    if name not in packet:
        return ""
    found = re.search(rf'{name}\s*=\s*["\']([^"\'<>]*)', packet) or re.search(rf"<{name}[^>]*>\s*([^<]*)<", packet)
    text = html.unescape(found.group(1)) if found else ""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())
