"""transition: how shots meet."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say, readable
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import CROSSFADE_MS, Film, Join, slots

STAGE = 25
_SIDED = ("wipe", "slide", "push")
_OPPOSITE = {"left": "right", "right": "left", "up": "down", "down": "up"}
_SLOWER = ("slower", "longer", "softer", "calmer", "smoother")
_FASTER = ("faster", "shorter", "quicker")
_OTHER = Say(
    "not in the local backend: crossfades instead (there are wipes, slides, pushes, zoom, fades)",
    "本地没有这种转场：改用叠化（可选擦除、滑动、推移、缩放、闪黑、闪白）",
)


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """One kind for all shots: the one that was said, else the one that is there; with no transition, hard cuts."""
    kind = str(mention.head("transition") or (scene.film.join.kind if scene.film else "crossfade"))
    if mention.negations or mention.does("remove"):
        yield Wish("transition", {"kind": "cut", "seconds": 0.0}, mention.spans())
        return
    args: dict[str, object] = {"kind": "crossfade" if kind == "other" else kind, "seconds": _seconds(mention, scene)}
    if kind in _SIDED:
        args["kind"] = f"{kind}_{_side(mention, reading)}"
    elif kind == "cut":
        args["seconds"] = 0.0
    if mention.slot("seconds") is not None:
        args["timed"] = True
    wish = Wish("transition", args, mention.spans())
    yield replace(wish, outcome="approximated", note=_OTHER) if kind == "other" else wish


def _side(mention: Mention, reading: Reading) -> str:
    """Return where the pictures move: what comes from the left moves to the right."""
    item = mention.item("side")
    if item is None:
        return "left"
    side = str(item.value("side"))
    return _OPPOSITE[side] if reading.relation(item) == "from" else side


def _seconds(mention: Mention, scene: Scene) -> float:
    said = mention.slot("seconds")
    if said is not None:
        return float(said)
    now = scene.film.join.ms / 1000 if scene.film else CROSSFADE_MS / 1000
    compared = mention.slot("compare")
    if compared in _SLOWER:
        return min(2.0, now * 2)
    if compared in _FASTER:
        return max(0.1, now / 2)
    return {"slow": 1.0, "relaxed": 1.0, "fast": 0.25}.get(str(mention.slot("pace")), CROSSFADE_MS / 1000)


FRAME = Frame(
    "transition",
    heads=("transition", "noun=transition"),
    wishes=_wishes,
    slots={
        "seconds": Slot(("time",), after=("for", "of", "with", "at")),
        "side": Slot(("side",), after=("to", "from", "towards")),
        "compare": Slot(("compare=slower", "compare=longer", "compare=faster", "compare=shorter", "compare=softer")),
        "pace": Slot(("pace",), extra=0.3),
        "each": Slot(("which",), extra=0.4),
    },
    beside=("noun=transition",),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its shots joined so; the last kind of a sentence holds for the whole film."""
    kind, length = str(wish.args["kind"]), float(wish.args["seconds"])
    last = scene.said("transition")
    if last is not None and last is not wish:
        kept = readable(str(last.args["kind"]))
        return Edit(film, "approximated", Say(f"one kind for the whole film: {kept.en}", f"全片用一种转场：{kept.zh}"))
    shots = tuple(replace(shot, join=None) for shot in film.shots)
    timed = bool(wish.args.get("timed"))
    ms = film.join.ms if scene.said("pace") and not timed and kind != "cut" else round(length * 1000)
    film = replace(film, join=Join(kind, ms), shots=shots)
    note, outcome = wish.note, wish.outcome
    if kind != "cut" and len(film.shots) == 1:
        note = note + Say("a single shot has nothing to join", "只有一个镜头，没有可衔接的地方")
    elif kind != "cut" and film.shots:
        shortest = min(slot.overlap for slot in slots(film)[1:]) / 30
        if timed and shortest + 0.04 < length:
            note = note + Say(
                f"{shortest:.2g} s, a third of a shot at most", f"{shortest:.2g} 秒，最多为镜头长度的三分之一"
            )
            outcome = "approximated"
    return Edit(film, outcome, note, {"kind": kind, "seconds": ms / 1000})
