"""Pauses between the sentences of a voice."""

import pytest

from imgfree.local.draft import read
from local.director.conversation import Session


@pytest.mark.parametrize(
    ("sentence", "ms"),
    [
        ("pause one second between the sentences", 1000),
        ("leave 2 seconds between sentences", 2000),
        ("每句停顿两秒", 2000),
        ("no pause between sentences", 0),
    ],
)
def test_is_as_long_as_was_said(session: Session, sentence: str, ms: int) -> None:
    """The film grows with it."""
    talk = session(2)
    talk.say('voice-over: "Hello there. We are open."')
    before = talk.drafts[-1]["d"]
    reply = talk.say(sentence)
    assert {"applied"} == {clause.outcome for clause in reply.clauses}
    film = read(talk.drafts[-1])
    assert film.voice is not None
    assert (ms, ms > 350) == (film.voice.pause_ms, talk.drafts[-1]["d"] > before)
