"""Phrases over words: which pictures, how many, and when."""

from local.director.read.said import said


def test_what_is_too_much_asks_for_its_opposite() -> None:
    """What is complained of is turned into what is wanted."""
    assert said("too dark", "compare") == ["brighter"]


def test_a_fault_is_told_and_a_wish_is_not() -> None:
    """What is "a bit dull" as it is asks for its opposite; what is to be made so does not."""
    assert said("the title is a bit small", "compare") == ["bigger"]
    assert said("make the title a bit small", "compare") == []


def test_what_stands_amid_a_transition_is_no_place() -> None:
    """中间 before a transition is between the pictures."""
    assert said("中间用擦除过渡", "place") == []
    assert said("字放在中间", "place") == ["center"]
