"""Levels: by share, by step, in decibels and LUFS; of the music, or of the clips' own sound."""

from typing import Any

import pytest

from local.director.conversation import Session, filmed


def levels(reply: Any) -> list[dict[str, Any]]:
    """Return the levels an answer reports."""
    found = [one for clause in reply.clauses for one in clause.ops if one["op"] == "level"]
    return [{key: value for key, value in one.items() if key != "op"} for one in found]


@pytest.mark.parametrize(
    ("sentence", "gain"),
    [
        ("the music at 45%", 0.45),
        ("volume to half", 0.5),
        ("turn the soundtrack down", 0.708),
        ("the song is far too quiet", 1.413),
        ("raise the music by 6 dB", 1.995),
        ("lower the music by 25%", 0.75),
        ("音量调到四成", 0.4),
        ("音乐再大一点", 1.413),
        ("配乐太吵了", 0.708),
    ],
)
def test_hears_how_loud(session: Session, sentence: str, gain: float) -> None:
    """A share as said, a step of three decibels; a complaint goes the other way. No other music is asked for."""
    reply = session(3, "song.mp3").say("a film with music", sentence)
    assert [{"gain": gain}] == levels(reply)
    assert not any(one["op"] == "music" for clause in reply.clauses for one in clause.ops)


@pytest.mark.parametrize("sentence", ["mute the clip", "turn off the original sound", "原声关掉"])
def test_a_clips_own_sound_goes_alone(session: Session, sentence: str) -> None:
    """The music stays."""
    talk = session(0, "clip.mp4", "song.mp3")
    reply = talk.say("make a film with music", sentence)
    assert [{"gain": 0.0, "clips": True}] == levels(reply)
    assert any(segment["m"].get("source") == "song.mp3" for track in reply.draft["t"] for segment in track["sg"])


def test_a_sound_that_is_kept_is_kept(session: Session) -> None:
    """Clips keep their sound by themselves, so nothing is done."""
    talk = session(0, "clip.mp4")
    assert not talk.say("make a film", "keep the original sound").edited


def test_a_bare_verb_is_the_musics_where_there_is_some(session: Session) -> None:
    """ "Turn it down" of a film without music may mean anything."""
    assert [{"gain": 0.708}] == levels(session(3, "song.mp3").say("a film with music", "turn it down"))
    assert "not understood" == session(3).say("a film", "turn it down").clauses[0].outcome


def test_unheard_music() -> None:
    """Music that can hardly be heard is turned up, and what drowns the rest is turned down."""
    up, down = (
        filmed("make a film with music", one).gain
        for one in ("I can hardly hear it, the music is inaudible", "the song is deafening")
    )
    assert (up, down) == (1.413, 0.708)


@pytest.mark.parametrize(
    ("sentence", "gain"),
    [
        ("the song is a bit loud", 0.708),
        ("music a little quiet for the hall", 1.413),
        ("make the song loud", 1.413),
    ],
)
def test_what_is_told_is_no_order(session: Session, sentence: str, gain: float) -> None:
    """Music that is told to be loud goes down; a verb that makes it loud is obeyed."""
    assert [{"gain": gain}] == levels(session(3, "song.mp3").say("a film with music", sentence))


def test_what_is_turned_off_never_gets_louder(session: Session) -> None:
    """A reason behind it, with a loud word, changes nothing; the noun and its particle stand apart."""
    talk = session(2, "clip.mp4")
    reply = talk.say("a film of everything", "turn the sound of the clip off, so noisy")
    assert [{"gain": 0.0, "clips": True}] == levels(reply)


@pytest.mark.parametrize(
    "sentence", ["a film, the song quietly underneath", "竖屏，bgm开大声", "6秒的片子，歌声小一点"]
)
def test_what_is_to_be_heard_is_put_in(session: Session, sentence: str) -> None:
    """How loud a song is to be, is said of the one that was uploaded: the film has it."""
    reply = session(3, "song.mp3").say(sentence)
    assert any(segment["m"].get("source") == "song.mp3" for track in reply.draft["t"] for segment in track["sg"])
