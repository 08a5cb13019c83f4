"""Beats: of music whose beats are known, and of the shipped beds, whose tempi are."""

import functools
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from imgfree.local.music.beats import grid
from imgfree.local.music.grid import Grid
from imgfree.local.music.listen import heard
from imgfree.local.music.providers import PROVIDERS
from local.music.synthetic import RATE, Piece, Style, clicks, f_measure, song, speech, stereo
from thorough import some

STEADY: dict[str, Callable[[], Piece]] = {
    **{f"metronome {bpm}": partial(clicks, bpm) for bpm in (60, 90, 120, 180)},
    **{f"song {bpm}": partial(song, Style(bpm)) for bpm in (70, 90, 100, 128, 140, 165, 174, 180)},
    "accents": partial(clicks, 150, accent=4),
    "swung": partial(song, Style(110, swing=0.66)),
    "swung fast": partial(song, Style(140, swing=0.66)),
    "half-time": partial(song, Style(140, half_time=True)),
    "slow half-time": partial(song, Style(80, half_time=True)),
    "waltz": partial(song, Style(120, meter=3)),
    "slow waltz": partial(song, Style(90, meter=3)),
    "quick waltz": partial(song, Style(150, meter=3, upbeat=1)),
    "by hand": partial(song, Style(100, jitter_s=0.015)),
    "upbeat": partial(song, Style(128, upbeat=1)),
}


@functools.cache
def played(name: str) -> tuple[Piece, Grid]:
    """Return a piece and its grid."""
    piece = STEADY[name]()
    return piece, grid([piece.sound])


@pytest.mark.parametrize("name", some(STEADY, 7))
def test_steady_music(name: str) -> None:
    """The grid is sure, and nine beats of ten are found, within 70 ms."""
    piece, found = played(name)
    assert found.sure
    assert 0.9 <= f_measure(piece.beats, found.beats)


@pytest.mark.parametrize("name", [name for name in some(STEADY, 7) if not name.startswith("metronome")])
def test_bars(name: str) -> None:
    """Where strokes differ, nine bars of ten begin where they should, in three as in four."""
    piece, found = played(name)
    assert (3 if "waltz" in name else 4) == found.bar
    assert 0.9 <= f_measure(piece.downbeats, found.downbeats)


def test_beats_are_where_they_are_heard() -> None:
    """No offset: on the mean, a click and its beat are within 5 ms."""
    piece = clicks(120)
    found = grid([piece.sound]).beats
    assert 0.005 >= abs(np.mean([min(found, key=lambda at: abs(at - beat)) - beat for beat in piece.beats]))


@pytest.mark.parametrize("rubato", [0.2, 0.4])
def test_rubato(rubato: float) -> None:
    """A tempo that swells by a fifth or more makes it unsure; there are still phrases."""
    found = grid([song(Style(90, rubato=rubato)).sound])
    assert not found.sure
    assert 2 < len(found.phrases)


def test_a_little_rubato() -> None:
    """A player's own freedom is followed, sure or not."""
    piece = song(Style(100, rubato=0.08))
    assert 0.9 <= f_measure(piece.beats, grid([piece.sound]).beats)


def test_no_pulse() -> None:
    """Speech and noise are no music to cut on."""
    noise = stereo(0.1 * np.random.default_rng(5).standard_normal(20 * RATE))
    assert [False, False] == [grid([sound]).sure for sound in (speech(), noise)]


def test_silence() -> None:
    """There is nothing in it but its length; nothing at all has none."""
    assert Grid(length_s=3.0) == grid([np.zeros((3 * RATE, 2), np.float32)])
    assert Grid() == grid([])


def test_too_short() -> None:
    """Three seconds are no row of bars: a beginning and no beats."""
    found = grid([song(Style(120, seconds=3)).sound])
    assert not found.sure
    assert 3.0 == pytest.approx(found.length_s, abs=0.02)


def test_blocks_of_any_size() -> None:
    """How the sound is cut into blocks changes nothing."""
    sound = song(Style(110)).sound
    pieces = [sound[:7], sound[7 : 5 * RATE + 1], sound[5 * RATE + 1 :]]
    assert grid([sound]) == grid(pieces)


@pytest.mark.slow
def test_shipped_beds() -> None:
    """All but one of the 28 tempi are as labelled within 3 %, none an octave off; all but one grid is sure."""
    beds = [track for provider in PROVIDERS for track in provider.tracks()]
    assert 28 == len(beds)
    off, unsure = [], []
    for track in some(beds, 4):
        found = heard(track.path)
        off += [np.log2(found["tempo"] / track.tempo)] if abs(found["tempo"] / track.tempo - 1) > 0.03 else []
        unsure += [track.title] if not Grid(confidence=found["confidence"], bars=(0, 1)).sure else []
    assert 1 >= len([one for one in off if abs(abs(one) - 1) < 0.05])
    assert 2 >= len(off)
    assert 2 >= len(unsure)
