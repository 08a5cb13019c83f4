"""Pace: fast or relaxed, said plainly, by comparison or as a complaint."""

import pytest

from imgfree.local.draft import read
from local.director.conversation import Session
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("a snappy film", "fast"),
        ("舒缓的视频", "relaxed"),
        ("make everything slower", "relaxed"),
        ("pick up the pace", "fast"),
    ],
)
def test_is_heard(session: Session, sentence: str, word: str) -> None:
    """By a word for it, or as faster and slower than now."""
    assert [{"word": word}] == wished(session(3).say("a film", sentence), "pace")


@pytest.mark.parametrize(("sentence", "word"), [("it's too slow", "fast"), ("节奏太赶了", "relaxed")])
def test_a_complaint_turns_it_round(session: Session, sentence: str, word: str) -> None:
    """What is too much is what is not wanted."""
    assert [{"word": word}] == wished(session(3).say("a 12 second film", sentence), "pace")


@pytest.mark.parametrize("sentence", ["a quick 10 second video", "slow crossfades", "can I have a quick film"])
def test_what_only_describes_is_no_pace(session: Session, sentence: str) -> None:
    """A quick video is one that is soon made; a slow fade is a long one."""
    assert [] == wished(session(3).say(sentence), "pace")


def test_quick_cuts_are_hard(session: Session) -> None:
    """Where no transition is named, quick cuts are cuts."""
    said = session(4)
    assert [{"word": "fast", "cuts": True}] == wished(said.say("a film with quick cuts"), "pace")
    assert "cut" == read(said.drafts[-1]).join.kind
