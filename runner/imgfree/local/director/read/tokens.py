"""A sentence as words: the cheapest way to cover its letters with known forms, quantities and quotations.

Fewest tokens and fewest unknown letters win, so that a long form beats the short ones within it, whatever their order.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from imgfree.local.director.lexicon import Form, Lexicon, Sense, lexicon
from imgfree.local.director.lexicon.forms import bases, spans
from imgfree.local.director.lexicon.kinds import JOINS
from imgfree.local.director.read.numbers import Quantity, quantities
from imgfree.local.director.read.spelling import meant

Kind = Literal["form", "quantity", "literal", "words", "name", "function", "unknown", "stop", "emoji", "told"]

_KNOWN, _GUESSED, _UNKNOWN_WORD = 1.0, 1.9, 2.6
_HEAD = 0.95  # a noun of one word, or a small word, ends an unknown one sooner than it is swallowed by it
_COUNTED = 0.3  # a measure word behind a number
_TORN = 0.05  # a Chinese "no" with a verb gives way to a longer verb: 别放大 is 别, 放大
_NUMERALS = frozenset("零一二两三四五六七八九十百几每各")
_UNADDED = {Sense("not", "no"), Sense("verb", "remove")}
_UNKNOWN_CHARACTER, _UNKNOWN_BEGINS, _UNKNOWN_NUMERAL = 1.0, 1.2, 0.1
PARTICLES = ("up", "down", "out", "in", "off", "on", "back", "away")
_APART = 7  # tokens at most between a verb and its particle
_LONGEST_FORM = 8  # atoms
_STRONG = ".;!?\n"
_WEAK = ",:()[]{}~-—–/|、·…"
_SHOWN = Sense("noun", "clip")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HEX = re.compile(r"#[0-9a-f]{6}(?![0-9a-z])")
Spans = Mapping[tuple[int, int], str]
_NONE: Spans = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the sentence. `senses`: what it may mean; `guessed`: the form a misspelt word is taken for."""

    start: int
    end: int
    text: str
    kind: Kind
    senses: tuple[Sense, ...] = ()
    quantity: Quantity | None = None
    relation: str = ""
    guessed: str = ""
    given: bool = False  # "this", "my": what follows is there already
    auxiliary: str = ""  # "is" or "should" where it is what a subject does

    def value(self, of: str) -> str | None:
        """Return the token's value of that type, if it can mean one."""
        return next((sense.value for sense in self.senses if sense.type == of), None)

    def means(self, of: str, *values: str) -> bool:
        """Return whether the token can mean that, one of `values` where they are given."""
        for sense in self.senses:  # noqa: SIM110  # asked 700 times a sentence; a generator takes twice as long
            if sense.type == of and (not values or sense.value in values):
                return True
        return False

    def emptied(self, kind: Kind) -> "Token":
        """Return the token as one of that kind, which means nothing and leads to nothing."""
        return replace(self, kind=kind, senses=(), quantity=None, relation="", given=False, auxiliary="")

    @property
    def strong(self) -> bool:
        """Return whether a sentence ends here."""
        return self.kind == "stop" and any(char in _STRONG for char in self.text)

    @property
    def breaks(self) -> bool:
        """Return whether a clause may end here: at a stop, or at what joins something else to it."""
        return self.kind == "stop" or self.relation in JOINS


@dataclass
class _Lattice:
    """Every way to read a text from each of its atoms on: (the atom after it, its cost, what the token says)."""

    folded: str
    places: Sequence[tuple[int, int]]
    edges: dict[int, list[tuple[int, float, Mapping[str, Any]]]] = field(default_factory=dict)

    def add(self, first: int, last: int, cost: float, **token: Any) -> None:
        """Take in a reading of the atoms `first` to `last`, both included."""
        self.edges.setdefault(first, []).append((last + 1, cost, token))

    def cheapest(self) -> list[Token]:
        """Return the tokens of the cheapest path; of equal ones that with the longer token first."""
        many = len(self.places)
        costs = [0.0] * (many + 1)
        best: list[tuple[int, Mapping[str, Any]]] = [(many, {})] * many
        for place in range(many - 1, -1, -1):
            ways = ((cost + costs[after], -after, number) for number, (after, cost, _) in enumerate(self.edges[place]))
            costs[place], _, number = min(ways)
            best[place] = self.edges[place][number][::2]
        found, place = [], 0
        while place < many:
            after, token = best[place]
            start, end = self.places[place][0], self.places[after - 1][1]
            found.append(Token(start, end, self.folded[start:end], **token))
            place = after
        return found


