"""Words for the picture that no quotes mark: where a name begins that a noun or a verb announces, and where it ends."""

import re
from collections.abc import Iterator, Sequence

from imgfree.local.director.lexicon import Sense, lexicon
from imgfree.local.director.read.tokens import Token

_WRITTEN = ("title", "text", "closing", "captions")
_CALLED = (*_WRITTEN, "film", "clip")  # what is called something on the picture; whatever else is, is a subject
_FOLLOWS = (
    "with",
    "in",
    "at",
    "on",
    "for",
    "over",
    "to",
    "as",
    "from",
    "until",
    "during",
    "into",
    "by",
    "and",
    "but",
    "then",
)
_STYLES = ("place", "side", "color", "size", "weight", "font", "animation", "compare", "trait", "not", "when", "time",
           "degree", "refuse", "verb", "each", "only", "direction", "measure")  # fmt: skip
_NO_WISH = ("context", "number", "ordinal", "measure", "praise", "degree", "ask", "complain", "correct", "mood", "look")
_TIMES = ("seconds", "clock", "range", "percent", "fps", "ratio", "size", "resolution", "factor")
_PROPERTIES = ("font", "size", "color", "style", "position", "animation", "length", "shadow", "outline", "box",
               "background", "music", "look", "logo", "transition", "motion", "effect", "speed", "frame")  # fmt: skip
_SUBJECT = (Sense("context", "subject"),)
_ENDS = ".,;:，。；：、)）”\"'“《「/|"  # none of these belongs to the name that it follows
_PLAIN = ("verb", "trait", "context", "occasion", "subject", "time", "praise")  # what a slogan is made of
_PUTS = ("add", "put", "show", "say", "want")
_GIVES = ("for", "to", "with", "into")  # before what stands for something else
_SIGNS = "@#$€£"
_ACTS = ("add", "put", "show", "move", "hold", "use", "play", "export", "make", "set", "fade", "keep", "want", "apply")
_FAR = 9  # tokens between a noun and the word that announces what it says
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s,;。,\u3400-\u9fff]+[^\s,.;!?\u3400-\u9fff]|[\w.+-]+@[\w-]+\.[a-z]{2,}", re.ASCII
)
_SITE = re.compile(r"(?<![\w@.])[a-z\d-]{3,}\.(?:com|org|net|io|shop|store|cn|co\.uk)(?![\w.])", re.ASCII)


