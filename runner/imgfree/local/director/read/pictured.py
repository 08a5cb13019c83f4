"""Which pictures, and how many: by number, by rank, from one on, between two of them, each and the rest."""

from dataclasses import replace

from imgfree.local.director.read import numbered
from imgfree.local.director.read.items import Count, Item, Which
from imgfree.local.director.read.numerals import ORDINALS
from imgfree.local.director.read.row import (
    AHEAD,
    BEHIND,
    MANY,
    ONE,
    PICTURES,
    SIDES,
    THAT_ONE,
    Found,
    Row,
    behind_joint,
    edge_of,
    is_end,
    noun_at,
    number_of,
    numbers_of,
    rank_of,
    side_of,
    skipped,
    some,
)

_RANKS = ("第", *ORDINALS)  # what a number of one picture begins with
_NUMBERED = ("number", "no.", "#")  # what a number that is a name begins with
_ONES = (" one", " ones")
_TOLD = 3  # the place up to which words tell what certain pictures show


def _first(row: Row) -> Found:
    """Read "the first 3 s", 前三秒, "last 2 s"; "first three photos", 前两张, "the last 2"."""
    edge = edge_of(row[0])
    if not edge or row[0].text.endswith(_ONES):
        return
    place, number = skipped(row, 1, "of"), number_of(row[1]) or 0
    if row[1].text not in ONE and (row[place].means("time") or row[place].text == "second"):
        yield place + 1, side_of(SIDES[edge], edge * (row[place].value("time") or 1.0))
    noun, place = noun_at(row, 2)
    if row[place].means("noun", "text"):
        return  # 片尾四个字
    bare = number > 1 and not (
        row[2].means("unit") or row[2].foremost == "noun" or row[0].means("noun")
    )  # the first two "still" are not
    if 0 < number < MANY and (noun or bare):
        yield place, some(range(1, number + 1) if edge > 0 else range(-number, 0), noun)


def _amid(row: Row) -> Found:
    """Read "the middle two photos", 中间两张; and "the last five kitchen photos", 后面五张厨房照片."""
    place = 1 + (row[1].start == row[1].end)
    count = row[place].value("count")
    if row[0].means("part", "middle") and count is not None and count.noun in PICTURES:
        yield place + 1, {"which": Which((count.number,), noun=count.noun, amid=True)}
    place = 1
    while place < _TOLD and (row[place].tokens[0].kind == "unknown" or row[place].means("context")):
        place += 1
    if row[0].pictures == "some" and place > 1 and row[place].means("noun", "photo"):
        yield place + 1, {**row[0].senses, "which": replace(row[0].value("which"), noun="photo")}


def _numbered(row: Row) -> Found:
    """Read "photo 2", "clip 1", "photos 2-4"; "second to fourth photo", 第二到第四张."""
    named, noun, place = row[0].means("noun", *PICTURES), row[0].value("noun"), 2
    low, high = row[int(named)].value("numbers") or (0, 0)
    if not named and high and row[0].text.startswith(_RANKS):
        noun, place = noun_at(row, 1)
        named = bool(noun) or not row[0].text.isascii()
    if named and row[1].text.startswith("between"):
        return  # where the clip goes, not which it is
    if named and 0 < low < high < MANY:
        yield place, some(range(int(low), int(high) + 1), noun)
    elif named and (number := number_of(row[1])) and not row[2].means("measure"):
        yield 2, some([number], noun)
    elif named and row[1].relation == "before" and edge_of(row[2]) < 0:
        yield 3, some([-2], noun)


