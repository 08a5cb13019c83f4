"""undo: back to an earlier draft."""

from collections.abc import Iterator

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 0


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """One step, or as many as were said; what is to come back after an undo is a redo. Denied, it is nothing."""
    if mention.negations:
        return
    if scene.undone and any(item.means("verb", "restore") for item in mention.heads):
        yield Wish("redo", {}, mention.spans())
        return
    which, number = mention.slot("which"), mention.slot("steps")
    steps = len(which.numbers) if which is not None else int(number or (2 if mention.slot("twice") else 1))
    yield Wish("undo", {"steps": steps} if steps > 1 else {}, mention.spans())


FRAME = Frame(
    "undo",
    heads=("verb=undo", "verb=restore"),
    wishes=_wishes,
    slots={
        "version": Slot(("noun=version",)),
        "now": Slot(("when=now",)),
        "which": Slot(("which",), within=0.65),
        "steps": Slot(("number",), within=0.65),
        "twice": Slot(("degree=twice",), within=0.65),
    },
    once=True,
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film as it is: the director goes back, which knows the drafts."""
    return Edit(film, wish.outcome, wish.note)
