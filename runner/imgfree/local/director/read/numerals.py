"""Numerals in folded text, in digits and in the words of English and Chinese: what they are worth, where they end."""

import re
from itertools import takewhile
from typing import NamedTuple

MOST = 1e9  # no film has more of anything; a number beyond counts as this one, so that arithmetic never overflows

_BELOW_TEN = "zero one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(f"{_BELOW_TEN} {_TEENS}".split())}
_SMALL |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_TWO = ("couple", "pair")
_FIRST = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: value for value, word in enumerate(_FIRST.split(), 1)}
ORDINALS |= {f"{word.removesuffix('y')}{'ie' * (word[-1] == 'y')}th": _SMALL[word] for word in [*_SMALL][13:]}
POWERS = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
POWERS |= {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
BEGINNINGS = {*_SMALL, *_TWO, "a", "an", "dozen", "point"}  # the words that numerals begin with
HAN = "零〇一二两三四五六七八九十百千万亿"
_IN_DIGITS = str.maketrans(HAN[:12], "001223456789")

_NEXT = re.compile(r"[ -]{0,2}([a-z]+)")
_DIGITS = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+(?!,?\d)|\d+)?(?:(?<![,\u3400-\u9fff])\.\d+)?(?!\.?\d)", re.ASCII)
_BELOW_A_WAN = re.compile(r"(?:([1-9])千)?(?:0?([1-9])百)?(?:0?([1-9]?)十)?(?:(0?)([1-9])(?![十百千]))?")


class Read(NamedTuple):
    """What was read up to `end`: its kind is that of a quantity, or "amount", a number that needs a unit behind it."""

    kind: str
    value: float
    end: int
    other: float | None = None  # two or three
    scale: float = 1.0  # what one of its unit is worth


def numerals(text: str, at: int) -> list[Read]:
    """Return the numbers that begin here; where one may end sooner, that one too."""
    if "a" <= text[at] <= "z":
        return _english(text, at)
    found = _chinese(text, at) if text[at] in HAN else _digits(text, at)
    for whole in found[:1]:
        if text.startswith("点", whole.end) and whole.other is None:  # 三点五
            part = "".join(takewhile(str.isdecimal, text[whole.end + 1 : whole.end + 7].translate(_IN_DIGITS)))
            end = whole.end + 1 + len(part)
            if part and not text.startswith("点", end):
                found.append(Read("number", float(f"{whole.value:.0f}.{part}"), end))
    return found


def next_word(text: str, at: int) -> tuple[str, int]:
    """Return the Latin word that follows, after a blank or a hyphen at most, and where it ends."""
    found = _NEXT.match(text, at)
    return (found[1], found.end()) if found else ("", at)


def _digits(text: str, at: int) -> list[Read]:
    match = _DIGITS.match(text, at)
    if not match or not match[0]:
        return []
    written, end = match[0], match.end()
    found = [Read("number", min(MOST, float(written.replace(",", ""))), end)]
    whole, _, more = written.partition(",")
    if more:  # a Chinese comma looks the same
        found.append(Read("number", float(whole), at + len(whole)))
    elif text.startswith(",", end) and not (text[at - 1 : at] == "," and text[at - 2 : at - 1].isdigit()):  # 2,5 s
        part = _DIGITS.match(text, end + 1)
        if part and 0 < len(part[0]) <= 3 and f"{written}{part[0]}".isdigit():
            found.append(Read("amount", min(MOST, float(f"{written}.{part[0]}")), part.end()))
    return found


def _english(text: str, at: int) -> list[Read]:
    word, end = next_word(text, at)
    found: list[Read] = []
    done, part, room = 0.0, 0.0, 100  # thousands that are done; what is counted; what follows is smaller than this
    if article := word in ("a", "an"):
        found, part, room = [Read("amount", 1, end)], 1, 0
        word, end = next_word(text, end)
    if word in _TWO:
        more, stop = next_word(text, end)
        return [Read("number", 2, stop) if more == "of" else Read("number" if article else "amount", 2, end)]
    while (value := _SMALL.get(word, -1)) >= 0 or word in POWERS:
        power = POWERS.get(word, 0)
        if 0 <= value < room and (value or not found):
            part, room = part + value, 10 if value >= 20 else 0
        elif part < min(power, 1000) and (part or word == "dozen"):
            part, room = (part or 1) * power, 0 if power == 12 else power
            if power >= 1000:
                done, part = done + part, 0
        else:
            break
        found.append(Read("number", done + part, end))
        word, end = next_word(text, end)
        if word == "and" and room >= 100 and _SMALL.get(next_word(text, end)[0]):
            word, end = next_word(text, end)
    if word == "point":
        digits, (word, stop) = "", next_word(text, end)
        while _SMALL.get(word, 10) < 10:
            digits, end = f"{digits}{_SMALL[word]}", stop
            word, stop = next_word(text, end)
        found += [Read("number", float(f"{done + part:.0f}.{digits}"), end)] * bool(digits)
    return found


def _chinese(text: str, at: int) -> list[Read]:
    run = "".join(takewhile(HAN.__contains__, text[at : at + 24])).translate(_IN_DIGITS)
    if run.isdigit() and (len(run) == 1 or "0" in run):  # digit by digit: 二零二四
        return [Read("number", float(run), at + len(run))]
    found = _counted(run, at)
    teen = run[0] == "十"
    pair, after = run[teen : teen + 2], run[teen + 2 :]
    if pair in ("12", "23", "34", "35", "45", "56", "67", "78", "89") and (not after or (after in POWERS and not teen)):
        low, high = (10 * teen + int(digit) * POWERS.get(after, 1) for digit in pair)
        found.append(Read("number", low, at + len(run), high))  # 五六, 二三十, 十五六
    return found


def _counted(run: str, at: int) -> list[Read]:
    """Return the number that is counted in powers of ten: 二十五, 一百零五, 三万; 两百五 is 250."""
    total, size, above = 0, 0, 10 * POWERS["亿"]
    while (part := _BELOW_A_WAN.match(run, size)) and part[0]:
        tens = int(part[3] or part[3] is not None)  # 十 by itself is one ten
        counted = [(int(part[1] or 0), 1000), (int(part[2] or 0), 100), (tens, 10)]
        last = min((power for digit, power in counted if digit), default=above if size else 1)
        ones = int(part[5] or 0) * (1 if part[4] else max(1, last // 10))
        value, size = sum(digit * power for digit, power in counted) + ones, part.end()
        big = POWERS.get(run[size : size + 1], 0)
        if not 1000 < big < above:
            return [Read("number", total + value, at + size)]
        total, size, above = total + value * big, size + 1, big
    return [Read("number", total, at + size)] if size else []
