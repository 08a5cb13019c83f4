"""A sentence's mentions, with everything attached."""

from imgfree.local.director.attach.mentions import attach
from imgfree.local.director.read.reading import read
from imgfree.local.director.table import FRAMES


def test_they_come_in_the_order_of_the_sentence() -> None:
    """Whatever evoked them, a head, a value alone or what was left."""
    found = [mention.frame.op for mention in attach(read("12 seconds, sepia, a wipe, no music"), FRAMES)]
    assert ["duration", "look", "transition", "music"] == found


def test_nothing_is_mentioned_twice() -> None:
    """No word is part of two mentions, but for the verbs that govern several."""
    reading = read("make a 9 second film with music at 30%, a slow zoom and the title 'Hi' in red")
    parts = [item for mention in attach(reading, FRAMES) for item in mention.items if item not in mention.verbs]
    assert len(parts) == len(set(map(id, parts)))


def test_a_text_without_wishes_has_none() -> None:
    """Nor has an empty one."""
    assert [[], []] == [attach(read(text), FRAMES) for text in ("", "the weather is nice")]
