"""Quantities as people write them, in English and Chinese: counts, lengths of time, shares, sizes, and ranges of them.

What is read is folded text: lower case, half width, simplified. Every place where a quantity may begin gets its longest
reading and the shorter ones that make sense, because only the sentence tells whether "one" is a number or a pronoun.

A text is read from its end: at every place stands what begins there, a numeral or a word of a table, and what that
grows into with what follows: a unit, a half more, a smaller unit, or a joiner and a quantity that begins behind it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from imgfree.local.director.read.numerals import BEGINNINGS, HAN, MOST, ORDINALS, POWERS, Read, next_word, numerals


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity and where it stands.

    Kinds and their values: number, numbers (value to value2), ordinal (below 0: counted from the end), seconds, clock
    (a point of time, in seconds), range (value to value2, in seconds), percent and fraction (shares of one), factor,
    ratio and size (value wide, value2 high), fps, frames, px, db, lufs, bpm, hz, mb, degrees, resolution (the
    shorter side).
    Any other kind with a value2 leaves open which: "two or three seconds", "20-30%".
    """

    kind: str
    value: float
    start: int
    end: int
    value2: float | None = None


_Later = Mapping[int, Sequence[Read]]  # what was read at each place behind this one

_SPELT = {  # kind and worth: how the unit is written
    ("seconds", 1.0): "s sec secs second seconds 秒 秒钟 \" ″", ("seconds", 0.001): "ms millisecond milliseconds 毫秒",
    ("seconds", 60.0): "m min mins minute minutes 分 分钟 个分钟", ("seconds", 900.0): "刻钟",
    ("seconds", 3600.0): "h hr hrs hour hours 小时 个小时 个钟头",
    ("percent", 0.01): "% percent per_cent pct", ("percent", 0.1): "成",
    ("factor", 1.0): "x times 倍 倍速", ("degrees", 1.0): "° deg degree degrees 度",
    ("frames", 1.0): "frame frames 帧", ("fps", 1.0): "fps frames_per_second frames_a_second frames/s 帧每秒 帧/秒",
    ("px", 1.0): "px pixel pixels 像素", ("resolution", 1.0): "p k", ("hz", 1.0): "hz hertz 赫兹 赫",
    ("db", 1.0): "db decibel decibels 分贝", ("lufs", 1.0): "lufs lkfs", ("mb", 1.0): "mb meg megs megabytes 兆",
    ("bpm", 1.0): "bpm beats_per_minute beats_a_minute 拍每分钟",
    ("ordinal", 1.0): "st nd rd th", ("fraction", 1 / 2): "half", ("fraction", 1 / 4): "quarter quarters",
}  # fmt: skip
_MEASURED = {kind for kind, _ in _SPELT} - {"ordinal", "fraction"}
_UNITS = {name.replace("_", " "): unit for unit, names in _SPELT.items() for name in names.split()}
_UNITS |= {word + s: ("fraction", 1 / value) for word, value in ORDINALS.items() if 2 < value < 11 for s in ("", "s")}
_UNITS |= {word: ("number", float(power)) for word, power in POWERS.items()}
_FOLLOWED = {  # what tells a unit from the beginning of another word
    "分": "分(?=[半到至的后前处,。 0-9零一二两三四五六七八九十]|$)", "成": "成(?![为了品功片都员长果型双])",
    "百": "百(?!分)", "x": r"x(?!\d)",
}  # fmt: skip

_NAMED = {  # what is a quantity by itself
    ("fraction", 1 / 2): "half 半 一半 ½", ("fraction", 1 / 3): "⅓", ("fraction", 2 / 3): "⅔",
    ("fraction", 1 / 4): "quarter ¼", ("fraction", 3 / 4): "¾", ("percent", 1.0): "百分百",
    ("number", 2.0): "俩 一对", ("number", 3.0): "仨", ("factor", 1.0): "原速 原速度 正常速度 常速",
    ("factor", 2.0): "twice", ("factor", 3.0): "thrice",
}  # fmt: skip
_WORDS = {name: quantity for quantity, names in _NAMED.items() for name in names.split()}
_WORDS |= {word: ("ordinal", float(value)) for word, value in ORDINALS.items()}

