"""lettering: the letters of a brand, which all words have where nothing else is said of them, and its ground."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.director.frames import Frame, Mention, Slot, apart
from imgfree.local.director.ops.appearance import told
from imgfree.local.director.ops.decline import refused
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 79
_KEPT = Say("texts are shown as they are given", "文字按原样显示")
_GROUND = Say("behind what is cut out, and behind cards", "用于抠图和卡片后面")
_NO_GROUND = Say("what is cut out has its own ground again", "抠图恢复自身的底色")
_STYLE = {"color": "color", "plate": "background"}


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A font, a colour or a plate for all words, a ground, or none any more; names stay as they are anyway."""
    of = mention.head("brand")
    if of is None:
        yield Wish("", {}, mention.spans(), note=_KEPT)
    elif mention.negations or mention.does("remove"):
        yield Wish("lettering", {"ground": Film.background} if of == "ground" else {"none": True}, mention.spans())
    elif of == "font" and (asset := _font_file(mention, reading, scene)) is not None:
        yield Wish("lettering", {"font": asset.filename}, mention.spans())
    elif (value := mention.slot("font" if of == "font" else "color")) is not None:
        heavy = {"font": "clean", "bold": True} if value == "bold" else {}
        yield Wish("lettering", heavy or {_STYLE.get(of, of): str(value)}, mention.spans())
    else:
        yield Wish("", {}, mention.spans(), "declined", refused("brand"))


def _font_file(mention: Mention, reading: Reading, scene: Scene) -> Asset | None:
    """Return the uploaded font that is named."""
    names = (reading.literal(item) for item in mention.slots.get("name", ()))
    found = (scene.named(name) for name in names)
    return next((one for one in found if one is not None and one.file_type == "font"), None)


FRAME = Frame(
    "lettering",
    heads=("brand", "noun=kept"),
    wishes=_wishes,
    slots={
        "font": Slot(("font", "weight=bold"), extra=-0.5),
        "color": Slot(("color",), extra=-0.5),
        "name": Slot(("literal",), many=True, extra=-0.5),
    },
    joins=apart,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with these letters for all of its words, those that come later included, or with this ground."""
    if (ground := wish.args.get("ground")) is not None:
        note = _GROUND if ground != Film.background else _NO_GROUND
        return Edit(replace(film, background=str(ground)), wish.outcome, note)
    style: dict[str, Any] = {key: value for key, value in wish.args.items() if key != "none"}
    kept = {} if "none" in wish.args else dict(film.lettering) | style
    return Edit(replace(film, lettering=tuple(sorted(kept.items()))), wish.outcome, wish.note + told(style))
