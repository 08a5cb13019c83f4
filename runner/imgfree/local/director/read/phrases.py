"""Small phrases over tokens: stretches of time, which pictures, how many. The only grammar there is.

What is left of a sentence after this is a row of items: a phrase, or a token by itself, each with what it may mean.
A rule looks at the items from one place on and yields how many of them a phrase takes, and what it means.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from imgfree.local.director.read.items import END, Count, Item, Stretch, Which, single
from imgfree.local.director.read.numerals import ORDINALS
from imgfree.local.director.read.tokens import Token

_MANY = 200  # no film has so many pictures
_AHEAD = 12  # items at most that a rule looks at
_PICTURES = ("photo", "clip", "upload")
_LASTS = ("hold", "show", "keep", "put", "play")  # with how long
_RANKS = ("第", *ORDINALS)  # what a number of one picture begins with
_ONE = ("one", "ones")  # one of the pictures that were named before
_OPPOSITE = {
    one: other
    for pair in ("longer shorter", "slower faster", "louder quieter", "bigger smaller", "higher lower",
                 "brighter darker", "warmer cooler", "stronger weaker", "softer stronger", "earlier later")
    for one, other in (pair.split(), reversed(pair.split()))
}  # fmt: skip
_SIDES = {1: "before", -1: "after"}  # on which side of a moment an end of the film lies
_NOTHING = Item(0, 0, {}, (Token(0, 0, "", "stop"),))  # what stands behind the last item
_NOWHERE = [_NOTHING] * _AHEAD

_Row = Sequence[Item]
_Found = Iterator[tuple[int, dict[str, Any]]]


def items(tokens: Sequence[Token]) -> list[Item]:
    """Return the sentence as a row of phrases and single words; function words and stops are items as well."""
    row = [single(place, token) for place, token in enumerate(tokens)]
    around = zip((_NOTHING, *row), row, (*row[1:], _NOTHING), strict=False)
    row = [_lasts(one, before, after) for before, one, after in around]
    for rules in (_WORDS, _GROUPS, _LISTS, _PLACES):
        row = _rewritten(row, rules)
    return row


def _lasts(item: Item, before: Item, after: Item) -> Item:
    """Return the item; "last" behind what it is said of is a verb: "make it last 5 seconds"."""
    said_of = before.means("noun") or before.relation == "subject" or (before.means("literal") and not after.small)
    if said_of and item.means("part", "last") and item.means("verb", "hold"):
        return Item(item.first, item.last, {"verb": "hold"}, item.tokens)
    return item


def _rewritten(row: _Row, rules: Sequence[Callable[[_Row], _Found]]) -> list[Item]:
    """Return the row with the longest phrase at each place in one."""
    found: list[Item] = []
    place = 0
    while place < len(row):
        ahead = [*row[place : place + _AHEAD], *_NOWHERE]
        said = row[place].senses or row[place].relation
        matches = [match for rule in rules for match in rule(ahead)] if said else []
        many, senses = max(matches, key=lambda match: match[0], default=(1, row[place].senses))
        parts = row[place : place + many]
        joined = tuple(token for part in parts for token in part.tokens)
        found.append(Item(parts[0].first, parts[-1].last, senses, joined) if matches else row[place])
        place += many
    return found


# What the rules ask of an item, and of those from a place on.


def _edge(item: Item) -> int:
    """Return 1 for what names the beginning, -1 for what names the end, 0 for everything else."""
    if item.means("part", "first", "beginning") or item.means("ordinal", 1) or item.means("noun", "start"):
        return 1
    return -(item.means("part", "last", "end") or item.means("ordinal", -1, "last") or item.means("noun", "end"))


def _rank(item: Item) -> int | None:
    """Return which of a row is meant: 1 for the first, -1 for the last, 0 for the one in the middle."""
    if item.means("ordinal"):
        return int(item.value("ordinal")) if item.value("ordinal") != "last" else -1
    if item.means("part", "last", "end") and not item.means("noun"):
        return -1
    return {"first": 1, "middle": 0}.get(str(item.value("part")))


def _number(item: Item) -> int | None:
    value = str(item.value("number"))
    return int(value) if value.isdecimal() else None


def _numbers(item: Item) -> tuple[int, ...]:
    return item.value("which").numbers if item.means("which") else ()


def _skip(row: _Row, place: int, *relations: str) -> int:
    """Return the place after the function words that stand here with one of these relations, or none."""
    while row[place].tokens[0].kind == "function" and row[place].relation in ("", *relations):
        place += 1
    return place


def _noun(row: _Row, place: int) -> tuple[str, int]:
    """Return the picture's noun, a measure word or "one" that stands here, and the place after it."""
    measure = row[place].value("measure")
    if measure is not None:
        place += 1
        if measure not in (*_PICTURES, "any"):
            return "", place
    other = next(iter(row[place].senses), "noun") not in ("noun", "number")  # "the rest still" speaks of no stills
    if (row[place].means("noun", *_PICTURES) and not other) or row[place].text in _ONE:
        return str(row[place].value("noun") or measure or "any"), place + 1
    return measure or "", place


