"""Music under a film: where it begins, goes round and ends, and where its beats fall."""

from dataclasses import replace

import pytest

from imgfree.local.music.fit import Laid, fade_s, in_film, laid, pulse
from imgfree.local.music.grid import Grid
from local.music.synthetic import even

LONG = even(120, 30)  # bars of 2 s, the last begins at 28
SHORT = Grid(phrases=(0.0,), length_s=3.0, ends_s=3.0)


def test_music_that_is_long_enough_is_not_repeated() -> None:
    """It plays on from where it begins."""
    assert Laid(2.0) == laid(LONG, 2.0, 20.0)


@pytest.mark.parametrize(
    ("seconds", "from_s", "loop"),
    [(30, 2.0, (2.0, 26.0)), (30, 0.0, (0.0, 24.0)), (14, 0.0, (0.0, 8.0)), (30, 27.0, (0.0, 24.0))],
)
def test_a_loop_is_of_whole_bars(seconds: float, from_s: float, loop: tuple[float, float]) -> None:
    """Of phrases of four bars where there is room, from the bar at which the film begins, else from the first one."""
    assert Laid(from_s, loop) == laid(even(120, seconds), from_s, 60.0)


def test_a_loop_misses_no_beat() -> None:
    """Where the grid slips, the loop ends before it."""
    beats = tuple(at + (0.25 if at > 14 else 0.0) for at in LONG.beats)
    slipped = replace(LONG, beats=beats)
    assert (0.0, 8.0) == laid(slipped, 0.0, 60.0).loop_s


def test_unsure_music_goes_round_as_a_whole() -> None:
    """Its end fades into its beginning, as of any sound."""
    assert Laid(0.0) == laid(SHORT, 0.0, 60.0)
    assert [0.0, 2.7, 5.4] == in_film([0.0], SHORT, Laid(0.0), 8.0)


def test_beats_of_each_round() -> None:
    """A moment is heard in every round; those before the loop only once, those behind it never."""
    assert [0.0, 4.0, 8.0] == in_film([4.0], LONG, Laid(4.0, (4.0, 8.0)), 12.0)
    assert [] == in_film([9.0, 3.0], LONG, Laid(4.0, (4.0, 8.0)), 12.0)


def test_rounds_do_not_drift() -> None:
    """After an hour a beat is where it should be to the millisecond."""
    beats = in_film(LONG.beats, LONG, Laid(0.0, (0.0, 24.0)), 3600.0)
    assert 7200 == len(beats)
    assert 3599.5 == beats[-1]


@pytest.mark.parametrize(("film_s", "fades_s"), [(20.0, 4.0), (21.0, 3.0), (4.0, 1.0), (1.0, 0.5)])
def test_the_last_bars_fade(film_s: float, fades_s: float) -> None:
    """From the beginning of a bar on, two bars and a third of the film at most, a second at least."""
    assert fades_s == pytest.approx(fade_s(LONG, Laid(0.0), film_s), abs=0.01)


def test_a_pulse_counts_frames() -> None:
    """Beats, bars and the drop of the film, at its frame rate."""
    found = pulse(even(120, 30, drop_s=8.0), Laid(2.0), 300, 30, drop=True)
    assert ((0, 15, 30), (0, 60, 120), 180) == (found.beats[:3], found.bars[:3], found.drop)
    assert pulse(LONG, Laid(2.0), 300, 30, drop=True).drop is None
