"""Fits: how photos of another shape lie in the frame."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("sentence", "modes"),
    [
        ("square with blurred sides, nothing cropped", ["blur"]),
        ("fill the whole screen", ["fill"]),
        ("letterbox it", ["contain"]),
        ("I don't want bars", ["fill"]),
        ("those bars are ugly", ["fill"]),
        ("don't crop my photos", ["contain"]),
        ("竖屏，两边用模糊填充", ["blur"]),
        ("不要黑边", ["fill"]),
        ("照片别裁", ["contain"]),
    ],
)
def test_hears_how_photos_fit(session: Callable[..., Any], sentence: str, modes: list[str]) -> None:
    """One fit a sentence; what is denied or disliked is its opposite."""
    reply = session(3).say("a 9 second film", sentence)
    assert modes == [one["mode"] for clause in reply.clauses for one in clause.ops if one["op"] == "fit"]


@pytest.mark.parametrize("sentence", ['white text with a black edge that says "Hi"', "字幕白字黑边"])
def test_an_edge_of_letters_is_no_bar(session: Callable[..., Any], sentence: str) -> None:
    """It is said of the words."""
    reply = session(3).say("a 9 second film", sentence)
    assert not any(one["op"] == "fit" for clause in reply.clauses for one in clause.ops)
