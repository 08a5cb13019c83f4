"""How a sentence is written where words for the picture may stand: its capitals, gaps and stops, and what wishes."""

from collections.abc import Sequence
from functools import cached_property

from imgfree.local.director.lexicon import Sense
from imgfree.local.director.lexicon.kinds import JOINS
from imgfree.local.director.read.tokens import Token

# What a text has, or what a film has beside its texts: no words for the picture.
PROPERTIES = ("font", "size", "color", "style", "position", "animation", "length", "shadow", "outline", "box",
              "background", "music", "look", "logo", "transition", "motion", "effect", "speed", "frame")  # fmt: skip
SIGNS = "@#$€£¥"
_TIMES = ("seconds", "clock", "range", "percent", "fps", "ratio", "size", "resolution", "factor")
_NO_WISH = ("context", "number", "ordinal", "measure", "praise", "degree", "ask", "complain", "correct", "mood", "look")
_FILM_RATIOS = ((9, 16), (16, 9), (1, 1), (4, 5), (3, 4), (4, 3), (5, 4), (2, 3), (3, 2), (21, 9))
_HAVING = ("have", "want", "use", "add", "remember")  # verbs that wish something only with what they are said of
# What may be said of words behind them, and which of it says where, when or how they are.
_SAYS_HOW = ("place", "color", "size", "weight", "font", "animation", "when", "compare")
_BESIDE = ("side", "part", "ordinal", "degree", "only", "each", "rest", "measure", "trait", "thing", "moment_after")
_BESIDE_NOUNS = ("photo", "film", "clip", "text", "font", "position", "frame", "start", "end", "middle", "color",
                 "size", "style", "title", "closing", "edge", "box", "background", "outline", "captions")  # fmt: skip
_BESIDE_VERBS = ("hold", "keep", "show", "center", "put", "move", "start", "end", "make")
_AHEAD = 40  # tokens at most that are looked at for a stop
_SHORT = 4  # letters of a word that a full stop may shorten: "Est. 1987"
_SOFT = ("again", "degree", "part", "trait", "praise", "when", "each", "rest", "only", "thing", "direction", "compare",
         "side", "size", "place", "platform", "color")  # fmt: skip
_HELPING = ("again", "degree", "only", "each", "ordinal", "part")  # what asks for nothing by itself
_LEADS = ("on", "over", "at", "for", "under", "during", "to", "in")  # before "the first", "the end", "photo 2"


def is_han(text: str) -> bool:
    """Return whether a text begins with a Chinese character."""
    return "\u3400" <= text[:1] <= "\u9fff"


def wishes(token: Token) -> bool:
    """Return whether another wish may begin with the word."""
    if token.quantity is not None:
        quantity = token.quantity
        if quantity.kind == "ratio":
            return (int(quantity.value), int(quantity.value2 or 0)) in _FILM_RATIOS
        return quantity.kind in _TIMES
    return any(sense.type not in _NO_WISH for sense in token.senses)


def acts(token: Token) -> bool:
    """Return whether the word is above all a thing or a doing of ours, and no word of a slogan as well."""
    return wishes(token) and not (token.senses and token.senses[0].type in _SOFT)


