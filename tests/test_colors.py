"""Colours that can be read on each other."""

import pytest

from imgfree.colors import BLACK, TUNED, WHITE, contrast, opposite


def test_black_on_white_has_the_most_contrast() -> None:
    """The figures are those of WCAG: 21 to 1 for black on white, 1 to 1 for a colour on itself."""
    assert 21 == pytest.approx(contrast((0, 0, 0), (255, 255, 255)))
    assert 1 == contrast((12, 200, 90), (12, 200, 90))


def test_what_is_read_best() -> None:
    """Black on light colours, white on dark ones; every name of the palette is a number of six digits."""
    assert (BLACK, WHITE) == (opposite((255, 219, 31)), opposite((20, 38, 79)))
    assert {7} == {len(one) for one in TUNED.values()}