def _nth(row: Row) -> Found:
    """Read "the third photo", 第三张, "the last one", "second to last picture", 倒数第二张."""
    from_end = row[0].means("part", "from_end")
    place = 1 + from_end
    number = rank_of(row[place - 1])
    if number is None or row[0].text in BEHIND:
        return
    if row[place].relation == "to" and edge_of(row[place + 1]) < 0:
        from_end, place = True, place + 2
    elif number > 0 and row[place].means("part", "last"):
        from_end, place = True, place + 1
    if row[place].text not in ONE and (one := number_of(row[place])) is not None and not row[0].text.endswith(_ONES):
        if one != 1 or not row[place + 1].means("measure"):
            return
        place += 1
    noun, place = noun_at(row, place)
    if noun in ("any", "clip") and row[place].text == "视频":
        noun, place = "clip", place + 1
    if number > 0 and not from_end and row[place].relation == "from" and edge_of(row[skipped(row, place + 1)]) < 0:
        noun, from_end, place = noun or "any", True, skipped(row, place + 1) + 1
    if not noun and row[0].text.endswith(_ONES):
        noun = "any"
    says = row[place].means("verb", "say") and number > 0 and not row[0].means("when")
    counted = number != -1 and (from_end or number < 0) and (row[place].small or row[place].means("verb"))
    if noun or says or counted:
        yield place, some([-number if from_end else number], noun or "any")


def _at_edge(row: Row) -> Found:
    """Read 结尾那张, 中间那张: the picture that stands there."""
    place, middle = skipped(row, 1, "of"), row[0].means("part", "middle")
    if (edge_of(row[0]) or middle) and row[place].text in THAT_ONE:
        yield place + 1, some([edge_of(row[0])], "photo")
    elif middle and row[0].means("place") and row[1].means("each", "each"):
        yield 1, {"amid": "amid"}


def _ranked(row: Row) -> Found:
    """Read "number 4", "no. 4", "no 5", "#2", 7号, where no more is said of what has that number; no 7月2号."""
    number = row[0].value("ordinal") if row[0].text.startswith(_NUMBERED) else None
    place = 1
    if row[0].text == "no" and row[0].means("not"):
        number, place = number_of(row[1]), 2
    elif number_of(row[0]) and row[1].means("measure", "rank"):
        number, place = number_of(row[0]), 2
    elif number_of(row[0]) and row[1].text == "月" and number_of(row[2]):
        yield 3 + row[3].means("measure", "rank"), {"context": "date"}
    if number is None or not 0 < number < MANY:
        return
    noun, after = noun_at(row, place)
    other = row[after].tokens[0].kind in ("unknown", "name", "words") or any(
        row[after].means(of) for of in ("measure", "unit", "context", "number")
    )
    if noun or not (other or row[after].foremost == "noun"):
        yield after, some([int(number)], noun or "any")


def _end_of(row: Row) -> Found:
    """Read "on the last", "with the fourth", "drop the fourth", where the photo is not named again."""
    if row[0].relation == "on" and row[1].text == "one" and is_end(row[2]) and row[2].relation != "of":
        yield 2, some([1], "any")
    gone = row[0].means("verb", "remove") and row[0].text.isascii()
    if row[0].relation in ("on", "over", "under", "into", "and", "with", "by") or gone:
        place = skipped(row, 1, "of")
        number, after = rank_of(row[place]), row[place + 1]
        only = after.means("only") and row[place + 2].small
        ends = after.breaks or after.tokens[0].kind == "told"
        if row[0].relation == "and":  # the first says one thing, and the last another
            if number and place > 1 and after.means("literal"):
                yield place + 1, some([number], "any")
        elif number and (only or ends) and (row[0].text.isascii() or row[0].relation in ("on", "over", "under")):
            yield place + 1, {**({"verb": "remove"} if gone else {}), **some([number], "any")}


