"""Cuts on beats: which unit, and which of its places."""

from dataclasses import replace

import pytest

from imgfree.local.music.cuts import Pulse, Shots, beside_speech, fitted, moved, unit_for

BEATS = tuple(range(0, 601, 15))  # 120 BPM at 30 frames a second
PULSE = Pulse(BEATS, BEATS[::4], 4, (0, 100, 210, 390), sure=True)


@pytest.mark.parametrize(
    ("shots", "unit"),
    [
        (5, "bar"),
        (10, "bar"),
        (9, "bar"),
        (12, "beat"),
        (19, "half bar"),
        (30, "beat"),
        (40, "beat"),
        (70, "half beat"),
    ],
)
def test_the_longest_unit_that_is_even(shots: int, unit: str) -> None:
    """Shots of two units and more, or of about one."""
    assert unit == unit_for(PULSE, shots, 600)


def test_the_last_shot_is_no_stump() -> None:
    """Five shots in 17 beats are no bars, which would leave it one beat."""
    assert "beat" == unit_for(PULSE, 5, 17 * 15)


def test_no_room() -> None:
    """More cuts than half beats, or one shot alone, fall on nothing."""
    assert unit_for(PULSE, 100, 600) is None
    assert unit_for(PULSE, 1, 600) is None


def test_what_is_wished_is_taken() -> None:
    """Where there is room for it."""
    assert "beat" == unit_for(PULSE, 5, 600, "beat")
    assert "beat" == unit_for(PULSE, 30, 600, "bar")


def test_phrases_where_the_beat_is_unsure() -> None:
    """If there are enough of them."""
    unsure = Pulse(BEATS, BEATS[::4], 4, PULSE.phrases)
    assert "phrase" == unit_for(unsure, 4, 600)
    assert unit_for(unsure, 8, 600) is None


def test_three_beats_have_no_half_bar() -> None:
    """They go from bars to beats."""
    assert "beat" == unit_for(Pulse(BEATS, BEATS[::3], 3, sure=True), 20, 600)


def test_each_cut_goes_to_the_nearest() -> None:
    """None twice, in order, however they crowd."""
    assert [120, 240, 360] == moved([118, 250, 349, 600], [None] * 4, PULSE.bars, None)
    assert [15, 30, 45] == moved([14, 15, 16, 600], [None] * 4, BEATS, None)
    assert moved([10, 20, 30, 40], [None] * 4, (15, 30), None) is None


def test_a_clip_is_never_longer_than_it_is() -> None:
    """Its end goes back to the beat before."""
    assert [105, 300] == moved([118, 300, 600], [118, None, None], BEATS, None)


def test_the_drop_falls_on_a_cut() -> None:
    """Even where another place is nearer."""
    assert [120, 300] == moved([110, 230, 600], [None] * 3, PULSE.bars, 300)


def test_a_transitions_middle_is_its_cut() -> None:
    """Lengths and overlaps make cuts on beats, and the total stays."""
    lengths, overlaps = fitted(PULSE, "bar", Shots([215, 215, 200], [0, 15, 15], [None] * 3)) or ([], [])
    starts = [0, lengths[0] - overlaps[1], lengths[0] + lengths[1] - overlaps[1] - overlaps[2]]
    assert [180, 420] == [start + overlap // 2 for start, overlap in zip(starts[1:], overlaps[1:], strict=True)]
    assert 600 == sum(lengths) - sum(overlaps)


def test_transitions_shrink_with_their_shots() -> None:
    """To a third of the shorter neighbour."""
    _, overlaps = fitted(PULSE, "beat", Shots([30, 30, 30], [0, 10, 10], [None] * 3)) or ([], [])
    assert all(overlap <= 10 for overlap in overlaps)


def test_beside_speech_no_cut_goes_far() -> None:
    """To the nearest beat within reach; what has none stays, and beats far apart are halved."""
    lengths, _ = beside_speech(replace(PULSE, beats=BEATS[:20]), Shots([110, 240, 250], [0, 0, 0], [None] * 3), 8)
    assert [105, 245, 250] == lengths
    slow = Pulse(tuple(range(0, 600, 40)), (), sure=True)
    assert [100, 500] == beside_speech(slow, Shots([98, 502], [0, 0], [None] * 2), 9)[0]
