"""Quantities as people write them, in English and Chinese: counts, lengths of time, shares, sizes, and ranges of them.

What is read is folded text: lower case, half width, simplified. Every place where a quantity may begin gets its longest
reading and the shorter ones that make sense, because only the sentence tells whether "one" is a number or a pronoun.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity and where it stands.

    Kinds and their values: number, numbers (value to value2), ordinal (below 0: counted from the end), seconds, clock
    (a point of time, in seconds), range (value to value2, in seconds), percent and fraction (shares of one), factor,
    ratio and size (value wide, value2 high), fps, frames, px, db, lufs, hz, mb, degrees, resolution (the shorter side).
    Any other kind with a value2 leaves open which: "two or three seconds", "20-30%".
    """

    kind: str
    value: float
    start: int
    end: int
    value2: float | None = None


class _Number(NamedTuple):
    value: float
    end: int
    other: float | None = None  # "two or three" in one word: 两三
    alone: bool = True  # False: a number only before a unit


class _Read(NamedTuple):
    kind: str
    value: float
    end: int
    other: float | None = None
    scale: float = 1.0  # what one of its unit is worth


_MOST = 1e9  # no film has more of anything; a number beyond counts as this one, so that arithmetic never overflows

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(f"{_ONES} eighteen nineteen".split())}
_SMALL |= {word: 20 + 10 * index for index, word in enumerate(_TENS.split())}
_POWERS = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1000000}
_TWO = ("couple", "pair")
_FIRST = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_ORDINALS = {word: value for value, word in enumerate(_FIRST.split(), 1)}
_ORDINALS |= {f"{word}th": _SMALL[word] for word in _ONES.split()[13:]} | {"eighteenth": 18, "nineteenth": 19}
_ORDINALS |= {f"{word[:-1]}ieth": _SMALL[word] for word in _TENS.split()}
_PARTS = {"half": 2, "quarter": 4} | {word: value for word, value in _ORDINALS.items() if 3 <= value <= 10}
_PARTS |= {f"{word}s": value for word, value in _PARTS.items()} | {"halves": 2}

_HAN = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_TENS = {"千": 1000, "百": 100, "十": 10}
_HAN_BIG = {"万": 10_000, "亿": 100_000_000}
_HAN_POWERS = _HAN_TENS | _HAN_BIG
_NUMERALS = {*_HAN, *_HAN_POWERS}
_NEIGHBOURS = {a + b for a in _HAN for b in _HAN if _HAN[a] and _HAN[b] - _HAN[a] == 1}
_HAN_WORDS = {"俩": 2.0, "仨": 3.0, "半": 0.5, "一半": 0.5, "一对": 2.0, "一双": 2.0}
_GLYPHS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}

_SPELT = {  # kind and worth: how the unit is written
    ("seconds", 1.0): "s sec secs second seconds 秒 秒钟 \" ″",
    ("seconds", 0.001): "ms msec millisecond milliseconds 毫秒",
    ("seconds", 60.0): "m min mins minute minutes 分 分钟 个分钟",
    ("seconds", 3600.0): "h hr hrs hour hours 小时 个小时 个钟头",
    ("seconds", 900.0): "刻钟",
    ("percent", 0.01): "% percent pct",
    ("percent", 0.1): "成",
    ("factor", 1.0): "x times 倍 倍速",
    ("frames", 1.0): "frame frames 帧",
    ("fps", 1.0): "fps 帧每秒 帧/秒",
    ("px", 1.0): "px pixel pixels 像素",
    ("db", 1.0): "db decibel decibels 分贝",
    ("lufs", 1.0): "lufs lkfs",
    ("hz", 1.0): "hz hertz 赫兹 赫",
    ("hz", 1000.0): "khz 千赫",
    ("mb", 1.0): "mb mbs meg megs megabyte megabytes 兆",
    ("mb", 1000.0): "gb gigabyte gigabytes",
    ("mb", 0.001): "kb kilobyte kilobytes",
    ("degrees", 1.0): "° deg degree degrees 度",
    ("resolution", 1.0): "p k",
}  # fmt: skip
_UNITS = {name: unit for unit, names in _SPELT.items() for name in names.split()}
_NOT_BEFORE = {  # a unit followed by one of these is the beginning of another word
    "分": {*"之成为别开割镜屏辨段配类散享区组"},
    "成": {*"为了品功片都像员长果型熟组双"},
    "x": {*"0123456789"},
}  # fmt: skip
_COUNTING_ON = {*_HAN_POWERS, *_GLYPHS, *" -,点dhtm"}
_PAIRING = ("", "by", "to", "x")  # the words between two numbers that belong together, or a sign
_CONTINUING = {word[0] for word in (*_UNITS, *_PARTS, "by")} | set(" -:/*比乘个来多几")
_CALLED_K = {2: 1440, 4: 2160, 5: 2880, 6: 3160, 8: 4320}
_MEASURES = "张个段条幅帧秒分毫小块句首次"  # what is counted with: a bare number before one of them belongs to it
_AFTER_TIME = ("", "and", "at", "but", "for", "in", "long", "or", "please", "then", "to", "total", "with")
_TALL = "9:16 1:1 4:5 3:4 2:3 9:21 1:2 10:16 9:18 6:7 5:7 9:19.5 1:1.85 1:1.91 1:2.35 1:2.39"
_SHAPES = {(float(wide), float(high)) for wide, high in (shape.split(":") for shape in _TALL.split())}
_SHAPES |= {(high, wide) for wide, high in _SHAPES}

