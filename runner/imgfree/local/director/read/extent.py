"""Where words for the picture end that no quotes mark: at the next wish, or at what says how they look."""

from imgfree.local.director.lexicon.kinds import JOINS, WRITTEN
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.read.wording import PROPERTIES, SIGNS, Wording, acts, is_han, wishes

_LEADS_ON = ("with", "in", "at", "on", "for", "over", "as", "until", "during", "into")  # before another wish
_PLACING = ("on", "over", "to", "as", "at")  # before which picture it is, or which end
_ACTS = ("add", "put", "show", "move", "hold", "use", "play", "export", "make", "set", "fade", "keep", "want", "apply")
_ENDS = ".,;:，。；：、)）”\"'“《「/|"  # none of these belongs to the words that it follows
_STYLES = ("place", "side", "color", "size", "weight", "font", "animation", "compare", "trait", "not", "when", "time",
           "degree", "refuse", "verb", "each", "only", "direction", "measure")  # fmt: skip
_OBJECTS = ("me", "us", "u", "you", "him", "her", "them")  # small words in which a text may end
_LONGEST = 120  # tokens of words without quotes
_PAIRS = {"(": ")", "[": "]"}
_EDGES = ("start", "end", "title", "closing")
_LABEL = 4  # tokens at most before the colon of a label