def _instant(row: _Row, place: int, *, start: bool) -> tuple[float, int] | None:
    """Return a moment of the film that stands here, and the place after it."""
    item, number = row[place], _number(row[place])
    if item.means("moment") or item.means("time"):
        return item.value("moment") if item.means("moment") else item.value("time"), place + 1
    if start and number is not None and not row[place + 1].means("noun"):
        return float(number), place + 1
    if item.means("noun", "start" if start else "end") or item.means("part", "beginning" if start else "end"):
        return 0.0 if start else END, place + 1
    return None


def _joint(row: _Row, place: int) -> int:
    """Return the place after a comma or "and" (or both) that joins a list; 0 where there is none."""
    after = place
    while row[after].text in (",", "、", "&") or row[after].relation in ("and", "with"):
        after += 1
    return _skip(row, after, "of") if after > place else 0


def _side(relation: str, at: float) -> dict[str, Any]:
    """Return the stretch on that side of a moment, or the moment itself."""
    stretch = Stretch(at, END) if relation == "after" else Stretch(0.0, at)
    return {"moment": at} if relation == "at" else {"stretch": stretch}


def _which(numbers: Iterable[int], noun: str) -> dict[str, Any]:
    return {"which": Which(tuple(numbers), noun=noun)}


# One word or two: an end of the film, an ordinal with its noun, a number with its noun.


def _first(row: _Row) -> _Found:
    """Read "the first 3 s", 前三秒, "last 2 s"; "first three photos", 前两张, "the last 2"."""
    edge = _edge(row[0])
    if not edge:
        return
    place, number = _skip(row, 1, "of"), _number(row[1]) or 0
    if row[1].text not in _ONE and (row[place].means("time") or row[place].text == "second"):
        yield place + 1, _side(_SIDES[edge], edge * (row[place].value("time") or 1.0))
    noun, place = _noun(row, 2)
    bare = number > 1 and not (row[2].means("unit") or row[2].means("noun") or row[0].means("noun"))
    if 0 < number < _MANY and (noun or bare):
        yield place, _which(range(1, number + 1) if edge > 0 else range(-number, 0), noun)


def _numbered(row: _Row) -> _Found:
    """Read "photo 2", "clip 1", "photos 2-4"; "second to fourth photo", 第二到第四张."""
    named, noun, place = row[0].means("noun", *_PICTURES), row[0].value("noun"), 2
    low, high = row[int(named)].value("numbers") or (0, 0)
    if not named and high and row[0].text.startswith(_RANKS):
        noun, place = _noun(row, 1)
        named = bool(noun) or not row[0].text.isascii()
    if named and 0 < low < high < _MANY:
        yield place, _which(range(int(low), int(high) + 1), noun)
    elif named and (number := _number(row[1])) and not row[2].means("measure"):
        yield 2, _which([number], noun)
    elif named and row[1].relation == "before" and _edge(row[2]) < 0:
        yield 3, _which([-2], noun)


def _nth(row: _Row) -> _Found:
    """Read "the third photo", 第三张, "the last one", "second to last picture", 倒数第二张."""
    from_end = row[0].means("part", "from_end")
    place = 1 + from_end
    number = _rank(row[place - 1])
    if number is None:
        return
    if row[place].relation == "to" and _edge(row[place + 1]) < 0:
        from_end, place = True, place + 2
    elif number > 0 and row[place].means("part", "last"):
        from_end, place = True, place + 1
    if row[place].text not in _ONE and (one := _number(row[place])) is not None:
        if one != 1 or not row[place + 1].means("measure"):
            return
        place += 1
    noun, place = _noun(row, place)
    if number > 0 and not from_end and row[place].relation == "from" and _edge(row[_skip(row, place + 1)]) < 0:
        noun, from_end, place = noun or "any", True, _skip(row, place + 1) + 1
    says = row[place].means("verb", "say") and number > 0 and not row[0].means("when")
    counted = number != -1 and (from_end or number < 0) and (row[place].small or row[place].means("verb"))
    if noun or says or counted:
        yield place, _which([-number if from_end else number], noun or "any")


