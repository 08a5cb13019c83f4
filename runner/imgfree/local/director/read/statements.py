"""Statements: what somebody tells of himself, of others or of the world, and why. Nothing in them is wished.

A statement has a subject of its own that is nothing of the film, or gives a reason behind a wish. Its words are "told",
and mean nothing from there on; what only praises or allows is a function word.
"""

from collections.abc import Iterator, Sequence

from imgfree.local.director.lexicon import lexicon
from imgfree.local.director.lexicon.kinds import CAUSES, JOINS, OF_THE_FILM, POINTS_BACK
from imgfree.local.director.read.excuses import excuses, pointed, spares
from imgfree.local.director.read.tokens import Token

_VALUES = ("transition", "motion", "look", "bare", "effect", "pace", "aspect", "platform", "fit", "loop", "order",
           "format", "color", "place", "refuse", "met", "compare", "correct")  # fmt: skip
_MILD = ("compare", "place", "color", "look", "aspect", "pace")  # what strangers may be said to be: "it was dark there"
_MEASURES = ("seconds", "percent", "ratio", "size", "fps", "factor", "resolution", "clock")
_IDLE = ("have", "say", "show", "start", "end", "play", "upload", "hold", "wait", "like_this", "remember")
_LIKED = 3  # words of "i like the …"
_SHORT = 5  # words of a subject and what it does
_SEEN = ("look", "sound")  # nouns that are verbs behind a subject: "the cakes look dull"
_SAYS_HOW = frozenset(("not", "complain"))
_SO = ("praise", "degree", "when")  # what may be said of what is well
_CHOOSING = ("use", "remove", "replace", "keep")
_PUT = ("place", "compare", "side", "opacity", "size")  # how something stands that could be in the way
_LEAST = 4  # Chinese characters of a clause
_OPTIONAL = ("也行", "也可以", "也好", "也没事", "也没关系")
_LONG_S = 120  # what is said to last longer is no part of a film


def stated(found: Sequence[Token]) -> list[Token]:
    """Return the tokens with those of statements marked."""
    row = [token.emptied("function") if _is_also(found, n) else token for n, token in enumerate(found)]
    chooses = any(token.means("only") or token.means("verb", *_CHOOSING) for token in found)
    chooses = chooses and not any(token.text in POINTS_BACK for token in found)  # to a picture that must be known
    told = False
    for first, last in _parts(found):
        part = found[first:last]
        joined = first > 0 and found[first - 1].kind != "stop"
        lead = next((n for n, token in enumerate(part) if not _leads_in(token)), len(part))
        rest = part[lead:]
        goes_on = told and bool(rest) and rest[0].relation != "reason"
        goes_on = goes_on and (_goes_on(rest) if joined else found[first - 1].text == "," and _adds(rest))
        told = bool(rest) and (goes_on or _tells(rest, behind=first > 0, joined=joined and lead == 0))
        told = told and not any(token.text in CAUSES for token in part[:lead])
        told = told or (bool(rest) and _is_left_aside(found, first + lead, last, chooses=chooses))
        if told:
            pointing = pointed(found, first + lead, last)
            begin, end = first + lead + pointing, last
            end += bool(pointing and [token for token in found[last : last + 1] if token.text == ","])
            row[begin:end] = [token.emptied("told") for token in found[begin:end]]
        else:
            for n in () if found[last:] and found[last].relation == "but" else _allows(rest):
                row[first + lead + n] = rest[n].emptied("function")
    return row


def _is_left_aside(found: Sequence[Token], first: int, last: int, *, chooses: bool) -> bool:
    """Return whether a clause says which pictures are not needed, what is wrong with them, or what is to stay seen."""
    part = found[first:last]
    if part[0].means("spares"):
        return any(token.means(of) for token in found[:first] for of in _PUT) and not _asks(part[1:])
    return chooses and (excuses(part) or spares(part))


def _goes_on(rest: Sequence[Token]) -> bool:
    """Return whether the words behind a statement and an "and" are no order."""
    return not _asks(rest) and not rest[0].means("verb")


def _adds(rest: Sequence[Token]) -> bool:
    """Return whether the words behind a statement and a comma only say more of its subject: "a bakery in York"."""
    named = all(token.kind == "function" or _is_named(token) or token.means("degree") for token in rest)
    orders = rest[0].kind == "unknown" and len(rest) > 1 and (rest[1].given or rest[1].kind == "function")
    return named and not (orders and rest[0].text.isascii()) and any(token.kind == "unknown" for token in rest)


def _is_also(found: Sequence[Token], place: int) -> bool:
    """Return whether a "too" says "as well", since nothing follows of which there could be too much."""
    after = found[place + 1 : place + 2]
    return found[place].means("tells", "also") and (not after or after[0].breaks)


