"""Stretches of the film, and lengths that are the most there may be."""

import pytest

from imgfree.local.director.read.items import END, Stretch
from local.director.read.said import said


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("the first 3 seconds", 0, 3), ("最后两秒", -2, END), ("from 3 to 8 seconds", 3, 8), ("after 5 s", 5, END),
     ("from 8 s to the end", 8, END), ("2 seconds off the end", -2, END), ("从第3秒到第8秒", 3, 8),
     ("before 0:10", 0, 10)],
)  # fmt: skip
def test_stretches_lie_in_the_film(text: str, start: float, end: float) -> None:
    """A stretch is found from either end of the film."""
    assert said(text, "stretch") == [Stretch(start, end)]


@pytest.mark.parametrize("text", ["at most 20 s", "20 s tops", "under 20 s", "20秒以内"])
def test_a_length_may_be_the_most(text: str) -> None:
    """Whichever side the word stands on, the length is one that is not to be passed."""
    assert ([20.0], [True]) == (said(text, "time"), said(text, "cap"))
    assert [] == said("20 seconds", "cap")