def _end_of(row: _Row) -> _Found:
    """Read "on the last" and "over the first", where the photo is not named again."""
    if row[0].relation in ("on", "over", "but"):
        place = _skip(row, 1, "of")
        number, after = _rank(row[place]), row[place + 1]
        told = row[0].relation == "but" and after.tokens[0].kind == "function"
        if number and (told or after.tokens[0].kind == "stop" or after.relation in ("and", "but", "then")):
            yield place + 1, _which([number], "any")


def _each(row: _Row) -> _Found:
    """Read "every photo", "each of the pictures", 每张照片, "per image", "all the photos"; "the rest", 其余的."""
    if row[0].means("part", "odd", "even"):
        noun, place = _noun(row, _skip(row, 1, "of"))
        first = 1 if row[0].means("part", "odd") else 2
        yield place, {"which": Which((first,), noun=noun, onward=True, step=2)}
    if row[0].means("rest"):
        place = _skip(row, 1, "of")
        noun, place = _noun(row, place)
        yield place if noun else 1, {"which": Which(part="rest", noun=noun)}
    if row[0].means("each") or row[0].relation == "per":
        place = _skip(row, 1, "of") if row[0].means("each") else 1
        noun, place = _noun(row, place + (_number(row[place]) == 1))
        if noun:
            both = {"count": Count(2, noun)} if row[0].means("each", "both") else {}
            yield place, {"which": Which(part="each", noun=noun)} | both
        elif row[0].means("each", "each"):
            yield 1, {"which": Which(part="each"), "apiece": True}


def _count(row: _Row) -> _Found:
    """Read "5 photos", 三张照片, "five old travel photos", "ten of my photos"."""
    number, measure = _number(row[0]) or 0, row[1].value("measure")
    if not 0 < number < 1000 or (measure is not None and measure not in (*_PICTURES, "any")):
        return
    place = noun = 1 if measure is None else _skip(row, 2, "of")
    while measure is None and noun < place + 4 and _describes(row[noun]):
        noun += 1
    if row[noun].means("noun", *_PICTURES):
        yield noun + 1, {"count": Count(number, str(row[noun].value("noun")))}
    elif measure in _PICTURES:
        yield place, {"count": Count(number, measure)}


def _describes(item: Item) -> bool:
    """Return whether a word may stand between a number and its noun."""
    named = (
        item.means("noun", "film", *_PICTURES)
        or item.means("unit")
        or item.means("verb")
        or item.relation not in ("", "of")
    )
    return item.tokens[0].kind in ("unknown", "form", "function") and not named


def _compared(row: _Row) -> _Found:
    """Read "too dark", "not so loud", 有点暗: what is wanted instead; and "more dramatic", 更亮: more of it."""
    trait = row[1].value("trait")
    if trait in _OPPOSITE and (row[0].means("complain", "too_much") or row[0].means("degree", "less")):
        yield 2, {"compare": _OPPOSITE[trait]}
    elif trait and row[0].means("degree", "more"):
        yield 2, {**row[1].senses, "compare": trait}


def _seems(row: _Row) -> _Found:
    """Read "look" in "looks cheap", "make it look warm", where it is no noun."""
    if row[0].means("noun", "look"):
        small = row[1].tokens and row[1].tokens[0].kind == "function"
        if not row[0].text.isascii() or (small and not row[2].means("degree")):
            return  # "the look is dull"
        place = _skip(row, 1)
        while row[place].means("degree"):
            place = _skip(row, place + 1)
        seen = any(row[place].means(of) for of in ("complain", "look", "praise", "trait", "compare"))
        if seen and not row[place].means("noun"):
            yield 1, {"seem": "seem"}


# Groups: a preposition with what it governs.


