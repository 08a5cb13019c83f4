"""Captions of what is spoken, word by word."""

import pytest

from imgfree.local.draft import read
from imgfree.local.film import Words
from local.director.conversation import Conversation, Session

SAID = 'voice-over: "Hello there. We are open."'


def captions(talk: Conversation) -> list[Words]:
    """Return the captions of the newest film."""
    return [words for words in read(talk.drafts[-1]).words if words.role == "caption"]


@pytest.mark.parametrize(
    ("sentence", "style"),
    [
        ("karaoke captions", "karaoke"),
        ("captions that light up word by word", "highlight"),
        ("captions word by word", "pop"),
        ("卡拉OK字幕", "karaoke"),
        ("逐字高亮字幕", "highlight"),
        ("加字幕，逐字出现", "pop"),
        ("add captions", None),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_shows_what_is_said(session: Session, sentence: str, style: str | None, at_once: bool) -> None:
    """In one sentence with the voice, or later."""
    talk = session(2)
    reply = talk.say(f"{SAID}. {sentence}") if at_once else talk.say(SAID, sentence)
    assert {"applied"} == {one.outcome for one in reply.clauses if one.outcome != "defaulted"}
    [shown] = captions(talk)
    assert ("voice", style) == (shown.anchor, dict(shown.style).get("animation"))


def test_follows_the_voice(session: Session) -> None:
    """Other words are other captions; they go with the voice, and without one are declined."""
    talk = session(2)
    talk.say(SAID, "karaoke captions", 'voice-over: "Goodbye then."')
    [track] = [track for track in talk.drafts[-1]["t"] if track["m"]["name"] == "Captions"]
    assert ["Goodbye then."] == [segment["m"]["text"] for segment in track["sg"]]
    talk.say("no voice-over")
    assert [] == captions(talk)
    reply = session(2).say('voice-over: "欢迎光临", karaoke captions')
    assert {"declined"} == {one.outcome for one in reply.clauses if one.outcome != "defaulted"}


def test_captions_are_said_and_shown_at_once(session: Session) -> None:
    """Those of photos become those of the voice."""
    talk = session(2)
    talk.say('captions "One mug", "Two mugs", one per photo. Say the caption of each photo, captions word by word')
    assert ["voice"] == [words.anchor for words in captions(talk)]


def test_without_a_voice_times_go_by_letters(session: Session) -> None:
    """Captions of photos are lit all the same, and the answer says by what."""
    talk = session(2)
    talk.say('captions "One mug", "Two mugs", one per photo')
    reply = talk.say("karaoke captions")
    assert "by their letters" in reply.text
    assert 2 == len(captions(talk))


def test_another_animation_is_named(session: Session) -> None:
    """There is a colour that runs, and words that come; nothing else."""
    talk = session(2)
    reply = talk.say(SAID, "add captions with a typewriter animation")
    assert {"approximated"} <= {one.outcome for one in reply.clauses}
