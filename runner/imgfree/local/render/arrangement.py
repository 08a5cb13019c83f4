"""Where all texts of a film stand together: in the safe box, none on another, off what is to be seen, by rank.

Nothing is drawn. What is seen at the same time never overlaps: the logo keeps its corner, captions keep one place for
the whole film, then titles choose before other texts. A text goes to the free place that is nearest to its own. Where
captions are there for a short time only, they make room for what stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from imgfree.local.assets import Asset
from imgfree.local.motion import Edges
from imgfree.local.render.headroom import own_room, with_headroom
from imgfree.local.render.inks import inked
from imgfree.local.render.logo import logo_box
from imgfree.local.render.places import Room, room, safe_box
from imgfree.local.render.reel import KeptFree, Lettering, Reel, Spot, Take
from imgfree.local.render.subjects import kept_free
from imgfree.local.render.text import CAPTION, STEP, Setting, caption_height, setting, shrunk

Box = tuple[int, int, int, int]

_GAP = 0.016  # of the short side, between two things
_STEP = 0.01  # of the height: how finely places are looked for
_ON_SUBJECT = 2.5  # a place on what is to be seen is as bad as one that is so many heights of the frame away
_CROWDED = 0.5  # a place as bad as that is given up for one beside the picture
_TIGHT = 0.2  # and one as bad as that for a better one in letters a step smaller
_SMALLER = 0.1  # so bad is it that they are smaller
_COLUMN = 0.18  # of the width: what is narrower is no place for words
_BESIDE = 0.55  # of its own size: a title becomes no smaller for that
_NEAR_ITS_PLACE = 0.4  # how much of that counts for a text that is no title: "at the bottom" is not above a thing
_BELOW_LOGO = 0.02  # of the height, on an end card
_ON_PICTURE = 0.3  # for captions, where the picture does not fill the frame
_ON_EDGE = 0.6  # so bad is a place half on such a picture and half beside it
_SMALLEST = 0.8  # of its own size: one text gives up a step of the scale for the others
# Then all are made smaller; then a text may even stand on the other side of a title; before one stands on another.
_STEPS = tuple(STEP**-steps for steps in range(4))
_TRIES = (*((share, True) for share in _STEPS[:2]), *((share, False) for share in _STEPS))
_UNDER_TITLE = 1 / STEP  # what is seen with a title has letters a step smaller than it
_STAYS = 2  # times as long as all captions together is what these make room for
_RANKS = ("title", "text", "lower_third")


@dataclass(frozen=True)
class _Taken:
    """A box that is not free from frame `start` until `end`."""

    box: Box
    start: int
    end: int
    title: bool = False


def settled(reel: Reel, assets: Mapping[str, Asset]) -> Reel:
    """Return the reel with a spot for every text, beside its logo. Raises RenderError for a logo that is not there."""
    reel = with_headroom(reel, assets)
    reel = replace(reel, kept_free=(*reel.kept_free, *kept_free(reel, assets)))
    reel = replace(arranged(reel, logo_box(reel, assets) if reel.logo else None), kept_free=())
    return inked(reel, assets)


def arranged(reel: Reel, logo: Box | None = None) -> Reel:
    """Return the reel with a spot for every text that is seen. `logo` is the box of its logo."""
    if not reel.words:
        return reel
    taken = [_Taken(logo, reel.logo.start, reel.logo.start + reel.logo.frames)] if logo and reel.logo else []
    spots: dict[int, Spot] = {}
    captions = [number for number, one in enumerate(reel.words) if one.role == CAPTION and one.frames > 0]
    staying = [*_staying(reel, taken, sum(reel.words[number].frames for number in captions))] if captions else []
    for position, numbers in _by_position(reel.words, captions):
        box = _caption_box(reel, position, [reel.words[number] for number in numbers], [*taken, *staying])
        spots |= {number: Spot(box) for number in numbers}
        taken += [_Taken(box, one.start, one.end) for one in _runs([reel.words[number] for number in numbers])]
    for share, ordered in _TRIES:
        spots |= (found := _others(reel, taken, share, ordered=ordered)).spots
        if found.free:
            break
    placed = tuple(replace(one, spot=spots.get(number)) for number, one in enumerate(reel.words))
    return replace(reel, words=placed)


def _staying(reel: Reel, taken: Sequence[_Taken], frames: int) -> Iterator[_Taken]:
    """Yield where texts that are seen much longer than so many frames would stand without captions."""
    if any(one.role != CAPTION and one.frames >= _STAYS * frames for one in reel.words):
        for number, spot in _others(reel, taken, 1.0, ordered=True).spots.items():
            one = reel.words[number]
            if one.frames >= _STAYS * frames:
                yield _Taken(spot.box, one.start, one.end)


@dataclass(frozen=True)
class _Found:
    """Spots by the number of the text; `free` if none stands on anything else."""

    spots: dict[int, Spot]
    free: bool


def _others(reel: Reel, there: Sequence[_Taken], share: float, *, ordered: bool) -> _Found:
    """Return where all texts but captions stand, at this share of their sizes."""
    spots: dict[int, Spot] = {}
    taken, free = list(there), True
    numbers = [number for number, one in enumerate(reel.words) if one.role != CAPTION and one.frames > 0]
    for number in sorted(numbers, key=lambda number: (_rank(reel.words[number]), number)):
        words = reel.words[number]
        seen = [one for one in taken if one.start < words.end and words.start < one.end]
        most = min(_titles(reel.words, spots, words), default=None)
        spot, alone = _spot(words, reel, seen, most, share)
        free = free and alone
        if spot is not None:
            spots[number] = spot
            taken.append(_Taken(spot.box, words.start, words.end, ordered and words.role == "title"))
    return _Found(spots, free)


def moved(words: Lettering, reel: Reel) -> str | None:
    """Return `up` or `down` where an arranged text stands elsewhere than it would alone; None where it does not.

    Captions of one place are alone together.
    """
    if words.spot is None:
        return None
    alike = [one for one in reel.words if (one.role, one.position) == (words.role, words.position)]
    own = tuple(alike) if words.role == CAPTION and alike else (replace(words, spot=None),)
    alone = arranged(replace(reel, words=own, logo=None, kept_free=())).words[0].spot
    by = words.spot.box[1] + words.spot.box[3] - alone.box[1] - alone.box[3] if alone else 0
    return None if abs(by) < 2 * _STEP * reel.height else "up" if by < 0 else "down"


def overlap(one: Box, other: Box) -> int:
    """Return how many pixels two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0


