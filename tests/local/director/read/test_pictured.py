"""Which pictures are meant, and how many, by numbers, ranks and nouns."""

import pytest

from imgfree.local.director.read.items import Count, Which
from local.director.read.said import said


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("photo 2", (2,)), ("the third photo", (3,)), ("倒数第二张", (-2,)), ("the second to last picture", (-2,)),
     ("photos 2 and 4", (2, 4)), ("the second and fourth photo", (2, 4)), ("photos 2 to 4", (2, 3, 4)),
     ("第二到第四张", (2, 3, 4)), ("the last two photos", (-2, -1)), ("前两张", (1, 2)),
     ("photos 1, 2, 3 and 5", (1, 2, 3, 5)), ("second to fourth photo", (2, 3, 4)),
     ("a blur on the last one, that one stays", (-1,)), ("a blur on 2 only", (2,)),
     ("a blur on 2 and 6 only, please", (2, 6))],
)  # fmt: skip
def test_pictures_are_numbered(text: str, numbers: tuple[int, ...]) -> None:
    """However they are counted, it is said which pictures are meant, in one phrase."""
    assert [which.numbers for which in said(text, "which")] == [numbers]


@pytest.mark.parametrize(
    ("text", "which"),
    [("every photo", Which(part="each", noun="photo")), ("per clip", Which(part="each", noun="clip")),
     ("the other photos", Which(part="rest", noun="photo")), ("每张照片", Which(part="each", noun="photo"))],
)  # fmt: skip
def test_pictures_may_be_all_or_the_rest(text: str, which: Which) -> None:
    """Each of the pictures and those that are left need no numbers."""
    assert said(text, "which") == [which]


@pytest.mark.parametrize(
    ("text", "count"),
    [("5 photos", Count(5, "photo")), ("三张照片", Count(3, "photo")), ("ten of my old photos", Count(10, "photo"))],
)
def test_pictures_are_counted(text: str, count: Count) -> None:
    """A number belongs to the noun behind it, whatever describes that."""
    assert said(text, "count") == [count]


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("the middle two photos", Which((2,), noun="photo", amid=True)),
        ("中间两张", Which((2,), noun="photo", amid=True)),
        ("the last two kitchen photos", Which((-2, -1), noun="photo")),
        ("后面两张厨房照片", Which((-2, -1), noun="photo")),
    ],
)
def test_so_many_in_the_middle_and_what_they_show(text: str, which: Which) -> None:
    """So many in the middle is for the film to say; words for what is seen belong to the pictures."""
    assert which in said(text, "which")
