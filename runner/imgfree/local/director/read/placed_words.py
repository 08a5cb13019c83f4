"""Words for the picture that only their place announces: before it, as in "… on photo 2", or behind it, 片尾 …."""

from functools import cached_property

from imgfree.local.director.lexicon.kinds import WRITTEN
from imgfree.local.director.read.extent import Extent
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.read.wording import acts, is_han, wishes

_MADE = ("motion", "transition", "effect", "look", "pace", "noun", "each", "trait")  # what a film is made of
_THINGS = ("photo", "clip", "film", "music", "logo", "upload", "sound", "transition")  # no words for the picture
PUTS = ("add", "put", "show", "say", "want", "have", "use")
_WRITES = ("add", "put", "show", "want", "have", "use", "hold", "change", "replace")  # 片尾放 …
_FAR = 24  # tokens at most of what says where words stand
_THAT = 16  # tokens at most between the beginning of words and the "that" which means them
_THESE = ("这些字", "这几个字", "这句话", "这行字", "这几个大字")  # words that were said right before
_NAME = 3  # Chinese characters at least of a name that nothing parts from 片头
_LOUD = 3  # capital letters; more are shouted
_SPEAKS = 3  # words in lower case that are no thing which is put somewhere


class Placed(Extent):
    """A sentence in which words stand before or behind what says where they are to stand."""

    said = False  # whether words were found: the next may only be told by their photo

    def span(self, place: int) -> tuple[int, int] | None:
        """Return the words near this token that their place announces."""
        return self.before_these(place) or self.before_place(place) or self.behind_place(place)

    def before_these(self, place: int) -> tuple[int, int] | None:
        """Return the words that begin a sentence and are spoken of at once: …，这些字要大."""
        if place or self.opens(place):
            return None
        rows = range(place + 2, min(len(self), place + _THAT))
        at = next((at for at in rows if self.found[at].text in _THESE), 0)
        end = at - (self.found[at - 1].kind == "stop") if at else 0
        known = any(token.kind in ("literal", "words") or token.means("verb") for token in self.found[place:end])
        return (place, end) if end and not known else None

    def asks_for(self, at: int) -> bool:
        """Return whether what follows up to the stop ends in a kind of words: 写个好听的标题, 写两行."""
        last = self.found[self.segment(at) - 1]
        kind = last.means("noun", *WRITTEN) or last.means("measure", "text")
        return self.han(at) and kind and not last.means("verb")

    def before_place(self, place: int) -> tuple[int, int] | None:
        """Return the words that stand here before what says on which picture, when or where they are."""
        before = self.found[place - 1] if place else None
        led = ""
        if before is not None and before.kind != "stop":
            put = before.means("verb", *PUTS) or before.means("noun", "text")
            led = "put" if put else "with" if before.relation in ("with", "and", "then", "but") else ""
            if not led:
                return None
        token = self.found[place]
        if token.means("noun", *WRITTEN) or token.means("verb", "say"):
            return None  # it announces words itself
        if token.kind in ("literal", "words", "name") or self.stop(place) or self.han(place):
            return None
        if self.stage(place):
            return place, place + 1
        if token.kind == "function" and not self.capital(place):
            return None
        end = self.placing(place)
        if self._leads_off(place, end):
            return None
        if end is None or not (
            self._evident(place, end, led) or self._paired(place, end) or self._more(place, end, led)
        ):
            return None
        end -= self.gap(end - 1)
        while end > place + 1 and self._small_word(end - 1) and not self.invites(place, end):
            end -= 1
        return (place, end) if self.is_name(place, end) else None

    def _leads_off(self, place: int, end: int | None) -> bool:
        """Return whether a small word only begins a sentence here: a capital says nothing of it."""
        small = self.found[place].kind == "function" and self.opening(place) and end is not None and end > place + 1
        capital = any(self.capital(at) for at in range(place + 1, end or 0))
        return small and not capital and not self._paired(place, end or 0)

    def _small_word(self, at: int) -> bool:
        """Return whether a small word stands here that leads to what follows: no "before" that ends the words."""
        token = self.found[at]
        return token.kind == "function" and not self.capital(at) and token.relation not in ("before", "after")

    def _paired(self, place: int, end: int) -> bool:
        """Return whether words stand here before a rank and others stand so behind the next stop or "and"."""
        after = self.segment(end) + 1
        if after >= len(self) or not self.paired(place, after - 1):
            return False
        known = (*range(place, end), *range(after, self.placing(after) or after))
        return not any(map(self._acts, known))

    def _more(self, place: int, end: int, led: str) -> bool:
        """Return whether more words stand here before a picture, behind an "and" after others."""
        more = bool(led) and self.said and self.capital(place) and self.on_rank(end)
        return more and not any(map(self._acts, range(place, end)))

    def _acts(self, at: int) -> bool:
        token = self.found[at]
        return acts(token) or (bool(token.senses) and token.senses[0].type in _MADE) or token.means("verb")

    def _evident(self, begin: int, end: int, led: str) -> bool:
        """Return whether words that only their place announces are meant to be read."""
        row = self.found[begin:end]
        said = [token for token in row if token.kind not in ("function", "stop")]
        if any(token.kind in ("literal", "name") for token in row) or not (said or row):
            return False
        text = self.raw[row[0].start : row[-1].end]
        loud = self.cased and text.isupper() and sum(map(str.isupper, text)) > _LOUD
        small = row[0].kind == "function" and self.capital(begin) and not self.opening(begin)
        if led and (small or self.invites(begin, end)):
            return True
        known = [token for token in said if acts(token)]
        made = all(token.senses and token.senses[0].type in _MADE for token in said)
        slogan = led and ((self.capital(begin) and not known) or (loud and len(said) > 1 and not made))
        if said and all(map(wishes, said)) and not slogan:
            return False
        if any(token.means("noun", *_THINGS) for token in said) and not loud:
            return False
        if loud or (led and is_han(text)):
            return True
        if row[0].quantity is not None and row[0].quantity.kind == "seconds":
            return False
        does = bool(row[0].senses) and row[0].senses[0].type == "verb"
        figured = self.figured(begin, end)
        if self.capital(begin) and (led or not self.opening(begin)):
            return not (does and any(acts(token) for token in said[1:]) and not self.titled(begin, end))
        later = any(self.capital(at) and self.found[at].kind == "unknown" for at in range(begin + 1, end))
        if led == "put":
            plain = len([token for token in row if token.kind != "stop"]) >= _SPEAKS and not known
            return figured or self.signed(begin) or later or plain or any(token.means("praise") for token in said)
        if does or (known and not figured):
            return False
        lone = len(row) == 1 and row[0].kind == "function" and self.capital(begin)
        lettered = end < len(self) and any(one.means("noun", "text") for one in self.found[end : self.segment(end)])
        return lone or (self.capital(begin) and (later or figured or lettered)) or (figured and row[0].kind != "form")

    def behind_place(self, place: int) -> tuple[int, int] | None:
        """Return the words that stand behind where they are to stand: 全程顶上挂着 …, "on photo 2 put …"."""
        if place and not (self.stop(place - 1) or self.found[place - 1].relation in ("and", "then", "but")):
            return None
        mixed = self.han(place + 1) and self.found[place + 1].means("verb")  # ending 改成 …
        return self._behind_chinese(place) if self.han(place) or mixed else self._behind_english(place)

    def _behind_english(self, place: int) -> tuple[int, int] | None:
        at, stop = place, self.segment(place)
        while at < stop and not self.found[at].means("verb", *PUTS):
            at += 1
        if (self.said or self._ranked > 1) and (after := self.photo_or_rank(place)) and self._written(after):
            end = self.end(after)
            made = all(one.senses and one.senses[0].type in _MADE for one in self.found[after:end])
            sure = self.said and self._ranked > 2  # one more of a list
            if sure and end < self.segment(after) and not self.tail(end, self.segment(after)):
                end = self.segment(after)
            sure = sure or self._evident(after, end, "put")
            return (after, end) if sure and not made else None
        colon = at == stop and at < len(self) and self.found[at].text == ":" and self._heads(place, at)
        if at == place or (at == stop and not colon) or at + 1 >= len(self) or not (colon or self.tail(place, at)):
            return None
        begin = at + 1
        noun = next((n for n in range(begin, min(begin + 3, len(self))) if self.found[n].means("noun", *WRITTEN)), 0)
        if noun and all(one.kind == "function" for one in self.found[begin:noun]):
            begin = noun + 1  # "put the caption …"
            if begin >= len(self):
                return None
        if self.found[begin].kind in ("literal", "words", "name", "stop"):
            return None
        end = self.end(begin)
        return (begin, end) if self._evident(begin, end, "put") and self.is_name(begin, end) else None

    def _written(self, at: int) -> bool:
        return self.capital(at) or (at < len(self) and self.signed(at))

    def _heads(self, place: int, at: int) -> bool:
        """Return whether a place for words stands before a colon."""
        ended = any(one.means("noun", "start", "end") or one.means("verb", "end") for one in self.found[place:at])
        return self.tail(place, at) or (ended and at - place <= 2)

    @cached_property
    def _ranked(self) -> int:
        """Return how many pieces are a picture by its number or rank, and words behind it."""
        starts = [0, *(at + 1 for at in range(len(self) - 1) if self.stop(at) or self.joint(at))]
        return sum(self._written(after) for at in starts if not self.han(at) and (after := self.photo_or_rank(at)))

    def _behind_chinese(self, place: int) -> tuple[int, int] | None:
        at, target, verb, noun = place, False, False, False
        while at < min(len(self), place + _FAR) and not self._ends_place(at):
            token = self.found[at]
            if token.means("verb", "say"):
                return None  # it announces by itself
            target = target or self._is_place(token)
            verb = verb or token.means("verb", *_WRITES) or token.means("only")
            noun = noun or token.means("noun", "text", "title", "closing") or token.means("measure", "text")
            at += 1
        firm = any(one.means("noun", "title", "closing", "start", "end") for one in self.found[place:at])
        colon = at < len(self) and self.found[at].text == ":"
        parted = self.gap(at) or colon
        begin = at + parted
        if at == place or self.found[at - 1].text.endswith(("了", "在")):  # what was done; where words stand
            return None
        if begin >= len(self) or self.found[begin].kind in ("stop", "literal", "name", "words"):
            return None
        announced = (target and (verb or firm)) or noun or (self.gap(at) and self._bare(place, begin))
        if not announced or (self.opens(begin) and not self._labelled(begin)):
            return None
        apart = self.raw[self.found[at - 1].end : self.found[begin].start].isspace()
        spaced = parted or (not is_han(self.found[begin].text) and (verb or (firm and apart)))
        titled = self.found[at - 1].means("when") and self.found[at - 1].means("noun", "title", "closing")
        token = self.found[begin]
        if titled and token.kind == "unknown" and token.end - token.start >= _NAME and "一" not in token.text:
            spaced = True  # 片头阿花面馆
        if not spaced and not (verb and (noun or self.figured(begin, self.segment(begin)))):
            return None
        end = self.end(begin)
        return (begin, end) if self.is_name(begin, end) or self.capital(begin) else None

    def _bare(self, place: int, begin: int) -> bool:
        """Return whether words stand behind a place with no verb: one for each photo, or seen all the time."""
        if self.opens(begin) or any(one.means("complain") for one in self.found[begin : self.segment(begin)]):
            return False
        after = self.found[self.segment(begin) + 1 :][:1]
        throughout = bool(after) and after[0].means("when", "throughout") and self.found[place].means("place")
        return throughout or (self._listed > 1 and bool(self.photo(place)))

    @cached_property
    def _listed(self) -> int:
        """Return how many photos are named with nothing but a gap behind them."""
        return sum(bool(end) and self.gap(end) for end in map(self.photo, range(len(self))))

    def _labelled(self, begin: int) -> bool:
        """Return whether a label with a colon stands here, no noun of ours: 地址：…."""
        row = self.found[begin : begin + 2]
        return len(row) == 2 and row[1].text == ":" and not wishes(row[0])

    def _ends_place(self, at: int) -> bool:
        """Return whether a token is none of what says where Chinese words stand, and how they look there."""
        token = self.found[at]
        if token.kind == "stop":
            return True
        if token.kind == "function":
            return False
        if token.quantity is not None:
            return token.quantity.kind not in ("seconds", "ordinal") and token.quantity.value != 1
        kinds = ("only", "place", "when", "part", "ordinal", "each", "size", "color", "weight", "degree", "again",
                 "compare")  # fmt: skip
        nouns = ("start", "end", "title", "closing", "text", "captions", "photo", "middle", "frame", "position")
        return not (
            any(token.means(of) for of in kinds)
            or token.means("noun", *nouns)
            or token.means("verb", "say", "make", *_WRITES)
            or token.means("measure", "photo", "text", "any")
        )

    def _is_place(self, token: Token) -> bool:
        return (
            any(token.means(of) for of in ("place", "part"))
            or token.means("when", "at_start", "at_end", "to_end", "throughout")
            or token.means("noun", "start", "end", "title", "closing")
            or token.means("measure", "photo")
        )