def tokens(
    folded: str, literals: Spans = _NONE, names: Spans = _NONE, spoken: Iterable[tuple[int, int]] = ()
) -> list[Token]:
    """Return the tokens of a folded sentence, in order.

    `literals`, `names` and what is `spoken` are one token each; the values of the first two say what file it is that
    is named, if it is one.
    """
    fixed: dict[int, tuple[int, Kind]] = {start: (end, "literal") for start, end in literals}
    fixed |= {start: (end, "name") for start, end in names}
    fixed |= {start: (end, "words") for start, end in spoken}
    files = {span[0]: (Sense("file", of),) for span, of in (*literals.items(), *names.items()) if of}
    places = _places(folded, fixed)
    lattice = _Lattice(folded, places)
    parts = [folded[start:end] for start, end in places]
    words = _vocabularies(folded)
    for number, (start, _) in enumerate(places):
        if start in fixed:
            lattice.add(number, number, _KNOWN, kind=fixed[start][1], senses=files.get(start, ()))
        else:
            _forms(lattice, words, parts, number, fixed)
            _unknown(lattice, parts, number, fixed)
    starts = {start: number for number, (start, _) in enumerate(places)}
    ends = [end for _, end in places]
    for one in quantities(folded):
        last = bisect_left(ends, one.end)
        if one.start in starts and last < len(ends) and ends[last] == one.end and not _within(one, fixed):
            lattice.add(starts[one.start], last, _KNOWN, kind="quantity", quantity=one)
    for said in _HEX.finditer(folded):
        if said.start() in starts and said.end() in ends:
            last, color = bisect_left(ends, said.end()), Sense("color", said.group())
            lattice.add(starts[said.start()], last, _COUNTED, kind="form", senses=(color,))  # nor a number
    return _named(_phrasal([token for token in lattice.cheapest() if token.kind != "emoji"], words))


def _named(found: list[Token]) -> list[Token]:
    """Return the tokens; an inflected verb behind "the" or "my" is the name of a thing: "the bins behind us"."""
    for place, token in enumerate(found):
        verb = place and found[place - 1].given and token.kind == "form" and token.text.isascii()
        relative = token.means("verb", "say") or (place > 1 and found[place - 2].means("noun"))  # "a film that shows"
        if verb and not relative and token.text.endswith("s") and all(sense.type == "verb" for sense in token.senses):
            found[place] = replace(token, kind="unknown", senses=())
    return found


def _phrasal(found: list[Token], words: Sequence[Lexicon]) -> list[Token]:
    """Return the tokens with a verb and its particle as one where they stand apart: "turn it down" is "turn down"."""
    for place, token in enumerate(found):
        if token.text not in PARTICLES or (token.relation and _leads(found[place + 1 : place + 2])):
            continue
        for before in range(place - 2, max(-1, place - _APART), -1):
            verb = found[before]
            if verb.kind == "stop" or found[before + 1].kind == "stop":
                break
            joined = (verb.text, token.text)
            forms = (form for book in words for form in book.beginning(verb.text) if form.senses)
            if whole := next((form for form in forms if form.fits(joined) and form.senses != verb.senses), None):
                found[before] = replace(verb, kind="form", senses=whole.senses, relation="")
                found[place] = replace(token, kind="function", senses=(), quantity=None, relation="")
                break
    return found


def _leads(after: Sequence[Token]) -> bool:
    """Return whether a preposition has a thing behind it, so that it is no verb's particle: "put it in the corner"."""
    return bool(after) and (after[0].given or after[0].kind not in ("stop", "function"))


def _related(relation: str | None) -> dict[str, Any]:
    """Return what a function word's row says: what it relates, that it points at what is there, or is a verb."""
    if relation in ("is", "should"):
        return {"auxiliary": relation}
    return {"given": True} if relation == "given" else {"relation": relation or ""}


