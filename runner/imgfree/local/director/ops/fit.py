"""fit: how photos lie in a canvas of another shape, all of them or certain ones."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.pictures import on_photos, shown, too_few
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 22
_NOTES = {
    "blur": Say("the whole picture over its own blurred copy", "完整画面，两侧为自身的模糊副本"),
    "contain": Say("the whole picture, bars where the ratio differs", "完整画面，比例不同处留边"),
    "card": Say("each picture as a card with round corners", "每张画面做成圆角卡片"),
    "fill": Say("the frame is filled, edges may be cropped", "铺满画面，边缘可能被裁"),
}
_BESIDE = 0.25
_GROUNDS = ("background", "edge", "box")  # what lies around whole photos, where a colour is said of it
_OPPOSITE = {"fill": "contain", "contain": "fill", "blur": "contain", "card": "fill"}


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """How photos fit; bars are what "contain" leaves, to crop is to fill; what is denied is its opposite."""
    color = _color(mention)
    if not _names_fit(mention):
        if color is not None and not mention.negations and _owns(reading, mention.heads[0]):
            yield Wish("fit", {"mode": "contain", "color": color}, mention.spans())
        return
    fault = next((item for item in mention.heads if item.means("fault")), None)
    moved = fault is not None and any(one.means("motion") and one.first < fault.first for one in reading.items)
    if moved or (fault is not None and any(one.means("focus") for one in reading.items)):
        yield Wish("", {}, mention.spans(), unsaid=True)  # the reason why they are not to move so
        return
    mode = str(mention.head("fit") or ("contain" if mention.head("noun") == "bars" else "fill"))
    if mention.negations or mention.does("remove") or mention.means("complain"):
        mode = _OPPOSITE[mode]
    elif color is not None and mention.head("verb") == "fill":
        mode = "contain"  # what is filled is around them
    shaped = any(item.means("ratio") or item.means("aspect") for item in reading.clause(mention.heads[0]))
    if mention.head("verb") == "crop" and shaped and not mention.negations:
        yield Wish("", {}, mention.spans())  # cropped to the shape, as photos are anyway
    elif _is_blurred(mode, mention, reading):
        yield Wish("", {}, mention.spans())
    else:
        usual = color == "black" and (scene.film is None or scene.film.background == Film.background)
        colored = color is not None and mode == "contain" and not usual
        args = {"mode": mode} | ({"color": color} if colored else {}) | on_photos(mention, reading, scene)
        yield Wish("fit", args, mention.spans())


def _is_blurred(mode: str, mention: Mention, reading: Reading) -> bool:
    """Return whether photos are to lie on a blurred ground, where they are whole as well, and have no bars."""
    barless = mention.head("noun") == "bars" and bool(mention.negations)
    others = (item for item in reading.items if item not in mention.items)
    return (mode == "contain" or barless) and any(item.means("fit", "blur") for item in others)


def _color(mention: Mention) -> str | None:
    """Return the colour that is to lie around the photos."""
    found = mention.head("color") or mention.slot("color")
    return str(found) if found is not None else None


def _names_fit(mention: Mention) -> bool:
    """Return whether it is said how photos lie, and not only what is around them."""
    return any(item.means("fit") or item.means("verb") or item.means("noun", "bars") for item in mention.heads)


def _owns(reading: Reading, item: Item) -> bool:
    """Return whether a word is of the frame: an edge beside a word for text is that of its letters."""
    near = [one for one in reading.clause(item) if reading.distance(one, item) < _BESIDE]
    bars = item.means("noun", "bars") or item.means("fit", "contain")
    ground = item.means("noun", *_GROUNDS)
    before = reading.before(item)
    if item.means("fit", "fill") and before is not None and before.means("literal"):
        return False  # how large words are
    if item.text == "whole" and not (before is not None and before.means("which") and before.value("which").numbers):
        return False  # of the whole film, but "photo 2 whole"
    if item.text == "bar" and before is not None and (before.tokens[0].kind == "unknown" or before.means("context")):
        return False  # a nail bar
    if ground and any(one.means("refuse") or one.means("noun", "logo") for one in near):
        return False
    return not ((bars or ground) and any(one.means("noun", "text", "captions", "title") for one in near))


def _joins(reading: Reading, mention: Mention, item: Item) -> bool:
    """Return whether a head stands right beside a mention and does not crop, which may be denied by itself."""
    several = item.means("fit") and any(head.means("fit") for head in mention.heads)
    return reading.distance(mention.heads[-1], item) < _BESIDE and not item.means("verb", "crop") and not several


FRAME = Frame(
    "fit",
    heads=("fit", "noun=bars"),
    wishes=_wishes,
    slots={
        "which": Slot(("which",), after=("on", "for", "in", "of", "verb=show"), extra=0.2, within=0.75),
        "how": Slot(("look=soft",), within=0.2),
        "color": Slot(("color",), after=("in", "with"), within=1.1),
        "of": Slot(("noun=frame", "noun=edge", "noun=background", "noun=photo", "noun=film"), extra=0.5),
    },
    alone={"verb=crop": 1.2, "verb=fill": 1.2, **{f"noun={ground}": 2.3 for ground in _GROUNDS}},
    beside=("noun=frame", "noun=bars", "noun=edge", "color"),
    owns=_owns,
    joins=_joins,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its photos fitted so."""
    mode = str(wish.args["mode"])
    color = wish.args.get("color")
    note = _NOTES[mode] if color is None else Say(f"the whole picture on {color}", "完整画面，四周用所说的颜色")
    background = film.background if color is None else str(color)
    if "photos" not in wish.args:
        shots = tuple(replace(shot, fit=None) for shot in film.shots)
        return Edit(replace(film, fit=mode, shots=shots, background=background), "applied", note)
    there = shown(film, wish.args["photos"], scene)
    if not there:
        return Edit(film, "declined", too_few(film))
    shots = tuple(replace(shot, fit=mode) if n in there else shot for n, shot in enumerate(film.shots, 1))
    return Edit(replace(film, shots=shots, background=background), "applied", note)
