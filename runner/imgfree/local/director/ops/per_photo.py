"""per_photo: how long each photo is shown, or certain ones."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.pictures import numbers
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.draft import length_text
from imgfree.local.film import Film, Timing
from imgfree.local.film import seconds as length_s

STAGE = 32


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """Pictures with a length of time: each of them, or those that were named."""
    which, seconds = mention.head("which"), mention.slot("seconds")
    if which is None or seconds is None:
        return
    args: dict[str, object] = {"seconds": float(seconds)}
    if which.part == "some":
        args["photos"] = numbers(which, scene)
    yield Wish("per_photo", args, mention.spans())


FRAME = Frame(
    "per_photo",
    heads=(),
    wishes=_wishes,
    slots={"seconds": Slot(("time",), after=("for",))},
    alone={"which": 1.6},
    beside=("time",),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with its photos at that length; a total that was said as well wins."""
    if "photos" in wish.args:
        return _pin(film, wish)
    value = min(max(float(wish.args["seconds"]), 0.2), 600.0)
    stills = tuple(replace(shot, fixed_ms=None) for shot in film.shots)
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


def _pin(film: Film, wish: Wish) -> Edit:
    photos = set(wish.args["photos"])
    if not photos or max(photos) > len(film.shots) or min(photos) < 1:
        return Edit(film, "declined", Say(f"there are {len(film.shots)} photos", f"一共只有 {len(film.shots)} 张"))
    length = round(min(max(wish.args["seconds"], 0.2), 600.0) * 1000)
    shots = tuple(replace(shot, fixed_ms=length) if n in photos else shot for n, shot in enumerate(film.shots, 1))
    film = replace(film, shots=shots)
    return Edit(film, "applied", Say(f"{length_text(film)} s in all", f"共 {length_text(film)} 秒"))