def _places(folded: str, fixed: dict[int, tuple[int, Kind]]) -> list[tuple[int, int]]:
    found, at = [], 0
    for start, (end, _) in sorted(fixed.items()):
        found += [(at + first, at + last) for first, last in spans(folded[at:start])]
        found.append((start, end))
        at = end
    return found + [(at + first, at + last) for first, last in spans(folded[at:])]


def _within(one: Quantity, fixed: dict[int, tuple[int, Kind]]) -> bool:
    return any(start < one.end and one.start < end for start, (end, _) in fixed.items())


def _vocabularies(folded: str) -> list[Lexicon]:
    found = [lexicon("zh")] if _HAN.search(folded) else []
    return [*found, lexicon("en")] if re.search("[a-z]", folded) or not found else found


def _forms(
    lattice: _Lattice, words: Sequence[Lexicon], parts: list[str], first: int, fixed: dict[int, tuple[int, Kind]]
) -> None:
    """Add every known form that begins at this atom."""
    said = tuple(parts[first : first + _LONGEST_FORM])
    plain = [part.removesuffix("'s") for part in said]  # the music's too loud, the last photo's motion
    seconds = {said[1], *bases(plain[1])} if len(said) > 1 else ()
    for book in words:
        begin = [form for word in dict.fromkeys((said[0], plain[0])) for form in book.going_on(word, seconds)]
        exact = {form.parts for form in begin if form.parts == said[: len(form.parts)]}
        for form in begin:
            last = first + len(form.parts) - 1
            if said[: len(form.parts)] != form.parts and not form.fits(tuple(plain[: len(form.parts)])):
                continue
            if form.parts not in exact and said[: len(form.parts)] in exact:
                continue  # what is written so comes before what is only inflected so
            if any(lattice.places[place][0] in fixed for place in range(first, last + 1)):
                continue
            if last > first and parts[last] in PARTICLES and first and parts[first - 1] == "the" and _names(begin):
                continue  # "turn the noise of a clip off" clips nothing off
            kind: Kind = "form" if form.relation is None else "function"
            counted = bool(form.senses) and form.senses[0].type == "measure" and _numeral(parts[first - 1])
            noun = last == first and bool(form.senses) and form.senses[0].type == "noun"
            cost = _COUNTED if counted else _HEAD if noun or kind == "function" else _KNOWN
            cost += _TORN * ({*form.senses} >= _UNADDED)
            lattice.add(first, last, cost, kind=kind, senses=form.senses, **_related(form.relation))


def _names(forms: Iterable[Form]) -> bool:
    """Return whether a word by itself is the name of what is shown."""
    return any(len(form.parts) == 1 and _SHOWN in form.senses for form in forms)


def _numeral(atom: str) -> bool:
    return atom.isdigit() or atom in _NUMERALS


def _unknown(lattice: _Lattice, parts: list[str], first: int, fixed: dict[int, tuple[int, Kind]]) -> None:
    """Add what can always be said of an atom: a stop, an emoji, a word nobody knows, or one that is nearly known."""
    word = parts[first]
    if not any(char.isalnum() for char in word):
        lattice.add(first, first, _KNOWN, kind="stop" if word in _STRONG + _WEAK or word.isspace() else "emoji")
        return
    if not _HAN.match(word):
        lattice.add(first, first, _UNKNOWN_WORD, kind="unknown")
        if first not in lattice.edges or len(lattice.edges[first]) == 1:
            _guess(lattice, word, first)
        return
    last, cost = first, _UNKNOWN_BEGINS
    taken_up = any(token.get("relation") == "object" for _, _, token in lattice.edges.get(first, ()))
    cost += _UNKNOWN_NUMERAL * taken_up  # what is done to something strange is no part of its name
    while last < len(parts) and _HAN.match(parts[last]) and lattice.places[last][0] not in fixed:
        cost += _UNKNOWN_CHARACTER + _UNKNOWN_NUMERAL * (parts[last] in _NUMERALS)
        lattice.add(first, last, cost, kind="unknown")
        last += 1
        if last - first > 12:
            break


def _guess(lattice: _Lattice, word: str, first: int) -> None:
    book = lexicon("en")
    if form := meant(word, book.words):
        known = next((one for one in book.beginning(form) if one.fits((form,))), None)
        if known is not None and known.senses:
            lattice.add(first, first, _GUESSED, kind="form", senses=known.senses, guessed=form)
