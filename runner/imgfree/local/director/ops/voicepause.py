"""How long a voice is silent between two sentences."""

from collections.abc import Iterator

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.wish import Scene, Wish


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """So many seconds; none where it is said that there are to be no pauses."""
    seconds = 0.0 if mention.negations else mention.slot("time")
    if seconds is not None:
        yield Wish("voice", {"pause_s": float(seconds)}, mention.spans())


FRAME = Frame(
    "",
    heads=("script=pause",),
    wishes=_wishes,
    slots={
        "time": Slot(("time",), extra=-0.3, within=1.2),
        "pause": Slot(("refuse=speed_ramp",), extra=-0.3, within=1.2),
    },
)
