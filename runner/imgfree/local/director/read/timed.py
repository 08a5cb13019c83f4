"""When and how long: stretches and moments of the film, shifts in time, so long for each picture."""

from imgfree.local.director.read.items import END, Count, Item, Stretch
from imgfree.local.director.read.row import NOTHING, PICTURES, SIDES, Found, Row, edge_of, instant_at, side_of, skipped

_LASTS = ("hold", "show", "keep", "put", "play")  # with how long
_LONGER = {"longer": 1, "more": 1, "shorter": -1, "less": -1}
_GROWS = ("add", "lengthen", "lower", "shorten", "cut")
_SECONDS = ("seconds", "secs", "sec", "second")
_WITHIN = ("tops", "以内", "内", "之内")
_LONGEST_S = 30.0  # 每张2到3秒: longer ones are times of the film
_TURNED = (("verb", "replace", "change", "cut"), ("transition", "cut"), ("noun", "transition"), ("number", 1),
           ("measure",), ("count",))  # fmt: skip  # 换一张, 切一次
_GROWN_UP = 21  # years; younger teams are named by their age


def _from_to(row: Row) -> Found:
    """Read "from 3 to 8 seconds", "between 0:05 and 0:12", 从第3秒到第8秒, "from 5 s on", "from 8 s to the end"."""
    opened = row[0].relation in ("from", "between")
    begin = instant_at(row, skipped(row, 1, "at") if opened else 0, start=True)
    if begin is None:
        return
    start, place = begin
    if not row[0].text.isascii() and row[place].means("noun", "start"):
        place += 1  # 从第3秒开始到第8秒
    kept = {"verb": "keep"} if opened and row[place].means("verb", "keep") else {}
    place += bool(kept)  # 从第3秒留到第6秒
    relation = row[place].relation
    if relation in ("to", "until") or (opened and relation == "and"):
        if end := instant_at(row, skipped(row, place + 1, "at"), start=False):
            yield end[1], {"stretch": Stretch(start, end[0]), **kept}
    elif opened and (relation == "on" or row[place].means("when", "at_end")):
        yield place + 1, {"stretch": Stretch(start, END)}


def _whole(row: Row) -> Found:
    """Read "for all of it", "over the entire film"."""
    if row[0].relation in ("for", "during", "over"):
        place = skipped(row, 1, "of")
        if row[place].means("each", "all") and row[place + 1].means("noun", "film"):
            yield place + 2, {"stretch": Stretch(0.0, END), "when": "throughout"}


def _bounded(row: Row) -> Found:
    """Read "after 5 s", "until 8 s", "before 0:10", 5秒后; a moment: "at 3 s", "5 seconds in", 第5秒."""
    relation, time = row[0].relation, row[0].value("time")
    place = skipped(row, 1)
    if relation == "until" and edge_of(row[place]) < 0 and not row[place].means("which"):
        yield place + 1, {"when": "throughout"}
    if relation in ("after", "until", "before", "at"):
        place = skipped(row, 1, "of")
        apiece = relation == "at" and row[place + 1].pictures == "each"
        if (row[place].means("time") or row[place].means("moment")) and not apiece:
            yield place + 1, side_of(relation, row[place].value("time") or row[place].value("moment") or 0.0)
    elif time is not None and row[1].relation in ("after", "before"):
        yield 2, side_of(row[1].relation, time)
    elif time is not None and row[1].means("moment_after"):
        yield 2, side_of("at", time)
    elif row[0].means("ordinal") and row[1].means("unit", "s") and row[0].value("ordinal") != "last":
        yield 2, side_of("at", float(row[0].value("ordinal")))


def _off(row: Row) -> Found:
    """Read "2 s off it", "3 s from the start", "1 s off both ends"."""
    if row[0].means("time") and (row[1].relation == "from" or row[1].text == "off"):
        place, time = skipped(row, 2, "of"), row[0].value("time")
        edge = edge_of(row[place]) or int(row[place].means("verb", "start"))
        if row[place].means("each", "both") and row[place + 1].means("noun", "end"):
            yield place + 2, {"ends": time}
        elif edge and not row[place].means("which"):
            yield place + 1, side_of(SIDES[edge], edge * time)


