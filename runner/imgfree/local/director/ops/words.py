"""title and text: what is written on the picture, and how what is there already looks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from imgfree.local.director.frames import Frame, Mention, Slot, leading
from imgfree.local.director.ops.appearance import STYLE, placed, style_of, timed
from imgfree.local.director.ops.decline import refused
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.draft import span_ms
from imgfree.local.film import Film, Words

STAGE = 80
KINDS = ("title", "text", "closing", "words")
_WRITES = ("add", "put", "make", "show", "say", "want", "have", "use", "start")
_ACTS = (*_WRITES, "change", "replace", "remove", "move", "set", "keep", "end")
_DEFAULT = {"title": "upper_third", "closing": "center"}
_LONELY = Say("quoted words without a role are taken as the title", "未说明用途的引号文字按标题处理")
_WORDLESS = Say("no words were given: put them in quotes", "没有给出文字内容：请用引号写出来")
_SHADOW = Say("no shadows are drawn: ask for an outline or a box", "不画阴影：可加描边或底色")
_HOW = Say("say how: bigger, another colour, font or place", "请说怎么改：大一点、换颜色、字体或位置")


def _owns(reading: Reading, item: Item) -> bool:
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
    if item.means("noun", "text") and _within(reading, item, "in"):
        return False  # "in big red letters"
    if any(reading.governor(one) is item for one in _literals(reading)):
        return True
    said = [one for one in reading.piece(item) if one.tokens[0].kind not in ("stop", "function")]
    asked = any(one.means("not") or one.means("again") or one.means("verb", *_ACTS) for one in said)
    if item.means("noun", "title", "closing"):
        return asked or not item.means("when")
    if any(one.means("noun", "captions") for one in reading.clause(item)):
        return False  # "white text" says how they look
    looks = any(one.means(way) for one in said for way in ("size", "color", "weight"))
    after = reading.after(item)
    if after is not None and after.means("noun", "photo", "clip", "film", "upload"):
        return False  # it only describes them
    return asked or looks or not said or any(_within(reading, item, one) for one in ("with", "as"))


def _within(reading: Reading, item: Item, relation: str) -> bool:
    """Return whether this preposition stands before a noun and the words that describe it."""
    for one in reversed(reading.items[: reading.place(item)]):
        if one.relation:
            return one.relation == relation
        if one.tokens[0].kind == "stop" or one.means("noun") or one.means("verb"):
            return False
    return False


def _literals(reading: Reading) -> list[Item]:
    return [one for one in reading.items if one.means("literal")]


def _joins(reading: Reading, mention: Mention, item: Item) -> bool:
    """Return whether a quotation belongs to the noun of a mention, or a noun to its quotation or its noun."""
    quoted = _quoted(mention)
    if item.means("literal"):
        noun = reading.governor(item)
        return quoted is None and any(head is noun for head in mention.heads)
    if quoted is not None:
        return reading.governor(quoted) is item
    near = reading.distance(mention.heads[-1], item)
    return near < 0.25 or (near < 1.7 and reading.relation(item) in ("as", "with"))


def _quoted(mention: Mention) -> Item | None:
    return next((head for head in mention.heads if head.means("literal")), None)


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """What is wished of words, and how they cannot move."""
    yield from _worded(mention, reading, scene)
    moves = [item for item in mention.slots.get("animation", ()) if not item.means("animation", "fade")]
    if moves and not mention.negations:
        yield Wish("", {}, tuple((item.start, item.end) for item in moves), "declined", refused("text_animation"))


def _worded(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Words with their role, time, place and style; other words for those there; or only how those there look."""
    quoted = _quoted(mention)
    if quoted is None:
        yield from _unquoted(mention, reading, scene)
        return
    text, kind = reading.literal(quoted), kind_of(mention, reading)
    if not text:
        return
    there = [one for one in scene.film.words if one.text == text] if scene.film else []
    led = [verb for one in mention.verbs if (verb := leading(reading, one)) is not None]  # "remove the words"
    mention.verbs += [verb for verb in led if verb.means("verb", "remove")]
    if mention.does("remove") or mention.negations:
        role = there[0].role if there else kind
        what = "title" if role in ("title", "closing") else "text"
        only = {"text": text} if scene.film and len(scene.film.words) > len(there) else {}
        yield Wish("remove", {"what": what, **only}, mention.spans())
    elif _gives_way(quoted, reading):
        yield Wish("", {}, mention.spans())
    elif (old := _replaced(mention, quoted, reading, scene)) is not None:
        args = {"what": old[0], "with": text, **old[1], **details(mention, reading, scene)}
        yield Wish("replace", args, mention.spans())
    elif there and not mention.means("again") and not mention.does("add", "put", "show", "say"):
        yield from _changed(there, details(mention, reading, scene), mention, scene, noun=True)
    else:
        yield _written(mention, quoted, text, kind, reading, scene)
        yield from _both(mention, reading)


