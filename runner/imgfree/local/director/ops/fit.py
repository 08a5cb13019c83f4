"""fit: how photos lie in a canvas of another shape."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 22
_NOTES = {
    "blur": Say("the whole picture over its own blurred copy", "完整画面，两侧为自身的模糊副本"),
    "contain": Say("the whole picture, bars where the ratio differs", "完整画面，比例不同处留边"),
    "fill": Say("the frame is filled, edges may be cropped", "铺满画面，边缘可能被裁"),
}
_OPPOSITE = {"fill": "contain", "contain": "fill", "blur": "contain"}


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """How photos fit; bars are what "contain" leaves, to crop is to fill; what is denied is its opposite."""
    mode = mention.head("fit")
    verb = mention.head("verb")
    if mode is None:
        mode = "contain" if mention.head("noun") == "bars" else "fill" if verb in ("crop", "fill") else "contain"
    if mention.negations or mention.does("remove"):
        mode = _OPPOSITE[str(mode)]
    yield Wish("fit", {"mode": str(mode)}, mention.spans())


FRAME = Frame(
    "fit",
    heads=("fit", "noun=bars"),
    wishes=_wishes,
    slots={"of": Slot(("noun=frame", "noun=edge", "noun=background", "noun=photo", "noun=film"), extra=0.5)},
    alone={"verb=crop": 1.2, "verb=fill": 1.2},
    beside=("noun=frame", "noun=bars", "noun=edge"),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its photos fitted so; a blurred fit is whole as well, so it wins over "contain"."""
    mode = str(wish.args["mode"])
    if mode == "contain" and any(one.op == "fit" and one.args["mode"] == "blur" for one in scene.wishes):
        return Edit(film, "applied", _NOTES["blur"], {"mode": "blur"})
    return Edit(replace(film, fit=mode), "applied", _NOTES[mode])
