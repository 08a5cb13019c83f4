"""Where pictures go: before or behind which others, clips and photos in turn."""

from imgfree.local.director.read.items import Item, Which
from imgfree.local.director.read.row import (
    BEHIND,
    Found,
    Row,
    behind_joint,
    edge_of,
    is_end,
    number_of,
    numbers_of,
    skipped,
)

_PUTS = ("put", "move", "combine")
_STANDS_IN = ("顶替", "代替", "替换")


def _clip_first(row: Row) -> Found:
    """Read "the clip goes first", "put the clip at the end", 视频放最前面; 后面接照片, "photos then the clip"."""
    put = row[0].means("verb", "put", "move", "start", "end") and row[0].text.isascii()
    place = skipped(row, 1) if put else 0
    clip, photo = row[place].means("noun", "clip"), row[place].means("noun", "photo")
    after, moved = place + 1, put
    while row[after].means("verb", "put", "move") or row[after].tokens[0].kind == "function":
        moved, after = moved or row[after].means("verb"), after + 1
    stays = row[after - 1].relation == "at" and not row[0].text.isascii() and row[after + 1].tokens[0].kind == "stop"
    moved = moved or (stays and after > 1)
    clip = clip or (moved and not put and row[0].means("noun", "film") and not row[0].text.isascii())
    direct = row[after].means("part", "first", "last") or row[after].means("ordinal", 1, "last")
    direct = direct or (clip and row[after].means("when", "at_start", "at_end"))
    photo = photo and (not row[0].text.isascii() or (direct and not put and after == 1))
    if (
        (clip or photo)
        and (edge := edge_of(row[after]) or _bound(row[after]))
        and (moved or direct)
        and is_end(row[after + 1])
    ):
        yield after + 1, {"order": "clips_first" if clip is (edge > 0) else "photos_first"}
    behind = row[0].means("part", "last") and row[1].means("verb", "put", "combine", "show")
    if behind and row[2].means("noun", "photo"):
        yield 3, {"order": "clips_first"}
    then = skipped(row, 1 + (row[1].text == ","), "then")
    if (
        row[0].means("noun", "photo")
        and any(one.relation == "then" for one in row[1:then])
        and row[then].means("noun", "clip")
    ):
        yield then + 1, {"order": "photos_first"}


def _opened(row: Row) -> Found:
    """Read "start with the clip", "end on the clip": which of clips and photos come first."""
    if row[0].means("verb", "start", "end") and not row[0].means("noun") and row[0].text.isascii():
        place = skipped(row, 1, "with", "on")
        leads = any(token.text in ("with", "on") for one in row[:place] for token in one.tokens)
        leads = leads or row[0].tokens[0].text.endswith((" with", " on"))
        if leads and row[place].means("noun", "clip") and is_end(row[place + 1]):
            yield place + 1, {"order": "clips_first" if row[0].means("verb", "start") else "photos_first"}


def _sequence(row: Row) -> Found:
    """Read "then the 2 photos", 再接两张图; "pics after it", "the photos before it": of a clip named before."""
    place = 0
    if row[0].relation == "then" or row[0].means("again", "again") or row[0].means("part", "last"):
        place = skipped(row, 1)
        joined = row[place].means("verb", "combine", "put", "show", "play")
        place += joined
        if row[0].relation == "then" or (joined and not row[0].text.isascii()) or row[0].text in BEHIND:
            place = skipped(row, place)
            if _is_photos(row[place]):
                yield place + 1, {"sequence": "clips_first", **row[place].senses}
            elif row[place].pictures == "rest" and is_end(row[place + 1]):
                yield place + 1, {"sequence": "rest"}
    elif _is_photos(row[0]) and row[1].relation in ("after", "before"):
        if row[2].text == "it" or row[skipped(row, 2)].means("noun", "clip"):
            last = 3 if row[2].text == "it" else skipped(row, 2) + 1
            yield last, {"sequence": "clips_first" if row[1].relation == "after" else "photos_first", **row[0].senses}
    elif row[0].means("noun", "clip") and row[1].relation in ("after", "before"):
        place = skipped(row, 2)
        if _is_photos(row[place]):
            yield place + 1, {"order": "photos_first" if row[1].relation == "after" else "clips_first"}


def _is_photos(item: Item) -> bool:
    """Return whether the photos are named, or so many of them."""
    count = item.value("count")
    photo = item.means("noun", "photo") and not item.means("transition")
    return photo or (count is not None and count.noun != "clip" and count.number > 1)


