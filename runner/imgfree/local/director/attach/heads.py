"""Which words evoke a frame: a mention for every head, and what stands beside it of the same frame."""

from collections.abc import Sequence

from imgfree.local.director.attach.verbs import governor
from imgfree.local.director.costs import COSTS, JOINED
from imgfree.local.director.frames import Frame, Frames, Mention, fits
from imgfree.local.director.read.reading import Item, Reading


def evoked(reading: Reading, frames: Frames) -> list[Mention]:
    """Return a mention for every head; a noun joins the value of its frame in the same clause."""
    found: list[Mention] = []
    acts = [item for item in reading.items if any(frames.evoked(item, "acts"))]
    for item in (*(one for one in reading.items if one not in acts), *acts):
        idle = item in acts and all(
            one.frame.yields or (reading.parted(item, one.heads[0]) and _has_own(reading, item))
            for one in _governed(reading, item, found)
        )
        idle = idle and not _is_named(reading, item)
        frame = evoker(reading, item, frames, acts=idle)
        if frame is not None and not _contested(item, frames):
            evoke(reading, frame, item, found)
    return found


def _has_own(reading: Reading, verb: Item) -> bool:
    """Return whether what a verb does something with stands right behind it: "cut 2 seconds", and nothing beyond."""
    after = next((one for one in reading.items[reading.place(verb) + 1 :] if one.tokens[0].kind != "function"), None)
    return after is not None and any(fits(after, of) for of in ("time", "stretch", "degree=half", "degree=twice"))


def _is_named(reading: Reading, verb: Item) -> bool:
    """Return whether a look stands behind a verb, which needs no noun: "remove the sepia"."""
    row = (one for one in reading.items[reading.place(verb) + 1 :] if one.tokens[0].kind != "function")
    return (after := next(row, None)) is not None and after.foremost == "look"


def evoker(reading: Reading, item: Item, frames: Frames, *, acts: bool = False) -> Frame | None:
    """Return the frame of which the item is most likely a head; None where it is a head of none."""
    places = (*frames.evoked(item, "heads"), *(frames.evoked(item, "acts") if acts else ()))
    ways = [
        (_sense(reading, item, frame, of), number, frame)
        for number, frame, of in places
        if frame.owns is None or frame.owns(reading, item)
    ]
    return min(ways, key=lambda way: way[:2])[2] if ways else None


def evoke(reading: Reading, frame: Frame, item: Item, mentions: list[Mention]) -> Mention:
    """Return the mention of which the item is a head: one that is near, or a new one."""
    joins = frame.joins or _joins
    near = next((one for one in reversed(mentions) if one.frame is frame and joins(reading, one, item)), None)
    if near is None:
        near = Mention(frame, [])
        mentions.append(near)
    near.heads = sorted([*near.heads, item], key=lambda head: head.first)
    return near


def _contested(item: Item, frames: Frames) -> bool:
    """Return whether a word that could be a head may be a value of another frame instead, in another sense."""
    own = {of.partition("=")[0] for _, _, of in frames.evoked(item, "heads")}
    taken = (slot.accepts(item) for slot in frames.lists)
    return any(of is not None and of.partition("=")[0] not in own for of in taken)


def _governed(reading: Reading, verb: Item, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that a verb governs."""
    verbs = [item for item in reading.items if item.means("verb")]
    return [one for one in mentions if governor(reading, one, verbs) is verb]


def _sense(reading: Reading, item: Item, frame: Frame, of: str) -> float:
    """Return what it costs to take a word as this frame's head."""
    kind = of.partition("=")[0]
    cost = COSTS["unlikely"] * list(item.senses).index(kind)
    near = reading.beside(item)
    words = [word for word in (*frame.beside, *frame.heads) if word.partition("=")[0] != kind]
    if any(fits(other, word) for word in words for other in near):
        cost += COSTS["beside"]
    return cost


def _joins(reading: Reading, mention: Mention, item: Item) -> bool:
    """Return whether a head belongs to a mention of its frame: a noun beside a value, or the same once more."""
    last = mention.heads[-1]
    if reading.distance(last, item) > JOINED:
        return False
    if any(one.means("verb") for one in reading.items[reading.place(last) + 1 : reading.place(item)]):
        return False
    kinds = {kind for head in mention.heads for kind in head.senses}
    return not (kinds & set(item.senses) - {"noun"})
