"""Transitions: one kind, its side and its length."""

import pytest

from imgfree.local.film import Join, join_at
from local.director.conversation import begun, filmed
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "join"),
    [
        ("wipes, half a second", Join("wipe_left", 500, True)),
        ("photos slide in from the left", Join("slide_right", 500)),
        ("no transitions", Join("cut", 0)),
        ("the crossfades look cheap, hard cuts", Join("cut", 0)),
        ("slower transitions", Join("crossfade", 1000)),
        ("fade to white between the photos", Join("fade_white", 500)),
        ("转场换成闪黑", Join("fade_black", 500)),
        ("不要太夸张的转场", Join("crossfade", 500)),
        ("别用太花哨的转场", Join("crossfade", 500)),
        ("转场别太花哨", Join("crossfade", 500)),
        ("图片间隔加点黑场", Join("fade_black", 500)),
        ("从右边滑到左边的转场", Join("slide_left", 500)),
    ],
)
def test_transitions(sentence: str, join: Join) -> None:
    """One kind, its side and its length; what is disliked gives way to what is wanted."""
    assert filmed("make a film", sentence).join == join


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("put a wipe between the first and second photo", ["wipe_left", "crossfade"]),
        ("between 2 and 3 a straight cut", ["crossfade", "cut"]),
        ("第二张和第三张之间用闪白", ["crossfade", "fade_white"]),
        ("hard cuts, but keep the crossfade into the last photo", ["cut", "crossfade"]),
        ("no transitions, just cuts", ["cut", "cut"]),
        ("转场往右滑", ["slide_right", "slide_right"]),
    ],
)
def test_joins(sentence: str, kinds: list[str]) -> None:
    """A pair of photos is joined as was said of it; all of them otherwise."""
    made = filmed("make a film with crossfades", sentence)
    assert [join_at(made, place).kind for place in (1, 2)] == kinds


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("in turn wipes and pushes", [("wipe_left", [2, 4]), ("push_left", [3])]),
        ("转场轮流用推移和叠化", [("push_left", [2, 4]), ("crossfade", [3])]),
        ("wipes between photos 1 to 3, after that normal cuts", [("wipe_left", [2, 3]), ("cut", [])]),
        ("dissolve between 2 and 3, cut everything else", [("crossfade", [3]), ("cut", [])]),
    ],
)
def test_kinds_have_their_places(sentence: str, places: list[tuple[str, list[int]]]) -> None:
    """Kinds take turns, or each has its pictures; "cut everything else" takes no picture away."""
    reply = begun(4).say("a film", sentence)
    assert places == [(one["kind"], one.get("photos", [])) for one in wished(reply, "transition")]
    assert [] == wished(reply, "remove")
