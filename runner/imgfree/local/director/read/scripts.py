"""Words that are to be spoken: what announces them, and how far they go. They are one token, whatever they say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from imgfree.local.director.lexicon import Sense
from imgfree.local.director.lexicon.kinds import OF_THE_FILM
from imgfree.local.director.read.numerals import HAN, numerals
from imgfree.local.director.read.tokens import Token, tokens
from imgfree.local.director.read.wording import Wording

# Who speaks; then nothing but small words; then a colon, or words in quotes.
_WHO = re.compile(
    r"voice[- ]?overs?\b|narrat(?:ions?|ors?|e)\b|\b(?:say|read|speak)(?: it)? (?:aloud|out(?: loud)?)\b|\bvoice\b"
)
_WHO_ZH = re.compile(r"(?:ai)?(?:旁白|配音|解说词?|画外音|口播|朗读|语音播报|用语音|念出来|念一遍|念)")
_SMALL = re.compile(
    r"\s*(?:(?:text|script|track|lines?|words|that|which|with|the|in english|a|an|to|is|be|should|one|it|of)\b,?\s*)*"
)
_SMALL_ZH = re.compile(r"(?:内容|文案|文字|台词|稿子?|词|一段|一句|一遍|出来|[说念读]出?|是|为|讲|来|：|，|,)*")
_SAYS_ZH = re.compile(r"[说念]出?(?:的是)?$")
_EACH = re.compile(
    r"\s*,?\s*(?:(?:for|on|of|to) )?(?:one (?:per|for) |each |every |per )+(?:photo|image|slide)s?|\s*,?每张(?:照片)?"
)
_SAYING = re.compile(r"(?:say(?:s|ing)?|read(?:s|ing)?|goes|script)\b\s*:?\s*")
_PHOTO = re.compile(
    r"(?:(?:for|on|of) )?(?:the )?(?:photo|image|slide) (\d+)\s*[:,]?\s*"
    rf"|第(\d+|[{HAN}]{{1,3}})张(?:照片)?[:,]?\s*"
)
_BETWEEN = re.compile(r"[\s,;.、，；。]*(?:and|then|和|然后)?\s*")
_ASIDE = re.compile(  # how it is said, or in which file, which is no part of what is said
    r"\s*(?:(?:with )?[\w. -]{1,24} between (?:the )?(?:sentences|lines)"
    r"|(?:from|in|with|by|用)\s*[\w.-]{1,60}\.\w{2,4}\b)"
)
_ALOUD = re.compile(r"\s*(?:aloud|out loud|out)\b")
_READS = re.compile(r"\b(?:read|say|speak)(?: out)? $")
_LONGEST_GAP = 60
_NEAR = 24  # characters between that and the words in quotes
_OURS = ("transition", "motion", "aspect", "effect", "platform", "literal", "genre", "script")
_MANNER = ("compare", "pace", "each", "degree", "time", "refuse")
_ASKS = ("what", "whatever", "how", "which", "where", "it", "this", "that")
_SPEAKS = ("说", "读", "念", "语速")
_PERSONAL = ("our", "we", "us", "you", "your", "i", "my", "they", "我们", "您", "你", "我")


@dataclass(frozen=True)
class Script:
    """A stretch of a sentence that has words to be spoken, and these words, each with its photo from 1 on."""

    start: int
    end: int
    parts: tuple[tuple[str, int | None], ...]


def scripts(raw: str, folded: str, quotes: Sequence[tuple[int, int]]) -> list[Script]:
    """Return the scripts of a sentence, in order; `quotes` are its quotations, marks included."""
    found: list[Script] = []
    at = 0
    for who in sorted([*_WHO.finditer(folded), *_WHO_ZH.finditer(folded)], key=lambda one: (one.start(), -one.end())):
        if who.start() < at or any(start < who.start() < end for start, end in quotes):
            continue
        one = _Script(raw, folded, quotes).behind(who)
        if one is not None:
            found.append(one)
            at = one.end
    found += [one for one in _aloud(raw, folded, quotes) if not any(_meet(one, other) for other in found)]
    return sorted(found, key=lambda one: one.start)


def spoken(found: Sequence[Token], said: Sequence[Script]) -> list[Token]:
    """Return the tokens; those of a script are one."""
    row: list[Token] = []
    for token in found:
        own = next((one for one in said if token.start < one.end and one.start < token.end), None)
        if own is None:
            row.append(token)
        elif not row or row[-1].start != own.start:
            row.append(Token(own.start, own.end, "script", "form", (Sense("script", "said"),)))
    return row


def _meet(one: Script, other: Script) -> bool:
    return one.start < other.end and other.start < one.end


def _aloud(raw: str, folded: str, quotes: Sequence[tuple[int, int]]) -> Iterator[Script]:
    """Yield what is quoted between "read" and "aloud"."""
    for start, end in quotes:
        reads = _READS.search(folded[:start])
        aloud = _ALOUD.match(folded, end)
        if reads and aloud:
            yield Script(reads.start(), aloud.end(), ((raw[start + 1 : end - 1].strip(), None),))


def _number(photo: "re.Match[str]") -> int | None:
    """Return the number of the photo that is named."""
    read = numerals(next(filter(None, photo.groups())), 0)
    return int(read[0].value) if read else None


def _asks(row: Wording, place: int, *, plain: bool = False) -> bool:
    """Return whether the sentence that begins here wishes something of the film, and is nothing that is said in it."""
    said = row.found[
        place : next((n for n in range(place, len(row)) if _ends(row, n, plain=plain) and not row.inner(n)), None)
    ]
    if said and said[0].text in _SPEAKS and any(one.means("compare", "slower", "faster") for one in said[1:3]):
        return True  # 说慢一点
    if not row.opens(place):
        return False
    personal = any(one.text in _PERSONAL for one in said)
    ours = any(one.means("noun", *OF_THE_FILM) or any(one.means(of) for of in _OURS) for one in said)
    timed = any(one.quantity is not None and one.quantity.kind in ("seconds", "ratio", "resolution") for one in said)
    return not personal and (ours or timed)


def _ends(row: Wording, place: int, *, plain: bool) -> bool:
    """Return whether a sentence ends here, or a clause where words are `plain`."""
    return row.found[place].strong or (plain and (row.stop(place) or row.joint(place)))


class _Script:
    """What stands behind a word for a voice."""

    def __init__(self, raw: str, folded: str, quotes: Sequence[tuple[int, int]]) -> None:
        self._raw, self._folded, self._quotes = raw, folded, dict(quotes)

    def behind(self, who: "re.Match[str]") -> Script | None:
        """Return the script that this word announces; None where it is only spoken of."""
        each = _EACH.match(self._folded, who.end())
        at = each.end() if each else who.end()
        small = _SMALL.match(self._folded, at)
        at = small.end() if small else at
        if not who.group().isascii() and (small := _SMALL_ZH.match(self._folded, at)):
            at = small.end()
        begin = who.start()
        if aside := _ASIDE.match(self._folded, at):
            begin = min((start for start in self._quotes if start >= aside.end()), default=len(self._raw))
            near = begin - aside.end() < _NEAR and begin in self._quotes
            return self._quoted(begin, begin, each=False) if near else None
        saying = _SAYING.match(self._folded, at)
        at = saying.end() if saying else at
        colon = self._folded[at : at + 1] in (":", "=")
        at = self._past(at + colon)
        if at - who.end() > _LONGEST_GAP:
            return None
        photo = _PHOTO.match(self._folded, at)
        if at in self._quotes or (photo and photo.end() in self._quotes):
            return self._quoted(who.start(), at, each=each is not None)
        said = saying is not None and (saying.group().rstrip().endswith(":") or not self._raw[at : at + 1].islower())
        announced = colon or said or self._folded[at - 1 : at] == ":"
        says = (saying is not None and saying.group().startswith("say")) or _SAYS_ZH.search(
            self._folded[who.end() : at].rstrip()
        )
        plain = not announced and bool(says) and self._plain(at)
        if not (announced or plain) or at >= len(self._raw) or (who.group() in ("voice",) and not (colon or plain)):
            return None
        end = self._end(at, plain=plain)
        text = self._raw[at:end].strip().rstrip(",，、")
        return Script(who.start(), end, ((text, None),)) if text else None

    def _past(self, at: int) -> int:
        while self._folded[at : at + 1].isspace():
            at += 1
        return at

    def _quoted(self, begin: int, at: int, *, each: bool) -> Script:
        """Return the quotation that stands here and those that follow it in one list, each with its photo."""
        parts: list[tuple[str, int | None]] = []
        end = at
        while True:
            photo = _PHOTO.match(self._folded, at)
            start = photo.end() if photo else at
            if start not in self._quotes:
                break
            end = self._quotes[start]
            number = _number(photo) if photo else None
            parts.append((self._raw[start + 1 : end - 1].strip(), number))
            between = _BETWEEN.match(self._folded, end)
            at = between.end() if between else end
        if each and all(number is None for _, number in parts):
            parts = [(text, place) for place, (text, _) in enumerate(parts, 1)]
        return Script(begin, end, tuple(parts))

    def _plain(self, at: int) -> bool:
        """Return whether words to be said may begin here that nothing marks: none of ours, such as the captions."""
        row = tokens(self._folded[at:])
        first = next((one for one in row if one.kind != "function"), None)
        if first is None or first.kind == "stop" or row[0].text.split()[0] in _ASKS:
            return False
        return row[0].text in _PERSONAL or not any(map(first.means, (*_OURS, *_MANNER, "noun")))

    def _end(self, begin: int, *, plain: bool = False) -> int:
        """Return where words without quotes end: behind their line, or before a sentence that asks for something.

        Those that are `plain` end before a clause that does.
        """
        line = self._raw.find("\n\n", begin)
        end = len(self._raw) if line < 0 else line
        found = tokens(self._folded[begin:end])
        row = Wording(found, self._raw[begin:end])
        for place in range(1, len(found)):
            if _ends(row, place - 1, plain=plain) and not row.inner(place - 1) and _asks(row, place, plain=plain):
                return begin + found[place - 1].start + (found[place - 1].strong and found[place - 1].text not in ";\n")
        return end
