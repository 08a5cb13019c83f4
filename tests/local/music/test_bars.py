"""Bars, phrases and the drop."""

import numpy as np
import pytest

from imgfree.local.music.bars import bars, drop, full, phrases
from imgfree.local.music.onsets import onsets
from local.music.synthetic import RATE, Piece, Style, chord, held_back, song, stereo


@pytest.fixture
def played() -> Piece:
    """Return a song of 24 seconds."""
    return song(Style(120, seconds=24, start_s=0.5))


def test_the_bass_begins_a_bar(played: Piece) -> None:
    """Four beats each, the first of them where the chords change."""
    meter, firsts = bars(onsets([played.sound]), np.array(played.beats))
    assert (4, [0, 4, 8]) == (meter, firsts[:3])


def test_few_beats_are_bars_of_four(played: Piece) -> None:
    """Where there is too little to tell."""
    assert (4, [0, 4]) == bars(onsets([played.sound]), np.array(played.beats[:6]))


def test_a_drop_is_where_it_sets_in(played: Piece) -> None:
    """At the beat at which the whole is louder than before; a song that stays as it is has none."""
    beats = np.array(played.beats)
    assert (12.5, False) == drop(onsets([held_back(played.sound, 12.5)]), beats, 4)
    assert drop(onsets([played.sound]), beats, 4) is None


def test_a_pause_is_no_drop(played: Piece) -> None:
    """Soft playing that goes on after a pause is not taken for it; one bar held back at the song's beginning is."""
    beats = np.array(played.beats)
    paused = played.sound.copy()
    paused[: int(12.5 * RATE)] *= 0.35
    paused[int(9.5 * RATE) : int(11.5 * RATE)] *= 0.01
    assert (12.5, False) == drop(onsets([paused]), beats, 4)
    assert (2.5, False) == drop(onsets([held_back(played.sound, 2.5)]), beats, 4)


def test_where_it_plays_at_full(played: Piece) -> None:
    """From the first bar that is as loud as most to behind the last one."""
    beats, firsts = np.array(played.beats), list(range(0, len(played.beats), 4))
    sound = played.sound.copy()
    sound[: int(4.5 * RATE)] *= 0.03
    assert (4.5, 22.5) == full(onsets([sound]), beats, firsts)
    assert full(onsets([sound]), beats, firsts[:1]) is None


def test_phrases_turn_where_the_chord_does() -> None:
    """Within a tenth of a second of it; the first is where the music begins."""
    sound = np.zeros(20 * RATE)
    for number, root in enumerate((100.0, 300.0, 140.0, 420.0)):
        chord(sound, 5 * number, 5 * number + 5, root)
    found = phrases(onsets([stereo(sound)]), 0.0)
    assert 0.0 == found[0]
    for turn in (5, 10, 15):
        assert 0.1 > min(abs(at - turn) for at in found)


def test_short_music_is_one_phrase(played: Piece) -> None:
    """There is no before and after to compare."""
    assert (0.2,) == phrases(onsets([played.sound[: 3 * RATE]]), 0.2)