def _rank(words: Lettering) -> int:
    return _RANKS.index(words.role) if words.role in _RANKS else 1


def _titles(words: Sequence[Lettering], spots: dict[int, Spot], beside: Lettering) -> Iterator[float]:
    """Yield the largest letters beside each title that is seen with this text, unless its own size was said."""
    if "size" in beside.style:
        return
    share = 1.0 if beside.role == "title" else _UNDER_TITLE
    for number, spot in spots.items():
        one = words[number]
        if one.role == "title" and spot.size and one.start < beside.end and beside.start < one.end:
            yield share * spot.size


def _by_position(words: Sequence[Lettering], numbers: Sequence[int]) -> list[tuple[str, list[int]]]:
    found: dict[str, list[int]] = {}
    for number in numbers:
        found.setdefault(words[number].position, []).append(number)
    return sorted(found.items())


def _runs(captions: Iterable[Lettering]) -> list[Lettering]:
    """Return captions as stretches of time: those that follow each other at once are one."""
    joined: list[Lettering] = []
    for one in sorted(captions, key=lambda one: one.start):
        if joined and one.start <= joined[-1].end:
            joined[-1] = replace(joined[-1], frames=max(joined[-1].end, one.end) - joined[-1].start)
        else:
            joined.append(one)
    return joined


def _caption_box(reel: Reel, position: str, captions: Sequence[Lettering], taken: Sequence[_Taken]) -> Box:
    """Return the one box for all captions of a position; it stays for the whole film."""
    place = room(position, reel.width, reel.height, reel.platform)
    height = min(place.height, max(caption_height(one, reel) for one in captions))
    left, top = place.corner(place.width, height)
    start, end = min(one.start for one in captions), max(one.end for one in captions)
    seen = [one for one in taken if one.start < end and start < one.end]
    free = _Free(reel, seen, (start, end), below=True)
    top = free.top((left, top, left + place.width, top + height)) or top
    return left, top, left + place.width, top + height