def _from_to(row: _Row) -> _Found:
    """Read "from 3 to 8 seconds", "between 0:05 and 0:12", 从第3秒到第8秒, "from 5 s on", "from 8 s to the end"."""
    opened = row[0].relation in ("from", "between")
    begin = _instant(row, _skip(row, 1, "at") if opened else 0, start=True)
    if begin is None:
        return
    start, place = begin
    if not row[0].text.isascii() and row[place].means("noun", "start"):
        place += 1  # 从第3秒开始到第8秒
    relation = row[place].relation
    if relation in ("to", "until") or (opened and relation == "and"):
        if end := _instant(row, _skip(row, place + 1, "at"), start=False):
            yield end[1], {"stretch": Stretch(start, end[0])}
    elif opened and (relation == "on" or row[place].means("when", "at_end")):
        yield place + 1, {"stretch": Stretch(start, END)}


def _whole(row: _Row) -> _Found:
    """Read "for all of it", "over the entire film"."""
    if row[0].relation in ("for", "during", "over"):
        place = _skip(row, 1, "of")
        if row[place].means("each", "all") and row[place + 1].means("noun", "film"):
            yield place + 2, {"stretch": Stretch(0.0, END), "when": "throughout"}


def _bounded(row: _Row) -> _Found:
    """Read "after 5 s", "until 8 s", "before 0:10", 5秒后; a moment: "at 3 s", "5 seconds in", 第5秒."""
    relation, time = row[0].relation, row[0].value("time")
    if relation in ("after", "until", "before", "at"):
        place = _skip(row, 1, "of")
        which = row[place + 1].value("which")
        apiece = relation == "at" and which is not None and which.part == "each"
        if (row[place].means("time") or row[place].means("moment")) and not apiece:
            yield place + 1, _side(relation, row[place].value("time") or row[place].value("moment") or 0.0)
    elif time is not None and row[1].relation in ("after", "before"):
        yield 2, _side(row[1].relation, time)
    elif time is not None and row[1].means("moment_after"):
        yield 2, _side("at", time)
    elif row[0].means("ordinal") and row[1].means("unit", "s") and row[0].value("ordinal") != "last":
        yield 2, _side("at", float(row[0].value("ordinal")))


def _off(row: _Row) -> _Found:
    """Read "2 s off it", "3 s from the start", "1 s off both ends"."""
    if row[0].means("time") and (row[1].relation == "from" or row[1].text == "off"):
        place, time = _skip(row, 2, "of"), row[0].value("time")
        edge = _edge(row[place]) or int(row[place].means("verb", "start"))
        if row[place].means("each", "both") and row[place + 1].means("noun", "end"):
            yield place + 2, {"ends": time}
        elif edge and not row[place].means("which"):
            yield place + 1, _side(_SIDES[edge], edge * time)


def _is_each(item: Item) -> bool:
    """Return whether an item is each of the pictures, by their noun."""
    return item.means("which") and item.value("which").part == "each" and bool(item.value("which").noun)


def _shifted(row: _Row) -> _Found:
    """Read "two seconds later", "1 s earlier": by how much something moves in time."""
    for time, said in ((row[0], row[1]), (row[1], row[0])):
        way = said.value("compare") or said.value("trait")
        if time.means("time") and way in ("later", "earlier") and (time is row[0] or said.means("trait")):
            yield 2, {"compare": way, "shift": time.value("time") * (1 if way == "later" else -1)}


def _paced(row: _Row) -> _Found:
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
    if row[0].means("time") and row[1].text == "a" and (row[2].means("noun", *_PICTURES) or _closing(row, 2)):
        yield 3, {"paced": row[0].value("time")}
    elif row[0].means("time") and row[1].relation == "for" and row[2].tokens[0].given and row[3].means("noun", "photo"):
        yield 4, {"paced": row[0].value("time")}
    elif row[0].means("each", "all") and row[1].means("time") and row[2].means("which") and row[2].text == "except":
        yield 2, {"paced": row[1].value("time")}
    elif row[0].means("time") and row[1].relation == "per" and row[2].tokens[0].kind in ("stop", "unknown"):
        yield 2 + (row[2].tokens[0].kind == "unknown"), {"paced": row[0].value("time")}


def _closing(row: _Row, place: int) -> bool:
    """Return whether a word that nobody knows stands here, and nothing behind it."""
    return row[place].tokens[0].kind == "unknown" and row[place + 1].tokens[0].kind == "stop"


