"""Times at which something begins: "start it at 0:42", "20 seconds into the song", 从第10秒开始."""

from collections.abc import Sequence
from dataclasses import replace

from imgfree.local.director.read.items import END, Item
from imgfree.local.director.read.row import NOTHING

_NEAR = 5  # items between a part of a song and when that is


def begun(row: Sequence[Item]) -> list[Item]:
    """Return the row; a time at which something begins is a moment, and is `since` what begins then."""
    return [_begun(row, place) for place in range(len(row)) if not _points(row, place)]


def _begun(row: Sequence[Item], place: int) -> Item:
    """Return the item; a time at which something begins is a moment, as in "start it at 0:42", 从第10秒开始."""
    item = row[place]
    at = item.value("moment") if item.means("moment") else item.value("time")
    stretch = item.value("stretch")
    if stretch is not None and stretch.end == END and stretch.start > 0:
        return replace(item, senses={**item.senses, "since": stretch.start})
    if stretch is not None and stretch.start == 0 and item.tokens[0].means("verb", "start") and _inside(row, place):
        return replace(item, senses={"moment": stretch.end, "since": stretch.end})  # "starts 20 seconds into it"
    if at is None or not (_starts_before(row, place) or _starts_behind(row, place)):
        return item
    kept = {of: value for of, value in item.senses.items() if of not in ("time", "brief", "few")}
    of_song = any(one.means("song_part") for one in row[max(0, place - _NEAR) : place])
    end = row[place + 1] if _points(row, place + 1) else item
    return replace(item, last=end.last, tokens=(*item.tokens, *end.tokens[: len(end.tokens) * (end is not item)]),
                   senses={**({} if of_song else {"moment": at}), **kept, "since": at})  # fmt: skip


def _points(row: Sequence[Item], place: int) -> bool:
    """Return whether a word only points at the moment before it, at which something begins: 1分05秒那儿."""
    before = row[place - 1] if 0 < place < len(row) else NOTHING
    timed = (before.means("time") or before.means("moment")) and row[place].means("when", "moment")
    return timed and (_starts_behind(row, place - 1) or _starts_before(row, place - 1))


def _starts(item: Item) -> bool:
    return item.means("verb", "start") or (item.means("noun", "start") and not item.means("when"))


def _starts_before(row: Sequence[Item], place: int) -> bool:
    """Return whether a start stands before a time, with "at", "from" or "into" about it: "start my song at 0:42"."""
    pointed = place + 1 < len(row) and row[place + 1].means("when", "moment")
    led = row[place].tokens[0].relation in ("at", "from") or _inside(row, place) or pointed
    for number in range(place - 1, -1, -1):
        before = row[number]
        if _starts(before) or (number and before.means("noun", "start") and row[number - 1].means("song_part")):
            return led
        led = led or before.relation in ("at", "from")
        passed = before.means("noun", "music") or before.means("verb", "play") or before.means("compare", "later")
        if not (passed or before.means("song_part") or before.tokens[0].kind == "function" or before.text == ","):
            return False
    return False


def _inside(row: Sequence[Item], place: int) -> bool:
    """Return whether "in" or "into" stands right behind: so far into the song."""
    return place + 1 < len(row) and row[place + 1].relation in ("in", "into")


def _starts_behind(row: Sequence[Item], place: int) -> bool:
    """Return whether a start stands right behind a time: 从第10秒开始放, but 第3秒开始到第8秒."""
    after = [
        one for one in row[place + 1 : place + 5] if one.tokens[0].end > one.tokens[0].start
    ]  # no pause only thought of
    after += [NOTHING, NOTHING, NOTHING]
    at = 1 if after[0].means("when", "moment") else 0
    starts = after[at].means("noun", "start") or after[at].means("verb", "start")
    said = starts and not after[at].text.isascii()
    return said and after[at + 1].relation not in ("to", "until")
