"""What a take is made of, ready to be shown: a world of planes for each of its frames."""

import math
from dataclasses import dataclass
from typing import Protocol

from imgfree import disk
from imgfree.local.assets import Asset
from imgfree.local.render.animation import Animation
from imgfree.local.render.clips import Clip
from imgfree.local.render.failures import MediaUnreadable
from imgfree.local.render.layout import composed, layout
from imgfree.local.render.look import Look, apply
from imgfree.local.render.motion import zooms
from imgfree.local.render.photos import decoded, frame_count, opened, seen_size
from imgfree.local.render.planes import PITCH, Packed, Planes, enlarged, packed
from imgfree.local.render.reel import Reel, Take

# A moving photo is sampled bilinearly from a world about twice as large as the frame. It holds detail for 1.33 times
# what a view in the middle of its zoom shows: what bilinear sampling folds back then falls where there is little.
# Measured against an ideal Lanczos zoom: at least 93 % of the finest detail and 0.02 px/frame^2 of jitter, where a
# world of 1.25 times keeps 83 % and shakes by 0.06.
DETAIL = 1.33
MOST_DETAIL = 1.5  # closer views would need more of a photo than they are worth decoding
OVERSAMPLING = 2.0
MAX_WORLD_PIXELS = 9_000_000  # a frame beyond 1080p has pixels enough to hide both, and needs the memory
MAX_PACKED_PIXELS = 12_500_000  # five bytes for each
MAX_PACKED_RANGE = 1.25  # of the zoom: neighbouring pixels are then at most 0.06 pixels off


class Source(Protocol):
    """One take's pictures."""

    def world(self, n: int) -> Planes | Packed:
        """Return the world at the take's frame `n`; valid until the next call."""
        ...

    def close(self) -> None:
        """Give back files and memory."""
        ...


class Still:
    """A photo: one world for the whole take."""

    def __init__(self, world: Planes | Packed) -> None:
        self._world = world

    def world(self, n: int) -> Planes | Packed:
        """Return the photo's world."""
        return self._world

    def close(self) -> None:
        """Do nothing: memory goes with the object."""


@dataclass(frozen=True)
class Scales:
    """How much larger than the frame a photo is decoded, how large its world is, and whether that is packed."""

    detail: float
    world: float
    packs: bool = False


def scales(reel: Reel, take: Take) -> Scales:
    """Return the scales for a photo in this take."""
    if take.move.kind == "none":
        return Scales(1.0, 1.0)
    low, high = zooms(take.move.kind, take.move.amount)
    detail = min(MOST_DETAIL, DETAIL * math.sqrt(low * high))
    frame = reel.width * reel.height
    fit = PITCH * math.sqrt(low * high)  # the packed pixels then fit best in the middle of the zoom
    if reel.width % 4 == 0 and high <= MAX_PACKED_RANGE * low and fit * fit * frame <= MAX_PACKED_PIXELS:
        return Scales(detail, fit, packs=True)
    world = min(OVERSAMPLING, max(1.25, math.sqrt(MAX_WORLD_PIXELS / frame)))
    return Scales(min(detail, world), world)


def photo(asset: Asset, reel: Reel, take: Take, look: Look | None) -> Still:
    """Return the photo laid out for its motion, with the look on it. Raises MediaUnreadable."""
    scale = scales(reel, take)
    size = _times(reel, scale.detail)
    with opened(asset.path, asset.filename) as picture:
        where = layout(seen_size(picture), size, take.fit, take.move)
        placed = where.place[2] - where.place[0], where.place[3] - where.place[1]
        used = where.crop[2] - where.crop[0], where.crop[3] - where.crop[1]
        needed = round(placed[0] / used[0]), round(placed[1] / used[1])
        laid = composed(decoded(picture, asset.filename, needed), where, size, reel.background)
    if look is not None:
        apply(look, laid)
    if scale.packs:
        return Still(packed(laid, _times(reel, scale.world), (reel.width, reel.height)))
    return Still(laid if scale.world == scale.detail else enlarged(laid, *_times(reel, scale.world)))


def _times(reel: Reel, scale: float) -> tuple[int, int]:
    """Return the frame's size times about `scale`, even, and in the frame's own proportions where numbers allow.

    Rounding width and height each by itself would stretch the photo by a fifth of a pixel.
    """
    common = math.gcd(reel.width, reel.height)
    times = round(common * scale / 2) * 2
    if abs(times - common * scale) <= 0.01 * common * scale:
        return reel.width // common * times, reel.height // common * times
    return round(reel.width * scale / 2) * 2, round(reel.height * scale / 2) * 2


def unchanged(asset: Asset) -> None:
    """Raise MediaUnreadable if the file is not the one that came; an asset without a digest is taken as it is."""
    if not asset.sha256:
        return
    try:
        found = disk.sha256(asset.path)
    except OSError as error:
        raise MediaUnreadable(f"'{asset.filename}' is gone", hint="upload it again") from error
    if found != asset.sha256:
        raise MediaUnreadable(f"'{asset.filename}' was changed or damaged where it is kept", hint="upload it again")


def source(asset: Asset, reel: Reel, take: Take, look: Look | None) -> Source:
    """Return the take's pictures, whatever kind of file they come from."""
    if asset.file_type == "video":
        return Clip(asset, reel, take, look)
    with opened(asset.path, asset.filename) as picture:
        plays = frame_count(picture) > 1
    return Animation(asset, reel, take, look) if plays else photo(asset, reel, take, look)
