"""The mentions of a sentence: heads evoke frames, values fill their slots, verbs and small words say what of them."""

from imgfree.local.director.attach.heads import evoked
from imgfree.local.director.attach.manner import modify, negate
from imgfree.local.director.attach.values import give_values
from imgfree.local.director.attach.verbs import give_verbs
from imgfree.local.director.frames import Frames, Mention
from imgfree.local.director.read.reading import Reading


def attach(reading: Reading, frames: Frames) -> list[Mention]:
    """Return the sentence's mentions with everything attached, in order."""
    mentions = evoked(reading, frames)
    give_values(reading, frames, mentions)
    give_verbs(reading, mentions)
    modify(reading, mentions)
    _left(reading, frames, mentions)
    negate(reading, mentions)
    return sorted(mentions, key=lambda mention: mention.start)


def _left(reading: Reading, frames: Frames, mentions: list[Mention]) -> None:
    """Let what no mention took evoke a frame that waits for it."""
    taken = {id(item) for mention in mentions for item in mention.items}
    for item in reading.items:
        waiting = () if id(item) in taken else frames.evoked(item, "left")
        if (first := min(waiting, key=lambda place: place[0], default=None)) is not None:
            mentions.append(Mention(first[1], [item]))