def _onward(row: _Row) -> _Found:
    """Read "from the second on", "from photo 3 onwards", 从第二张起: that picture and all behind it."""
    if row[0].relation == "from":
        place = _skip(row, 1)
        number = _numbers(row[place]) or ((_rank(row[place]) or 0,))
        if len(number) == 1 and number[0] > 0 and row[place + 1].relation == "on":
            noun = row[place].value("which").noun if row[place].means("which") else "any"
            yield place + 2, {"which": Which(number, noun=noun, onward=True)}


def _clip_first(row: _Row) -> _Found:
    """Read "the clip goes first", "put the clip at the end", 视频放最前面; 后面接照片, "photos then the clip"."""
    put = row[0].means("verb", "put", "move", "start", "end") and row[0].text.isascii()
    place = _skip(row, 1) if put else 0
    clip, photo = row[place].means("noun", "clip"), row[place].means("noun", "photo") and not row[0].text.isascii()
    after, moved = place + 1, put
    while row[after].means("verb", "put", "move") or row[after].tokens[0].kind == "function":
        moved, after = moved or row[after].means("verb"), after + 1
    clip = clip or (moved and not put and row[0].means("noun", "film") and not row[0].text.isascii())
    direct = row[after].means("part", "first", "last") or row[after].means("ordinal", 1, "last")
    if (
        (clip or photo)
        and (edge := _edge(row[after]) or _bound(row[after]))
        and (moved or direct)
        and _ends(row[after + 1])
    ):
        yield after + 1, {"order": "clips_first" if clip is (edge > 0) else "photos_first"}
    behind = row[0].means("part", "last") and row[1].means("verb", "put", "combine", "show")
    if behind and row[2].means("noun", "photo"):
        yield 3, {"order": "clips_first"}
    then = _skip(row, 1 + (row[1].text == ","), "then")
    if (
        row[0].means("noun", "photo")
        and any(one.relation == "then" for one in row[1:then])
        and row[then].means("noun", "clip")
    ):
        yield then + 1, {"order": "photos_first"}


def _bound(item: Item) -> int:
    """Return 1 for "at the start", -1 for "at the end", 0 for everything else."""
    return int(item.means("when", "at_start")) - int(item.means("when", "at_end"))


def _ends(item: Item) -> bool:
    """Return whether what was said ends here, or goes on with something else."""
    return item.small or item.means("verb")


def _clip_after(row: _Row) -> _Found:
    """Read "the clip between photos 1 and 2", "the clip in the middle"; "two photos, clip, two photos"."""
    if row[0].means("noun", "clip") or (row[0].means("noun", "film") and not row[0].text.isascii()):
        place = 1
        while row[place].means("verb", "put", "move") or row[place].tokens[0].kind == "function":
            place += 1
        between = any(one.relation == "between" for one in row[1:place]) or row[place + 1].means("part", "middle")
        if len(_numbers(row[place])) == 2 and between:
            last = place + 1 + row[place + 1].means("part", "middle")
            yield last, {"clip_after": Which(_numbers(row[place])[:1])}
        elif place > 1 and row[place].means("part", "middle") and _ends(row[place + 1]):
            yield place + 1, {"clip_after": Which((0,))}
    put, place = row[0].means("verb", "put", "move", "add"), _skip(row, 1, "between", "subject", "at")
    named = row[place].means("which") and len(_numbers(row[place])) == 2
    between = any(one.relation == "between" for one in row[1:place]) and any(one.text == "it" for one in row[1:place])
    if put and named and (between or row[place + 1].means("part", "middle")):
        yield place + 1 + row[place + 1].means("part", "middle"), {"clip_after": Which(_numbers(row[place])[:1])}
    count, place = row[0].value("count"), _skip(row, _joint(row, 1) or 1, "then")
    if count is not None and place > 1 and row[place].means("noun", "clip"):
        behind = _skip(row, _joint(row, place + 1) or place + 1, "then")
        if behind > place + 1 and row[behind].means("count"):
            yield behind + 1, {"clip_after": Which((count.number,))}


def _beside(row: _Row) -> _Found:
    """Read "before photo 2", "after the first one", 放到第一张前面: which side of which picture."""
    which = row[1].value("which")
    if row[0].relation in ("before", "after"):
        place = _skip(row, 1, "of")
        if which := row[place].value("which"):
            yield place + 1, {"beside": (row[0].relation, which), "which": which}
    elif which and row[0].means("verb", "put", "move") and not row[0].text.isascii():
        before = row[2].relation == "before" or row[2].means("part", "first")
        if before or row[2].relation == "after" or row[2].means("part", "last"):
            yield 3, {"verb": "move", "beside": ("before" if before else "after", which)}


