"""Phrases over words: which pictures, how many, and when."""

from typing import Any

import pytest

from imgfree.local.director.read.items import END, Count, Stretch, Which
from imgfree.local.director.read.reading import read


def _found(text: str, of: str) -> list[Any]:
    return [item.value(of) for item in read(text).items if item.means(of)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("photo 2", (2,)), ("the third photo", (3,)), ("倒数第二张", (-2,)), ("the second to last picture", (-2,)),
     ("photos 2 and 4", (2, 4)), ("the second and fourth photo", (2, 4)), ("photos 2 to 4", (2, 3, 4)),
     ("第二到第四张", (2, 3, 4)), ("the last two photos", (-2, -1)), ("前两张", (1, 2)),
     ("photos 1, 2, 3 and 5", (1, 2, 3, 5)), ("second to fourth photo", (2, 3, 4))],
)  # fmt: skip
def test_pictures_are_numbered(text: str, numbers: tuple[int, ...]) -> None:
    """However they are counted, it is said which pictures are meant, in one phrase."""
    assert [which.numbers for which in _found(text, "which")] == [numbers]


@pytest.mark.parametrize(
    ("text", "which"),
    [("every photo", Which(part="each", noun="photo")), ("per clip", Which(part="each", noun="clip")),
     ("the other photos", Which(part="rest", noun="photo")), ("每张照片", Which(part="each", noun="photo"))],
)  # fmt: skip
def test_pictures_may_be_all_or_the_rest(text: str, which: Which) -> None:
    """Each of the pictures and those that are left need no numbers."""
    assert _found(text, "which") == [which]


@pytest.mark.parametrize(
    ("text", "count"),
    [("5 photos", Count(5, "photo")), ("三张照片", Count(3, "photo")), ("ten of my old photos", Count(10, "photo"))],
)
def test_pictures_are_counted(text: str, count: Count) -> None:
    """A number belongs to the noun behind it, whatever describes that."""
    assert _found(text, "count") == [count]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("the first 3 seconds", 0, 3), ("最后两秒", -2, END), ("from 3 to 8 seconds", 3, 8), ("after 5 s", 5, END),
     ("from 8 s to the end", 8, END), ("2 seconds off the end", -2, END), ("从第3秒到第8秒", 3, 8),
     ("before 0:10", 0, 10)],
)  # fmt: skip
def test_stretches_lie_in_the_film(text: str, start: float, end: float) -> None:
    """A stretch is found from either end of the film."""
    assert _found(text, "stretch") == [Stretch(start, end)]


@pytest.mark.parametrize("text", ["at 5 s", "0:05", "第5秒", "5秒后"])
def test_moments_are_points_of_time(text: str) -> None:
    """A moment is no stretch."""
    assert _found(text, "moment") == [5.0]
    assert not _found(text, "stretch")


def test_which_side_of_a_picture_is_meant() -> None:
    """A place beside a picture names the picture as well."""
    assert _found("before photo 2", "beside") == [("before", Which((2,), noun="photo"))]


def test_what_is_too_much_asks_for_its_opposite() -> None:
    """What is complained of is turned into what is wanted."""
    assert _found("too dark", "compare") == ["brighter"]
