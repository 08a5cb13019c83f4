"""What words keep off: where on the frame the subject of each photo and clip is, and what of the frame it covers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from imgfree.local.assets import Asset, Box
from imgfree.local.composition import Layout, Way, layout, shares
from imgfree.local.motion import Edges
from imgfree.local.render.reel import KeptFree, Reel, Take

_SURE = {"face": 0.3, "said": 0.0, "saliency": 0.4}  # how sure it has to be
_WEIGHT = {"saliency": 0.5}  # against a face: what merely stands out may have words on it sooner
_WIDER = 0.02  # of the frame: a subject moves a little with its picture


def kept_free(reel: Reel, assets: Mapping[str, Asset]) -> tuple[KeptFree, ...]:
    """Return the subjects of all takes that are known well enough, and the pictures that do not fill the frame."""
    return tuple(one for take in reel.takes if take.source in assets for one in _of(take, reel, assets[take.source]))


def way_of(take: Take, reel: Reel, asset: Asset) -> Way:
    """Return what is known of how a take shows its photo or clip."""
    way = Way(take.fit, take.move.kind, take.move.amount, still=asset.file_type != "video")
    return replace(way, seconds=take.frames / reel.fps) if way.still else way


def _of(take: Take, reel: Reel, asset: Asset) -> Iterator[KeptFree]:
    if not asset.width or not asset.height:
        return
    where = layout((asset.width, asset.height), (reel.width, reel.height), way_of(take, reel, asset), take.focus)
    if where.around != "nothing":
        yield KeptFree(take.start, take.frames, shares(where.place, (0, 0, reel.width, reel.height)), whole=True)
    focus = take.focus
    if focus is not None and focus.confidence >= _SURE.get(focus.by, 2.0):
        box = _widened(focus.box, where, reel)
        yield KeptFree(take.start, take.frames, box, _WEIGHT.get(focus.by, 1.0))


def _widened(box: Box, where: Layout, reel: Reel) -> Edges:
    """Return where the box of a subject stands on the frame, in shares of it, and a little around it."""
    x, y, wide, high = box
    left, top, right, bottom = shares(where.placed((x, y, x + wide, y + high)), (0, 0, reel.width, reel.height))
    return max(0.0, left - _WIDER), max(0.0, top - _WIDER), min(1.0, right + _WIDER), min(1.0, bottom + _WIDER)
