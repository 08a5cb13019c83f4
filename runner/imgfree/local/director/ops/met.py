"""What is met by doing nothing: that the rest stays as it is, that it is free; and a complaint about nothing named."""

from collections.abc import Iterator

from imgfree.local.director.frames import Frame, Mention
from imgfree.local.director.lexicon import met
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Scene, Wish

DISLIKED = Say("say what is not liked, and what to have instead", "请说哪里不好，想换成什么")


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """What is met anyway, with what meets it; what is disliked in general is asked back, unless it is not wanted."""
    name = mention.head("met")
    if name is not None:
        note = met()[str(name)]
        yield Wish("", {}, mention.spans(), note=Say(note["en"], note["zh"]))
    elif mention.negations or mention.head("complain") is None:
        yield Wish("", {}, mention.spans())
    else:
        yield Wish("", {}, mention.spans(), "declined", DISLIKED)


FRAME = Frame("", heads=("met",), wishes=_wishes, left=("complain", "seem"))
