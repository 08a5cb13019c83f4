"""Where two to four photos stand that share a frame: strips of it, shorter ones where a subject would be cut."""

from collections.abc import Mapping
from dataclasses import replace

from imgfree.local.assets import Asset, Focus
from imgfree.local.composition import CARD, Layout, Place, Size, Way, keeps, layout
from imgfree.local.render.reel import Cell, Move, Reel, Take
from imgfree.local.render.strips import cells, narrowed, resolved, shortened

_KEPT = 0.98  # of a subject that is a face or was said: with less of it, a photo stands whole in its place
_MOSTLY, _SURE = 0.9, 0.4  # of what merely stands out, and how sure that has to be
_MOST_OF_IT, _CERTAIN = 0.72, 0.6  # of what stands out for certain, in a grid, whose places are as they are
_SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.42, 0.36, 0.3)  # of the frame, along a strip

_ACROSS = (0.9, 0.8, 0.7, 0.6, 0.5)  # of its width, where words leave a row little height


def places(take: Take, reel: Reel, assets: Mapping[str, Asset]) -> list[Place]:
    """Return the places of the take's photos: over all of the frame if their subjects fit in, else as much of it as
    they do in, between what is left to words."""
    first, last = -(-take.head // 2) * 2, (reel.height - take.foot) // 2 * 2
    frame, count = (reel.width, last - first), len(take.cells)
    grids = {resolved(one, count, take.grid): None for one in ((reel.width, reel.height), frame)}

    def kept(placed: list[Place]) -> float:
        at = zip(take.cells, placed, strict=True)
        return min(_kept(assets[cell.source], place, cell, take, reel.fps) for cell, place in at)

    ways = [shortened(cells(frame, count, grid), frame, share) for share in _SHARES for grid in grids]
    if "row" in grids and (take.head or take.foot):
        low = max(0, round(reel.height * (1 - CARD) / 2) - take.foot)
        ways += [narrowed(frame, count, share, low) for share in _ACROSS]
    return [(left, top + first, right, bottom + first) for left, top, right, bottom in max(ways, key=kept)]


def laid(picture: Size, place: Place, cell: Cell, take: Take, fps: int) -> tuple[Layout, Move]:
    """Return a photo's layout in its place: filled by the part with its subject, else whole, and then still."""
    size = place[2] - place[0], place[3] - place[1]
    way = _way(take, fps)
    if cell.focus is not None and cell.focus.by == "alpha":
        return layout(picture, size, replace(way, fit="auto"), cell.focus), take.move
    filled, least = layout(picture, size, way, cell.focus), _least(cell.focus)
    if keeps(filled, cell.focus, way) >= least:
        return filled, take.move
    still = Way("fill")
    if keeps(layout(picture, size, still, cell.focus), cell.focus, still) >= least:
        return layout(picture, size, still, cell.focus), Move()
    return layout(picture, size, Way("blur"), cell.focus), Move()


def _least(focus: Focus | None) -> float:
    """Return how much of its subject a photo has to show that fills its place."""
    if focus is None or focus.by == "centre" or (focus.by == "saliency" and focus.confidence < _CERTAIN):
        return 0.0
    return _MOST_OF_IT if focus.by == "saliency" else _KEPT


def _kept(asset: Asset, place: Place, cell: Cell, take: Take, fps: int) -> float:
    """Return which part of its subject a photo shows that fills its place, 1 for enough of it; where nobody is sure
    what that is, it does."""
    focus = cell.focus
    if focus is None or focus.by in ("alpha", "centre") or focus.confidence < _SURE or not asset.width * asset.height:
        return 1.0
    size = place[2] - place[0], place[3] - place[1]
    way = _way(take, fps)
    kept = keeps(layout((asset.width, asset.height), size, way, focus), focus, way)
    return min(1.0, kept / (_MOSTLY if focus.by == "saliency" else _KEPT))


def _way(take: Take, fps: int) -> Way:
    return Way("fill", take.move.kind, take.move.amount, take.frames / fps)
