"""Small phrases over tokens: stretches of time, which pictures, how many. The only grammar there is.

What is left of a sentence after this is a row of items: a phrase, or a token by itself, each with what it may mean.
A rule looks at the items from one place on and yields how many of them a phrase takes, and what it means.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from imgfree.local.director.read import pictured, placed, pointed, timed
from imgfree.local.director.read.items import Item, single
from imgfree.local.director.read.moments import begun
from imgfree.local.director.read.row import (
    AHEAD,
    NOTHING,
    ONE,
    PICTURES,
    Found,
    Row,
    is_end,
    number_of,
    skipped,
)
from imgfree.local.director.read.sequence import sequenced
from imgfree.local.director.read.tokens import Token

_OPPOSITE = {
    one: other
    for pair in ("longer shorter", "slower faster", "louder quieter", "bigger smaller", "higher lower",
                 "brighter darker", "warmer cooler", "stronger weaker", "softer stronger", "earlier later")
    for one, other in (pair.split(), reversed(pair.split()))
}  # fmt: skip
_SHARES = {"half": 0.5, "twice": 2.0}
_LINES = (480, 720, 1080, 1440, 2160)
_THINGS = ("title", "text", "captions", "music", "logo", "transition", "motion", "effect", "look")
_ENOUGH = ("就够了", "就够", "够了", "就行", "就好", "即可")
_WAYS = {"划": "wipe", "擦": "wipe", "扫": "wipe", "滑": "slide", "推": "push"}  # how one picture gives way to the next
_PANS = ("移", "移动", "平移", "扫", "摇", "横移", "摇过去", "扫过去")
_NOWHERE = [NOTHING] * AHEAD


def items(tokens: Sequence[Token]) -> list[Item]:
    """Return the sentence as a row of phrases and single words; function words and stops are items as well."""
    row = [single(place, token) for place, token in enumerate(tokens)]
    around = zip((NOTHING, *row), row, (*row[1:], NOTHING), strict=False)
    row = [_lasts(one, before, after) for before, one, after in around]
    row = [_faulted(row, place) for place in range(len(row))]
    row = begun(_rewritten(_rewritten(row, _WORDS), _GROUPS))
    row = _rewritten(row, _LISTS)
    if not any(map(_concerns, row)) and not any(item.means("verb", "cut", "crop") for item in row):
        return row if not any(item.means("except") or item.relation == "but" for item in row) else _pointed(row)
    return _rewritten(_pointed(sequenced(row)), placed.PLACES)


def _concerns(item: Item) -> bool:
    """Return whether pictures may be spoken of at all: a rule that looks for which is only tried then."""
    ranked = item.means("part", "first", "last") or item.means("ordinal")
    return (
        ranked or any(map(item.means, ("which", "count"))) or item.means("noun", *PICTURES, "film") or item.text in ONE
    )


def _pointed(row: Row) -> list[Item]:
    return _rewritten(row, pointed.POINTS)


def _lasts(item: Item, before: Item, after: Item) -> Item:
    """Return the item; "last" behind what it is said of is a verb: "make it last 5 seconds"."""
    said_of = before.means("noun") or before.relation in ("subject", "who")
    said_of = said_of or (before.means("literal") and not after.small)
    if said_of and item.means("part", "last") and item.means("verb", "hold"):
        return Item(item.first, item.last, {"verb": "hold"}, item.tokens)
    return item


def _faulted(row: Row, place: int) -> Item:
    """Return the item; what is said to be so as a fault is to be otherwise: "the title is a bit small"."""
    item, at = row[place], place - 2
    if item.value("trait") not in _OPPOSITE or not place or not row[place - 1].means("degree", "little"):
        return item
    while at > 0 and row[at].tokens[0].kind == "function" and not row[at].relation and not row[at].tokens[0].auxiliary:
        at -= 1
    lead = row[at].tokens[0] if at >= 0 else NOTHING.tokens[0]
    is_so = lead.auxiliary == "is" or lead.relation == "but" or lead.text.endswith("'s")
    return replace(item, senses={"compare": _OPPOSITE[item.value("trait")]}) if is_so else item


def _rewritten(row: Row, rules: Sequence[Callable[[Row], Found]]) -> list[Item]:
    """Return the row with the longest phrase at each place in one."""
    found: list[Item] = []
    place = 0
    while place < len(row):
        item, matches = row[place], list[tuple[int, dict[str, Any]]]()
        said = item.senses or item.relation
        if said or (rules is pointed.POINTS and (item.tokens[0].given or not item.small)):
            ahead = [*row[place : place + AHEAD], *_NOWHERE]
            matches = [match for rule in rules for match in rule(ahead)]
        if matches:
            many, senses = max(matches, key=lambda match: match[0])
            parts = row[place : place + many]
            joined = tuple(token for part in parts for token in part.tokens)
            item = Item(item.first, parts[-1].last, senses, joined)
            place += many
        else:
            place += 1
        found.append(item)
    return found


def _compared(row: Row) -> Found:
    """Read "too dark", "not so loud", 有点暗: what is wanted instead; and "more dramatic", 更亮: more of it."""
    trait = row[1].value("trait")
    if row[0].means("not") and row[1].text.startswith("太") and row[1].means("compare"):
        yield 2, {"compare": row[1].value("compare")}  # 别放太大
    if trait in _OPPOSITE and (row[0].means("complain", "too_much") or row[0].means("degree", "less")):
        yield 2, {"compare": _OPPOSITE[trait]}
    elif trait and row[0].means("degree", "more"):
        yield 2, {**row[1].senses, "compare": trait}


def _scaled(row: Row) -> Found:
    """Read "half as long", "twice as fast", "3 times as big": which way, and how many times."""
    share = _SHARES.get(row[0].value("degree")) or row[0].value("factor")
    place = skipped(row, 1, "as")
    trait = row[place].value("trait")
    if share and trait in _OPPOSITE and (row[place].text.isascii() or trait == "longer"):
        rest = skipped(row, place + 1, "as")
        beside = rest > place + 1 and row[rest].means("rest")  # "as the others"
        yield rest + 1 if beside else place + 1, {"compare": trait if share >= 1 else _OPPOSITE[trait], "share": share}


def _replayed(row: Row) -> Found:
    """Read "play it twice", "show the video three times": the film goes round."""
    place = skipped(row, 1, "subject")
    while row[place].means("noun", "film") or row[place].means("each", "all"):
        place = skipped(row, place + 1)
    times = row[place].means("degree", "twice") or row[place].means("factor")
    if row[0].means("verb", "play", "show") and row[0].text.isascii() and times and is_end(row[place + 1]):
        yield place + 1, {"loop": "loop", "rounds": "times"}


def _wide(row: Row) -> Found:
    """Read "480 wide", "width 320", 宽600: pixels across."""
    for number, said in ((row[0], row[1]), (row[1], row[0])):
        pixels = number_of(number) or int(number.value("px") or 0)
        if said.means("broad") and 16 <= pixels <= 9999 and (number is row[0] or not said.text.isascii()
                                                              or said.means("noun")):  # fmt: skip
            yield 2, {"across": pixels}


def _undone(row: Row) -> Found:
    """Read "undo the zooms", 撤销转场: a thing that is to go, and no step back."""
    place = skipped(row, 1)
    thing = any(row[place].means(of) for of in ("transition", "motion", "look", "effect"))
    thing = thing or row[place].means("noun", *_THINGS)
    if row[0].foremost == "verb" and row[0].means("verb", "undo") and thing and is_end(row[place + 1]):
        yield place + 1, {**row[place].senses, "verb": "remove"}


def _seems(row: Row) -> Found:
    """Read "look" in "looks cheap", "make it look warm", where it is no noun."""
    if row[0].means("noun", "look"):
        small = row[1].tokens and row[1].tokens[0].kind == "function"
        if not row[0].text.isascii() or (small and not row[2].means("degree")):
            return  # "the look is dull"
        place = skipped(row, 1)
        while row[place].means("degree"):
            place = skipped(row, place + 1)
        seen = any(row[place].means(of) for of in ("complain", "look", "praise", "trait", "compare"))
        if seen and not row[place].means("noun"):
            yield 1, {"seem": "seem"}


def _lines(row: Row) -> Found:
    """Read "in 720", 高清1080: the lines of a file, where no "p" says so."""
    number = number_of(row[1])
    if number in _LINES and (
        row[0].means("quality")
        or row[0].means("verb", "export")
        or (row[0].relation in ("in", "at") and is_end(row[2]))
    ):
        yield 2, {"resolution": number}
    elif row[0].means("format") and row[1].text == "," and number_of(row[2]) in _LINES and row[3].breaks:
        yield 3, {**row[0].senses, "resolution": number_of(row[2])}
    elif row[0].means("context", "price") and row[1].means("resolution"):
        yield 2, {"context": "price"}  # 底薪8k
    elif number_of(row[0]) in _LINES and row[place := skipped(row, 1 + (row[1].text == ","))].text in _ENOUGH:
        yield place + 1, {"resolution": number_of(row[0])}


def _sung(row: Row) -> Found:
    """Read 配一首温暖的: a song of that mood."""
    place = 1
    while row[place].relation == "of" or row[place].means("degree") or row[place].means("mood"):
        place += 1
    moods = [one.value("mood") for one in row[1:place] if one.means("mood")]
    if row[0].text.endswith("首") and row[0].means("verb") and moods and row[place].small:
        yield place, {"verb": row[0].value("verb"), "noun": "music", "mood": " ".join(moods)}


def _mooded(row: Row) -> Found:
    """Read 欢快点的背景: a background with a mood is music; 柔一点的钢琴: of a soft mood."""
    of_music = row[1].relation == "of" and (row[2].means("genre") or row[2].means("noun", "music"))
    if row[0].means("compare", "softer") and of_music:
        yield 1, {"mood": "soft"}
    place = 1
    while row[place].relation == "of" or row[place].means("degree", "little"):
        place += 1
    if row[0].foremost == "mood" and row[place].means("noun", "background"):
        yield place + 1, {"noun": "music", "mood": row[0].value("mood")}


def _let_be(row: Row) -> Found:
    """Read 别动音乐: it stays, and no picture is spoken of."""
    if row[0].text in ("别动", "不要动") and row[1].means("noun", *_THINGS):
        yield 2, {"met": "keep_rest"}


def _travels(row: Row) -> Found:
    """Read 从右边滑到左边, 从左往右移: a transition or a pan, and to which side it goes."""
    if row[0].means("side") and row[1].text in _PANS and not row[0].text.isascii():
        side = row[0].value("side")
        yield 2, {"verb": "move", "motion": f"pan_{side}", "side": side}
    kind = _WAYS.get(row[2].text)
    if kind and row[0].relation == "from" and row[1].means("side") and row[3].relation == "to" and row[4].means("side"):
        yield 5, {"transition": kind, "side": row[4].value("side")}


def _amid(row: Row) -> Found:
    """Read 中间 before a transition: between the pictures, and no place on them."""
    if row[0].means("part", "middle") and row[0].means("place") and not row[0].text.isascii():
        for one in row[1:5]:
            if one.tokens[0].kind == "stop" and one.end > one.start:
                break
            if one.means("noun", "transition") or one.foremost == "transition":
                yield 1, {"amid": "amid"}
                break


_WORDS = (*pictured.WORDS, _amid, _compared, _scaled, _replayed, _undone, _wide, _seems,
          _lines, _sung, _mooded, _let_be, _travels)  # fmt: skip
_GROUPS = (*timed.GROUPS, *placed.GROUPS, *pictured.GROUPS)
_LISTS = (*pictured.LISTS, *timed.LISTS)
