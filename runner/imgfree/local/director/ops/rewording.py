"""What becomes of the words that are there: others in their place, another look, or none."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from imgfree.local.director.frames import Mention, leading
from imgfree.local.director.ops import logo
from imgfree.local.director.ops.appearance import moved
from imgfree.local.director.ops.roles import (
    KINDS,
    SHADOW,
    WRITES,
    details,
    kind_of,
    listed,
    op_of,
    owns,
    row_of_texts,
    shadowed,
    within,
)
from imgfree.local.director.pictures import numbers
from imgfree.local.director.read.known_texts import figure
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Scene, Wish
from imgfree.local.draft import span_ms
from imgfree.local.end_card import ENDS
from imgfree.local.film import Words

_SLIP = 8  # items at most between what says that a text is wrong and what is right
_WORDLESS = Say("no words were given: put them in quotes", "没有给出文字内容：请用引号写出来")
_LEAST_S = 0.5
_GIVEN = ("box", "background", "outline")  # what letters are given
_WHICH = Say(
    "there are several texts: for another say which, e.g. 'the title'", "有几处文字：要改另一处请说是哪个，例如“标题”"
)
_NOT_THERE = Say("there is no text there", "那里没有文字")
_NONE = Say("satisfied: there is none", "已满足：那里没有文字")
_HOW = Say("say how: bigger, another colour, font or place", "请说怎么改：大一点、换颜色、字体或位置")


def mended(mention: Mention, quoted: Item, reading: Reading, scene: Scene) -> Wish | None:
    """Return the change of a part of a text: another price; or of a text that was spelt wrong."""
    text, there = reading.literal(quoted), _every(scene)
    priced = [one for one in there if figure(one.text)]
    if text == figure(text) and text and len(priced) == 1:
        old = figure(priced[0].text)
        if text == old:
            return Wish("", {}, mention.spans())
        return Wish("replace", {"what": op_of(priced[0]), "old": old, "with": text}, mention.spans())
    before = reading.items[max(0, reading.place(quoted) - _SLIP) : reading.place(quoted)]
    slips = [one for one in before if one.relation == "mended" or one.means("correct", "correct")
             or one.means("complain", "wrong")]  # fmt: skip
    if not there or not slips or any(one.means("literal") for one in before):
        return None
    like = max(there, key=lambda one: SequenceMatcher(None, one.text, text).ratio())
    if like.text == text:
        return None
    rest = reading.items[reading.place(quoted) + 1 :]
    wrong = [
        one for one in rest[1:2] if rest[0].means("instead", "of") and reading.raw[one.start : one.end] in like.text
    ]
    spans = mention.spans(*slips, *rest[:1] * bool(wrong), *wrong)
    return Wish("replace", {"what": op_of(like), "old": like.text, "with": text}, spans)


def replaced(mention: Mention, quoted: Item, reading: Reading, scene: Scene) -> tuple[str, dict[str, Any]] | None:
    """Return what quoted words take the place of: a kind of words, or the quoted words before them."""
    before = _old(quoted, reading)
    if before is not None:
        old = reading.literal(before)
        there = scene.film.words if scene.film else ()
        return ("title" if any(one.role == "title" and old in one.text for one in there) else "text"), {"old": old}
    noun = next((head for head in mention.heads if head.means("noun", *KINDS, "captions")), None)
    changes = any(one.means("verb", "change", "replace", "swap") for one in (*mention.verbs, *mention.heads))
    mention.verbs += [one for one in reading.piece(mention.heads[0]) if one.means("differ")]
    changes = changes or any(one.means("differ") for one in mention.verbs)
    again = any(one.means("instead") for one in reading.clause(quoted)) and scene.film is not None
    ends = any(item.means("noun", "end") for items in mention.slots.values() for item in items)
    if noun is None and changes and ends and scene.film is not None:
        last = next((one for one in scene.film.words if one.anchor in ENDS and one.role == "text"), None)
        return ("text", {"old": last.text}) if last else ("title", {"closing": True})
    if noun is None or not (changes or again):
        return None
    kind = kind_of(mention, reading)
    what = "title" if kind in ("title", "closing") else kind
    return what, {"closing": True} if kind == "closing" else {}


def _old(quoted: Item, reading: Reading) -> Item | None:
    """Return the quotation that gives way to this one: change 'A' to 'B', “A”改成“B”."""
    between: list[Item] = []
    for one in reversed(reading.items[: reading.place(quoted)]):
        if one.means("literal"):
            break
        between.append(one)
    else:
        return None
    if any(one.tokens[0].kind == "stop" or one.means("noun") for one in between):
        return None
    changed = any(one.means("verb", "change", "replace") for one in between)
    led = reading.before(one)
    leads = reading.relation(quoted) in ("to", "with", "by", "into", "for") and led is not None
    return one if changed or (leads and led and led.means("verb", "change", "replace", "swap")) else None


def gives_way(quoted: Item, reading: Reading) -> bool:
    """Return whether quoted words are the old ones, which the next quotation replaces."""
    after = next((one for one in reading.items[reading.place(quoted) + 1 :] if one.means("literal")), None)
    return after is not None and _old(after, reading) is quoted


def unquoted(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Without words: those that are there go, or look otherwise; else the words are asked for."""
    kind = kind_of(mention, reading)
    what = "title" if kind in ("title", "closing") else "text"
    noun = any(head.means("noun", *KINDS) for head in mention.heads)
    moved_on = bool(mention.slots.get("which")) and any(one.means("verb", "change", "move") for one in mention.verbs)
    nth = _nth(mention, reading) if scene.film is not None else None
    ranked = _in_order(scene)[nth[1] - 1 : nth[1]] if nth else []
    mention.modifiers += [nth[0]] if nth else []
    if nth and not ranked:
        yield Wish("", {}, mention.spans(), "declined", _NOT_THERE)
        return
    if any(one.text.startswith("太") for one in mention.slots.get("compare", ())):
        mention.modifiers, mention.negations = [*mention.modifiers, *mention.negations], []  # 别让字太大
    if mention.negations or (mention.does("remove") and not moved_on):
        yield from _removed(what, kind, mention, scene, ranked) if noun else _recolored(mention, reading, scene)
        return
    pointed = ranked or (_pointed_at(mention, reading, scene) if noun else [])
    there = pointed or (_spoken(mention, reading, kind) if noun else [])
    again = mention.means("again") and not ({"compare", "moment"} & {*mention.slots})
    given = any(
        item.means("animation") or (item.means("noun", *_GIVEN) and not within(reading, item, "with"))
        for item in mention.items
    )  # it is added, and not another text
    there = there or ([] if (mention.does("add") and not given) or again else _meant(kind if noun else "text", scene))
    if noun and kind == "text" and any(one.means("each", "all", "both") for one in reading.clause(mention.heads[0])):
        there = _every(scene) or there
    style = details(mention, reading, scene)
    head = mention.heads[0]
    before = [one for one in mention.verbs if one.first < mention.start and not reading.parted(one, head)]
    put = any(verb.means("verb", "put", "say") for verb in before)
    sized = mention.heads[0].means("compare", "bigger", "smaller") and len(_every(scene)) != 1
    if not noun and (sized or not _every(scene)):
        yield from logo.unnamed(mention, reading, scene)
        return  # else it may be anything
    if mention.head("card") and scene.film is None:
        there = []
    if there and not (noun and put and not {*mention.slots} - {"which"}):
        mention.verbs += [verb for verb in _leading(mention, reading) if verb not in mention.items]
        yield from restyled(there, style, mention, scene, noun=noun)
    elif mention.head("card") and (wish := logo.on_card_alone(mention, reading, scene)) is not None:
        yield wish
    elif noun:
        yield from _wordless(Wish(what, style, mention.spans(), "declined", _WORDLESS), mention, reading, scene)