def _behind(row: Row) -> Found:
    """Read 视频放照片后面, 照片接在视频前面, 放图后面: clips and photos in turn."""
    if row[0].text.isascii():
        return
    place = int(not row[0].means("verb", *_PUTS))
    if not row[place].means("verb", *_PUTS):
        return
    clips = place == 1 and _is_clips(row[0])
    photos = place == 1 and row[0].means("noun", "photo")
    place = skipped(row, place + 1, "at")
    by_clips, by_photos = _is_clips(row[place]), row[place].means("noun", "photo")
    side = 1 if row[place + 1].means("part", "last") else -int(row[place + 1].means("part", "first"))
    if not side or not is_end(row[place + 2]) or not (by_clips or by_photos) or row[place + 1].text.startswith("最"):
        return
    if (clips and by_photos) or (photos and by_clips):
        yield place + 2, {"order": "clips_first" if clips is (side < 0) else "photos_first"}
    elif not clips and not photos:
        yield place + 2, {"sequence": "photos_first" if by_photos is (side > 0) else "clips_first"}


def _is_clips(item: Item) -> bool:
    return item.means("noun", "clip") or item.means("noun", "film")


def _bound(item: Item) -> int:
    """Return 1 for "at the start", -1 for "at the end", 0 for everything else."""
    return int(item.means("when", "at_start")) - int(item.means("when", "at_end"))


def _clip_after(row: Row) -> Found:
    """Read "the clip between photos 1 and 2", "the clip in the middle"; "two photos, clip, two photos"."""
    if row[0].means("noun", "clip") or (row[0].means("noun", "film") and not row[0].text.isascii()):
        place = 1
        while _carries(row[place]):
            place += 1
        yield from _clip_beside(row, place)
        yield from _clip_next_to(row, place)
        between = any(one.relation == "between" for one in row[1:place]) or row[place + 1].means("part", "middle")
        between = between or row[place].means("pair")
        if len(numbers_of(row[place])) == 2 and between:
            last = place + 1 + row[place + 1].means("part", "middle")
            yield last, {"clip_after": Which(numbers_of(row[place])[:1])}
        elif place > 1 and row[place].means("part", "middle") and is_end(row[place + 1]):
            yield place + 1, {"clip_after": Which((0,))}
        elif (row[1].means("verb", "center") or _is_put_between(row[1])) and is_end(row[2]):
            yield 2, {"clip_after": Which((0,))}
    elif row[0].means("noun", "film") and row[1].relation == "between" and len(numbers_of(row[skipped(row, 2)])) == 2:
        place = skipped(row, 2)
        yield place + 1, {"clip_after": Which(numbers_of(row[place])[:1])}
    put, place = row[0].means("verb", "put", "move", "add"), skipped(row, 1, "between", "subject", "at")
    named = row[place].means("which") and len(numbers_of(row[place])) == 2
    between = any(one.relation == "between" for one in row[1:place]) and any(one.text == "it" for one in row[1:place])
    if put and named and (between or row[place + 1].means("part", "middle")):
        yield place + 1 + row[place + 1].means("part", "middle"), {"clip_after": Which(numbers_of(row[place])[:1])}
    count, place = row[0].value("count"), skipped(row, behind_joint(row, 1) or 1, "then")
    if count is not None and place > 1 and row[place].means("noun", "clip"):
        behind = skipped(row, behind_joint(row, place + 1) or place + 1, "then")
        if behind > place + 1 and row[behind].means("count"):
            yield behind + 1, {"clip_after": Which((count.number,))}


def _is_put_between(item: Item) -> bool:
    """Return whether something is put in the middle, where "the middle" alone names a part: 放中间."""
    return item.means("part", "middle") and item.means("place") and not item.means("noun")


def _clips_around(row: Row) -> Found:
    """Read 两段视频中间夹三张照片, "the photos between the two clips": a clip before them, and one behind."""
    count = row[0].value("count")
    if count is not None and count.noun == "clip" and count.number > 1 and not row[0].text.isascii():
        place = 1 + row[1].means("noun", "film")
        puts = row[place].means("verb", "put") or row[place + 1].means("verb", "put", "add")
        if row[place].means("part", "middle") and puts:
            place = skipped(row, place + 1 + (not row[place].means("verb", "put")))
            if _is_photos(row[place]):
                yield place + 1, {"order": "clips_around"}
    elif _is_photos(row[0]):
        place = 1
        while _carries(row[place]) and place < len(row) - 1:
            place += 1
        count = row[place].value("count")
        between = any(one.relation == "between" for one in row[1:place])
        if between and count is not None and count.noun == "clip" and count.number > 1:
            yield place + 1, {"order": "clips_around"}


def _around_it(row: Row) -> Found:
    """Read "two photos before it and two after": so many of them before the clip that was spoken of."""
    count, place = row[0].value("count"), skipped(row, 3, "and")
    it = row[2].text == "it" or row[skipped(row, 2)].means("noun", "clip")
    behind = (row[place].means("number") or row[place].means("count")) and row[place + 1].relation == "after"
    if count is not None and count.noun != "clip" and row[1].relation == "before" and it and place > 3 and behind:
        yield place + 2 + (row[place + 2].text == "it"), {"clip_after": Which((count.number,))}


