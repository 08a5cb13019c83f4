"""What in a sentence is quoted: text for the picture, never an instruction.

A value that an expression put inside quotes is one literal, whatever is in it; quotes that a person typed are read by
their shape: they nest, and an inch mark or an apostrophe ends none.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

Span = tuple[int, int]

_PAIRS = {"“": "”", "„": "“”", "‟": "”", "「": "」", "『": "』", "《": "》", "«": "»", "‹": "›"}
_DOUBLE = '“”„‟"＂'
_SINGLE = "'’"
_MARKS = re.compile(f"[{''.join(_PAIRS)}{_DOUBLE}{_SINGLE}`‘]")  # where a quotation may begin
_MOST = 64
_LONGEST = 200  # characters of a quotation that is only guessed
_BALANCED = (("“", "”"), ("「", "」"), ("«", "»"), ("『", "』"), ("‹", "›"), ('"', '"'))
_STOPS = ",.;:!?，。；：！？\n"
_ELISION = re.compile(r"(?:\d0s|n|til|em|cause|bout|tis|twas)(?![a-z\d])(?!['’])", re.IGNORECASE)


class Spoken(str):
    """A sentence in which some quotations are known for certain: their places, quotation marks included."""

    literals: tuple[Span, ...]

    def __new__(cls, text: str, literals: Iterable[Span] = ()) -> "Spoken":
        """Return the text with its literals, in order."""
        spoken = super().__new__(cls, text)
        spoken.literals = tuple(literals)
        return spoken

    @property
    def balanced(self) -> str:
        """Return the text for a reader who only has the marks: each literal in a pair that does not occur in it."""
        parts, at = [], 0
        for start, end in self.literals:
            parts += [self[at:start], _requoted(self[start:end])]
            at = end
        return "".join([*parts, self[at:]])


def spoken(pieces: Iterable[tuple[str, bool]]) -> str:
    """Return the pieces as one text; `True` marks a value, which is a literal where quotes stand around it."""
    text = ""
    values: list[Span] = []
    for piece, is_value in pieces:
        if is_value and piece:
            values.append((len(text), len(text) + len(piece)))
        text += piece
    found = [span for span in _around(text, values) if any(span[0] < one[0] and one[1] < span[1] for one in values)]
    return Spoken(text, found) if found else text


def quoted(text: str) -> list[Span]:
    """Return where quotations stand, marks included: certain literals whole, all others by their shape."""
    certain = [(start + 1, end - 1) for start, end in getattr(text, "literals", ())]
    return list(_around(text, certain))


def unquoted(text: str, instead: str) -> str:
    """Return the text with `instead` in the place of each quotation."""
    parts, at = [], 0
    for start, end in quoted(text):
        parts += [text[at:start], instead]
        at = end
    return "".join([*parts, text[at:]])


def _around(text: str, values: Iterable[Span]) -> Iterator[Span]:
    """Yield the quotations of a text in which some stretches are known to be values: each counts as one letter."""
    short, places, at = "", list[int](), 0
    for start, end in (*values, (len(text), len(text))):
        short += text[at:start] + ("x" if start < end else "")
        places += range(at, start + (start < end))
        at = end
    for start, end in quotations(short):
        yield places[start], places[end - 1] + 1


def balanced(text: str) -> str:
    """Return the text in a pair of marks that does not occur in it."""
    return _requoted(f"“{text}”")


def checked(text: str, spans: object, *, begins: int = 0) -> str:
    """Return the text with literals that someone else claims; those that lie out of it or of order do not count.

    `begins` is where the text begins in the one that the claims speak of.
    """
    found: list[Span] = []
    for one in spans if isinstance(spans, list) else ():
        if isinstance(one, list) and len(one) == 2 and all(type(place) is int for place in one):
            start, end = one[0] - begins, one[1] - begins
            if (found[-1][1] if found else 0) <= start < end - 1 < len(text):
                found.append((start, end))
    return Spoken(text, found) if found else text


def quotations(text: str) -> Iterator[Span]:
    """Yield where quotations stand, marks included; one inside another belongs to it."""
    at = 0
    while found := _MARKS.search(text, at):
        start, end = found.start(), _end(text, found.start())
        if end is not None:
            yield start, end + 1
        at = (start if end is None else end) + 1


def _requoted(quotation: str) -> str:
    inner = quotation[1:-1]
    if not set(inner) & {quotation[0], quotation[-1]}:
        return quotation
    for left, right in _BALANCED:
        if left not in inner and right not in inner:
            return f"{left}{inner}{right}"
    return f"“{inner.replace('“', '‘').replace('”', '’')}”"


def _end(text: str, start: int) -> int | None:
    """Return where the quotation that begins here ends; None where none begins."""
    mark = text[start]
    if mark in _PAIRS:
        end = _paired(text, start)
        return _nearest(text, start) if end is None and mark in _DOUBLE else end
    if mark in _DOUBLE:
        return _straight(text, start)
    if mark == "`":
        end = text.find("`", start + 1)
        return end if end > start + 1 and "\n" not in text[start:end] else None
    return _single(text, start) if mark in _SINGLE or mark == "‘" else None


def _paired(text: str, start: int) -> int | None:
    """Return the mark that closes the pair opened here, others of its kind being nested."""
    opens, closes = text[start], _PAIRS[text[start]]
    depth = 1
    for place in _marks(text, opens + closes, start):
        depth += 1 if text[place] == opens else -1
        if depth == 0:
            return place if place > start + 1 else None
    return None


def _marks(text: str, chars: str, start: int) -> list[int]:
    """Return where any of the characters follow; a quotation has no more of them within than can be looked through."""
    return [found.start() for found in itertools.islice(re.compile(f"[{chars}]").finditer(text, start + 1), _MOST)]


def _nearest(text: str, start: int) -> int | None:
    """Return the next double mark of any sort in this line: where marks are mixed, that is what is meant."""
    for place in range(start + 1, min(len(text), start + 2 + _LONGEST)):
        if text[place] == "\n":
            return None
        if text[place] in _DOUBLE:
            return place if place > start + 1 else None
    return None


def _straight(text: str, start: int) -> int | None:
    before = text[start - 1] if start else " "
    if before.isdigit() or before == text[start]:
        return None  # inches; the second half of an empty pair
    marks = _marks(text, text[start], start)
    if not marks or (marks == [start + 1]):
        return _nearest(text, start)
    if marks[0] == start + 1 and not _opens(text, start):
        return None
    end = _closing(text, marks, _extends_inches)
    return _nearest(text, start) if end is None else end


def _single(text: str, start: int) -> int | None:
    """Return the end of a quotation in single marks, which most of the time are apostrophes."""
    if text[start] != "‘" and (not _opens(text, start) or (start and text[start - 1] in _SINGLE)):
        return None
    reach = start + len(text[start : start + _LONGEST].partition("\n")[0])
    marks = [
        place
        for place in _marks(text, "'’‘", start)
        if place < reach and (_opens(text, place) or _closes(text, place)) and not _ELISION.match(text, place + 1)
    ]
    return _closing(text, marks, _extends_possessive)


def _closing(text: str, marks: Sequence[int], extends: Callable[[str, int, int, bool], bool]) -> int | None:
    """Return which of the marks closes a quotation whose marks open and close alike.

    A closing mark too many belongs to it where `extends(text, end so far, mark, last)` says so: 12" vinyl.
    """
    depth, end = 1, None
    for place in marks:
        opens, closes = _opens(text, place), _closes(text, place)
        if end is None:
            depth += 1 if opens and not closes else -1 if closes or not text[place - 1].isdigit() else 0
            end = place if depth == 0 else None
        elif opens or not extends(text, end, place, place == marks[-1]):
            break
        else:
            end = place
    return end


def _extends_inches(text: str, end: int, place: int, last: bool) -> bool:
    between = text[end + 1 : place]
    return not (between[:1] in _STOPS or "\n" in between or (last and text[place - 1].isdigit()))


def _extends_possessive(text: str, end: int, place: int, last: bool) -> bool:
    between, after = text[end + 1 : place], text[place + 1 : place + 3]
    owns = text[place - 1] in "sxz" and after[:1] == " " and after[1:].isalpha()
    return text[end - 1] in "sxz" and between[:1] == " " and not owns and not set(between) & set(_STOPS)


def _opens(text: str, place: int) -> bool:
    """Return whether the mark stands before a word; a few others of its kind beside it do not count."""
    before = text[max(0, place - 4) : place].rstrip(text[place])
    after = text[place : place + 5].lstrip(text[place])
    return (not before or _parts(before[-1])) and bool(after) and not after[0].isspace()


def _closes(text: str, place: int) -> bool:
    """Return whether the mark stands behind a word."""
    after = text[place : place + 5].lstrip(text[place])
    return not text[place - 1].isspace() and (not after or _parts(after[0]))


def _parts(char: str) -> bool:
    """Return whether a word ends at the character: a space, a sign, a Chinese character, which needs no space."""
    return not char.isalnum() or char >= "\u2e80"
