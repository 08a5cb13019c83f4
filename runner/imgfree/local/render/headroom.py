"""What of a frame is left to the words: above, below and beside pictures that need not fill it, as a poster has it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from imgfree.local.assets import Asset
from imgfree.local.composition import layout
from imgfree.local.render.places import Room, room, safe_box
from imgfree.local.render.reel import Lettering, Reel, Take
from imgfree.local.render.subjects import way_of
from imgfree.local.render.text import CAPTION, STEP, Setting, caption_height, setting

_ABOVE, _MIDDLE, _BELOW = ("top", "upper_third"), ("center", "middle"), ("lower_third", "bottom")
_CENTRED = (*_ABOVE, *_MIDDLE, *_BELOW)
_AIR = 0.012  # of the short side, between words, which have a margin of their own, and pictures
_MOST, _MOST_ABOVE = 0.56, 0.42  # of the frame's height: with more of it the pictures would be stamps
_MOST_BY_CUT_OUT = 0.62  # what is cut out has air around it anyway
_SHARES = (1.0, 1 / STEP, STEP**-2)  # of the letters' size: they become smaller before pictures are left no room
_WIDE = 1.4  # times as wide as high: only such a frame has sides for words
_COLUMN, _MOST_COLUMN = 0.34, 0.56  # of the frame's width: what is narrower is no place for words, nor need it be wider
_BESIDE = 0.05  # of the frame's width, at both sides of a card that stands beside words
_LEAST_BESIDE = 0.55  # of its own size: a text becomes no smaller to stand in a column


def with_headroom(reel: Reel, assets: Mapping[str, Asset], pressed: Collection[int] = ()) -> Reel:
    """Return the reel with what each take leaves free for words: where its pictures stand on a ground, and where it is
    seen with a text, of these numbers, that lies on what is to be seen."""
    seen = [[words for words in reel.words if words.role != CAPTION and _together(words, take)] for take in reel.takes]
    sides = [_column(take, words, reel, assets) for take, words in zip(reel.takes, seen, strict=True)]
    narrow = [words for words in reel.words if not all(sides[n] for n in _shots(words, reel))]
    crowded = [reel.words[number] for number in pressed]
    takes = []
    for take, words, side in zip(reel.takes, seen, sides, strict=True):
        if side and not any(one in narrow for one in words):
            takes.append(replace(take, side=side))
        else:
            takes.append(_left_free(take, words, reel, assets, pressed=any(one in crowded for one in words)))
    return replace(reel, takes=tuple(takes))


def own_room(words: Lettering, reel: Reel) -> Room | None:
    """Return what all takes seen with these words leave them; None where one does not."""
    seen = [reel.takes[number] for number in _shots(words, reel)]
    place, air = room(words.position, reel.width, reel.height, reel.platform), _air(reel)
    left, top, _, bottom = safe_box(reel.width, reel.height, reel.platform)
    if words.position in _CENTRED and (side := min((take.side for take in seen), default=0)):
        place = replace(place, left=left, right=side - air)
        if words.position in _BELOW and words.role != "title":  # right below a title that is in the middle
            return replace(place, top=(top + bottom) // 2, bottom=bottom, anchor="top")
        return replace(place, top=top, bottom=bottom, anchor="middle")
    if words.position in _ABOVE and (head := min((take.head for take in seen), default=0)):
        return replace(place, top=top, bottom=head - air, anchor="middle")
    if words.position in _BELOW and (foot := min((take.foot for take in seen), default=0)):
        return replace(place, top=reel.height - foot + air, bottom=bottom, anchor="middle")
    return None


def _column(take: Take, seen: Sequence[Lettering], reel: Reel, assets: Mapping[str, Asset]) -> int:
    """Return how many columns at its left a wide frame has left for all words of a take, beside its photo; 0 for too
    few."""
    asset = assets.get(take.source)
    centred = [words for words in seen if words.position in _CENTRED]
    if take.cells or asset is None or asset.file_type != "image" or not (_is_wide(reel) and centred):
        return 0
    size, frame = (asset.width, asset.height), (reel.width, reel.height)
    if not asset.width * asset.height or (where := layout(size, frame, way_of(take, reel, asset), take.focus)).wide > 1:
        return 0
    margin = 0.0 if where.around == "blur" and not where.card else 2 * _BESIDE
    free = 1 - (where.place[2] - where.place[0]) / reel.width - margin
    side = round(min(free, _MOST_COLUMN if margin else 1.0) * reel.width / 4) * 4
    left, top, _, bottom = safe_box(*frame, reel.platform)
    if side < _COLUMN * reel.width or side - _air(reel) <= left:
        return 0
    for words in centred:
        place = room(words.position, *frame, reel.platform)
        usual = setting(words, reel, place)
        found = setting(words, reel, replace(place, left=left, top=top, right=side - _air(reel), bottom=bottom))
        if usual is not None and (found is None or found.size < _LEAST_BESIDE * usual.size):
            return 0
    return side


def _left_free(
    take: Take, seen: Sequence[Lettering], reel: Reel, assets: Mapping[str, Asset], *, pressed: bool
) -> Take:
    if not (_stands(take, reel, assets) or (pressed and _may_stand(take, assets))):
        return take
    alone = take.focus is not None and take.focus.by == "alpha" and not take.cells
    most = (_MOST_BY_CUT_OUT if alone else _MOST) * reel.height
    asked = [_rows(seen, reel, share) for share in _SHARES]
    if alone and (lines := _caption_rows(take, reel)):
        asked = [(head, max(foot, lines)) for head, foot in asked]
    fitting = [one for one in asked if sum(one) <= most]
    calm = [one for one in fitting if alone or max(one) <= _MOST_ABOVE * reel.height]
    head, foot = asked[0]
    head, foot = next((one for one in (*calm, *fitting[-1:], (head, 0), (0, foot)) if sum(one) <= most), (0, 0))
    return replace(take, head=head, foot=foot)


def _rows(seen: Sequence[Lettering], reel: Reel, share: float) -> tuple[int, int]:
    """Return how many rows texts take above and below, in this share of their letters' size."""
    _, top, _, bottom = safe_box(reel.width, reel.height, reel.platform)
    head, foot = _height(seen, _ABOVE, reel, share), _height(seen, _BELOW, reel, share)
    air = _air(reel)
    return top + head + air if head else 0, reel.height - bottom + foot + air if foot else 0


