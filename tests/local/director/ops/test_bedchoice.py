"""Music of the libraries: chosen by mood and tempo, the same for the same film, another on request."""

from pathlib import Path
from typing import Any

import pytest

from imgfree.errors import SetupError
from imgfree.local.director import Reply
from imgfree.local.draft import read
from imgfree.local.music.library import Library
from imgfree.local.music.song import Music
from imgfree.local.music.tracks import Track
from local.director.conversation import EXTRAS, Conversation, asset
from local.music.synthetic import even

TRACKS = (
    ("calm-1", ("calm", "acoustic"), 70.0),
    ("calm-2", ("calm", "acoustic"), 72.0),
    ("happy-1", ("happy", "electronic"), 120.0),
    ("wild-1", ("energetic",), 140.0),
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return four tracks; all have the same beats."""
    found = []
    for name, moods, tempo in TRACKS:
        path = tmp_path / f"{name}.mp3"
        path.write_bytes(name.encode())
        found.append(Track(path, path.name, name, moods, tempo, made="generated", library="own", seconds=30.0))
    return Library(lambda: tuple(found), lambda path: even(begins_s=2.0).plain())


def _talk(library: Library, *extras: str, photos: int = 4) -> Conversation:
    stills = [asset(f"photo-{number}.jpg") for number in range(photos)]
    return Conversation([*stills, *(EXTRAS[name] for name in extras)], library=library)


def _music(talk: Conversation) -> Music:
    music = read(talk.drafts[-1]).music
    assert music is not None
    return music


def _outcomes(reply: Reply) -> set[str]:
    return {clause.outcome for clause in reply.clauses if clause.outcome != "defaulted"}


@pytest.mark.parametrize(
    ("said", "title", "outcome"),
    [
        ("a 12 second film with calm music", "calm-1", "applied"),
        ("a 12 second film with upbeat music", "happy-1", "applied"),
        ("做个12秒的视频，配轻快的音乐", "happy-1", "applied"),
        ("做个12秒的视频，配舒缓的音乐", "calm-1", "applied"),
        ("a 12 second film with lo-fi music", "calm-1", "approximated"),
        ("做个12秒的视频，配国风音乐", "calm-1", "approximated"),
        ("a 12 second film with music at 140 bpm", "wild-1", "applied"),
        ("a 12 second film with calm music at 73 bpm", "calm-2", "applied"),
        ("a 12 second film with music at 200 bpm", "wild-1", "approximated"),
        ("a 12 second film, add music", "happy-1", "applied"),
    ],
)
def test_by_mood_and_tempo(library: Library, said: str, title: str, outcome: str) -> None:
    """The answer names the track and how it was made; what nothing has is met by the nearest, and said."""
    talk = _talk(library)
    reply = talk.say(said)
    assert title == _music(talk).title
    assert title in reply.text
    assert "generated" in reply.text
    assert outcome in _outcomes(reply)


def test_the_nearest_is_said(library: Library) -> None:
    """In the language that was spoken."""
    assert "nothing here is lo-fi" in _talk(library).say("a 12 second film with lo-fi music").text
    assert "曲库里没有“中国风”" in _talk(library).say("做个12秒的视频，配国风音乐").text


@pytest.mark.parametrize("again", ["another song", "换一首", "a different track please", "换首歌"])
def test_another(library: Library, again: str) -> None:
    """The next best of the same mood; after the last the first again."""
    talk = _talk(library)
    talk.say("a 12 second film with calm music")
    titles = [_music(talk).title]
    for _ in range(4):
        talk.say(again)
        titles.append(_music(talk).title)
    assert ["calm-1", "calm-2"] == titles[:2]
    assert 4 == len(set(titles))
    assert titles[0] == titles[4]


def test_it_begins_where_the_track_is_at_full(library: Library) -> None:
    """With its beats, moods and origin in the draft; fades that were said before stay."""
    talk = _talk(library)
    talk.say("a 12 second film with calm music", "fade the music in over 2 seconds", "another song")
    music = _music(talk)
    assert (2000, 2000) == (music.from_ms, music.fade_in_ms)
    assert ("calm", "acoustic") == dict(music.about)["moods"]
    assert music.grid is not None


def test_an_upload_comes_first(library: Library) -> None:
    """Its mood cannot be judged; another song is then one of the library's."""
    talk = _talk(library, "song.mp3")
    talk.say("a 12 second film with calm music")
    assert "song.mp3" == _music(talk).title
    talk.say("another song")
    assert "happy" not in _music(talk).title
    assert "song.mp3" != _music(talk).title


@pytest.mark.parametrize("sentence", ["another song", "换首歌"])
def test_another_song_is_the_next_upload_or_none(session: Any, sentence: str) -> None:
    """One that is not the first is not called so; where there is no other, that is said and nothing claimed."""
    two, one = session(3, "song.mp3"), session(3, "song.mp3")
    two.assets.append(asset("b.mp3", "audio", size=(0, 0), seconds=40.0))
    for talk in (two, one):
        talk.say("a 12 second film with music")
    told = [clause.note for clause in two.say(sentence).clauses if clause.outcome == "applied"]
    assert (["b.mp3"], "b.mp3") == (told, _music(two).title)
    reply = one.say(sentence)
    assert (["declined"], False) == ([clause.outcome for clause in reply.clauses], reply.edited)
    assert "song.mp3" == _music(one).title


def test_the_same_wish_again_changes_nothing(library: Library) -> None:
    """The track that is there answers already."""
    talk = _talk(library)
    talk.say("a 12 second film with calm music", "another song")
    assert "calm-2" == _music(talk).title
    assert not talk.say("calm music please").edited


def test_by_chance_is_by_the_uploads(library: Library) -> None:
    """The same photos get the same track, and not all films the same one."""
    films = [_talk(library, photos=count) for count in (1, 1, 2, 3, 4, 5, 6, 7)]
    for talk in films:
        talk.say("a film with random music")
    titles = [_music(talk).title for talk in films]
    assert titles[0] == titles[1]
    assert 1 < len(set(titles))


def test_times_and_levels_of_a_track(library: Library) -> None:
    """All that can be said of a song is said of it."""
    talk = _talk(library)
    talk.say("a 12 second film with calm music", "start the song at 0:05", "music at 30%")
    film = read(talk.drafts[-1])
    assert (5000, 0.3, "calm-1") == (_music(talk).from_ms, film.gain, _music(talk).title)
    talk.say("no music")
    assert read(talk.drafts[-1]).music is None


def test_without_a_library_the_wish_is_declined(session: Any) -> None:
    """By name, with the command that installs music."""
    reply = session(3).say("a 12 second film with calm music")
    assert "declined" in _outcomes(reply)
    assert "pip install 'imgfree[music]'" in reply.text
    assert "calm" in reply.text


def test_what_is_wrong_with_a_library_is_said() -> None:
    """In the place of what to install."""

    def find() -> tuple[Track, ...]:
        raise SetupError("'music' has no music.toml", hint="write one: imgfree music index music")

    talk = _talk(Library(find, lambda path: {}))
    assert "imgfree music index music" in talk.say("a 12 second film with calm music").text
