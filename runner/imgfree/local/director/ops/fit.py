"""fit: how photos lie in a canvas of another shape."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 22
_NOTES = {
    "blur": Say("the whole picture over its own blurred copy", "完整画面，两侧为自身的模糊副本"),
    "contain": Say("the whole picture, bars where the ratio differs", "完整画面，比例不同处留边"),
    "fill": Say("the frame is filled, edges may be cropped", "铺满画面，边缘可能被裁"),
}
_BESIDE = 0.25
_OPPOSITE = {"fill": "contain", "contain": "fill", "blur": "contain"}


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """How photos fit; bars are what "contain" leaves, to crop is to fill; what is denied is its opposite."""
    mode = str(mention.head("fit") or ("contain" if mention.head("noun") == "bars" else "fill"))
    if mention.negations or mention.does("remove") or mention.means("complain"):
        mode = _OPPOSITE[mode]
    shaped = any(item.means("ratio") or item.means("aspect") for item in reading.clause(mention.heads[0]))
    if mention.head("verb") == "crop" and shaped and not mention.negations:
        yield Wish("", {}, mention.spans())  # cropped to the shape, as photos are anyway
    elif mode == "contain" and any(item.means("fit", "blur") for item in reading.items):
        yield Wish("", {}, mention.spans())  # what is blurred around is whole as well
    else:
        yield Wish("fit", {"mode": mode}, mention.spans())


def _owns(reading: Reading, item: Item) -> bool:
    """Return whether a word is of the frame: an edge beside a word for text is that of its letters."""
    near = [one for one in reading.clause(item) if reading.distance(one, item) < _BESIDE]
    bars = item.means("noun", "bars") or item.means("fit", "contain")
    return not (bars and any(one.means("noun", "text", "captions", "title") for one in near))


def _joins(reading: Reading, mention: Mention, item: Item) -> bool:
    """Return whether a head stands right beside a mention and does not crop, which may be denied by itself."""
    several = item.means("fit") and any(head.means("fit") for head in mention.heads)
    return reading.distance(mention.heads[-1], item) < _BESIDE and not item.means("verb", "crop") and not several


FRAME = Frame(
    "fit",
    heads=("fit", "noun=bars"),
    wishes=_wishes,
    slots={
        "how": Slot(("look=soft",), within=0.2),
        "of": Slot(("noun=frame", "noun=edge", "noun=background", "noun=photo", "noun=film"), extra=0.5),
    },
    alone={"verb=crop": 1.2, "verb=fill": 1.2},
    beside=("noun=frame", "noun=bars", "noun=edge"),
    owns=_owns,
    joins=_joins,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its photos fitted so."""
    mode = str(wish.args["mode"])
    return Edit(replace(film, fit=mode), "applied", _NOTES[mode])
