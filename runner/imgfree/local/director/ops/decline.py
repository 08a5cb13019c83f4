"""What the local backend does not do, by name: the wish is refused with its reason and the nearest thing there is."""

from collections.abc import Iterator

from imgfree.local.director.frames import Frame, Mention
from imgfree.local.director.lexicon import refusals
from imgfree.local.director.read.reading import Item, Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Scene, Wish

SATISFIED = Say("satisfied: none is added", "已满足：不会添加")
# What is said of something that is done all the same: words with another font are words.
_MANNERS = ("best_moments", "text_animation", "font", "brand", "codec", "file_format", "speed_ramp", "mixed_pace")
# What is wished to be gone from the material: there "remove" does not deny it.
_REMOVALS = ("watermark_removal", "remove_object", "background_removal", "speech_cleanup", "audio_repair", "stabilize")


_VAGUE = ("find", "generate")  # what else is said tells more of why it cannot be had


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    """A refusal for every such wish; what was not wanted anyway is satisfied."""
    name = _name(mention)
    if any(one.means("song_part") for one in mention.heads) and any(
        one.means("since") or one.means("stretch") or one.means("compare") for one in reading.items
    ):
        yield Wish("", {}, mention.spans())  # the moment at which it comes was said
    elif name == "duplicate" and any(one.means("loop") for one in reading.beside(mention.heads[0])):
        yield Wish("", {}, mention.spans())  # how often it goes round
    elif mention.negations or (mention.does("remove") and name not in _REMOVALS):
        yield Wish("", {}, mention.spans(), note=SATISFIED)
    else:
        yield Wish("", {}, mention.spans(), "declined", refused(name))


def _name(mention: Mention) -> str:
    """Return what is refused; of several the first that says most."""
    names = [str(head.value("refuse")) for head in mention.heads if head.means("refuse")]
    return next((name for name in names if name not in _VAGUE), names[0]) if names else "translate"


def _owns(reading: Reading, item: Item) -> bool:
    """Return whether a word is refused; a language is where words are to be in it that nobody gives."""
    if item.means("refuse"):
        pause = any(one.means("script", "pause") for one in reading.clause(item))  # of the voice, and of no clip
        return not item.means("refuse", "voice_over") and not (pause and item.means("verb", "hold"))
    given = any(one.means("literal") or one.means("name") or one.means("noun", "captions") for one in reading.items)
    return reading.relation(item) in ("in", "into", "to") and not given


def refused(name: str) -> Say:
    """Return why something cannot be had, and the nearest thing that can."""
    reason = refusals()[name]
    return Say(reason["en"], reason["zh"])


FRAME = Frame(
    "",
    heads=("refuse", "context=language"),
    wishes=_wishes,
    owns=_owns,
    absorbs=lambda mention: (
        not mention.negations and _name(mention) not in _MANNERS and not mention.heads[0].means("song_part")
    ),
)
