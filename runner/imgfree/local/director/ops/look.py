"""look: how the picture is graded, the whole film or certain photos; several grades lie one on the other."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from imgfree.local.designs import DESIGNS, design_of
from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops import lettered
from imgfree.local.director.ops.taste import WAY, away, only_named, turned
from imgfree.local.director.pictures import on_photos, shown, too_few
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.told import named
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film, Join, Motion, looks_of

STAGE = 55
_STEPS = {"brighter": "brighter", "darker": "darker", "warmer": "warm", "cooler": "cool"}
_TONES = {  # what can be turned up, and down
    "contrast": ("more_contrast", "less_contrast"),
    "brightness": ("brighter", "darker"),
    "saturation": ("vivid", "muted"),
    "temperature": ("warm", "cool"),
}
_AXES = {  # tones, of which one takes the place of another; all other looks are styles
    "brighter": "light",
    "darker": "light",
    "more_contrast": "contrast",
    "less_contrast": "contrast",
    "vivid": "saturation",
    "muted": "saturation",
    "warm": "temperature",
    "cool": "temperature",
}
_OVER = ("light", "contrast")  # what stays where a style takes the place of another
_TEXTS = ("title", "text", "captions", "closing")
_BARE, _GREY = "natural", "black_and_white"
PLAIN = Say("satisfied: it has its own colours", "已满足：本来就是原色")
_UNNAMED = Say("which look? e.g. warm, cool, cinematic, vintage, vivid", "哪种风格？例如暖色、冷色、电影感、复古、鲜艳")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Looks by name, by comparison, or as a tone that goes up or down; a grade without a name is asked back."""
    if _describes(mention, reading) or lettered.of_text(mention, reading):
        return
    if any(item.means("bare") for item in mention.items):
        yield _bare(mention, reading, scene)
        return
    piece = reading.piece(mention.heads[-1])
    if any(one.means("noun", "background", "box") for one in piece) and any(
        one.means("noun", *_TEXTS) for one in piece
    ):
        yield Wish("", {}, mention.spans())  # the letters' own ground
        return
    names, photos = [*_names(mention)], on_photos(mention, reading, scene)
    if only_named(mention, reading, there=scene.film is not None and bool({*names} & {*looks_of(scene.film)})):
        yield Wish("", {}, mention.spans())
        return
    if mention.slot("edge") and ({*names} & {"darker", "brighter"}):
        yield _edges(names, mention, scene)
        return
    unwanted = mention.negations or mention.does("remove")
    if unwanted or (turned(mention) < 0 and not names[1:] and not _tone(mention)):
        there = looks_of(scene.film) if scene.film else ()
        yield away("look", names[0] if names else None, there, mention, wanted=unwanted)
    elif names:
        yield from (Wish("look", {"name": name} | photos, mention.spans()) for name in names)
    elif mention.does("add", "use", "apply", "change", "make") or _tone(mention) or _unknown(mention, reading):
        yield Wish("", {}, mention.spans(), "declined", _UNNAMED)
    else:
        yield Wish("", {}, mention.spans())


def _bare(mention: Mention, reading: Reading, scene: Scene) -> Wish:
    """Return that no look is wanted: taken off the film, or left out on certain photos."""
    photos = on_photos(mention, reading, scene)
    if photos:
        return Wish("look", {"name": _BARE} | photos, mention.spans())
    if scene.film is None or not looks_of(scene.film):
        return Wish("", {}, mention.spans(), note=PLAIN)
    return Wish("remove", {"what": "look"}, mention.spans())


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
        "which": Slot(("which",), after=("on", "for", "in", "of", "but"), extra=0.2, within=0.75),
        "way": WAY,
        "edge": Slot(("noun=edge",), within=0.8),
        "of": Slot(("noun=color", "noun=style"), extra=0.2, within=1.3),
    },
    alone={"look": 1.0, "bare": 1.0, **{f"compare={step}": 1.3 for step in _STEPS}},
    beside=("noun=look", "noun=color", "noun=style"),
    joins=lambda reading, mention, item: (
        item in reading.beside(mention.heads[-1]) and not _is_other_tone(mention, item)
    ),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with that look on what it has: a style takes the place of another, a tone that of its opposite.

    What one sentence names is laid one on the other.
    """
    name, photos = str(wish.args["name"]), list(wish.args.get("photos", ()))
    said = [one for one in scene.wishes if one.op == "look" and one.outcome != "declined"]
    if photos:
        there = shown(film, photos, scene)
        if not there:
            return Edit(film, "declined", too_few(film))
        here = {str(one.args["name"]) for one in said if one.args.get("photos") == photos}
        own = [film.looks if shot.looks is None else shot.looks for shot in film.shots]
        shots = tuple(
            replace(shot, looks=_with(own[n - 1], name, here)) if n in there else shot
            for n, shot in enumerate(film.shots, 1)
        )
        return Edit(replace(film, shots=shots))
    together = {str(one.args["name"]) for one in said if "photos" not in one.args}
    bare = {n for one in said if one.args["name"] == _BARE for n in one.args.get("photos", ())}
    spared = shown(film, bare, scene) if bare else set()
    shots = tuple(
        shot if shot.looks is None or n in spared else replace(shot, looks=_with(shot.looks, name, together))
        for n, shot in enumerate(film.shots, 1)
    )
    return _designed(film, replace(film, looks=_with(film.looks, name, together), shots=shots), scene)


def _designed(before: Film, film: Film, scene: Scene) -> Edit:
    """Return the film with the effects of its look in place of those of the look before, and what the look brings."""
    old, new = design_of(before.looks), design_of(film.looks)
    if old is not None and old.effects and film.effects == old.effects:
        film = replace(film, effects=())
    if new is None:
        return Edit(film)
    if new.effects and not film.effects:
        film = replace(film, effects=new.effects)
    brought = {
        "motion": film.motion == Motion() and any(not shot.is_clip for shot in film.shots),
        "transition": film.join == Join() and not film.join.said and len(film.shots) > 1,
        "fit": film.fit == "auto" and new.fit == "card",
        "effect": bool(new.effects) and film.effects == new.effects,
    }
    own = [one for one, is_new in brought.items() if is_new and scene.said(one) is None]
    kind, length = readable(new.join[0]), new.join[1] / 1000
    names = {
        "motion": named(new.motion[0]),
        "transition": Say(f"{kind.en} of {length:g} s", f"{kind.zh} {length:g} 秒"),
        "fit": Say("pictures as cards", "卡片式画面"),
        "effect": named(new.effects[0]) if new.effects else Say(),
    }
    en, zh = (", ".join(names[one].en for one in own), "、".join(names[one].zh for one in own))
    look = named(next(name for name in reversed(film.looks) if name in DESIGNS))
    return Edit(film, "applied", Say(f"{look.en} with {en}", f"{look.zh}，并带{zh}") if own else Say())


def _with(looks: Sequence[str], name: str, together: Set[str]) -> tuple[str, ...]:
    """Return these looks and one more, without those that it takes the place of."""
    if name == _BARE:
        return ()
    axis = _AXES.get(name, "style")
    if axis == "style":
        kept = [one for one in looks if one in together or _AXES.get(one) in _OVER]
    else:
        kept = [one for one in looks if _AXES.get(one) != axis]
    return tuple(sorted((*(one for one in kept if one != name), name), key=_GREY.__eq__))  # no tint on grey
