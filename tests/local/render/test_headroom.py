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
        (replace(ROW, grid="column"), (1080, 1920), (TITLE,), (True, False)),
        (CARD, (1080, 1080), (TITLE, PRICE), (True, True)),
        (ALONE, (1080, 1080), (replace(PRICE, role="caption", position="bottom"),), (False, True)),
        (CARD, (1080, 1920), (TITLE,), (True, False)),
        (CARD, (1920, 1080), (TITLE,), (False, False)),
        (replace(CARD, fit="auto"), (1080, 1080), (TITLE,), (False, False)),
        (ALONE, (1080, 1080), (replace(TITLE, start=100),), (False, False)),
        (ROW, (1080, 1080), (replace(TITLE, role="caption", position="bottom"),), (False, False)),
    ],
)
def test_what_stands_on_a_ground_leaves_words_their_rows(
    take: Take, frame: tuple[int, int], words: tuple[Lettering, ...], leaves: tuple[bool, bool]
) -> None:
    """Cut-outs, several photos and cards do, for titles above and texts below that are seen with them."""
    (found,) = with_headroom(Reel(*frame, 30, 90, (take,), words), ASSETS).takes
    assert 0 == found.side
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


TALL = {"a": Asset("a", "a.jpg", "image", Path("a.jpg"), 1000, 1500, 0, 1, "", "")}
CHINESE = replace(TITLE, text="每天清晨手工烘焙的面包")


@pytest.mark.parametrize("title", [TITLE, CHINESE])
@pytest.mark.parametrize("take", [CARD, Take("a", 0, 90, Move("zoom_in", 0.08)), replace(ALONE, fit="auto")])
def test_words_stand_beside_a_photo_that_leaves_the_sides_of_a_wide_frame(take: Take, title: Lettering) -> None:
    """The photo is at the right as large as alone, the title at its left in the middle, the price right below it."""
    frame = (1920, 1080)
    bare, reel = (Reel(*frame, 30, 90, (take,), words) for words in ((), (title, PRICE)))
    (alone,) = (one.box for one in kept_free(bare, TALL) if one.whole)
    reel = settled(reel, TALL)
    (place,) = (one.box for one in kept_free(reel, TALL) if one.whole)
    assert place[2] - place[0] == pytest.approx(alone[2] - alone[0], abs=0.01)
    above, below = (one.spot.box for one in reel.words if one.spot)
    assert max(above[2], below[2]) <= place[0] * frame[0]
    assert abs(above[1] + above[3] - 1080) < 90
    assert 0 <= below[1] - above[3] < 60


def test_a_photo_that_is_too_wide_leaves_no_side() -> None:
    """Nor does one where a title goes on over a photo that fills the frame."""
    shots = (CARD, Take("wide", 90, 90))
    both = TALL | {"wide": Asset("wide", "b.jpg", "image", Path("b.jpg"), 1600, 900, 0, 1, "", "")}
    for frames, sides in ((60, True), (120, False)):
        reel = with_headroom(Reel(1920, 1080, 30, 180, shots, (replace(TITLE, frames=frames),)), both)
        assert sides == (reel.takes[0].side > 0)
    assert 0 == with_headroom(Reel(1920, 1080, 30, 90, (replace(CARD, source="wide"),), (TITLE,)), both).takes[0].side


@pytest.mark.parametrize("box", [(0.2, 0.06, 0.6, 0.55), (0.1, 0.02, 0.8, 0.96), (0.3, 0.2, 0.4, 0.7)])
@pytest.mark.parametrize("frame", [(1080, 1080), (1080, 1350), (1080, 1920)])
def test_a_photo_makes_room_for_a_title_that_would_lie_on_its_subject(
    box: tuple[float, float, float, float], frame: tuple[int, int]
) -> None:
    """It is cut otherwise, or stands below the title on a copy of itself: no title lies on a face."""
    take = Take("a", 0, 90, Move("zoom_in", 0.08), focus=Focus(box, 0.95, "face"))
    reel = settled(Reel(*frame, 30, 90, (take,), (TITLE,)), TALL)
    (face,) = (one.box for one in kept_free(reel, TALL) if not one.whole)
    spot = reel.words[0].spot
    assert spot is not None
    under = face[0] * frame[0], face[1] * frame[1] + 0.02 * frame[1], face[2] * frame[0], face[3] * frame[1]
    assert spot.box[3] <= under[1] + 1 or spot.box[1] >= under[3] - 1


def test_letters_on_a_tiny_film_become_no_smaller_forever() -> None:
    """A title and a price beside pictures in a few pixels: all of it is settled, at the smallest letters there are."""
    reel = settled(Reel(162, 288, 30, 90, (ROW,), (TITLE, PRICE)), ASSETS)
    assert all(one.spot for one in reel.words)
