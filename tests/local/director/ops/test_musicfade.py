"""How music comes and goes: its own fades, and none of the film's."""

import pytest

from local.director.conversation import Session
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "fades"),
    [
        ("fade the song in over 2 seconds", {"fade_in_s": 2.0}),
        ("music about half as loud and ease it in over 3 seconds", {"fade_in_s": 3.0}),
        ("let the tune trail off, 5 secs or so", {"fade_out_s": 5.0}),
        ("fade the music in and out, 2 seconds each", {"fade_in_s": 2.0, "fade_out_s": 2.0}),
        ("配乐淡入淡出各2秒", {"fade_in_s": 2.0, "fade_out_s": 2.0}),
        ("音乐淡入1秒，淡出4秒", {"fade_in_s": 1.0, "fade_out_s": 4.0}),
        ("背景音乐别一上来就很响，慢慢响起来，4秒吧", {"fade_in_s": 4.0}),
        ("音乐最后3秒慢慢收掉", {"fade_out_s": 3.0}),
        ("no fade on the music", {"fade_in_s": 0.0, "fade_out_s": 0.0}),
    ],
)
def test_a_fade_of_music_is_its_own(session: Session, sentence: str, fades: dict[str, float]) -> None:
    """It changes the music, and neither the film's fades nor its length."""
    talk = session(3, "song.mp3")
    reply = talk.say("a 12 second film with music", sentence)
    assert [{"file": "song.mp3", **fades}] == wished(reply, "music")
    assert [] == wished(reply, "fade") + wished(reply, "duration") + wished(reply, "per_photo")


@pytest.mark.parametrize(
    "sentence", ["add my song, fade out at the end", "配上音乐，结尾淡出", "add the song, fade to black"]
)
def test_an_end_that_is_named_behind_a_comma_is_the_films(session: Session, sentence: str) -> None:
    """Music fades out anyway."""
    reply = session(3, "song.mp3").say(sentence)
    assert ["out_s"] == [key for one in wished(reply, "fade") for key in one if key != "color"]


@pytest.mark.parametrize(
    ("sentence", "louder"),
    [("bit loud that", False), ("music is barely audible", True), ("音乐有点吵，小一点", False)],
)
def test_loud_is_a_complaint(session: Session, sentence: str, louder: bool) -> None:
    """What is told of music that is there is changed the other way."""
    reply = session(3, "song.mp3").say("a film with music", sentence)
    assert [louder] == [one["gain"] > 1 for one in wished(reply, "level")]


@pytest.mark.parametrize("sentence", ["turn the song right down when she speaks", "有人说话的时候音乐小声点"])
def test_quieter_under_speech_is_quieter_there_only(session: Session, sentence: str) -> None:
    """The level of the whole stays."""
    reply = session(3, "song.mp3", "clip.mp4").say("a film with music", sentence)
    assert [{"duck": True}] == wished(reply, "level")


@pytest.mark.parametrize(
    ("sentence", "seconds"),
    [
        ("use the song I sent but let it fade out at the end", 1.0),
        ("a film with the song, which should end gently over the last 4 seconds", 4.0),
        ("音乐用我传的，最后渐渐变小声", 1.0),
    ],
)
def test_an_end_that_is_asked_for_is_told(session: Session, sentence: str, seconds: float) -> None:
    """Also where music has that end by itself; the picture does not fade."""
    ops = [one for clause in session(4, "song.mp3").say(sentence).clauses for one in clause.ops]
    assert [seconds] == [one["fade_out_s"] for one in ops if one["op"] == "music"]
    assert not any(one["op"] == "fade" for one in ops)
