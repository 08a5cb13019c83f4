"""The line with the times of a caption, as people and programs write it."""

import pytest

from imgfree.local.cue_times import looks_like_times, times_of

ODD_TIMES = [
    ("00:00:01.000000 --> 00:00:02.4996", (1000, 2500)),
    ("00:00:01,249.0999 --> 00:00:04,251.799", (1249, 4252)),
    ("-00:00:01,500 --> 00:00:02,500", (-1500, 2500)),
    ("00:00:-01,500 --> 00:00:02,500", (-1500, 2500)),
    ("00:00:01,000 –> 00:00:02,500", (1000, 2500)),
    ("00:00:01,000 —> 00:00:02,500", (1000, 2500)),
    ("00:00:01,000 → 00:00:02,500", (1000, 2500)),
    ("00:00:01,000 -> 00:00:02,500", (1000, 2500)),
    ("00:00:01,000 --&gt; 00:00:02,500", (1000, 2500)),
    ("00:00:01, 000 --> 00:00:02, 500", (1000, 2500)),
    ("00:00:01 ,000-->00:00:02 ,500", (1000, 2500)),
    ("00 : 00 : 01,000 --> 00 : 00 : 02,500", (1000, 2500)),
    ("00：00：01，000 --> 00：00：02，500", (1000, 2500)),
    ("1:1 --> 1:2.5", (61000, 62500)),
    ("0:0:1 --> 0:0:2.5", (1000, 2500)),
    ("00:00:01:000 --> 00:00:02:500", (1000, 2500)),
    ("00:00:75,000 --> 00:00:80,000", (75000, 80000)),
    ("00:90:00,000 --> 00:90:01,000", (5400000, 5401000)),
    ("1 00:00:01,000 --> 00:00:02,500", (1000, 2500)),
    ("00:00:03,000 --> 00:00:02,000", (3000, 2000)),
    ("00:00:03,000 --> 00:00:03,000", (3000, 3000)),
    ("-00:00:03,000 --> -00:00:01,000", (-3000, -1000)),
    ("00:00:01,000 --> soon", None),
    ("00:00:01,000 00:00:02,000", None),
    ("later --> 00:00:02,000", None),
]


@pytest.mark.parametrize(("line", "expected"), ODD_TIMES, ids=[line for line, _ in ODD_TIMES])
def test_every_way_to_write_times_is_told(line: str, expected: tuple[int, int] | None) -> None:
    """Whatever the marks, the digits and the arrow: as written, to the millisecond, or not at all."""
    found = times_of(line)
    assert expected == (found and (found.start_ms, found.end_ms))


@pytest.mark.parametrize(
    ("line", "settings", "words", "sure"),
    [
        ("00:01.000 --> 00:02.000 line:0% align:center", "line:0% align:center", "", True),
        ("00:01.000 --> 00:02.000 line:0% said line:1", "line:0%", "said line:1", True),
        ("7. 00:00:01,000 --> 00:00:02,000", "", "", True),
        ("BOB: 00:00:01,000 --> 00:00:02,000", "", "BOB:", False),
        ("at 10:30 -> 11:30 sharp", "", "at sharp", False),
    ],
)
def test_what_stands_beside_the_times_is_kept(line: str, settings: str, words: str, sure: bool) -> None:
    """Settings and words are told apart; times in the middle of a sentence are not sure to be a caption's."""
    found = times_of(line)
    assert found is not None
    assert (settings, words, sure) == (found.settings, found.words, found.sure)


def test_a_line_that_was_meant_to_have_times_is_known() -> None:
    """An arrow, or a time at its beginning, without times that can be told."""
    assert looks_like_times("later --> 00:00:02,000")
    assert looks_like_times("00:00:01,000 00:00:02,000")
    assert not looks_like_times("at half past 10:30 we met")
