"""look: how the picture is graded. One at a time."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops.taste import away, turned
from imgfree.local.director.read.reading import Reading
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
    """A look by name, by comparison, or as a tone that goes up or down; a grade without a name is asked back."""
    tone = next((tone for tone in _TONES if any(item.means("noun", tone) for item in mention.heads)), None)
    name = mention.head("look") or mention.slot("name")
    way = turned(mention)
    if tone and way:
        yield Wish("look", {"name": _TONES[tone][way < 0]}, mention.spans())
    elif (step := mention.head("compare") or mention.slot("compare")) is not None and str(step) in _STEPS:
        yield Wish("look", {"name": _STEPS[str(step)]}, mention.spans())
    elif mention.negations or mention.does("remove") or (way < 0 and not tone):
        there = scene.film.looks if scene.film else ()
        yield away("look", name, there, mention, wanted=mention.negations or mention.does("remove"))
    elif name is not None:
        yield Wish("look", {"name": str(name)}, mention.spans())
    elif mention.does("add", "use", "apply", "change", "make") or tone:
        yield Wish("", {}, mention.spans(), "declined", _UNNAMED)
    else:
        yield Wish("", {}, mention.spans())


FRAME = Frame(
    "look",
    heads=("noun=look", *(f"noun={tone}" for tone in _TONES)),
    wishes=_wishes,
    slots={
        "name": Slot(("look",)),
        "way": Slot(("compare", "trait"), extra=0.1),
        "compare": Slot(tuple(f"compare={step}" for step in _STEPS)),
        "of": Slot(("noun=color", "noun=style"), extra=0.2),
    },
    alone={"look": 1.0, **{f"compare={step}": 1.3 for step in _STEPS}},
    beside=("noun=look", "noun=color", "noun=style", "noun=photo", "noun=film"),
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
