"""look: how the picture is graded. One at a time."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops.taste import WAY, away, only_named, turned
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 55
_STEPS = {"brighter": "brighter", "darker": "darker", "warmer": "warm", "cooler": "cool"}
_TONES = {  # what can be turned up, and down
    "contrast": ("more_contrast", "less_contrast"),
    "brightness": ("brighter", "darker"),
    "saturation": ("vivid", "muted"),
    "temperature": ("warm", "cool"),
}
_UNNAMED = Say("which look? e.g. warm, cool, cinematic, vintage, vivid", "哪种风格？例如暖色、冷色、电影感、复古、鲜艳")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Looks by name, by comparison, or as a tone that goes up or down; a grade without a name is asked back."""
    if _describes(mention, reading):
        return
    names = [*_names(mention)]
    if only_named(mention, reading, there=scene.film is not None and bool({*names} & {*scene.film.looks})):
        yield Wish("", {}, mention.spans())
        return
    if mention.slot("edge") and ({*names} & {"darker", "brighter"}):
        yield _edges(names, mention, scene)
        return
    unwanted = mention.negations or mention.does("remove")
    if unwanted or (turned(mention) < 0 and not names[1:] and not _tone(mention)):
        there = scene.film.looks if scene.film else ()
        yield away("look", names[0] if names else None, there, mention, wanted=unwanted)
    elif names:
        yield from (Wish("look", {"name": name}, mention.spans()) for name in names)
    elif mention.does("add", "use", "apply", "change", "make") or _tone(mention) or _unknown(mention, reading):
        yield Wish("", {}, mention.spans(), "declined", _UNNAMED)
    else:
        yield Wish("", {}, mention.spans())


def _edges(names: list[str], mention: Mention, scene: Scene) -> Wish:
    """Return the vignette that makes edges darker, or that it goes where they are to be brighter."""
    if "darker" in names:
        return Wish("effect", {"name": "vignette"}, mention.spans())
    return away("effect", "vignette", scene.film.effects if scene.film else (), mention, wanted=False)


def _names(mention: Mention) -> Iterator[str]:
    """Yield every look that is named or compared with what is there."""
    tone, way = _tone(mention), turned(mention, traits=True) or int(mention.does("add"))
    for item in mention.items:
        if item.means("look") and item not in mention.modifiers:
            yield str(item.value("look"))
        elif item.means("compare", *_STEPS):
            yield _STEPS[str(item.value("compare"))]
        elif item in mention.heads and tone and way and item.means("noun", tone):
            yield _TONES[tone][way < 0]


def _describes(mention: Mention, reading: Reading) -> bool:
    """Return whether it only tells what a thing in the picture is like: a word said of things before an unknown one."""
    after = reading.after(mention.heads[-1])
    if after is None or not mention.heads[-1].means("thing"):
        return False
    return after.tokens[0].kind == "unknown" or after.means("context")


def _unknown(mention: Mention, reading: Reading) -> bool:
    """Return whether a look is named that is none of ours."""
    before = reading.before(mention.heads[0])
    return before is not None and before.means("context")


def _is_other_tone(mention: Mention, item: Item) -> bool:
    return _tone(mention) is not None and item.means("noun", *_TONES)


def _tone(mention: Mention) -> str | None:
    return next((tone for tone in _TONES if any(item.means("noun", tone) for item in mention.heads)), None)


FRAME = Frame(
    "look",
    heads=("noun=look", *(f"noun={tone}" for tone in _TONES)),
    wishes=_wishes,
    slots={
        "name": Slot(("look",), many=True, within=0.8),
        "way": WAY,
        "edge": Slot(("noun=edge",), within=0.8),
        "of": Slot(("noun=color", "noun=style"), extra=0.2, within=0.8),
    },
    alone={"look": 1.0, **{f"compare={step}": 1.3 for step in _STEPS}},
    beside=("noun=look", "noun=color", "noun=style"),
    joins=lambda reading, mention, item: (
        item in reading.beside(mention.heads[-1]) and not _is_other_tone(mention, item)
    ),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with that look; of several in a sentence the last is used."""
    said = list(dict.fromkeys(str(one.args["name"]) for one in scene.wishes if one.op == "look"))
    film = replace(film, looks=tuple(said))
    if len(said) > 1 and wish.args["name"] != said[-1]:
        return Edit(
            film,
            "approximated",
            Say(f"one colour grade at a time: {said[-1]} is used", f"一次一种调色：采用 {said[-1]}"),
        )
    return Edit(film)
