"""Bare numbers that mean pictures."""

from typing import Any

import pytest

from local.director.conversation import Session
from local.director.read.said import said
from local.director.score import wished


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("only 1, 3 and 4", (1, 3, 4)),
        ("make 2 and 3 black and white", (2, 3)),
        ("on 3 only", (3,)),
        ("2和4并排", (2, 4)),
        ("用25这两张", (2, 5)),
    ],
)
def test_are_pictures_where_nothing_else_is_counted(text: str, numbers: tuple[int, ...]) -> None:
    """They are kept, look so, or have something laid on them."""
    assert [numbers] == [which.numbers for which in said(text, "which")]


@pytest.mark.parametrize(
    ("sentence", "wish"),
    [
        ("put 4 before 2", {"how": "before", "photos": [4, 2]}),
        ("把3放到1前面", {"how": "before", "photos": [3, 1]}),
        ("3和4换一下", {"how": "swap", "photos": [3, 4]}),
    ],
)
def test_move(session: Session, sentence: str, wish: dict[str, Any]) -> None:
    """One goes before another, or two change places."""
    assert [wish] == wished(session(5).say("a film", sentence), "order")
