"""fade: how the film begins and ends."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops import musicfade
from imgfree.local.director.ops.taste import WAY
from imgfree.local.director.read.items import END
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 60
_USUAL_S = 0.5
_ENDS = {"in": ("in_s",), "out": ("out_s",)}
_BETWEEN = Say(
    "between the shots; 'fade in' and 'fade out' are the ends of the film", "用在镜头之间；首尾请说“淡入”“淡出”"
)


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A fade of the beginning, of the end, or of both: the film's, or the music's where that is spoken of."""
    if (sound := musicfade.owner(reading, mention.heads[0])) is not None:
        told = _length(mention) is not None or mention.slot("stretch") is not None or _for_both(reading) is not None
        yield musicfade.wish(mention, reading, scene, sound, _seconds(mention, reading) if told else None)
        return
    if mention.does("cut", "remove") and not any(one.means("verb", "fade") for one in mention.heads):
        return  # black that is in the material is cut by who knows when it is there
    unwanted = mention.negations or mention.does("remove") or mention.means("complain")
    if unwanted and scene.film is not None:
        yield Wish("remove", {"what": "fade"}, mention.spans())
        return
    after = reading.after(mention.heads[-1])
    between = after is not None and after.relation == "between"
    if not unwanted and (between or not _at_ends(mention)):
        kind = str(mention.head("transition") or "crossfade")
        yield Wish("transition", {"kind": kind, "seconds": _between(mention)}, mention.spans(), note=_BETWEEN)
        return
    ends = _ENDS.get(str(mention.head("direction") or mention.slot("direction") or _end(mention)), ("in_s", "out_s"))
    args: dict[str, object] = dict.fromkeys(ends, 0.0 if unwanted else _seconds(mention, reading))
    color = mention.head("color") or mention.slot("color")
    yield Wish("fade", args | ({"color": color} if color in ("black", "white") else {}), mention.spans())


def _at_ends(mention: Mention) -> bool:
    """Return whether the ends of the film are meant, not how one shot follows another."""
    said = ("direction", "color", "end", "stretch")
    return any(mention.slot(one) is not None or mention.head(one) is not None for one in said) or any(
        item.means("noun", "black") for item in mention.heads
    )


def _between(mention: Mention) -> float:
    return float(_length(mention) or (1.0 if mention.slot("way") in ("slower", "longer") else _USUAL_S))


def _length(mention: Mention) -> float | None:
    said = mention.slot("seconds") or mention.slot("few") or mention.slot("long")
    return float(said) if said is not None else None


def _for_both(reading: Reading) -> float | None:
    """Return how long either fade takes where that is said once of both."""
    brief = (item for item in reading.items if item.means("brief"))
    near = ((item, (reading.before(item), reading.after(item))) for item in brief)
    return next(
        (item.value("brief") for item, two in near if any(one and one.means("each", "both") for one in two)), None
    )


def _seconds(mention: Mention, reading: Reading) -> float:
    """Return how long it takes: a length of time, or that of the stretch in which it happens."""
    stretch = mention.slot("stretch")
    if (both := _for_both(reading)) is not None:
        return both
    if _length(mention) is None and stretch is not None and stretch.end == END and stretch.start < 0:
        return float(-stretch.start)
    if _length(mention) is None and stretch is not None and stretch.start == 0:
        return float(stretch.end)
    return float(_length(mention) or _USUAL_S)


def _end(mention: Mention) -> str | None:
    """Return at which end it is, where that is all that was said."""
    item, stretch = mention.item("end"), mention.slot("stretch")
    if item is None and stretch is not None:
        return "out" if stretch.end == END else "in" if stretch.start == 0 else None
    if item is None:
        return None
    return "in" if item.means("noun", "start") or item.means("when", "at_start") else "out"


def _owns(reading: Reading, item: Item) -> bool:
    """Return whether a word is a fade here: one for what lies between shots is, where music is spoken of."""
    if musicfade.of_logo(reading, item) or _of_words(reading, item):
        return False
    between = item.means("transition", "crossfade") and item.means("direction", "both")
    return not between or any(map(musicfade.is_sound, reading.beside(item)))


def _of_words(reading: Reading, item: Item) -> bool:
    """Return whether words are said to fade, and not the film: "the title fades in"."""
    clause = reading.items[: reading.place(item)] if item.means("animation") else reading.piece(item)
    before = [one for one in clause if not one.small and (one.means("noun") or not item.means("animation"))]
    said = any(one.means("literal") or one.means("noun", "title", "text") for one in before[-2:])
    return said and item.means("verb", "fade") and not item.means("color")


FRAME = Frame(
    "fade",
    heads=("verb=fade", "noun=black"),
    wishes=_wishes,
    slots={
        "direction": Slot(("direction",)),
        "stretch": Slot(("stretch",), after=("for", "of", "over"), extra=-0.2),
        "seconds": Slot(("brief",), after=("for", "of", "over"), extra=-0.3),
        "few": Slot(("few",), after=("for", "of", "over"), extra=-0.2),
        "long": Slot(("time",), after=("for", "of", "over"), extra=0.8),
        "way": WAY,
        "color": Slot(("color=black", "color=white"), after=("to", "from")),
        "end": Slot(("noun=start", "noun=end", "part=end", "part=beginning", "when=at_end", "when=at_start")),
    },
    beside=("direction", "noun=start", "noun=end", "noun=black"),
    owns=_owns,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with those fades; the other end stays as it is."""
    before = film.fade or (0, 0, "black")
    start = round(float(wish.args["in_s"]) * 1000) if "in_s" in wish.args else before[0]
    end = round(float(wish.args["out_s"]) * 1000) if "out_s" in wish.args else before[1]
    color = str(wish.args.get("color") or before[2])
    note, outcome = Say(), wish.outcome
    colors = {str(one.args["color"]) for one in scene.wishes if one.op == "fade" and "color" in one.args}
    if (film.fade and color != before[2] and start and end) or len(colors) > 1:
        color = str((scene.said("fade") or wish).args.get("color", color))
        note = Say(f"one colour for both ends: {color}", f"首尾同一颜色：{'白' if color == 'white' else '黑'}")
        outcome = "approximated"
    return Edit(replace(film, fade=(start, end, color) if start or end else None), outcome, note)
