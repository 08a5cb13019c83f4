"""Where a picture lies in a frame of any shape: what of it is used, where it stands, what is around it.

Arithmetic only: the director asks it what to tell of crops, the renderer what to paint.
"""

import math
from dataclasses import dataclass, replace

from imgfree.local.assets import Box, Focus
from imgfree.local.motion import MIDDLE, Edges, Point, common

Size = tuple[int, int]
Place = tuple[int, int, int, int]

FREE_LOSS = 0.25  # up to this much of a picture goes without a question, if its subject stays
MOST_LOSS = {"face": 0.7, "said": 0.75, "saliency": 0.62}  # and up to this, if it is known well what the subject is
SURE = 0.5
PANORAMA = 2.1  # times as wide as high
PANORAMA_MOST = 8.0  # a strip that is filled up to a frame's height would be nothing but pixels
PANORAMA_BEYOND = 1.35  # and so many times as wide as the frame for its height
PACE = 0.55  # frame widths that a view crosses in a second at most
CARD = 0.88
ROOM = 0.84  # of the frame, for what is cut out: it needs air around it
_ROUNDING = 0.004
_NEARER_STEPS = 16
_AIR = 0.06  # of the picture, around a subject that it is cut to
_TOLERATED = {"saliency": 0.88, "centre": 0.0}  # the part of a box that has to be kept: not all measures are exact
_UP = 0.42  # where a picture is cut whose subject nobody knows: a little above its middle


@dataclass(frozen=True)
class Cell:
    """One of several pictures that share a frame; `label` is written on it."""

    source: str
    title: str
    url: str
    focus: Focus | None = None
    label: str = ""


@dataclass(frozen=True)
class Layout:
    """`crop`: the part of the picture that is used. `place`: where in the frame it stands, in pixels. `around`: what
    fills the rest: nothing, blur, color, or own (a cut-out's). `aim`: what in the used part a zoom grows about.
    `wide`: how many times as wide as its place the used part is, for a view that travels over it."""

    crop: Edges
    place: Place
    around: str = "nothing"
    aim: Point = MIDDLE
    wide: float = 1.0
    card: bool = False

    @property
    def lost(self) -> float:
        """Return which part of the picture is never shown."""
        return 1 - (self.crop[2] - self.crop[0]) * (self.crop[3] - self.crop[1])

    def placed(self, part: Edges) -> Edges:
        """Return where a part of the picture, in shares of it, stands in the frame while nothing moves, in pixels."""
        return spread(shares(part, self.crop), self.place)


@dataclass(frozen=True)
class Way:
    """What is known of how a picture is shown: its fit, its motion, for how long it is seen, whether it can pan, and
    which shares of the frame's height are left to words above and below it, and of its width at the left of it, where
    it need not fill the frame."""

    fit: str = "auto"
    kind: str = "none"
    amount: float = 0.0
    seconds: float = 4.0
    still: bool = True  # no clip: only stills are laid on grounds that stand while they move
    head: float = 0.0
    foot: float = 0.0
    side: float = 0.0


def shares(part: Edges, whole: Edges) -> Edges:
    """Return the edges of a part as shares of a whole."""
    left, top, right, bottom = whole
    wide, high = right - left, bottom - top
    return (part[0] - left) / wide, (part[1] - top) / high, (part[2] - left) / wide, (part[3] - top) / high


def spread(part: Edges, whole: Edges) -> Edges:
    """Return where a part lies that is known as shares of a whole."""
    left, top, right, bottom = whole
    wide, high = right - left, bottom - top
    return left + part[0] * wide, top + part[1] * high, left + part[2] * wide, top + part[3] * high


def layout(picture: Size, frame: Size, way: Way, focus: Focus | None) -> Layout:
    """Return where a picture of this size lies in a frame of that size.

    `auto` fills the frame where the subject survives that, at every moment of the motion; else the picture stands on a
    blurred copy of itself, edge to edge: its subject and what is around it, or the whole of it where nobody knows its
    subject. A panorama is travelled over. `contain` and `blur` show all of it.
    """
    if way.side:
        return _beside_words(picture, frame, way, focus)
    aspect, own = frame[0] / frame[1], picture[0] / picture[1]
    kept = min(own, aspect) / max(own, aspect)
    full = (0, 0, *frame)
    if focus is not None and focus.by == "alpha" and way.fit != "fill":
        return _cut_out(picture, frame, way, focus.box)
    if way.fit == "auto" and _is_panorama(own, aspect, way):
        return _travelled(own, aspect, full, way, focus)
    if way.fit in ("auto", "contain", "blur") and (way.head or way.foot):
        return _below_words(picture, frame, way, focus)
    filled = _filled(own, aspect, full, focus)
    fills = way.fit == "fill" or (way.fit == "auto" and _survives(filled, way, focus))
    if way.fit != "card" and (fills or kept > 1 - _ROUNDING):
        return filled
    if way.fit == "contain":
        return _whole(picture, frame, way, "color")
    if way.fit == "auto" and focus is not None and (nearer := _nearer(own, frame, way, focus)) is not None:
        return nearer
    place = _place(own, frame, 1.0)
    if way.fit == "card":
        return _card(own, frame, way, focus)
    return Layout((0, 0, 1, 1), place, "blur", _aim((0, 0, 1, 1), focus))


