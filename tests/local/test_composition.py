"""What is cropped and what is filled, on frames of every shape."""

import pytest

from imgfree.local.assets import Focus
from imgfree.local.composition import Layout, Way, keeps, layout, shares, spread

UPRIGHT, SQUARE, WIDE = (1080, 1920), (1080, 1080), (1920, 1080)


def face(x: float, y: float, size: float = 0.2) -> Focus:
    """Return a face about this point."""
    return Focus((x - size / 2, y - size / 2, size, size), 0.9, "face")


def test_auto_crops_a_quarter_of_what_nobody_knows_and_no_more() -> None:
    """3:4 on 9:16 loses exactly a quarter and is cropped; 4:3 would lose more than half and is shown whole."""
    assert "nothing" == layout((3000, 4000), UPRIGHT, Way(), None).around
    assert "blur" == layout((4000, 3000), UPRIGHT, Way(), None).around
    assert "nothing" == layout((4000, 3000), UPRIGHT, Way("fill"), None).around


@pytest.mark.parametrize("x", [0.1, 0.3, 0.5, 0.9])
def test_a_face_is_kept_by_a_deep_crop(x: float) -> None:
    """A wide photo fills an upright frame where its face fits, and the face is in the middle of it or at the edge."""
    focus = face(x, 0.4)
    where = layout((4000, 3000), UPRIGHT, Way("auto", "zoom_in", 0.08), focus)
    assert "nothing" == where.around
    assert 0.5781 == pytest.approx(where.lost, abs=0.001)
    assert 1.0 == pytest.approx(keeps(where, focus, Way("auto", "zoom_in", 0.08)))


def test_faces_that_would_be_cut_stand_on_a_copy_as_large_as_they_can() -> None:
    """Two faces that are too far from each other for the frame are not cut; what is beside them makes room for them."""
    way = Way("auto", "zoom_in", 0.08)
    for apart in (0.9, 0.6):
        both = Focus((0.5 - apart / 2, 0.3, apart, 0.3), 0.95, "face")
        where = layout((4000, 3000), UPRIGHT, way, both)
        assert ("blur", 0, 1080) == (where.around, where.place[0], where.place[2])
        assert 1.0 == pytest.approx(keeps(where, both, way))
    assert where.place[3] - where.place[1] > 1.15 * 1080 * 3 / 4


def test_an_unsure_subject_is_worth_no_deep_crop() -> None:
    """What may be the subject decides where a crop lies, not that half the photo goes."""
    vague = Focus((0.7, 0.3, 0.2, 0.3), 0.3, "saliency")
    assert "blur" == layout((4000, 3000), UPRIGHT, Way(), vague).around
    assert "nothing" == layout((4000, 3000), UPRIGHT, Way(), Focus(vague.box, 0.8, "saliency")).around


def test_without_a_subject_a_tall_photo_is_cut_above_its_middle() -> None:
    """Heads are in the upper half: of an upright photo in a wide frame, more is cut below."""
    top = layout(UPRIGHT, WIDE, Way("fill"), None).crop
    assert top[1] < 1 - top[3]


def test_the_whole_photo_is_seen_at_every_moment_of_a_zoom() -> None:
    """With bars, the photo is small enough that the closest view still shows all of it."""
    where = layout((1000, 1000), UPRIGHT, Way("contain", "zoom_in", 0.1), None)
    left, top, right, bottom = where.place
    assert (1080 - (right - left)) / 2 >= 1080 * (1 - 1 / 1.1) / 2 - 2
    assert abs((right - left) - (bottom - top)) <= 2
    assert (0, 0, 1, 1) == where.crop


