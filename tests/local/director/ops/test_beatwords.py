"""Titles and texts that come on the beat."""

import pytest

from imgfree.local.music.library import Library
from local.director.conversation import Conversation, Session, lettered
from local.director.score import wished
from local.music.synthetic import even

BEGUN = 'a 12 second film with song.mp3, title "Summer Sale"'


@pytest.fixture
def talk(session: Session) -> Conversation:
    """A conversation about three photos and a song of 120 BPM."""
    found = session(3, "song.mp3")
    found.library = Library(tuple, lambda path: even(120, 60).plain())
    return found


@pytest.mark.parametrize(
    ("said", "args"),
    [
        ("the title pops on the beat", {"words": "title"}),
        ("make the title appear on the beat", {"words": "title"}),
        ("text on the beat", {}),
        ("标题踩点出现", {"words": "title"}),
        ("文字卡点弹出", {}),
        ('the words "Summer Sale" come in on the beat', {"words": "Summer Sale"}),
    ],
)
def test_what_is_said(talk: Conversation, said: str, args: dict[str, object]) -> None:
    """In both languages; the cuts stay where they are, and the answer says when the words come."""
    talk.say(BEGUN)
    reply = talk.say(said)
    assert [args] == wished(reply, "beat_words")
    assert [] == wished(reply, "beats")
    assert {"applied"} == {clause.outcome for clause in reply.clauses}
    assert "0.50、1.00" in reply.text or "at 0.50, 1.00 s" in reply.text
    assert [500] == [one["start"] for one in lettered(talk)]


def test_cuts_and_words_together(talk: Conversation) -> None:
    """Both are heard, each for itself."""
    reply = talk.say(f"{BEGUN}, cut on the beat, the title pops on the beat")
    assert ([{}], [{"words": "title"}]) == (wished(reply, "beats"), wished(reply, "beat_words"))


@pytest.mark.parametrize("said", ["照片和文字都卡点", "文字和照片都踩点", "both photos and text on the beat"])
def test_pictures_and_words_joined(talk: Conversation, said: str) -> None:
    """What is said of both is done to both, and undone to both."""
    talk.say(BEGUN)
    reply = talk.say(said)
    assert ([{}], [{}]) == (wished(reply, "beats"), wished(reply, "beat_words"))
    reply = talk.say("照片和文字都不要卡点")
    assert ([{"on": False}], [{"on": False}]) == (wished(reply, "beats"), wished(reply, "beat_words"))


@pytest.mark.parametrize(
    "said",
    ["don't put the title on the beat", "don't let the title pop on the beat", "no text on the beat", "标题不要卡点"],
)
def test_a_denial_is_of_the_beat(talk: Conversation, said: str) -> None:
    """The title stays, and is there from the film's beginning again."""
    talk.say(BEGUN, "the title pops on the beat")
    reply = talk.say(said)
    assert {"applied"} == {clause.outcome for clause in reply.clauses}
    assert [("Summer Sale", 0)] == [(one["text"], one["start"]) for one in lettered(talk)]


def test_where_there_are_no_words_they_are_denied(talk: Conversation) -> None:
    """A "no" right before words that nobody has is about the words."""
    assert [{"what": "text"}] == wished(talk.say("a film with song.mp3 and no text on the beat"), "remove")


def test_cuts_beside_a_title_are_cuts(talk: Conversation) -> None:
    """A title in the clause before is not meant."""
    reply = talk.say(f"{BEGUN} and cut on the beat")
    assert ([{}], []) == (wished(reply, "beats"), wished(reply, "beat_words"))


def test_another_entrance_takes_its_place(talk: Conversation) -> None:
    """The title fades in from the film's beginning again."""
    talk.say(BEGUN, "the title pops on the beat", "make the title fade in")
    assert [(0, "fade")] == [(one["start"], one["style"]["animation"]) for one in lettered(talk)]


def test_no_words_no_music(session: Session, talk: Conversation) -> None:
    """What is missing is named."""
    assert "no title or text" in talk.say("a film with song.mp3", "text on the beat").text
    assert "upload a song" in session(3).say('a film, title "Hi"', "the title pops on the beat").text
