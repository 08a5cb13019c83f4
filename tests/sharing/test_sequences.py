"""Three lists or values into one: by what items are known by, and never two answers to one question."""

import pytest

from imgfree.sharing.sequences import Conflict, merged_data, merged_sequence


def data(base: object, ours: object, theirs: object) -> object:
    """Merge plain values; items of lists are known by their first letter."""
    return merged_data(base, ours, theirs, lambda one: str(one)[:1])


def test_values_of_two_sides_come_together() -> None:
    """Keys and items that only one side changed, at any depth; an item that both still have is one item."""
    assert {"a": 1, "c": {"x": 2, "y": 3}} == data({"b": 1}, {"b": 1, "a": 1, "c": {"x": 2}}, {"c": {"x": 2, "y": 3}})
    assert ["a2", "b1", "c2"] == data(["a1", "b1", "c1"], ["a2", "b1", "c1"], ["a1", "b1", "c2"])
    assert ["0", "a", "b", "z"] == data(["a", "b"], ["0", "a", "b"], ["a", "b", "z"])
    assert ["b"] == data(["a", "b", "c"], ["a", "b"], ["b", "c"])
    assert None is data(1, 1, None)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [(1, 2, 3), ({"a": 1}, {"a": 2}, {"a": 3}), ({"a": 1}, {}, {"a": 2}), (["a"], ["a", "x"], ["a", "y"]),
     (["a1"], ["a2"], ["a3"]), (["a", "b", "c"], ["a", "c"], ["a", "b2", "c"]), (1, [1], {"a": 1})],
)  # fmt: skip
def test_what_both_changed_is_a_conflict(base: object, ours: object, theirs: object) -> None:
    """Whichever side is called ours."""
    for sides in ((ours, theirs), (theirs, ours)):
        with pytest.raises(Conflict):
            data(base, *sides)


def test_a_sequence_tells_who_has_what() -> None:
    """In order: each item as base, ours and theirs have it, and both sides of what cannot be put in an order."""
    found = list(merged_sequence("abc", "axbc", "abyc", lambda one: one))
    assert [("a", "a", "a"), (None, "x", None), ("b", "b", "b"), (None, None, "y"), ("c", "c", "c")] == found
    [first, conflict] = list(merged_sequence("a", "ax", "ay", lambda one: one))
    assert ("a", "a", "a") == first
    assert isinstance(conflict, Conflict)
    assert ("x", "y") == conflict.sides
