"""motion: how still photos move, all of them or certain ones."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.ops import lettered
from imgfree.local.director.ops.decline import refused
from imgfree.local.director.ops.taste import ASKED, WAY, only_named, turned
from imgfree.local.director.pictures import meant, on_photos, shown, too_few
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import SLOW, Film, Motion

STAGE = 50
STEPS = (0.03, 0.05, 0.08, 0.12, 0.18, 0.25)
_GENTLE, _STRONG = 0.05, 0.18
_USUAL = {"any": "vary", "pan": "pan_right", "zoom": "zoom_in", "still": "none"}
_ZOOMS = ("zoom_in", "zoom_out", "push_in", "alternate", "ken_burns")
_STOPPED = Say("the photos stand still; name another motion to have it", "照片静止；可另选一种运动")
_OTHERS = ("order", "music", "sound", "volume", "title", "text", "captions", "logo", "length", "pace", "transition")
_LETTERED = ("title", "text", "captions", "closing", "logo")
_SAME = Say("nothing else changes", "其余不变")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """How photos move; where they are to be mixed, one that does not move keeps its place."""
    item = mention.item("which")
    stays = _kind(mention) == "none" and mention.heads[-1].means("verb", "hold") and _is_shuffled(reading)
    if item is not None and stays and (photos := meant(item, mention, reading, scene)):
        yield from (_in_place(number, mention, scene) for number in photos)
    else:
        yield from _moving(mention, reading, scene)


def _moving(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A motion by name, for all photos or some; denied, or "still", they do not move; stronger and weaker by a step."""
    if (inside := _moves_inside(mention, reading)) is not None:
        spans = ((inside.start, inside.end), *mention.spans())
        yield Wish("", {}, spans, "declined", refused("animate_inside"))
        return
    if (other := _other_thing(mention, reading)) is not None:
        yield Wish("", {}, ((other.start, other.end), *mention.spans()), note=_SAME)
        return
    if _of_words(mention, reading) or lettered.of_text(mention, reading):
        return
    which, photos = mention.slot("which"), on_photos(mention, reading, scene)
    there = _there(photos.get("photos", []), scene)
    kind = _kind(mention)
    step = turned(mention)
    others = [item for item in reading.items if item.means("motion") and item not in mention.heads]
    if str(kind).startswith("pan_") and any(map(_goes_across, reading.beside(mention.heads[0]))):
        yield Wish("", {}, mention.spans())  # "wipe from right to left"
        return
    if kind == "none" and which is not None and which.part == "rest" and not others:
        yield Wish("", {}, mention.spans(), note=_SAME)
        return
    after = reading.after(mention.heads[-1])
    if (
        (after is not None and after.means("effect"))
        or (kind == "any" and (others or _makes(mention, reading)))
        or (kind is None and not step and not mention.negations and not mention.verbs)
    ):
        yield Wish("", {}, mention.spans())
        return
    disliked = mention.means("complain") and not mention.means("complain", "too_much")
    if disliked and (scene.film is None or there.kind == "none"):
        yield Wish("", {}, mention.spans(), "declined", ASKED)
        return
    if only_named(mention, reading, there=scene.film is not None and there.kind != "none"):
        yield Wish("", {}, mention.spans())
        return
    stopped = any(one.means("verb", "end") for one in reading.beside(mention.heads[0]))
    if mention.negations or mention.does("remove") or stopped or disliked or kind == "none":
        args: dict[str, object] = {"kind": "none", "amount": 0.0}
    else:
        kind = _kept(kind, there, further=bool(step and scene.film))
        args = {"kind": _USUAL.get(kind, kind), "amount": _amount(mention, there, step, scene)}
    wish = Wish("motion", args | photos, mention.spans())
    yield replace(wish, outcome="approximated", note=_STOPPED) if disliked else wish


def _goes_across(item: Item) -> bool:
    return item.foremost == "transition" and item.means("transition", "wipe", "slide", "push")


def _is_shuffled(reading: Reading) -> bool:
    """Return whether the pictures are to be mixed."""
    return any(item.means("order", "shuffle") or item.means("verb", "shuffle") for item in reading.items)


def _in_place(number: int, mention: Mention, scene: Scene) -> Wish:
    """Return that a picture is where it was, whatever becomes of the others."""
    how = {1: {"how": "first"}, scene.length: {"how": "last"}}.get(number, {"how": "move", "place": number})
    return Wish("order", {**how, "photos": [number]}, mention.spans())


def _moves_inside(mention: Mention, reading: Reading) -> Item | None:
    """Return what is to move where it is something in the picture: "make the water drift", 让小狗动起来."""
    subject = reading.before(mention.heads[0])
    while subject is not None and (subject.tokens[0].kind == "function" or subject.means("degree")):
        subject = reading.before(subject)
    if subject is None or mention.head("motion") not in ("any", "drift") or not mention.does("make", "want"):
        return None
    return subject if subject.tokens[0].kind == "unknown" or subject.means("context", "subject") else None


def _other_thing(mention: Mention, reading: Reading) -> Item | None:
    """Return what stays as it is where that is no photo: the order, the song."""
    before = reading.said_before(mention.heads[0])
    stays = mention.head("motion") == "none" or mention.heads[0].means("verb", "hold")
    return before if stays and before is not None and before.means("noun", *_OTHERS) else None


