"""What words keep off: where on the frame the subject of each photo and clip is, and what of the frame it covers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from imgfree.local.assets import Asset, Box, Focus
from imgfree.local.composition import SURE, Layout, Way, keeps, layout, shares
from imgfree.local.motion import Edges
from imgfree.local.render.cells import laid, places
from imgfree.local.render.collage import label_box
from imgfree.local.render.reel import KeptFree, Reel, Take
from imgfree.local.render.strips import around

_SURE = {"face": 0.3, "said": 0.0, "alpha": 0.0, "saliency": 0.4}  # how sure it has to be
_WEIGHT = {"saliency": 0.5}  # against a face: what merely stands out may have words on it sooner
_VAGUE, _CORE = 0.5, 0.25  # how unsure a box is that has much around its subject, and how much on each side
_NEVER_CUT = ("face", "said")
_CALMER, _WHOLE = (0.6, 0.35, 0.15), 0.99  # of its motion, before a subject is cut; and how much of that has to be seen
_WIDER = 0.02  # of the frame: a subject moves a little with its picture


def kept_free(reel: Reel, assets: Mapping[str, Asset]) -> tuple[KeptFree, ...]:
    """Return the subjects of all takes that are known well enough, and the pictures that do not fill the frame."""
    return tuple(one for take in reel.takes if take.source in assets for one in _kept_free(take, reel, assets))


def way_of(take: Take, reel: Reel, asset: Asset) -> Way:
    """Return what is known of how a take shows its photo or clip."""
    way = Way(take.fit, take.move.kind, take.move.amount, still=asset.file_type != "video")
    if not way.still:
        return way
    head, foot, side = take.head / reel.height, take.foot / reel.height, take.side / reel.width
    return replace(way, seconds=take.frames / reel.fps, head=head, foot=foot, side=side)


def steadied(reel: Reel, assets: Mapping[str, Asset]) -> Reel:
    """Return the reel with photos that move less where their motion would cut a face, or what was said to be seen."""
    return replace(reel, takes=tuple(_steadied(take, reel, assets.get(take.source)) for take in reel.takes))


def _steadied(take: Take, reel: Reel, asset: Asset | None) -> Take:
    if take.cells or asset is None or asset.file_type != "image" or not (asset.width and asset.height):
        return take
    if take.focus is None or take.focus.by not in _NEVER_CUT or take.focus.confidence < SURE:
        return take
    calmer = [replace(take, move=replace(take.move, amount=round(take.move.amount * share, 4))) for share in _CALMER]
    kept = [_seen(one, reel, asset, take.focus) for one in (take, *calmer)]
    return next(one for one, seen in zip((take, *calmer), kept, strict=True) if seen >= min(max(kept), _WHOLE))


def _seen(take: Take, reel: Reel, asset: Asset, focus: Focus) -> float:
    """Return which part of its subject a photo shows at every moment."""
    way = way_of(take, reel, asset)
    return keeps(layout((asset.width, asset.height), (reel.width, reel.height), way, focus), focus, way)


def _kept_free(take: Take, reel: Reel, assets: Mapping[str, Asset]) -> Iterator[KeptFree]:
    yield from _together(take, reel, assets) if take.cells else _alone(take, reel, assets[take.source])


def _together(take: Take, reel: Reel, assets: Mapping[str, Asset]) -> Iterator[KeptFree]:
    """Yield the subjects of photos that share the frame, and the part of it that they have where that is not all."""
    placed = places(take, reel, assets)
    frame = 0, 0, reel.width, reel.height
    box = around(placed)
    if box != frame:
        yield KeptFree(take.start, take.frames, shares(box, frame), whole=True)
    for cell, place in zip(take.cells, placed, strict=True):
        asset = assets[cell.source]
        if asset.width and asset.height:
            where, _ = laid((asset.width, asset.height), place, cell, take, reel.fps)
            left, top, right, bottom = where.place
            own = (place[0] + left, place[1] + top, place[0] + right, place[1] + bottom)
            yield from _subject(take, cell.focus, replace(where, place=own), reel)
        if cell.label:
            yield KeptFree(take.start, take.frames, shares(label_box(cell.label, place, frame[2:]), frame))


def _alone(take: Take, reel: Reel, asset: Asset) -> Iterator[KeptFree]:
    if not asset.width or not asset.height:
        return
    where = layout((asset.width, asset.height), (reel.width, reel.height), way_of(take, reel, asset), take.focus)
    if where.around != "nothing":
        yield KeptFree(take.start, take.frames, shares(where.place, (0, 0, reel.width, reel.height)), whole=True)
    yield from _subject(take, take.focus, where, reel)


def _subject(take: Take, focus: Focus | None, where: Layout, reel: Reel) -> Iterator[KeptFree]:
    """Yield where the subject of a picture is on the frame, if it is known well enough."""
    if focus is not None and focus.confidence >= _SURE.get(focus.by, 2.0):
        box, weight = focus.box, _WEIGHT.get(focus.by, 1.0)
        if focus.by == "saliency" and focus.confidence < _VAGUE:
            x, y, wide, high = box
            core = (x + _CORE * wide, y + _CORE * high, (1 - 2 * _CORE) * wide, (1 - 2 * _CORE) * high)
            yield KeptFree(take.start, take.frames, _widened(core, where, reel), weight / 2)
        yield KeptFree(take.start, take.frames, _widened(box, where, reel), weight)


def _widened(box: Box, where: Layout, reel: Reel) -> Edges:
    """Return where the box of a subject stands on the frame, in shares of it, and a little around it."""
    x, y, wide, high = box
    left, top, right, bottom = shares(where.placed((x, y, x + wide, y + high)), (0, 0, reel.width, reel.height))
    return max(0.0, left - _WIDER), max(0.0, top - _WIDER), min(1.0, right + _WIDER), min(1.0, bottom + _WIDER)
