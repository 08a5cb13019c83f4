"""Where pictures go: before or behind which others, clips and photos in turn."""

from imgfree.local.director.read.items import Item, Which
from imgfree.local.director.read.row import BEHIND, Found, Row, edge_of, is_end, numbers_of, skipped

_PUTS = ("put", "move", "add")


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
    photo = photo and (moved if not row[0].text.isascii() else (direct and not put and after == 1))
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


def _bound(item: Item) -> int:
    """Return 1 for "at the start", -1 for "at the end", 0 for everything else."""
    return int(item.means("when", "at_start")) - int(item.means("when", "at_end"))


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


def _clip_placed(row: Row) -> Found:
    """Read "the clip after photo 2", "clip between 1 and 2", 视频放第一张后面, 视频放照片前面: behind which it goes."""
    chinese = not row[0].text.isascii()
    if not (row[0].means("noun", "clip") or row[0].means("noun", "film")):
        return
    place = 1
    while not row[place].means("beside") and (row[place].means("verb", *_PUTS) or row[place].small > row[place].breaks):
        place += 1
    at, behind = row[place], row[place + 1]
    side, which = at.value("beside") or ("", at.value("which"))
    if not side and chinese:
        side = "after" if behind.means("part", "last") else "before" if behind.means("part", "first") else ""
    numbers, between = (
        which.numbers if which else numbers_of(at),
        row[place - 1].relation == "between" or at.means("pair"),
    )
    if side and at.means("noun", "photo"):
        yield place + 2, {"order": "photos_first" if side == "after" else "clips_first"}
    elif len(numbers) == 2 and (between or behind.means("part", "middle")):
        yield place + 1 + behind.means("part", "middle"), {"clip_after": Which(numbers[:1])}
    elif len(numbers) == 1 and side and numbers[0] > (side == "before"):
        last = place + 1 + (not at.means("beside"))
        yield last, {"clip_after": Which((numbers[0] - (side == "before"),))}
    elif place > 1 - chinese and row[1].relation != "from" and at.means("part", "middle") and is_end(behind):
        yield place + 1, {"clip_after": Which((0,))}


GROUPS = (_beside,)
PLACES = (_clip_first, _clip_placed, _opened, _sequence)
