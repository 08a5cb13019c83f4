"""Words for the picture that no quotes mark: where they begin, behind what announces them or before their place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from imgfree.local.director.lexicon import Sense, lexicon
from imgfree.local.director.lexicon.kinds import WRITTEN
from imgfree.local.director.read.known_texts import dated, exchanged, pointed, repriced
from imgfree.local.director.read.placed_words import PUTS, Placed
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.read.wording import PROPERTIES, is_han, subject, wishes

_CALLED = (*WRITTEN, "film", "clip")  # what is called something on the picture; whatever else is, is a subject
_PLAIN = ("verb", "trait", "context", "occasion", "subject", "time", "praise")  # what a slogan is made of
_FOLLOWS = ("with", "in", "at", "on", "for", "over", "to", "as", "from", "until", "during", "into", "by", "and", "but",
            "then")  # fmt: skip
_SWALLOWED = ("stop", "unknown", "function")  # what may stand within words that were found
_MEANT = ("it's", "its", "be", "是")  # before what a text should have been
_ASKS = ("啥", "什么", "哪句", "哪个", "哪些")  # which words? is no text
_JUDGES = ("complain", "praise", "degree")  # said of a title that is there
_FAR = 9  # tokens between a noun and the word that announces what it says


def announced(found: Sequence[Token], raw: str, texts: Sequence[str] = ()) -> list[Token]:
    """Return the tokens; words for the picture that stand without quotes are one token, of kind "words".

    `texts` are those on the film, of which words may be named to be exchanged.
    """
    found = list(_said(dated(pointed(repriced(exchanged(found, raw, texts), texts), texts))))
    names = _Announced(found, raw, texts)
    row: list[Token] = []
    place = 0
    while place < len(found):
        place = names.take(place, row)
    return row


def _said(found: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens; a verb that says a name nobody knows, behind what is named, is a token of its own: 标题叫…."""
    before: Token | None = None
    for token in found:
        named = before is not None and (before.means("noun", *WRITTEN, "photo", "start", "end") or _where(before))
        if named and token.kind == "unknown" and is_han(token.text) and len(token.text) > 1:
            forms = (form for form in lexicon("zh").beginning(token.text[0]) if form.parts == (token.text[0],))
            senses = next((form.senses for form in forms if Sense("verb", "say") in form.senses), ())
            if senses:
                middle = token.start + 1
                yield Token(token.start, middle, token.text[0], "form", senses)
                token = Token(middle, token.end, token.text[1:], "unknown")
        yield token
        before = token


def _speaks(token: Token) -> bool:
    """Return whether somebody says something, and no text does."""
    return token.means("refuse") or token.means("context", "audience")


def _faults(token: Token) -> bool:
    """Return whether the word says that something is wrong."""
    return token.means("complain", "wrong") or token.means("correct", "correct")


def _where(token: Token) -> bool:
    """Return whether a Chinese word says where or when words stand."""
    return any(token.means(of) for of in ("place", "when", "part")) or token.means("measure", "photo")


