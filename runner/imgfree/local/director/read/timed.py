"""When and how long: stretches and moments of the film, shifts in time, so long for each picture."""

from imgfree.local.director.read.items import END, Count, Item, Stretch
from imgfree.local.director.read.row import PICTURES, SIDES, Found, Row, edge_of, instant_at, side_of, skipped

_LASTS = ("hold", "show", "keep", "put", "play")  # with how long


def _from_to(row: Row) -> Found:
    """Read "from 3 to 8 seconds", "between 0:05 and 0:12", 从第3秒到第8秒, "from 5 s on", "from 8 s to the end"."""
    opened = row[0].relation in ("from", "between")
    begin = instant_at(row, skipped(row, 1, "at") if opened else 0, start=True)
    if begin is None:
        return
    start, place = begin
    if not row[0].text.isascii() and row[place].means("noun", "start"):
        place += 1  # 从第3秒开始到第8秒
    relation = row[place].relation
    if relation in ("to", "until") or (opened and relation == "and"):
        if end := instant_at(row, skipped(row, place + 1, "at"), start=False):
            yield end[1], {"stretch": Stretch(start, end[0])}
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
    if relation in ("after", "until", "before", "at"):
        place = skipped(row, 1, "of")
        which = row[place + 1].value("which")
        apiece = relation == "at" and which is not None and which.part == "each"
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
    return item.means("which") and item.value("which").part == "each" and bool(item.value("which").noun)


def _shifted(row: Row) -> Found:
    """Read "two seconds later", "1 s earlier": by how much something moves in time."""
    for time, said in ((row[0], row[1]), (row[1], row[0])):
        way = said.value("compare") or said.value("trait")
        if time.means("time") and way in ("later", "earlier") and (time is row[0] or said.means("trait")):
            yield 2, {"compare": way, "shift": time.value("time") * (1 if way == "later" else -1)}


def _paced(row: Row) -> Found:
    """Read "4 seconds a photo", "3 s per photo", 每张停3秒, "3 seconds per", 一张六秒 and 1.5秒一张."""
    place = 1
    while row[place].tokens[0].kind == "function" or row[place].means("verb", *_LASTS) or row[place].means("degree"):
        place += 1
    for which, time, many in ((row[0], row[place], place + 1), (row[1], row[0], 2)):
        if _is_each(which) and time.means("time"):
            yield many, {"paced": time.value("time")}
    for one, time, many in ((row[0], row[place].value("time"), place + 1), (row[1], row[0].value("time"), 2)):
        measured = any(token.means("measure") for token in one.tokens)
        if time is not None and measured and one.means("count") and one.value("count") == Count(1, "photo"):
            yield many, {"paced": time}
    if row[0].means("time") and row[1].text == "a" and (row[2].means("noun", *PICTURES) or _closing(row, 2)):
        yield 3, {"paced": row[0].value("time")}
    elif row[0].means("time") and row[1].relation == "for" and row[2].tokens[0].given and row[3].means("noun", "photo"):
        yield 4, {"paced": row[0].value("time")}
    elif row[0].means("each", "all") and row[1].means("time") and row[2].means("which") and row[2].text == "except":
        yield 2, {"paced": row[1].value("time")}
    elif row[0].means("time") and row[1].relation == "per" and row[2].tokens[0].kind in ("stop", "unknown"):
        yield 2 + (row[2].tokens[0].kind == "unknown"), {"paced": row[0].value("time")}


def _closing(row: Row, place: int) -> bool:
    """Return whether a word that nobody knows stands here, and nothing behind it."""
    return row[place].tokens[0].kind == "unknown" and row[place + 1].tokens[0].kind == "stop"


GROUPS = (_from_to, _whole, _bounded, _off, _shifted, _paced)
