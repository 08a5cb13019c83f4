"""What words on the picture are: title, text, closing or captions, and what is said of place, time and style."""

from dataclasses import replace
from typing import Any

from imgfree.local.director.frames import Mention
from imgfree.local.director.ops.appearance import placed, style_of, timed
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Scene, Wish
from imgfree.local.film import Words

KINDS = ("title", "text", "closing", "words")
WRITES = ("add", "put", "make", "show", "say", "want", "have", "use", "start")
_ACTS = (*WRITES, "change", "replace", "remove", "move", "set", "keep", "end")
_NEAR = 4  # items at most between a picture and the words on it
_THOSE = ("那", "这")  # what such a word begins with speaks of words that are there
SHADOW = Say("no shadows are drawn: ask for an outline or a box", "不画阴影：可加描边或底色")


def op_of(words: Words) -> str:
    """Return what a text on the film is to the operations: a title, or other text."""
    return "title" if words.role == "title" else "text"


def within(reading: Reading, item: Item, relation: str) -> bool:
    """Return whether this preposition stands before a noun and the words that describe it."""
    for one in reversed(reading.items[: reading.place(item)]):
        if one.relation:
            return one.relation == relation
        if one.tokens[0].kind == "stop" or one.means("noun") or one.means("verb"):
            return False
    return False


def on_card(item: Item, reading: Reading) -> bool:
    """Return whether something is said to stand on an end card, which is named in the same breath."""
    place = reading.place(item)
    for piece in (reversed(reading.items[:place]), reading.items[place:]):
        for one in piece:
            if one.means("card"):
                return True
            if one.tokens[0].kind == "stop" and one.text != ":":
                break
    return False


def literals(reading: Reading) -> list[Item]:
    return [one for one in reading.items if one.means("literal")]


def quoted_of(mention: Mention) -> Item | None:
    return next((head for head in mention.heads if head.means("literal")), None)


def shown_for(quoted: Item, reading: Reading) -> list[Item]:
    """Return what says behind words, and names nothing else, that they are seen so long only: 只显示前2秒."""
    row = reading.items[reading.place(quoted) + 1 :]
    begins = next((n for n, one in enumerate(row) if one.tokens[0].kind == "stop" or one.relation == "but"), len(row))
    rest = row[begins + 1 :]
    piece = rest[: next((n for n, one in enumerate(rest) if one.tokens[0].kind == "stop"), len(rest))]
    said = [one for one in piece if not one.small]
    long = [one for one in said if one.means("stretch") and one.value("stretch").start == 0]
    shows = any(one.means("only") or one.means("verb", "show", "hold") for one in said)
    plain = all(one in long or one.means("only") or one.means("verb", "show", "hold") for one in said)
    near = any(one.means("literal") or one.means("noun") for one in row[:begins])
    return said if len(long) == 1 and shows and plain and not near else []


def row_of_texts(reading: Reading) -> list[Item]:
    """Return the texts that are each told of a picture of its own: what is said behind the last is of all of them."""
    found = [one for one in literals(reading) if owns(reading, one) and _pictured(reading, one)]
    return found if len(found) > 1 else []


def _pictured(reading: Reading, text: Item) -> bool:
    said = [*reading.piece(text)[-_NEAR:], *reading.beside(text)]
    return any(one.means("which") and one.value("which").numbers for one in said)


def owns(reading: Reading, item: Item) -> bool:
    """Return whether a quotation is for the picture and no song, font or file, and a noun means words on it."""
    if item.means("literal"):
        noun = reading.governor(item)
        return not item.tokens[0].means("file") and (noun is None or noun.means("noun", "captions", *KINDS))
    if item.means("noun", "font"):
        others = (one for one in reading.clause(item) if one is not item)
        return not any(one.means("literal") or one.means("noun", "captions", *KINDS) for one in others)
    before = reading.before(item)
    stands = reading.relation(item) in ("in", "at", "on", "to") or (before is not None and before.means("literal"))
    if item.means("place") and stands:
        return False  # where other words stand
    if item.means("noun", "text") and within(reading, item, "in"):
        return False  # "in big red letters"
    if any(reading.governor(one) is item for one in literals(reading)):
        return True
    said = [one for one in reading.piece(item) if one.tokens[0].kind not in ("stop", "function")]
    if item.means("noun", "text") and (
        item.text.startswith(_THOSE) or _framing(item, reading) or _belongs(item, reading)
    ):
        return True
    asked = any(any(map(one.means, ("not", "again", "each"))) or one.means("verb", *_ACTS) for one in said)
    if item.means("noun", "title", "closing"):
        return asked or not item.means("when")
    if any(one.means("noun", "captions") for one in reading.clause(item)):
        return False  # "white text" says how they look
    looks = any(one.means(way) for one in said for way in ("size", "color", "weight"))
    after = reading.after(item)
    if after is not None and after.means("noun", "photo", "clip", "film", "upload"):
        return False  # it only describes them
    return asked or looks or not said or any(within(reading, item, one) for one in ("with", "as"))


