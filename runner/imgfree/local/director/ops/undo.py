"""undo: back to the draft before."""

from collections.abc import Iterator

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 0


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """One step, or as many as were said; what must not be undone is left."""
    if mention.negations:
        return
    yield Wish("undo", {}, mention.spans())


FRAME = Frame(
    "undo",
    heads=("verb=undo",),
    wishes=_wishes,
    slots={"version": Slot(("noun=version",)), "now": Slot(("when=now",))},
)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film as it is: the director goes back, which knows the drafts."""
    return Edit(film, wish.outcome, wish.note)