def _each(row: Row) -> Found:
    """Read "every photo", "each of the pictures", 每张照片, "per image", "all the photos"; "the rest", 其余的."""
    if row[0].means("part", "odd", "even"):
        noun, place = noun_at(row, skipped(row, 1, "of"))
        first = 1 if row[0].means("part", "odd") else 2
        yield place, {"which": Which((first,), noun=noun, onward=True, step=2)}
    if row[0].means("each", "every") and (row[1].means("rest") or row[1].means("ordinal", 2)):
        noun, place = noun_at(row, 2)
        if noun:  # every other one, from the second on
            yield place, {"which": Which((2,), noun=noun, onward=True, step=2)}
    if row[0].means("rest"):
        place = skipped(row, 1, "of")
        noun, place = noun_at(row, place)
        yield place if noun else 1, {"which": Which(part="rest", noun=noun)}
    if row[0].text in BEHIND and (row[1].relation == "of" or row[1].means("each", "all")):
        noun, place = noun_at(row, 2)
        if not (row[place].means("time") or row[place].means("number") or row[place].means("measure")):
            yield place, {"which": Which(part="rest", noun=noun)}
    if row[0].means("each") or row[0].relation == "per":
        place = skipped(row, 1, "of") if row[0].means("each") else 1
        noun, place = noun_at(row, place + (number_of(row[place]) == 1))
        if noun:
            both = {"count": Count(2, noun)} if row[0].means("each", "both") else {}
            yield place, {"which": Which(part="each", noun=noun)} | both
        elif row[0].means("each", "each"):
            yield 1, {"which": Which(part="each"), "apiece": True}


def _beside_rest(row: Row) -> Found:
    """Read "than the rest", "than the others", which only says beside what it is so."""
    place = skipped(row, 1)
    if row[0].relation == "than" and row[place].means("rest"):
        noun, after = noun_at(row, place + 1)
        yield after if noun else place + 1, {"degree": "compared"}


def _count(row: Row) -> Found:
    """Read "5 photos", 三张照片, "five old travel photos", "ten of my photos"."""
    number, measure = number_of(row[0]) or 0, row[1].value("measure")
    if number and row[1].text in ("几", "多") and row[2].means("measure", "photo"):
        yield 3, {"context": "amount"}
    if not 0 < number < 1000 or (measure is not None and measure not in (*PICTURES, "any")):
        return
    place = noun = 1 if measure is None else skipped(row, 2, "of")
    while measure is None and row[0].text[:1].isascii() and noun < place + 4 and _describes(row[noun]):
        noun += 1
    if row[noun].means("noun", *PICTURES):
        yield noun + 1, {"count": Count(number, str(row[noun].value("noun")))}
    elif measure in PICTURES:
        twice = number > 1 and number_of(row[place]) == number and row[place + 1].value("measure") == measure
        yield place, {"count": Count(number, measure)}
        if twice:
            yield place + 2, {"collage": "auto", "count": Count(number, measure)}


def _describes(item: Item) -> bool:
    """Return whether a word may stand between a number and its noun."""
    named = (
        item.means("noun", "film", *PICTURES)
        or item.means("unit")
        or item.means("verb")
        or item.relation not in ("", "of")
    )
    return item.tokens[0].kind in ("unknown", "form", "function") and not named


def _spread(row: Row) -> Found:
    """Read "photos 2-4", 第二到第五张."""
    named = [item.value("which").noun for item in (row[2], row[0]) if item.means("which")]
    if named and row[1].relation in ("to", "until"):
        low = numbers_of(row[0]) if row[0].means("which") else (rank_of(row[0]) or 0,)
        high = numbers_of(row[2]) if row[2].means("which") else (number_of(row[2]) or 0,)
        if len(low) == len(high) == 1 and 0 < low[0] < high[0] < MANY:
            yield 3, some(range(low[0], high[0] + 1), named[0])


def _pair(row: Row) -> Found:
    """Read "between the third and the fourth", "between 2 and 3", where the photos are not named."""
    low, high = row[0].value("numbers") or (0, 0)
    if row[0].text.startswith("between ") and high - low == 1:
        yield 1, {**some([int(low), int(high)], "any"), "pair": True}
    first, second = number_of(row[0]), number_of(row[2])
    if row[1].relation == "and" and row[3].relation == "between" and first and second and second - first == 1:
        yield 4, {**some([first, second], "any"), "pair": True}
    place = skipped(row, 1)
    first = rank_of(row[place])
    if row[0].relation == "between" and first and row[place + 1].relation == "and":
        place = skipped(row, place + 2)
        second = rank_of(row[place])
        if second and not row[place].means("noun"):
            yield place + 1, {**some([first, second], "any"), "pair": True}


