"""title and text: what is written on the picture, and how what is there already looks."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from typing import Any

from imgfree.local.director.frames import Frame, Mention, Slot, leading
from imgfree.local.director.ops import beatwords, lettered
from imgfree.local.director.ops.appearance import MOVES, STYLE, placed, style_of
from imgfree.local.director.ops.appearance import told as style_told
from imgfree.local.director.ops.decline import refused
from imgfree.local.director.ops.offers import lasting
from imgfree.local.director.ops.rewording import gives_way, mended, replaced, restyled, unquoted
from imgfree.local.director.ops.roles import (
    KINDS,
    details,
    joins,
    kind_of,
    listed,
    literals,
    of_list,
    on_card,
    owns,
    quoted_of,
    row_of_texts,
    shadowed,
    shown_for,
)
from imgfree.local.director.pictures import meant, no_photo
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.draft import span_ms
from imgfree.local.end_card import CARD, read_ms
from imgfree.local.film import Film, Words
from imgfree.local.legibility import USUAL_MS

STAGE = 80
_SAME_MS = 50
_DEFAULT = {"title": "upper_third", "closing": "center"}
_UNTIMED = {  # where there is no film yet, and so no end
    "all": Say("for the whole film", "全片"),
    "end": Say("at the end of the film", "片尾"),
}
_READ = Say("as long as it takes to be read", "按读完所需的时间")
_SO = Say("satisfied: it is so already", "已满足：本来就是这样")
_LONELY = Say("quoted words without a role are taken as the title", "未说明用途的引号文字按标题处理")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """What is wished of words, and how they cannot move."""
    mention.modifiers += lettered.said(mention, reading)
    if mention.negations and any(beatwords.denied(one, reading, scene) for one in _beats(mention, reading)):
        yield Wish("", {}, mention.spans())  # they stay, and only come when they like
        return
    yield from _worded(mention, reading, scene)
    said = [item for item in mention.slots.get("animation", ()) if item.means("animation")]
    moves = [item for item in said if not item.means("animation", *MOVES)]
    if moves and not _beats(mention, reading) and not mention.negations:
        yield Wish("", {}, tuple((item.start, item.end) for item in moves), "declined", refused("text_animation"))


def _beats(mention: Mention, reading: Reading) -> list[Item]:
    """Return the beats that are said with words: what pops on the beat does so there."""
    return [item for item in reading.clause(mention.heads[0]) if item.means("beat")]


def _worded(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Words with their role, time, place and style; other words for those there; or only how those there look."""
    quoted = quoted_of(mention)
    if quoted is None:
        yield from unquoted(mention, reading, scene)
        return
    text, kind = reading.literal(quoted), kind_of(mention, reading)
    if not text:
        return
    there = [one for one in scene.film.words if one.text == text] if scene.film else []
    ends = [verb for one in mention.heads if (verb := leading(reading, one)) is not None and verb not in mention.verbs]
    mention.verbs += [verb for verb in ends if verb.means("verb", "start", "end")]
    led = [verb for one in mention.verbs if (verb := leading(reading, one)) is not None]  # "remove the words"
    mention.verbs += [verb for verb in led if verb.means("verb", "remove")]
    if mention.does("remove") or mention.negations:
        role = there[0].role if there else kind
        what = "title" if role in ("title", "closing") else "text"
        only = {"text": text} if scene.film and len(scene.film.words) > len(there) else {}
        yield Wish("remove", {"what": what, **only}, mention.spans())
    elif gives_way(quoted, reading):
        yield Wish("", {}, mention.spans())
    elif (wish := mended(mention, quoted, reading, scene)) is not None:
        yield wish
    elif (old := replaced(mention, quoted, reading, scene)) is not None:
        args = {"what": old[0], "with": text, **old[1], **details(mention, reading, scene)}
        args.pop("longer_s", None)  # than what is no longer there
        yield Wish("replace", args, mention.spans())
    elif there and not mention.means("again") and not _anew(mention):
        yield from restyled(there, details(mention, reading, scene), mention, scene, noun=True)
    else:
        said = shown_for(quoted, reading)
        wish = _written(mention, quoted, text, kind, reading, scene)
        if long := next((one.value("stretch") for one in said if one.means("stretch")), None):
            spans = tuple(sorted({*wish.spans, *((one.start, one.end) for one in said)}))
            wish = replace(wish, args={**wish.args, "length_s": long.end}, spans=spans)
        yield wish
        yield from (replace(wish, args={**wish.args, "anchor": anchor}) for anchor in _more(mention, reading, scene))
        yield from _both(mention, reading)


def _anew(mention: Mention) -> bool:
    """Return whether words that are there are to stand once more; to show them for so long is to keep them."""
    shown = mention.does("show") and "time" in mention.slots and not {"which", "place", "when"} & {*mention.slots}
    return mention.does("add", "put", "say") or (mention.does("show") and not shown)


