"""Numbers, lengths of time and ratios as people write them, in both languages, and the patterns that find them."""

import re

_UNITS_EN = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS_EN = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINALS_EN = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_DIGITS_ZH = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}

_TENS = "|".join(_TENS_EN)
_ONES = "|".join(sorted(_UNITS_EN, key=len, reverse=True))
NUM_EN = (
    r"(?:\d+(?:[.,]\d+)?|(?<![a-z])(?:half a dozen|(?:a|one|two) dozen|(?:a|one) hundred"
    rf"|(?:(?:{_TENS})[ -])?(?:{_ONES})|{_TENS})(?![a-z]))"
)
NUM_ZH = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?)"
NUM = rf"(?:{NUM_EN}|{NUM_ZH})"
# "An 8-second clip" is a length, "the second clip" a place.
_BEFORE_PLACE = r"(?<!\d)(?<!\d[ -])" + "".join(
    f"(?<!{word}[ -])" for word in (*_UNITS_EN, *_TENS_EN, "half", "half a") if word != "a"
)
ORDINAL = rf"(?:{_BEFORE_PLACE}(?:{'|'.join(_ORDINALS_EN)})|\d+(?:st|nd|rd|th))"

_SECONDS_EN = r"(?:seconds?|secs?|s)(?![a-z])"
_MINUTES_EN = r"(?:minutes?|mins?|m)(?![a-z])"
_MILLIS_EN = r"(?:milliseconds?|ms)(?![a-z])"
_JOINT = r"[ -]{0,2}"
_TIME_EN = (
    r"(?:three[ -]quarters?[ -](?:of )?(?:an?[ -])?minute(?![a-z])"
    r"|(?:a )?quarter[ -](?:of )?(?:an?[ -])?minute(?![a-z])|half[ -](?:of )?(?:an?[ -])?(?:minute|second"
    r"|sec)(?![a-z])|(?<![a-z])an? (?:full |whole |single )?(?:minute|second"
    r"|sec)(?![a-z])(?: and (?:a )?half)?"
    rf"|(?<![\d.:]){NUM_EN}(?:[ -]and[ -](?:a[ -])?half)?{_JOINT}(?:{_MINUTES_EN}(?:(?"
    rf": and)?{_JOINT}{NUM_EN}{_JOINT}{_SECONDS_EN}| and (?:a )?half)?|{_MILLIS_EN}|{_SECONDS_EN}))"
)
_TIME_ZH = (
    rf"(?:一?个?半分钟|半秒钟?|{NUM_ZH} ?(?:个分钟半?|分钟?(?:半(?!.?[之成])|[零又]?{NUM_ZH} ?秒钟?|(?![之成]))|毫秒"
    rf"|秒(?:半|钟)?))"
)
TIME = rf"(?:{_TIME_ZH}|{_TIME_EN})"
CLOCK = r"(?:(?<![\d:])(?:\d{1,2}:)?\d{1,2}:[0-5]\d(?:\.\d+)?(?![\d:]))"
PERCENT = (
    rf"(?:{NUM_EN} ?(?:%|percent|per cent)|百分之(?:百|{NUM_ZH})"
    rf"|[一二两三四五六七八九1-9]成半?(?![为了品功片都像])|{NUM_ZH} ?%)"
)
_RATIO_ZH = {"九": 9, "十六": 16, "一": 1, "四": 4, "五": 5, "三": 3, "二": 2, "六": 6, "七": 7}
RATIO = (
    r"(?:(?<![\d.])(?<!\d:)(?:9 ?[:x/] ?16|16 ?[:x/] ?9|1 ?[:x/] ?1|4 ?[:x/] ?5|5 ?[:/] ?4|3 ?[:x/] ?4|4 ?[:x/] ?3"
    r"|2 ?[:x/] ?3|3 ?[:x/] ?2|21 ?[:x/] ?9|9 ?[:x/] ?21|2 ?: ?1|1 ?: ?2|6 ?: ?7|18 ?: ?9|9 ?: ?18|9 ?(?:by|to|比)"
    r" ?16|16 ?(?:by|to|比) ?9|1 ?(?:by|比) ?1"
    r"|4 ?(?:by|比) ?[35]|5 ?(?:by|比) ?4|3 ?(?:by|比) ?4)(?![\d:]|\.\d)|(?:九|十六|一|四|五|三|二|六)比(?:十六|九"
    r"|一|五|四|三"
    r"|二|七)|(?:nine|sixteen|four|one) by (?:sixteen|nine|five|three|one))"
)


MOST = 1e9  # no film has more of anything; a number beyond counts as this one, so that arithmetic never overflows


def number(text: str) -> float:
    """Return the value of a number in digits, English words or Chinese characters; ValueError for anything else."""
    text = text.strip().lower()
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return min(MOST, float(text))
    if re.fullmatch(r"\d+,\d+", text):
        return min(MOST, float(text.replace(",", "" if re.fullmatch(r"\d+,\d{3}", text) else ".")))
    if re.fullmatch(NUM_ZH, text):
        return min(MOST, _chinese(text))
    return _english(text)