_NEXT = re.compile(r"[ -]{0,2}([a-z]+)")
_DIGITS = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+(?!,?\d)|\d+)?(?:(?<!,)\.\d+)?(?!\.?\d)", re.ASCII)
_CLOCK = re.compile(r"(?:(\d\d?):)?(\d{1,3}):(\d\d?(?:\.\d+)?)(?![\d:]|\.\d)", re.ASCII)
_PAIR = re.compile(r"( ?)(:|x|\*|/|by\b|to\b|比|乘以?)( ?)")
_RANGE = re.compile(r" ?(?:([-~到至]|或者?)|(to|through|thru|till|until|or)\b) ?")
_RANGING = set(" -~到至或tuo")
_BEGIN = re.compile(r"[a-zß-ɏ]+|\d+|[第倒每百负零〇一二两三四五六七八九十俩仨半½¼¾⅓⅔#]|[-+.](?=\d)", re.ASCII)


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return every quantity of a folded text, by where it begins, the longest first."""
    found: list[Quantity] = []
    taken = 0  # how far the readings so far reach
    ends = {0}
    for begin in _BEGIN.finditer(text):
        first = begin[0]
        if ":" < first < "ɐ" and first not in _READERS:
            continue
        at = begin.start()
        before = text[at - 1 : at]
        if (before in _NUMERALS and first in _NUMERALS and at not in ends) or not _may_begin(text, at, first, taken):
            continue
        reads = _ranged(text, at)
        if first == "second" and at < taken:  # the unit of what was just read
            continue
        if len(reads) > 1:
            reads = sorted(dict.fromkeys(reads), key=lambda read: -read.end)
        for read in reads:
            found.append(Quantity(read.kind, _tidy(read.value), at, read.end, read.other and _tidy(read.other)))
            ends.add(read.end)
            taken = taken if first in ("a", "an") else max(taken, read.end)
    return tuple(found)


def _may_begin(text: str, at: int, first: str, taken: int) -> bool:
    """Say whether a quantity may begin here: not inside a word, a number or a name such as mp4."""
    before = text[at - 1 : at]
    if not before.isascii() or first[0] > "ɏ" or not before:
        return True
    if first.isalpha():
        return not before.isalnum()
    if before.isalpha():  # "photo2", but no mp4
        return first.isdigit() and text[max(0, at - 3) : at].isalpha() and at >= 3
    if not first.isdigit():
        return not before.isalnum() and before not in "._-+"
    inside = before in ".:/" and text[at - 2 : at - 1].isdigit() and (before == "." or at < taken)
    return before != "_" and not inside


def _tidy(value: float) -> float:
    """Return an int where the value is whole, and no dust behind the sixth digit."""
    if abs(value) > _MOST:
        return int(_MOST) if value > 0 else -int(_MOST)
    whole = int(value)
    return whole if whole == value else round(value, 6)


# ---- numbers ---------------------------------------------------------------------------------------------------------


def _word(text: str, at: int) -> tuple[str, int]:
    """Return the Latin word that follows, after a blank or a hyphen at most, and where it ends."""
    char = text[at : at + 1]
    if char > "z" or char < " ":
        return "", at
    found = _NEXT.match(text, at)
    return (found[1], found.end()) if found else ("", at)


def _numerals(text: str, at: int) -> list[_Number]:
    """Return the numbers that begin here, the longest first."""
    char = text[at : at + 1]
    if char in _NUMERALS or char in ("俩", "仨", "半"):
        return _chinese(text, at)
    if char in _GLYPHS:
        return [_Number(_GLYPHS[char], at + 1)]
    found = _english(text, at) if "a" <= char <= "z" else _digits(text, at)
    if found and (end := _and_a_half(text, found[0].end)):
        found.insert(0, _Number(found[0].value + 0.5, end))
    return found


def _and_a_half(text: str, at: int) -> int:
    """Return where "and a half" ends, 0 where it does not stand here."""
    if not text.startswith("and", at + 1):
        return 0
    word, end = _word(text, at + 4)
    if word in ("a", "one"):
        word, end = _word(text, end)
    return end if word == "half" else 0


def _digits(text: str, at: int) -> list[_Number]:
    match = _DIGITS.match(text, at)
    if not match or not match[0]:
        return []
    end, value = match.end(), min(_MOST, float(match[0].replace(",", "")))
    more = _more_digits(text, at, end, value) if text[end : end + 1] in _COUNTING_ON else []
    group = match[0].find(",")  # a Chinese comma looks the same: 3:4,720p
    return [*more, _Number(value, end)] + ([_Number(float(match[0][:group]), at + group)] if group > 0 else [])


def _more_digits(text: str, at: int, end: int, value: float) -> list[_Number]:
    """Return what digits become with what is written behind them: 3万, 1½, 2 1/2, 12,5 (before a unit), 2 dozen."""
    after = text[end : end + 1]
    if after in _HAN_POWERS:
        return [] if text.startswith("分之", end + 1) else [_Number(value * _HAN_POWERS[after], end + 1)]
    if after in _GLYPHS:
        return [_Number(value + _GLYPHS[after], end + 1)]
    part = _DIGITS.match(text, end + 1) if text[end + 1 : end + 2].isdigit() else None
    if part and after in ",点" and len(part[0]) <= 3 and f"{text[at:end]}{part[0]}".isdigit():
        listed = after == "," and text[at - 1 : at] == "," and text[at - 2 : at - 1].isdigit()
        return [] if listed else [_Number(float(f"{value:.0f}.{part[0]}"), part.end(), alone=after == "点")]
    if part and after == " " and text.startswith("/", part.end()):
        rest = _pairs(text, float(part[0]), part.end())
        return [_Number(value + read.value, read.end) for read in rest if read.kind == "fraction"]
    word, stop = _word(text, end)
    return [_Number(value * _POWERS[word], stop)] if word in _POWERS else []


def _english(text: str, at: int) -> list[_Number]:
    word, end = _word(text, at)
    found: list[_Number] = []
    whole = part = 0.0  # whole: thousands that are done
    below = 100.0  # what may follow is smaller than this
    if word in ("a", "an"):
        word, end = _word(text, end)
        part, below = 1.0, 0.0
    if word in _TWO:
        more, stop = _word(text, end)
        return [_Number(2, stop)] if more == "of" else [_Number(2, end, alone=part == 1)]
    while word:
        value, power = _SMALL.get(word, -1), _POWERS.get(word, 0)
        if 0 <= value < below and (value or not found):
            part, below = part + value, 10 if value >= 20 else 0
        elif power and part < min(power, 1000) and (part or word == "dozen"):
            part, below = (part or 1) * power, 0 if power == 12 else power
            if power >= 1000:
                whole, part = whole + part, 0.0
        else:
            break
        found.append(_Number(whole + part, end))
        word, end = _word(text, end)
        if word == "and" and below in (100, 1000):
            more, stop = _word(text, end)
            if _SMALL.get(more, 0):
                word, end = more, stop
    if word == "point" and (found or end - at == 5):
        found += _spoken_decimals(text, whole + part, end)
    return found[::-1]


def _spoken_decimals(text: str, whole: float, at: int) -> list[_Number]:
    digits, end = "", at
    word, stop = _word(text, at)
    while _SMALL.get(word, 10) < 10 and len(digits) < 6:
        digits, end = f"{digits}{_SMALL[word]}", stop
        word, stop = _word(text, end)
    return [_Number(whole + float(f"0.{digits}"), end)] if digits else []


def _chinese(text: str, at: int) -> list[_Number]:
    for name in (text[at : at + 2], text[at]):
        if name in _HAN_WORDS:
            one = [_Number(1, at + 1)] if name[0] == "一" else []
            return [_Number(_HAN_WORDS[name], at + len(name)), *one]
    end = at + 1
    if text[at] in _HAN and text[end : end + 1] != "点" and text[end : end + 1] not in _NUMERALS:
        return [_Number(_HAN[text[at]], end)]
    while text[end : end + 1] in _NUMERALS and end < at + 24:
        end += 1
    run = text[at:end]
    plain = next((index for index, char in enumerate(run) if char in _HAN_POWERS), len(run))
    found = _either(run, plain, at)
    if plain > 1 and plain == len(run) and ("零" in run or "〇" in run):  # 二零二四, 零五
        found.append(_Number(float("".join(str(_HAN[char]) for char in run)), end))
    else:
        found += _counted(run, at)
    return [part for number in found for part in (*_han_decimals(text, number), number)]


def _either(run: str, plain: int, at: int) -> list[_Number]:
    """Return the number that leaves open which: 五六, 三五, 二三十, 十五六."""
    ten = run.startswith("十") and run[3:4] not in _NUMERALS
    pair, after = (run[1:3], "") if ten else (run[:2], run[2:3])
    if not (ten or plain == 2) or (pair not in _NEIGHBOURS and pair != "三五"):
        return []
    first, power = 10 if ten else 0, _HAN_POWERS.get(after, 1)
    low, high = (first + _HAN[char] * power for char in pair)
    return [_Number(low, at + len(pair) + (ten or power > 1), high)]


def _counted(run: str, at: int) -> list[_Number]:
    """Return the number that is counted in tens: 二十五, 一百零五, 两百五, 三万."""
    total, size, low = 0, 0, 1  # low: what a digit at the end is worth, so that 两百五 is 250
    for big, power in (("亿", 100_000_000), ("万", 10_000), ("", 1)):
        value, end = _below_ten_thousand(run, size, low)
        if end > size and run.startswith(big, end):
            total, size, low = total + value * power, end + len(big), power // 10
    return [_Number(total, at + size)] if size else []


def _below_ten_thousand(run: str, at: int, low: int) -> tuple[int, int]:
    value, end = 0, at
    if run[at : at + 1] in ("零", "〇") and at == 0:
        return 0, 1
    for char, power in _HAN_TENS.items():
        if at + (value > 0) and run[end : end + 1] in ("零", "〇") and _HAN.get(run[end + 1 : end + 2], 0):
            end, low = end + 1, 1
        digit = _HAN.get(run[end : end + 1], 0)
        if digit and run.startswith(char, end + 1):
            value, end, low = value + digit * power, end + 2, power // 10
        elif run.startswith(char, end) and power == 10:
            value, end, low = value + 10, end + 1, 1
    if run[end : end + 1] in ("零", "〇") and end and _HAN.get(run[end + 1 : end + 2], 0):
        end, low = end + 1, 1
    digit = _HAN.get(run[end : end + 1], 0)
    if digit and run[end + 1 : end + 2] not in _HAN_TENS:
        value, end = value + digit * max(1, low), end + 1
    return value, end


def _han_decimals(text: str, number: _Number) -> list[_Number]:
    if text[number.end : number.end + 1] != "点" or number.other is not None:
        return []
    end = number.end + 1
    while text[end : end + 1] in _HAN and text[end] != "两" and end < number.end + 7:
        end += 1
    digits = "".join(str(_HAN[char]) for char in text[number.end + 1 : end])
    if not digits or text[end : end + 1] == "点":  # 一点一点
        return []
    power = _HAN_BIG.get(text[end : end + 1], 0)
    value = float(f"{number.value:.0f}.{digits}")
    return [_Number(value * power, end + 1)] if power else [_Number(value, end)]


# ---- with a unit -----------------------------------------------------------------------------------------------------


def _unit(text: str, at: int, value: float) -> tuple[str, float, int] | None:
    """Return the kind, the worth and the end of the unit that follows a number."""
    name, end = _unit_name(text, at)
    if not name or (name in _NOT_BEFORE and text[end : end + 2].lstrip()[:1] in _NOT_BEFORE[name]):
        return None
    kind, scale = _UNITS[name]
    if name == "s" and value >= 50 and value % 10 == 0 and (value >= 1900 or text[at - 6 : at - 2] == "the "):
        return None  # the 90s
    if name == "m" and value > 10 and not text[end : end + 1].isdigit():  # a file of 20 M
        kind, scale = "mb", 1.0
    elif name in ('"', "″") and (text[at:end] != name or not _closes_nothing(text, at)):
        return None
    elif kind == "resolution":
        scale = _CALLED_K.get(int(value), 0) / value if name == "k" and value else float(144 <= value <= 4320)
        return (kind, scale, end) if scale and text[end - 1] == name else None
    elif kind == "frames":
        kind, end = _frames(text, end, value)
    elif name == "分" and text[at - 1 : end] == "十分" and text[at - 2 : at - 1] not in _NUMERALS:  # 十分: very
        return (kind, scale, end) if text[end : end + 1] in _NUMERALS or text.startswith("半", end) else None
    return kind, scale, end


def _unit_name(text: str, at: int) -> tuple[str, int]:
    word, end = _word(text, at)
    if word == "per":
        more, stop = _word(text, end)
        return ("percent", stop) if more == "cent" else ("", at)
    if word:
        return (word, end) if word in _UNITS else ("", at)
    at += text[at : at + 1] == " "
    at += text[at : at + 1] in ("来", "多", "几") and text[at + 1 : at + 2] in ("秒", "分", "个", "毫", "小")
    for size in (3, 2, 1):
        if text[at : at + size] in _UNITS:
            return text[at : at + size], at + len(text[at : at + size])
    return "", at


def _closes_nothing(text: str, at: int) -> bool:
    """Say whether a quotation mark behind a digit is no closing one."""
    return sum(text[i] == '"' and not text[i - 1 : i].isdigit() for i in range(max(0, at - 200), at)) % 2 == 0


def _frames(text: str, end: int, value: float) -> tuple[str, int]:
    """Return the kind of frames: many of them, or any number a second, are a frame rate."""
    if text[end : end + 1] == "/":
        word, stop = _word(text, end + 1)
        return ("fps", stop) if word in ("s", "sec", "second") else ("frames", end)
    word, stop = _word(text, end)
    if word in ("per", "a", "each"):
        word, stop = _word(text, stop)
        if word in ("second", "sec"):
            return "fps", stop
    return ("fps" if value >= 20 else "frames"), end


def _measures(text: str, number: _Number) -> list[_Read]:
    """Return what a number is with the units that follow it."""
    found: list[_Read] = []
    value, end = number.value, number.end
    if text.startswith("个半", end):  # 一个半小时
        value, end = value + 0.5, end + 2
        end += text.startswith("个", end)
    unit = _unit(text, end, value)
    if unit is None:
        return found
    kind, scale, end = unit
    if not number.alone and not text[end - 1].isascii():  # 3:4,60帧 holds two
        return found
    if kind == "seconds":
        return _durations(text, value, number.other, unit)
    if text[end : end + 1] == "半" and text[end - 1] in "成倍":
        found.append(_Read(kind, (value + 0.5) * scale, end + 1))
    other = None if number.other is None else number.other * scale
    return [*found, _Read(kind, value * scale, end, other, scale)]


def _durations(text: str, value: float, other: float | None, unit: tuple[str, float, int]) -> list[_Read]:
    """Return the lengths of time that begin with a number and this unit, the longest first."""
    scale, end = unit[1:]
    short = _Read("seconds", value * scale, end, None if other is None else other * scale, scale)
    half = _and_a_half(text, end)
    if (
        text[end : end + 1] == "半"
        and text[end + 1 : end + 2] not in _NUMERALS
        and text[end + 1 : end + 2] not in ("秒", "分")
    ):
        half = end + 1 + text.startswith("钟", end + 1)
    if half:
        return [_Read("seconds", (value + 0.5) * scale, half, None, scale), short]
    if scale < 60:
        return [short]
    at = end
    word, stop = _word(text, at)
    at = stop if word == "and" else at + (text[at : at + 1] in ("又", "零") and text[at + 1 : at + 2] != "点")
    at += text[at : at + 1] in (" ", "-")
    return [*_smaller(text, value * scale, scale, end, at), short]


def _smaller(text: str, sofar: float, scale: float, end: int, at: int) -> list[_Read]:
    """Return lengths of time that go on with a smaller unit: 1 min 20 s, 1m20, 一分二十."""
    found = []
    for number in _numerals(text, at):
        unit = _unit(text, number.end, number.value)
        if unit and unit[0] == "seconds" and number.value * unit[1] < scale and number.other is None:
            rest = _durations(text, number.value, None, unit)
            found += [_Read("seconds", sofar + read.value, read.end, None, scale) for read in rest]
        elif not unit and number.alone and 0 < number.value < 60 and _ends_time(text, number.end, glued=at == end):
            found.append(_Read("seconds", sofar + number.value * scale / 60, number.end, None, scale))
    return found


def _ends_time(text: str, end: int, *, glued: bool) -> bool:
    """Say whether a bare number behind minutes can be seconds: nothing follows that it would count."""
    word, after = _word(text, end)[0], text[end : end + 1]
    return (glued or word in _AFTER_TIME) and after not in (*_MEASURES, *'%:/"') and text[end - 1] != "半"


# ---- shares, pairs, points of time -----------------------------------------------------------------------------------


def _shares(text: str, number: _Number) -> list[_Read]:
    """Return fractions: two thirds, 三分之一."""
    value, end = number.value, number.end
    if text.startswith("分之", end) and value:
        return [
            read
            for top in _numerals(text, end + 2)
            for read in _of_time(text, top.value / value, top.end, joined=True)
            if top.value <= value
        ]
    word, end = _word(text, end)
    parts = _PARTS.get(word, 0)
    if not parts or not 0 < value <= parts or value != int(value) or not (value == 1 or word[-1] == "s" or parts == 4):
        return []
    return _of_time(text, value / parts, end, joined=parts in (2, 4))


def _of_time(text: str, share: float, at: int, *, joined: bool) -> list[_Read]:
    """Return a fraction, before it the length of time it is a part of: half a minute, a third of a second."""
    word, end = _word(text, at)
    linked = joined
    for links in (("of",), ("a", "an", "one")):
        if word in links:
            linked = True
            word, end = _word(text, end)
    kind, scale = _UNITS.get(word, ("", 0.0))
    if not word and text[at : at + 1] == "秒":
        kind, scale, end = "seconds", 1.0, at + 1
    fraction = _Read("fraction", share, at)
    return (
        [_Read("seconds", share * scale, end), fraction] if kind == "seconds" and linked and share < 1 else [fraction]
    )


def _pairs(text: str, wide: float, at: int) -> list[_Read]:
    """Return what two numbers are together: a ratio, a size or a fraction."""
    join = _PAIR.match(text, at)
    if not join:
        return []
    sign, spaced = join[2], len(join[1]) + len(join[3])
    if spaced == 1 and sign in ":/x*":
        return []
    for right in _numerals(text, join.end()):
        unit = _unit(text, right.end, right.value)
        apart = unit is None or sign in "/比乘以" or (unit[0] == "px" and sign != ":")
        if apart and right.alone and right.other is None and text[right.end : right.end + 1] not in (":", *_MEASURES):
            end = unit[2] if unit and unit[0] == "px" else right.end
            kinds = _pair_kinds(sign, wide, right.value, text[join.end() : right.end])
            pairs = [_Read(kind, wide, end, right.value) for kind in kinds if kind != "fraction"]
            if kinds:
                return pairs + [_Read("fraction", wide / right.value, right.end)] * ("fraction" in kinds)
    return []


def _pair_kinds(sign: str, wide: float, high: float, written: str) -> list[str]:
    if min(wide, high) <= 0:
        return []
    if min(wide, high) >= 100:
        return ["size"] if sign not in ("/", "to", "比") else []
    known = (wide, high) in _SHAPES
    if sign == "to":
        known = known and (max(wide, high) >= 9 or wide == high)
    if sign == ":" and not known:
        known = max(wide, high) < 100 and not (written[1:2].isdigit() and high < 60)  # else a point of time
    share = sign == "/" and wide < high <= 10 and wide == int(wide)
    return ["ratio"] * (known or sign == "比") + ["fraction"] * share


def _clocks(text: str, at: int) -> list[_Read]:
    """Return a point of time, or a length of time where a unit follows: 1:30, 1:30 min."""
    match = _CLOCK.match(text, at)
    if not match:
        return []
    hours, minutes, seconds = float(match[1] or 0), float(match[2]), match[3]
    if float(seconds) >= 60 or (len(seconds.split(".")[0]) == 1 and minutes + hours) or (match[1] and minutes >= 60):
        return []
    value, unit = hours * 3600 + minutes * 60 + float(seconds), _unit(text, match.end(), 0)
    if unit and unit[0] == "seconds":
        return [_Read("seconds", value, unit[2]), _Read("clock", value, match.end())] if unit[1] >= 1 else []
    return [_Read("clock", value, match.end())]


# ---- what begins here ------------------------------------------------------------------------------------------------


def _amounts(text: str, at: int) -> list[_Read]:
    """Return what a number that begins here is, alone and with what follows it."""
    found: list[_Read] = []
    for number in _numerals(text, at):
        after = text[number.end : number.end + 1]
        if after in _CONTINUING:
            word = _word(text, number.end)[0]
            if word in _PAIRING and number.alone and number.other is None:
                for read in _pairs(text, number.value, number.end):
                    found += _of_time(text, read.value, read.end, joined=True) if read.kind == "fraction" else [read]
            if word in _UNITS or word in ("", "per"):
                found += _measures(text, number)
            if word in _PARTS or after == "分":
                found += _shares(text, number)
        if number.alone and (not "_" <= after <= "z" or after == "`" or len(_word(text, number.end)[0]) > 2):
            kind = "fraction" if text[number.end - 1] == "半" or text[at] in _GLYPHS else "number"
            found.append(_Read(kind, number.value, number.end, number.other))
    return found  # "5photos" begins with a number, "3d" and "2_b" do not


def _digit_reads(text: str, at: int) -> list[_Read]:
    found = _amounts(text, at)
    match = _DIGITS.match(text, at)
    end = match.end() if match else at
    if text[end : end + 1] == ":":
        found += _clocks(text, at)
    elif match and text[end : end + 2] in ("st", "nd", "rd", "th") and not "a" <= text[end + 2 : end + 3] <= "z":
        found += _from_end(text, float(match[0].replace(",", "")), end + 2)
    return found


def _word_reads(text: str, at: int) -> list[_Read]:
    found = _amounts(text, at)
    tens, end = _word(text, at)
    word, end = _word(text, end) if _SMALL.get(tens, 0) >= 20 else ("", end)
    if _ORDINALS.get(word, 10) < 10:
        found += _from_end(text, _SMALL[tens] + _ORDINALS[word], end)
    return found


def _from_end(text: str, value: float, at: int) -> list[_Read]:
    """Return an ordinal, before it the one it is when counted from the end: "second to last", "3rd from the end"."""
    word, end = _word(text, at)
    if word in ("to", "from"):
        word, end = _word(text, end)
        if word == "the":
            word, end = _word(text, end)
        word = "last" if word == "end" else word
    return [_Read("ordinal", -value, end)] * (word == "last") + [_Read("ordinal", value, at)]


def _ordinal_word(text: str, at: int) -> list[_Read]:
    word, end = _word(text, at)
    return _from_end(text, _ORDINALS[word], end) + (_named_time(text, at) if word == "second" else [])


def _plain(text: str, at: int) -> list[_Read]:
    """Return the bare numbers that begin here."""
    return [read for read in _amounts(text, at) if read.kind == "number" and read.other is None]


def _named_time(text: str, at: int) -> list[_Read]:
    """Return "second 5" as a point of time."""
    word, end = _word(text, at)
    scale = _UNITS[word][1]
    reads = [read for read in _plain(text, _blank(text, end)) if not _unit(text, read.end, read.value)]
    return [_Read("clock", read.value * scale, read.end, scale=scale) for read in reads]


def _blank(text: str, at: int) -> int:
    """Return the place behind a blank, if one stands here."""
    return at + text.startswith(" ", at)


def _han_ordinal(text: str, at: int) -> list[_Read]:
    """Return 第三 as an ordinal, 第三秒 as a point of time, 倒数第三 as counted from the end."""
    sign = 1
    if text[at] == "倒":
        if not text.startswith("数第", at + 1):
            return []
        sign, at = -1, at + 2
    reads = [read for read in _amounts(text, _blank(text, at + 1)) if read.other is None]
    ordinals = [_Read("ordinal", sign * read.value, read.end) for read in reads if read.kind == "number"]
    if sign < 0:
        return ordinals
    times = [read for read in reads if read.kind == "seconds" and text[read.end - 1] != "钟"]
    return [_Read("clock", read.value, read.end) for read in times] + ordinals


def _numbered(text: str, at: int) -> list[_Read]:
    """Return "number 3", "no. 3" and "#3" as ordinals."""
    end = at + 1 if text[at] == "#" else _word(text, at)[1]
    if text[at:end] in ("no", "nr"):
        if text[end : end + 1] != ".":
            return []
        end += 1
    return [read._replace(kind="ordinal") for read in _plain(text, _blank(text, end))]


def _signed(text: str, at: int) -> list[_Read]:
    """Return a quantity below zero, and those above it that are written with a sign."""
    end = at + 1 if text[at] in "-+" else _blank(text, at + 1 if text[at] == "负" else _word(text, at)[1])
    reads = [read for read in _amounts(text, end) if read.kind in ("number", "db", "lufs", "percent", "degrees")]
    return reads if text[at] == "+" else [read._replace(value=-read.value) for read in reads]


def _article(text: str, at: int) -> list[_Read]:
    """Return what begins with "a": a second, a third, a dozen."""
    end = _word(text, at)[1]
    word, stop = _word(text, end)
    if word in ("full", "whole", "single"):
        word, stop = _word(text, stop)
    kind, scale = _UNITS.get(word, ("", 0.0))
    if kind == "seconds" and len(word) > 2:
        more, end = _word(text, stop)
        two, end = _word(text, end) if more == "or" else ("", end)
        return [_Read(kind, scale, end, scale * 2)] * (two == "two") + _durations(text, 1, None, (kind, scale, stop))
    if word in _PARTS:
        return _shares(text, _Number(1, end))
    return _amounts(text, at) if word in _POWERS or word in _TWO else []


def _part(text: str, at: int) -> list[_Read]:
    """Return what begins with "half" or "quarter"."""
    word, end = _word(text, at)
    reads = _of_time(text, 1 / _PARTS[word], end, joined=True)
    more, stop = _word(text, end)
    if more == "a":
        more, stop = _word(text, stop)
    return [_Read("number", 6, stop), *reads] if word == "half" and more == "dozen" else reads


def _often(text: str, at: int) -> list[_Read]:
    """Return "twice" and "x2" as factors."""
    word, end = _word(text, at)
    if word == "x":
        return [read._replace(kind="factor") for read in _plain(text, end)] if text[end : end + 1].isdigit() else []
    return [_Read("factor", 2 if word == "twice" else 3, end)]


def _rate(text: str, at: int) -> list[_Read]:
    """Return 每秒24帧 as a frame rate."""
    if not text.startswith("秒", at + 1):
        return []
    reads = _amounts(text, _blank(text, at + 2))
    return [read._replace(kind="fps") for read in reads if read.kind in ("frames", "fps")]


def _hundredths(text: str, at: int) -> list[_Read]:
    if text.startswith("百分百", at):
        return [_Read("percent", 1, at + 3)]
    if not text.startswith("百分之", at):
        return []
    full = [_Read("percent", 1, at + 4)] if text.startswith("百", at + 3) else []
    return full + [_Read("percent", number.value / 100, number.end) for number in _numerals(text, _blank(text, at + 3))]


def _between(text: str, at: int) -> list[_Read]:
    """Return the range that "between 3 and 8 seconds" is."""
    found = []
    start = _word(text, at)[1] + 1
    for left in () if text.startswith("between", start) else _reads(text, start):
        word, end = _word(text, left.end)
        if word == "and":
            found += [read for right in _reads(text, end + 1) for read in _joined(left, right, "to")]
    return found


_Reader = Callable[[str, int], list[_Read]]
_BY_BEGINNING: tuple[tuple[tuple[str, ...], _Reader], ...] = (
    ((*"-+负", "minus", "negative"), _signed),
    (("第", "倒"), _han_ordinal),
    (("#", "number", "no", "nr"), _numbered),
    (tuple(_ORDINALS), _ordinal_word),
    (("sec", "seconds", "minute"), _named_time),
    (("half", "quarter"), _part),
    (("twice", "thrice", "x"), _often),
    (("a", "an"), _article),
    ((*_SMALL, *_TWO, "dozen", "point"), _word_reads),
    (("每",), _rate),
    (("百",), _hundredths),
    (("between",), _between),
)
_READERS = {beginning: reader for beginnings, reader in _BY_BEGINNING for beginning in beginnings}


def _reads(text: str, at: int) -> list[_Read]:
    """Return every quantity that begins here, ranges left out."""
    char = text[at : at + 1]
    if char.isdigit():
        return _digit_reads(text, at)
    key = _word(text, at)[0] if "a" <= char <= "z" else char
    reader = _READERS.get(key, None if key.isalpha() and key.isascii() else _amounts)
    return reader(text, at) if reader else []


def _ranged(text: str, at: int) -> list[_Read]:
    """Return every quantity that begins here, ranges first."""
    reads = _reads(text, at)
    ends = [read.end for read in reads if text[read.end : read.end + 1] in _RANGING]
    if not ends:
        return reads
    found: list[_Read] = []
    for end in dict.fromkeys(ends):
        link = _RANGE.match(text, end)
        if not link:
            continue
        counted = text[at] == "第"
        for right in _reads(text, link.end()):
            if text[right.end : right.end + 1] == "-" and text[right.end + 1 : right.end + 2].isdigit():
                continue  # a date
            for left in reads:
                if left.end == end:
                    found += _joined(left, right, link[1] or link[2], counted=counted)
    return found + reads


def _joined(left: _Read, right: _Read, link: str, *, counted: bool = False) -> list[_Read]:
    """Return what two quantities and "to", "-" or "or" between them are."""
    a, b = left.kind, right.kind
    low = left.value * (right.scale if a == "number" else 1)
    high = right.value * (left.scale if b == "number" else 1)
    if not low < high or left.other is not None or right.other is not None:
        return []
    either = b if b in _MEASURED and a in (b, "number") else ""
    if link in ("or", "或", "或者"):
        kind = either
    else:
        kind = _FROM_TO.get((a, b)) or (counted and _FROM_COUNTED_TO.get(b)) or (either if link in "-~" else "")
    return [_Read(kind, low, right.end, high)] if kind else []


_TIMES = ("seconds", "clock")
_FROM_TO = dict.fromkeys([(a, b) for a in _TIMES for b in _TIMES], "range") | {
    ("number", "seconds"): "range",
    ("clock", "number"): "range",
    ("number", "number"): "numbers",
    ("ordinal", "ordinal"): "numbers",
}
_FROM_COUNTED_TO = {"number": "numbers", "seconds": "range", "clock": "range"}  # 第5到8秒
_MEASURED = {kind for kind, _ in _SPELT}
