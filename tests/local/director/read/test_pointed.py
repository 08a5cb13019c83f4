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


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("keep the last in colour", (-1,)),
        ("hold the last for 5 seconds", (-1,)),
        ("zoom into the second, then out", (2,)),
        ("start with the sea view (photo 4)", (4,)),
    ],
)
def test_a_rank_or_a_number_in_brackets_says_which(text: str, numbers: tuple[int, ...]) -> None:
    """Where no noun follows it, or what is seen stands before it."""
    assert [numbers] == [which.numbers for which in said(text, "which")]


def test_an_exception_holds_over_a_comma() -> None:
    """Where all others are named behind it."""
    assert [True] == [which.but for which in said("除了最后一张，每张都写上“特价”", "which")]