def _pointed_at(mention: Mention, reading: Reading, scene: Scene) -> list[Words]:
    """Return the text that is meant by its place: "the top text", 上面那行字."""
    every, head = _every(scene), mention.heads[0]
    before = reading.before(head)
    while before is not None and (before.tokens[0].given or before.start == before.end) and not head.text.isascii():
        before = reading.before(before)
    if before is None or len(every) < 2:
        return []
    placed = mention.slots.get("place", [])
    if before not in placed or not (reading.given(before) or head.text.startswith("那")):
        return []
    there = [one for one in every if _side(one.position) == _side(str(before.value("place")))]
    if len(there) == 1:
        mention.slots["place"] = [one for one in placed if one is not before]
        mention.modifiers.append(before)
    return there if len(there) == 1 else []


def _side(position: str) -> str:
    """Return whether a place is at the top, at the bottom or in the middle."""
    names = {"upper": "top", "top": "top", "lower": "bottom", "bottom": "bottom"}
    return names.get(position.partition("_")[0], position)


def _nth(mention: Mention, reading: Reading) -> tuple[Item, int] | None:
    """Return the rank that stands right before the noun of a text, and its number: "the second text", 第二句."""
    for rank in reading.clause(mention.heads[0]):
        after = reading.after(rank)
        if after is not None and after.means("measure") and not after.means("measure", "text"):
            after = reading.after(rank, 2)
        named = after is not None and (after.means("noun", "text") or after.means("measure", "text"))
        if named and rank.means("ordinal") and rank.value("ordinal") != "last":
            return rank, int(rank.value("ordinal"))
    return None


