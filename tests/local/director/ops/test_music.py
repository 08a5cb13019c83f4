"""Music: by file, by mood, none; and what is said of the music that is there."""

from dataclasses import replace

import pytest

from local.director.conversation import EXTRAS, Conversation, Session, asset
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "mood"),
    [
        ("a slideshow with gentle harp music", "gentle harp"),
        ("make a reel, music: sad cello", "sad cello"),
        ("12 seconds, vivid colours, dreamy electronic music", "dreamy electronic"),
        ("做个视频，配轻快的吉他曲", "upbeat guitar"),
        ("15秒，暖色，音乐要欢快一点", "happy"),
        ("配一首温暖的", "warm"),
        ("来一首轻快的", "upbeat"),
        ("欢快点的背景，10秒", "happy"),
        ("来段轻柔一点的钢琴", "soft piano"),
    ],
)
def test_a_mood_beside_music_is_the_musics(session: Session, sentence: str, mood: str) -> None:
    """All mood words of one list, in English and in order; none of them is a look."""
    reply = session(3, "song.mp3").say(sentence)
    assert [{"mood": mood}] == wished(reply, "music")
    assert not {one["name"] for one in wished(reply, "look")} & {"soft", "dreamy"}


@pytest.mark.parametrize("sentence", ["use song.mp3", "BGM用song.mp3", "play 'song.mp3' under it"])
def test_a_file_is_music_by_its_name(session: Session, sentence: str) -> None:
    """Quoted or not; it is no text on the picture."""
    talk = session(3, "song.mp3")
    reply = talk.say("a 9 second film", sentence)
    assert [{"file": "song.mp3"}] == wished(reply, "music")
    assert [] == wished(reply, "text") + wished(reply, "title")


def test_a_file_that_is_not_there_is_declined(session: Session) -> None:
    """Its name is in the answer, and the music stays."""
    talk = session(3, "song.mp3")
    reply = talk.say("a 9 second film with music", "use waltz.mp3 instead")
    assert "waltz.mp3" in reply.text
    assert not reply.edited


def test_a_song_in_which_nothing_is_heard_is_told() -> None:
    """It is under the film as was asked, and the answer says so."""
    talk = Conversation([asset("photo.jpg"), replace(EXTRAS["song.mp3"], silent=True)])
    reply = talk.say("a 9 second film with song.mp3")
    assert "approximated" in {clause.outcome for clause in reply.clauses}
    assert "nothing is heard in song.mp3" in reply.text


@pytest.mark.parametrize(
    "sentence", ["keep the music", "don't change the music", "the song is fine, leave it", "先别动音乐"]
)
def test_what_is_to_stay_stays(session: Session, sentence: str) -> None:
    """A denied change changes nothing."""
    talk = session(3, "song.mp3")
    assert not talk.say("a 9 second film with music", sentence).edited


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        ("start the music at 20 seconds", 20.0),
        ("use song.mp3 but kick it off at 0:25, that's where the chorus comes", 25.0),
        ("music from 0:35 on please", 35.0),
        ("leave out the first 8 seconds of the song", 8.0),
        ("the song starts 40 seconds in", 40.0),
        ("音乐从第20秒开始放", 20.0),
        ("歌从副歌48秒那儿开始", 48.0),
    ],
)
def test_the_musics_own_time_is_not_the_films(session: Session, sentence: str, second: float) -> None:
    """The song begins there, and the film keeps its length."""
    talk = session(3, "song.mp3")
    talk.say("a 9 second film with music", sentence)
    draft = talk.drafts[-1]
    assert (9000, round(second * 1000)) == (draft["d"], draft["t"][1]["sg"][0]["m"]["in_ms"])


def test_music_cannot_begin_behind_its_end(session: Session) -> None:
    """A song of a minute is then played from its beginning, and that is said."""
    reply = session(3, "song.mp3").say("a 9 second film, start the song at 1:30")
    assert "it lasts 60 s" in reply.text
    assert reply.draft["t"][1]["sg"][0]["m"]["in_ms"] == 0


@pytest.mark.parametrize("sentence", ["I hate this song", "这首歌不好听"])
def test_a_dislike_is_asked_back(session: Session, sentence: str) -> None:
    """Nothing is removed on a guess."""
    talk = session(3, "song.mp3")
    reply = talk.say("a 9 second film with music", sentence)
    assert (False, ["declined"]) == (reply.edited, [clause.outcome for clause in reply.clauses])


def test_a_mood_that_is_denied_is_no_silence(session: Session) -> None:
    """Another mood is asked for."""
    reply = session(3, "song.mp3").say("做个视频，别放欢快的歌", "别配悲伤的音乐")
    assert [] == wished(reply, "music")


@pytest.mark.parametrize("sentence", ["no music", "mute it", "不要配乐", "静音"])
def test_none_is_none(session: Session, sentence: str) -> None:
    """The film is silent."""
    assert [{"none": True}] == wished(session(3, "song.mp3").say("a film with music", sentence), "music")


@pytest.mark.parametrize(
    ("said", "second"),
    [
        (["a film with music from the file but skip the first 12 seconds, it is just talk"], 12.0),
        (["a film with music", "前奏太长，跳过前15秒"], 15.0),
        (["做个片子，歌从副歌开始，大概45秒那里"], 45.0),
        (["配上歌，从歌的22秒开始放"], 22.0),
    ],
)
def test_a_part_of_the_song_is_none_of_the_film(session: Session, said: list[str], second: float) -> None:
    """What is skipped behind the song is its beginning, and the length of the film is left alone."""
    talk = session(3, "song.mp3")
    for sentence in said:
        talk.say(sentence)
    draft = talk.drafts[-1]
    assert round(second * 1000) == draft["t"][1]["sg"][0]["m"]["in_ms"]
    assert draft["d"] == 12000


def test_what_is_silent_in_a_song_is_skipped(session: Session) -> None:
    """That a song begins in silence mutes nothing."""
    talk = session(3, "song.mp3")
    talk.say("the first 9 seconds of the song are silence so skip those, 15 second film")
    assert [9000] == [one["m"]["in_ms"] for one in talk.drafts[-1]["t"][1]["sg"]]
