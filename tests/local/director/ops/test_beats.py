"""Cuts on beats: what is said of it, and where the shots then change."""

from dataclasses import replace
from pathlib import Path

import pytest

from imgfree.local.bed import pulse
from imgfree.local.director import Reply
from imgfree.local.draft import read
from imgfree.local.film import FPS, Film, seconds, slots
from imgfree.local.music.grid import Grid
from imgfree.local.music.library import Library
from imgfree.local.music.tracks import Track
from imgfree.local.voice_track import lines_at
from local.director.conversation import EXTRAS, Conversation, Session, asset
from local.director.score import wished
from local.music.synthetic import even

UNSURE = Grid(phrases=(0.0, 2.2, 4.9, 8.1, 11.0), length_s=60.0, ends_s=60.0, confidence=0.2)


def _talk(grid: Grid, *extras: str, photos: int = 5) -> Conversation:
    stills = [asset(f"photo-{number}.jpg") for number in range(photos)]
    library = Library(tuple, lambda path: grid.plain())
    return Conversation([*stills, *(EXTRAS[name] for name in extras or ("song.mp3",))], library=library)


def _film(talk: Conversation) -> Film:
    return read(talk.drafts[-1])


def _cuts(film: Film) -> list[int]:
    return [slot.start + slot.overlap // 2 for slot in slots(film)[1:]]


def _outcomes(reply: Reply) -> dict[str, str]:
    return {op["op"]: clause.outcome for clause in reply.clauses for op in clause.ops}


@pytest.mark.parametrize(
    ("said", "args"),
    [
        ("cut on the beat", {}),
        ("sync to the music", {}),
        ("卡点", {}),
        ("把照片跟着节拍切换", {}),
        ("switch photos in time with the music", {}),
        ("cut on every beat", {"unit": "beat"}),
        ("one photo per beat", {"unit": "beat"}),
        ("每拍换一张", {"unit": "beat"}),
        ("a new photo on every bar", {"unit": "bar"}),
        ("每小节换一张", {"unit": "bar"}),
        ("hit the drop", {"drop": True}),
        ("高潮卡点", {"drop": True}),
    ],
)
def test_what_is_said(said: str, args: dict[str, object]) -> None:
    """In both languages; nothing of it is left over."""
    talk = _talk(even(120, 60, drop_s=12.0))
    talk.say("a 12 second film with song.mp3")
    reply = talk.say(said)
    assert [args] == wished(reply, "beats")
    assert "not understood" not in {clause.outcome for clause in reply.clauses}


@pytest.mark.parametrize("bpm", [90.0, 111.0, 128.0, 150.0])
@pytest.mark.parametrize("total", [8, 12, 20])
def test_cuts_are_on_beats_and_the_total_stays(bpm: float, total: int) -> None:
    """Every cut within a frame of a beat, whatever the length; the film as long as was said."""
    talk = _talk(even(bpm, 60))
    reply = talk.say(f"a {total} second film with song.mp3, cut on the beat")
    film, step = _film(talk), 60 / bpm * FPS
    assert total == seconds(film)
    assert [cut for cut in _cuts(film) if abs(cut - round(cut / step) * step) > 1] == []
    assert "applied" == _outcomes(reply)["beats"]


def test_the_arithmetic_is_said() -> None:
    """Length, tempo, and how many beats each shot takes; the sum is the film."""
    reply = _talk(even(120, 60)).say("an 11 second film with song.mp3, cut on the beat")
    assert "120 BPM: 11 s are 22 beats, the shots take 4, 4, 4, 4 and 6; every cut on a downbeat" in reply.text
    assert "hard cuts" in reply.text


def test_a_song_begins_on_its_first_bar() -> None:
    """Without the upbeat before it, or the silence; not where a longer intro is, or somebody said where it begins."""
    upbeat = even(120, 60, bars=list(range(2, 120, 4)))
    talk = _talk(upbeat)
    reply = talk.say("an 11 second film with song.mp3, cut on the beat")
    assert "11 s are 22 beats, the shots take 4, 4, 4, 4 and 6; every cut on a downbeat" in reply.text
    assert 1000 == _begins_ms(talk)
    told = ["an 11 second film, start song.mp3 at 20 seconds, cut on the beat"]
    assert 20_000 == _begins_ms(_talk(upbeat), *told)
    assert 0 == _begins_ms(_talk(even(120, 60, bars=list(range(10, 120, 4)))), "a film with song.mp3, cut on the beat")


def _begins_ms(talk: Conversation, *said: str) -> int:
    if said:
        talk.say(*said)
    music = _film(talk).music
    assert music is not None
    return music.from_ms


def test_a_later_length_keeps_the_beat() -> None:
    """And says the sum anew."""
    talk = _talk(even(120, 60))
    talk.say("a 12 second film with song.mp3, cut on the beat")
    assert "120 BPM: 8 s are 16 beats" in talk.say("make it 8 seconds").text
    assert [cut % 15 for cut in _cuts(_film(talk))] == [0] * 4


def test_transitions_that_are_said_stay() -> None:
    """Their middle is on the beat."""
    talk = _talk(even(120, 60))
    talk.say("a 15 second film with song.mp3, crossfades, cut on the beat")
    film = _film(talk)
    assert "crossfade" == film.join.kind
    assert [cut % 15 for cut in _cuts(film)] == [0] * 4
    assert 15 == seconds(film)


def test_one_photo_a_bar() -> None:
    """The film is as long as the bars then are, unless its length was said."""
    talk = _talk(even(120, 60))
    talk.say("a film with song.mp3, one photo on every bar")
    assert (10.0, [60, 120, 180, 240]) == (seconds(_film(talk)), _cuts(_film(talk)))
    talk = _talk(even(120, 60))
    talk.say("a 12 second film with song.mp3, a photo on every bar")
    assert 12.0 == seconds(_film(talk))
    assert [cut % 60 for cut in _cuts(_film(talk))] == [0] * 4


def test_unsure_music_is_cut_by_phrases() -> None:
    """And that is said, with how sure it was."""
    talk = _talk(UNSURE)
    reply = talk.say("a 12 second film with song.mp3, cut on the beat")
    assert [66, 147, 243, 330] == _cuts(_film(talk))
    assert "approximated" == _outcomes(reply)["beats"]
    assert "no steady beat (" in reply.text


@pytest.mark.parametrize("grid", [Grid(length_s=3.0), Grid()])
def test_silence_is_declined(grid: Grid) -> None:
    """The film keeps its lengths."""
    talk = _talk(grid)
    talk.say("a 12 second film with song.mp3")
    before = _cuts(_film(talk))
    reply = talk.say("cut on the beat")
    assert "no beat can be heard in song.mp3" in reply.text
    assert before == _cuts(_film(talk))


def test_more_photos_than_beats() -> None:
    """The lengths stay even, and it is said why."""
    talk = _talk(even(60, 60), photos=60)
    reply = talk.say("a 12 second film with song.mp3, cut on the beat")
    assert "its beats can carry" in reply.text
    assert 12.0 == seconds(_film(talk))


def test_the_drop_falls_on_a_cut() -> None:
    """About a third into the film; where there is none, that is said and the cuts are on beats all the same."""
    talk = _talk(even(120, 60, drop_s=20.0))
    reply = talk.say("a 12 second film with song.mp3, hit the drop")
    film = _film(talk)
    found = pulse(film)
    assert found is not None
    assert found.drop in _cuts(film)
    assert 120 == found.drop
    assert "the drop at 4.00 s" in reply.text
    assert "it has no drop" in _talk(even(120, 60)).say("a 12 second film with song.mp3, hit the drop").text


def test_a_soft_drop_is_told_as_the_strongest_change() -> None:
    """And where in the song it is; the cut falls there all the same."""
    talk = _talk(even(120, 90, drop_s=68.5, softly=True))
    reply = talk.say("a 12 second film with song.mp3, hit the drop")
    assert "change, at 1:08 of" in reply.text
    assert "approximated" == _outcomes(reply)["beats"]
    assert (found := pulse(_film(talk))) is not None
    assert found.drop in _cuts(_film(talk))


SPOKEN = '"We bake our bread at night. We open at seven in the morning. Come in, all of you, and try it."'


@pytest.mark.parametrize("bpm", [72.0, 100.0, 128.0])
@pytest.mark.parametrize("said", ["cut on the beat", "a photo on every bar", "hit the drop"])
def test_beside_speech_cuts_go_to_the_nearest_beat(bpm: float, said: str) -> None:
    """Every cut on a beat, or between two, and at most 0.3 s from the middle of a pause; speech stays."""
    talk = _talk(even(bpm, 60, drop_s=round(60 / bpm * 48, 3)), photos=3)
    reply = talk.say(f"a film with song.mp3, {said}, voice-over: {SPOKEN}")
    film, step = _film(talk), 30 / bpm * FPS
    plain = replace(film, sync=None)
    assert [cut for cut in _cuts(film) if abs(cut - round(cut / step) * step) > 1 and said != "hit the drop"] == []
    assert 9 >= max(abs(one - other) for one, other in zip(_cuts(film), _cuts(plain), strict=True))
    assert (seconds(plain), lines_at(plain)) == (seconds(film), lines_at(film))
    assert "applied" == _outcomes(reply)["beats"]
    halves = " and half beats" if any(abs(cut - round(cut / step / 2) * step * 2) > 1 for cut in _cuts(film)) else ""
    assert f"{bpm:.0f} BPM: photos change on " in reply.text
    assert said == "hit the drop" or f"on the beats{halves} nearest to the pauses" in reply.text
    assert ("the drop at" in reply.text) == (said == "hit the drop")


def test_a_voice_that_comes_later_tells_of_the_beats_anew() -> None:
    """The film is longer, and its cuts are elsewhere."""
    talk = _talk(even(100, 60), photos=3)
    talk.say("a 6 second film with song.mp3, cut on the beat")
    assert "100 BPM: photos change on " in talk.say(f"add a voice-over: {SPOKEN}").text


def test_a_recording_that_speaks_is_no_music() -> None:
    """It is not cut on."""
    reply = _talk(even(100, 60)).say("use song.mp3 as the voice-over, cut on the beat")
    assert "there is no music" in reply.text or "no beat can be heard" in reply.text


def test_clips_end_on_beats() -> None:
    """No clip is stretched: it ends on the beat before its end."""
    talk = _talk(even(96, 60), "clip.mp4", "clip2.mp4", "song.mp3", photos=1)
    talk.say("a film with song.mp3, cut on the beat")
    film, step = _film(talk), 60 / 96 * FPS
    assert [cut for cut in _cuts(film) if abs(cut - round(cut / step) * step) > 1] == []
    natural = [round(shot.natural_ms * FPS / 1000) for shot in film.shots]
    assert all(
        slot.frames <= most for slot, most, shot in zip(slots(film), natural, film.shots, strict=True) if shot.is_clip
    )


def test_off_again() -> None:
    """The shots share the film evenly, as before."""
    talk = _talk(even(100, 60))
    talk.say("a 12 second film with song.mp3, cut on the beat")
    reply = talk.say("don't cut on the beat")
    assert [{"on": False}] == wished(reply, "beats")
    assert [72, 144, 216, 288] == _cuts(_film(talk))


def test_no_music_at_all(session: Session) -> None:
    """It is declined, with what would help."""
    reply = session(3).say("a 12 second film, cut on the beat")
    assert "no music to cut on" in reply.text
    assert "imgfree[music]" in reply.text


def test_a_librarys_track_is_taken_where_no_song_is(tmp_path: Path) -> None:
    """Named in the answer; for a drop, one that has one."""
    tracks = []
    for name, moods in (("plain", ("happy",)), ("heavy", ("energetic",))):
        (tmp_path / name).write_bytes(name.encode())
        tracks.append(Track(tmp_path / name, name, name, moods, 120.0, library="own", seconds=30.0))
    drops = {"plain": even(120, 30), "heavy": even(120, 30, drop_s=16.0)}
    library = Library(lambda: tuple(tracks), lambda path: drops[path.name].plain())
    stills = [asset(f"photo-{number}.jpg") for number in range(4)]
    assert "'plain'" in Conversation(stills, library=library).say("a 12 second film, cut on the beat").text
    for said in ("a 12 second film, hit the drop", "a 12 second film with music that hits the drop"):
        assert "'heavy'" in Conversation(stills, library=library).say(said).text
    assert "'plain'" in Conversation(stills, library=library).say("a 12 second film, happy music, hit the drop").text