def _english(text: str) -> float:
    special = {"half a dozen": 6, "a dozen": 12, "one dozen": 12, "two dozen": 24, "a hundred": 100, "one hundred": 100}
    if text in special:
        return special[text]
    if text in ("a", "an"):
        return 1
    total = 0
    for word in re.split(r"[ -]+", text):
        if word not in _UNITS_EN and word not in _TENS_EN:
            raise ValueError(f"'{text}' is not a number")
        total += _UNITS_EN.get(word, 0) + _TENS_EN.get(word, 0)
    return total


def _chinese(text: str) -> float:
    whole, _, part = text.partition("点")
    total, pending = 0, 0
    if not re.search("[十百]", whole):
        total = int("".join(str(_DIGITS_ZH[char]) for char in whole[:100]))  # longer ones are far beyond MOST
        whole = ""
    for char in whole:
        if char in "十百":
            total += (pending or 1) * (10 if char == "十" else 100)
            pending = 0
        else:
            pending = _DIGITS_ZH[char]
    total += pending
    return float(f"{total}.{''.join(str(_DIGITS_ZH[char]) for char in part)}") if part else float(total)


def ordinal(text: str) -> int:
    """Return 1 for "first" and "1st"."""
    text = text.strip().lower()
    return _ORDINALS_EN[text] if text in _ORDINALS_EN else int(number(re.sub(r"\D", "", text)))


def seconds(text: str) -> float:
    """Return a length of time in seconds: "12-second", "a minute and a half", "一分半", "1:30"."""
    text = re.sub(r"^(?:second|sec) (?=\S)|(?<=^a )(?:full|whole|single) ", "", text.strip().lower().replace("-", " "))
    if re.fullmatch(CLOCK, text):
        value = 0.0
        for part in text.split(":"):
            value = value * 60 + float(part)
        return value
    if text in ("second", "minute"):
        return 60.0 if text == "minute" else 1.0
    if re.fullmatch(NUM, text):
        return number(text)
    return _round(_seconds_zh(text) if re.search("[秒分]", text) else _seconds_en(text))


def _round(value: float) -> float:
    return round(value, 3)


def _seconds_zh(text: str) -> float:
    text = text.replace(" ", "").replace("个", "").replace("钟", "")
    halves = {"半分": 30.0, "一半分": 30.0, "半秒": 0.5}
    if text in halves:
        return halves[text]
    if text.endswith("毫秒"):
        return number(text[:-2]) / 1000
    minutes, cut, rest = text.rpartition("分")
    value = number(minutes.rstrip("半")) * 60 if cut else 0.0
    value += 30 if minutes.endswith("半") else 0
    if cut:  # "一分零五秒"; but "零点五秒" begins with a number
        rest = re.sub("^(?:零(?!点)|又)", "", rest)
    if rest == "半":
        return value + 30
    half = 0.5 if rest.endswith("秒半") else 0.0
    rest = rest.removesuffix("半").removesuffix("秒")
    return value + half + (number(rest) if rest else 0.0)


def _seconds_en(text: str) -> float:
    text = re.sub(r"\s+", " ", text)
    unit = 60.0 if re.search(r"\d *m(?:in|$|\b(?! *s))|minute|(?<![a-z])min", text) else 1.0
    if "quarter" in text:
        return unit * (0.75 if text.startswith("three") else 0.25)
    if re.match(r"half", text):
        return unit / 2
    if "half" in text:
        count = re.match(rf"(?:an?|{NUM_EN})", text)
        return (number(count.group()) + 0.5) * unit if count else unit * 1.5
    found = re.findall(rf"({NUM_EN}|an?) ?(milliseconds?|ms|minutes?|mins?|m|seconds?|secs?|s)(?![a-z])", text)
    scale = {"mi": 60.0, "m": 60.0, "s": 1.0, "se": 1.0, "ms": 0.001}
    return sum(number(value) * (0.001 if name.startswith("milli") else scale[name[:2]]) for value, name in found)


def percent(text: str) -> float:
    """Return 0.35 for "35%", "三成半" and "百分之三十五"."""
    text = text.strip().lower()
    if text.startswith("百分之"):
        rest = text.removeprefix("百分之")
        return 1.0 if rest == "百" else _round(number(rest) / 100)
    if "成" in text:
        return _round(number(text[0]) / 10 + (0.05 if text.endswith("半") else 0))
    return _round(number(re.sub(r" ?(?:%|percent|per cent)$", "", text)) / 100)


FRACTION = r"(?:three[ -]quarters?|two[ -]thirds|(?:a |one[ -])(?:third|quarter)|[三四五]分之[一二三四])"


def fraction(text: str) -> float:
    """Return 0.75 for "three quarters" and "四分之三"."""
    if "分之" in text:
        parts, _, of = text.partition("分之")
        return _round(number(of) / number(parts))
    words = text.replace("-", " ").split()
    part = {"a": 1, "one": 1, "two": 2, "three": 3}[words[0]]
    return _round(part / (3 if words[1].startswith("third") else 4))


def ratio(text: str) -> str:
    """Return "9:16" for "9 x 16", "九比十六" and "nine by sixteen"."""
    parts = re.split(r" ?(?:[:x/比]|by|to) ?", text.strip().lower())
    return ":".join(str(_RATIO_ZH.get(part) or int(number(part))) for part in parts)