WORDS = frozenset(word for word in (*_UNITS, *_WORDS, *BEGINNINGS) if word.isascii() and word.isalpha())  # Latin ones
_ALIKE = {kind: kind for kind in ("number", "db", "lufs", "percent", "degrees")}
_NUMBERED = {"number": "ordinal", "numbers": "numbers"}
_MOMENT = {"number": "clock", "numbers": "range"}
_BEFORE: dict[str, tuple[float, dict[str, str]]] = {  # what stands before a quantity: its sign, what it makes of which
    "+": (1, _ALIKE), "-": (-1, _ALIKE), "负": (-1, _ALIKE), "minus": (-1, _ALIKE), "negative": (-1, _ALIKE),
    "#": (1, _NUMBERED), "no.": (1, _NUMBERED), "number": (1, _NUMBERED), "倒数第": (-1, {"number": "ordinal"}),
    "second": (1, _MOMENT), "seconds": (1, _MOMENT), "sec": (1, _MOMENT), "minute": (60, _MOMENT),
    "第": (1, _NUMBERED | {"seconds": "clock", "range": "range"}), "每秒": (1, {"frames": "fps", "fps": "fps"}),
    "x": (1, {"number": "factor"}), "百分之": (0.01, {"number": "percent"}),
}  # fmt: skip

_FROM_END = (" to last", "-to-last", " to the last", " from the end", " from last", " from the last", " last")
_AFTER_TIME = ("", "and", "at", "but", "for", "in", "long", "or", "please", "then", "to", "total", "with")
_COUNTED = tuple("号张个段条幅帧秒分毫小块句首次:")  # a bare number before one of them belongs to it

_JOINING = {  # what stands between two quantities
    "to": "to through thru till until 到 至", "-": "- ~", "or": "or 或 或者", "by": "by x * 乘 乘以",
    ":": ":", "/": "/", "比": "比", "分之": "分之",
}  # fmt: skip
_JOINERS = {word: link for link, words in _JOINING.items() for word in words.split()}
_FROM_TO = {(a, b): "range" for a in ("seconds", "clock") for b in ("seconds", "clock")}
_FROM_TO |= {("number", "seconds"): "range", ("clock", "number"): "range"}
_FROM_TO |= {("number", "number"): "numbers", ("ordinal", "ordinal"): "numbers"}
_SHAPES = {(9, 16), (1, 1), (4, 5), (3, 4), (2, 3), (9, 21), (1, 2), (10, 16), (9, 18)}
_SHAPES |= {(high, wide) for wide, high in _SHAPES}


def _any(words: Iterable[str]) -> str:
    return "|".join(_FOLLOWED.get(word, word) for word in sorted(words, key=len, reverse=True))


