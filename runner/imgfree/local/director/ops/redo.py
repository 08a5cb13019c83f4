"""redo: what was undone comes back."""

from collections.abc import Iterator

from imgfree.local.director.frames import Frame, Mention
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 0


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    if not mention.negations:
        yield Wish("redo", {}, mention.spans())


FRAME = Frame("redo", heads=("verb=redo",), wishes=_wishes)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film as it is: the director goes forward, which knows the drafts."""
    return Edit(film, wish.outcome, wish.note)
