"""Which words a wish holds, and which nobody heard."""

import pytest

from local.director.conversation import begun, unheard


@pytest.mark.parametrize(
    ("sentence", "reported"),
    [
        ("a 10 second film and marmalade the corners", "marmalade"),
        ("10 seconds. Upholster it", "Upholster"),
        ("add a lighthouse", "lighthouse"),
        ("10秒，再来个算盘", "算盘"),
    ],
)
def test_an_unknown_wish_is_reported(sentence: str, reported: str) -> None:
    """A verb that nobody knows, and a thing that something is done with."""
    assert any(reported in text for text in unheard(begun(3).say(sentence)))


def test_a_verb_beside_what_is_only_named_is_reported() -> None:
    """A verb that does something to a thing is in a wish, or in what was not done."""
    found = [clause for clause in begun(3).say("rotate the film, 12 seconds").clauses if clause.outcome != "applied"]
    assert any("rotate" in clause.text for clause in found)


@pytest.mark.parametrize("sentence", ["upholster the corners, 12 seconds", "12 seconds, so upholster the corners"])
def test_an_order_is_no_statement(sentence: str) -> None:
    """A verb nobody knows, with what it is done to, is reported wherever it stands."""
    assert any("upholster" in text for text in unheard(begun(3).say(sentence)))
