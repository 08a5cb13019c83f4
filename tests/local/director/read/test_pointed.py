"""Which pictures are meant by what else is said of them."""

import pytest

from local.director.read.said import said


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("all but the last two", (-2, -1)),
        ("every picture except number 4", (4,)),
        ("除了第二张", (2,)),
        ("all of them apart from the second", (2,)),
    ],
)
def test_all_but_some_are_meant(text: str, numbers: tuple[int, ...]) -> None:
    """The exception is noted, and that it is one."""
    [which] = said(text, "which")
    assert (numbers, True) == (which.numbers, which.but)


def test_one_that_is_shown_by_its_number_is_that_one() -> None:
    """What it shows may stand before its number or behind it."""
    assert [(4,)] == [one.numbers for one in said("the lighthouse one (photo 4)", "which")]
    assert [(3,)] == [one.numbers for one in said("小熊那张（3号）", "which")]


def test_one_that_is_told_by_its_looks_alone_is_unseen() -> None:
    """Nobody sees here what a picture shows."""
    assert ["unseen"] == [one.part for one in said("the harbour pic", "which")]


@pytest.mark.parametrize("text", ["第2张和第3张中间加个叠化", "第2张和第3张中间要擦除的过渡"])
def test_where_two_pictures_meet_is_between_them(text: str) -> None:
    """Before a transition, too, where 中间 by itself is no place."""
    assert [True] == said(text, "pair")