def _spot(
    words: Lettering, reel: Reel, seen: Sequence[_Taken], most: float | None, share: float
) -> tuple[Spot | None, bool]:
    """Return where the text stands best, and whether nothing else is there; None if it cannot be read anywhere.

    It is made smaller, within limits, if only that makes it room.
    """
    place = _room(words, reel, seen)
    own = setting(words, reel, place, most)
    while own is not None and own.height > place.height and own_room(words, reel) and own.size > shrunk(own.size):
        own = setting(words, reel, place, shrunk(own.size))  # rows of its own have just the height of its box
    if own is not None and share < 1:
        own = setting(words, reel, place, own.size * share) or own
    if own is None:
        return None, True
    free = _Free(reel, seen, (words.start, words.end), near=words.role != "title")
    found: list[tuple[float, Spot]] = []
    tried: Setting | None = own
    while tried is not None and tried.size >= _SMALLEST * own.size:
        box = _boxed(tried, place)
        if (top := free.top(box)) is not None:
            cost = free.cost(box, top) + _SMALLER * len(found)
            found.append((cost, Spot((box[0], top, box[2], top + box[3] - box[1]), tried.size, tried.lines)))
            if cost < _TIGHT:
                break
        tried = setting(words, reel, place, shrunk(tried.size)) if shrunk(tried.size) < tried.size else None
    if not found:
        return Spot(_boxed(own, place), own.size, own.lines), False
    cost, spot = min(found, key=lambda one: one[0])
    aside = _beside(words, reel, free, own) if words.role == "title" and cost >= _CROWDED else None
    return aside or spot, True


def _beside(words: Lettering, reel: Reel, free: "_Free", own: Setting) -> Spot | None:
    """Return where a title stands beside pictures that leave the sides of the frame free; None where it has no room."""
    if (column := free.column()) is None:
        return None
    _, top, _, bottom = safe_box(reel.width, reel.height, reel.platform)
    place = Room(column[0], top, column[1], bottom)
    found = setting(words, reel, place, own.size)
    if found is None or found.size < _BESIDE * own.size or _parts_words(words.text, found.lines):
        return None
    box = _boxed(found, place)
    at = free.top(box)
    return Spot((box[0], at, box[2], at + box[3] - box[1]), found.size, found.lines) if at is not None else None


def _parts_words(text: str, lines: Sequence[str]) -> bool:
    """Return whether lines end elsewhere than at blanks: Chinese words show no ends."""
    return " ".join(lines).lower().split() != text.lower().split()


def _room(words: Lettering, reel: Reel, seen: Sequence[_Taken]) -> Room:
    """Return where the text would like to stand: in rows of its own, on an end card right below its logo."""
    place = own_room(words, reel) or room(words.position, reel.width, reel.height, reel.platform)
    logo = reel.logo
    if reel.card is None or words.start < reel.card.start or logo is None or logo.start < reel.card.start or not seen:
        return place
    bottom = safe_box(reel.width, reel.height, reel.platform)[3]
    top = min(seen[0].box[3] + round(_BELOW_LOGO * reel.height), bottom - 1)
    return replace(place, top=top, bottom=bottom, anchor="top")


def _boxed(what: Setting, place: Room) -> Box:
    left, top = place.corner(what.width, what.height)
    return left, top, left + what.width, top + what.height


def _meet(one: KeptFree | Take, span: tuple[int, int]) -> bool:
    return one.start < span[1] and span[0] < one.start + one.frames