@pytest.mark.parametrize("frame", [UPRIGHT, SQUARE, WIDE, (426, 240), (242, 426)])
@pytest.mark.parametrize("picture", [(4000, 1), (1, 4000), (4000, 3000), (3000, 4000), (100, 100), (6000, 1500)])
@pytest.mark.parametrize("fit", ["auto", "fill", "blur", "contain", "card"])
def test_every_place_lies_in_the_frame_on_even_pixels(
    frame: tuple[int, int], picture: tuple[int, int], fit: str
) -> None:
    """Of any picture on any frame, crop and place are boxes inside, and edges even, as planes need them."""
    where = layout(picture, frame, Way(fit, "zoom_in", 0.08), face(0.9, 0.1))
    left, top, right, bottom = where.place
    assert 0 <= left < right <= frame[0]
    assert 0 <= top < bottom <= frame[1]
    assert {0} == {edge % 2 for edge in where.place}
    assert 0 <= where.crop[0] < where.crop[2] <= 1 + 1e-9
    assert 0 <= where.crop[1] < where.crop[3] <= 1 + 1e-9


def test_a_panorama_is_travelled_over_only_where_photos_move() -> None:
    """Three times as wide as high, it goes past; without motion it does not; too fast it never goes."""
    moving, still = Way("auto", "zoom_in", 0.08, 4.0), Way("auto", "none", 0.0, 4.0)
    assert 3.2 == pytest.approx(layout((6000, 2000), UPRIGHT, moving, None).wide)
    assert 1.0 == layout((6000, 2000), UPRIGHT, still, None).wide
    assert 3.0 == pytest.approx(layout((6000, 2000), SQUARE, moving, None).wide)
    assert 1.0 == layout((1920, 1080), SQUARE, moving, None).wide


def test_a_card_is_smaller_than_the_frame() -> None:
    """It takes 88 % of the frame's width or height, also where the photo has the frame's shape."""
    where = layout(UPRIGHT, UPRIGHT, Way("card"), None)
    assert where.card
    assert 0.88 == pytest.approx((where.place[2] - where.place[0]) / 1080, abs=0.005)


def test_a_part_of_a_picture_stands_where_its_crop_puts_it() -> None:
    """The used part fills its place; what is cropped away lies outside; shares and edges are each other's inverse."""
    where = Layout((0.25, 0.0, 0.75, 1.0), (100, 200, 300, 600))
    assert (100, 200, 300, 600) == where.placed((0.25, 0.0, 0.75, 1.0))
    assert (0, 400, 200, 600) == where.placed((0.0, 0.5, 0.5, 1.0))
    assert (0.2, 0.3, 0.4, 0.9) == pytest.approx(shares(spread((0.2, 0.3, 0.4, 0.9), where.place), where.place))


@pytest.mark.parametrize("frame", [(1080, 1080), (1920, 1080), (1080, 1920)])
def test_a_cut_out_leaves_words_their_rows(frame: tuple[int, int]) -> None:
    """However it moves, it is between what is left to words above and below; it is no larger than without words."""
    focus = Focus((0.1, 0.2, 0.8, 0.6), 1.0, "alpha")
    way = Way(kind="zoom_in", amount=0.08, head=0.3, foot=0.2)
    place, usual = (
        layout((1600, 800), frame, way, focus).place,
        layout((1600, 800), frame, Way("auto", "zoom_in", 0.08), focus),
    )
    top, bottom = ((edge / frame[1] - 0.5) * 1.08 + 0.5 for edge in (place[1], place[3]))
    assert 0.3 - 1e-3 <= top < bottom <= 0.8 + 1e-3
    assert place[2] - place[0] <= usual.place[2] - usual.place[0]


def test_a_card_below_words_is_cut_a_little_rather_than_small() -> None:
    """A tall photo below a title of a square film: its card is cut by a quarter at most, its subject stays."""
    focus = Focus((0.2, 0.3, 0.6, 0.4), 0.9, "saliency")
    where = layout((1000, 1500), (1080, 1080), Way("card", "drift", 0.04, head=0.3), focus)
    assert where.card
    assert 0.3 * 1080 <= where.place[1]
    assert where.place[3] <= 0.94 * 1080 + 2
    assert 0 < where.lost <= 0.25 + 1e-3
    assert where.crop[1] <= 0.3
    assert where.crop[3] >= 0.7
