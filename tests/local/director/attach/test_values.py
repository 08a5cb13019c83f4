"""Which slot takes a value."""

from local.director.attach.said import mentioned


def test_a_value_goes_where_it_costs_least() -> None:
    """Each of two times belongs to what it stands with."""
    found = mentioned("crossfade of 1 second, fade out over 2 seconds")
    assert (1.0, 2.0) == (found["transition"].slot("seconds"), found["fade"].slot("seconds"))


def test_a_value_that_nothing_takes_is_a_mention_of_its_own() -> None:
    """A length of time alone is the length of the film, a preposition before it makes it that of a fade."""
    assert "duration" in mentioned("crossfades, 12 seconds")
    found = mentioned("fade to white over 2 seconds")
    assert ("fade", 2.0) == (next(iter(found)), found["fade"].slot("seconds"))


def test_what_stands_in_a_list_goes_to_one_slot() -> None:
    """Colours and sizes of one text are all of it."""
    found = mentioned('add the title "Hi" in white, bold')["text"]
    assert {"color", "weight"} <= {of for items in found.slots.values() for item in items for of in item.senses}