class _Announced(Placed):
    """A sentence in which words for the picture are looked for."""

    def __init__(self, found: Sequence[Token], raw: str, texts: Sequence[str] = ()) -> None:
        super().__init__(found, raw)
        self.texts = texts

    def take(self, place: int, row: list[Token]) -> int:
        """Add the token that stands here, or the words that begin here, to the row; return the place behind them."""
        token = self.found[place]
        if row and row[-1].kind == "words" and token.end <= row[-1].end and token.kind in _SWALLOWED:
            return place + 1  # such as an exclamation mark that belongs to the words
        if (span := self.span(place)) is not None:
            if self.several(max(0, place - 1), span[0]):
                span = span[0], min(span[1], self.end(span[0], several=True))
            row += [*self.leading(place, span[0]), self.token(*span)]
            self.said = True
            behind = span[1]
            while self.before_these(span[0]) and behind < len(self) and self.found[behind].kind == "stop":
                behind += 1
            return self._take_list(behind, row) if self.several(max(0, place - 1), span[0]) else behind
        if (begin := self.begin(place)) is not None:
            return self._take_announced(place, begin, row)
        if (end := self.shouted(place)) is not None:
            row.append(self.token(place, end))
            return end
        row.append(subject(token.start, token.end, token.text) if self.is_called(place) else token)
        return place + 1

    def _take_announced(self, place: int, begin: int, row: list[Token]) -> int:
        if self.mends(place):
            row[:] = [replace(one, kind="function", senses=()) if _faults(one) else one for one in row]
            end = self.end(begin)
            row += [replace(self.found[place], kind="function", senses=(), relation="mended"), self.token(begin, end)]
            return end
        called = not self.on_the_picture(place)
        several = self.several(place, begin)
        end = self.end(begin, subject=called, several=several)
        if not self.is_name(begin, end) and not (called and (self.capital(begin) or self.han(begin))):
            row.append(self.found[place])
            return place + 1
        if called:
            start, stop = self.found[place].start, self.found[end - 1].end
            row.append(subject(start, stop, self.raw[start:stop]))
        else:
            row += [*self.leading(place, begin), self.token(begin, end)]
        self.said = self.said or not called
        return self._take_list(end, row) if several else end

    def _take_list(self, end: int, row: list[Token]) -> int:
        """Add the other words of a list to the row; return the place behind them."""
        while self.listed(end):
            after = self.end(end + 1, several=True)
            row += [self.found[end], self.token(end + 1, after)]
            end = after
        return end

    def leading(self, place: int, begin: int) -> list[Token]:
        """Return the tokens that announce words, without the gap or the comma between them."""
        return [self.found[at] for at in range(place, begin) if self.found[at].text != ","]

    def begin(self, place: int) -> int | None:
        """Return where the words begin that this token announces; None if it announces none."""
        token = self.found[place]
        noun = token.means("noun", *WRITTEN)
        if token.text == ":" and self._photo_before(place) and (self.said or not self.opens(place + 1)):
            return self._if_begins(place + 1, lower=True)
        if self.mends(place):
            return place + 1
        if token.means("verb", "start", "end") and not is_han(token.text) and (at := self._framed(place)) is not None:
            return at
        if not noun and not token.means("verb", "say"):
            return None
        if token.means("verb", "say"):
            after = self._past(place + 1)
            if self.found[after : after + 1] and self.found[after].means("noun", "text"):
                after = self._past(after + 1)
            if self._speaks_of(place, after):
                return None
            told = token.text.endswith(("s", "ing"))  # "says", "reading": nobody is asked to write
            before = self.found[max(0, place - 4) : place]
            told = told and not any(one.relation in ("subject", "who") or _speaks(one) for one in before)
            writes = token.text in ("write", "say") and (self.opening(place) or self.found[place - 1].kind == "stop")
            lower = noun or told or is_han(token.text) or self._antecedent(place) or writes
            if self._may_begin(after, lower=lower) and not self._says_how(after):
                return after
            if lower and self.found[after : after + 1] and self.found[after].relation and self.signed(after + 1):
                return after  # "from £9"
        return self._after_noun(place) if noun else None

    def _speaks_of(self, place: int, at: int) -> bool:
        """Return whether words are only spoken of, and none are given: 写个标题和话题, 写啥, 写一版, 把写着…的那行."""
        if place and self.found[place - 1].relation == "object":
            return True
        token, after = self.found[at : at + 1], self.found[at + 1 : at + 2]
        given = bool(after) and (after[0].text == ":" or self.gap(at + 1) or after[0].kind == "literal")
        noun = bool(token) and is_han(token[0].text) and {one.type for one in token[0].senses} == {"noun"}
        asked = bool(token) and (token[0].text in _ASKS or (noun and token[0].means("noun", "version")))
        asked = asked or (bool(token) and token[0].means("stamp")) or self.asks_for(at)
        return asked or (noun and token[0].means("noun", *WRITTEN) and not given)

    def mends(self, place: int) -> bool:
        """Return whether the token says what a text of the film should have been: "a typo, it's …", 写错了 是…."""
        token, at = self.found[place], place + 1
        if not self.texts or not (token.text in _MEANT or token.means("correct", "correct")):
            return False
        if at >= len(self) or self.photo(at) or (self.found[at].quantity is not None and wishes(self.found[at])):
            return False  # 是20秒: no text
        if not (self.capital(at) or self.han(at) or self.found[at].text[:1].isdigit()):
            return False
        faults = any(map(_faults, self.found[max(0, place - _FAR) : place]))
        return faults and self.found[at].kind in ("form", "unknown", "function", "words", "quantity")

    def _framed(self, place: int) -> int | None:
        """Return where the words begin that the film is to begin or to end with."""
        token = self.found[place]
        led = " " in token.text
        at = place + 1
        at += at < len(self) and self.found[at].text == "it"
        while at < len(self) and self.found[at].relation in ("with", "on", "by"):
            led, at = True, at + 1
        at = self._past(at) if led else at
        if not led or at >= len(self) or self.found[at].kind in ("stop", "literal", "name"):
            return None
        noun = next((one for one in self.found[at : at + 2] if one.kind != "function"), self.found[at])
        if self.photo(at) or (self.found[at].given and self.photo(at + 1)):
            return None  # a picture by its number
        if noun.means("verb", "say") or (
            noun.means("noun", *WRITTEN) and self.found[at].relation not in ("to", "from")
        ):
            return None  # "the words", which announce by themselves
        end = self.end(at)
        if (
            self.found[at].given
            and not self.capital(at)
            and any(map(self._numbers, range(at, min(len(self) - 1, end + 3))))
        ):
            return None  # "the sea view (photo 4)" is a picture
        return at if self._evident(at, end, "put") else None

    def _numbers(self, at: int) -> bool:
        """Return whether a bracket stands here with a picture's number or rank in it."""
        return self.found[at].text == "(" and bool(self.photo_or_rank(at + 1) or self.found[at + 1].text.isdigit())

    def _photo_before(self, place: int) -> bool:
        """Return whether a photo stands right before, by its number or rank: "photo 2", 第二张, "last slide"."""
        return any(self.photo(at) == place for at in range(max(0, place - 4), place))

    def shouted(self, place: int) -> int | None:
        """Return where words in capital letters end that begin here in a sentence of others, if they mean nothing."""
        end = place
        while (
            self.cased
            and end < len(self.found)
            and (self.upper(end) or (end > place and self.found[end].text.isdigit()))
        ):
            end += 1
        run = self.found[place:end]
        before = self.found[place - 1] if place else None
        put = before is not None and (before.means("verb", *PUTS[:5]) or before.relation == "with")
        plain = all(one.type in _PLAIN or one.value in ("start", "end") for token in run for one in token.senses)
        placed = (
            put and plain and len(run) > 1 and end < len(self.found) and self.found[end].relation in ("", *_FOLLOWS)
        )
        if not placed and not any(token.kind == "unknown" and token.end - token.start > 3 for token in run):
            return None
        return end if len(run) > 1 or put else None

    def _after_noun(self, place: int) -> int | None:
        before = self.found[max(0, place - 4) : place]
        changed = any(one.means("verb", "change", "replace", "make", "set", "swap") for one in before)
        swapped = any(one.means("verb", "swap", "replace") for one in before)
        for at in range(place + 1, min(place + _FAR, len(self.found))):
            token, last = self.found[at], self.found[at - 1]
            if token.kind == "words" and ((changed and last.relation == "to") or last.auxiliary):
                return at  # what is there is written again, and more
            if token.strong or token.kind in ("literal", "words"):
                return None
            if token.text in (",", "、") and not self.gap(at):
                return None
            if self._announces(place, at, changed=changed):
                return self._if_begins(self._past(at + 1), lower=True)
            if swapped and token.relation == "for":
                return self._if_begins(at + 1, lower=False)
            if token.means("noun", *PROPERTIES):
                return None
            if (begin := self._near(place, at, changed=changed)) is not None:
                return begin
        return None

    def _near(self, place: int, at: int, *, changed: bool) -> int | None:
        """Return where words begin that stand right behind a noun, or behind what it is to be: "the title is …"."""
        token = self.found[at]
        if self.found[at - 1].auxiliary and self.capital(at):
            return self._if_begins(at, lower=True)
        if at != place + 1:
            return None
        photo = self.photo(at)
        if photo and (self.capital(photo) or (photo < len(self) and self.signed(photo))):
            return self._if_begins(photo, lower=True)
        if token.text in ("is", "of", "是", "为"):
            return self._if_begins(at + 1, lower=is_han(token.text))
        return self._if_begins(at, lower=True) if self._begins_beside(place, changed=changed) else None

    def _announces(self, place: int, at: int, *, changed: bool) -> bool:
        """Return whether a token behind a noun says that words follow: a colon, a verb of writing, "to" or "with"."""
        token = self.found[at]
        changes = token.means("verb", "change", "replace", "set") and is_han(token.text) and at == place + 1
        changes = changes and not any(one.text == "了" for one in self.found[at + 1 : at + 2])
        captions = self.found[place].means("noun", "captions") and token.relation == "with" and self.photo(place + 1)
        says = token.text in (":", "=") or token.means("verb", "say")
        return says or changes or bool(captions) or (token.relation == "to" and changed)

    def _begins_beside(self, place: int, *, changed: bool) -> bool:
        """Return whether words begin right behind the noun that stands here."""
        at = place + 1
        titled = self.found[place].means("noun", "title", "closing") and not changed
        titled = titled or (self.found[place].text == "words" and self.found[place - 1].given)
        return self.capital(at) or self.signed(at) or (titled and self._plain(at))

    def _plain(self, at: int) -> bool:
        """Return whether words stand here that mean nothing of ours; behind an English noun Chinese is a name."""
        if self.han(at) and not self.han(at - 1):
            return self.raw[self.found[at].start - 1].isspace()
        if at >= len(self.found) or self.han(at):
            return False
        judges = any(self.found[at].means(of) for of in _JUDGES)
        return self.found[at].kind in ("form", "unknown") and not wishes(self.found[at]) and not judges

    def _past(self, at: int) -> int:
        """Return the place after a colon, "as", 一条： or the gap behind which words begin."""
        if at + 2 < len(self) and self.found[at + 1].means("measure") and self.found[at + 2].text == ":":
            at += 2
        while at < len(self.found) and (
            self.found[at].text in (":", "=", "to", "一下") or self.found[at].relation == "as" or self.gap(at)
        ):
            at += 1
        return at

    def _if_begins(self, at: int, *, lower: bool) -> int | None:
        return at if self._may_begin(at, lower=lower) else None

    def _may_begin(self, at: int, *, lower: bool) -> bool:
        if at >= len(self.found):
            return False
        token = self.found[at]
        written = self.han(at) and self.found[at - 1 - self.gap(at - 1)].means("verb", "say")
        if token.kind in ("stop", "literal", "name"):
            return False
        if token.relation and not (self.capital(at) or written or self.stage(at)):
            return False
        if token.quantity and token.quantity.kind in ("seconds", "clock", "range"):
            return False
        return lower or self.capital(at) or self.signed(at)

    def _antecedent(self, place: int) -> bool:
        return any(one.means("noun", *_CALLED) for one in self.found[max(0, place - 5) : place])

    def on_the_picture(self, place: int) -> bool:
        """Return whether what is called so is a text or the film, and no person, shop or thing."""
        token = self.found[place]
        if not (token.means("verb", "say") and token.means("noun")):
            return True
        before = next((one for one in reversed(self.found[:place]) if one.kind != "function"), None)
        if before is None or before.kind == "stop" or before.means("verb") or before.means("correct"):
            return True
        return before.means("noun")

    def several(self, place: int, begin: int) -> bool:
        """Return whether what is announced may be a list: captions, or one text for each picture."""
        said = self.found[max(0, place - 6) : begin]
        each = any(one.means("each", "each", "every") for one in said)
        return each or any(one.means("noun", "captions", "photo") for one in self.found[place:begin])

    def listed(self, place: int) -> bool:
        """Return whether a list of names goes on behind a comma."""
        if place + 1 >= len(self.found) or self.found[place].text not in (",", "、", "/"):
            return False
        counts = self.found[place + 1].text == "one" and any(one.relation for one in self.found[place + 2 : place + 3])
        return self._may_begin(place + 1, lower=True) and not wishes(self.found[place + 1]) and not counts
