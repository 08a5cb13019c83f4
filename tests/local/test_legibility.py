"""How long words are seen of which nobody said it."""

import pytest

from imgfree.local.legibility import reading_s, shown_ms


def test_reading_takes_what_subtitlers_count() -> None:
    """Seventeen letters a second, or eight signs; spaces in a row are one, marks on letters none."""
    assert 2 == pytest.approx(reading_s("a" * 34))
    assert 1 == pytest.approx(reading_s("字" * 8))
    assert reading_s("a b") == reading_s(" a \n b ")
    assert reading_s("e") == reading_s("e\u0301")


def test_no_default_is_shorter_than_reading() -> None:
    """Three seconds at least, and rounded up to tenths."""
    assert 3000 == shown_ms("Hello")
    assert 4200 == shown_ms("a" * 71)
