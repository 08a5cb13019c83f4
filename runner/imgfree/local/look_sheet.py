"""What each look makes of a photo and its words, on a canvas of each shape, as one picture."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from imgfree.errors import InputRefused
from imgfree.local import draft
from imgfree.local.assets import Asset
from imgfree.local.designs import DESIGNS
from imgfree.local.director.ops.build import shot_of
from imgfree.local.film import Film, Words
from imgfree.local.output import Output
from imgfree.local.probe import probe
from imgfree.local.render.arrangement import settled
from imgfree.local.render.plan import plan
from imgfree.local.render.preview import GAP, PAPER, STRIP, Still, painted, strip
from imgfree.local.render.stills import jpeg

CANVASES = ((1080, 1920), (1080, 1080), (1920, 1080))
_HEIGHT = 250


def look_sheet(photos: Sequence[Path], title: str, names: Sequence[str] = ()) -> bytes:
    """Return a JPEG with a row for each of these looks, by default for all that are designs; photos take turns.

    Raises:
        MediaUnreadable: a photo cannot be read.
        InputRefused: a file is no photo.
    """
    assets = [_asset(path, number) for number, path in enumerate(photos)]
    rows = [_row(name, title, assets[number % len(assets)]) for number, name in enumerate(names or DESIGNS)]
    sheet = Image.new("RGB", (max(row.width for row in rows), sum(row.height for row in rows)), PAPER)
    top = 0
    for row in rows:
        sheet.paste(row, (0, top))
        top += row.height
    return jpeg(sheet)


def _asset(path: Path, number: int) -> Asset:
    found = probe(path)
    if found.file_type != "image":
        raise InputRefused(f"'{path}' is no photo", hint="give photos, such as JPEG or PNG files")
    return found.asset(f"photo-{number}", path.name, path, size_bytes=path.stat().st_size, sha256="", cdn_url="")


def _row(name: str, title: str, photo: Asset) -> Image.Image:
    """Return one look on every canvas, side by side, and its name below."""
    stills = [_still(name, title, photo, canvas) for canvas in CANVASES]
    width = sum(still.width for still in stills) + GAP * (len(stills) + 1)
    row = Image.new("RGB", (width, _HEIGHT + STRIP + GAP), PAPER)
    left = GAP
    for still in stills:
        row.paste(still, (left, GAP))
        left += still.width + GAP
    strip(row, (GAP, GAP + _HEIGHT, width - 2 * GAP), name)
    return row


def _still(name: str, title: str, photo: Asset, canvas: tuple[int, int]) -> Image.Image:
    width, height = canvas
    words = (Words(title, anchor="all"),) if title else ()
    film = replace(Film(), shots=(shot_of(photo),), looks=(name,), effects=DESIGNS[name].effects, words=words)
    sketch = draft.write(replace(film, width=width, height=height), revision=1, parent=0)
    small = round(_HEIGHT * width / height / 2) * 2
    assets = {photo.id: photo}
    reel = settled(plan(sketch, assets, Output(width=small, height=_HEIGHT)), assets)
    return painted(reel, assets, [Still(1, reel.frames // 2)])[0]