def _more(mention: Mention, reading: Reading, scene: Scene) -> Iterator[str]:
    """Yield the other pictures that words stand on which are said to be on several."""
    which = mention.item("which")
    if which is not None and which.pictures == "some" and "texts" not in mention.slots:
        yield from (f"photo:{number}" for number in meant(which, mention, reading, scene)[1:])


def _written(mention: Mention, quoted: Item, text: str, kind: str, reading: Reading, scene: Scene) -> Wish:
    args = details(mention, reading, scene)
    args.pop("longer_s", None)
    noun = reading.governor(quoted)
    if (noun is None or noun.means("card")) and on_card(quoted, reading):
        args["anchor"], kind = CARD, "closing"
    elif kind == "closing" or mention.does("end") or _beside_logo(quoted, reading):
        args.setdefault("anchor", "end")
    op = "title" if kind in ("title", "closing", "lonely") else "text"
    if kind == "captions" or (op == "text" and len(listed(quoted, reading)) > 1):
        args |= of_list(quoted, reading)
    elif any(head.means("place") for head in mention.heads):
        args["role"] = "lower_third"
    if kind == "title" and not mention.means("again"):
        there, role = scene.film.words if scene.film else (), ("title", args.get("anchor", "start"))
        titles = [one.position for one in there if (one.role, one.anchor) == role]
        args |= {"position": titles[0]} if titles and "position" not in args else {}
    args.setdefault("position", _DEFAULT.get("title" if kind == "lonely" else kind, "lower_third"))
    if mention.means("again"):
        args["another"] = True
    wish = Wish(op, {"text": text, **args}, mention.spans())
    return replace(wish, outcome="approximated", note=_LONELY) if kind == "lonely" else shadowed(wish, mention)


def _beside_logo(quoted: Item, reading: Reading) -> bool:
    """Return whether words stand beside a logo that ends the film: 片尾放logo和“立即下单”."""
    piece = reading.items[: reading.place(quoted)]
    stops = [place for place, one in enumerate(piece) if one.tokens[0].kind == "stop"]
    piece = piece[stops[-1] + 1 :] if stops else piece
    ends = any(one.means("when", "at_end") or one.means("noun", "end") or one.means("part", "end") for one in piece)
    return ends and any(one.means("noun", "logo") for one in piece)


def _both(mention: Mention, reading: Reading) -> Iterator[Wish]:
    """Yield the style that is said of all texts at once behind the last of them: "'A' and 'B', both in gold"."""
    quoted, style = quoted_of(mention), style_of(mention, reading)
    texts = row_of_texts(reading)
    if quoted is not None and texts[-1:] == [quoted] and (args := _behind(mention, quoted, reading)):
        for one in texts[:-1]:
            text = reading.literal(one)
            yield Wish("text", {"text": text, "old": text, **args}, mention.spans()[-1:])
        return
    row = reading.items[reading.place(quoted) + 1 :] if quoted else ()
    shared = next((one for one in row if one.means("each", "both", "all") or one.means("literal")), None)
    if style and shared is not None and shared.means("each") and shared.last <= max(one.first for one in mention.items):
        for one in literals(reading):
            if (
                one.first < mention.start
                and reading.clause(one) is reading.clause(mention.heads[0])
                and owns(reading, one)
            ):
                text = reading.literal(one)
                yield Wish("text", {"text": text, "old": text, **style}, mention.spans()[-1:])


