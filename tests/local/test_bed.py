"""The music's segment of a draft."""

import json

from imgfree.local import bed
from imgfree.local.film import Film, Shot, Timing
from imgfree.local.music.song import Music, Sync
from local.music.synthetic import even

SHOTS = tuple(Shot(f"{n}", f"{n}.jpg", "", "image") for n in range(4))
ABOUT = (("moods", ("calm",)), ("tempo", 120.0), ("licence", "MIT"), ("made", "by a machine"), ("library", "own"))


def _film(music: Music, seconds: int = 40) -> Film:
    return Film(SHOTS, Timing("total", seconds * 1000), music=music, sync=Sync())


def test_there_and_back() -> None:
    """Grid, origin and fades; the draft is JSON."""
    music = Music("library:own/a", "A", "", 2000, 500, None, even(120, 30, begins_s=2.0), ABOUT)
    assert music == bed.read(json.loads(json.dumps(bed.write(_film(music), music))))


def test_a_plain_song_is_written_as_ever() -> None:
    """No grid, no loop of bars, a second of fading."""
    facts = bed.write(_film(Music("song", "song")), Music("song", "song"))["m"]
    assert 1000 == facts["fade_out_ms"]
    assert set() == facts.keys() & {"grid", "loop_from_ms", "loop_to_ms", "made"}


def test_what_begins_within_its_sound_does_not_click() -> None:
    """A few milliseconds of fade where a song, or a track of a library, does not begin at its own beginning."""
    found = [bed.write(_film(one), one)["m"]["fade_in_ms"] for one in (Music("a", "A"), Music("a", "A", from_ms=4000))]
    assert [0, bed.EDGE_MS] == found


def test_bars_go_round_and_fade() -> None:
    """From bar to bar; the last bars fade."""
    music = Music("a", "A", from_ms=2000, grid=even(120, 30, begins_s=2.0))
    facts = bed.write(_film(music), music)["m"]
    assert (2000, 26000, 4000) == (facts["loop_from_ms"], facts["loop_to_ms"], facts["fade_out_ms"])


def test_beats_are_told_in_the_films_time() -> None:
    """Beats, bars and phrases in milliseconds; of unsure music the phrases alone; of a plain song nothing."""
    found = bed.beats(_film(Music("a", "A", from_ms=2000, grid=even(120, 30)), 4)) or {}
    assert [0, 500, 1000] == found["beats"][:3]
    assert ([0, 2000], 120.0, 4) == (found["bars"], found["tempo"], found["bar"])
    unsure = bed.beats(_film(Music("a", "A", grid=even(120, 30, confidence=0.1)), 4)) or {}
    assert ([], [0]) == (unsure["beats"], unsure["phrases"])
    assert bed.beats(_film(Music("a", "A"))) is None
