"""loop: the film can be played over and over."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 61
_ROUNDS = Say(
    "it goes round as often as the player repeats it, not so many times", "循环多少次由播放器决定，不能指定次数"
)


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A kind of going round, or that it goes; music goes round by itself."""
    if mention.negations or mention.does("remove"):
        yield Wish("remove", {"what": "loop"}, mention.spans())
        return
    if mention.slot("music") is not None:
        yield Wish("", {}, mention.spans(), note=Say("music always loops to the end", "音乐总会循环到结尾"))
        return
    kind = next((str(item.value("loop")) for item in mention.heads if item.means("loop", "boomerang")), "loop")
    rounds = [item for item in reading.beside(mention.heads[-1]) if item.means("refuse", "duplicate")]
    counted = any(item.means("rounds") or not item.means("loop") for item in mention.heads)
    times = counted or bool(rounds) or mention.slot("times") is not None
    spans = mention.spans(*rounds)
    yield Wish("loop", {"kind": kind}, spans, "approximated" if times else "applied", _ROUNDS if times else Say())


def _owns(reading: Reading, item: Item) -> bool:
    """Return whether it goes round: what is shown again is the whole film, and no picture in it."""
    if item.means("loop"):
        return True
    piece = reading.piece(item)
    return any(one.means("noun", "film") for one in piece) and not any(one.means("which") for one in piece)


FRAME = Frame(
    "loop",
    heads=("loop", "refuse=duplicate"),
    wishes=_wishes,
    slots={"music": Slot(("noun=music",), extra=0.4), "times": Slot(("factor", "degree=twice"), within=1.2)},
    beside=("noun=film",),
    owns=_owns,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film that runs into its own beginning, or there and back."""
    return Edit(replace(film, loop=str(wish.args.get("kind", "loop"))), wish.outcome, wish.note)