def _carries(item: Item) -> bool:
    """Return whether a word only says that something goes somewhere."""
    carries = item.means("verb", "put", "move") or item.tokens[0].kind == "function"
    return carries and not item.means("beside")


def _clip_next_to(row: Row, place: int) -> Found:
    """Read "clip after the second photo", 视频放在第二张后面."""
    side, which = row[place].value("beside") or ("", None)
    if which is not None and len(which.numbers) == 1 and (number := which.numbers[0] - (side == "before")) > 0:
        yield place + 1, {"clip_after": Which((number,))}


def _clip_beside(row: Row, place: int) -> Found:
    """Read "the clip goes (in the middle) after photo 2", 视频放第三张后面."""
    moved = any(one.means("verb", "put", "move") for one in row[1 : place + 1])
    at = place + row[place].means("part", "middle")
    side, which = row[at].value("beside") or ("", None)
    if which is None and (which := row[at].value("which")) is not None:
        side = "after" if row[at + 1].means("part", "last") else "before" if row[at + 1].means("part", "first") else ""
        at += 1
    if which is not None and side and (moved or at > place) and len(which.numbers) == 1 and not which.but:
        number = which.numbers[0] - (side == "before")
        yield at + 1, {"clip_after": Which((number,))} if number else {"order": "clips_first"}


def _beside(row: Row) -> Found:
    """Read "before photo 2", "after the first one", 放到第一张前面: which side of which picture."""
    which = row[1].value("which")
    if row[0].relation in ("before", "after"):
        place = skipped(row, 1, "of")
        if which := row[place].value("which"):
            yield place + 1, {"beside": (row[0].relation, which), "which": which}
    elif which and row[0].means("verb", "put", "move") and not row[0].text.isascii():
        before = row[2].relation == "before" or row[2].means("part", "first")
        if before or row[2].relation == "after" or row[2].means("part", "last"):
            yield 3, {"verb": "move", "beside": ("before" if before else "after", which)}


def _spot(row: Row) -> Found:
    """Read 第七张放第一张, "photo 2 the first one": the place where a picture goes."""
    which, place = row[0].value("which"), 1
    while row[place].tokens[0].kind == "function":
        place += 1
    moved = row[place].means("verb", "put", "move") and not row[place].text.isascii()
    spot, after = row[place + moved].value("which"), row[place + moved + 1]
    if which is None or spot is None or not (moved or row[place].text.endswith(" one")) or place + moved < 2:
        return
    single = which.part == spot.part == "some" and len(which.numbers) == len(spot.numbers) == 1 and not spot.but
    if single and after.tokens[0].kind == "stop":
        yield place + moved + 1, {"spot": spot, "which": which}


def _replaces(row: Row) -> Found:
    """Read "photo 5 where photo 2 is", "3 in place of 1", 第三张顶替第二张: one picture in the place of another."""
    one, place = row[0].value("which") or _single(row[0]), skipped(row, 1)
    where = row[place].means("ask", "where") or row[place].means("instead", "of")
    replaces = row[place].means("verb", "replace") and row[place].text in _STANDS_IN
    other = row[skipped(row, place + 1)].value("which") or _single(row[skipped(row, place + 1)])
    if one is None or other is None or not (where or replaces) or len(one.numbers) != 1 or len(other.numbers) != 1:
        return
    if not (row[0].means("which") or row[skipped(row, place + 1)].means("which")):
        return
    place = skipped(row, place + 1) + 1
    yield place + (row[place].text in ("is", "was")), {"replaces": (one, other), "which": one}


def _stands_in(row: Row) -> Found:
    """Read "use 5 there instead", 用第三张顶替它: a picture in the place of the one that was spoken of."""
    place = skipped(row, 1)
    new = row[place].value("which") or _single(row[place])
    if not row[0].means("verb", "use") or new is None or len(new.numbers) != 1:
        return
    place += 1
    there = row[place].text == "there" or (row[place].means("verb", "replace") and row[place].text in _STANDS_IN)
    while row[place].tokens[0].kind == "function" or (there and row[place].means("verb", "replace")):
        place += 1
    if row[place].means("instead", "instead"):
        yield place + 1, {"stands_in": new, "which": new}
    elif there and row[place].tokens[0].kind == "stop":
        yield place, {"stands_in": new, "which": new}


def _goes(row: Row) -> Found:
    """Read "number 3 can go", with nothing behind it that says where to."""
    place = skipped(row, 1)
    if row[0].means("which") and place > 1 and row[place].text == "go" and row[place + 1].tokens[0].kind == "stop":
        yield place + 1, {"verb": "remove", **row[0].senses}


def _single(item: Item) -> Which | None:
    number = number_of(item)
    return Which((number,), noun="any") if number else None


GROUPS = (_beside,)
PLACES = (
    _clips_around,
    _around_it,
    _clip_first,
    _clip_after,
    _opened,
    _sequence,
    _behind,
    _spot,
    _replaces,
    _stands_in,
    _goes,
)