_STARTS = {*_WORDS, *_BEFORE, *BEGINNINGS, "between"}
_BEGIN = re.compile(
    _any(word for word in _STARTS if len(word) > 1 and not word.isascii())
    + r"|no\.(?= ?\d)|[a-zß-ɏ]+|\d+|[第负零〇一二两三四五六七八九十俩仨半½¼¾⅓⅔#]|[-+.](?=\d)",
    re.ASCII,
)
_UNIT = re.compile(
    r"((?:[ -]of)?(?:[ -](?:an?|one)(?![a-z]))?)(?: full| whole)?"
    f"(?:[ -]{{0,2}}({_any(name for name in _UNITS if name[0].islower())})(?![a-z])"
    f"| ?[来多几]?({_any(name for name in _UNITS if not name[0].islower())}))"
)
_HALF = re.compile(r"[ -]and[ -](?:a[ -]|one[ -])?half(?![a-z])|个半(?=[个小分钟])|(?<=[秒分钟时成倍])半钟?(?![秒分])")
_NAME = re.compile(r"_|[a-z]{1,2}(?![a-z])")  # what makes a name of the number before it: 3d, 2_b
_JOIN = re.compile(r"( ?)(分之|或者?|乘以?|[-~到至比:/*]|[a-z]+)( ?)")


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return every quantity of a folded text, by where it begins, the longest first."""
    begins = [begin for begin in _BEGIN.finditer(text) if begin[0] in _STARTS or not begin[0].islower()]
    later: dict[int, Sequence[Read]] = {}
    for begin in reversed(begins):
        later[begin.start()] = _reads(text, begin.start(), begin[0], later)
    found: list[Quantity] = []
    taken, ends = 0, {0}  # how far the quantities so far reach, and where each of them ends
    for begin in begins:
        at, first = begin.start(), begin[0]
        inside = (first[0] in HAN and text[at - 1 : at] in HAN and at not in ends) or (first == "second" and at < taken)
        for read in later[at]:
            if read.kind != "amount" and not inside and _may_begin(text, at, first):
                found.append(Quantity(read.kind, _tidy(read.value), at, read.end, read.other and _tidy(read.other)))
                taken = taken if first in ("a", "an") else max(taken, read.end)
                ends.add(read.end)
    return tuple(found)


def _may_begin(text: str, at: int, first: str) -> bool:
    """Say whether a quantity may begin here: not inside a word, a number or a name such as mp4."""
    before = text[at - 1 : at] if first[0] < "ɐ" and text[at - 1 : at].isascii() else ""
    if not first.isdigit():
        return not before.isalnum() and (first.isalpha() or not before or before not in "._-+")
    if before.isalpha():  # "photo2"
        return at > 2 and text[at - 3 : at].isalpha()
    return before != "_" and not (before == "." and text[at - 2 : at - 1].isdigit())


def _tidy(value: float) -> float:
    """Return an int where the value is whole, and no dust behind the sixth digit."""
    value = max(-MOST, min(MOST, value))
    return int(value) if value == int(value) else round(value, 6)


def _reads(text: str, at: int, first: str, later: _Later) -> list[Read]:
    """Return every quantity that begins here, the longest first; `later` has those that begin behind."""
    end = at + len(first)
    found = numerals(text, at) if first in BEGINNINGS or not first.islower() else []
    if first in _WORDS:
        found.append(Read(*_WORDS[first], end))
    if first in _BEFORE:
        found += _prefixed(text, end, first, later)
    if first == "between":
        found += [read for left in later.get(end + 1, ()) for read in _joined(text, left, later, {"and": "to"})]
    for read in found:  # grows while it is read
        found += _grown(text, at, read, later)
    found = [read for read in dict.fromkeys(found) if read.kind != "number" or not _NAME.match(text, read.end)]
    return sorted(found, key=lambda read: -read.end)


def _prefixed(text: str, end: int, first: str, later: _Later) -> Iterator[Read]:
    """Yield what a sign or a word makes of the quantities behind it: "minus 3 db", "#3", "second 5", 第三秒."""
    sign, kinds = _BEFORE[first]
    for read in later.get(end + text.startswith(" ", end), ()):
        kind = kinds.get(read.kind)
        followed = text[read.end - 1] == "钟" or (read.kind == "number" and _UNIT.match(text, read.end))
        named = text[end : read.end].strip() == "one"  # "the second one" is a picture
        if kind and not (kind == "clock" and (followed or named)):  # the first 3 minutes, the second 5 seconds
            yield read._replace(kind=kind, value=sign * read.value, other=read.other and sign * read.other)


def _grown(text: str, at: int, read: Read, later: _Later) -> Iterator[Read]:
    """Yield what a quantity becomes with what follows it."""
    kind, value, end = read.kind, read.value, read.end
    if kind in ("number", "amount", "fraction", "clock") and (unit := _UNIT.match(text, end)):
        yield from _measured(text, at, read, unit)
    if kind in ("number", "seconds", "percent", "factor") and (half := _HALF.match(text, end)):
        yield read._replace(value=value + read.scale / 2, end=half.end())
    if kind == "number":
        for part in later.get(end + (text[end : end + 1] in (" ", "-")), ()):
            if part.kind == "fraction" and not text[part.end - 1].isalpha():  # 2 1/2, 2½
                yield read._replace(value=value + part.value, end=part.end)
            elif (
                part.kind == "ordinal"
                and 0 < part.value < 10
                and value in range(20, 100, 10)
                and text[end - 1].isalpha()
            ):
                yield part._replace(value=value + part.value)
    if kind == "ordinal" and value > 0:
        yield from (Read(kind, -value, end + len(word)) for word in _FROM_END if text.startswith(word, end))
    if kind == "seconds" and (read.scale >= 60 or text[end - 1] == "秒"):
        yield from _smaller(text, read, later)
    if read.other is None:
        yield from _joined(text, read, later, _JOINERS)


def _measured(text: str, at: int, read: Read, unit: re.Match[str]) -> Iterator[Read]:
    """Yield what a number is with the unit that follows it, or a share of a unit: "3 s", "half a minute", 半秒."""
    of, name, value = unit[1], unit[2] or unit[3], read.value
    kind, scale = _worth(name, value)
    fits = bool(scale) and (not of or read.kind == "fraction")
    if name == '"':
        fits = unit[0] == name and text.index(name) == read.end  # it closes no quotation
    elif name == "s" and value % 10 == 0:
        fits = value < 50 or (value < 1900 and not text.endswith("the ", 0, at))  # not the 90s
    if read.kind == "amount":  # 3:4,60帧 holds two quantities; "a frame" and "a m" hold none
        fits = fits and not unit[3] and (text[at] != "a" or (kind != "frames" and len(name) > 2))
    elif read.kind != "number":
        fits = fits and (kind == "seconds" or (kind == "number" and read.kind == "fraction"))
    if fits:
        worth = 1 if read.kind == "clock" else scale
        yield Read(kind, value * worth, unit.end(), read.other and read.other * worth, scale)


def _worth(name: str, value: float) -> tuple[str, float]:
    """Return what a unit is and is worth behind this number; 0 where it is none."""
    kind, scale = _UNITS[name]
    if name == "m" and value > 12:  # a file of 20 M
        return "mb", 1
    if kind == "frames" and value >= 20:
        return "fps", 1
    if kind == "resolution":
        return kind, {2.0: 720, 4.0: 540, 8.0: 540}.get(value, 0) if name == "k" else 144 <= value <= 4320
    return kind, 0 if kind == "fraction" and value * scale > 1 else scale


def _smaller(text: str, read: Read, later: _Later) -> Iterator[Read]:
    """Yield lengths of time that go on with a smaller unit: "1 min 20 s", 1m20, 一分二十; or with tenths, 一秒二."""
    if read.scale < 60:
        tenths = (one for one in later.get(read.end, ()) if one.kind == "number" and one.end == read.end + 1)
        for one in tenths:
            if 0 < one.value < 10 and _bare(text, one.end):
                yield read._replace(value=read.value + one.value / 10, end=one.end)
        return
    at = next(read.end + len(word) for word in (" and ", " ", "-", "又", "") if text.startswith(word, read.end))
    for part in later.get(at, ()):
        more = part.value if part.kind == "seconds" and part.scale < read.scale else 0
        if part.kind == "number" and _bare(text, part.end):
            more = part.value * read.scale / 60
            more *= at == read.end or next_word(text, part.end)[0] in _AFTER_TIME
        if 0 < more < read.scale and part.other is None:
            yield read._replace(value=read.value + more, end=part.end)


def _bare(text: str, end: int) -> bool:
    """Say whether a number that ends here has no unit and counts nothing."""
    return not text.startswith(_COUNTED, end) and not _UNIT.match(text, end)


def _joined(text: str, left: Read, later: _Later, joiners: Mapping[str, str]) -> Iterator[Read]:
    """Yield what two quantities and a joiner between them are."""
    join = _JOIN.match(text, left.end)
    link = joiners.get(join[2]) if join else None
    if not join or not link or (link in ":/" and len(join[1]) != len(join[3])):
        return
    for right in later.get(join.end(), ()):
        if right.other is None:
            yield from _ranged(left, right, link)
            bare = right.kind == "number" and (link in ("/", "比", "分之") or _bare(text, right.end))
            timely = link == ":" and right.value < 60 and text[join.end() + 1 : join.end() + 2].isdigit()
            if left.kind == "number" and (bare or right.kind == "px") and left.value > 0 < right.value:
                yield from _paired(left.value, right.value, right.end, link, timely=timely)
            if timely and left.kind in ("number", "clock") and right.kind == "number":  # 1:30
                yield Read("clock", 60 * left.value + right.value, right.end)


def _ranged(left: Read, right: Read, link: str) -> Iterator[Read]:
    """Yield the range, or one of the two, that is meant with "to", "-" or "or" between them."""
    a, b = left.kind, right.kind
    low = left.value * (right.scale if a == "number" else 1)
    high = right.value * (left.scale if b == "number" else 1)
    same = b if b in _MEASURED and a in (b, "number") else ""
    if b == "number" and left.value == left.scale and right.value == 2 and a in _MEASURED:
        same = a  # a second or two
    kind = (link in ("to", "-") and _FROM_TO.get((a, b))) or (link in ("or", "-") and same)
    if kind and low < high:
        yield Read(kind, low, right.end, high)


def _paired(wide: float, high: float, end: int, link: str, *, timely: bool) -> Iterator[Read]:
    """Yield what two numbers are together: a ratio, a size or a fraction."""
    known = (wide, high) in _SHAPES and link in ("by", ":", "/", "to") and (link != "to" or max(wide, high) > 8)
    if min(wide, high) >= 100 and link in ("by", ":"):
        yield Read("size", wide, end, high)
    elif known or link == "比" or (link == ":" and max(wide, high) < 100 and not timely):
        yield Read("ratio", wide, end, high)
    if link == "分之" and high <= wide:
        yield Read("fraction", high / wide, end)
    elif link == "/" and wide < high <= 10:
        yield Read("fraction", wide / high, end)