def _stands(take: Take, reel: Reel, assets: Mapping[str, Asset]) -> bool:
    """Return whether the take's pictures stand on a ground, or beside each other, so that words have no good place on
    them: cut-outs, several photos, and cards in a frame that is not wide."""
    if take.cells:
        return True
    asset = assets.get(take.source)
    if asset is None or asset.file_type != "image" or take.fit == "fill":
        return False
    if take.focus is not None and take.focus.by == "alpha":
        return True
    return take.fit == "card" and not _is_wide(reel)


def _may_stand(take: Take, assets: Mapping[str, Asset]) -> bool:
    """Return whether the take is one photo that nobody said fills the frame."""
    asset = assets.get(take.source)
    return not take.cells and asset is not None and asset.file_type == "image" and take.fit != "fill"


def _caption_rows(take: Take, reel: Reel) -> int:
    """Return how many rows at the bottom captions take that are seen with the take, if they are there."""
    seen = [one for one in reel.words if one.role == CAPTION and one.position in _BELOW and _together(one, take)]
    _, _, _, bottom = safe_box(reel.width, reel.height, reel.platform)
    high = max((caption_height(one, reel) for one in seen if one.text.strip()), default=0)
    return reel.height - bottom + high + _air(reel) if high else 0


def _height(seen: Sequence[Lettering], positions: Sequence[str], reel: Reel, share: float) -> int:
    """Return how high the highest of the texts at these positions is; 0 for none, or where several share the rows."""
    chosen = [words for words in seen if words.position in positions and words.text.strip()]
    if any(_meet(one, other) for number, one in enumerate(chosen) for other in chosen[:number]):
        return 0
    found = (_set(one, reel, share) for one in chosen)
    return max((one.height for one in found if one is not None), default=0)


def _set(words: Lettering, reel: Reel, share: float) -> Setting | None:
    place = room(words.position, reel.width, reel.height, reel.platform)
    found = setting(words, reel, place)
    return setting(words, reel, place, found.size * share) if found is not None and share < 1 else found


def _meet(one: Lettering, other: Lettering) -> bool:
    return one.start < other.end and other.start < one.end


def _shots(words: Lettering, reel: Reel) -> Iterator[int]:
    """Yield the numbers of the takes that are seen with these words."""
    return (number for number, take in enumerate(reel.takes) if _together(words, take))


def _together(words: Lettering, take: Take) -> bool:
    return words.start < take.end and take.start < words.end


def _is_wide(reel: Reel) -> bool:
    return reel.width > _WIDE * reel.height


def _air(reel: Reel) -> int:
    return round(_AIR * min(reel.width, reel.height))
