"""What of a frame is left to the words: above and below pictures that need not fill it, as a poster has it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from imgfree.local.assets import Asset
from imgfree.local.render.places import Room, room, safe_box
from imgfree.local.render.reel import Lettering, Reel, Take
from imgfree.local.render.text import CAPTION, STEP, Setting, caption_height, setting

_ABOVE, _BELOW = ("top", "upper_third"), ("lower_third", "bottom")
_AIR = 0.012  # of the short side, between words, which have a margin of their own, and pictures
_MOST = 0.56  # of the frame's height: with more of it the pictures would be stamps
_MOST_BY_CUT_OUT = 0.62  # what is cut out has air around it anyway
_SHARES = (1.0, 1 / STEP, STEP**-2)  # of the letters' size: they become smaller before pictures are left no room
_SQUARE = (0.75, 1.4)  # shapes of a frame in which a card leaves words no side of their own


def with_headroom(reel: Reel, assets: Mapping[str, Asset]) -> Reel:
    """Return the reel with the rows that each take leaves free for words, where its pictures stand on a ground."""
    return replace(reel, takes=tuple(_left_free(take, reel, assets) for take in reel.takes))


def own_room(words: Lettering, reel: Reel) -> Room | None:
    """Return the rows that all takes seen with these words leave them; None where one does not."""
    seen = [take for take in reel.takes if _together(words, take)]
    place, air = room(words.position, reel.width, reel.height, reel.platform), _air(reel)
    _, top, _, bottom = safe_box(reel.width, reel.height, reel.platform)
    if words.position in _ABOVE and (head := min((take.head for take in seen), default=0)):
        return replace(place, top=top, bottom=head - air, anchor="middle")
    if words.position in _BELOW and (foot := min((take.foot for take in seen), default=0)):
        return replace(place, top=reel.height - foot + air, bottom=bottom, anchor="middle")
    return None


def _left_free(take: Take, reel: Reel, assets: Mapping[str, Asset]) -> Take:
    if not _stands(take, reel, assets):
        return take
    seen = [words for words in reel.words if words.role != CAPTION and _together(words, take)]
    alone = take.focus is not None and take.focus.by == "alpha" and not take.cells
    most = (_MOST_BY_CUT_OUT if alone else _MOST) * reel.height
    asked = [_rows(seen, reel, share) for share in _SHARES]
    if alone and (lines := _caption_rows(take, reel)):
        asked = [(head, max(foot, lines)) for head, foot in asked]
    head, foot = asked[0]
    head, foot = next((one for one in (*asked, (head, 0), (0, foot)) if sum(one) <= most), (0, 0))
    return replace(take, head=head, foot=foot)


def _rows(seen: Sequence[Lettering], reel: Reel, share: float) -> tuple[int, int]:
    """Return how many rows texts take above and below, in this share of their letters' size."""
    _, top, _, bottom = safe_box(reel.width, reel.height, reel.platform)
    head, foot = _height(seen, _ABOVE, reel, share), _height(seen, _BELOW, reel, share)
    air = _air(reel)
    return top + head + air if head else 0, reel.height - bottom + foot + air if foot else 0


def _stands(take: Take, reel: Reel, assets: Mapping[str, Asset]) -> bool:
    """Return whether the take's pictures stand on a ground, or beside each other, so that words have no good place on
    them: cut-outs, photos in a row, and cards in a frame that is about square."""
    if take.cells:
        return take.grid == "row" or (take.grid == "auto" and len(take.cells) < 4 and reel.width >= reel.height)
    asset = assets.get(take.source)
    if asset is None or asset.file_type != "image" or take.fit == "fill":
        return False
    if take.focus is not None and take.focus.by == "alpha":
        return True
    return take.fit == "card" and _SQUARE[0] <= reel.width / reel.height <= _SQUARE[1]


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


def _together(words: Lettering, take: Take) -> bool:
    return words.start < take.end and take.start < words.end


def _air(reel: Reel) -> int:
    return round(_AIR * min(reel.width, reel.height))
