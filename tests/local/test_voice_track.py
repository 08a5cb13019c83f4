"""A voice in a draft: written, read back, and told apart from music."""

from dataclasses import replace

from imgfree import wire
from imgfree.client.timeline import decode
from imgfree.local import voice_track
from imgfree.local.draft import read, write
from imgfree.local.film import Film, Shot, slots, to_ms, total_frames
from imgfree.local.music.song import Music
from imgfree.local.voice import Line, Voice, Word
from imgfree.local.voice_track import lines_at

LINES = (
    Line("Hello there.", "voice-a", 1200, words=(Word("Hello", 60, 500), Word("there.", 500, 1100))),
    Line("We are open.", "voice-b", 1500, photo=None),
)
FILM = Film(
    shots=tuple(Shot(f"p{n}", f"p{n}.jpg", "", "image") for n in range(2)),
    voice=Voice(LINES, "hibari-tts", "heart"),
    music=Music("song", "song.mp3"),
)


def test_a_draft_is_all_there_is_to_know() -> None:
    """Voice, lines and words come back as they were, and the music stays the music."""
    draft = write(FILM, revision=1, parent=0)
    assert FILM == read(draft)
    audio = [track for track in draft["t"] if track["tt"] == wire.TRACK_AUDIO]
    assert ["BGM", voice_track.NAME] == [track["m"]["name"] for track in audio]
    assert ["Hello there.", "We are open."] == [segment["m"]["title"] for segment in audio[1]["sg"]]


def test_the_film_is_as_long_as_its_speech() -> None:
    """Every line lies within it, and photos change between two of them."""
    (first, at), (second, later) = lines_at(FILM)
    border = to_ms(slots(FILM)[1].start + slots(FILM)[1].overlap // 2)
    assert at + first.ms < border < later
    assert later + second.ms < to_ms(total_frames(FILM)) < later + second.ms + 1000


def test_no_line_is_cut_off() -> None:
    """A length that is too short for the speech gives way; where shots are fixed, a line without room is left out."""
    short = replace(FILM, timing=replace(FILM.timing, mode="total", ms=1000))
    assert total_frames(FILM) == total_frames(short)
    fixed = replace(FILM, shots=tuple(replace(shot, fixed_ms=1100) for shot in FILM.shots))
    assert ["Hello there."] == [line.text for line, _ in lines_at(fixed)]


def test_tells_a_voice_from_music() -> None:
    """A segment says which it is; one that says nothing is music."""
    song, line = {"m": {"source": "s"}}, {"m": {"bus": "voice"}}
    assert [song] == voice_track.music([song, line])
    assert voice_track.read(None) is None


def test_the_state_names_who_speaks() -> None:
    """A recipe's `timeline.audio` has the music and each line: who says it, when, at which level."""
    song, first, second = decode(write(FILM, revision=1, parent=0))["audio"]
    assert ("voice", "hibari-tts", 1.0, "Hello there.") == (
        first["bus"],
        first["provider"],
        first["volume"],
        first["text"],
    )
    assert (0.3, True) == (first["start_s"], second["start_s"] > first["end_s"])
    assert "bus" not in song