def _is_each(item: Item) -> bool:
    """Return whether an item is each of the pictures, by their noun."""
    return item.pictures == "each" and bool(item.value("which").noun)


def _shifted(row: Row) -> Found:
    """Read "two seconds later", "1 s earlier": by how much something moves in time."""
    for time, said in ((row[0], row[1]), (row[1], row[0])):
        way = said.value("compare") or said.value("trait")
        if time.means("time") and way in ("later", "earlier") and (time is row[0] or said.means("trait")):
            yield 2, {"compare": way, "shift": time.value("time") * (1 if way == "later" else -1)}


def _grown(row: Row) -> Found:
    """Read "each a second longer", 每张多停一秒, "a second more on each": by how much it changes for every picture."""
    place, way = _turned(row)
    longer = _LONGER.get(row[place + 1].value("compare"), 0)
    if (way or longer) and row[place].means("time") and (_is_each(row[0]) or row[0].means("apiece")):
        yield place + 1 + bool(longer), {"paced_by": (way or longer) * row[place].value("time")}
    if row[0].means("number") and row[1].means("degree", "more", "less") and row[2].text in _SECONDS:
        way = _LONGER[str(row[1].value("degree"))]
        yield 3, {"time": float(row[0].value("number")), "by": way}
    if row[0].means("time") and (more := _LONGER.get(row[1].value("compare") or row[1].value("degree"), 0)):
        place = skipped(row, 2, "on", "for", "to", "of")
        if row[place].pictures == "each":
            yield place + 1, {"paced_by": more * row[0].value("time")}


def _turned(row: Row) -> tuple[int, int]:
    """Return the place of the first word behind the first one that is content, and 1 or -1 for "more" and "less"."""
    place, way = 1, 0
    while (turn := _turn(row[place])) is not None:
        place, way = place + 1, way or turn
    return place, way


def _paced(row: Row) -> Found:
    """Read "4 seconds a photo", "3 s per photo", 每张停3秒, "3 seconds per", 一张六秒 and 1.5秒一张."""
    place, way = _turned(row)
    span = row[place].value("stretch")
    if _is_each(row[0]) and span is not None and 0 < span.start < span.end <= _LONGEST_S:
        yield place + 1, {"paced": (span.start + span.end) / 2}
    for which, time, many in ((row[0], row[place], place + 1), (row[1], row[0], 2)):
        if _is_each(which) and time.means("time") and (many == 2 or not way):
            yield many, {"paced": time.value("time")}
    for one, time, many in ((row[0], row[place].value("time"), place + 1), (row[1], row[0].value("time"), 2)):
        measured = any(token.means("measure") for token in one.tokens)
        if time is not None and measured and one.means("count") and one.value("count") == Count(1, "photo"):
            yield many, {"paced": time}
    if row[0].means("time"):
        yield from _for_each(row)
    elif row[0].means("each", "all") and row[1].means("time") and row[2].relation == "but":
        yield 2, {"paced": row[1].value("time")}


def _every(row: Row) -> Found:
    """Read 每3秒换一张, 每两秒切一次: how long each picture is shown."""
    place = 2
    while not row[place].small and any(row[place].means(*one) for one in _TURNED):
        place += 1
    each = row[0].means("each") or row[0].means("apiece")
    if each and row[1].means("time") and place > 2 and not row[0].text.isascii():
        yield place, {"paced": row[1].value("time")}


def _for_each(row: Row) -> Found:
    """Read "3 s a photo", "3 s for these photos", "3 s per": a length with what has it."""
    if row[1].text == "a" and (row[2].means("noun", *PICTURES) or _closing(row, 2)):
        yield 3, {"paced": row[0].value("time")}
    elif row[1].relation == "for" and row[2].tokens[0].given and row[3].means("noun", "photo"):
        yield 4, {"paced": row[0].value("time")}
    elif row[1].relation == "per" and row[2].tokens[0].kind in ("stop", "unknown"):
        yield 2 + (row[2].tokens[0].kind == "unknown"), {"paced": row[0].value("time")}


