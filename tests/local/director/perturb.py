"""The same sentence as somebody else might type it. What stands in quotes, and what a row wants verbatim, stays.

Every way is deterministic: what it chooses depends on the text alone.
"""

import hashlib
import random
import re
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
_Part = tuple[str, bool]  # a stretch of the text, and whether it may be changed

_QUOTED = r"\"[^\"\n]*\"|“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》|‘[^’\n]*’|(?<!\w)'[^'\n]+'(?!\w)"
_VERBATIM = ("text", "with", "file")  # arguments that are the sentence's own words; a comma behind them ends them
_STOPS = " .!?~。！？"
_LONG_WORD = re.compile(r"(?<![\w.@/'-])[A-Za-z]{5,}(?![\w@/'-]|\.\w)")
_COMMA = re.compile(r"(?<=\d)[,，] ?(?=\d)|([,，])(\s*)")  # one between two numbers is no pause
_HEDGES = {
    "en": {
        "start": ("perhaps ", "maybe ", "if possible, ", "hi there, ", "well, "),
        "inside": ("kind of ", "sort of ", "maybe ", "perhaps "),
        "end": (" if you can", ", thanks a lot", " please", ", if that's ok"),
    },
    "zh": {
        "start": ("麻烦", "请帮我", "可以的话", "我想", "麻烦你"),
        "inside": ("大概", "差不多", "最好"),
        "end": ("吧", "，谢谢", "，辛苦了", "就好"),
    },
}
_BEFORE_HEDGE = {
    "en": re.compile(r"(?<![\w'])(?:make it|an?|with) (?=(?!photo|picture|image)[a-z-]{3,} [a-z])"),
    "zh": re.compile(r"(?<![\d第.:：到至-])(?=\d+秒)"),
}


def _parts(row: Row) -> list[_Part]:
    verbatim = [op[key] for op in row["ops"] for key in _VERBATIM if key in op] + row.get("declined", [])
    longest_first = sorted(filter(None, verbatim), key=len, reverse=True)
    shielded = "|".join([_QUOTED, *(f"{re.escape(words)}[,，]?" for words in longest_first)])
    parts, at = [], 0
    for match in re.finditer(shielded, row["text"]):
        parts += [(row["text"][at : match.start()], True), (match.group(), False)]
        at = match.end()
    return [*parts, (row["text"][at:], True)]


def ends_freely(row: Row) -> bool:
    """Return whether more can be said behind the text: it does not end in words that are quoted or verbatim."""
    return bool(_parts(row)[-1][0].strip(_STOPS))


def _chance(row: Row) -> random.Random:
    return random.Random(hashlib.sha256(row["text"].encode()).digest())


def _one_place(row: Row, places: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> str:
    """Return the text with one of the places changed; as it is where there is none."""
    parts = [part for part, _ in _parts(row)]
    found = [(n, place) for n, (part, free) in enumerate(_parts(row)) if free for place in places.finditer(part)]
    if found:
        number, place = _chance(row).choice(found)
        parts[number] = parts[number][: place.start()] + change(place) + parts[number][place.end() :]
    return "".join(parts)


def typo(row: Row) -> str:
    """Return the text with two neighbouring letters of one word of five or more letters exchanged."""

    def exchanged(word: re.Match[str]) -> str:
        letters = word.group()
        pairs = [n for n in range(len(letters) - 1) if letters[n].lower() != letters[n + 1].lower()]
        place = _chance(row).choice(pairs)
        mistyped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
        return mistyped.capitalize() if letters.istitle() else mistyped

    return _one_place(row, _LONG_WORD, exchanged)


def hedge(row: Row) -> str:
    """Return the text with a hedge or a courtesy put in: at its start, at its end, or inside."""
    chance, text, language = _chance(row), str(row["text"]), "zh" if row["lang"] == "zh" else "en"
    where = chance.choice(("start", "inside", "end"))
    word = chance.choice(_HEDGES[language][where])
    if where == "inside":
        return _one_place(row, _BEFORE_HEDGE[language], lambda place: place.group() + word)
    if where == "end":
        end = len(text.rstrip(_STOPS))
        return text[:end] + word + text[end:] if ends_freely(row) else text
    begins_plainly = re.match(r"[A-Z][a-z]+ (?![A-Z])", text)
    return word + (text[0].lower() + text[1:] if begins_plainly else text)


def _everywhere(row: Row, change: Callable[[str], str]) -> str:
    return "".join(change(part) if free else part for part, free in _parts(row))


def _without_comma(comma: re.Match[str]) -> str:
    return comma[2] if comma[1] else comma[0]


def _spaced(comma: re.Match[str]) -> str:
    return " " if comma[1] else comma[0]


def upper(row: Row) -> str:
    """Return the text in upper case; as it is where words without quotes are a text, which capitals tell apart."""
    bare = any(not free and not re.match(_QUOTED, part) and "." not in part for part, free in _parts(row))
    return str(row["text"]) if bare else _everywhere(row, str.upper)


PERTURBATIONS: dict[str, Callable[[Row], str]] = {
    "typo": typo,
    "hedge": hedge,
    "nocommas": lambda row: _everywhere(row, lambda part: _COMMA.sub(_without_comma, part)),
    "zhspaces": lambda row: _everywhere(row, lambda part: _COMMA.sub(_spaced, part) if row["lang"] == "zh" else part),
    "upper": upper,
}
