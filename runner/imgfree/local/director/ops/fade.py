"""fade: how the film begins and ends."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 60
_USUAL_S = 0.5
_ALWAYS = Say("music always fades out over its last second", "音乐总会在最后一秒淡出")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A fade of the beginning, of the end, or of both; the music's own is always there."""
    if mention.slot("music"):
        yield Wish("", {}, mention.spans(), note=_ALWAYS)
        return
    seconds = 0.0 if mention.negations or mention.does("remove") else float(mention.slot("seconds") or _USUAL_S)
    ends = {
        "in": ("in_s",),
        "out": ("out_s",),
    }.get(str(mention.head("direction") or mention.slot("direction")), ("in_s", "out_s"))
    args: dict[str, object] = dict.fromkeys(ends, seconds)
    color = mention.head("color") or mention.slot("color")
    yield Wish("fade", args | ({"color": color} if color in ("black", "white") else {}), mention.spans())


FRAME = Frame(
    "fade",
    heads=("verb=fade",),
    wishes=_wishes,
    slots={
        "direction": Slot(("direction",)),
        "seconds": Slot(("time",), after=("for", "of", "over")),
        "color": Slot(("color=black", "color=white"), after=("to", "from")),
        "music": Slot(("noun=music", "noun=sound", "noun=volume")),
        "end": Slot(("noun=start", "noun=ending", "part=end", "part=beginning", "when=at_end", "when=at_start")),
    },
    beside=("direction", "noun=start", "noun=ending"),
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film with those fades; the other end stays as it is."""
    before = film.fade or (0, 0, "black")
    start = round(float(wish.args["in_s"]) * 1000) if "in_s" in wish.args else before[0]
    end = round(float(wish.args["out_s"]) * 1000) if "out_s" in wish.args else before[1]
    color = str(wish.args.get("color") or before[2])
    note, outcome = Say(), wish.outcome
    if film.fade and color != before[2] and start and end:
        note = Say(f"one colour for both ends: {color}", f"首尾同一颜色：{'白' if color == 'white' else '黑'}")
        outcome = "approximated"
    return Edit(replace(film, fade=(start, end, color) if start or end else None), outcome, note)