def _of_words(mention: Mention, reading: Reading) -> bool:
    """Return whether "bigger" is said of the words that were spoken of last, and not of a picture."""
    if not mention.heads[0].means("compare") or mention.slots.keys() & {"which", "photo", "amount"}:
        return False
    for one in reversed(reading.items[: reading.place(mention.heads[0])]):
        if one.means("noun", "photo", "clip", "film", "motion", "frame") or one.means("which"):
            return False
        if one.means("noun", *_LETTERED):
            return True
    return False


def _kind(mention: Mention) -> str | None:
    """Return the motion that is named: a kind, with its side where it has one, or that photos differ."""
    if mention.slot("differ"):
        return "vary"
    kind = mention.heads[-1].value("motion") or mention.head("motion")
    if kind in (None, "pan", "any", "drift") and mention.slot("side"):
        return f"pan_{mention.slot('side')}"
    return kind and str(kind)


def _kept(kind: str | None, there: Motion, *, further: bool) -> str:
    """Return the kind that is meant, by what is there: "more zoom" is more of the zooms that there are, if any."""
    if kind == "zoom" and further and there.kind == "vary":
        return "alternate"
    if kind in (None, "any") or (kind == "zoom" and further and there.kind in _ZOOMS):
        return there.kind if there.kind != "none" else "any"
    return str(kind)


def _makes(mention: Mention, reading: Reading) -> bool:
    """Return whether "animate" only says that pictures become a film."""
    verb = next((head for head in mention.heads if head.means("verb", "make")), None)
    return verb is not None and any(one.means("noun", "film") for one in reading.clause(verb))


def _there(photos: list[int], scene: Scene) -> Motion:
    """Return the motion that is there now, of the first photo meant or of the film."""
    if scene.film is None:
        return Motion()
    own = scene.film.shots[photos[0] - 1].motion if photos and 0 < photos[0] <= len(scene.film.shots) else None
    return own or scene.film.motion


def _amount(mention: Mention, there: Motion, step: int, scene: Scene) -> float:
    """Return the part of the picture travelled: a percentage as said, gently 5 %, strongly 18 %, or a step on."""
    if (said := mention.slot("amount")) is not None:
        return min(float(said), 0.5)
    compared = (item := mention.item("way")) is not None and item.means("compare")
    if step and scene.film and (compared or mention.means("degree", "more", "less") or mention.means("complain")):
        further = [one for one in STEPS if (one > there.amount) == (step > 0) and one != there.amount]
        return (min if step > 0 else max)(further, default=there.amount)
    way, very = mention.slot("way"), mention.means("degree", "very")
    if mention.means("degree", "little") or mention.slot("look") or way in ("softer", "weaker", *["slower"] * very):
        return _GENTLE
    strong = step > 0 or very or way in ("stronger", "bigger", "faster")
    return _STRONG if strong else SLOW


def _joins(reading: Reading, mention: Mention, item: Item) -> bool:
    """Return whether the noun and a kind belong together: they stand side by side, with no comma in between."""
    last = mention.heads[-1]
    if reading.parted(last, item):
        return False
    named = any(one.means("motion") for one in mention.heads)
    directed = item.means("motion") and str(item.value("motion")).startswith("pan_")
    same = named and item.means("motion") and not (directed and mention.head("motion") in ("any", "drift", "pan"))
    return not same and item in reading.beside(last)


FRAME = Frame(
    "motion",
    heads=("motion", "noun=motion"),
    wishes=_wishes,
    slots={
        "which": Slot(("which",), after=("on", "for", "of", "in")),
        "side": Slot(("side",), after=("to",)),
        "amount": Slot(("percent",), after=("by", "of", "about")),
        "way": WAY,
        "look": Slot(("look=soft",), extra=0.2, within=0.8),
        "differ": Slot(("differ",), extra=0.2, within=0.8),
        "photo": Slot(("noun=photo",), after=("on", "for", "of"), extra=0.4),
    },
    beside=("noun=motion", "noun=photo", "which"),
    joins=_joins,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its photos moving so; several motions for all of them take turns."""
    motion = Motion(str(wish.args["kind"]), float(wish.args["amount"]))
    if film.shots and all(shot.is_clip for shot in film.shots) and motion.kind != "none":
        return Edit(
            film,
            "declined",
            Say("clips move by themselves; only photos get camera motion", "视频片段自己会动；镜头运动只用于照片"),
        )
    if "photos" in wish.args:
        there = shown(film, wish.args["photos"], scene)
        if not there:
            return Edit(film, "declined", too_few(film))
        shots = tuple(replace(shot, motion=motion) if n in there else shot for n, shot in enumerate(film.shots, 1))
        return Edit(replace(film, shots=shots), wish.outcome, wish.note)
    turns = [one for one in scene.wishes if one.op == "motion" and "photos" not in one.args]
    if len(turns) > 1 and wish is not turns[0]:
        kinds = [Motion(str(one.args["kind"]), float(one.args["amount"])) for one in turns]
        shots = tuple(replace(shot, motion=kinds[n % len(kinds)]) for n, shot in enumerate(film.shots))
        note = wish.note + Say("the motions take turns", "几种运动轮流使用")
        return Edit(replace(film, shots=shots), "applied", note)
    shots = tuple(replace(shot, motion=None) for shot in film.shots)
    return Edit(replace(film, motion=motion, shots=shots), wish.outcome, wish.note)