def _in_order(scene: Scene) -> list[Words]:
    """Return the texts as they are seen one after the other."""
    film = scene.film
    return sorted(_every(scene), key=lambda one: span_ms(film, one)[0]) if film else []


def _removed(what: str, kind: str, mention: Mention, scene: Scene, ranked: list[Words]) -> Iterator[Wish]:
    """Yield that the texts go which a noun means, or its rank, and no others."""
    if mention.head("card"):
        yield Wish("remove", {"what": "title", "closing": True, "card": True}, mention.spans())
        return
    every = _every(scene)
    gone = ranked or _meant(kind, scene)
    ending = kind == "closing" and all(one.role == "title" for one in gone)
    if (which := mention.item("which")) is not None and (photos := numbers(which.value("which"), scene)):
        gone = [one for one in every if one.anchor in {f"photo:{number}" for number in photos}]
        if not gone:
            none = mention.negations and not mention.does("remove")
            yield Wish("", {}, mention.spans(), *(("applied", _NONE) if none else ("declined", _NOT_THERE)))
            return
    if not ending and gone and len(gone) < len(every):
        for one in gone:
            yield Wish("remove", {"what": op_of(one), "text": one.text}, mention.spans())
    else:
        yield Wish("remove", {"what": what} | ({"closing": True} if kind == "closing" else {}), mention.spans())


