"""What the local backend does not do, by name: the wish is refused with its reason and the nearest thing there is."""

from collections.abc import Iterator

from imgfree.local.director.frames import Frame, Mention
from imgfree.local.director.lexicon import refusals
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 0


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A refusal for every such wish; what was not wanted anyway is satisfied."""
    if mention.negations or mention.does("remove"):
        yield Wish("", {}, mention.spans(), note=Say("satisfied: none is added", "已满足：不会添加"))
        return
    yield Wish("", {}, mention.spans(), "declined", refused(str(mention.head("refuse"))))


def refused(name: str) -> Say:
    """Return why something cannot be had, and the nearest thing that can."""
    reason = refusals()[name]
    return Say(reason["en"], reason["zh"])


FRAME = Frame("", heads=("refuse",), wishes=_wishes)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    """Return the film as it is."""
    return Edit(film, wish.outcome, wish.note)