def _written(mention: Mention, quoted: Item, text: str, kind: str, reading: Reading, scene: Scene) -> Wish:
    args = details(mention, reading, scene)
    if kind == "closing" or mention.does("end"):
        args.setdefault("anchor", "end")
    op = "title" if kind in ("title", "closing", "lonely") else "text"
    if kind == "captions" or (op == "text" and len(listed(quoted, reading)) > 1):
        args |= _of_list(quoted, reading)
    elif any(head.means("place") for head in mention.heads):
        args["role"] = "lower_third"
    if kind == "title" and not mention.means("again"):
        titles = (
            [
                one.position
                for one in scene.film.words
                if (one.role, one.anchor) == ("title", args.get("anchor", "start"))
            ]
            if scene.film
            else []
        )
        args |= {"position": titles[0]} if titles and "position" not in args else {}
    args.setdefault("position", _DEFAULT.get("title" if kind == "lonely" else kind, "lower_third"))
    if mention.means("again"):
        args["another"] = True
    wish = Wish(op, {"text": text, **args}, mention.spans())
    return replace(wish, outcome="approximated", note=_LONELY) if kind == "lonely" else _shadowed(wish, mention)


def _shadowed(wish: Wish, mention: Mention) -> Wish:
    """Return the wish; with what is said of a shadow, which is not drawn."""
    shadow = any(item.means("noun", "shadow") for item in mention.slots.get("of", ()))
    return replace(wish, outcome="approximated", note=_SHADOW) if shadow else wish


def kind_of(mention: Mention, reading: Reading) -> str:
    """Return what quoted words are: title, closing, text, captions; or lonely, where nothing says it."""
    quoted = _quoted(mention)
    noun = reading.governor(quoted) if quoted else None
    said = noun or next((head for head in mention.heads if head.means("noun")), None)
    if said is not None:
        ending = quoted is not None and any(one.means("verb", "end") for one in reading.piece(quoted))
        kinds = ("closing", "title", "captions")
        found = next((kind for kind in kinds if said.means("noun", kind)), "text")
        return "closing" if ending and not said.means("noun", *kinds, "text") else found
    if quoted is not None and any(one.means("verb", "end") for one in reading.piece(quoted)):
        return "closing"
    others = len(_literals(reading)) > 1
    return "text" if mention.verbs or others or quoted is None or mention.slots else "lonely"


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


def _of_list(quoted: Item, reading: Reading) -> dict[str, Any]:
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
    return _announced(mention, reading) | placed(mention) | timed(mention, reading, scene) | style_of(mention, reading)


def _announced(mention: Mention, reading: Reading) -> dict[str, Any]:
    """Return the place that is said in front of a colon, behind which a list of quotations stands."""
    quoted = _quoted(mention)
    listing = [one for one in reading.clause(quoted) if one.means("literal")] if quoted else []
    noun = reading.governor(listing[0]) if listing else None
    said = reading.items[reading.place(noun) : reading.place(listing[0])] if noun else ()
    places = [one.value("place") for one in said if one.means("place")]
    return {"position": places[-1]} if places and any(one.text == ":" for one in said) else {}


def _both(mention: Mention, reading: Reading) -> Iterator[Wish]:
    """Yield the style that is said of all texts at once behind the last of them: "'A' and 'B', both in gold"."""
    quoted, style = _quoted(mention), style_of(mention, reading)
    row = reading.items[reading.place(quoted) + 1 :] if quoted else ()
    shared = next((one for one in row if one.means("each", "both", "all") or one.means("literal")), None)
    if style and shared is not None and shared.means("each") and shared.last <= max(one.first for one in mention.items):
        for one in _literals(reading):
            if (
                one.first < mention.start
                and reading.clause(one) is reading.clause(mention.heads[0])
                and _owns(reading, one)
            ):
                text = reading.literal(one)
                yield Wish("text", {"text": text, "old": text, **style}, mention.spans()[-1:])


