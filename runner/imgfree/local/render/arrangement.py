"""Where all texts of a film stand together: in the safe box, none on another, off what is to be seen, by rank.

Nothing is drawn. What is seen at the same time never overlaps: the logo keeps its corner, captions keep one place for
the whole film, then titles choose before other texts. A text goes to the free place that is nearest to its own. Where
captions are there for a short time only, they make room for what stays.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from imgfree.local.assets import Asset
from imgfree.local.render.free import Box, Free, Taken
from imgfree.local.render.headroom import own_room, with_headroom
from imgfree.local.render.inks import inked
from imgfree.local.render.logo import logo_box
from imgfree.local.render.places import Room, room, safe_box
from imgfree.local.render.reel import Lettering, Reel, Spot
from imgfree.local.render.subjects import kept_free, steadied
from imgfree.local.render.text import CAPTION, STEP, Setting, caption_height, setting, shrunk

_PRESSED = 0.2  # so bad is a place on it that the picture makes room
_TIGHT = 0.2  # a place as bad as that is given up for a better one in letters a step smaller
_SMALLER = 0.1  # so bad is it that they are smaller
_BELOW_LOGO = 0.02  # of the height, on an end card
_INNER = ("top", "upper_third", "center", "middle")
_MOVED = 0.02  # of the height: what moves less stands where it was said to
_SMALLEST = 0.8  # of its own size: one text gives up a step of the scale for the others
# Then all are made smaller; then a text may even stand on the other side of a title; before one stands on another.
_STEPS = tuple(STEP**-steps for steps in range(4))
_TRIES = (*((share, True) for share in _STEPS[:2]), *((share, False) for share in _STEPS))
_UNDER_TITLE = 1 / STEP  # what is seen with a title has letters a step smaller than it
_STAYS = 2  # times as long as all captions together is what these make room for
_RANKS = ("title", "text", "lower_third")


def settled(reel: Reel, assets: Mapping[str, Asset]) -> Reel:
    """Return the reel with a spot for every text, beside its logo. Raises RenderError for a logo that is not there."""
    logo = logo_box(reel, assets) if reel.logo else None
    found = _composed(reel, assets, logo)
    if pressed := _pressed(found):
        apart = _composed(reel, assets, logo, pressed)
        found = apart if len(_pressed(apart)) < len(pressed) else found
    return inked(replace(found, kept_free=reel.kept_free), assets)


def _composed(reel: Reel, assets: Mapping[str, Asset], logo: Box | None, pressed: Collection[int] = ()) -> Reel:
    """Return the reel arranged, with what its pictures leave free, and the boxes that are kept free of words."""
    reel = steadied(with_headroom(reel, assets, pressed), assets)
    return arranged(replace(reel, kept_free=(*reel.kept_free, *kept_free(reel, assets))), logo)


def _pressed(reel: Reel) -> list[int]:
    """Return the numbers of titles that lie on what is to be seen, or half on a picture."""
    titles = [(number, one) for number, one in enumerate(reel.words) if one.role == "title" and one.spot]
    return [
        number
        for number, one in titles
        if one.spot and Free(reel, (), (one.start, one.end)).spoilt(one.spot.box) >= _PRESSED
    ]


def arranged(reel: Reel, logo: Box | None = None) -> Reel:
    """Return the reel with a spot for every text that is seen. `logo` is the box of its logo."""
    if not reel.words:
        return reel
    taken = [Taken(logo, reel.logo.start, reel.logo.start + reel.logo.frames)] if logo and reel.logo else []
    spots: dict[int, Spot] = {}
    captions = [number for number, one in enumerate(reel.words) if one.role == CAPTION and one.frames > 0]
    staying = [*_staying(reel, taken, sum(reel.words[number].frames for number in captions))] if captions else []
    for position, numbers in _by_position(reel.words, captions):
        box = _caption_box(reel, position, [reel.words[number] for number in numbers], [*taken, *staying])
        spots |= {number: Spot(box) for number in numbers}
        taken += [Taken(box, one.start, one.end) for one in _runs([reel.words[number] for number in numbers])]
    for share, ordered in _TRIES:
        spots |= (found := _others(reel, taken, share, ordered=ordered)).spots
        if found.free:
            break
    placed = tuple(replace(one, spot=spots.get(number)) for number, one in enumerate(reel.words))
    return replace(reel, words=placed)


def _staying(reel: Reel, taken: Sequence[Taken], frames: int) -> Iterator[Taken]:
    """Yield where texts that are seen much longer than so many frames would stand without captions."""
    if any(one.role != CAPTION and one.frames >= _STAYS * frames for one in reel.words):
        for number, spot in _others(reel, taken, 1.0, ordered=True).spots.items():
            one = reel.words[number]
            if one.frames >= _STAYS * frames:
                yield Taken(spot.box, one.start, one.end)


@dataclass(frozen=True)
class _Found:
    """Spots by the number of the text; `free` if none stands on anything else."""

    spots: dict[int, Spot]
    free: bool


def _others(reel: Reel, there: Sequence[Taken], share: float, *, ordered: bool) -> _Found:
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
            own = _middle(words.position, reel) if ordered and words.role == "title" else None
            taken.append(Taken(spot.box, words.start, words.end, own))
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
    return None if abs(by) < _MOVED * reel.height else "up" if by < 0 else "down"


def _middle(position: str, reel: Reel) -> float:
    """Return how far down a place is."""
    place = room(position, reel.width, reel.height, reel.platform)
    return {"top": place.top, "bottom": place.bottom}.get(place.anchor, (place.top + place.bottom) / 2)


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


def _caption_box(reel: Reel, position: str, captions: Sequence[Lettering], taken: Sequence[Taken]) -> Box:
    """Return the one box for all captions of a position; it stays for the whole film."""
    place = room(position, reel.width, reel.height, reel.platform)
    height = min(place.height, max(caption_height(one, reel) for one in captions))
    left, top = place.corner(place.width, height)
    start, end = min(one.start for one in captions), max(one.end for one in captions)
    seen = [one for one in taken if one.start < end and start < one.end]
    free = Free(reel, seen, (start, end), below=True)
    top = free.top((left, top, left + place.width, top + height)) or top
    return left, top, left + place.width, top + height


def _spot(
    words: Lettering, reel: Reel, seen: Sequence[Taken], most: float | None, share: float
) -> tuple[Spot | None, bool]:
    """Return where the text stands best, and whether nothing else is there; None if it cannot be read anywhere.

    It is made smaller, within limits, if only that makes it room.
    """
    place = _room(words, reel, seen)
    own = setting(words, reel, place, most)
    while own is not None and own.height > place.height and own_room(words, reel) is not None:
        smaller = setting(words, reel, place, shrunk(own.size))  # rows of its own have just the height of its box
        if smaller is None or smaller.size >= own.size:
            break
        own = smaller
    if own is not None and share < 1:
        own = setting(words, reel, place, own.size * share) or own
    if own is None:
        return None, True
    free = Free(reel, seen, (words.start, words.end), near=words.role != "title")
    if words.role == "title" and words.position in _INNER:
        free.let_down([setting(one, reel, _room(one, reel, seen)) for one in _below(words, reel)])
    found: list[tuple[float, Spot]] = []
    tried: Setting | None = own
    while tried is not None and tried.size >= _SMALLEST * own.size:
        box = _boxed(tried, place)
        if (top := free.top(box)) is not None:
            cost = free.cost(box, top) + _SMALLER * len(found)
            found.append((cost, Spot((box[0], top, box[2], top + box[3] - box[1]), tried.size, tried.lines)))
            if cost < _TIGHT:
                break
        smaller = setting(words, reel, place, shrunk(tried.size))
        tried = smaller if smaller is not None and smaller.size < tried.size else None
    if not found:
        return Spot(_boxed(own, place), own.size, own.lines), False
    return min(found, key=lambda one: one[0])[1], True


def _below(title: Lettering, reel: Reel) -> Iterator[Lettering]:
    """Yield the texts that are seen with a title and belong below it, without captions."""
    for one in reel.words:
        together = one.start < title.end and title.start < one.end
        if together and one.role not in (CAPTION, "title") and one.position not in _INNER:
            yield one


def _room(words: Lettering, reel: Reel, seen: Sequence[Taken]) -> Room:
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
