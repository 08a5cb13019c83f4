"""What an operation has where nothing was said of it."""

from typing import Any

import pytest

from imgfree.local.director.usual import completed
from imgfree.local.director.wish import Scene
from local.director.conversation import EXTRAS, asset

SCENE = Scene((asset("a.jpg"), EXTRAS["logo.png"], EXTRAS["song.mp3"]), None)


@pytest.mark.parametrize(
    ("said", "args"),
    [
        ({"op": "transition", "kind": "wipe_left"}, [{"kind": "wipe_left", "seconds": 0.5}]),
        ({"op": "transition", "kind": "cut"}, [{"kind": "cut", "seconds": 0.0}]),
        ({"op": "logo"}, [{"corner": "top_right", "file": "logo.png"}]),
        ({"op": "title"}, []),
        ({"op": "speed"}, []),
    ],
)
def test_what_was_not_said_is_usual_or_missing(said: dict[str, Any], args: list[dict[str, Any]]) -> None:
    """Lengths and places have usual values; a text and a factor nobody but the user knows."""
    assert args == completed(said, SCENE)


def test_several_texts_are_one_each() -> None:
    """On one photo after the other, as captions."""
    found = completed({"op": "text", "texts": ["one", "two"]}, SCENE)
    assert [("one", "photo:1"), ("two", "photo:2")] == [(one["text"], one["anchor"]) for one in found]
