"""Clauses in which nobody knows what is to be done, or to what."""

import pytest

from imgfree.local.director.read.reading import read
from imgfree.local.director.tagger.strange import is_strange


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("sandpaper the edges", True),
        ("swap the hinges", True),
        ("my sister turned forty", False),
        ("make it square", False),
        ("把边缘腌一腌", True),
        ("边缘腌一下", True),
        ("外婆的院子", False),
    ],
)
def test_an_order_of_unknown_words_is_strange(clause: str, expected: bool) -> None:
    """A verb or a thing that nobody knows makes an order strange; what only tells something is none."""
    assert expected == is_strange(read(clause, {}, []).tokens)