class Wording:
    """A sentence's tokens beside its letters."""

    def __init__(self, found: Sequence[Token], raw: str) -> None:
        self.found = found
        self.raw = raw
        self._tails: dict[tuple[int, int], bool] = {}  # what was asked of stretches before
        said = "".join(raw[token.start : token.end] for token in found if token.kind not in ("literal", "name"))
        self.cased = said != said.upper() and said != said.lower()

    def __len__(self) -> int:
        return len(self.found)

    def han(self, at: int) -> bool:
        """Return whether a Chinese word stands here."""
        return at < len(self) and is_han(self.found[at].text)

    def capital(self, at: int) -> bool:
        """Return whether the token is written with a capital, which says something in this sentence."""
        return self.cased and at < len(self) and self.raw[self.found[at].start].isupper()

    def upper(self, at: int) -> bool:
        """Return whether the token is a word all in capitals."""
        return self.raw[self.found[at].start : self.found[at].end].isupper() and self.found[at].text.isalpha()

    def signed(self, at: int) -> bool:
        """Return whether a sign of money or of an account stands right before the token."""
        start = self.found[at].start if at < len(self) else len(self.raw)
        return bool(set(self.raw[max(0, start - 1) : start + 1]) & set(SIGNS))

    def figured(self, begin: int, end: int) -> bool:
        """Return whether a figure or a sign stands in these tokens."""
        words = self.raw[self.found[begin].start : self.found[end - 1].end]
        return any(char.isdigit() or char in SIGNS for char in words)

    def inner(self, at: int) -> bool:
        """Return whether a stop is part of a figure or a word: 14.06.25, 8-1, 1,000."""
        token = self.found[at]
        before, after = self.raw[max(0, token.start - 1) : token.start], self.raw[token.end : token.end + 1]
        if token.text == "." and at and self._short(at):
            return True
        if token.kind != "stop" or token.end == token.start or not (before.isalnum() and after.isalnum()):
            return False
        if token.text in ",:" and self.raw[token.start] != "，":
            return before.isdigit() and after.isdigit()
        return token.text in "./-–'" and before.isascii() and after.isascii()

    def _short(self, at: int) -> bool:
        """Return whether a full stop ends no sentence: "St. Mary", "J. Doe", "Est. 1987"."""
        before, after = self.found[at - 1], self.found[at + 1] if at + 1 < len(self) else None
        many = before.end - before.start
        figure = after is not None and after.text[:1].isdigit()
        if before.kind == "quantity" or after is None or after.kind == "function" or after.means("not"):
            return False
        return (many <= 2 and self.raw[before.start].isupper()) or (many <= _SHORT and before.text.isalpha() and figure)

    def stop(self, at: int) -> bool:
        """Return whether a stop stands here that is no part of a figure."""
        return self.found[at].kind == "stop" and not self.inner(at)

    def gap(self, at: int) -> bool:
        """Return whether a space stands here that Chinese has instead of a comma."""
        token = self.found[at] if at < len(self) else None
        return token is not None and token.text == "," and self.raw[token.start : token.start + 1].isspace()

    def is_called(self, place: int) -> bool:
        """Return whether a word with a capital is the name of whom the two before it speak of: "our dog Zoom"."""
        token, whose = self.found[place], self.found[max(0, place - 2) : place]
        if len(whose) < 2 or token.kind != "form" or not self.capital(place) or not token.text.isalpha():
            return False
        named = whose[0].given and (whose[1].kind == "unknown" or whose[1].means("context"))
        return named and not self.capital(place - 1) and not any(map(token.means, ("platform", "format", "aspect")))

    def opening(self, at: int) -> bool:
        """Return whether a sentence begins here, where a capital says nothing."""
        return at == 0 or self.found[at - 1].strong

    def segment(self, at: int) -> int:
        """Return the place of the next stop or "and", or the end; no farther than anybody speaks without one."""
        return min(self._borders[at], at + _AHEAD) if at < len(self) else len(self)

    @cached_property
    def _borders(self) -> list[int]:
        """Return for every token the place of the next stop or "and"."""
        found, border = [], len(self)
        for at in range(len(self) - 1, -1, -1):
            border = at if self.stop(at) or self.joint(at) else border
            found.append(border)
        return found[::-1]

    def joint(self, at: int) -> bool:
        """Return whether something else may be said behind this "and"; a sign only joins names."""
        return self.found[at].relation in JOINS and self.found[at].text != "&"

    def photo(self, at: int) -> int:
        """Return the place after a picture that is named here by its number; 0 where none is."""
        row = self.found[at : at + 4]
        if not row:
            return 0
        ranked = row[0].means("ordinal") or row[0].means("part", "first", "last") or _is(row[0], "ordinal")
        if ranked:
            skip = 1 + (len(row) > 2 and _is(row[1], "number") and row[2].means("measure"))
            more = row[skip] if len(row) > skip else None
            if more and (more.means("noun", "photo", "clip") or more.means("measure", "photo") or more.text == "one"):
                return at + skip + 1
        if row[0].means("noun", "photo", "clip") and len(row) > 1 and _is(row[1], "number"):
            return at + 2
        return 0

    def ordinal(self, at: int) -> bool:
        """Return whether a rank stands here: "second", 第二."""
        return at < len(self) and _is(self.found[at], "ordinal")

    def opens(self, at: int) -> bool:
        """Return whether something new is wished from here to the next stop.

        Nothing of it is unknown, or it begins with what can only be a wish.
        """
        said = [token for token in self.found[at : self.segment(at)] if token.kind != "function"]
        if not said or said[0].kind in ("literal", "words", "name"):
            return any(one.kind == "literal" for one in said)
        if self.photo(at):
            return True
        known = all(token.kind in ("form", "quantity", "stop") for token in said)
        if self.capital(at) and not self.opening(at) and not (known and any(one.means("noun") for one in said)):
            return False
        if known and (self._slogan(at) or (said[0].means("praise", "thanks") and self.han(at))):
            return False
        if known and any(wishes(one) and not (one.senses and one.senses[0].type in _HELPING) for one in said):
            return True
        first, after = said[0], said[1] if len(said) > 1 else None
        if first.means("noun") and first.senses[0].type == "noun":
            return True
        if first.quantity is not None:
            return first.quantity.kind == "seconds"
        object_ = after is not None and (wishes(after) or after.kind == "literal")
        if first.senses and first.senses[0].type == "verb":
            return object_ or not (is_han(first.text) or first.means("verb", *_HAVING))
        return False

    def _slogan(self, at: int) -> bool:
        """Return whether a bare figure stands up to the next stop, beside nothing of ours: 全场19.9起."""
        said = self.found[at : self.segment(at)]
        acting = any(one.senses and one.senses[0].type in ("noun", "verb", "measure", "unit") for one in said)
        figures = [
            one for one in said if one.quantity is not None and one.quantity.kind in ("number", "clock", "range")
        ]
        han = self.han(at) or (at > 1 and self.gap(at - 1) and self.han(at - 2))
        return not acting and any(one.text[:1].isdigit() for one in figures) and han

    def tail(self, at: int, end: int) -> bool:
        """Return whether these tokens only say where, when or how words are that stand before them."""
        if (at, end) not in self._tails:
            self._tails[at, end] = self._is_tail(at, end)
        return self._tails[at, end]

    def _is_tail(self, at: int, end: int) -> bool:
        certain = False
        if self.found[at].means("only") or self.stop(at):
            return False
        for place in range(at, end):
            token = self.found[place]
            if token.kind == "function" and (self.opening(place) or not self.capital(place)):
                continue
            if self.capital(place) and not token.means("noun", "photo"):
                return False
            if not self._beside(place):
                return False
            certain = certain or self._says_how(place)
        return certain

    def _beside(self, at: int) -> bool:
        token = self.found[at]
        if token.kind == "stop":
            return self.inner(at)
        if token.quantity is not None:
            if token.quantity.kind == "seconds":
                return not (token.text[:1] == "a" and self.found[at - 1].text[-1:].isdigit())  # "£9 an hour"
            if token.quantity.kind == "ordinal":
                after = self.found[at + 1] if at + 1 < len(self) else token
                noun = after.means("noun", "photo", "clip") or after.means("measure") or after.text == "one"
                return noun or bool(at and (self.found[at - 1].given or self.found[at - 1].relation))
            named = token.quantity.kind == "number" and self.found[at - 1].means("noun", "photo", "clip")
            return named or (token.quantity.value == 1 and (token.text == "one" or is_han(token.text)))
        kinds = (*_SAYS_HOW, *_BESIDE)
        return (
            any(token.means(of) for of in kinds)
            or token.means("noun", *_BESIDE_NOUNS)
            or token.means("verb", *_BESIDE_VERBS)
            or token.means("praise", "thanks", "chat")
            or (token.means("complain", "too_much") and (at + 1 == len(self) or self.stop(at + 1)))
        )

    def _says_how(self, at: int) -> bool:
        token = self.found[at]
        if token.quantity is not None and token.quantity.kind == "seconds":
            return True
        row = reversed(self.found[max(0, at - _AHEAD) : at])
        before = next((one for one in row if one.relation or one.auxiliary or one.kind != "function"), None)
        led = (before.relation or before.auxiliary) if before is not None else ""
        if led in _LEADS and (token.means("noun", *_BESIDE_NOUNS) or token.means("part") or _is(token, "ordinal")):
            return True
        if led == "on" and token.text in ("one", "other"):
            return True
        if led in ("as", "is", "should") and token.means(
            "noun", "title", "closing", "text", *(("start", "end") if led == "as" else ())
        ):
            return True
        if led == "to" and token.means("verb", "end", "start"):
            return True
        if token.means("noun", "text") and token.means("color"):
            return True
        return bool(token.senses) and any(token.means(of) for of in _SAYS_HOW) and not token.means("context")


def _is(token: Token, kind: str) -> bool:
    return token.quantity is not None and token.quantity.kind == kind


def subject(begin: int, end: int, text: str) -> Token:
    """Return the token of what a person or a shop is called, which is what the film is about."""
    return Token(begin, end, text, "form", (Sense("context", "subject"),))