def joins(reading: Reading, mention: Mention, item: Item) -> bool:
    """Return whether a quotation belongs to the noun of a mention, or a noun to its quotation or its noun."""
    quoted = quoted_of(mention)
    if item.means("literal"):
        noun = reading.governor(item)
        return quoted is None and any(head is noun for head in mention.heads)
    if quoted is not None:
        return reading.governor(quoted) is item
    near = reading.distance(mention.heads[-1], item)
    return near < 0.25 or (near < 1.7 and reading.relation(item) in ("as", "with"))


def kind_of(mention: Mention, reading: Reading) -> str:
    """Return what quoted words are: title, closing, text, captions; or lonely, where nothing says it."""
    quoted = quoted_of(mention)
    noun = reading.governor(quoted) if quoted else None
    said = noun or next((head for head in mention.heads if head.means("noun")), None)
    if said is not None:
        ending = quoted is not None and any(one.means("verb", "end") for one in reading.piece(quoted))
        kinds = ("closing", "title", "captions")
        found = next((kind for kind in kinds if said.means("noun", kind)), "text")
        if quoted is None and found == "text":
            ends = [
                one for one in mention.slots.get("when", ()) if one.means("when", "at_end") or one.means("noun", "end")
            ]
            found = _framing(said, reading) or ("closing" if ends and mention.does("remove") else found)
        bare = not said.means("noun", *kinds, "text") or said.text == "words"
        return "closing" if ending and bare else found
    if quoted is not None and any(one.means("verb", "end") for one in reading.piece(quoted)):
        return "closing"
    others = len(literals(reading)) > 1
    return "text" if mention.verbs or others or quoted is None or mention.slots else "lonely"


def _belongs(noun: Item, reading: Reading) -> bool:
    """Return whether a text is that of a picture: 第二张的字."""
    owner = reading.before(noun, 2)
    owner = reading.before(noun, 3) if owner is not None and owner.relation in ("on", "in") else owner
    last = reading.before(noun)
    return last is not None and last.relation == "of" and owner is not None and owner.means("which")


def _framing(noun: Item, reading: Reading) -> str:
    """Return which text is meant by "the one" at the beginning or the end: 片头那句, 最后那句话."""
    before = reading.before(noun)
    before = reading.before(before) if before is not None and before.relation == "of" else before
    if before is None:
        return ""
    if before.means("noun", "closing", "end") or before.means("when", "at_end") or before.means("part", "last"):
        return "closing"
    return "title" if before.means("noun", "title", "start") or before.means("when", "at_start") else ""


def listed(quoted: Item, reading: Reading) -> list[Item]:
    """Return the quotations that stand in one list with this one, in order."""
    noun = reading.governor(quoted)
    found: list[Item] = []
    for item in reading.items:
        if item.means("literal") and reading.governor(item) is noun:
            found.append(item)
        elif found and not item.small:
            if any(one is quoted for one in found):
                break
            found = []
    return found if any(one is quoted for one in found) else [quoted]


def of_list(quoted: Item, reading: Reading) -> dict[str, Any]:
    """Return the place of one caption of several: on its photo, or on its share of the film."""
    several = listed(quoted, reading)
    if len(several) < 2:
        return {"role": "caption"}
    number = next(n for n, one in enumerate(several, 1) if one is quoted)
    texts = [reading.literal(one) for one in several]
    clause = reading.clause(quoted)
    each = any(one.means("noun", "photo") or one.means("which") or one.means("each") for one in clause)
    return {"role": "caption", "anchor": f"photo:{number}", "texts": texts, "one_each": each}


def details(mention: Mention, reading: Reading, scene: Scene) -> dict[str, Any]:
    """Return what is said of place, time and style, as arguments; the place of a list is that of each of its texts."""
    if "place" in mention.slots:
        mention.slots["place"] = [item for item in mention.slots["place"] if not _is_of_logo(item, mention, reading)]
    return _announced(mention, reading) | placed(mention) | timed(mention, reading, scene) | style_of(mention, reading)


def _is_of_logo(place: Item, mention: Mention, reading: Reading) -> bool:
    """Return whether a place stands in a piece before the words, and says where a logo is."""
    parted = place.first < mention.start and reading.parted(place, mention.heads[0])
    return parted and any(one.means("noun", "logo") for one in reading.piece(place))


def _announced(mention: Mention, reading: Reading) -> dict[str, Any]:
    """Return the place that is said in front of a colon, behind which a list of quotations stands."""
    quoted = quoted_of(mention)
    listing = [one for one in reading.clause(quoted) if one.means("literal")] if quoted else []
    noun = reading.governor(listing[0]) if listing else None
    said = reading.items[reading.place(noun) : reading.place(listing[0])] if noun else ()
    places = [one.value("place") for one in said if one.means("place")]
    return {"position": places[-1]} if places and any(one.text == ":" for one in said) else {}


def shadowed(wish: Wish, mention: Mention) -> Wish:
    """Return the wish; with what is said of a shadow, which is not drawn."""
    shadow = any(item.means("noun", "shadow") for item in mention.slots.get("of", ()))
    return replace(wish, outcome="approximated", note=SHADOW) if shadow else wish
