"""motion: how still photos move, all of them or certain ones."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.pictures import numbers
from imgfree.local.director.read.phrases import Which
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import SLOW, Film, Motion

STAGE = 50
STEPS = (0.03, 0.05, 0.08, 0.12, 0.18, 0.25)
_GENTLE, _STRONG = 0.05, 0.18
_WEAKER = ("slower", "weaker", "softer", "calmer", "smaller", "less")
_STRONGER = ("faster", "stronger", "bigger", "more")
_USUAL = {"any": "alternate", "pan": "pan_right", "zoom": "zoom_in", "still": "none"}


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A motion by name, for all photos or some; denied, or "still", they do not move; stronger and weaker by a step."""
    which = mention.slot("which")
    photos = _photos(which, mention, reading, scene)
    there = _there(photos, scene)
    kind = mention.head("motion")
    step = mention.slot("compare")
    if kind is None and step is None and not mention.negations and not mention.verbs:
        yield Wish("", {}, mention.spans())
        return
    if mention.negations or mention.does("remove") or kind in ("none", "still"):
        args: dict[str, object] = {"kind": "none", "amount": 0.0}
    elif kind == "pan" and mention.slot("side"):
        args = {"kind": f"pan_{mention.slot('side')}", "amount": _amount(mention, there)}
    else:
        kind = kind if kind not in (None, "any") else there.kind if there.kind != "none" else "any"
        args = {"kind": _USUAL.get(str(kind), str(kind)), "amount": _amount(mention, there)}
    yield Wish("motion", args | ({"photos": photos} if photos else {}), mention.spans())


def _photos(which: Which | None, mention: Mention, reading: Reading, scene: Scene) -> list[int]:
    """Return the photos meant, empty for all; the rest are those that no other phrase of the sentence names."""
    if which is None or which.part == "each":
        return []
    if which.part == "rest":
        named = {n for item in reading.items if item.means("which") for n in numbers(item.value("which"), scene)}
        return [number for number in range(1, scene.length + 1) if number not in named]
    return numbers(which, scene)


def _there(photos: list[int], scene: Scene) -> Motion:
    """Return the motion that is there now, of the first photo meant or of the film."""
    if scene.film is None:
        return Motion()
    own = scene.film.shots[photos[0] - 1].motion if photos and 0 < photos[0] <= len(scene.film.shots) else None
    return own or scene.film.motion


def _amount(mention: Mention, there: Motion) -> float:
    """Return the part of the picture travelled: a percentage as said, gently 5 %, strongly 18 %, or a step on."""
    if (said := mention.slot("amount")) is not None:
        return min(float(said), 0.5)
    step = mention.slot("compare")
    if step in _WEAKER:
        return max((one for one in STEPS if one < there.amount), default=there.amount)
    if step in _STRONGER:
        return min((one for one in STEPS if one > there.amount), default=there.amount)
    if mention.slot("degree") in ("much", "very", "most") or mention.slot("pace") == "fast":
        return _STRONG
    return _GENTLE if mention.slot("degree") == "little" or mention.slot("look") == "soft" else SLOW


FRAME = Frame(
    "motion",
    heads=("motion", "noun=motion"),
    wishes=_wishes,
    slots={
        "which": Slot(("which",), after=("on", "for", "of", "in")),
        "side": Slot(("side",), after=("to",)),
        "amount": Slot(("percent",), after=("by", "of", "about")),
        "degree": Slot(("degree",), extra=0.1),
        "pace": Slot(("pace",), extra=0.2),
        "look": Slot(("look=soft",), extra=0.2),
        "compare": Slot(tuple(f"compare={step}" for step in (*_WEAKER, *_STRONGER)), extra=0.1),
        "photo": Slot(("noun=photo",), after=("on", "for", "of"), extra=0.4),
    },
    beside=("noun=motion", "noun=photo", "which"),
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
        there = {number for number in wish.args["photos"] if 0 < number <= len(film.shots)}
        if not there:
            return Edit(film, "declined", Say(f"there are {len(film.shots)} photos", f"一共只有 {len(film.shots)} 张"))
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