def _spread(row: _Row) -> _Found:
    """Read "photos 2-4", 第二到第五张."""
    named = [item.value("which").noun for item in (row[2], row[0]) if item.means("which")]
    if named and row[1].relation in ("to", "until"):
        low = _numbers(row[0]) if row[0].means("which") else (_rank(row[0]) or 0,)
        high = _numbers(row[2]) if row[2].means("which") else (_number(row[2]) or 0,)
        if len(low) == len(high) == 1 and 0 < low[0] < high[0] < _MANY:
            yield 3, _which(range(low[0], high[0] + 1), named[0])


def _pair(row: _Row) -> _Found:
    """Read "between the third and the fourth", "between 2 and 3", where the photos are not named."""
    low, high = row[0].value("numbers") or (0, 0)
    if row[0].text.startswith("between ") and high - low == 1:
        yield 1, {**_which([int(low), int(high)], "any"), "pair": True}
    first, second = _number(row[0]), _number(row[2])
    if row[1].relation == "and" and row[3].relation == "between" and first and second and second - first == 1:
        yield 4, {**_which([first, second], "any"), "pair": True}
    place = _skip(row, 1)
    first = _rank(row[place])
    if row[0].relation == "between" and first and row[place + 1].relation == "and":
        place = _skip(row, place + 2)
        second = _rank(row[place])
        if second and not row[place].means("noun"):
            yield place + 1, {**_which([first, second], "any"), "pair": True}


# Lists of what was found.


def _several(row: _Row) -> _Found:
    """Read "photos 2, 4", "the first and the last one", 第一张和第三张."""
    numbers, place = [*_numbers(row[0])], 1
    while numbers and (after := _joint(row, place)):
        number = _number(row[after]) or 0
        if more := _numbers(row[after]):
            numbers += more
        elif 0 < number < _MANY and not row[after + 1].means("noun"):
            numbers.append(number)
        else:
            break
        place = after + 1
    if place > 1:
        yield place, _which(numbers, row[0].value("which").noun)


def _numerals(row: _Row) -> _Found:
    """Read bare numbers that can only be pictures: "only 1, 3 and 4", "drop 2 and 5", 就要2、3这两张."""
    only, gone = row[0].means("only"), row[0].means("verb", "remove")
    place, found = _skip(row, 1, "of") if only or gone else 0, []
    while 0 < (number := _number(row[place]) or 0) < _MANY:
        found.append(number)
        place += 1
        if not (after := _joint(row, place)) or not _number(row[after]):
            break
        place = after
    if only and not found and row[place].means("ordinal") and (_rank(row[place]) or 0) > 0 and row[place + 1].small:
        found, place = [_rank(row[place]) or 0], place + 1
        yield place, {"only": "only", **_which(found, "any")}
    count, behind = row[_skip(row, place)].value("count"), row[place].means("only")
    if len(found) < 2:
        return
    if count is not None and count.number == len(found):
        yield _skip(row, place) + 1, {"only": "only", **_which(found, "any")}
    elif (only or behind) and _ends(row[place + behind]):
        yield place + behind, {"only": "only", **_which(found, "any")}
    elif gone and _ends(row[place]):
        yield place, {"verb": "remove", **_which(found, "any")}


def _ordinals(row: _Row) -> _Found:
    """Read "the second and fourth photo": ordinals that share one noun."""
    numbers: list[int] = []
    place = 0
    while not row[place].means("noun") and (number := _rank(row[place])) is not None:
        numbers.append(number)
        place = _joint(row, place + 1) or _AHEAD
    if numbers and (more := _numbers(row[place])) and not row[place].tokens[0].means("noun"):
        yield place + 1, _which((*numbers, *more), row[place].value("which").noun)


_WORDS = (_first, _numbered, _nth, _end_of, _each, _count, _compared, _seems)
_GROUPS = (_from_to, _whole, _bounded, _off, _shifted, _paced, _spread, _beside, _pair, _onward)
_LISTS = (_several, _ordinals, _numerals)
_PLACES = (_clip_first, _clip_after)
