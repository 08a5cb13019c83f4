"""What words keep off: where on the frame the subject of each photo and clip is, and what of the frame it covers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from imgfree.local.assets import Asset
from imgfree.local.composition import Layout, Way, layout
from imgfree.local.render.reel import KeptFree, Reel, Take

_SURE = {"face": 0.3, "said": 0.0, "saliency": 0.55}  # how sure it has to be
_WEIGHT = {"saliency": 0.4}  # against a face: what merely stands out may have words on it sooner
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
    left, top, right, bottom = where.place
    if where.around != "nothing":
        place = left / reel.width, top / reel.height, right / reel.width, bottom / reel.height
        yield KeptFree(take.start, take.frames, place, whole=True)
    focus = take.focus
    if focus is not None and focus.confidence >= _SURE.get(focus.by, 2.0):
        box = _on_frame(focus.box, where, reel)
        yield KeptFree(take.start, take.frames, box, _WEIGHT.get(focus.by, 1.0))


def _on_frame(box: tuple[float, float, float, float], where: Layout, reel: Reel) -> tuple[float, float, float, float]:
    """Return where a part of a picture, as left, top, width and height in shares, stands on the frame."""
    left, top, right, bottom = where.crop
    sides = (box[0] - left) / (right - left), (box[0] + box[2] - left) / (right - left)
    ends = (box[1] - top) / (bottom - top), (box[1] + box[3] - top) / (bottom - top)
    x, y, x_end, y_end = where.place
    wide, high = (x_end - x) / reel.width, (y_end - y) / reel.height
    return (
        max(0.0, x / reel.width + sides[0] * wide - _WIDER),
        max(0.0, y / reel.height + ends[0] * high - _WIDER),
        min(1.0, x / reel.width + sides[1] * wide + _WIDER),
        min(1.0, y / reel.height + ends[1] * high + _WIDER),
    )
