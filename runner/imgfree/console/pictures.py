"""Pictures in the terminal, where it can show them: by kitty's protocol, by iTerm2's, or as sixels."""

import base64
import io
from collections.abc import Iterator
from typing import Any, TextIO

from imgfree.terminal import Door

_MOST_PX = 1000  # of width; more is wider than most windows
_MOST_HIGH_PX = 700
_CHUNK = 4096  # what kitty takes at once
_COLORS = 64  # of a sixel picture; each costs a pass over its rows


def show(stream: TextIO, jpeg: bytes, how: str | None) -> bool:
    """Write the picture for a person at the terminal; return whether it is shown."""
    if how is None or not stream.isatty():
        return False
    Door.before(stream).control(_PROTOCOLS[how](_small(jpeg)) + "\n")
    stream.flush()
    return True


def _small(jpeg: bytes) -> Any:
    from PIL import Image  # only here: few terminals show pictures

    picture = Image.open(io.BytesIO(jpeg)).convert("RGB")
    picture.thumbnail((_MOST_PX, _MOST_HIGH_PX))
    return picture


def _png(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _kitty(picture: Any) -> str:
    coded = base64.b64encode(_png(picture)).decode()
    parts = [coded[at : at + _CHUNK] for at in range(0, len(coded), _CHUNK)]
    heads = ("a=T,f=100,q=2," if number == 0 else "" for number in range(len(parts)))
    return "".join(
        f"\x1b_G{head}m={int(number < len(parts) - 1)};{part}\x1b\\"
        for number, (head, part) in enumerate(zip(heads, parts, strict=True))
    )


def _iterm(picture: Any) -> str:
    png = _png(picture)
    about = f"inline=1;size={len(png)};width={picture.width}px;preserveAspectRatio=1"
    return f"\x1b]1337;File={about}:{base64.b64encode(png).decode()}\x07"


def _sixel(picture: Any) -> str:
    """Return the picture in bands of six rows, each band once for every colour in it."""
    few = picture.quantize(_COLORS)
    palette, pixels, width = few.getpalette() or [], few.tobytes(), few.width
    used = sorted(set(pixels))
    colors = (
        f"#{one};2;" + ";".join(str(round(part / 2.55)) for part in palette[3 * one : 3 * one + 3]) for one in used
    )
    bands = (
        [pixels[row * width : (row + 1) * width] for row in range(top, min(top + 6, few.height))]
        for top in range(0, few.height, 6)
    )
    return f'\x1bPq"1;1;{width};{few.height}{"".join(colors)}{"-".join("$".join(_band(rows)) for rows in bands)}\x1b\\'


def _band(rows: list[bytes]) -> Iterator[str]:
    """Yield a line for each colour of the band: for each column, which of its six pixels have that colour."""
    for color in sorted(set(b"".join(rows))):
        masks = [row.translate(bytes(int(value == color) for value in range(256))) for row in rows]
        signs = bytes(63 + sum(mask[at] << bit for bit, mask in enumerate(masks)) for at in range(len(rows[0])))
        yield f"#{color}{_packed(signs.decode())}"


def _packed(signs: str) -> str:
    """Return the signs, each that comes again and again written once with its number."""
    found: list[str] = []
    at = 0
    while at < len(signs):
        end = at
        while end < len(signs) and signs[end] == signs[at]:
            end += 1
        count = end - at
        found.append(f"!{count}{signs[at]}" if count > 3 else signs[at] * count)
        at = end
    return "".join(found)


_PROTOCOLS = {"kitty": _kitty, "iterm": _iterm, "sixel": _sixel}
