"""Where a comma was left out: for an emoji or a space, and before what opens something new behind what is complete."""

import re
from collections.abc import Iterator, Sequence

from imgfree.local.director.lexicon.kinds import TOPICS
from imgfree.local.director.read.tokens import Token

_COMPLETE = ("look", "mood", "motion", "transition", "aspect", "compare", "effect", "place", "pace", "fit", "side",
             "met")  # fmt: skip
_ENDING = ("remove", "mute", "cut", "split")  # nothing more need be said of what went
_OVERALL = ("整体", "全程", "总共", "一共")
_LEADING = ("want", "use", "make", "set", "change", "add", "hold", "put", "replace")
_MEASURED = ("seconds", "percent", "factor", "ratio")
_NEW = ("noun", "verb", *_COMPLETE)
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff])[ +](?=[\u3400-\u9fff])")
_AROUND = re.compile(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\+(?=[\u3400-\u9fff])")
_WHOLE = ("noun", "platform", "aspect", "look", "transition", "effect")


def punctuated(folded: str, raw: str, taken: Sequence[tuple[int, int]]) -> str:
    """Return the text with a comma for each emoji, and for each space that stands for one: in Chinese, without others.

    Emoji at the end end nothing.
    """
    bare = "," not in folded and any(_BETWEEN.finditer(folded))
    row = list(folded)
    for found in (_AROUND if bare else _BETWEEN).finditer(folded):
        if not any(first <= found.start() < last for first, last in taken):
            row[found.start()] = ","
    for place, (plain, char) in enumerate(zip(folded.rstrip(), raw, strict=False)):
        if plain == " " and char >= "①" and not any(first <= place < last for first, last in taken):
            row[place] = ","
    return "".join(row)


def paused(found: Sequence[Token], raw: str) -> list[Token]:
    """Return the tokens with an empty comma wherever one was left out, and without one that parts nothing."""
    return [token for pair in _paused(found, raw) for token in pair]


def _paused(found: Sequence[Token], raw: str) -> Iterator[tuple[Token, ...]]:
    for place, token in enumerate(found):
        if _hesitates(found, place) or (raw[token.start : token.end].isspace() and _goes_on(found, place)):
            continue
        english = token.text.isascii() and found[place - 1].text.isascii()
        if place and (_begins if english else _opens)(found, place):
            yield Token(token.start, token.start, ",", "stop"), token
        else:
            yield (token,)


def _hesitates(found: Sequence[Token], place: int) -> bool:
    """Return whether a comma stands before "like" and a length, which are said of what stands before it."""
    ahead = found[place + 1 : place + 3]
    length = ahead[1].quantity if len(ahead) == 2 else None
    return found[place].text == "," and length is not None and length.kind == "seconds" and ahead[0].text == "like"


def _goes_on(found: Sequence[Token], place: int) -> bool:
    """Return whether a space stands between what belongs together: 每张 4s, 转场要 干脆."""
    before, after = found[place - 1], found[place + 1 : place + 2]
    if not place or not after:
        return False
    led = before.means("verb", *_LEADING) and before.senses[0].type == "verb"
    waits = led or before.means("each", "each") or before.means("rest") or before.means("measure")
    return led or (waits and _is_length(after[0]))


def _opens(found: Sequence[Token], place: int) -> bool:
    """Return whether a Chinese topic, "each", "no", a count or a place in time stands behind what is whole."""
    token = found[place]
    if found[place - 1].text == "中间" and (place == 1 or found[place - 2].kind == "stop") and not token.means("verb"):
        return False  # 中间那张, 中间每张
    if found[place - 1].text in ("别动", "不要动") and not (place > 1 and found[place - 2].means("noun")):
        return False  # 别动音乐
    many = token.quantity is not None and token.quantity.value != 1
    counted = many and found[place + 1 :] != [] and found[place + 1].means("measure")
    opens = token.means("noun", *TOPICS) or token.means("when", "at_start", "at_end") or counted
    opens = opens or token.means("each", "each") or token.means("again", "again") or token.text in _OVERALL
    opens = opens or (token.means("transition") and not found[place - 1].means("degree"))
    opens = opens and not (_moves(token) and found[place - 1].means("trait") and not _named(found, place - 1))
    gone = token.means("not") and _ends(found, place)  # 颗粒不要了, 前10秒不要
    opens = opens or (not gone and any(token.means(of) for of in ("not", "rest", "met")))
    return (opens and _is_whole(found, place)) or _acts(found, place)


def _is_length(token: Token) -> bool:
    return token.quantity is not None and token.quantity.kind == "seconds"


def _moves(token: Token) -> bool:
    """Return whether a word is what may be quick or slow: 慢速叠化."""
    return token.means("transition") or token.means("motion") or token.means("noun", "transition", "motion")


def _named(found: Sequence[Token], place: int) -> bool:
    """Return whether what is said here is said of a noun right before it: 节奏快."""
    return place > 0 and found[place - 1].means("noun")


def _ends(found: Sequence[Token], place: int) -> bool:
    return len(found) == place + 1 or found[place + 1].kind in ("stop", "function")


def _acts(found: Sequence[Token], place: int) -> bool:
    """Return whether a verb, or "again" and a verb, stands behind another one whose object was taken up before it."""
    token, before = found[place], found[place - 1]
    again = token.means("again") and len(found) > place + 1 and found[place + 1].means("verb")
    if place < 2 or not (again or token.means("verb")):
        return False
    if before.text == "了":
        return found[place - 2].means("compare") or found[place - 2].means("noun")
    return before.means("verb", *_ENDING) and (found[place - 2].means("noun") or found[place - 2].means("each"))


def _is_whole(found: Sequence[Token], place: int) -> bool:
    """Return whether what ends here needs nothing more: a value, a quantity, quoted words, a film asked for."""
    before = found[place - 1]
    if before.quantity is not None:
        return before.quantity.kind in _MEASURED and len(found) > place + 1
    if before.text == "了" and place > 1:
        return not found[place - 2].means("verb")
    if before.kind in ("literal", "words"):
        return True
    if before.means("noun", "film"):
        return any(token.means("verb", "make") for token in found[: place - 1])
    return before.kind == "form" and any(before.means(of) for of in (*_COMPLETE, "degree"))


def _begins(found: Sequence[Token], place: int) -> bool:
    """Return whether a length, a "no" or anything behind "3 seconds each" stands where nothing waits for it."""
    token, before = found[place], found[place - 1]
    after = found[place + 1 : place + 2]
    if token.means("aspect") and (before.means("noun", "transition") or _is_length(before)):
        return not any(one.means("noun") for one in after)
    if before.kind != "form":
        return False
    if _is_length(token) and (before.means("aspect") or any(one.means("each", "all") for one in after)):
        return True
    if _is_length(token):
        said = found[max(0, place - 3) : place - 1]
        shared = any(one.means("each") or one.means("part") or one.relation or one.quantity for one in said)
        return (before.means("noun", "film", "photo", "clip", "upload") and not shared) or before.means("platform")
    if token.kind != "form":
        return False
    whole = any(before.means(of) for of in _WHOLE)
    if token.means("not"):
        return whole and found[place + 1 :][:1] != [] and found[place + 1].kind == "form"
    apiece = place > 1 and before.means("each") and found[place - 2].quantity is not None
    apiece = apiece or (place > 2 and found[place - 2].relation == "per" and found[place - 3].quantity is not None)
    return apiece and any(token.means(of) for of in _NEW) and not token.means("noun", "photo", "clip")
