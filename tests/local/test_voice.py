"""When lines are spoken, and where photos change between them."""

import pytest

from imgfree.local.film import to_frames
from imgfree.local.voice import (
    LEAD_MS,
    PAUSE_MS,
    TAIL_MS,
    Line,
    Voice,
    borders,
    by_letters,
    even_starts,
    needed_ms,
    own_starts,
    spoken_ms,
)


def voice(*lengths_ms: int, photos: tuple[int, ...] = (), recorded: bool = False) -> Voice:
    """Return a voice whose lines last so long, and belong to these photos."""
    numbers = photos or (None,) * len(lengths_ms)
    lines = (
        Line(f"line {n}", "v", ms, photo=photo) for n, (ms, photo) in enumerate(zip(lengths_ms, numbers, strict=True))
    )
    return Voice(tuple(lines), "somebody", recorded=recorded)


def test_takes_its_lines_and_their_pauses() -> None:
    """What is said takes all lines, a pause to the next frame between two of them, and a little before and behind."""
    assert LEAD_MS + 3000 + PAUSE_MS + 17 + TAIL_MS == spoken_ms(voice(1000, 2000))


@pytest.mark.parametrize(
    ("shots", "lengths"), [(3, (2000, 2000, 2000)), (2, (1000, 4000, 1000, 900)), (4, (5000, 800))]
)
def test_photos_change_in_pauses(shots: int, lengths: tuple[int, ...]) -> None:
    """Where there are lines enough, no photo changes within one; changes are in order."""
    said = voice(*lengths)
    total = spoken_ms(said)
    cuts, starts = borders(said, shots, total), even_starts(said, total)
    within = [cut for cut in cuts for start, ms in zip(starts, lengths, strict=True) if start < cut < start + ms]
    assert (0, total, shots + 1, sorted(set(cuts))) == (cuts[0], cuts[-1], len(cuts), cuts)
    assert (len(lengths) < shots) == bool(within)


def test_time_left_over_is_spread_over_the_pauses() -> None:
    """A longer film has longer pauses; a recording is heard as it was spoken."""
    assert [LEAD_MS, LEAD_MS + 1000 + PAUSE_MS + 17 + 2000] == even_starts(
        voice(1000, 1000), spoken_ms(voice(1000, 1000)) + 4000
    )
    recorded = voice(1000, 1000, recorded=True)
    assert even_starts(recorded, 0) == even_starts(recorded, 60_000)


@pytest.mark.parametrize("lines", [2, 40])
@pytest.mark.parametrize("over_ms", [0, 11, 900, 7777])
def test_every_line_has_room(lines: int, over_ms: int) -> None:
    """However many there are and whatever is left over, the last one ends before the film does."""
    said = voice(*(1003 + number for number in range(lines)))
    total = spoken_ms(said) + over_ms
    assert TAIL_MS - 1 <= total - even_starts(said, total)[-1] - said.lines[-1].ms


def test_what_follows_a_changed_line_moves_by_whole_frames() -> None:
    """So its pictures need not be painted again."""
    said, other = voice(1234, 1111, 1500, 900), voice(1234, 1040, 1500, 900)
    one, two = ([*map(to_frames, borders(one, 4, spoken_ms(one)))] for one in (said, other))
    starts = [[start * 30 / 1000 for start in even_starts(one, 0)] for one in (said, other)]
    assert one[:2] == two[:2]
    assert one[3] - one[2] == two[3] - two[2]
    assert all(abs(start - round(start)) < 0.02 for start in (*starts[0], *starts[1]))


def test_a_line_is_said_of_its_photo() -> None:
    """Lines of photos begin with them, and these stay until all is said; one of which nothing is said stays as well."""
    said = voice(4000, 1000, photos=(1, 3))
    cuts = borders(said, 3, needed_ms(said, 3))
    starts = own_starts(said, cuts[:-1])
    assert cuts[0] < starts[0] < starts[0] + 4000 < cuts[1] < cuts[2] < starts[1] < starts[1] + 1000 < cuts[3]


def test_two_lines_of_one_photo_follow_each_other() -> None:
    """The second begins when the first has ended."""
    first, second = own_starts(voice(1000, 1000, photos=(2, 2)), [0, 3000])
    assert 3000 < first < first + 1000 < second


def test_a_long_word_takes_longer() -> None:
    """Its share of the letters; a Chinese character has two."""
    assert [(0, 100), (100, 600)] == by_letters(["a", "bcdef"], 600)
    assert [(0, 300), (300, 600)] == by_letters(["好", "of"], 600)