class _Free:
    """What is free on the frame for something that is seen in a span of frames. `below`: it goes no higher than its own
    place; `near`: it leaves that for a face, and hardly for a thing."""

    def __init__(
        self, reel: Reel, seen: Sequence[_Taken], span: tuple[int, int], *, below: bool = False, near: bool = False
    ) -> None:
        self._reel, self._below = reel, below
        self._safe = safe_box(reel.width, reel.height, reel.platform)
        self._gap = round(_GAP * min(reel.width, reel.height))
        self._boxes = [one.box for one in seen]
        self._titles = [one.box for one in seen if one.title]
        self._subjects: dict[Box, float] = {}
        self._pictures = [one.box for one in reel.kept_free if one.whole and _meet(one, span)]
        self._edges = [self._pixels(box) for box in self._pictures]
        self._beside_all = len(self._pictures) == sum(_meet(one, span) for one in reel.takes)
        for one in reel.kept_free:
            if _meet(one, span) and (below or not one.whole):
                weight = one.weight if one.weight == 1 or not near else _NEAR_ITS_PLACE * one.weight
                self._subjects[self._pixels(one.box)] = _ON_PICTURE if one.whole else _ON_SUBJECT * weight

    def _pixels(self, box: Edges) -> Box:
        left, top, right, bottom = box
        wide, high = self._reel.width, self._reel.height
        return round(left * wide), round(top * high), round(right * wide), round(bottom * high)

    def top(self, box: Box) -> int | None:
        """Return the best top for a box of this size that keeps its column; None where it has room nowhere."""
        height = box[3] - box[1]
        if not (self._boxes or self._subjects or self._edges):
            return max(self._safe[1], min(box[1], self._safe[3] - height))
        step = max(2, round(_STEP * self._reel.height))
        lowest = self._safe[3] - height
        tops = {min(max(box[1] + step * number, self._safe[1]), lowest) for number in range(-100, 101)} | {box[1]}
        tops |= {other[1] - self._gap - height for other in self._boxes}  # right above and right below what is there
        tops |= {other[3] + self._gap for other in self._boxes}
        inside = [top for top in tops if self._safe[1] <= top <= lowest or top == box[1]]
        fitting = [
            top
            for top in inside
            if not self._meets((box[0], top, box[2], top + height)) and not self._passes(box, top - box[1])
        ]
        if self._below:
            fitting = [top for top in fitting if top >= box[1]] or fitting
        return min(fitting, key=lambda top: (self._cost(box, top, height), top), default=None)

    def _meets(self, box: Box) -> bool:
        left, top, right, bottom = box
        wide = (left - self._gap, top - self._gap + 1, right + self._gap, bottom + self._gap - 1)
        return any(overlap(wide, other) for other in self._boxes)

    def _passes(self, box: Box, by: int) -> bool:
        """Return whether a box that is moved so far down changes sides with a title: prices stay below their names."""
        middle = box[1] + box[3]
        return any((middle > one[1] + one[3]) != (middle + 2 * by > one[1] + one[3]) for one in self._titles)

    def column(self) -> tuple[int, int] | None:
        """Return from where to where the frame is free at the left of all pictures that are seen; None for a narrow
        strip, or none."""
        if not self._pictures or not self._beside_all:
            return None
        right = round(min(box[0] for box in self._pictures) * self._reel.width) - 2 * self._gap
        return (self._safe[0], right) if right - self._safe[0] >= _COLUMN * self._reel.width else None

    def cost(self, box: Box, top: int) -> float:
        """Return how bad a place is: how far from the box's own, and how much on what is to be seen."""
        return self._cost(box, top, box[3] - box[1])

    def _cost(self, box: Box, top: int, height: int) -> float:
        away = abs(top - box[1]) / self._reel.height
        area = max(1, (box[2] - box[0]) * height)
        here = (box[0], top, box[2], top + height)
        on_edge = max((_halved(here, one) for one in self._edges), default=0.0)
        on_it = sum(cost * overlap(here, one) / area for one, cost in self._subjects.items())
        return away + on_it + _ON_EDGE * on_edge


def _halved(box: Box, picture: Box) -> float:
    """Return how much the edges of a picture part a box, 0 to 1: at 1 in the middle, or where it is wider than it."""
    inside = min(box[3], picture[3]) - max(box[1], picture[1])
    share = min(1.0, max(0.0, inside / max(1, box[3] - box[1])))
    sticks_out = box[0] < picture[0] and box[2] > picture[2]
    return share if sticks_out else 2 * min(share, 1 - share)
