"""The positions of characters in a text."""

import pytest

from imgfree.document.source import LINE_LIMIT, SHOWN_LIMIT, Source

TEXT = "one\ntwo\n\nthree"


@pytest.mark.parametrize(
    ("index", "line", "column"), [(0, 1, 1), (3, 1, 4), (4, 2, 1), (8, 3, 1), (9, 4, 1), (13, 4, 5)]
)
def test_lines_and_columns_count_from_one(index: int, line: int, column: int) -> None:
    """Every character has its place, line ends and empty lines too."""
    found = Source("r.yaml", TEXT).place(index)
    assert ("r.yaml", line, column) == (found.file, found.line, found.column)


def test_a_mark_ends_with_its_line() -> None:
    """What is wider than the rest of its line is marked to the line's end."""
    found = Source("r.yaml", TEXT).place(5, width=40)
    assert ("two", 2, 2) == (found.text, found.column, found.width)


def test_long_lines_are_cut() -> None:
    """No problem carries more of a line than a person reads; far out in one, none of it."""
    found = Source("r.yaml", "x" * 5000).place(10)
    assert len(found.text) <= 11 + SHOWN_LIMIT
    far = Source("r.yaml", "x" * 5000).place(LINE_LIMIT + 1)
    assert "" == far.text