def _recolored(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Yield the colour that the texts are to have in place of one that is denied: "not white, red"."""
    denied = mention.negations[:1]
    colors = [item for item in mention.slots.get("color", ()) if denied and not reading.denies(denied[0], item)]
    if colors and any(head.means("color") for head in mention.heads):
        for old in _meant("text", scene):
            yield _styled(old, {"color": colors[-1].value("color")}, mention.spans())


def _wordless(asked: Wish, mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Yield that words are missing; where only captions are there, they are meant, and a refusal says it all."""
    captions = scene.film is not None and any(one.role == "caption" for one in scene.film.words)
    if asked.args and asked.op == "text" and captions:
        yield Wish("captions", {"on": True, **asked.args}, asked.spans)
    elif _refused(mention, reading):
        yield Wish("", {}, asked.spans)
    elif _asked(mention, reading):
        yield asked


def restyled(there: list[Words], args: dict[str, Any], mention: Mention, scene: Scene, *, noun: bool) -> Iterator[Wish]:
    """Yield how the texts that are there look otherwise; what cannot be had, or is only disliked, is asked back."""
    if args or moved(mention, there[0], scene):
        for number, old in enumerate(there):
            spans = mention.spans() if number == 0 else mention.spans()[:1]
            args_here = moved(mention, old, scene) | _for_longer(old, args, scene)
            wish = shadowed(_styled(old, args_here, spans), mention)
            doubtful = not noun and len(_every(scene)) > 1
            yield replace(wish, outcome="approximated", note=_WHICH) if doubtful else wish
    elif any(item.means("noun", "shadow") for item in mention.slots.get("of", ())):
        yield Wish("", {}, mention.spans(), "declined", SHADOW)
    elif mention.means("complain"):
        yield Wish("", {}, mention.spans(), "declined", _HOW)
    elif noun:
        yield Wish("", {}, mention.spans())


def _leading(mention: Mention, reading: Reading) -> list[Item]:
    """Return the verbs of changing that stand before what the texts are to be: they say nothing of their own."""
    found = (leading(reading, item) for items in mention.slots.values() for item in items)
    return [verb for verb in found if verb is not None and verb.means("verb", "change", "replace", "move", "set")]


def _spoken(mention: Mention, reading: Reading, kind: str) -> list[Words]:
    """Return the texts that the sentence has given before and that a noun means again: the last one, or all of them."""
    head = mention.heads[0]
    names = any(one.means("verb", "say") for one in mention.heads)  # "put the name at the top"
    written = [one for one in mention.verbs if one.means("verb", "add", "put", "show", "say")]
    given = any(one.means("noun", *_GIVEN) and one.first < head.first for one in mention.items)
    if not (names or given) and any(one.first < head.first and not reading.parted(one, head) for one in written):
        return []
    found: list[Words] = []
    for one in reading.items[: reading.place(mention.heads[0])]:
        if one.means("literal") and owns(reading, one):
            noun = reading.governor(one)
            title = noun is not None and noun.means("noun", "title", "closing")
            found.append(Words(reading.literal(one), "title" if title else "text"))
    if kind == "title":
        found = [one for one in found if one.role == "title"]
    texts = row_of_texts(reading)
    if texts and texts[-1].first < head.first and reading.parted(texts[-1], head):
        return found
    after = reading.after(mention.heads[-1])
    last = [one for one in reading.items if one.means("literal") and one.first < head.first][-1:]
    together = {reading.literal(one) for said in last for one in listed(said, reading)}
    every = any(one.means("each", "all", "both") for one in (*reading.piece(head), *([after] if after else ())))
    return found if every else [one for one in found if one.text in together][-len(together) :]


def _refused(mention: Mention, reading: Reading) -> bool:
    """Return whether the noun belongs to a wish that is refused: the text that is to be translated."""
    head = mention.heads[0]
    translated = any(item.means("context", "language") for item in reading.clause(head))
    return translated or any(item.means("refuse") for item in reading.piece(head))


def _asked(mention: Mention, reading: Reading) -> bool:
    """Return whether a text is wished of which no words are given: a verb or "with" asks for it, or it stands alone."""
    relation, piece = reading.relation(mention.heads[0]), reading.piece(mention.heads[0])
    if within(reading, mention.heads[0], "with"):
        return True
    if relation not in ("", "object"):
        return relation == "as"
    said = [item for item in piece if item.tokens[0].kind not in ("stop", "function")]
    verbs = [place for place, item in enumerate(said) if item.means("verb", *WRITES)]
    return not said or bool(verbs and not any(item.means("noun") for item in said[verbs[-1] + 1 :]))


def _meant(kind: str, scene: Scene) -> list[Words]:
    """Return the texts on the film that a noun means: all of its kind; the only one there is, whatever it is called."""
    there = _every(scene)
    if len(there) < 2:
        return there
    closing = [one for one in there if one.role == "title" and one.anchor in ENDS]
    titles = [one for one in there if one.role == "title" and one not in closing]
    if kind == "closing":
        return closing[:1] or [one for one in there if one.anchor in ENDS][:1]
    return titles[:1] if kind == "title" else [one for one in there if one.role != "title"] or there


def _every(scene: Scene) -> list[Words]:
    return [one for one in scene.film.words if one.role != "caption"] if scene.film else []


def _styled(old: Words, args: Mapping[str, Any], spans: tuple[tuple[int, int], ...]) -> Wish:
    return Wish(op_of(old), {"text": old.text, "old": old.text, **args}, spans)


def _for_longer(old: Words, args: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """Return the arguments, with how long the words stay where it was said how much longer than now."""
    if "longer_s" not in args or scene.film is None:
        return dict(args)
    now = span_ms(scene.film, old)[1] if old in scene.film.words else old.length_ms
    kept = {key: value for key, value in args.items() if key != "longer_s"}
    return kept | {"length_s": round(max(_LEAST_S, now / 1000 + float(args["longer_s"])), 3)}
