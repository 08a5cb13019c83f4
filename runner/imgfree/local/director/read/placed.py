"""Where pictures go: before or behind which others, clips and photos in turn."""

from imgfree.local.director.read.items import Item, Which
from imgfree.local.director.read.row import Found, Row, behind_joint, edge_of, is_end, numbers_of, skipped


def _clip_first(row: Row) -> Found:
    """Read "the clip goes first", "put the clip at the end", 视频放最前面; 后面接照片, "photos then the clip"."""
    put = row[0].means("verb", "put", "move", "start", "end") and row[0].text.isascii()
    place = skipped(row, 1) if put else 0
    clip, photo = row[place].means("noun", "clip"), row[place].means("noun", "photo") and not row[0].text.isascii()
    after, moved = place + 1, put
    while row[after].means("verb", "put", "move") or row[after].tokens[0].kind == "function":
        moved, after = moved or row[after].means("verb"), after + 1
    clip = clip or (moved and not put and row[0].means("noun", "film") and not row[0].text.isascii())
    direct = row[after].means("part", "first", "last") or row[after].means("ordinal", 1, "last")
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


def _bound(item: Item) -> int:
    """Return 1 for "at the start", -1 for "at the end", 0 for everything else."""
    return int(item.means("when", "at_start")) - int(item.means("when", "at_end"))


def _clip_after(row: Row) -> Found:
    """Read "the clip between photos 1 and 2", "the clip in the middle"; "two photos, clip, two photos"."""
    if row[0].means("noun", "clip") or (row[0].means("noun", "film") and not row[0].text.isascii()):
        place = 1
        while row[place].means("verb", "put", "move") or row[place].tokens[0].kind == "function":
            place += 1
        between = any(one.relation == "between" for one in row[1:place]) or row[place + 1].means("part", "middle")
        if len(numbers_of(row[place])) == 2 and between:
            last = place + 1 + row[place + 1].means("part", "middle")
            yield last, {"clip_after": Which(numbers_of(row[place])[:1])}
        elif place > 1 and row[place].means("part", "middle") and is_end(row[place + 1]):
            yield place + 1, {"clip_after": Which((0,))}
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


GROUPS = (_beside,)
PLACES = (_clip_first, _clip_after)