def _parts(found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that may be statements: from a stop, a "but", a reason or a subject to the next of these."""
    first = 0
    for place, token in enumerate(found):
        before = found[place - 1] if place else None
        opens = before is not None and before.kind != "function" and _is_subject(found, place)
        opens = opens or token.means("spares")
        if token.breaks or token.relation == "reason" or opens:
            if place > first:
                yield first, place
            first = place + (token.kind == "stop")
    if first < len(found):
        yield first, len(found)


def _is_subject(found: Sequence[Token], place: int) -> bool:
    """Return whether a pronoun opens a clause here, with no stop before it: "a gif she can send", "thats the dog"."""
    token, after = found[place], found[place + 1 : place + 2]
    if not token.text.isascii() or not after:
        return False
    if token.given and token.text != "its":
        return found[place - 1].kind == "form" and _names_who(found, place)
    return token.relation == "who" or (token.relation == "subject" and token.text != "it") or _is_it_is(token, after[0])


def _names_who(found: Sequence[Token], place: int) -> bool:
    """Return whether somebody or something strange is named here, with what it does: "the cakes look dull"."""
    for last in range(place + 2, min(place + _SHORT, len(found))):
        if _is_finite(found[last], found[last - 1], known=True):
            return _is_foreign(found[place:last]) and not found[place - 1].means("verb")
    return False


def _is_it_is(token: Token, after: Token) -> bool:
    """Return whether an "its" is an "it's", by what stands behind it."""
    if token.text != "its" or not token.given:
        return False
    own = after.given or after.relation in ("for", "in", "on", "at", "from", "as", "with")
    own = own or (after.kind == "function" and not after.relation)
    return own or after.text.endswith("ing") or any(after.means(of) for of in ("only", "complain", "praise", "not"))


def _leads_in(token: Token) -> bool:
    """Return whether a word may stand before a statement and is no part of it: "and", "also", a courtesy."""
    small = token.kind == "function" and not (token.relation or token.given or token.auxiliary)
    return small or token.relation in JOINS or token.means("praise") or token.means("correct")


def _tells(part: Sequence[Token], *, behind: bool, joined: bool) -> bool:
    """Return whether the words state something; `joined` is said of what follows a wish without a comma."""
    lead, rest = part[0], part[1:]
    if not rest or any(token.kind in ("literal", "words", "name") for token in part):
        return len(part) == 1 and lead.kind == "unknown" and _tells_itself(lead.text)
    if lead.relation == "reason":
        if not behind and lead.text.isascii():
            return _tells(rest, behind=behind, joined=joined)
        return behind and _is_reason(lead, rest)
    if not lead.text.isascii():
        return _tells_chinese(part)
    if lead.relation == "who":
        return not _wants(rest) and not _asks(rest)
    it_is = _is_it_is(lead, rest[0]) or (lead.text == "its" and _is_named(rest[0]))
    pointing = lead.given and rest[0].auxiliary == "is"  # "those are the twins"
    if lead.relation == "subject" or it_is or pointing:
        if _numbers(rest):
            return False
        rest = rest[1:] if rest[0].means("refuse") and rest[0].text.endswith("ing") else rest  # "its covering the view"
        return not _wants(rest) and not _asks(rest, *(_MILD if joined else ()))
    if lead.means("tells", "elided") or (lead.relation == "before" and rest[0].relation == "who"):
        return not _asks(rest)  # "before we open"
    finite = (_is_finite(token, part[n - 1], known=not lead.given, ends=n + 1 == len(part))
              for n, token in enumerate(part) if n)  # fmt: skip
    head = next((n for n, does in enumerate(finite, 1) if does), 0)
    if not head or not _is_foreign(part[:head]) or _is_fault(part[head:]):
        return False
    wants = part[head].means("verb", "want") and not part[head].means("tells")
    return not _asks(part[head + 1 :], *(() if wants else _MILD)) and part[head].auxiliary != "should"


def _numbers(rest: Sequence[Token]) -> bool:
    """Return whether nothing is said but which of the pictures something is: "that's 3 and 6"."""
    return all(token.quantity is not None and token.quantity.kind in ("number", "ordinal") for token in rest)


def _is_fault(said: Sequence[Token]) -> bool:
    """Return whether the pictures are said to be cropped: "her head is cut off"."""
    is_so = said[0].auxiliary == "is" or said[0].means("tells", "becomes")
    return is_so and any(token.means("verb", "cut", "crop") for token in said[1:2])


def _is_reason(lead: Token, rest: Sequence[Token]) -> bool:
    """Return whether a reason follows, and no order: "so they can see it", "cos it's dark", but not "so cut it"."""
    if not lead.text.isascii():
        return not _asks(rest) or not any(token.means("verb") for token in rest)
    if any((token.quantity and token.quantity.kind in _MEASURES) or token.means("platform") for token in rest):
        return False
    own = rest[0].relation in ("who", "subject") or rest[0].given or rest[0].means("context")
    own = own or (rest[0].means("not") and any(token.means("tells", "becomes") or token.auxiliary for token in rest))
    return own or rest[0].auxiliary != "" or (rest[0].kind == "unknown" and len(rest) > 1 and not rest[1].given)


def _tells_chinese(part: Sequence[Token]) -> bool:
    """Return whether a Chinese clause is about its speaker, others or the world, and wants nothing."""
    lead, rest = part[0], part[1:]
    if all(token.kind in ("unknown", "function") for token in part) and lead.kind == "unknown":
        return not any(token.relation for token in rest) and _tells_itself("".join(token.text for token in part))
    if lead.kind == "unknown" and _tells_itself(lead.text):
        return not _asks(rest, *_MILD)
    if part[-1].text in _OPTIONAL and any(token.means("not") for token in part):
        return True  # 不加字幕也可以
    if lead.means("verb", "wait") and rest[0].relation == "who":
        return not any(token.quantity for token in rest)  # 等我换一首
    foreign = any(token.kind == "unknown" or token.means("context", "subject") for token in part)
    pointing = lead.given and (rest[0].kind == "unknown" or rest[0].auxiliary == "is")
    if not (lead.relation == "who" or lead.means("context") or pointing):
        return False
    return foreign and not _asks(rest, *_MILD) and not any(token.relation in ("object", "for") for token in rest)


def _tells_itself(text: str) -> bool:
    """Return whether unknown Chinese words hold one that says how something is or was: 了, 着, 太, 不."""
    if text.isascii() or len(text) < _LEAST - text.endswith("了"):
        return False
    forms = (form for char in text[1:] for form in lexicon("zh").beginning(char) if form.parts == (char,))
    return any(form.relation == "is" or any(_SAYS_HOW & {sense.type} for sense in form.senses) for form in forms)


def _wants(rest: Sequence[Token]) -> bool:
    """Return whether the speaker goes on to say what he wants, said or dislikes."""
    verb = next((token for token in rest if token.kind != "function" or token.auxiliary == "should"), rest[0])
    return verb.auxiliary == "should" or verb.means("verb", "want", "say") or verb.means("complain")


def _asks(part: Sequence[Token], *but: str) -> bool:
    """Return whether there is anything in it that a film can be given, or an order."""
    return any(_is_asked(part, n, but) for n in range(len(part)))


def _is_asked(part: Sequence[Token], n: int, but: Sequence[str]) -> bool:
    token = part[n]
    if token.quantity is not None:
        brief = token.quantity.kind != "seconds" or float(token.quantity.value) < _LONG_S
        return token.quantity.kind in _MEASURES and brief
    if token.means("complain") and "compare" in but:
        return False
    if n and part[n - 1].means("tells", "becomes") and token.means("verb"):
        return False  # "their hats get cut"
    if token.auxiliary == "should" or any(token.means(of) for of in _VALUES if of not in but):
        return True
    if token.means("noun", *OF_THE_FILM):
        return not any(one.relation == "for" for one in part[:n])  # what it is for, is another thing
    if not token.senses or token.senses[0].type != "verb" or token.text.isascii():
        return False
    return not token.means("verb", *_IDLE) and n + 1 < len(part) and not part[n + 1].means("context")


def _is_finite(token: Token, before: Token, *, known: bool, ends: bool = False) -> bool:
    """Return whether a subject ends before this word, since it is what the subject does; a `known` verb or any."""
    if token.auxiliary:
        return True
    if before.kind != "unknown" and not before.means("context"):
        return False
    if token.means("verb", "have", "want") or (token.means("noun", *_SEEN) and not ends):
        return True
    if not known and (token.means("not") or token.means("degree", "less")):
        return True  # "my german not so good"
    acts = bool(token.senses) and all(sense.type == "verb" for sense in token.senses)
    acts = acts or (token.kind == "unknown" and not known)
    return acts and token.text.isascii() and token.text.endswith(("s", "ed"))


def _is_foreign(subject: Sequence[Token]) -> bool:
    """Return whether a subject is nothing of the film, nor one of its pictures: "my nan", "people"."""
    if any(token.quantity is not None or token.means("noun") or token.kind == "stop" for token in subject):
        return False
    if any(token.means("ordinal") or token.means("part") or token.means("each") or token.means("rest")
           or token.text in ("one", "ones") for token in subject):  # fmt: skip
        return False
    if any(token.means("verb") for token in subject):
        return False
    named = [token for token in subject if _is_named(token)]
    return bool(named) and (subject[0].given or len(named) == len(subject))


def _is_named(token: Token) -> bool:
    return token.kind == "unknown" or token.means("context")


def _allows(part: Sequence[Token]) -> Sequence[int]:
    """Return the places of what says that something is well as it is, and of what is only praised so."""
    if len(part) > _LIKED and part[0].relation == "who" and part[1].relation == "as" and part[2].given:
        liked = not any(token.means(of) for token in part for of in ("compare", "degree", "not", "complain"))
        return range(len(part)) if liked else ()  # "i like the grain"
    is_so = (n for n, token in enumerate(part) if n and (token.auxiliary == "is" or token.means("noun", "look")))
    seen = next(is_so, 0)
    rest = part[seen + 1 :]
    if not seen or not any(token.means("praise") for token in rest):
        return ()
    if any(token.kind != "function" and not any(token.means(of) for of in _SO) for token in rest):
        return ()
    subject = part[:seen]
    praised = any(token.means("praise", "good") for token in rest) and subject[0].given
    left = all(any(token.means(of) for of in ("rest", "each")) or token.kind == "function" for token in subject)
    return range(0 if praised or left else seen, len(part))
