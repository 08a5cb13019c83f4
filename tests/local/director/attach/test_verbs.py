"""What a verb governs."""

import pytest

from local.director.attach.said import mentioned, texts


@pytest.mark.parametrize("sentence", ["remove the music and the title", "音乐和标题都去掉"])
def test_what_is_joined_shares_its_verb(sentence: str) -> None:
    """Before the verb or behind it."""
    found = mentioned(sentence)
    assert found["music"].does("remove")
    assert found["text"].does("remove")


def test_a_verb_behind_a_comma_does_nothing_to_what_is_before_it() -> None:
    """What only describes stands before it, and is not added."""
    found = mentioned("brighter, add grain")
    assert ([], ["add"]) == (texts(found["look"].verbs), texts(found["effect"].verbs))


def test_a_verb_with_an_object_of_its_own_reaches_no_farther() -> None:
    """What is done to an unknown thing is not done to the next one."""
    assert not mentioned("remove the walrus, music")["music"].does("remove")
