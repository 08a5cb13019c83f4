"""Phrases over words: which pictures, how many, and when."""

from local.director.read.said import said


def test_what_is_too_much_asks_for_its_opposite() -> None:
    """What is complained of is turned into what is wanted."""
    assert said("too dark", "compare") == ["brighter"]
