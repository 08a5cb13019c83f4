"""A script: cut into sentences, made ready to be said, and looked at for what a voice cannot say."""

import re
import unicodedata
from collections.abc import Iterator

import regex

from imgfree.language import detection

LONGEST_LINE = 240  # letters said in one breath; a longer sentence is cut at a comma
_ENDS = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|[。！？；!?…]+[”’」』）]*|\n+")
_CLAUSE = re.compile(r"(?<=[,;:—])\s+|(?<=[，、：])")
_SHORT = frozenset(
    "mr mrs ms dr st no vs etc approx e.g i.e jan feb mar apr jun jul aug sep sept oct nov dec inc ltd".split()  # noqa: SIM905
)
_EMOJI = regex.compile(r"[\p{Extended_Pictographic}--[0-9#*©®™]]|[\p{Regional_Indicator}\u200d\ufe0f\u20e3]", regex.V1)
_LINK = re.compile(r"https?://(?:www\.)?|(?<!\w)www\.")
_FOREIGN = regex.compile(r"[\p{L}--\p{Latin}--\p{Common}][\p{L}\p{M}\s--\p{Latin}]*", regex.V1)
_FRACTIONS = {"1/2": "one half", "1/3": "one third", "2/3": "two thirds", "1/4": "a quarter", "3/4": "three quarters"}
_FRACTION = re.compile(r"(?<![\d/.])(?:1/[234]|2/3|3/4)(?![\d/])")
_SLASHED = re.compile(r"(?<=\d)/(?=\d)")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|[^\s\p{Han}\p{Hiragana}\p{Katakana}]+")
_FEWEST_WORDS = 5  # of fewer, letters tell no language
_ENGLISH = frozenset("the and of to is are with for our your you we this it's it from by at my".split())  # noqa: SIM905


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, as they are written; none is empty, none too long to be said in one breath."""
    return [part for one in _sentences(text) for part in _breaths(one)]


def _sentences(text: str) -> Iterator[str]:
    begin = 0
    for end in _ENDS.finditer(text):
        if _goes_on(text[begin : end.start()], end.group(), text[end.end() :]):
            continue
        yield from filter(None, [" ".join(text[begin : end.end()].split())])
        begin = end.end()
    yield from filter(None, [" ".join(text[begin:].split())])


def _goes_on(before: str, sign: str, after: str) -> bool:
    """Return whether a full stop ends no sentence: it shortens a word, or a small letter follows."""
    if not before.strip():
        return False
    if sign != ".":
        return False
    last = before.split()[-1].lstrip("(\"“'‘").lower()
    return last in _SHORT or (len(last) == 1 and last.isalpha()) or after.lstrip()[:1].islower()


def _breaths(sentence: str) -> Iterator[str]:
    """Yield the sentence, or its clauses where it is too long for one breath."""
    if len(sentence) <= LONGEST_LINE:
        yield sentence
        return
    breath = ""
    for clause in _CLAUSE.split(sentence):
        for piece in _pieces(clause):
            if breath and len(breath) + len(piece) + 1 > LONGEST_LINE:
                yield breath
                breath = piece
            else:
                glue = " " if breath and breath[-1:].isascii() else ""
                breath += glue + piece
    if breath:
        yield breath


def _pieces(clause: str) -> Iterator[str]:
    """Yield the clause, or rows of its words that are short enough."""
    while len(clause) > LONGEST_LINE:
        cut = clause.rfind(" ", 0, LONGEST_LINE)
        cut = cut if cut > 0 else LONGEST_LINE
        yield clause[:cut].strip()
        clause = clause[cut:].strip()
    if clause:
        yield clause


def sayable(text: str) -> str:
    """Return a sentence as it is handed to a voice: without pictures, and with what they read wrongly written out."""
    text = _LINK.sub("", _EMOJI.sub(" ", text))
    text = _FRACTION.sub(lambda found: _FRACTIONS[found.group()], text)
    text = _SLASHED.sub(" ", text) if "24/7" in text else text
    return " ".join(text.split())


def is_silent(text: str) -> bool:
    """Return whether nothing in a text can be said: no letter and no digit."""
    return not any(char.isalnum() for char in sayable(text))


def foreign(text: str) -> str:
    """Return the first words that are not in Latin letters; "" where all are."""
    found = _FOREIGN.search(text)
    return found.group().strip()[:40] if found else ""


def language(text: str) -> str:
    """Return the language of a text; English for one that has its small words, or is too short to tell."""
    words = text.lower().split()
    if not foreign(text) and (len(words) < _FEWEST_WORDS or not _ENGLISH.isdisjoint(words)):
        return "en"
    return detection.detect([text])


def is_wide(char: str) -> bool:
    """Return whether a sign is a word by itself: a Chinese or Japanese character, or a mark of their writing."""
    return _WIDE.match(char) is not None or unicodedata.east_asian_width(char) in "WF"


def weight(text: str) -> int:
    """Return how much room a text takes, in letters; a Chinese character counts as two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def words(text: str) -> list[str]:
    """Return the words of a sentence as they are shown; together with blanks they are the sentence.

    Chinese and Japanese characters are words by themselves. What cannot be said stands with the word before it, or,
    where it opens the sentence, with the one behind it.
    """
    found: list[str] = []
    opening = ""
    end = 0
    for piece in _WORD.finditer(text):
        gap = " " if piece.start() > end and (found or opening) else ""
        end = piece.end()
        if not is_silent(piece.group()):
            found.append(opening + (gap if opening else "") + piece.group())
            opening = ""
        elif found:
            found[-1] += gap + piece.group()
        else:
            opening += gap + piece.group()
    return found