def _onward(row: Row) -> Found:
    """Read "from the second on", "from photo 3 onwards", 从第二张起: that picture and all behind it."""
    if row[0].relation == "from":
        place = skipped(row, 1)
        number = numbers_of(row[place]) or ((rank_of(row[place]) or 0,))
        begun = row[place + 1].means("when", "at_start") and row[place + 2].means("each")
        if len(number) == 1 and number[0] > 0 and (row[place + 1].relation == "on" or begun):
            noun = row[place].value("which").noun if row[place].means("which") else "any"
            yield place + 2, {"which": Which(number, noun=noun, onward=True)}


def _several(row: Row) -> Found:
    """Read "photos 2, 4", "the first and the last one", 第一张和第三张, 第一张第二张."""
    numbers, place = [*numbers_of(row[0])], 1
    while numbers and (after := behind_joint(row, place) or _next_rank(row, place)):
        number = number_of(row[after]) or 0
        if (more := numbers_of(row[after])) and not row[after].means("verb"):
            numbers += more
        elif 0 < number < MANY and row[after].text not in ONE and not row[after + 1].means("noun"):
            numbers.append(number)
        elif (ends := row[after].value("numbers")) and 0 < ends[0] < ends[1] < MANY:
            numbers += range(int(ends[0]), int(ends[1]) + 1)
        else:
            break
        place = after + 1
    if place > 1:
        yield place, some(numbers, row[0].value("which").noun)


def _next_rank(row: Row, place: int) -> int:
    """Return the place where a rank stands right behind another one; 0 where none does."""
    both = row[place].text.startswith("第") and row[place - 1].text.startswith("第")
    return place if both and (numbers_of(row[place]) or row[place].means("ordinal")) else 0


def _counted_off(row: Row) -> Found:
    """Read 第1、4、6张, 第2、3和第7张: ranks that share one measure word, the last of which reads as a count."""
    found, place = [rank_of(row[0]) or 0], 0
    while (
        row[0].text.startswith("第")
        and 0 < found[-1] < MANY
        and (after := behind_joint(row, place + 1) or _next_rank(row, place + 1))
    ):
        count, more = row[after].value("count"), numbers_of(row[after])
        found += more or [count.number if count is not None else rank_of(row[after]) or number_of(row[after]) or 0]
        place = after
        if more or count is not None:
            yield place + 1, some(found, row[after].value("which").noun if more else count.noun)
            return


def _ordinals(row: Row) -> Found:
    """Read "the second and fourth photo": ordinals that share one noun; "the first and the last", with no noun."""
    numbers: list[int] = []
    place = after = 0
    while not row[place].means("noun") and (number := rank_of(row[place])) is not None and row[place].text != "放中间":
        numbers.append(number)
        after, place = place + 1, behind_joint(row, place + 1) or AHEAD
    if numbers and (more := numbers_of(row[place])) and not row[place].tokens[0].means("noun"):
        yield place + 1, some((*numbers, *more), row[place].value("which").noun)
    elif len(numbers) > 1 and row[after].means("only") and is_end(row[after + 1]):
        yield after + 1, {"only": "only", **some(numbers, "any")}
    elif len(numbers) == 2 and row[0].text.startswith("第") and row[after].means("amid"):
        yield after, some(numbers, "any")  # 第三和第四中间
    elif len(numbers) > 1 and row[0].text.isascii() and is_end(row[after]) and row[after].relation != "of":
        yield after, some(numbers, "any")


WORDS = (_first, _numbered, _nth, _at_edge, _ranked, _end_of, _each, _beside_rest, _count)
GROUPS = (_amid, _spread, _pair, _onward, *numbered.GROUPS)
LISTS = (_several, _ordinals, _counted_off, *numbered.LISTS)