class Extent(Wording):
    """A sentence in which words begin somewhere, and are followed to their end."""

    def end(self, begin: int, *, subject: bool = False, several: bool = False) -> int:
        """Return the place after the words that begin here; a subject's have capitals, those of a list no comma."""
        at = begin + 1
        while at < min(len(self), begin + _LONGEST) and not self._border(begin, at):
            small = self.found[at].kind == "function" and self.capital(at + 1)
            if (several and self.found[at].text in (",", "、", "/")) or (
                subject and not (self.capital(at) or small) and not self.han(begin)
            ):
                break
            at += 1
        whole = self.found[begin - 1].text == ":" and (at == len(self) or self.found[at].kind == "stop")
        while at > begin + 1 and not (whole and self.han(at - 1)) and self._trails(begin, at - 1):
            at -= 1
        return at

    def _trails(self, begin: int, at: int) -> bool:
        """Return whether the last token is none of the words: a courtesy, a preposition, "three big letters"."""
        token = self.found[at]
        if token.text in (")", "]"):
            return False
        if token.kind == "function" or (token.kind == "stop" and not token.strong):
            if token.text in _OBJECTS:
                return False
            beside = token.kind == "function" and token.start == self.found[at - 1].end and not self._courtesy(token)
            return not (self.capital(at) or beside or self.raw[token.end : token.end + 1] in ("!", "?", "！", "？"))
        if token.means("praise", "thanks") and not is_han(token.text):
            return self.titled(begin, at)
        return is_han(token.text) and token.means("noun", "text") and not token.means("verb")

    def _courtesy(self, token: Token) -> bool:
        return token.kind == "stop" or token.text in ("就行", "就好", "即可", "吧", "哈", "啊", "呗", "好了")

    def _border(self, begin: int, at: int) -> bool:
        """Return whether words that began before end in front of this token."""
        token, last = self.found[at], self.found[at - 1]
        if token.kind == "words":
            return not (set(".@") & set(token.text)) or last.kind == "stop"
        if token.kind in ("literal", "name") or token.means("instead") or token.means("correct"):
            return True
        if token.kind == "stop":
            return self._stops(begin, at)
        if self._tailed(at) or self._says_anew(at):
            return True
        if self.capital(at):
            return False
        if self._shouted(begin, at) and token.text.isalpha():
            return True
        if self.raw[last.end : token.start].isspace() and is_han(last.text) and (is_han(token.text) or wishes(token)):
            return self.opens(at)
        return self._turns(begin, at)

    def _turns(self, begin: int, at: int) -> bool:
        """Return whether another wish begins with this word."""
        token, last = self.found[at], self.found[at - 1]
        if token.relation in JOINS:
            return self.joint(at) and self._joined(begin, at)
        if token.kind == "function":
            return token.relation in _LEADS_ON and self._leads_on(at)
        if token.means("verb", *_ACTS) and is_han(token.text):
            return self.known(at, self.segment(at)) and self._wishes_next(at)
        hours = token.means("verb", "start") and at + 1 < len(self) and self.found[at + 1].text[:1].isdigit()
        if hours and token.text == "open":
            return False
        certain = token.quantity is not None or token.means("noun") or self._capitals(begin, at) > 1
        return self.cased and acts(token) and certain and last.relation != "to" and self.titled(begin, at)

    def _tailed(self, at: int) -> bool:
        """Return whether all that follows up to the next stop says how or where words are, or announces others."""
        end = self.segment(at)
        if self.found[at].means("noun", *WRITTEN) and any(
            one.means("verb", "say") for one in self.found[at + 1 : at + 2]
        ):
            return True  # other words are announced
        if not self.tail(at, end):
            return False
        if self.han(at) and self.han(at - 1) and not self.raw[self.found[at - 1].end : self.found[at].start]:
            styled = any(one.means("color") or one.means("noun", "text") for one in self.found[at:end])
            return styled or self.found[at].means("when", "throughout") or self.found[at].means("verb", *_ACTS)
        return True

    def _says_anew(self, at: int) -> bool:
        """Return whether a picture is named here of which other words are told: 第二张写…."""
        after = self.photo(at) if self.ordinal(at) and self.han(at) else 0
        return 0 < after < len(self) and self.found[after].means("verb", "say")

    def known(self, at: int, end: int) -> bool:
        """Return whether there is no unknown word among these."""
        return not any(one.kind == "unknown" for one in self.found[at:end])

    def _capitals(self, begin: int, at: int) -> int:
        """Return how many words with a capital there are so far, where all of them have one."""
        return sum(self.capital(place) for place in range(begin, at)) if self.titled(begin, at) else 0

    def _joined(self, begin: int, at: int) -> bool:
        """Return whether another wish, or other words with their place, stands behind this "and"."""
        if self.opens(at + 1):
            return True
        if self._capitals(begin, at) > 1 and not self.capital(at + 1):
            return True
        placed = self.placing(at + 1)
        return placed is not None and (self.figured(at + 1, at + 2) or self.capital(at + 1) or self.paired(begin, at))

    def paired(self, begin: int, joint: int) -> bool:
        """Return whether words end here on one picture and others stand behind on another: "A on one and B on …"."""
        first, second = self.placing(begin), self.placing(joint + 1)
        return bool(first and second and self.on_rank(first) and self.on_rank(second))

    def placing(self, begin: int) -> int | None:
        """Return where the words end that stand before what says on which picture, when or where they are."""
        stop = self.segment(begin)
        if self.gap(stop) and stop + 1 < len(self) and self.found[stop + 1].text[:1].isascii():
            end = self.segment(stop + 1)
            return stop if self.tail(stop + 1, end) and any(map(self._places, range(stop + 1, end))) else None
        if stop < len(self) and (self.found[stop].text in ("!", "?") or self._goes_on(begin, stop)):
            stop = self.segment(stop + 1)
        for at in range(begin + 1, stop):
            end = self.segment(at)
            row = self.found[at:end]
            if (
                self.found[at].kind != "stop"
                and self.found[at].text not in _OBJECTS
                and self.tail(at, end)
                and any(map(self._places, range(at, end)))
                and row
            ):
                named = self.found[at].relation in ("before", "after") and self.found[at + 1].relation == "on"
                return at + named
        return None

    def stage(self, at: int) -> bool:
        """Return whether a "before" or "after" stands here that is itself the words on a picture."""
        row = self.found[at : at + 2]
        return len(row) == 2 and row[0].relation in ("before", "after") and self.on_rank(at + 1)

    def on_rank(self, at: int) -> bool:
        """Return whether "on the first", "on photo 2", "on one" or "on the other" stands here."""
        after = at + 1
        if self.found[at].relation != "on" or after >= len(self):
            return False
        other = [token.text for token in self.found[after : after + 2]] == ["the", "other"]
        return bool(self.photo_or_rank(after)) or other or self.found[after].text == "one"

    def photo_or_rank(self, place: int) -> int:
        """Return the place after "photo 2", "the last one" or only "the last"; 0 where none stands here."""
        at = place
        while at < len(self) and self.found[at].kind == "function" and not self.capital(at):
            at += 1
        token = self.found[at] if at < len(self) else None
        ranked = (
            token is not None and at > place and (token.means("part", "first", "last") or token.means("noun", *_EDGES))
        )
        ranked = ranked or self.ordinal(at)
        return self.photo(at) or (at + 1 if ranked else 0)

    def _goes_on(self, begin: int, at: int) -> bool:
        """Return whether words with capitals may go on behind a comma with a figure: "Plum Tart, 3.40 a slice"."""
        comma = self.found[at].text == "," and not self.gap(at) and at + 1 < len(self)
        if not comma or not (self.found[at + 1].text[:1].isdigit() or self.signed(at + 1)):
            return False
        quantity, after = self.found[at + 1].quantity, self.found[at + 2] if at + 2 < len(self) else None
        counts = after is not None and after.means("noun", "photo", "clip")
        return self.titled(begin, at) and not counts and (quantity is None or quantity.kind == "number")

    def _places(self, at: int) -> bool:
        """Return whether the token says on which picture, when or where something stands."""
        token = self.found[at]
        led = any(one.relation in _PLACING or one.auxiliary for one in self.found[max(0, at - 3) : at])
        ended = token.means("noun", "title", "closing", "start", "end", "photo", "film") or token.means("part")
        ended = ended or token.means("verb", "end", "start") or token.quantity is not None or token.text == "other"
        when = token.means("when", "at_start", "at_end", "to_end", "throughout")
        return token.means("place") or when or (led and ended)

    def _leads_on(self, at: int) -> bool:
        """Return whether another wish begins with this preposition."""
        after = next((n for n in range(at + 1, len(self)) if self.found[n].kind != "function"), None)
        return after is not None and wishes(self.found[after]) and not self.capital(after)

    def _wishes_next(self, at: int) -> bool:
        after = next((one for one in self.found[at + 1 :] if one.kind != "function" or one.relation), None)
        return after is not None and (after.kind in ("literal", "quantity") or bool(after.relation) or wishes(after))

    def _stops(self, begin: int, at: int) -> bool:
        token, last = self.found[at], self.found[at - 1]
        after = self.raw[token.end : token.end + 1]
        if self.inner(at):
            return False
        if self.gap(at):
            return self.opens(at + 1)
        if token.text == ".":
            return not after or after.isspace() or self.raw[token.start] == "。"
        if token.text in _PAIRS:
            close = next(
                (n for n in range(at, min(len(self), at + _LONGEST)) if self.found[n].text == _PAIRS[token.text]), None
            )
            return close is None or self.opens(at + 1)
        if token.text in _PAIRS.values():
            return not any(one.text in _PAIRS for one in self.found[begin:at])
        if token.text in "-–~/·…'|":
            return self.raw[token.start - 1].isspace() and not self.capital(at + 1) and self._new(at + 1)
        if token.text == ":":
            hours = at + 1 < len(self) and self.found[at + 1].quantity
            if hours and hours.kind in ("clock", "range") and self.han(begin):
                return False  # 开门时间：8:30
            return not self.capital(at + 1) and (at - begin > _LABEL or self._new(at + 1))
        if token.text != "," or is_han(last.text) or self.han(at + 1):
            return True
        return not self._says_on(begin, at + 1)

    def _new(self, at: int) -> bool:
        """Return whether something else is said from here on."""
        if at >= len(self):
            return True
        token = self.found[at]
        said = [one for one in self.found[at : self.segment(at)] if one.kind != "function"]
        if self.opens(at) and not all(one.means("refuse") for one in said):
            return True  # what can only be refused is no wish behind a dash
        return token.relation in ("subject", "who", "reason") or (token.given and token.text != "the")

    def _says_on(self, begin: int, at: int) -> bool:
        """Return whether what follows a comma, up to the next stop, wishes nothing: it belongs to the words."""
        if self._new(at):
            return False
        rest = self.found[at : self.segment(at)]
        ends = next((n for n in range(at + 1, at + len(rest)) if self.tail(n, at + len(rest))), at + len(rest))
        rest = self.found[at:ends]
        plain = [token for token in rest if token.kind == "unknown" or token.means("context", "occasion", "subject")]
        if not plain or rest[0].relation or (rest[0].quantity and rest[0].quantity.kind != "number"):
            return False
        if self.titled(begin, at) and not self.figured(at, ends):
            return not any(wishes(one) and not one.means("each") for one in rest)
        return True

    def titled(self, begin: int, at: int) -> bool:
        """Return whether all words so far have capitals, but the small ones between them."""
        named = False
        for place in range(begin, at):
            token = self.found[place]
            if token.kind in ("function", "stop", "quantity") or not token.text[:1].isalpha():
                continue
            if not self.capital(place):
                return False
            named = True
        return named

    def _shouted(self, begin: int, at: int) -> bool:
        """Return whether all words so far are in capital letters, in a sentence where others are not."""
        words = self.raw[self.found[begin].start : self.found[at - 1].end]
        return self.cased and words.isupper() and sum(map(str.isupper, words)) > 3

    def is_name(self, begin: int, end: int) -> bool:
        """Return whether the words can be a text, and do not just say how it looks or where it stands."""
        parts = [token for token in self.found[begin:end] if token.kind not in ("function", "stop")]
        if not parts:
            return self.capital(begin)
        pictures = [token.means("noun", "photo") or token.means("measure", "photo") for token in parts]
        if any(pictures) and all(one or part.quantity for one, part in zip(pictures, parts, strict=True)):
            return False
        if end > begin + 1 and (self._shouted(begin, end) or self.invites(begin, end)):
            return True
        return any(not any(token.means(of) for of in _STYLES) and not token.means("noun", *PROPERTIES, *WRITTEN)
                   for token in parts)  # fmt: skip

    def invites(self, begin: int, end: int) -> bool:
        """Return whether the words are two with a capital that call somebody: "Join us"."""
        return end == begin + 2 and self.capital(begin) and self.found[end - 1].text in _OBJECTS

    def token(self, begin: int, end: int) -> Token:
        """Return the words as one token, with the signs around them that belong to them."""
        start, stop = self.found[begin].start, self.found[end - 1].end
        while self.raw[stop : stop + 1] and not (self.raw[stop].isalnum() or self.raw[stop].isspace()):
            if self.raw[stop] in _ENDS:
                break
            stop += 1  # an exclamation mark
        after = self.found[end].start if end < len(self) else len(self.raw)
        beside = self.raw[stop:after].strip()
        if beside and not beside.isascii() and not any(char.isalnum() or char in _ENDS for char in beside):
            stop = self.raw.index(beside, stop) + len(beside)  # an emoji
        start -= self.raw[start - 1 : start] in tuple(SIGNS)
        return Token(start, stop, self.raw[start:stop], "words")