def keeps(where: Layout, focus: Focus | None, way: Way) -> float:
    """Return which part of the subject is in sight at every moment."""
    if focus is None or where.wide > 1:
        return 1.0
    left, top, right, bottom = spread(common(way.kind, way.amount, where.aim), where.crop)
    x, y, w, h = focus.box
    inside_x = max(0.0, min(right, x + w) - max(left, x))
    inside_y = max(0.0, min(bottom, y + h) - max(top, y))
    return min(1.0, inside_x * inside_y / max(1e-9, w * h))


def _survives(where: Layout, way: Way, focus: Focus | None) -> bool:
    """Return whether a crop shows the subject, and no more is lost for it than is worth losing."""
    if focus is None or focus.by == "centre":
        return where.lost <= FREE_LOSS + _ROUNDING
    least = 1.0 if where.lost > FREE_LOSS + _ROUNDING else _TOLERATED.get(focus.by, 1.0)
    return where.lost <= _most_lost(focus) + _ROUNDING and keeps(where, focus, way) >= least - 1e-6


def _most_lost(focus: Focus) -> float:
    return MOST_LOSS.get(focus.by, FREE_LOSS) if focus.confidence >= SURE else FREE_LOSS


def _nearer(own: float, frame: Size, way: Way, focus: Focus) -> Layout | None:
    """Return the subject with as little around it as is worth losing, so that it is large in a frame that it cannot
    fill; None where nothing can go."""
    if focus.by == "centre" or focus.confidence < SURE:
        return None
    aspect = frame[0] / frame[1]
    most = FREE_LOSS if focus.by == "saliency" else _most_lost(focus)
    lost = min(most, 1 - min(own, aspect) / max(own, aspect))
    focus = replace(focus, box=_wider(focus.box))
    for step in range(_NEARER_STEPS):
        share = 1 - lost * (1 - step / _NEARER_STEPS)
        shape = own * share if own > aspect else own / share
        where = _filled(own, shape, _place(shape, frame, 1.0), focus)
        if keeps(where, focus, way) >= 1 - 1e-6:
            return replace(where, around="blur")
    return None


def _card(own: float, frame: Size, way: Way, focus: Focus | None) -> Layout:
    """Return a card of the whole picture; where words leave it less of the frame, it is cut to be nearer to the frame's
    shape, if its subject survives that."""
    whole = Layout((0, 0, 1, 1), _place(own, frame, CARD), "blur", _aim((0, 0, 1, 1), focus), card=True)
    clear = replace(way, head=max(way.head, (1 - CARD) / 2), foot=max(way.foot, (1 - CARD) / 2))
    moved = replace(whole, place=_between_words(whole.place, frame, clear))
    if moved == whole or not (way.head or way.foot):
        return whole
    aspect = frame[0] / frame[1]
    shape = min(aspect, own / (1 - FREE_LOSS)) if own < aspect else max(aspect, own * (1 - FREE_LOSS))
    cut = _filled(own, shape, _between_words(_place(shape, frame, CARD), frame, clear), focus)
    return replace(cut, around="blur", card=True) if _survives(cut, way, focus) else moved


def _beside_words(picture: Size, frame: Size, way: Way, focus: Focus | None) -> Layout:
    """Return the layout in what a column of words leaves of the frame at its right."""
    left = math.ceil(way.side * frame[0] / 4) * 4
    found = layout(picture, (frame[0] - left, frame[1]), replace(way, side=0.0), focus)
    return _moved(found, left, 0)


def _below_words(picture: Size, frame: Size, way: Way, focus: Focus | None) -> Layout:
    """Return a picture that fills the frame, cut so that its subject is clear of the rows that are left to words; else
    the layout in what is left between those."""
    own, aspect = picture[0] / picture[1], frame[0] / frame[1]
    filled = _filled(own, aspect, (0, 0, *frame), focus)
    if way.fit == "auto" and focus is not None and focus.by != "centre" and _survives(filled, way, focus):
        high = filled.crop[3] - filled.crop[1]
        first, last = focus.box[1] + focus.box[3] - (1 - way.foot) * high, focus.box[1] - way.head * high
        top = min(max(filled.crop[1], first), last)
        if first <= last and 0 <= top <= 1 - high:
            crop = filled.crop[0], top, filled.crop[2], top + high
            return replace(filled, crop=crop, aim=_aim(crop, focus))
    first, last = math.ceil(way.head * frame[1] / 2) * 2, math.floor((1 - way.foot) * frame[1] / 2) * 2
    return _moved(layout(picture, (frame[0], last - first), replace(way, head=0.0, foot=0.0), focus), 0, first)


def _moved(where: Layout, right: int, down: int) -> Layout:
    """Return a layout in a part of a frame as one of all of it: the rest is a blurred copy, if nothing else is."""
    left, top, width, bottom = where.place
    place = left + right, top + down, width + right, bottom + down
    return replace(where, place=place, around="blur" if where.around == "nothing" else where.around)


