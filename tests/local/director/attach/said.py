"""What a sentence mentions, as everything in it is attached."""

from imgfree.local.director.attach.mentions import attach
from imgfree.local.director.frames import Mention
from imgfree.local.director.read.reading import Item, read
from imgfree.local.director.table import FRAMES


def mentioned(sentence: str) -> dict[str, Mention]:
    """Return the last mention of each operation."""
    return {mention.frame.op: mention for mention in attach(read(sentence), FRAMES)}


def texts(items: list[Item]) -> list[str]:
    """Return the first word of each item."""
    return [item.text for item in items]
