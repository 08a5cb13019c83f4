"""Numerals by themselves: what they are worth, and how far they reach."""

import pytest

from imgfree.local.director.read.numerals import ORDINALS, next_word, numerals


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,250", 1250), ("0.5", 0.5), ("ninety-nine", 99), ("a hundred and one", 101), ("two thousand and five", 2005),
     ("zero point two five", 0.25), ("couple of", 2), ("一百零五", 105), ("三万五", 35_000), ("二零二四", 2024),
     ("零点五", 0.5), ("3点5", 3.5)],
)  # fmt: skip
def test_a_numeral_is_read_to_its_end(text: str, value: float) -> None:
    """The numeral that reaches farthest is the whole of what is written."""
    last = max(numerals(f"{text} x", 0), key=lambda read: read.end)
    assert (last.kind, last.value, last.end) == ("number", value, len(text))


@pytest.mark.parametrize("text", ["two", "2", "二", "二十"])
def test_what_stands_before_a_numeral_does_not_count(text: str) -> None:
    """A numeral is read from the place that is asked for."""
    assert [read.end for read in numerals(f"so {text}", 3)] == [3 + len(text)]


def test_what_leaves_open_which_has_two_values() -> None:
    """Two neighbours in one Chinese word are one or the other."""
    assert [(read.value, read.other) for read in numerals("二三十", 0) if read.other] == [(20, 30)]


def test_ordinals_are_words_for_ranks() -> None:
    """The irregular ones and the regular ones are there."""
    assert [ORDINALS[word] for word in ("first", "twelfth", "thirteenth", "ninetieth")] == [1, 12, 13, 90]


def test_the_next_word_may_follow_a_blank_or_a_hyphen() -> None:
    """Other letters and signs are no Latin word."""
    assert [next_word(text, 1) for text in ("5 s", "5-min", "5,s", "5秒")] == [("s", 3), ("min", 5), ("", 1), ("", 1)]