def addresses(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where web and mail addresses stand, which are meant to be read."""
    whole = [found.span() for found in _ADDRESS.finditer(folded)]
    short = (found.span() for found in _SITE.finditer(folded))
    yield from (*whole, *(span for span in short if not any(start <= span[0] < end for start, end in whole)))


def recalled(raw: str, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a text of the film is named as it is written there: with a capital, or long enough to be no word."""
    for text in texts:
        at = raw.find(text) if len(text) > 2 and (text != text.lower() or _is_han(text)) else -1
        if at >= 0:
            before, after = raw[:at].split()[-1:], raw[at + len(text) :].split()[:1]
            inside = text.isascii() and (raw[max(0, at - 1) : at].isalnum() or raw[at + len(text) :][:1].isalnum())
            longer = any(word[0].isupper() for word in (*before * (before != raw.split()[:1]), *after))
            if not inside and not longer and not (at == 0 and text.isascii() and text.isalpha()):
                yield at, at + len(text)


def _exchanged(found: Sequence[Token], raw: str, texts: Sequence[str]) -> list[Token]:
    """Return the tokens; words of a text on the film, and those that are to stand for them, are one token each."""
    for place, token in enumerate(found):
        if not token.means("verb", "change", "replace", "swap"):
            continue
        if _is_han(token.text):
            ways = [(first, place, place + 1) for first in range(max(0, place - _FAR), place)]
        else:
            middle = next((at for at in range(place + 2, len(found)) if found[at].relation in _GIVES), len(found))
            ways = [(place + 1, middle, middle + 1)]
        for first, last, begin in ways:
            old = raw[found[first].start : found[last - 1].end] if begin < len(found) else ""
            if not any(_is_part(old, text) for text in texts) or found[begin].kind in ("stop", "literal"):
                continue
            if _wishes(found[begin]) and not raw[found[begin].start].isupper():
                continue  # it is to look otherwise
            ends = (at for at in range(begin + 1, len(found)) if found[at].kind in ("stop", "function"))
            end = next(ends, len(found))
            return [*found[:first], _words(found[first:last], raw), *found[last:begin], _words(found[begin:end], raw),
                    *found[end:]]  # fmt: skip
    return list(found)


def _is_part(old: str, text: str) -> bool:
    return bool(old) and (old in text if _is_han(old) else f" {old} " in f" {text} ")


def _words(found: Sequence[Token], raw: str) -> Token:
    return Token(found[0].start, found[-1].end, raw[found[0].start : found[-1].end], "words")


def announced(found: Sequence[Token], raw: str, texts: Sequence[str] = ()) -> list[Token]:
    """Return the tokens; the words of each name that is announced without quotes are one token, of kind "words".

    `texts` are those on the film, of which words may be named to be exchanged.
    """
    found = list(_said(_exchanged(found, raw, texts)))
    names = _Names(found, raw)
    row: list[Token] = []
    place = 0
    while place < len(found):
        begin = names.begin(place)
        if begin is None and (end := names.shouted(place)) is not None:
            row.append(names.token(place, end))
            place = end
            continue
        if begin is None:
            row.append(found[place])
            place += 1
            continue
        subject = not names.on_the_picture(place)
        several = names.several(place, begin)
        end = names.end(begin, subject=subject, several=several)
        if not names.is_name(begin, end):
            row.append(found[place])
            place += 1
            continue
        row += [] if subject else found[place:begin]
        names.said = names.said or not subject
        row.append(names.token(place if subject else begin, end, subject=subject))
        place = end
        while several and names.listed(place):
            end = names.end(place + 1, several=True)
            row += [found[place], names.token(place + 1, end)]
            place = end
    return row


def _said(found: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens; a verb that says a name nobody knows, behind what is named, is a token of its own: 标题叫…."""
    before: Token | None = None
    for token in found:
        named = before is not None and (before.means("noun", *_WRITTEN, "photo") or before.means("measure", "photo"))
        if named and token.kind == "unknown" and _is_han(token.text) and len(token.text) > 1:
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


class _Names:
    """A sentence in which names are looked for."""

    def __init__(self, found: Sequence[Token], raw: str) -> None:
        self.found = found
        self.raw = raw
        said = "".join(raw[token.start : token.end] for token in found if token.kind not in ("literal", "name"))
        self.cased = said != said.upper() and said != said.lower()
        self.said = False  # whether a name was found: the next may only be told by its photo

    def begin(self, place: int) -> int | None:
        """Return where the name begins that this token announces; None if it announces none."""
        token = self.found[place]
        noun = token.means("noun", *_WRITTEN)
        if token.text == ":" and self.said and self._photo_before(place):
            return self._if_begins(place + 1, lower=True)
        if not noun and not token.means("verb", "say"):
            return None
        if token.means("verb", "say"):
            after = self._past_colon(place + 1)
            if self.found[after : after + 1] and self.found[after].means("noun", "text", "words"):
                after = self._past_colon(after + 1)
            told = token.text.endswith(("s", "ing"))  # "says", "reading": nobody is asked to write
            before = self.found[max(0, place - 4) : place]
            told = told and not any(one.relation in ("subject", "who") or _speaks(one) for one in before)
            if self._may_begin(after, lower=noun or told or _is_han(token.text) or self._antecedent(place)):
                return after
        return self._after_noun(place) if noun else None

    def _photo_before(self, place: int) -> bool:
        """Return whether a photo stands before, by its number: "photo 2", 第二张."""
        said = self.found[max(0, place - 3) : place]
        photo = any(one.means("noun", "photo") or one.means("measure", "photo") for one in said)
        return photo and any(one.quantity is not None for one in said)

    def shouted(self, place: int) -> int | None:
        """Return where words in capital letters end that begin here in a sentence of others, if they mean nothing."""
        end = place
        while (
            self.cased
            and end < len(self.found)
            and (self._upper(end) or (end > place and self.found[end].text.isdigit()))
        ):
            end += 1
        run = self.found[place:end]
        before = self.found[place - 1] if place else None
        put = before is not None and (before.means("verb", *_PUTS) or before.relation == "with")
        plain = all(one.type in _PLAIN or one.value in ("start", "end") for token in run for one in token.senses)
        placed = (
            put and plain and len(run) > 1 and end < len(self.found) and self.found[end].relation in ("", *_FOLLOWS)
        )
        if not placed and not any(token.kind == "unknown" and token.end - token.start > 3 for token in run):
            return None
        return end if len(run) > 1 or put else None

    def _upper(self, at: int) -> bool:
        return self.raw[self.found[at].start : self.found[at].end].isupper() and self.found[at].text.isalpha()

    def _after_noun(self, place: int) -> int | None:
        before = self.found[max(0, place - 4) : place]
        changed = any(one.means("verb", "change", "replace", "make", "set") for one in before)
        titled = self.found[place].means("noun", "title", "closing") and not changed
        for at in range(place + 1, min(place + _FAR, len(self.found))):
            token = self.found[at]
            if token.strong or token.kind in ("literal", "words") or token.text in (",", "、"):
                return None
            if token.text in (":", "=") or token.means("verb", "say"):
                return self._if_begins(self._past_colon(at + 1), lower=True)
            near = at == place + 1
            if token.means("verb", "change", "replace", "set") and _is_han(token.text) and near:
                return self._if_begins(self._past_colon(at + 1), lower=True)
            if token.relation == "to" and changed:
                return self._if_begins(self._past_colon(at + 1), lower=True)
            if token.means("noun", *_PROPERTIES):
                return None
            if near and token.text in ("is", "of", "是", "为"):
                return self._if_begins(at + 1, lower=_is_han(token.text))
            if (
                near
                and (self._capital(at) or self._signed(at) or (titled and self._plain(at)))
                and self._may_begin(at, lower=True)
            ):
                return at
        return None

    def _plain(self, at: int) -> bool:
        """Return whether words stand here that mean nothing of ours; behind an English noun Chinese is a name."""
        if _is_han(self.found[at].text) and not _is_han(self.found[at - 1].text):
            return self.raw[self.found[at].start - 1].isspace()
        if at >= len(self.found) or _is_han(self.found[at].text):
            return False
        return self.found[at].kind in ("form", "unknown") and not _wishes(self.found[at])

    def _past_colon(self, at: int) -> int:
        while at < len(self.found) and (self.found[at].text in (":", "=", "to") or self.found[at].relation == "as"):
            at += 1
        return at

    def _if_begins(self, at: int, *, lower: bool) -> int | None:
        return at if self._may_begin(at, lower=lower) else None

    def _may_begin(self, at: int, *, lower: bool) -> bool:
        if at >= len(self.found):
            return False
        token = self.found[at]
        if token.kind in ("stop", "literal", "name") or (token.relation and not self._capital(at)):
            return False
        if token.quantity and token.quantity.kind in _TIMES[:3]:
            return False
        return lower or self._capital(at) or self._signed(at)

    def _signed(self, at: int) -> bool:
        """Return whether a sign of money or of an account stands right before the token."""
        start = self.found[at].start
        return bool(set(self.raw[max(0, start - 1) : start + 1]) & set(_SIGNS))

    def _antecedent(self, place: int) -> bool:
        return any(one.means("noun", *_CALLED) for one in self.found[max(0, place - 5) : place])

    def on_the_picture(self, place: int) -> bool:
        """Return whether what is called so is a text or the film, and no person, shop or thing."""
        token = self.found[place]
        if not (token.means("verb", "say") and token.means("noun")):
            return True
        before = next((one for one in reversed(self.found[:place]) if one.kind != "function"), None)
        if before is None or before.kind == "stop" or before.means("verb"):
            return True
        return before.means("noun")

    def several(self, place: int, begin: int) -> bool:
        """Return whether what is announced may be a list: captions, or one text for each picture."""
        said = self.found[max(0, place - 6) : begin]
        each = any(one.means("each", "each", "every") for one in said)
        return each or any(one.means("noun", "captions", "photo") for one in self.found[place:begin])

    def end(self, begin: int, *, subject: bool = False, several: bool = False) -> int:
        """Return the place after the name that begins here; a subject's has capitals, one of a list no comma."""
        at = begin + 1
        while at < len(self.found) and not self._border(begin, at):
            small = self.found[at].kind == "function" and self._capital(at + 1)
            if (several and self.found[at].text in (",", "、", "/")) or (
                subject and not (self._capital(at) or small) and not _is_han(self.found[begin].text)
            ):
                break
            at += 1
        whole = self.found[begin - 1].text == ":" and (at == len(self.found) or self.found[at].kind == "stop")
        while at > begin + 1 and not (whole and _is_han(self.found[at - 1].text)) and self._trails(at - 1):
            at -= 1
        return at

    def _trails(self, at: int) -> bool:
        """Return whether the last token of a name is none of it: a courtesy, a preposition, "three big letters"."""
        token = self.found[at]
        if token.kind == "function" or (token.kind == "stop" and not token.strong):
            return not self._capital(at)
        return _is_han(token.text) and token.means("noun", "text") and not token.means("verb")

    def _border(self, begin: int, at: int) -> bool:
        """Return whether a name that began before ends in front of this token."""
        token, last = self.found[at], self.found[at - 1]
        if token.kind in ("literal", "name", "words") or token.means("instead") or token.means("correct"):
            return True
        if token.kind == "stop":
            return self._stops(begin, at)
        if self._capital(at):
            return False
        if self._shouted(begin, at) and token.text.isalpha():
            return True
        gap = self.raw[last.end : token.start].isspace()
        if gap and _is_han(last.text) and (_is_han(token.text) or _wishes(token)):
            return True
        if token.kind == "function":
            joins = token.relation in ("and", "but", "then") and self._capitals(begin, at) > 1
            return (joins and not self._capital(at + 1)) or (token.relation in _FOLLOWS and self._goes_on(at))
        if token.means("verb", *_ACTS) and _is_han(token.text):
            return self._wishes_next(at)
        if token.means("place") or token.means("when", "throughout", "at_end", "at_start"):
            return " " in token.text or self._titled(begin, at)
        certain = token.quantity is not None or token.means("noun") or self._capitals(begin, at) > 1
        return self.cased and _wishes(token) and certain and self._titled(begin, at)

    def _capitals(self, begin: int, at: int) -> int:
        """Return how many words with a capital the name has so far, where all of them have one."""
        return sum(self._capital(place) for place in range(begin, at)) if self._titled(begin, at) else 0

    def _goes_on(self, at: int) -> bool:
        """Return whether another wish begins with this preposition or "and"."""
        after = next((n for n in range(at + 1, len(self.found)) if self.found[n].kind != "function"), None)
        return after is not None and _wishes(self.found[after]) and not self._capital(after)

    def _wishes_next(self, at: int) -> bool:
        after = next((one for one in self.found[at + 1 :] if one.kind != "function" or one.relation), None)
        return after is not None and (after.kind in ("literal", "quantity") or bool(after.relation) or _wishes(after))

    def _stops(self, begin: int, at: int) -> bool:
        token = self.found[at]
        after = self.raw[token.end : token.end + 1]
        spaced = self.raw[token.start - 1].isspace()
        if token.text == ".":
            return not after or (after.isspace() and not _is_short(self.found[at - 1], self.raw))
        if token.text in "-~/·…'":
            return spaced and not self._capital(at + 1)
        if token.text == ":":
            return not self._capital(at + 1)
        if token.text != "," or _is_han(self.found[at - 1].text):
            return True
        return not ((self._titled(begin, at) and self._named_on(at + 1)) or self._says_on(at + 1))

    def _says_on(self, at: int) -> bool:
        """Return whether what follows a comma, up to the next stop, wishes nothing: it belongs to the name."""
        rest: list[Token] = []
        for token in self.found[at:]:
            if token.kind == "stop":
                break
            rest.append(token)
        plain = [token for token in rest if token.kind == "unknown" or token.means("context", "occasion", "subject")]
        return (
            bool(plain)
            and not rest[0].relation
            and not any(_wishes(one) and not one.means("each") for one in rest)
            and rest[0].kind != "quantity"
        )

    def _named_on(self, at: int) -> bool:
        """Return whether only capital words follow up to the end of the sentence: a name goes on behind its comma."""
        rest = []
        for place in range(at, len(self.found)):
            if self.found[place].kind == "stop":
                if not self.found[place].strong:
                    return False
                break
            rest.append(place)
        named = [place for place in rest if self.found[place].kind not in ("function", "quantity")]
        return bool(named) and all(self._capital(place) for place in named)

    def _titled(self, begin: int, at: int) -> bool:
        """Return whether all words so far have capitals, but the small ones between them."""
        words = [place for place in range(begin, at) if self.found[place].kind not in ("function", "stop", "quantity")]
        return self.cased and bool(words) and all(self._capital(place) for place in words)

    def _shouted(self, begin: int, at: int) -> bool:
        """Return whether all words so far are in capital letters, in a sentence where others are not."""
        words = self.raw[self.found[begin].start : self.found[at - 1].end]
        return self.cased and words.isupper() and sum(map(str.isupper, words)) > 3

    def _capital(self, at: int) -> bool:
        """Return whether the token is written with a capital, which says something in this sentence."""
        if not self.cased or at >= len(self.found):
            return False
        return self.raw[self.found[at].start].isupper()

    def is_name(self, begin: int, end: int) -> bool:
        """Return whether the words can be a text, and do not just say how it looks or where it stands."""
        parts = [token for token in self.found[begin:end] if token.kind not in ("function", "stop")]
        pictures = [token.means("noun", "photo") or token.means("measure", "photo") for token in parts]
        if any(pictures) and all(one or part.quantity for one, part in zip(pictures, parts, strict=True)):
            return False
        return any(not any(token.means(of) for of in _STYLES) and not token.means("noun", *_PROPERTIES, *_WRITTEN)
                   for token in parts)  # fmt: skip

    def listed(self, place: int) -> bool:
        """Return whether a list of names goes on behind a comma."""
        if place + 1 >= len(self.found) or self.found[place].text not in (",", "、", "/"):
            return False
        return self._may_begin(place + 1, lower=True) and not _wishes(self.found[place + 1])

    def token(self, begin: int, end: int, *, subject: bool = False) -> Token:
        """Return the name as one token; what a person or a shop is called is what the film is about."""
        start, stop = self.found[begin].start, self.found[end - 1].end
        if subject:
            return Token(start, stop, self.raw[start:stop], "form", _SUBJECT)
        while self.raw[stop : stop + 1] and not (self.raw[stop].isalnum() or self.raw[stop].isspace()):
            if self.raw[stop] in _ENDS:
                break
            stop += 1  # an exclamation mark, an emoji
        start -= self.raw[start - 1 : start] in tuple(_SIGNS)
        return Token(start, stop, self.raw[start:stop], "words")


def _wishes(token: Token) -> bool:
    """Return whether another wish may begin with the word."""
    if token.quantity is not None:
        return token.quantity.kind in _TIMES
    return any(sense.type not in _NO_WISH for sense in token.senses)


def _is_han(text: str) -> bool:
    return "\u3400" <= text[:1] <= "\u9fff"


def _is_short(token: Token, raw: str) -> bool:
    """Return whether a full stop behind the word ends no sentence: "St. Mary", "J. Doe"."""
    return token.end - token.start <= 2 and raw[token.start].isupper()
