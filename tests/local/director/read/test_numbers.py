"""Quantities in folded text: what is written is read."""

import random
import time
from collections.abc import Callable

import pytest

from imgfree.local.director.read.fold import fold
from imgfree.local.director.read.numbers import Quantity, quantities

Written = tuple[str, str, float, float | None]  # a phrase, and the quantity it is

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
]  # fmt: skip
_HAN = "零一二三四五六七八九"


def _english(rng: random.Random, value: int) -> str:
    if value >= 1000:
        rest = _english(rng, value % 1000) if value % 1000 else ""
        return f"{_english(rng, value // 1000)} thousand {rest}".strip()
    if value >= 100:
        rest = _english(rng, value % 100) if value % 100 else ""
        return f"{_ONES[value // 100]} hundred{rng.choice([' ', ' and ']) if rest else ''}{rest}"
    if value < 20:
        return _ONES[value]
    return _TENS[value // 10] + (rng.choice(" -") + _ONES[value % 10] if value % 10 else "")


def _chinese(rng: random.Random, value: int) -> str:
    if value >= 10_000:
        rest = value % 10_000
        gap = "零" if rest and rest < 1000 else ""
        return _chinese(rng, value // 10_000) + "万" + (gap + _below(rng, rest) if rest else "")
    return _below(rng, value) if value else "零"


def _below(rng: random.Random, value: int) -> str:
    written, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if not digit:
            gap = bool(written)
            continue
        two = "两" if digit == 2 and power >= 100 and rng.random() < 0.5 else _HAN[digit]
        ten = "" if name == "十" and digit == 1 and not written else two
        written, gap = written + "零" * gap + ten + name, False
    return written


def _count(rng: random.Random, most: int = 99) -> tuple[str, str, int]:
    """Return a number as it is written, its language, and what it is."""
    value = rng.randint(1, most)
    kind = rng.choice(["digits", "english", "chinese", "wide"])
    if kind == "english":
        return _english(rng, value), "en", value
    if kind == "chinese":
        return ("两" if value == 2 else _chinese(rng, value)), "zh", value
    return (str(value) if kind == "digits" else _wide(str(value))), "any", value


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _unit(rng: random.Random, language: str, english: list[str], chinese: list[str]) -> str:
    """Return a unit with what joins it to a number in this language."""
    if language == "zh" or (language == "any" and rng.random() < 0.5):
        return rng.choice(["", " "] if language == "any" else [""]) + rng.choice(chinese)
    return rng.choice(["", " ", "-"] if language == "any" else [" ", "-"]) + rng.choice(english)


_SECONDS = (["s", "sec", "secs", "second", "seconds"], ["秒", "秒钟"])


def _number(rng: random.Random) -> Written:
    value = rng.randint(0, rng.choice([20, 100, 9999, 99_999]))
    forms = [str(value), f"{value:,}", _english(rng, value), _chinese(rng, value), _wide(str(value))]
    return rng.choice(forms), "number", value, None


def _decimal(rng: random.Random) -> Written:
    whole, part = rng.randint(0, 60), rng.choice("123456789") + rng.choice(["", "5"])
    spoken = f"{_english(rng, whole)} point {' '.join(_ONES[int(digit)] for digit in part)}"
    forms = [f"{whole}.{part}", spoken, f"{_chinese(rng, whole)}点{''.join(_HAN[int(digit)] for digit in part)}"]
    return rng.choice(forms), "number", float(f"{whole}.{part}"), None


def _ordinal(rng: random.Random) -> Written:
    value = rng.randint(1, 40)
    suffix = "th" if 10 < value < 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    forms = [f"{value}{suffix}", f"第{value}", f"第{_chinese(rng, value)}", f"number {value}", f"#{value}"]
    if value < len(_ORDINALS):
        forms.append(_ORDINALS[value])
    elif 20 < value < 30:
        forms.append(f"twenty-{_ORDINALS[value - 20]}")
    return rng.choice(forms), "ordinal", value, None


def _from_end(rng: random.Random) -> Written:
    value = rng.randint(2, 9)
    name = _ORDINALS[value]
    forms = [f"{name} to last", f"{name}-to-last", f"{name} from the end", f"倒数第{_HAN[value]}", f"倒数第{value}"]
    return rng.choice(forms), "ordinal", -value, None


def _seconds(rng: random.Random) -> Written:
    text, language, value = _count(rng)
    return text + _unit(rng, language, *_SECONDS), "seconds", value, None


def _parts(rng: random.Random) -> Written:
    forms = [
        ("half a second", 0.5), ("half a minute", 30), ("half-second", 0.5), ("a second and a half", 1.5),
        ("a minute and a half", 90), ("a quarter of a second", 0.25), ("three quarters of a minute", 45),
        ("半秒", 0.5), ("半分钟", 30), ("一分半", 90), ("半小时", 1800), ("一个半小时", 5400),
        ("a couple of seconds", 2), ("1 1/2 seconds", 1.5), ("2½ s", 2.5), ("a full minute", 60), ("500ms", 0.5),
        ("零点五秒", 0.5), ("一刻钟", 900),
    ]  # fmt: skip
    value = rng.randint(2, 30)
    word, han = _english(rng, value), _chinese(rng, value)
    forms += [(f"{word} and a half seconds", value + 0.5), (f"{han}秒半", value + 0.5), (f"{value}.5秒", value + 0.5)]
    forms += [(f"{word} and a half minutes", value * 60 + 30), (f"{han}分半", value * 60 + 30)]
    forms.append((f"{value},5 s", value + 0.5))
    text, seconds = rng.choice(forms)
    return text, "seconds", seconds, None


def _minutes(rng: random.Random) -> Written:
    minutes, seconds = rng.randint(1, 12), rng.randint(1, 59)
    word, rest = _english(rng, minutes), _english(rng, seconds)
    plain = f"{minutes} min {seconds}{rng.choice(['', ' s', ' sec'])}"
    forms = [
        plain, f"{minutes}m{seconds}s", f"{minutes}m{seconds}", f"{minutes}:{seconds:02} min",
        f"{word} minutes and {rest} seconds", f"{word} minutes {rest} seconds", f"{minutes}分{seconds}秒",
        f"{_chinese(rng, minutes)}分{'零' * (seconds < 10)}{_chinese(rng, seconds)}秒", f"{minutes}分钟{seconds}秒",
    ]  # fmt: skip
    return rng.choice(forms), "seconds", minutes * 60 + seconds, None


def _percent(rng: random.Random) -> Written:
    value = rng.randint(1, 99)
    word, han = _english(rng, value), _chinese(rng, value)
    forms = [f"{value}%", f"{value} %", f"{value} percent", f"{word} percent", f"{value} per cent", f"百分之{han}"]
    forms += [f"百分之{value}", *([f"{han}成", f"{value}成"] if value < 10 else [])]
    text = rng.choice(forms)
    return text, "percent", value / (10 if text.endswith("成") else 100), None


def _factor(rng: random.Random) -> Written:
    value = rng.choice([1.5, 2, 2.5, 3, 4, 8, 10])
    forms = [f"{value:g}x", f"{value:g} times", f"x{value:g}", f"{value:g}倍", f"{value:g}倍速", f"×{value:g}"]
    if value == int(value):
        forms += [f"{_english(rng, int(value))} times", f"{_chinese(rng, int(value))}倍"]
    return rng.choice([*forms, *(["twice", "两倍"] if value == 2 else [])]), "factor", value, None


def _fraction(rng: random.Random) -> Written:
    low = rng.randint(3, 9)
    top = rng.randint(1, low - 1)
    name = "quarter" if low == 4 else _ORDINALS[low]
    forms = [(f"{_HAN[low]}分之{_HAN[top]}", top / low), (f"{low}分之{top}", top / low), ("half", 0.5), ("一半", 0.5)]
    forms += [(f"a {name}", 1 / low), (f"{_ONES[top]} {name}{'s' * (top > 1)}", top / low)]
    text, value = rng.choice(forms)
    return text, "fraction", round(value, 6), None


def _ratio(rng: random.Random) -> Written:
    wide, high = rng.choice([(9, 16), (16, 9), (1, 1), (4, 5), (5, 4), (4, 3), (3, 4), (21, 9), (2, 3)])
    forms = [f"{wide}:{high}", f"{wide}x{high}", f"{wide} x {high}", f"{wide} by {high}", f"{wide}：{high}"]
    forms += [
        f"{_english(rng, wide)} by {_english(rng, high)}",
        f"{wide}比{high}",
        f"{_chinese(rng, wide)}比{_chinese(rng, high)}",
    ]
    return rng.choice(forms), "ratio", wide, high


def _size(rng: random.Random) -> Written:
    wide, high = rng.randint(100, 4000), rng.randint(100, 4000)
    return f"{wide}{rng.choice(['x', '×', ' x ', '*', ' by ', '乘'])}{high}", "size", wide, high


def _at(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _clock(rng: random.Random) -> Written:
    seconds = rng.choice([value for value in range(1, 600) if value not in (136, 556)])
    forms = [(_at(seconds), seconds), (f"0{_at(seconds)}.5", seconds + 0.5), (f"00:0{_at(seconds)}", seconds)]
    forms += [(f"second {seconds}", seconds), (f"第{seconds}秒", seconds), (f"第{_chinese(rng, seconds)}秒", seconds)]
    text, value = rng.choice(forms)
    return text, "clock", value, None


def _range(rng: random.Random) -> Written:
    low = rng.randint(1, 60)
    high = low + rng.randint(1, 60)
    to = rng.choice(["-", "~", "–", " - ", " to ", "到", "至"])
    han, more = _chinese(rng, low), _chinese(rng, high)
    forms = [
        f"{low}{to}{high}s", f"{low}{to}{high} seconds", f"{low}s{to}{high}s", f"{_at(low)}{to}{_at(high)}",
        f"{_english(rng, low)} to {_english(rng, high)} seconds", f"{han}到{more}秒", f"{han}秒到{more}秒",
        f"第{low}到{high}秒", f"第{han}秒至第{more}秒", f"between {low} and {high} seconds", f"{low}秒~{high}秒",
    ]  # fmt: skip
    return rng.choice(forms), "range", low, high


def _numbers(rng: random.Random) -> Written:
    low = rng.randint(1, 11)
    high = rng.randint(low + 1, 12)
    forms = [f"{low}-{high}", f"{low} to {high}", f"{low}到{high}", f"{_chinese(rng, low)}到{_chinese(rng, high)}"]
    forms += [f"第{low}到{high}", f"第{_chinese(rng, low)}到第{_chinese(rng, high)}", f"{low} through {high}"]
    forms += [f"{_ORDINALS[low]} to {_ORDINALS[high]}", f"{_ones(low)} to {_ones(high)}"]
    return rng.choice(forms), "numbers", low, high


def _ones(value: int) -> str:
    return _ONES[value]


_MEASURES = {
    "fps": (20, ["fps", "frames per second", "frames"], ["帧", "帧每秒"], 1), "px": (1, ["px", "pixels"], ["像素"], 1),
    "db": (1, ["db", "decibels"], ["分贝"], 1), "lufs": (1, ["lufs"], ["lufs"], 1), "hz": (1, ["hz"], ["赫兹"], 1),
    "mb": (1, ["mb", "megabytes"], ["兆"], 1), "degrees": (1, ["degrees"], ["度"], 1),
}  # fmt: skip


def _measure(rng: random.Random) -> Written:
    kind = rng.choice(list(_MEASURES))
    least, english, chinese, scale = _MEASURES[kind]
    text, language, value = _count(rng)
    while value < least:
        text, language, value = _count(rng)
    return text + _unit(rng, language, english, chinese), kind, value * scale, None


def _below_zero(rng: random.Random) -> Written:
    value, (unit, kind) = rng.randint(1, 40), rng.choice([("db", "db"), ("lufs", "lufs"), ("", "number")])
    return f"{rng.choice(['-', '−', 'minus ', '负'])}{value}{unit and rng.choice(['', ' ']) + unit}", kind, -value, None


def _resolution(rng: random.Random) -> Written:
    forms = [("1080p", 1080), ("720p", 720), ("1440p", 1440), ("4k", 2160), ("2K", 1440), ("480 p", 480), ("8k", 4320)]
    text, value = rng.choice(forms)
    return text, "resolution", value, None


def _word(rng: random.Random) -> Written:
    forms = [("a dozen", 12), ("half a dozen", 6), ("two dozen", 24), ("一对", 2), ("俩", 2), ("仨", 3),
             ("3万", 30_000), ("a hundred and twenty", 120), ("1.5万", 15_000), ("两百五", 250),
             ("二零二四", 2024)]  # fmt: skip
    text, value = rng.choice(forms)
    return text, "number", value, None


def _open(rng: random.Random) -> Written:
    low = rng.randint(1, 8)
    forms = [(f"{_HAN[low]}{_HAN[low + 1]}秒", "seconds", low, low + 1), ("三五秒", "seconds", 3, 5)]
    forms += [(f"{_ONES[low]} or {_ONES[low + 1]} seconds", "seconds", low, low + 1), ("20-30%", "percent", 0.2, 0.3)]
    forms += [
        ("二三十秒", "seconds", 20, 30),
        ("两三", "number", 2, 3),
        ("2-3x", "factor", 2, 3),
        ("a second or two", "seconds", 1, 2),
    ]
    return rng.choice(forms)


_WRITERS: tuple[Callable[[random.Random], Written], ...] = (
    _number, _decimal, _ordinal, _from_end, _seconds, _seconds, _parts, _minutes, _percent, _factor, _fraction, _ratio,
    _size, _clock, _range, _range, _numbers, _measure, _below_zero, _resolution, _word, _open,
)  # fmt: skip
_BEFORE = ("", "make it ", "Please show ", "title: ", "(", "改成", "每张放 ", "音量,", "剪到", "then, ", "and\n", "é ")
_AFTER = ("", ".", ", please", "!", ")", " please", ",然后淡出", "。", "的", " - thanks", "\nthen stop", " 吧", "?")


@pytest.mark.parametrize("seed", range(20))
def test_reads_back_what_was_written(seed: int) -> None:
    """Among 20,000 phrases in both languages, each is read whole, and nothing longer begins where it does."""
    rng = random.Random(seed)
    for _ in range(1000):
        text, kind, value, other = rng.choice(_WRITERS)(rng)
        text = text.upper() if rng.random() < 0.1 else text
        before, after = rng.choice(_BEFORE), rng.choice(_AFTER)
        start, end = len(before), len(before) + len(text)
        found = [quantity for quantity in quantities(fold(before + text + after)) if quantity.start == start]
        assert Quantity(kind, value, start, end, other) in found, (before + text + after, found)
        assert found[0].end == end, (before + text + after, found[0])


_JUNK = (
    *"0123456789.,:;/%x*+-~#'\"° \n\t零一二两三十百千万亿半点分秒第倒数每个成倍到至比之俩帧²٣½é中🎬\x00_",
    "and a half", "second", "seconds ", "minute", "hundred", "dozen", "couple of", "between ", "third", "to last",
    "number", "分之", "百分之", " to ", " or ", "mp4", "img_12", "point", "per", "cent", "fps", "1080",
    "99999999999999999999",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_any_text_is_read(seed: int) -> None:
    """Whatever 5,000 texts hold, what is found lies inside, in order, the longest first, each once."""
    rng = random.Random(seed)
    for _ in range(500):
        text = fold("".join(rng.choice(_JUNK) for _ in range(rng.randint(0, 30))))
        found = quantities(text)
        assert all(0 <= one.start < one.end <= len(text) and abs(one.value) <= 1e9 for one in found), text
        assert [(one.start, -one.end) for one in found] == sorted((one.start, -one.end) for one in found), text
        assert len(set(found)) == len(found), text


@pytest.mark.parametrize(
    "piece",
    ["9", "1 ", "1-", "1,", "1,111", "一", "三十", "a ", "one hundred and ", '3"', "1:", "second 5 to ", "between ",
     "#", "number ", "1 hour 2 minutes 3 seconds ", "half of a ", "第一秒到"],
)  # fmt: skip
def test_long_texts_take_no_longer_by_the_letter(piece: str) -> None:
    """Ten thousand characters of the same are read in a moment."""
    text = (piece * 10_000)[:10_000]
    began = time.process_time()
    quantities(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "text",
    ["mp4", "h264", "3d", "img_12", "12_img", "cooler tones", "phone", "3.5.2", "someone", "oneself", "attention",
     "weight", "freight", "seconds", "h1", "16mm", "a photo"],
)  # fmt: skip
def test_names_and_words_hold_no_quantity(text: str) -> None:
    """A number inside a name, and a number word inside a word, are none."""
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("5 s", {("5 s", "seconds"), ("5", "number")}), ("9:16", {("9:16", "ratio"), ("9:16", "clock")}),
     ("1:30", {("1:30", "clock")}), ("4/5", {("4/5", "ratio"), ("4/5", "fraction")}),
     ("a second photo", {("a second", "seconds"), ("second", "ordinal")}), ("one second", {("one second", "seconds")}),
     ("photos 2,4", {("2", "number"), ("4", "number")}), ("3 to 8", {("3", "number"), ("8", "number")}),
     ("一下", {("一", "number")}), ("快一点五秒", {("一点五秒", "seconds"), ("五秒", "seconds")}),
     ("照片一三十秒", {("一", "number"), ("三十秒", "seconds")}), ("照片1：5秒", {("1", "number"), ("5秒", "seconds")}),
     ("photo2", {("2", "number")}), ("十来秒", {("十来秒", "seconds")}), ("第1-3张", {("第1-3", "numbers")}),
     ("二十三十秒", {("二十", "number"), ("三十秒", "seconds")}), ("16 to 9", {("16 to 9", "ratio")}),
     ("3：4，720p", {("3:4", "ratio"), ("720p", "resolution")}), ("9:16，60帧", {("9:16", "ratio"), ("60帧", "fps")}),
     ("1 min 20 photos", {("1 min", "seconds"), ("20", "number")}), ("每秒24帧", {("每秒24帧", "fps")})],
)  # fmt: skip
def test_offers_each_sensible_length(text: str, wanted: set[tuple[str, str]]) -> None:
    """Where a quantity can be read in several ways, the caller finds each of them."""
    folded = fold(text)
    assert wanted <= {(folded[one.start : one.end], one.kind) for one in quantities(folded)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("change it from 8 s to 5 s", "range"), ("move photo 3 to 1", "numbers"), ("volume from 50% to 80%", "range"),
     ("\"photo 3\"", "seconds"), ("十分好看", "seconds"), ("分成三成品", "percent"), ("the 90s look", "seconds"),
     ("2 second photo", "ordinal"), ("1 min 20 photos", "range"), ("照片1：5秒", "ratio"), ("2024-05-01", "numbers"),
     ("1080p", "number"), ("把三分成两段", "seconds"), ("一点一点来", "decimal")],
)  # fmt: skip
def test_reads_no_more_than_is_said(text: str, kind: str) -> None:
    """What only looks like a quantity of this kind is none."""
    assert kind not in {one.kind for one in quantities(fold(text))}


@pytest.mark.parametrize(
    ("text", "kind", "value", "other"),
    [("thirty-second", "seconds", 30, None), ("3点5秒", "seconds", 3.5, None), ("百分之 50", "percent", 0.5, None),
     ("1分20到1分40", "range", 80, 100), ("0:05-12", "range", 5, 12), ("24 frames a second", "fps", 24, None),
     ("负14分贝", "db", -14, None), ("1.5-2x", "factor", 1.5, 2), ("三万五", "number", 35_000, None),
     ('3"', "seconds", 3, None), ("3 frames", "frames", 3, None), ("20m", "mb", 20, None), ("2m", "seconds", 120, None),
     ("an hour and a half", "seconds", 5400, None), ("百分百", "percent", 1, None), ("1.91:1", "ratio", 1.91, 1),
     ("四成半", "percent", 0.45, None), ("一亿三千万", "number", 130_000_000, None), ("second 3 to 8", "range", 3, 8),
     ("一万零五百", "number", 10_500, None), ("一个半分钟", "seconds", 90, None),
     ("two thousand and five", "number", 2005, None), ("9" * 5000, "number", 1_000_000_000, None)],
)  # fmt: skip
def test_reads_the_longest_first(text: str, kind: str, value: float, other: float | None) -> None:
    """What is written is one quantity, before all that it is in parts."""
    assert quantities(fold(text))[0] == Quantity(kind, value, 0, len(text), other)
