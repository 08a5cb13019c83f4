"""How long words are seen of which nobody said it."""

import pytest

from imgfree.local.legibility import read_in, reading_s, shown_ms


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


def test_as_many_words_as_are_read_in_a_time() -> None:
    """What is short enough stays as it is; else it ends after a word, or a sign of Chinese, with an ellipsis."""
    assert "Order today" == read_in("Order today", 8)
    assert "Warm cups, cold…" == read_in("Warm cups, cold hands and long evenings", 1)
    assert "Warm cups…" == read_in("Warm cups, cold hands and long evenings", 0.8)
    assert "每天清晨手工烘…" == read_in("每天清晨手工烘焙的面包", 1)
    assert 8 >= reading_s(read_in("we bake at four " * 60, 8)) > 7
