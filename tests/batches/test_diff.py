"""What has changed between two tables, row by row."""

import io

from imgfree.batches.diff import diff
from imgfree.batches.rows import Film


def lines(*films: Film) -> io.BytesIO:
    """Return a file of these films."""
    return io.BytesIO(b"".join(film.to_line() for film in films))


def test_rows_are_told_by_their_keys() -> None:
    """A new one, a changed one with what it was and is, one that is gone; where a row stands does not count."""
    before = lines(Film("A", 1, 2, {"title": "x"}, "out/A"), Film("B", 2, 3, {}, "out/B"), Film("C", 3, 4, {}, "out/C"))
    again = Film("A", 2, 3, {"title": "y", "n": "1"}, "out/A")
    now = lines(Film("C", 1, 2, {}, "out/C"), again, Film("D", 3, 4, {}, "o"))
    found = diff(before, now)
    assert (("D",), ("A",), ("B",)) == (found.added, found.changed, found.removed)
    assert ('~ A (line 3): title "x" → "y", n nothing → "1"', "+ D (line 4)", "- B (was line 3)") == found.lines


def test_the_same_rows_are_no_change() -> None:
    """Nothing is told."""
    film = Film("A", 1, 2, {"title": "x"}, "out/A")
    assert not diff(lines(film), lines(film))


def test_a_long_diff_is_cut() -> None:
    """Twenty rows, and how many more."""
    found = diff(lines(), lines(*(Film(str(number), number, number, {}) for number in range(30))))
    assert (21, "… and 10 more rows") == (len(found.lines), found.lines[-1])


def test_a_row_that_can_be_run_now_is_told() -> None:
    """And one that cannot any more."""
    good, bad = Film("A", 1, 2, {}, "out/A"), Film("A", 1, 2, {}, "out/A", refused="no photo")
    assert ("~ A (line 2): can be run now",) == diff(lines(bad), lines(good)).lines
    assert ("~ A (line 2): cannot be run: no photo",) == diff(lines(good), lines(bad)).lines