def _filled(own: float, aspect: float, full: Place, focus: Focus | None) -> Layout:
    """Return the part of the picture that has the frame's shape, about its subject."""
    wide, high = min(1.0, aspect / own), min(1.0, own / aspect)
    x, y = _middle(focus.box) if focus and focus.by != "centre" else (0.5, _UP if high < 0.75 else 0.5)
    left, top = min(1 - wide, max(0.0, x - wide / 2)), min(1 - high, max(0.0, y - high / 2))
    crop = (left, top, left + wide, top + high)
    return Layout(crop, full, aim=_aim(crop, focus))


def _wider(box: Box) -> Box:
    """Return a box with air around it."""
    left, top = max(0.0, box[0] - _AIR), max(0.0, box[1] - _AIR)
    return left, top, min(1.0, box[0] + box[2] + _AIR) - left, min(1.0, box[1] + box[3] + _AIR) - top


def _is_panorama(own: float, aspect: float, way: Way) -> bool:
    moves = way.still and way.kind != "none"
    return moves and PANORAMA <= own <= PANORAMA_MOST and own >= PANORAMA_BEYOND * aspect


def _travelled(own: float, aspect: float, full: Place, way: Way, focus: Focus | None) -> Layout:
    """Return as much of a panorama as a calm view crosses in the time there is, about its subject."""
    wide = min(own / aspect, 1 + PACE * way.seconds)
    share = wide * aspect / own
    x = _middle(focus.box)[0] if focus else 0.5
    left = min(1 - share, max(0.0, x - share / 2))
    return Layout((left, 0, left + share, 1), full, wide=wide)


def _whole(picture: Size, frame: Size, way: Way, around: str, share: float = 1.0) -> Layout:
    """Return the place in which all of the picture is seen at every moment: in what all views have in common."""
    left, top, right, bottom = common(way.kind, way.amount)
    share_x, share_y = min(right - 0.5, 0.5 - left) * 2, min(bottom - 0.5, 0.5 - top) * 2
    share_x, share_y = share_x * share, share_y * share
    scale = min(frame[0] * share_x / picture[0], frame[1] * share_y / picture[1])
    wide, high = _even(picture[0] * scale), _even(picture[1] * scale)
    x, y = (frame[0] - wide) // 4 * 2, (frame[1] - high) // 4 * 2
    return Layout((0, 0, 1, 1), (x, y, x + wide, y + high), around)


def _cut_out(picture: Size, frame: Size, way: Way, box: Box) -> Layout:
    """Return the place of a cut-out, with air around what is left of it."""
    left, top, wide, high = box
    seen = max(1, round(picture[0] * wide)), max(1, round(picture[1] * high))
    placed = _whole(seen, frame, way, "own", ROOM)
    _, first, _, last = common(way.kind, way.amount)  # it moves with its ground: what is to stay free moves less
    foot = way.foot or (way.head and _AIR)
    clear = replace(way, head=way.head and first + way.head * (last - first), foot=foot and 1 - last + foot)
    return Layout((left, top, left + wide, top + high), _between_words(placed.place, frame, clear), "own")


def _between_words(place: Place, frame: Size, way: Way) -> Place:
    """Return the place moved, and made smaller where it has to be, so that it leaves free what is left to words."""
    left, top, right, bottom = place
    first, last = math.ceil(way.head * frame[1] / 2) * 2, math.floor((1 - way.foot) * frame[1] / 2) * 2
    if top >= first and bottom <= last:
        return place
    scale = min(1.0, (last - first) / (bottom - top))
    wide, high = _even((right - left) * scale / 2) * 2, min(_even((bottom - top) * scale), last - first)
    x, y = (frame[0] - wide) // 4 * 2, min(max(top, first), last - high)
    return x, y, x + wide, y + high


def _place(own: float, frame: Size, share: float) -> Place:
    """Return the middle of the frame, as large as a picture of this shape gets in that share of it."""
    width, height = frame[0] * share, frame[1] * share
    wide, high = (width, width / own) if own > frame[0] / frame[1] else (height * own, height)
    across, down = min(frame[0] // 4 * 4, _even(wide / 2) * 2), min(frame[1], _even(high))
    x, y = (frame[0] - across) // 4 * 2, (frame[1] - down) // 4 * 2
    return (x, y, x + across, y + down)


def _aim(crop: Edges, focus: Focus | None) -> Point:
    """Return what a zoom has to grow about to keep the subject in sight the longest: as its gaps are to each other."""
    if focus is None or focus.by == "centre":
        return MIDDLE
    points = []
    for n in (0, 1):
        before = max(0.0, focus.box[n] - crop[n])
        after = max(0.0, crop[n + 2] - focus.box[n] - focus.box[n + 2])
        points.append(before / (before + after) if before + after > 1e-6 else 0.5)
    return points[0], points[1]


def _middle(box: Box) -> Point:
    return box[0] + box[2] / 2, box[1] + box[3] / 2


def _even(length: float) -> int:
    """Return the nearest even number of pixels; a line of one pixel is seen as well."""
    return max(4, round(length / 2) * 2)
