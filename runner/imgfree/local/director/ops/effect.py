"""effect: what is laid over the picture: grain, vignette, light."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops.taste import WAY, away, only_named, turned
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 56
_HOW = {
    "blur_background": Say(
        "no mask of the subject here: a soft blur towards the edges", "无法分离主体：以边缘柔化代替"
    ),
    "bokeh": Say("soft blur without depth", "只有柔化，没有景深"),
    "glow": Say("bright parts bloom a little", "高光部分轻微泛光"),
    "shimmer": Say("a slow change of light", "以缓慢的光线变化代替"),
    "shake": Say("a small repeatable shake", "小幅度、可重复的抖动"),
    "particles": Say("drawn, not filmed", "为绘制效果，非实拍"),
}
_UNNAMED = Say(
    "no effect was named: a vignette; others are glow, grain, bokeh, shake",
    "没有指定特效：加了暗角；还可选发光、颗粒、光斑、抖动",
)


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """An effect by name; "some effects" without one is a vignette, and said to be my choice."""
    name = mention.head("effect")
    if only_named(mention, reading, there=scene.film is not None and name in scene.film.effects):
        yield Wish("", {}, mention.spans())
        return
    unwanted = mention.negations or mention.does("remove")
    if unwanted or turned(mention) < 0:
        yield away("effect", name, scene.film.effects if scene.film else (), mention, wanted=unwanted)
    elif name is not None and _is_thing(mention, reading):
        return
    elif name is not None:
        yield Wish("effect", {"name": str(name)}, mention.spans())
    elif _named(reading.before(mention.heads[0])):
        yield Wish("", {}, mention.spans())
    elif mention.does("add", "make", "use", "want", "put", "have", "apply"):
        yield Wish("effect", {"name": "vignette"}, mention.spans(), "approximated", _UNNAMED)


def _is_thing(mention: Mention, reading: Reading) -> bool:
    """Return whether it is in the pictures already: snow that nobody adds, and that nobody calls an effect."""
    said = any(item.means("noun") or item.means("degree") for item in mention.heads + mention.modifiers)
    said = said or any(item.means("effect") for item in reading.beside(mention.heads[-1]))
    adds = mention.does("add", "use", "put", "want", "have", "apply", "make")
    return mention.head("thing") is not None and not said and not adds


def _named(before: Item | None) -> bool:
    """Return whether the effect is of a kind that is heard elsewhere."""
    kinds = ("motion", "transition", "look", "animation", "loop")
    return before is not None and (any(before.means(of) for of in kinds) or before.means("noun", *kinds))


FRAME = Frame(
    "effect",
    heads=("effect", "noun=effect"),
    wishes=_wishes,
    slots={
        "way": WAY,
        "look": Slot(("look=soft",), extra=0.1, within=0.5),
        "background": Slot(("noun=background", "noun=edge"), within=0.8),
    },
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with that effect over what is there."""
    name = str(wish.args["name"])
    film = film if name in film.effects else replace(film, effects=(*film.effects, name))
    if wish.note:
        return Edit(film, wish.outcome, wish.note)
    return Edit(film, "approximated", _HOW[name]) if name in _HOW else Edit(film)