def _behind(mention: Mention, quoted: Item, reading: Reading) -> dict[str, Any]:
    """Return the place and the style that are said behind words and their comma."""
    late = {
        name: [item for item in found if item.first > quoted.first and reading.parted(quoted, item)]
        for name, found in mention.slots.items()
    }
    said = replace(mention, heads=[], verbs=[], slots=late)
    return placed(said) | style_of(said, reading)


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
        "when": Slot(("when=at_start", "when=at_end", "when=to_end", "when=throughout", "noun=start", "noun=end",
                      "part=beginning", "part=end", "part=first", "part=last"), after=("at", "in", "on")),
        "color": Slot(("color",), after=("in",), many=True),
        "size": Slot(("size",), after=("in",)),
        "weight": Slot(("weight",), after=("in",), many=True),
        "font": Slot(("font",), after=("in", "with")),
        "animation": Slot(("animation", "verb=fade"), after=("with",), many=True),
        "compare": Slot(tuple(f"compare={way}" for way in ("bigger", "smaller", "higher", "lower", "bolder", "thinner",
                                                          "earlier", "later", "longer", "shorter")),
                        many=True, extra=-0.3),
        "of": Slot(tuple(f"noun={one}" for one in ("font", "size", "color", "style", "position", "box", "background",
                                                  "outline", "shadow", "animation")),
                   many=True, deniable=True),
        "letters": Slot(("noun=text",), after=("in",), extra=0.3),
    },
    alone=dict.fromkeys(
        ("noun=style", "place", "color", "weight", "font", "compare=bigger", "compare=smaller", "compare=bolder",
         "compare=later", "compare=earlier", "compare=higher", "compare=lower"), 3.5
    ),
    also=("title",),
    owns=owns,
    joins=joins,
)  # fmt: skip


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with these words, or with those that are there in another place, time or style."""
    args = wish.args
    if "text" not in args or wish.outcome == "declined":
        return Edit(film, wish.outcome, wish.note)
    old = _found(film, wish) if "old" in args else None
    args = args if old else lasting(wish.op, args)
    film, words, note = _spread(film, changed(old, args) if old else _fresh(wish, args), args)
    number = int(words.anchor.removeprefix("photo:")) if words.anchor.startswith("photo:") else 0
    if number > len(film.shots) and film.shots:
        return Edit(film, "declined", no_photo(number))
    words = _shown_for(film, words, args)
    if old is not None:
        alike = not {"anchor", "start_s", "length_s"} & {*args}  # the same words on several photos look the same
        twins = [one for one in film.words if alike and (one.text, one.role) == (old.text, old.role)]
        there = (words if one == old else changed(one, args) if one in twins else one for one in film.words)
        film = replace(film, words=tuple(there))
    elif words not in film.words:
        said = {one.args.get("text") for one in scene.wishes if one.op == "title"} - {words.text}
        append = bool(args.get("another") or args.get("texts"))
        film = replace(film, words=_put(film.words, words, said, append=append))
    if old is not None and scene.film is not None and film == scene.film:
        return Edit(film, wish.outcome, wish.note + _SO)
    start, length = span_ms(film, words) if film.shots else (words.at_ms, words.length_ms)
    where, span = readable(words.position), f"{start / 1000:g}-{(start + length) / 1000:g}"
    when = _UNTIMED.get(words.anchor if not film.shots else "", Say(f"{span} s", f"{span} 秒"))
    if words.anchor == CARD and not film.loop:
        when = Say(f"an end card of {round(length / 1000, 1):g} s", f"片尾卡 {round(length / 1000, 1):g} 秒")
    told = {**args, "text": words.text, "start_s": start / 1000, "length_s": length / 1000, "position": words.position}
    look = style_told({key: args[key] for key in ("font", "animation") if key in args})
    note += Say(f"{when.en}, {where.en}", f"{when.zh}，{where.zh}") + look
    if old is None and "length_s" not in args and length == words.length_ms > USUAL_MS:
        note += _READ
    return Edit(film, wish.outcome, wish.note + note, told)


def _shown_for(film: Film, words: Words, args: Mapping[str, Any]) -> Words:
    """Return the words; on a photo for a time of their own, they begin with it and stay that long."""
    if "length_s" not in args or not words.anchor.startswith("photo:") or not film.shots or args.get("texts"):
        return words
    start, length = span_ms(film, words)
    return words if abs(length - words.length_ms) < _SAME_MS else replace(words, anchor="at", at_ms=start)


def _found(film: Film, wish: Wish) -> Words | None:
    """Return the text that is restyled; one whose words were replaced in the same sentence is still that text."""
    role = [one for one in film.words if (one.role == "title") == (wish.op == "title")]
    return next((one for one in film.words if one.text == wish.args["old"]), role[0] if role else None)


def _fresh(wish: Wish, args: Mapping[str, Any]) -> Words:
    role = str(args.get("role", wish.op))
    text = str(args["text"])
    return changed(Words(text, role, str(args.get("position", "lower_third")), length_ms=read_ms(text, args)), args)


def changed(old: Words, args: Mapping[str, Any]) -> Words:
    """Return the text with these arguments; what they do not say stays."""
    style = dict(old.style) | {key: args[key] for key in STYLE if key in args}
    kept = "start" if old.anchor == "all" and "length_s" in args else old.anchor
    return replace(
        old,
        position=str(args.get("position", old.position)),
        anchor=str(args.get("anchor", kept)),
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


def _put(there: tuple[Words, ...], new: Words, said: Set[object], *, append: bool) -> tuple[Words, ...]:
    """Return the texts with the new one: a title replaces the title of its place, other text is added once.

    No title goes that is `said` in the same sentence.
    """
    title = new.role == "title"
    same = [old for old in there if (old.role, old.anchor) == (new.role, new.anchor)]
    where = new.position, new.at_ms
    same = [old for old in same if (old.text not in said if title else (old.position, old.at_ms) == where)]
    if append or not same:
        return (*there, new)
    styled = replace(new, style=tuple(sorted((dict(same[0].style) | dict(new.style)).items())))
    return tuple(styled if old is same[0] else old for old in there)