def _replaced(mention: Mention, quoted: Item, reading: Reading, scene: Scene) -> tuple[str, dict[str, Any]] | None:
    """Return what quoted words take the place of: a kind of words, or the quoted words before them."""
    before = _old(quoted, reading)
    if before is not None:
        old = reading.literal(before)
        there = scene.film.words if scene.film else ()
        return ("title" if any(one.role == "title" and old in one.text for one in there) else "text"), {"old": old}
    noun = next((head for head in mention.heads if head.means("noun", *KINDS, "captions")), None)
    changes = any(one.means("verb", "change", "replace", "swap") for one in (*mention.verbs, *mention.heads))
    again = any(one.means("instead") for one in reading.clause(quoted)) and scene.film is not None
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


def _gives_way(quoted: Item, reading: Reading) -> bool:
    """Return whether quoted words are the old ones, which the next quotation replaces."""
    after = next((one for one in reading.items[reading.place(quoted) + 1 :] if one.means("literal")), None)
    return after is not None and _old(after, reading) is quoted


def _unquoted(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Without words: those that are there go, or look otherwise; else the words are asked for."""
    kind = kind_of(mention, reading)
    what = "title" if kind in ("title", "closing") else "text"
    noun = any(head.means("noun", *KINDS) for head in mention.heads)
    if mention.negations or mention.does("remove"):
        args = {"what": what} | ({"closing": True} if kind == "closing" else {})
        yield from [Wish("remove", args, mention.spans())] if noun else []
        return
    there = _spoken(mention, reading, kind) if noun else []
    again = mention.means("again") and not mention.slots.get("compare")
    there = there or ([] if mention.does("add") or again else _meant(kind if noun else "text", scene))
    style = details(mention, reading, scene)
    put = any(verb.means("verb", "put", "say") and verb.first < mention.start for verb in mention.verbs)
    if there and not (noun and put and not mention.slots):
        mention.verbs += [verb for verb in _leading(mention, reading) if verb not in mention.items]
        yield from _changed(there, style, mention, scene, noun=noun)
    elif noun:
        yield from _wordless(Wish(what, style, mention.spans(), "declined", _WORDLESS), mention, reading, scene)


def _wordless(asked: Wish, mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Yield that words are missing; where only captions are there, they are meant, and a refusal says it all."""
    captions = scene.film is not None and any(one.role == "caption" for one in scene.film.words)
    if asked.args and asked.op == "text" and captions:
        yield Wish("captions", {"on": True, **asked.args}, asked.spans)
    elif _refused(mention, reading):
        yield Wish("", {}, asked.spans)
    elif _asked(mention, reading):
        yield asked


def _changed(there: list[Words], args: dict[str, Any], mention: Mention, scene: Scene, *, noun: bool) -> Iterator[Wish]:
    """Yield how the texts that are there look otherwise; what cannot be had, or is only disliked, is asked back."""
    if args or moved(mention, there[0], scene):
        for number, old in enumerate(there):
            spans = mention.spans() if number == 0 else mention.spans()[:1]
            yield _shadowed(_restyled(old, moved(mention, old, scene) | args, spans), mention)
    elif any(item.means("noun", "shadow") for item in mention.slots.get("of", ())):
        yield Wish("", {}, mention.spans(), "declined", _SHADOW)
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
    if not names and any(one.first < head.first and not reading.parted(one, head) for one in written):
        return []
    found: list[Words] = []
    for one in reading.items[: reading.place(mention.heads[0])]:
        if one.means("literal") and _owns(reading, one):
            noun = reading.governor(one)
            title = noun is not None and noun.means("noun", "title", "closing")
            found.append(Words(reading.literal(one), "title" if title else "text"))
    if kind == "title":
        found = [one for one in found if one.role == "title"]
    after = reading.after(mention.heads[-1])
    return found if after is not None and after.means("each") else found[-1:]


def _refused(mention: Mention, reading: Reading) -> bool:
    """Return whether the noun belongs to a wish that is refused: the text that is to be translated."""
    return any(item.means("refuse") for item in reading.piece(mention.heads[0]))


def _asked(mention: Mention, reading: Reading) -> bool:
    """Return whether a text is wished of which no words are given: a verb or "with" asks for it, or it stands alone."""
    relation, piece = reading.relation(mention.heads[0]), reading.piece(mention.heads[0])
    if _within(reading, mention.heads[0], "with"):
        return True
    if relation not in ("", "object"):
        return relation == "as"
    said = [item for item in piece if item.tokens[0].kind not in ("stop", "function")]
    verbs = [place for place, item in enumerate(said) if item.means("verb", *_WRITES)]
    return not said or bool(verbs and not any(item.means("noun") for item in said[verbs[-1] + 1 :]))


def _meant(kind: str, scene: Scene) -> list[Words]:
    """Return the texts on the film that a noun means: all of its kind; the only one there is, whatever it is called."""
    there = [one for one in scene.film.words if one.role != "caption"] if scene.film else []
    if len(there) < 2:
        return there
    closing = [one for one in there if one.role == "title" and one.anchor == "end"]
    titles = [one for one in there if one.role == "title" and one not in closing]
    if kind == "closing":
        return closing[:1] or [one for one in there if one.anchor == "end"][:1]
    return titles[:1] if kind == "title" else [one for one in there if one.role != "title"] or there


def _restyled(old: Words, args: Mapping[str, Any], spans: tuple[tuple[int, int], ...]) -> Wish:
    return Wish("title" if old.role == "title" else "text", {"text": old.text, "old": old.text, **args}, spans)


def moved(mention: Mention, old: Words, scene: Scene) -> dict[str, Any]:
    """Return where and how large the words are that are compared with what they are now."""
    rows = ("top", "upper_third", "center", "lower_third", "bottom")
    way, side = mention.slot("compare"), mention.slot("side")
    step = {"higher": -1, "up": -1, "lower": 1, "down": 1}.get(str(way if way in ("higher", "lower") else side), 0)
    args: dict[str, Any] = {}
    if step and old.position in rows:
        args["position"] = rows[min(max(rows.index(old.position) + step, 0), len(rows) - 1)]
    if way in ("later", "earlier"):
        there = scene.film is not None and old in scene.film.words
        start, length = span_ms(scene.film, old) if scene.film and there else (old.at_ms, old.length_ms)
        step_s = float(mention.slot("time") or 1.0) * (1 if way == "later" else -1)
        shifts = (item.value("shift") for item in mention.slots["compare"] if item.means("shift"))
        at = start / 1000 + float(next(shifts, step_s))
        args |= {"anchor": "at", "start_s": max(0.0, at), "length_s": length / 1000}
    elif way in ("longer", "shorter") and mention.slot("time") is None:
        args["length_s"] = round(old.length_ms / 1000 * (1.5 if way == "longer" else 2 / 3), 1)
    return args


FRAME = Frame(
    "text",
    heads=("literal", *(f"noun={kind}" for kind in (*KINDS, "font"))),
    wishes=_wishes,
    slots={
        "place": Slot(("place",), after=("at", "in", "on", "to", "over", "verb=put", "verb=move", "verb=show")),
        "side": Slot(("side",), after=("verb=move",), many=True, extra=-0.3),
        "which": Slot(("which",), after=("on", "over", "for", "to", "with", "of"), extra=0.2),
        "time": Slot(("time",), after=("for", "verb=show", "verb=hold", "verb=keep"), extra=0.5, within=2.2),
        "stretch": Slot(("stretch",), after=("for", "in", "during", "over", "on")),
        "moment": Slot(("moment",), after=("at", "from"), extra=0.2),
        "when": Slot(("when=at_start", "when=at_end", "when=throughout", "noun=start", "noun=end", "part=beginning",
                      "part=end", "part=first", "part=last"), after=("at", "in", "on")),
        "color": Slot(("color",), after=("in",), many=True),
        "size": Slot(("size",), after=("in",)),
        "weight": Slot(("weight",), after=("in",), many=True),
        "font": Slot(("font",), after=("in", "with")),
        "animation": Slot(("animation",), after=("with",), many=True),
        "compare": Slot(tuple(f"compare={way}" for way in ("bigger", "smaller", "higher", "lower", "bolder", "thinner",
                                                          "earlier", "later", "longer", "shorter")),
                        many=True, extra=-0.3),
        "of": Slot(tuple(f"noun={one}" for one in ("font", "size", "color", "style", "position", "box", "background",
                                                  "outline", "shadow", "animation")), many=True, deniable=True),
        "letters": Slot(("noun=text",), after=("in",), extra=0.3),
    },
    alone=dict.fromkeys(
        ("noun=style", "place", "color", "weight", "font", "compare=bolder", "compare=later",
         "compare=earlier", "compare=higher", "compare=lower"), 3.5
    ),
    also=("title",),
    owns=_owns,
    joins=_joins,
)  # fmt: skip


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with these words, or with those that are there in another place, time or style."""
    args = wish.args
    if "text" not in args or wish.outcome == "declined":
        return Edit(film, wish.outcome, wish.note)
    old = _found(film, wish) if "old" in args else None
    film, words, note = _spread(film, changed(old, args) if old else _fresh(wish), args)
    number = int(words.anchor.removeprefix("photo:")) if words.anchor.startswith("photo:") else 0
    if number > len(film.shots) and film.shots:
        return Edit(film, "declined", Say(f"there is no photo {number}", f"没有第 {number} 张"))
    if old is not None:
        film = replace(film, words=tuple(words if one == old else one for one in film.words))
    elif words not in film.words:
        film = replace(film, words=_put(film.words, words, append=bool(args.get("another") or args.get("texts"))))
    start, length = span_ms(film, words) if film.shots else (words.at_ms, words.length_ms)
    where, span = readable(words.position), f"{start / 1000:g}-{(start + length) / 1000:g}"
    told = {**args, "text": words.text, "start_s": start / 1000, "length_s": length / 1000, "position": words.position}
    return Edit(film, wish.outcome, wish.note + note + Say(f"{span} s, {where.en}", f"{span} 秒，{where.zh}"), told)


def _found(film: Film, wish: Wish) -> Words | None:
    """Return the text that is restyled; one whose words were replaced in the same sentence is still that text."""
    role = [one for one in film.words if (one.role == "title") == (wish.op == "title")]
    return next((one for one in film.words if one.text == wish.args["old"]), role[0] if role else None)


def _fresh(wish: Wish) -> Words:
    role = str(wish.args.get("role", wish.op))
    return changed(Words(str(wish.args["text"]), role, str(wish.args.get("position", "lower_third"))), wish.args)


def changed(old: Words, args: Mapping[str, Any]) -> Words:
    """Return the text with these arguments; what they do not say stays."""
    style = dict(old.style) | {key: args[key] for key in STYLE if key in args}
    return replace(
        old,
        position=str(args.get("position", old.position)),
        anchor=str(args.get("anchor", old.anchor)),
        at_ms=round(args["start_s"] * 1000) if "start_s" in args else old.at_ms,
        length_ms=round(args["length_s"] * 1000) if "length_s" in args else old.length_ms,
        style=tuple(sorted(style.items())),
    )


def _spread(film: Film, words: Words, args: Mapping[str, Any]) -> tuple[Film, Words, Say]:
    """Return where one of several captions stands: on its photo, or on its share of the film.

    The list takes the place of the captions before it.
    """
    texts = args.get("texts")
    if not texts:
        return film, words, Say()
    first = words.text == texts[0]
    if first:  # it speaks for all
        film = replace(film, words=tuple(one for one in film.words if one.role != "caption" or one.text in texts))
    if args.get("one_each") or len(texts) == len(film.shots):
        return film, words, Say()
    words = replace(words, anchor=f"share:{words.anchor.removeprefix('photo:')}/{len(texts)}")
    note = Say(
        f"{len(texts)} captions for {len(film.shots)} shots: spread evenly over the film",
        f"{len(texts)} 条字幕、{len(film.shots)} 个镜头：均匀分布在影片中",
    )
    return film, words, note if first else Say()


def _put(there: tuple[Words, ...], new: Words, *, append: bool) -> tuple[Words, ...]:
    """Return the texts with the new one: a title replaces the title of its place, other text is added once."""
    same = [
        old
        for old in there
        if old.role == new.role
        and old.anchor == new.anchor
        and (new.role == "title" or (old.position == new.position and old.at_ms == new.at_ms))
    ]
    if append or not same:
        return (*there, new)
    styled = replace(new, style=tuple(sorted((dict(same[0].style) | dict(new.style)).items())))
    return tuple(styled if old is same[0] else old for old in there)
