"""duration: how long the film is."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.draft import length_text, retimed
from imgfree.local.film import Film, Timing, slots
from imgfree.local.film import seconds as length_s

STAGE = 31
LONGEST_S = 3600.0
SHORTEST_S = 0.5


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A length by itself is the film's; "longer" and "shorter" change the one that is there by half."""
    seconds = mention.head("time") or mention.slot("seconds")
    if seconds is None and scene.film is not None and (way := mention.head("compare") or mention.slot("compare")):
        seconds = round(length_s(scene.film) * (1.5 if way == "longer" else 2 / 3), 1)
    if seconds is not None:
        yield Wish("duration", {"seconds": float(seconds)}, mention.spans())


FRAME = Frame(
    "duration",
    heads=("noun=length",),
    wishes=_wishes,
    slots={
        "seconds": Slot(("time",), after=("of", "to", "as", "in", "for")),
        "compare": Slot(("compare=longer", "compare=shorter")),
        "film": Slot(("noun=film",)),
    },
    alone={"time": 1.0, "compare=longer": 1.6, "compare=shorter": 1.6},
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film at that length: photos share it, clips are not stretched."""
    said = float(wish.args["seconds"])
    value = min(max(said, SHORTEST_S), LONGEST_S)
    if not film.shots:
        return Edit(replace(film, timing=Timing("total", round(value * 1000))))
    timed = retimed(film, round(value * 1000))
    got = length_s(timed)
    note = Say()
    if value != said:
        note = Say(f"{value:g} s is the limit here", f"这里的限度是 {value:g} 秒")
    elif abs(got - value) > 0.05:
        note = Say(
            f"the material gives {got:.1f} s, clips are not stretched", f"素材只有 {got:.1f} 秒，视频片段不会被拉长"
        )
    elif all(not shot.is_clip for shot in timed.shots):
        note = _arithmetic(timed)
    exact = value == said and abs(got - value) <= 0.05
    return Edit(timed, wish.outcome if exact else "approximated", wish.note + note)


def _arithmetic(film: Film) -> Say:
    """Return how the photos share the total: 3 x 4.33 s with 0.5 s overlap."""
    placed = slots(film)
    if len(placed) < 2:
        return Say(f"{length_text(film)} s", f"{length_text(film)} 秒")
    each, overlap = placed[0].frames / 30, placed[-1].overlap / 30
    shown = f" - {len(placed) - 1} x {overlap:.2g} s" if overlap else ""
    return Say(
        f"{len(placed)} x {each:.2f} s{shown} = {length_text(film)} s",
        f"{len(placed)} x {each:.2f} 秒{shown.replace(' s', ' 秒')} = {length_text(film)} 秒",
    )
