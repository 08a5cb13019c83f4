"""A film's music, and cuts that follow it."""

from imgfree.local.music.cuts import Shots
from imgfree.local.music.fit import Laid
from imgfree.local.music.song import Music, Sync, synced
from local.music.synthetic import even

SONG = Music("song", "song", grid=even(120, 60))
SHOTS = Shots([100, 100, 100], [0, 0, 0], [None] * 3)


def test_a_song_whose_beats_nobody_asked_for() -> None:
    """It is laid as it is, and no cut follows it."""
    plain = Music("song", "song", from_ms=2000)
    assert Laid(2.0) == plain.laid(90_000)
    assert plain.pulse(300, 30) is None
    assert ([100, 100, 100], [0, 0, 0]) == synced(plain, Sync(), SHOTS, 30)


def test_cuts_follow() -> None:
    """On bars of two seconds; the film stays as long."""
    assert ([120, 60, 120], [0, 0, 0]) == synced(SONG, Sync("bar"), SHOTS, 30)


def test_cuts_that_cannot_follow_stay() -> None:
    """Where there are more than half beats."""
    crowd = Shots([3] * 60, [0] * 60, [None] * 60)
    assert (crowd.lengths, crowd.overlaps) == synced(SONG, Sync(), crowd, 30)
