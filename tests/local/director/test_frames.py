"""What an operation declares, and what a sentence says of it."""

from collections.abc import Iterable

from imgfree.local.director.frames import Frame, Mention, Slot
from imgfree.local.director.read.reading import Item, Reading, read
from imgfree.local.director.wish import Scene, Wish


def _nothing(mention: Mention, reading: Reading, scene: Scene) -> Iterable[Wish]:
    return ()


FRAME = Frame(
    "music",
    ("noun=music",),
    _nothing,
    {"seconds": Slot(("time",)), "color": Slot(("color", "look"))},
    acts=("verb=mute",),
)


def _items(text: str) -> dict[str, Item]:
    return {item.text: item for item in read(text).items}


def test_a_slot_takes_values_of_its_types() -> None:
    """The first type that fits tells under which it is taken; other values it leaves."""
    found = _items("sepia red film")
    color = FRAME.slots["color"]
    assert ["look", "color", None] == [color.accepts(found[word]) for word in ("sepia", "red", "film")]


def test_a_mention_tells_what_its_slots_took() -> None:
    """A value by the slot's name, None where it is empty; a head by its type."""
    found = _items("remove music 5 seconds")
    mention = Mention(FRAME, [found["music"]], {"seconds": [found["5 seconds"]]}, verbs=[found["remove"]])
    assert (5.0, None, "music") == (mention.slot("seconds"), mention.slot("color"), mention.head("noun"))
    assert [True, False] == [mention.does("remove"), mention.does("add")]
    assert ["remove", "music", "5 seconds"] == [item.text for item in mention.items]


def test_a_strong_verb_that_nobody_asked_for_is_left_to_be_reported() -> None:
    """It is in the mention's stretch only once its frame has heeded it."""
    found = _items("reverse music")
    mention = Mention(FRAME, [found["music"]], verbs=[found["reverse"]])
    assert ((8, 13),) == mention.spans()
    assert mention.does("reverse")
    assert ((0, 7), (8, 13)) == mention.spans()


def test_a_mention_can_lose_what_it_is_made_of() -> None:
    """Slots are emptied; without a head there is no mention."""
    found = _items("music 5 seconds")
    mention = Mention(FRAME, [found["music"]], {"seconds": [found["5 seconds"]]})
    less = mention.without("time")
    assert less is not None
    assert ({}, 5.0) == (less.slots, mention.slot("seconds"))
    assert mention.without("noun") is None
