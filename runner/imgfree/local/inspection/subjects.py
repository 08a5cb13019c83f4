"""Whether the subject of each shot is in sight, and whether words lie on a face; by the renderer's own arithmetic."""

from collections.abc import Iterator, Mapping, Sequence

from imgfree.local.assets import Asset, Focus
from imgfree.local.composition import FREE_LOSS, keeps, layout, shares, spread
from imgfree.local.inspection import remedies
from imgfree.local.inspection.findings import Box, Finding, saying
from imgfree.local.inspection.laid import Laid
from imgfree.local.motion import MIDDLE, Edges, across, view
from imgfree.local.render.reel import Reel, Take
from imgfree.local.render.subjects import way_of

_KEPT = {"face": 0.94, "said": 0.9, "alpha": 0.9, "saliency": 0.75}  # of the box; what stands out has soft edges
_SURE = 0.5
_WHOLE, _ROUNDING = 0.98, 0.005
_COVERED = 0.05  # of a face
_STEPS = 6
_FACE = (0.15, 0.26, 0.85, 0.83)  # of a focus by faces, which has hair and neck in it
_SHOWN_S = 0.2


def known(reel: Reel) -> bool:
    """Return whether anything is known of what the shots show."""
    return any(take.focus is not None for take in reel.takes)


def cut(reel: Reel, assets: Mapping[str, Asset], voice: str) -> Iterator[Finding]:
    """Yield the shots in which a part of the subject is out of the frame."""
    for number, take in enumerate(reel.takes, start=1):
        focus, asset = take.focus, assets[take.source]
        if focus is None or focus.by not in _KEPT or focus.confidence < _SURE or not (asset.width and asset.height):
            continue
        way = way_of(take, reel, asset)
        where = layout((asset.width, asset.height), (reel.width, reel.height), way, focus)
        kept = keeps(where, focus, way)
        if kept < _KEPT[focus.by]:
            subject = "a face" if focus.by == "face" else "the subject"
            what = f"shot {number} ({asset.filename}) shows {kept:.0%} of {subject}"
            yield Finding("cut", take.start / reel.fps, take.end / reel.fps, what, remedies.whole(voice))


def cropped(reel: Reel, assets: Mapping[str, Asset], voice: str) -> Iterator[str]:
    """Yield the shots that show less than three quarters of their photo or clip, though its subject may be in sight."""
    for number, take in enumerate(reel.takes, start=1):
        asset = assets[take.source]
        if take.cells or not (asset.width and asset.height):
            continue
        way = way_of(take, reel, asset)
        where = layout((asset.width, asset.height), (reel.width, reel.height), way, take.focus)
        if where.wide == 1 and where.around != "own" and where.lost > FREE_LOSS + _ROUNDING:
            stays = take.focus and take.focus.by != "centre" and keeps(where, take.focus, way) >= _WHOLE
            subject = "; its subject stays" if stays else ""
            crop = f"shot {number} ({asset.filename}) is cropped by {round(where.lost * 100)} %{subject}"
            yield crop + saying(remedies.whole(voice))


def covered(reel: Reel, assets: Mapping[str, Asset], things: Sequence[Laid], voice: str) -> Iterator[Finding]:
    """Yield the texts that lie on a face."""
    for take in reel.takes:
        focus = take.focus
        if focus is None or focus.by != "face" or focus.confidence < _SURE:
            continue
        for one in things:
            at_s, end_s = one.clear(reel.fps)
            at_s, end_s = max(at_s, take.start / reel.fps), min(end_s, take.end / reel.fps)
            if one.words is None or end_s - at_s < _SHOWN_S:
                continue
            times = [at_s + (end_s - at_s) * step / _STEPS for step in range(_STEPS + 1)]
            faces = [_face(reel, take, assets[take.source], focus, second) for second in times]
            worst = max(faces, key=lambda box: _share(one, box))
            if _share(one, worst) > _COVERED:
                mend = remedies.move(one, {remedies.band(worst, reel.height), "center"}, voice)
                yield Finding("covered", at_s, end_s, f"{one.name} lies on a face", mend, (one.box, worst))


def on_frame(edges: Edges, reel: Reel, take: Take, asset: Asset, t: float) -> Box:
    """Return where a part of the picture (edges in shares of it) is on the frame, at `t` from 0 to 1 of the take."""
    way = way_of(take, reel, asset)
    where = layout((asset.width, asset.height), (reel.width, reel.height), way, take.focus)
    frame = (0, 0, reel.width, reel.height)
    # The frame moves as a whole, or the picture in its place.
    whole = where.around in ("color", "own") or not way.still
    place, inner = (frame, shares(where.placed(edges), frame)) if whole else (where.place, shares(edges, where.crop))
    if where.wide > 1:
        at = across(take.move.kind, t, where.wide)
    else:
        move, aim = take.move, MIDDLE if whole else where.aim
        at = view(move.kind, move.amount, t, seconds=way.seconds, aim=aim, beats=move.beats)
    left, top, right, bottom = map(round, spread(shares(inner, at.edges), place))
    return left, top, right, bottom


def _face(reel: Reel, take: Take, asset: Asset, focus: Focus, second: float) -> Box:
    x, y, wide, high = focus.box
    edges = (x + _FACE[0] * wide, y + _FACE[1] * high, x + _FACE[2] * wide, y + _FACE[3] * high)
    return on_frame(edges, reel, take, asset, (second * reel.fps - take.start) / max(1, take.frames - 1))


def _share(one: Laid, box: Box) -> float:
    """Return how much of a box has the layer's ink on it."""
    layer = one.layer
    left, top, right, bottom = (
        max(0, box[0] - layer.left),
        max(0, box[1] - layer.top),
        max(0, box[2] - layer.left),
        max(0, box[3] - layer.top),
    )
    return float(one.ink[top:bottom, left:right].sum()) / max(1, (box[2] - box[0]) * (box[3] - box[1]))