def _turn(item: Item) -> int | None:
    """Return 1 for what says so much more, -1 for so much less, 0 for what only stands between; None for all else."""
    if item.means("trait", "longer", "shorter") and not item.text.isascii():
        return _LONGER[str(item.value("trait"))]
    if item.means("degree"):
        return _LONGER.get(item.value("degree"), 0)
    if item.means("verb", *_GROWS):
        return -1 if item.means("verb", "lower", "shorten", "cut") else 1
    if item.means("again") and not item.means("noun"):
        return 1
    between = item.tokens[0].kind == "function" or (item.means("each", "all") and not item.text.isascii())
    return 0 if between or item.means("verb", *_LASTS) else None


def _closing(row: Row, place: int) -> bool:
    """Return whether a word that nobody knows stands here, and nothing behind it."""
    return row[place].tokens[0].kind == "unknown" and row[place + 1].tokens[0].kind == "stop"


def _set(row: Row) -> Found:
    """Read "longer, 5 seconds", 久一点，6秒: the length that it is to have, and no more than that."""
    if _LONGER.get(row[0].value("compare") or row[0].value("trait"), 0) == 0:
        return
    place = 1
    while row[place].text == "," or row[place].small or row[place].means("degree") or row[place].means("verb", "say"):
        if row[place].tokens[0].strong or row[place].relation in ("by", "and") or row[place] is NOTHING:
            return
        place += 1
    at_once = row[0].text.startswith("久") or row[place + 1].text.startswith("就")  # 短一点8秒就好
    told = at_once or any(one.text in ",(" or one.means("verb", "say") for one in row[1:place])
    if told and row[place].means("time") and _is_most(row[place + 1]):
        yield place + 2, {**row[place].senses, "cap": True}
    elif told and row[place].means("time") and (_is_closed(row[place + 1]) or row[place + 1].small):
        yield place + 1, dict(row[place].senses)


def _changed(row: Row) -> Found:
    """Read 10秒改成8秒, 一张5秒改6秒: the length that is to be, of what had another one."""
    place = skipped(row, 2)
    if row[1].means("verb", "change", "replace", "set") and not row[1].text.isascii() and row[place].means("time"):
        if row[0].means("paced"):
            yield place + 1, {"paced": row[place].value("time")}
        elif row[0].means("time"):
            yield place + 1, dict(row[place].senses)


def _is_closed(item: Item) -> bool:
    """Return whether nothing more is said of a length that ends here."""
    return item.breaks or item.relation == "reason" or item.means("praise")


def _is_most(item: Item) -> bool:
    """Return whether a word behind a length says that it is the most."""
    return item.means("degree", "most") or item.text in _WITHIN


def _capped(row: Row) -> Found:
    """Read "at most 20 s", "20 s tops", "under 15 s", 10秒以内: the most it may be; no "under 9s" team."""
    place = skipped(row, 1)
    if row[0].relation == "under" and row[place].means("time"):
        after, digits = row[place + 1], row[place].text.removesuffix("s")
        of_age = digits.isdecimal() and digits != row[place].text and int(digits) <= _GROWN_UP
        if of_age and (after.tokens[0].kind == "unknown" or after.means("noun", "film") or after.means("context")):
            yield place + 1, {"context": "group"}
        elif _is_closed(after) or after.small:
            yield place + 1, {**row[place].senses, "cap": True}
    if row[0].means("degree", "most") and row[place].means("time"):
        yield place + 1, {**row[place].senses, "cap": True}
    if row[0].means("time") and _is_most(row[1]):
        yield 2, {**row[0].senses, "cap": True}


GROUPS = (_from_to, _whole, _bounded, _off, _shifted, _grown, _paced, _every)
LISTS = (_set, _capped, _changed)
