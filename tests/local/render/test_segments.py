"""Where a film is cut into pieces."""

import pytest

from imgfree.local.render.reel import Reel, Take
from imgfree.local.render.segments import segments


def film(*starts: int, frames: int) -> Reel:
    """Return a film at 30 fps whose shots begin at these frames."""
    shots = (Take("a", start, (*starts, frames)[number + 1] - start) for number, start in enumerate(starts))
    return Reel(180, 320, 30, frames, tuple(shots))


@pytest.mark.parametrize(
    ("starts", "frames", "expected"),
    [
        ((0, 115, 230), 360, [0, 58, 115, 173, 230, 274, 317]),
        ((0,), 1, [0]),
        ((0,), 60, [0]),
        ((0,), 61, [0, 31]),
        ((0, 15, 30, 45, 60, 75), 90, [0, 60]),
        ((0, 50, 61), 100, [0, 50]),
    ],
)
def test_cuts_where_shots_begin(starts: tuple[int, ...], frames: int, expected: list[int]) -> None:
    """At most 60 frames each, ending where a shot begins; long shots in even parts, short ones together."""
    found = segments(film(*starts, frames=frames))
    assert expected == [one.start for one in found]
    assert [*expected[1:], frames] == [one.end for one in found]


def test_a_longer_first_shot_leaves_the_rest() -> None:
    """What comes after a changed shot is cut as before, only later."""
    before, after = segments(film(0, 90, 200, frames=300)), segments(film(0, 130, 240, frames=340))
    assert [one.frames for one in before][2:] == [one.frames for one in after][3:]
