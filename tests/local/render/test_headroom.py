"""Rows that pictures leave to words."""

from dataclasses import replace
from pathlib import Path

import pytest

from imgfree.local.assets import Asset, Focus
from imgfree.local.render.arrangement import settled
from imgfree.local.render.headroom import own_room, with_headroom
from imgfree.local.render.reel import Cell, Lettering, Move, Reel, Take
from imgfree.local.render.subjects import kept_free

TITLE = Lettering("Two mugs for the price of one", 0, 60, "title", "upper_third")
PRICE = Lettering("only $19", 0, 90, "text", "lower_third")
CUT = Focus((0.1, 0.2, 0.8, 0.6), 1.0, "alpha")
ASSETS = {name: Asset(name, "a.jpg", "image", Path("a.jpg"), 1600, 800, 0, 1, "", "") for name in "ab"}
ALONE = Take("a", 0, 90, Move("zoom_in", 0.08), focus=CUT)
ROW = Take("a", 0, 90, cells=(Cell("a"), Cell("b")), grid="row")
CARD = Take("a", 0, 90, fit="card")


@pytest.mark.parametrize(
    ("take", "frame", "words", "leaves"),
    [
        (ALONE, (1080, 1080), (TITLE, PRICE), (True, True)),
        (ALONE, (1920, 1080), (TITLE,), (True, False)),
        (ALONE, (1080, 1080), (), (False, False)),
        (ROW, (1080, 1080), (TITLE,), (True, False)),
        (replace(ROW, grid="column"), (1080, 1920), (TITLE,), (False, False)),
        (CARD, (1080, 1080), (TITLE, PRICE), (True, True)),
        (ALONE, (1080, 1080), (replace(PRICE, role="caption", position="bottom"),), (False, True)),
        (CARD, (1080, 1920), (TITLE,), (False, False)),
        (replace(CARD, fit="auto"), (1080, 1080), (TITLE,), (False, False)),
        (ALONE, (1080, 1080), (replace(TITLE, start=100),), (False, False)),
        (ROW, (1080, 1080), (replace(TITLE, role="caption", position="bottom"),), (False, False)),
    ],
)
def test_what_stands_on_a_ground_leaves_words_their_rows(
    take: Take, frame: tuple[int, int], words: tuple[Lettering, ...], leaves: tuple[bool, bool]
) -> None:
    """Cut-outs, rows and cards in a square do, for titles above and texts below that are seen with them."""
    (found,) = with_headroom(Reel(*frame, 30, 90, (take,), words), ASSETS).takes
    assert leaves == (found.head > 0, found.foot > 0)
    assert found.head + found.foot <= 0.62 * frame[1]


@pytest.mark.parametrize("frame", [(1080, 1080), (1920, 1080), (1080, 1920)])
@pytest.mark.parametrize("take", [ALONE, ROW])
def test_words_and_pictures_do_not_meet(take: Take, frame: tuple[int, int]) -> None:
    """Title and price stand in these rows, and no picture reaches into their boxes."""
    reel = settled(Reel(*frame, 30, 90, (take,), (TITLE, PRICE)), ASSETS)
    spots = [one.spot.box for one in reel.words if one.spot]
    assert 2 == len(spots)
    for one in kept_free(reel, ASSETS):
        if one.whole:
            top, bottom = one.box[1] * frame[1], one.box[3] * frame[1]
            assert all(box[3] <= top + 1 or box[1] >= bottom - 1 for box in spots)


def test_words_over_several_shots_have_rows_of_their_own_only_where_all_leave_some() -> None:
    """A title over a cut-out and a photo that fills the frame stands where it would without rows."""
    shots = (ALONE, Take("b", 90, 90))
    both = with_headroom(Reel(1080, 1080, 30, 180, shots, (replace(TITLE, frames=120),)), ASSETS)
    assert own_room(both.words[0], both) is None
    alone = with_headroom(Reel(1080, 1080, 30, 180, shots, (TITLE,)), ASSETS)
    assert own_room(alone.words[0], alone) is not None
