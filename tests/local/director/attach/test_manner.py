"""What small words are said of."""

from local.director.attach.said import mentioned, texts


def test_a_no_reaches_up_to_a_but() -> None:
    """What stands behind "but" is wanted."""
    found = mentioned("no crossfades but a zoom")
    assert (["no"], []) == (texts(found["transition"].negations), texts(found["motion"].negations))


def test_a_no_within_a_mention_denies_its_value_alone() -> None:
    """Captions without a box are captions."""
    found = mentioned("captions without a box")["captions"]
    assert ([], ["box"]) == (found.negations, texts(found.denied))


def test_a_degree_is_said_of_what_is_nearest() -> None:
    """Less of one thing is not less of the other, and a comma parts them."""
    found = mentioned("less zoom, grain")
    assert (["less"], []) == (texts(found["motion"].modifiers), texts(found["effect"].modifiers))
