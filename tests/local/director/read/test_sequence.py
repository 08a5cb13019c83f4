"""Sequence: pictures that are named one after the other."""

from typing import Any

import pytest

from local.director.conversation import Session
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "wishes"),
    [
        (
            "begin with the harbour (photo 2), then the market (photo 4) and finish on the beach (1)",
            [{"how": "last", "photos": [1]}, {"how": "list", "photos": [2, 4]}],
        ),
        ("first photo 3, then photo 1", [{"how": "list", "photos": [3, 1]}]),
        ("先放门头（图3），再放菜单（图1）", [{"how": "list", "photos": [3, 1]}]),
        ("先放第四张，再放第二张", [{"how": "list", "photos": [4, 2]}]),
    ],
)
def test_pictures_come_in_turn(session: Session, sentence: str, wishes: list[dict[str, Any]]) -> None:
    """Whatever is told of each, they come first in that order, and the last one ends the film where that is said."""
    assert wishes == wished(session(5).say(sentence), "order")
