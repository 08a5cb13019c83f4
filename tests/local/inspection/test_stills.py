"""Stretches without anything to see, or without motion, frame by frame."""

import numpy as np

from imgfree.local.inspection.stills import Black, Frozen


def watched(values: list[float], fps: int = 10) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Return black and frozen stretches of frames that are each one gray."""
    black, frozen = Black(), Frozen()
    for number, value in enumerate(values):
        cells, pixels = np.full((8, 8), value, np.float32), np.full((16, 16), round(value), np.uint8)
        black.see(number / fps, (number + 1) / fps, cells)
        frozen.see(number / fps, (number + 1) / fps, cells, pixels)
    return [(one.at_s, one.end_s) for one in black.found()], [(one.at_s, one.end_s) for one in frozen.found()]


def test_black_has_to_last() -> None:
    """Half a second counts, less is a cut."""
    moving = [60.0 + 10 * number for number in range(5)]
    assert ([(0.5, 1.0)], []) == watched([*moving, *[16.0] * 5, *moving])
    assert ([], []) == watched([*moving, *[16.0] * 4, *moving])


def test_a_key_frame_is_no_motion() -> None:
    """One frame that is coded a little otherwise does not end a frozen stretch; two do."""
    assert ([], [(0.0, 3.0)]) == watched([*[100.0] * 15, 101.0, *[100.0] * 14])
    assert ([], []) == watched([*[100.0] * 15, 101.0, 100.0, 101.0, 100.0, *[100.0] * 11])


def test_slow_motion_is_motion() -> None:
    """Frames that hardly differ from their neighbours are far from where they began."""
    assert ([], []) == watched([100 + 0.2 * number for number in range(60)])
