"""Texts of the film that a sentence names again without quotes, whole or in part, and addresses to be read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from imgfree.local.director.lexicon import Sense
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.read.wording import is_han, wishes

_GIVES = ("for", "to", "with", "into")  # before what stands for something else
_IT = ("it", "that", "this", "它")
_FAR = 9  # tokens between what is exchanged and the word that says so
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s,;。,\u3400-\u9fff]+[^\s,.;!?\u3400-\u9fff]|[\w.+-]+@[\w-]+\.[a-z]{2,}", re.ASCII
)
_SITE = re.compile(r"(?<![\w@.])[a-z\d-]{3,}\.(?:com|org|net|io|shop|store|cn|co\.uk)(?![\w.])", re.ASCII)
_BECOMES = ("改成", "换成", "改为", "換成", "改為")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")


def addresses(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where web and mail addresses stand, which are meant to be read."""
    whole = [found.span() for found in _ADDRESS.finditer(folded)]
    short = (found.span() for found in _SITE.finditer(folded))
    yield from (*whole, *(span for span in short if not any(start <= span[0] < end for start, end in whole)))


def recalled(raw: str, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a text of the film is named as it is written there: with a capital, or long enough to be no word."""
    for text in texts:
        yield from _parts(raw, text)
        at = raw.find(text) if len(text) > 2 and (text != text.lower() or is_han(text)) else -1
        if at >= 0:
            before, after = raw[:at].split()[-1:], raw[at + len(text) :].split()[:1]
            inside = text.isascii() and (raw[max(0, at - 1) : at].isalnum() or raw[at + len(text) :][:1].isalnum())
            longer = any(
                word[0].isupper() or word[0].isdigit() for word in (*before * (before != raw.split()[:1]), *after)
            )
            if not inside and not longer and not (at == 0 and text.isascii() and text.isalpha()):
                yield at, at + len(text)


def _parts(raw: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a part of a Chinese text is named that is to be another: 把…改成…."""
    for verb in _BECOMES:
        at = raw.find(verb)
        longest = next((n for n in range(min(at, len(text)), 1, -1) if raw[at - n : at] in text), 0) if at > 0 else 0
        if longest and not raw[at - longest : at].isascii():
            yield at - longest, at


def exchanged(found: Sequence[Token], raw: str, texts: Sequence[str]) -> list[Token]:
    """Return the tokens; words of a text on the film, and those that are to stand for them, are one token each."""
    for place, token in enumerate(found):
        if not token.means("verb", "change", "replace", "swap"):
            continue
        if is_han(token.text):
            ways = [(first, place, place + 1) for first in range(max(0, place - _FAR), place)]
        else:
            middle = next((at for at in range(place + 2, len(found)) if found[at].relation in _GIVES), len(found))
            ways = [(place + 1, middle, middle + 1)]
        for first, last, begin in ways:
            old = raw[found[first].start : found[last - 1].end] if begin < len(found) else ""
            if not any(_is_part(old, text) for text in texts) or found[begin].kind in ("stop", "literal"):
                continue
            if wishes(found[begin]) and not raw[found[begin].start].isupper():
                continue  # it is to look otherwise
            ends = (at for at in range(begin + 1, len(found)) if found[at].kind == "stop" or _small(found[at]))
            end = next(ends, len(found))
            return [*found[:first], _words(found[first:last], raw), *found[last:begin], _words(found[begin:end], raw),
                    *found[end:]]  # fmt: skip
    return list(found)


def _small(token: Token) -> bool:
    return bool(token.relation) or token.text in ("please", "pls", "plz")


def figure(text: str) -> str:
    """Return the one figure of a text, such as a price; empty where there is none or more than one."""
    found = _FIGURE.findall(text)
    return found[0] if len(found) == 1 else ""


def repriced(found: Sequence[Token], texts: Sequence[str]) -> list[Token]:
    """Return the tokens; a bare figure is words where the one text with a figure is told to have another one."""
    priced = [text for text in texts if figure(text)]
    found = [part for token in found for part in _ends_of(token, priced)]
    bare = [at for at in range(len(found)) if _is_bare(found, at)]
    told = any(_tells(token) for token in found)
    if len(priced) != 1 or not bare or not told:
        return list(found)
    unit = [word for word in priced[0].split() if word.isalpha()]
    row = [_words([token], "") if at in bare else token for at, token in enumerate(found)]
    return [replace(one, kind="function") if one.text in unit and at - 1 in bare else one for at, one in enumerate(row)]


def _ends_of(token: Token, priced: Sequence[str]) -> list[Token]:
    """Return the two figures of what looks like a range, where the first of them is that of a text: 2.50 to 2.80."""
    parts = token.text.split()
    if token.quantity is None or len(parts) != 3 or not any(figure(text) == parts[0] for text in priced):
        return [token]
    first, last = token.start + len(parts[0]), token.end - len(parts[2])
    joint = Token(token.text.index(parts[1]) + token.start, last - 1, parts[1], "function", relation="to")
    return [Token(token.start, first, parts[0], "words"), joint, Token(last, token.end, parts[2], "words")]


def pointed(found: Sequence[Token], texts: Sequence[str]) -> list[Token]:
    """Return the tokens; "that" or "it" is the only text there is where a verb puts it on another picture or place."""
    found = _put_again(found)
    if len(texts) != 1 or any(token.means("noun") and not token.means("noun", "photo") for token in found):
        return list(found)
    row = list(found)
    for place in range(1, len(row) - 2):
        led, after = row[place - 1].means("verb", "put", "move"), row[place + 1]
        if led and row[place].text in ("it", "that", "this") and after.relation in ("on", "to", "at"):
            row[place] = replace(row[place], kind="form", senses=(Sense("noun", "text"),), relation="")
    return row


def _put_again(found: Sequence[Token]) -> list[Token]:
    """Return the tokens; quoted words that are taken away and put elsewhere move there: "take 'A' off, put it on …"."""
    row = list(found)
    for put in range(2, len(row) - 1):
        if not row[put].means("verb", "put", "move"):
            continue
        said = next((n for n in range(put - 1, -1, -1) if row[n].kind == "literal"), put)
        gone = [n for n in range(max(0, said - 2), put) if row[n].means("verb", "remove")]
        between = [n for n in range(said + 1, put + 2) if n not in (*gone, put)]
        again = row[put + 1].text in _IT or (bool(gone) and gone[0] > said)
        between = between if row[put + 1].text in _IT else between[:-1]
        plain = all(row[n].kind in ("stop", "function") and not row[n].strong for n in between)
        if gone and again and plain and said < put:
            for n in (*between, put, *gone):
                row[n] = row[n].emptied("function")
            row[gone[0]] = replace(row[gone[0]], kind="form", senses=(Sense("verb", "move"),))
    return row


def _is_bare(found: Sequence[Token], at: int) -> bool:
    """Return whether a number stands here that counts nothing."""
    quantity = found[at].quantity
    if quantity is None or quantity.kind != "number" or not found[at].text[:1].isdigit():
        return False
    after = found[at + 1] if at + 1 < len(found) else None
    before = found[at - 1] if at else None
    named = before is not None and (before.means("noun", "photo", "clip") or before.text == "第")
    return not named and (after is None or not (after.means("measure") or after.means("unit") or after.means("noun")))


def _tells(token: Token) -> bool:
    """Return whether a word says that something is otherwise now."""
    return (
        token.means("when", "now")
        or token.means("verb", "change", "replace", "raise", "lower")
        or token.means("complain", "wrong")
        or token.means("correct", "correct")
        or token.means("not")
        or token.means("instead")
        or token.text in ("its", "it's", "是")
    )


def _is_part(old: str, text: str) -> bool:
    return bool(old) and (old in text if is_han(old) or old.isdigit() else f" {old} " in f" {text} ")


def _words(found: Sequence[Token], raw: str) -> Token:
    text = raw[found[0].start : found[-1].end] if raw else found[0].text
    return Token(found[0].start, found[-1].end, text, "words")


def dated(found: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens; a wish for the date that gives it writes it, so that no file is asked: 写上日期5月20日."""
    for token, after in zip_longest(found, found[1:]):
        given = token.means("stamp", "date") and after is not None and after.text[:1].isdigit()
        given = given and not (after and after.quantity and after.quantity.kind == "seconds")
        writes = (Sense("verb", "say"), *([Sense("noun", "text")] if token.text.isascii() else []))
        yield replace(token, senses=writes) if given else token
