"""A sentence that was read: its items, its clauses, and how far apart two of them are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from types import MappingProxyType

from imgfree.local.director.costs import COMMA, ITEM, NEAR, STOP, UNKNOWN
from imgfree.local.director.lexicon import lexicon
from imgfree.local.director.lexicon.kinds import GOVERNORS, JOINS, WRITTEN
from imgfree.local.director.read.announced import announced
from imgfree.local.director.read.filmnames import film_names
from imgfree.local.director.read.fold import fold
from imgfree.local.director.read.items import Item
from imgfree.local.director.read.known_texts import addresses, recalled
from imgfree.local.director.read.numbers import WORDS
from imgfree.local.director.read.pauses import paused, punctuated
from imgfree.local.director.read.phrases import items
from imgfree.local.director.read.prices import priced
from imgfree.local.director.read.scripts import Script, scripts, spoken
from imgfree.local.director.read.spelling import mended
from imgfree.local.director.read.statements import stated
from imgfree.local.director.read.tokens import Token, tokens
from imgfree.local.director.read.uploadnames import file_kind, upload_names
from imgfree.quotes import quoted

__all__ = ["Item", "Reading", "read"]

_ASIDE = (":", "(", ")")  # stops behind which the same thing is spoken of
_ALSO = ("too", "also", "same", "likewise", "as well", "也", "同样", "一样")
_LISTS = (",", "、", "/", "|", ";")


@dataclass(frozen=True)
class Reading:
    """The sentence as written and folded, its tokens and its items."""

    raw: str
    folded: str
    tokens: tuple[Token, ...]
    items: tuple[Item, ...]
    scripts: tuple[Script, ...] = ()  # what is to be spoken

    @cached_property
    def chinese(self) -> bool:
        """Return whether there is Chinese beside the words for the picture, or in them where nothing else is said."""
        around = "".join(self.folded[one.start : one.end] for one in self.items if not one.means("literal"))
        said = around if any(char.isalpha() for char in around) else self.folded
        return any("\u4e00" <= char <= "\u9fff" for char in said)

    @cached_property
    def mended(self) -> str:
        """Return the sentence as it was written, but for letters that were swapped by mistake."""
        plain = fold(self.raw)
        letters = zip(self.raw, plain, self.folded, strict=True)
        return "".join(said if one in (two, " ") or two == "," else two for said, one, two in letters)

    def slip(self, token: Token) -> str:
        """Return what a misspelt word was taken for; empty for one that is spelt right."""
        right = self.mended[token.start : token.end]
        return token.guessed or (right if right != self.raw[token.start : token.end] else "")

    @cached_property
    def _borders(self) -> list[float]:
        """Return for every token what it costs to come there from the beginning."""
        costs, at = [], 0.0
        for before, token in zip((None, *self.tokens), self.tokens, strict=False):
            at += COMMA if before is not None and self._gap(before, token) else 0.0
            if token.kind == "stop":
                at += STOP if token.strong else ITEM if token.text in _ASIDE else COMMA
            elif token.relation in JOINS:
                at += COMMA
            elif token.kind != "function":
                at += UNKNOWN if token.kind == "unknown" else ITEM
            costs.append(at)
        return costs

    def _gap(self, before: Token, token: Token) -> bool:
        """Return whether a space stands where Chinese has none, but for a comma."""
        gap = self.raw[before.end : token.start]
        parts = (before.text[-1:], token.text[:1])
        return bool(gap) and gap.isspace() and all("\u3400" <= char <= "\u9fff" or char in "”」》" for char in parts)

    def distance(self, one: Item, other: Item) -> float:
        """Return how far apart two items are: words, commas and stops between them."""
        first, second = (one, other) if one.first <= other.first else (other, one)
        if first.last > second.first:
            return 0.0
        return self._borders[second.first] - self._borders[first.last - 1]

    @cached_property
    def _stops(self) -> list[int]:
        """Return for every token how many commas, colons and full stops stand before it."""
        return list(accumulate((token.kind == "stop" for token in self.tokens), initial=0))

    def parted(self, one: Item, other: Item) -> bool:
        """Return whether a comma, a colon or a full stop stands between two items."""
        first, second = sorted((one, other), key=lambda item: item.first)
        return second.first > first.last and self._stops[second.first] > self._stops[first.last]

    def beside(self, item: Item) -> list[Item]:
        """Return what stands near an item, with no comma in between."""
        return self.near(item, NEAR)

    def near(self, item: Item, within: float) -> list[Item]:
        """Return what stands no farther than that from an item, in its clause, in order."""
        place, found = self.place(item), [list[Item](), list[Item]()]
        for side, step in enumerate((-1, 1)):
            at = place + step
            while 0 <= at < len(self.items) and not self.items[at].tokens[0].strong:
                if self.distance(self.items[at], item) > within:
                    break
                found[side].append(self.items[at])
                at += step
        return [*reversed(found[0]), *found[1]]

    @cached_property
    def clauses(self) -> tuple[tuple[Item, ...], ...]:
        """Return the items between two full stops, in order."""
        found: list[list[Item]] = [[]]
        for item in self.items:
            if item.tokens[0].strong:
                found.append([])
            else:
                found[-1].append(item)
        return tuple(tuple(part) for part in found if part)

    @cached_property
    def pieces(self) -> list[list[Item]]:
        """Return the items between two places where a clause may end, in order."""
        return [list(row) for breaks, row in groupby(self.items, lambda item: item.breaks) if not breaks]

    @cached_property
    def echoes(self) -> list[list[Item]]:
        """Return the parts that say of more pictures what was said before: "and the third one too", 第四张也是."""
        return [part for part in self.pieces if _echoes(part)]

    def clause(self, item: Item) -> Sequence[Item]:
        """Return the items of the clause in which this one stands."""
        return self._clauses.get(item.first, ())

    @cached_property
    def _clauses(self) -> dict[int, tuple[Item, ...]]:
        return {number: part for part in self.clauses for number in range(part[0].first, part[-1].last)}

    def place(self, item: Item) -> int:
        """Return the place of an item in the row."""
        return self._places[item.first]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {one.first: number for number, one in enumerate(self.items)}

    def before(self, item: Item, back: int = 1) -> Item | None:
        """Return the item before this one."""
        place = self.place(item) - back
        return self.items[place] if place >= 0 else None

    def relation(self, item: Item) -> str:
        """Return what the preposition before an item means, articles and pronouns passed over; empty without one."""
        for one in reversed(self.items[: self.place(item)]):
            if one.tokens[0].kind != "function" and not one.means("only") and not one.means("degree"):
                return ""
            if one.relation and one.relation not in ("subject", "who"):
                return one.relation
        return ""

    def film_after(self, item: Item) -> Item | None:
        """Return the noun of a film or a clip that a value stands before and describes: "a 10 second travel video"."""
        for one in self.items[self.place(item) + 1 :]:
            if (one.means("noun", "film", "clip") and not one.means("verb")) or one.means("format"):
                return one
            if one.first == item.last and (one.tokens[0].kind == "unknown" or one.means("context")) and self.given(one):
                return one  # "this 20 minute interview"
            if one.tokens[0].kind == "stop" or one.means("verb") or (one.relation or "of") != "of":
                return None
        return None

    def verb_before(self, item: Item) -> Item | None:
        """Return the nearest verb before an item, with no stop between them."""
        for one in reversed(self.items[: self.place(item)]):
            if one.tokens[0].kind == "stop":
                return None
            if one.means("verb"):
                return one
        return None

    def verb_after(self, item: Item) -> Item | None:
        """Return the nearest word behind an item that is a verb first of all, with no stop between them."""
        for one in self.items[self.place(item) + 1 :]:
            if one.tokens[0].kind == "stop":
                return None
            if one.foremost == "verb":
                return one
        return None

    def opened(self, item: Item) -> str:
        """Return the preposition before a noun, whatever describes it in between: "from this wide photo"."""
        for token in reversed(self.tokens[: item.first]):
            if token.relation and token.relation != "of":
                return token.relation
            if token.relation or token.kind == "stop" or token.means("verb"):
                return token.relation
        return ""

    def given(self, item: Item) -> bool:
        """Return whether a noun is said of something that is there: "this", "my", or what a Chinese 把 takes up."""
        for token in reversed(self.tokens[: item.first]):
            taken_up = token.relation == "object" or (token.relation == "for" and not token.text.isascii())
            if token.given or taken_up:
                return True
            if (
                token.kind == "stop"
                or (token.kind == "function" and token.relation != "of")
                or token.means("verb")
                or token.means("noun")
            ):
                return False
        return False

    def said_before(self, item: Item) -> Item | None:
        """Return what stands before an item, function words passed over; None behind a stop."""
        for one in reversed(self.items[: self.place(item)]):
            if one.tokens[0].kind == "stop":
                return None
            if one.tokens[0].kind != "function":
                return one
        return None

    def after(self, item: Item, on: int = 1) -> Item | None:
        """Return the item after this one."""
        place = self.place(item) + on
        return self.items[place] if place < len(self.items) else None

    def denies(self, negation: Item, item: Item) -> bool:
        """Return whether a "no" reaches an item after it: nothing but words, "or" and "and" in between."""
        between = self.items[self.place(negation) + 1 : self.place(item)]
        if any(one.tokens[0].kind == "unknown" for one in between[:1]):
            return False  # "don't touch the song" denies the touching
        if any(one.means("verb", "add", "make", "use", "keep", "put") or one.means("only") for one in between[1:]):
            return False
        return not any(one.tokens[0].kind == "stop" or one.relation in ("but", "then") for one in between)

    def piece(self, item: Item) -> list[Item]:
        """Return what stands before an item, back to a stop or an "and"."""
        found: list[Item] = []
        for one in reversed(self.items[: self.place(item)]):
            if one.breaks:
                break
            found.insert(0, one)
        return found

    def governor(self, item: Item) -> Item | None:
        """Return the noun that says what quoted words are: before them, in front of their list, or behind "as"."""
        joint = said = content = added = False
        for one in reversed(self.items[: self.place(item)]):
            if one.means("literal"):
                if content:
                    break
                return self.governor(one)
            content = content or not one.small
            if (one.tokens[0].strong and one.tokens[0].text != ";") or (joint and content):
                break
            where = one.means("place") and self.relation(one) in ("in", "at", "on", "to")  # "in the centre"
            if not where and (one.means("noun", *GOVERNORS) or one.means("refuse", "famous_song")):
                if added and not one.means("noun", *WRITTEN):
                    break  # the words are what is added, not what the music or the logo is
                return one
            added = added or one.means("verb", "add", "put", "show", "say")
            joint = joint or one.tokens[0].text in _LISTS or (one.relation in JOINS and not said)
            said = one.means("verb", "say")
        return self._behind(item)

    def _behind(self, item: Item) -> Item | None:
        """Return the noun right behind quoted words, unless it speaks of other words behind it."""
        found = None
        for one in self.items[self.place(item) + 1 :]:
            if found is None and one.means("noun", *GOVERNORS) and not one.means("place"):
                found = one
            elif one.means("literal"):
                return None
            elif found is not None and not one.means("verb", "say") and one.tokens[0].text != ":":
                return found
            elif one.tokens[0].kind != "function" and not one.means("verb", "make", "use", "set") and found is None:
                if not one.means("number") and not one.means("measure"):
                    return None
            elif one.relation not in ("", "as", "for", "of"):
                return found
        return found

    def literal(self, item: Item) -> str:
        """Return the quoted words of a literal, without its quotes, or the name as it was written."""
        token = item.tokens[0]
        text = self.raw[token.start : token.end]
        return text[1:-1].strip() if token.kind == "literal" else text.strip()


def _echoes(part: Sequence[Item]) -> bool:
    """Return whether certain pictures are named with "too", and nothing else is said of them."""
    which = [item for item in part if item.pictures == "some"]
    said = any(token.text in _ALSO for item in part for token in item.tokens)
    plain = (item.small or item in which or item.means("verb", "like_this", "make", "apply") for item in part)
    return said and len(which) == 1 and all(plain)


def read(raw: str, names: Mapping[str, str] = MappingProxyType({}), texts: Sequence[str] = ()) -> Reading:
    """Return the sentence as it is read. `names` are the uploads and what they are (image, audio …).

    They are names whatever they say; so is what only looks like the name of a file, quoted or not. `texts` are the
    words on the film, which are known without quotes.
    """
    folded = fold(raw)
    files = {fold(name): of for name, of in names.items()}
    called = {whole: "output" for whole, _ in film_names(folded)}
    quotes = [span for span in quoted(raw) if not any(a < span[1] and span[0] < b for a, b in called)]
    literals = {span: file_kind(folded[span[0] + 1 : span[1] - 1].strip(), files) for span in quotes}
    named = called | dict(upload_names(folded, files, [*literals, *called]))
    taken = (*literals, *named)
    said = scripts(raw, folded, quotes)
    spans = (*recalled(raw, texts), *addresses(folded))
    known = [span for span in spans if not any(a < span[1] and span[0] < b for a, b in taken)]
    fixed = (*taken, *known, *((one.start, one.end) for one in said))
    folded = punctuated(mended(folded, _known, fixed), raw, fixed)
    row = spoken(tokens(folded, literals, named, known), said)
    found = priced(stated(paused(announced(row, raw, texts), raw)), raw)
    return Reading(raw, folded, tuple(found), tuple(items(found)), tuple(said))


def _known(word: str) -> int:
    return 2 if word in WORDS else lexicon("en").knows(word)
