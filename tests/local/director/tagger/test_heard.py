"""Wishes from tagged words."""

from typing import Any

import pytest

from imgfree.local.director.read.reading import read
from imgfree.local.director.tagger.heard import wish_of
from imgfree.local.director.tagger.network import tags
from imgfree.local.director.tagger.segments import segments
from imgfree.local.director.wish import Scene
from imgfree.local.draft import read as read_draft
from local.director.conversation import begun


def heard(sentence: str, op: str, *before: str) -> list[dict[str, Any]]:
    """Return the arguments that the tags alone give of an operation."""
    talk = begun(4, "song.mp3")
    if before:
        talk.say(*before)
    film = read_draft(talk.drafts[-1]) if talk.drafts else None
    reading = read(sentence, {}, [])
    tagged = tags(reading, begun=film is not None)
    found = (wish_of(one, reading, tagged, Scene(tuple(talk.assets), film)) for one in segments(reading, tagged, (op,)))
    return [dict(one.args) for one in found if one is not None]


@pytest.mark.parametrize(
    ("sentence", "op", "expected"),
    [
        ("make a film, 14 seconds in total", "duration", {"seconds": 14.0}),
        ("turn these into a black and white film", "look", {"name": "black_and_white"}),
        ("做成黑白的片子", "look", {"name": "black_and_white"}),
        ('make a film and write "Open Late" on it', "text", {"text": "Open Late"}),
        ("a film with motion none, all still", "motion", {"kind": "none"}),
    ],
)
def test_numbers_values_and_texts_are_those_that_are_said(sentence: str, op: str, expected: dict[str, Any]) -> None:
    """A number comes from the reader, a value from the tags, a text from its quotes."""
    (found,) = heard(sentence, op)
    assert expected.items() <= found.items()


def test_words_that_are_there_take_what_is_said_of_words() -> None:
    """Where no words are said those on the film are meant."""
    (found,) = heard("make the title yellow", "title", 'make a 9 second film with the title "Market Day"')
    assert {"old": "Market Day", "text": "Market Day"}.items() <= found.items()


def test_what_has_to_be_said_is_asked_for() -> None:
    """An operation whose words lack what it needs is no wish."""
    assert not heard("put some text on it", "text")
