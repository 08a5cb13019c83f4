"""per_photo: how long each photo is shown, or certain ones."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.pictures import numbers, rest, shown, taken_out
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.draft import length_text
from imgfree.local.film import FPS, Film, Timing, slots
from imgfree.local.film import seconds as length_s

STAGE = 32
_SHORTEST = 0.2


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Pictures with a length of time: each of them, those that were named, or the rest."""
    if (paced := mention.head("paced")) is not None:
        yield Wish("per_photo", {"seconds": paced}, mention.spans())
        return
    which = mention.head("which")
    if which is None:
        return
    if mention.does("remove", "cut") or (mention.negations and mention.slot("seconds") is None):
        yield from taken_out(mention, which, scene)
        return
    seconds, item = mention.slot("seconds"), mention.item("seconds")
    timed = any(one.means("time") for one in reading.clause(mention.heads[0]))
    if item is None or not (item.means("time") or timed):
        return
    photos = rest(reading, scene) if which.part == "rest" else numbers(which, scene)
    if (way := mention.slot("way")) is not None and scene.film is not None and photos:
        here = [slot.frames / FPS for n, slot in enumerate(slots(scene.film), 1) if n in photos]
        seconds = max(_SHORTEST, (here[0] if here else 0.0) + (seconds if way in ("longer", "more") else -seconds))
    args: dict[str, object] = {"seconds": round(float(seconds), 3)}
    if photos and which.part != "each":
        args["photos"] = photos
    yield Wish("per_photo", args, mention.spans())


FRAME = Frame(
    "per_photo",
    heads=("paced",),
    wishes=_wishes,
    slots={
        "seconds": Slot(("time", "number"), after=("for",), within=0.65),
        "way": Slot(("compare=longer", "compare=shorter", "degree=more", "degree=less"), extra=0.2),
        "apiece": Slot(("apiece",), within=0.5),
        "length": Slot(("noun=length",), extra=0.2),
    },
    alone={"which": 1.6},
    beside=("time",),
    shares=("which",),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its photos at that length; a total that was said as well wins."""
    if "photos" in wish.args:
        return _pin(film, wish, scene)
    value = min(max(float(wish.args["seconds"]), _SHORTEST), 600.0)
    own = {number for one in scene.wishes if one.op == "per_photo" for number in one.args.get("photos", ())}
    stills = tuple(shot if n in own else replace(shot, fixed_ms=None) for n, shot in enumerate(film.shots, 1))
    wished = replace(film, shots=stills, timing=Timing("per_photo", round(value * 1000)))
    total = scene.said("duration")
    if total is not None and abs(length_s(wished) - total.args["seconds"]) > 0.05:
        if not any(shot.is_clip for shot in film.shots) and abs(value * len(stills) - total.args["seconds"]) > 0.05:
            said, each = total.args["seconds"], f"{len(stills)} x {value:g}"
            note = Say(
                f"{each} s does not make {said:g} s: the total of {said:g} s wins",
                f"{each} 秒与总长 {said:g} 秒不符：以总长 {said:g} 秒为准",
            )
            return Edit(film, "approximated", note)
        return Edit(film, "applied", Say("within the total", "以总时长为准"))
    return Edit(wished, "applied", Say(f"{length_text(wished)} s in all", f"共 {length_text(wished)} 秒"))


def _pin(film: Film, wish: Wish, scene: Scene) -> Edit:
    photos = shown(film, wish.args["photos"], scene)
    if len(photos) < len(set(wish.args["photos"])) or not photos:
        return Edit(film, "declined", Say(f"there are {len(film.shots)} photos", f"一共只有 {len(film.shots)} 张"))
    length = round(min(max(wish.args["seconds"], _SHORTEST), 600.0) * 1000)
    shots = tuple(replace(shot, fixed_ms=length) if n in photos else shot for n, shot in enumerate(film.shots, 1))
    film = replace(film, shots=shots)
    return Edit(film, "applied", Say(f"{length_text(film)} s in all", f"共 {length_text(film)} 秒"))
